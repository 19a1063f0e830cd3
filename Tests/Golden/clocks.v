module Clocks (
  input wire clk_a,
  input wire clk_b,
  input wire arst_n,
  input wire rst_n,
  input wire d,
  input wire en,
  input wire [7:0] x,
  output wire q,
  output wire fall,
  output wire slow,
  output wire [7:0] sum,
  output reg [7:0] word
);
  reg [7:0] ram [0:1];
  reg a;
  reg half;
  reg first;
  reg second;
  reg fell;
  reg clock_enable = 1'b0;
  reg [7:0] total = 8'b0;
  reg slow_r = 1'b0;
  wire gated = clk_a & clock_enable;
  wire divided = half;
  assign q = second;
  assign fall = fell;
  assign slow = slow_r;
  assign sum = total;
  always @(posedge clk_a) begin
    ram[a] <= x;
  end
  always @(posedge clk_a or negedge arst_n) begin
    if (!arst_n) begin
      a <= 1'b0;
      half <= 1'b0;
    end else begin
      a <= d;
      half <= ~half;
    end
  end
  always @(posedge clk_b) begin
    if (!rst_n) begin
      first <= 1'b0;
      second <= 1'b1;
    end else begin
      first <= a;
      second <= first;
    end
  end
  always @(negedge clk_a or negedge arst_n) begin
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
  always @(posedge clk_b) begin
    word <= ram[second];
  end
endmodule
