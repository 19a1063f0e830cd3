// The CRC-32 of Ethernet, a byte at a time, as one writes it by hand: the register shifts towards its highest bit, so that
// the lowest bit of a byte comes first, and the result is read backwards.
module crc (
  input wire clk, rst,
  input wire clear,
  input wire valid,
  input wire [7:0] data,
  output reg [31:0] crc
);
  reg [31:0] state, next;
  integer i;

  always @* begin
    next = clear ? 32'hffffffff : state;
    if (valid)
      for (i = 0; i < 8; i = i + 1)
        next = {next[30:0], 1'b0} ^ (next[31] ^ data[i] ? 32'h04c11db7 : 32'h0);
    for (i = 0; i < 32; i = i + 1) crc[i] = ~state[31 - i];
  end

  always @(posedge clk)
    if (rst) state <= 32'hffffffff;
    else state <= next;
endmodule
