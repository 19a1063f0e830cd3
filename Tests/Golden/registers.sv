module Registers (
  input logic clk,
  input logic rst,
  input logic arst,
  input logic en,
  input logic [7:0] d,
  output logic [7:0] plain,
  output logic [7:0] held,
  output logic [7:0] synchronous,
  output logic [7:0] asynchronous,
  output logic [7:0] started,
  output logic [7:0] all
);
  logic [7:0] plain_r;
  logic [7:0] held_r;
  logic [7:0] synchronous_r;
  logic [7:0] asynchronous_r;
  logic [7:0] started_r = 8'd251;
  logic [7:0] all_r = 8'd250;
  assign plain = plain_r;
  assign held = held_r;
  assign synchronous = synchronous_r;
  assign asynchronous = asynchronous_r;
  assign started = started_r;
  assign all = all_r;
  always_ff @(posedge clk) begin
    plain_r <= plain_r + d;
  end
  always_ff @(posedge clk) begin
    if (en) begin
      held_r <= held_r + d;
    end
  end
  always_ff @(posedge clk) begin
    if (rst) begin
      synchronous_r <= 8'd20;
    end else begin
      synchronous_r <= synchronous_r + d;
    end
  end
  always_ff @(posedge clk or posedge arst) begin
    if (arst) begin
      asynchronous_r <= 8'd30;
    end else begin
      asynchronous_r <= asynchronous_r + d;
    end
  end
  always @(posedge clk) begin
    started_r <= started_r + d;
  end
  always @(posedge clk) begin
    if (rst) begin
      all_r <= 8'd50;
    end else if (en) begin
      all_r <= all_r + d;
    end
  end
endmodule
