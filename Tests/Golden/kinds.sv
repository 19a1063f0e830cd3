module Kinds_0syt7pfqrh (
  input logic [7:0] x,
  input logic enable,
  output logic [8:0] y,
  output logic [7:0] z,
  output logic [6:0] w
);
  wire [7:0] inner_y;
  assign y = 9'd11;
  assign z = (enable ? inner_y : x) + 8'd3 + 8'd4;
  assign w = inner_y[6:0];
  Leaf inner (
    .x(x),
    .y(inner_y)
  );
endmodule

module Leaf (
  input logic [7:0] x,
  output logic [7:0] y
);
  assign y = ~x;
endmodule
