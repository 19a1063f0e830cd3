// The modules that the case `external` instantiates and does not print.

module rotate #(
  parameter WIDTH = 8,
  parameter AMOUNT = 1,
  parameter LEFT = 1,
  parameter MODE = "wrap",
  parameter [39:0] MASK = 0
) (
  input wire [WIDTH-1:0] a,
  output wire [WIDTH-1:0] y
);
  wire [WIDTH-1:0] left = {a[WIDTH-1-AMOUNT:0], a[WIDTH-1:WIDTH-AMOUNT]};
  wire [WIDTH-1:0] right = {a[AMOUNT-1:0], a[WIDTH-1:AMOUNT]};
  wire [WIDTH-1:0] turned = LEFT != 0 ? left : right;
  assign y = (MODE == "wrap" ? turned : a << AMOUNT) ^ MASK[WIDTH-1:0];
endmodule

module pad_cell (
  inout wire pad,
  input wire out,
  input wire enable,
  output wire value
);
  assign value = pad;
`ifndef SYNTHESIS
  bufif1 driver (pad, out, enable);
`endif
endmodule
