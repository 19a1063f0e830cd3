module Guards (
  input wire clk,
  input wire we,
  input wire [1:0] mode,
  input wire [1:0] a,
  input wire [3:0] d,
  output wire [3:0] q,
  output wire [3:0] r
);
  reg [3:0] ram [0:3];
  reg [3:0] inner_x;
  wire [3:0] inner_y;
  wire [3:0] copy_y;
  integer i;
  initial begin
    for (i = 0; i < 4; i = i + 1) begin
      ram[i] = 4'b0;
    end
  end
  assign q = ram[a];
  assign r = inner_y;
  always @* begin
    inner_x = d;
    case (mode)
      2'd1: begin
        if (~we) begin
          inner_x = 4'd5;
        end
      end
      default: ;
    endcase
  end
  Invert inner (
    .x(inner_x),
    .y(inner_y)
  );
  Invert copy (
    .x(inner_y),
    .y(copy_y)
  );
  always @(posedge clk) begin
    if (mode == 2'b0) begin
      ram[a] <= d;
    end
    if ((mode == 2'd1) & we) begin
      ram[a] <= ~d;
    end
    if (~((mode == 2'b0) | (mode == 2'd1)) & we) begin
      ram[2'd3] <= copy_y;
    end
  end
endmodule

module Invert (
  input wire [3:0] x,
  output wire [3:0] y
);
  assign y = ~x;
endmodule
