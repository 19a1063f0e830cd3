// What every program of the ladder must print at its small size: the same stimulus for all, and one line that says what the
// circuit made of it. Defined by bench.py: D_ADDTREE, D_SYSTOLIC, D_DISTINCT or D_FLATLOGIC; TOP, the module; K or N, the
// size; EXTRA, connections of ports that only some have (a reset, an unused clock); CK, what the clock is called.
`timescale 1ns / 1ps

module tb;
  integer i, n;
  reg clk = 0;

`ifdef D_ADDTREE
  reg  [(16<<`K)-1:0] x;
  wire [    15+`K:0]  y;
  reg  [      31:0]   expected;
  `TOP dut (.x(x), .y(y) `EXTRA);
  initial begin
    for (n = 0; n < 20; n = n + 1) begin
      expected = 0;
      for (i = 0; i < (1 << `K); i = i + 1) begin
        x[16*i+:16] = $random;
        expected = expected + x[16*i+:16];
      end
      #1
      if (y !== expected[15+`K:0]) begin
        $display("FAIL");
        $finish;
      end
    end
    $display("PASS");
    $finish;
  end

`elsif D_SYSTOLIC
  reg  [ 8*`N-1:0] a, b;
  wire [32*`N-1:0] s;
  reg  [31:0] digest;
  reg  rst = 1;
  `TOP dut (.a(a), .b(b), .s(s), .`CK(clk) `EXTRA);
  initial begin
    a = 0;
    b = 0;
    digest = 0;
    for (n = 0; n < 20; n = n + 1) begin
      #1 clk = 1;
      #1 clk = 0;
    end
    rst = 0;
    for (n = 0; n < 60; n = n + 1) begin
      for (i = 0; i < `N; i = i + 1) begin
        a[8*i+:8] = n * 7 + i * 13 + 1;
        b[8*i+:8] = n * 11 + i * 29 + 5;
      end
      #1 clk = 1;
      #1 clk = 0;
      for (i = 0; i < `N; i = i + 1) digest = {digest[30:0], digest[31]} ^ s[32*i+:32];
    end
    $display("%08x", digest);
    $finish;
  end

`else
  reg  [31:0] a, b, digest;
  wire [31:0] y;
`ifdef D_DISTINCT
  `TOP dut (.x(a), .y(y) `EXTRA);
`else
  `TOP dut (.a(a), .b(b), .y(y) `EXTRA);
`endif
  initial begin
    digest = 0;
    for (n = 0; n < 50; n = n + 1) begin
      a = n * 32'h9E3779B1 + 7;
      b = n * 32'h85EBCA6B + 3;
      #1 digest = {digest[30:0], digest[31]} ^ y;
    end
    $display("%08x", digest);
    $finish;
  end
`endif
endmodule
