// A queue of 16 bytes whose oldest word is on q, as one writes it by hand.
module fifo (
  input wire clk, rst,
  input wire write,
  input wire [7:0] d,
  output wire full,
  input wire read,
  output wire [7:0] q,
  output wire empty,
  output reg [4:0] level
);
  reg [7:0] mem [0:15];
  reg [3:0] wptr, rptr;

  assign full = level == 16;
  assign empty = level == 0;
  assign q = mem[rptr];

  wire do_write = write && !full;
  wire do_read = read && !empty;

  always @(posedge clk)
    if (do_write) mem[wptr] <= d;

  always @(posedge clk)
    if (rst) begin
      wptr <= 0;
      rptr <= 0;
      level <= 0;
    end else begin
      if (do_write) wptr <= wptr + 1;
      if (do_read) rptr <= rptr + 1;
      if (do_write && !do_read) level <= level + 1;
      else if (do_read && !do_write) level <= level - 1;
    end
endmodule
