module Smooth #(
  parameter integer bits = 12
) (
  input wire clk,
  input wire rst,
  input wire [bits-1:0] x,
  input wire [bits-1:0] y,
  input wire [2:0] n,
  input wire go,
  output wire [bits:0] sum,
  output wire [2*bits-1:0] product,
  output wire [bits-1:0] moved,
  output wire [3:0] low,
  output wire [bits+3:0] packed_bits,
  output wire [bits-1:0] least,
  output wire parity,
  output wire [bits-1:0] held,
  output wire [bits+2:0] total,
  output wire below,
  output wire [9:0] fixed,
  output wire fixed_below
);
  reg [bits-1:0] kept;
  wire inner_negative;
  wire eight_negative;
  wire [23:0] zext_y = {{(24 - bits){1'b0}}, y};
  assign sum = {1'b0, x} + {1'b0, y};
  assign product = {{bits{1'b0}}, x} * {{bits{1'b0}}, y};
  assign moved = (x << n) ^ ~y;
  assign low = x[3:0];
  assign packed_bits = {y, x[3:0]};
  assign least = (x < y) ? x : y;
  assign parity = ^(x & y);
  assign held = kept;
  assign below = inner_negative & go;
  assign fixed_below = eight_negative | go;
  Accumulate_2 #(.bits(bits + 1)) inner (
    .clk(clk),
    .rst(rst),
    .a({1'b0, x}),
    .clear(go),
    .total(total),
    .negative(inner_negative)
  );
  Accumulate_2 #(.bits(8)) eight (
    .clk(clk),
    .rst(rst),
    .a(zext_y[7:0]),
    .clear(1'b0),
    .total(fixed),
    .negative(eight_negative)
  );
  always @(posedge clk) begin
    if (rst) begin
      kept <= {{(bits - 1){1'b0}}, 1'b1};
    end else if (go) begin
      kept <= (x == y) ? (y - {{(bits - 2){1'b0}}, 2'd3}) : x;
    end
  end
`ifndef SYNTHESIS
  initial begin
    if (bits < 4 || bits > 24) begin
      $display("%m: bits is %0d; it must be 4 to 24", bits);
      $finish;
    end
    if (bits % 2 != 0) begin
      $display("%m: bits %% 2 == 0 does not hold");
      $finish;
    end
  end
`endif
endmodule

module Accumulate_2 #(
  parameter integer bits = 16
) (
  input wire clk,
  input wire rst,
  input wire [bits-1:0] a,
  input wire clear,
  output wire [bits+1:0] total,
  output wire negative
);
  reg [bits+1:0] acc;
  assign total = acc;
  assign negative = acc[bits+1];
  always @(posedge clk) begin
    if (rst) begin
      acc <= {(bits + 2){1'b0}};
    end else begin
      if (clear) begin
        acc <= {(bits + 2){1'b1}};
      end else begin
        acc <= acc + {{2{a[bits-1]}}, a};
      end
    end
  end
`ifndef SYNTHESIS
  initial begin
    if (bits < 4 || bits > 32) begin
      $display("%m: bits is %0d; it must be 4 to 32", bits);
      $finish;
    end
  end
`endif
endmodule
