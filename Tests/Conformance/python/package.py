"""Types as a package of SystemVerilog, before the design that has them."""

import sys
from pathlib import Path

import hwgen as hw
from _case import write

Kind = hw.Enumeration("Kind", "idle data last")
Packet = hw.Union("Packet", word=hw.UInt(8), kind=Kind, none=None)


class Tagger(hw.Generator):
    interface = hw.Interface(kind=hw.In(Kind), word=hw.In(hw.UInt(8)), packet=hw.Out(Packet))

    def body(self, io):
        none = hw.variant(Packet, "none")
        kind = hw.mux(io.kind == Kind.last, hw.variant(Packet, "kind", io.kind), none)
        io.packet @= hw.mux(io.kind == Kind.data, hw.variant(Packet, "word", io.word), kind)


tagger = Tagger()
write(tagger)
path = Path(sys.argv[1])
if path.suffix == ".sv" and path.exists():
    types = tagger.package(
        header_t=hw.Record(kind=Kind, nibbles=hw.Array(2, hw.UInt(4)), inner=hw.Record(level=hw.SInt(4), last=hw.Bit))
    )
    path.write_text(types + path.read_text())
