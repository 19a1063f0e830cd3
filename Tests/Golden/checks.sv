module Credits (
  input logic clk,
  input logic rst,
  input logic take,
  input logic give,
  input logic [1:0] kind,
  input logic [5:0] offset,
  input logic [15:0] data,
  input logic [79:0] wide,
  output logic [3:0] count
);
  wire le_count_9 = count <= 4'd9;
  wire not_v3e8te = ~(take & (count == 4'b0));
  wire eq_count_8 = count == 4'd8;
  always_ff @(posedge clk) begin
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
  always @(posedge clk) begin
    if (~rst) begin
`ifndef SYNTHESIS
      if (~le_count_9) begin
        $display("assertion failed in %m: count %0d is above 9 (%04b)", count, count);
      end
`endif
      assert (le_count_9);
`ifndef SYNTHESIS
      if (~not_v3e8te) begin
        $display("assumption failed in %m: taken from nothing");
      end
`endif
      assume (not_v3e8te);
      if (give) begin
`ifndef SYNTHESIS
        if (eq_count_8) begin
          $display("covered in %m: nearly full");
        end
`endif
        cover (eq_count_8);
`ifndef SYNTHESIS
        $display("give %04h %5d %0d", data, $signed(offset), $signed(offset));
`endif
        case (kind)
          2'b0: begin
`ifndef SYNTHESIS
            $display("zero %c!", data[7:0]);
`endif
          end
          2'h1, 2'h2: begin
`ifndef SYNTHESIS
            $display("{%0h} 100%% \"quoted\" \\ \303\251", wide);
`endif
          end
          default: begin
            assert (count < 4'd15);
          end
        endcase
      end else begin
`ifndef SYNTHESIS
        $display("idle at %3d, next %05d", count, count + 4'd1);
`endif
      end
      cover (count == 4'd9);
    end
  end
`ifndef SYNTHESIS
  always @(posedge clk) begin
    $display("tick %0o %0d", kind, take);
  end
`endif
endmodule
