package Tagger_pkg;
  typedef enum logic [1:0] {
    Kind_idle = 2'h0,
    Kind_data = 2'h1,
    Kind_last = 2'h2
  } Kind;
  typedef struct packed {
    Kind kind;
    logic [1:0][3:0] nibbles;
    struct packed {logic signed [3:0] level; logic last;} inner;
  } header_t;
  typedef enum logic [1:0] {
    Packet_word = 2'h0,
    Packet_kind = 2'h1,
    Packet_none = 2'h2
  } Packet_tag;
  typedef struct packed {
    Packet_tag tag;
    logic [7:0] payload;
  } Packet;
endpackage
module Tagger (
  input logic [1:0] kind,
  input logic [7:0] word,
  output logic [9:0] packet
);
  localparam [1:0] Kind_data = 2'd1;
  localparam [1:0] Kind_last = 2'd2;
  localparam [1:0] Packet_word = 2'b0;
  localparam [1:0] Packet_kind = 2'd1;
  wire [9:0] mux_162849 = (kind == Kind_last) ? {Packet_kind, 6'b0, kind} : 10'h200;
  assign packet = (kind == Kind_data) ? {Packet_word, word} : mux_162849;
endmodule
