// Uses the types of the case `package` as a bench does.
module bench;
  Tagger_pkg::header_t header;
  Tagger_pkg::Packet packet;
  Tagger tagger (
    .kind(header.kind),
    .word({header.nibbles[1], header.nibbles[0]}),
    .packet(packet)
  );
  initial begin
    header.kind = Tagger_pkg::Kind_data;
    header.nibbles[0] = 4'h5;
    header.nibbles[1] = 4'ha;
    header.inner.level = -4'sd3;
    header.inner.last = 1'b1;
    $display("%b %h %h", packet.tag == Tagger_pkg::Packet_word, packet.payload, header);
  end
endmodule
