module Relaxed (
  input wire clk,
  input wire we,
  input wire [1:0] s,
  input wire [3:0] a,
  input wire [8:0] b,
  input wire [5:0] c,
  input wire [2:0] x,
  input wire [7:0] y,
  input wire [1:0] p,
  input wire [4:0] q,
  output wire [8:0] sum,
  output wire [5:0] low,
  output wire [11:0] difference,
  output wire [4:0] merged,
  output wire is_less,
  output wire same,
  output reg [8:0] chosen,
  output wire [8:0] either,
  output wire [7:0] least,
  output wire [7:0] word,
  output wire [8:0] strict
);
  reg [5:0] words [0:3];
  integer i;
  initial begin
    for (i = 0; i < 4; i = i + 1) begin
      words[i] = 6'b0;
    end
  end
  wire [8:0] total = {5'b0, a} + b;
  wire [7:0] diff_4bbqn2 = {{5{x[2]}}, x} - y;
  always @* begin
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
