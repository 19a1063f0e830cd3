module Registers (
  input wire clk,
  input wire rst,
  input wire arst,
  input wire en,
  input wire [7:0] d,
  output wire [7:0] plain,
  output wire [7:0] held,
  output wire [7:0] synchronous,
  output wire [7:0] asynchronous,
  output wire [7:0] started,
  output wire [7:0] all
);
  reg [7:0] plain_r;
  reg [7:0] held_r;
  reg [7:0] synchronous_r;
  reg [7:0] asynchronous_r;
  reg [7:0] started_r = 8'd251;
  reg [7:0] all_r = 8'd250;
  assign plain = plain_r;
  assign held = held_r;
  assign synchronous = synchronous_r;
  assign asynchronous = asynchronous_r;
  assign started = started_r;
  assign all = all_r;
  always @(posedge clk) begin
    plain_r <= plain_r + d;
    started_r <= started_r + d;
  end
  always @(posedge clk) begin
    if (en) begin
      held_r <= held_r + d;
    end
  end
  always @(posedge clk) begin
    if (rst) begin
      synchronous_r <= 8'd20;
    end else begin
      synchronous_r <= synchronous_r + d;
    end
  end
  always @(posedge clk or posedge arst) begin
    if (arst) begin
      asynchronous_r <= 8'd30;
    end else begin
      asynchronous_r <= asynchronous_r + d;
    end
  end
  always @(posedge clk) begin
    if (rst) begin
      all_r <= 8'd50;
    end else if (en) begin
      all_r <= all_r + d;
    end
  end
endmodule
