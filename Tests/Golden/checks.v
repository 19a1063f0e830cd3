module Credits (
  input wire clk,
  input wire rst,
  input wire take,
  input wire give,
  input wire [1:0] kind,
  input wire [5:0] offset,
  input wire [15:0] data,
  input wire [79:0] wide,
  output reg [3:0] count
);
  wire le_count_9 = count <= 4'd9;
  wire not_v3e8te = ~(take & (count == 4'b0));
  wire eq_count_8 = count == 4'd8;
  always @(posedge clk) begin
    if (rst) begin
      count <= 4'b0;
    end else begin
      if (give & ~take & (count != 4'd9)) begin
        count <= count + 4'd1;
      end else if (take & ~give) begin
        count <= count - 4'd1;
      end
    end
  end
`ifndef SYNTHESIS
  always @(posedge clk) begin
    if (~rst) begin
`ifdef FORMAL
      assert (le_count_9);
`else
      if (~le_count_9) begin
        $display("assertion failed in %m: count %0d is above 9 (%04b)", count, count);
        $stop;
      end
`endif
`ifdef FORMAL
      assume (not_v3e8te);
`else
      if (~not_v3e8te) begin
        $display("assumption failed in %m: taken from nothing");
        $stop;
      end
`endif
      if (give) begin
        if (eq_count_8) begin
`ifdef FORMAL
          cover (1'b1);
`else
          $display("covered in %m: nearly full");
`endif
        end
        $display("give %04h %5d %0d", data, $signed(offset), $signed(offset));
        case (kind)
          2'b0: begin
            $display("zero %c!", data[7:0]);
          end
          2'h1, 2'h2: begin
            $display("{%0h} 100%% \"quoted\" \\ \303\251", wide);
          end
          default: begin
`ifdef FORMAL
            assert (count < 4'd15);
`else
            if (~(count < 4'd15)) begin
              $display("assertion failed in %m");
              $stop;
            end
`endif
          end
        endcase
      end else begin
        $display("idle at %3d, next %05d", count, count + 4'd1);
      end
      if (count == 4'd9) begin
`ifdef FORMAL
        cover (1'b1);
`endif
      end
    end
  end
`endif
`ifndef SYNTHESIS
  always @(posedge clk) begin
    $display("tick %0o %0d", kind, take);
  end
`endif
endmodule
