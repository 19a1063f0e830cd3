module Smooth #(
  parameter int bits = 12
) (
  input logic clk,
  input logic rst,
  input logic [bits-1:0] x,
  input logic [bits-1:0] y,
  input logic [2:0] n,
  input logic go,
  output logic [bits:0] sum,
  output logic [2*bits-1:0] product,
  output logic [bits-1:0] moved,
  output logic [3:0] low,
  output logic [bits+3:0] packed_bits,
  output logic [bits-1:0] least,
  output logic parity,
  output logic [bits-1:0] held,
  output logic [bits+2:0] total,
  output logic below,
  output logic [9:0] fixed,
  output logic fixed_below
);
  logic [bits-1:0] kept;
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
  always_ff @(posedge clk) begin
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
  parameter int bits = 16
) (
  input logic clk,
  input logic rst,
  input logic [bits-1:0] a,
  input logic clear,
  output logic [bits+1:0] total,
  output logic negative
);
  logic [bits+1:0] acc;
  assign total = acc;
  assign negative = acc[bits+1];
  always_ff @(posedge clk) begin
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
