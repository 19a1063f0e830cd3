module Partial (
  input logic clk,
  input logic [7:0] a,
  input logic [7:0] b,
  output logic [7:0] y,
  output logic [11:0] z
);
  wire [7:0] halves;
  logic [7:0] parts;
  assign y[0] = parts[7];
  assign y[1] = parts[6];
  assign y[2] = parts[5];
  assign y[3] = parts[4];
  assign y[4] = parts[3];
  assign y[5] = parts[2];
  assign y[6] = parts[1];
  assign y[7] = parts[0];
  assign z[5:0] = b[5:0];
  assign z[11:6] = a[7:2];
  assign halves[3:0] = b[7:4];
  assign halves[7:4] = a[3:0];
  always_ff @(posedge clk) begin
    parts[1:0] <= a[1:0];
    parts[7:2] <= halves[7:2];
  end
endmodule
