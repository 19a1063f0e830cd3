// The test bench of the systolic array. It only applies one line of the stimulus in each clock cycle, and writes what the
// array shows on its output in that cycle; all that is known about matrices stands in systolic_bench.py.
//
// Defined by whoever compiles it: TOP (the array's module), N (its size), CYCLES (lines of the stimulus).
// One line of the stimulus is, from its left: rst (1 bit), drain (1 bit), a (8*N bits), b (8*N bits).
`timescale 1ns / 1ps

module bench;
  reg  [16*`N+1:0] stimulus[0:`CYCLES-1];
  reg  [ 8*`N-1:0] a, b;
  reg              clk, rst, drain;
  wire [32*`N-1:0] c;

  reg  [8*1024-1:0] stimulus_file, response_file;
  integer           cycle, response;

  `TOP array (.clk(clk), .rst(rst), .a(a), .b(b), .drain(drain), .c(c));

  initial begin
    if (!$value$plusargs("stimulus=%s", stimulus_file)) $finish;
    if (!$value$plusargs("response=%s", response_file)) $finish;
    $readmemh(stimulus_file, stimulus);
    response = $fopen(response_file, "w");
    clk = 1'b0;
    for (cycle = 0; cycle < `CYCLES; cycle = cycle + 1) begin
      {rst, drain, a, b} = stimulus[cycle];
      #1 $fwrite(response, "%h\n", c);
      clk = 1'b1;
      #1 clk = 1'b0;
    end
    $fclose(response);
    $finish;
  end
endmodule
