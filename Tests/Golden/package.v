module Tagger (
  input wire [1:0] kind,
  input wire [7:0] word,
  output wire [9:0] packet
);
  localparam [1:0] Kind_data = 2'd1;
  localparam [1:0] Kind_last = 2'd2;
  localparam [1:0] Packet_word = 2'b0;
  localparam [1:0] Packet_kind = 2'd1;
  wire [9:0] mux_162849 = (kind == Kind_last) ? {Packet_kind, 6'b0, kind} : 10'h200;
  assign packet = (kind == Kind_data) ? {Packet_word, word} : mux_162849;
endmodule
