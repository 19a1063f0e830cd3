module Relaxed (
  input logic clk,
  input logic we,
  input logic [1:0] s,
  input logic [3:0] a,
  input logic [8:0] b,
  input logic [5:0] c,
  input logic [2:0] x,
  input logic [7:0] y,
  input logic [1:0] p,
  input logic [4:0] q,
  output logic [8:0] sum,
  output logic [5:0] low,
  output logic [11:0] difference,
  output logic [4:0] merged,
  output logic is_less,
  output logic same,
  output logic [8:0] chosen,
  output logic [8:0] either,
  output logic [7:0] least,
  output logic [7:0] word,
  output logic [8:0] strict
);
  logic [5:0] words [0:3];
  integer i;
  initial begin
    for (i = 0; i < 4; i = i + 1) begin
      words[i] = 6'b0;
    end
  end
  wire [8:0] total = {5'b0, a} + b;
  wire [7:0] diff_4bbqn2 = {{5{x[2]}}, x} - y;
  always_comb begin
    case (s)
      2'd0: chosen = {5'b0, a};
      2'd1: chosen = b;
      default: chosen = {3'b0, c};
    endcase
  end
  wire [7:0] sext_x = {{5{x[2]}}, x};
  assign sum = total;
  assign low = total[5:0];
  assign difference = {{4{diff_4bbqn2[7]}}, diff_4bbqn2};
  assign merged = {3'b0, p} | q;
  assign is_less = $signed({{5{x[2]}}, x}) < $signed(y);
  assign same = b == {5'b0, a};
  assign either = we ? {5'b0, a} : b;
  assign least = {$signed(sext_x) < $signed(y)} ? sext_x : y;
  assign word = {2'b0, words[s]};
  assign strict = {5'b0, a} + b;
  always @(posedge clk) begin
    words[s] <= b[5:0];
  end
endmodule
