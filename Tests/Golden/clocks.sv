module Clocks (
  input logic clk_a,
  input logic clk_b,
  input logic arst_n,
  input logic rst_n,
  input logic d,
  input logic en,
  input logic [7:0] x,
  output logic q,
  output logic fall,
  output logic slow,
  output logic [7:0] sum,
  output logic [7:0] word
);
  logic [7:0] ram [0:1];
  logic a;
  logic half;
  logic first;
  logic second;
  logic fell;
  logic clock_enable = 1'b0;
  logic [7:0] total = 8'b0;
  logic slow_r = 1'b0;
  wire gated = clk_a & clock_enable;
  wire divided = half;
  assign q = second;
  assign fall = fell;
  assign slow = slow_r;
  assign sum = total;
  always_ff @(posedge clk_a) begin
    ram[a] <= x;
  end
  always_ff @(posedge clk_a or negedge arst_n) begin
    if (!arst_n) begin
      a <= 1'b0;
      half <= 1'b0;
    end else begin
      a <= d;
      half <= ~half;
    end
  end
  always_ff @(posedge clk_b) begin
    if (!rst_n) begin
      first <= 1'b0;
      second <= 1'b1;
    end else begin
      first <= a;
      second <= first;
    end
  end
  always_ff @(negedge clk_a or negedge arst_n) begin
    if (!arst_n) begin
      fell <= 1'b1;
    end else begin
      fell <= a;
    end
  end
  always @(negedge clk_a) begin
    clock_enable <= en;
  end
  always @(posedge gated) begin
    total <= total + x;
  end
  always @(posedge divided) begin
    slow_r <= ~slow_r;
  end
  always_ff @(posedge clk_b) begin
    word <= ram[second];
  end
endmodule
