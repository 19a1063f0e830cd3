"""Unions and fixed-point numbers: a packet is matched and scaled, and comes out as another one."""

from fractions import Fraction

import hwgen as hw
from _case import write

Sample = hw.SFix(4, 8)
Packet = hw.Union("Packet", sample=Sample, raw=hw.UInt(12), gain=hw.UFix(2, 6), sync=None)
Status = hw.Record(level=Sample, last=Packet)


class Scaler(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        packet=hw.In(Packet),
        out=hw.Out(Packet),
        status=hw.Out(hw.Array(2, hw.Record(level=Sample, valid=hw.Bit))),
        is_raw=hw.Out(hw.Bit),
        product=hw.Out(hw.SFix(7, 14)),
        rounded=hw.Out(hw.SFix(3, 2)),
        clipped=hw.Out(hw.UInt(3)),
        total=hw.Out(hw.SFix(5, 8)),
        loud=hw.Out(hw.Bit),
    )

    def body(self, io):
        gain = hw.reg(hw.UFix(2, 6), reset_value=Fraction(3, 4)).named("gain")
        level = hw.reg(Sample, reset_value=-1.5).named("level")
        last = hw.reg(Packet, io.packet, reset_value=hw.Variant("raw", 5)).named("last")
        product = level * gain.convert(hw.SFix(3, 6))
        with hw.match(io.packet) as match:
            with match.case("sample") as sample:
                level.next = sample
                io.out @= hw.variant(Packet, "sample", sample - 0.25)
            with match.case("gain") as given:
                gain.next = given
                io.out @= hw.variant(Packet, "gain", gain)
            with match.case("raw") as raw:
                io.out @= hw.variant(Packet, "raw", raw + 1)
            with match.case("sync"):
                io.out @= last
        io.status @= hw.cat(level, level < -2, level, last.is_variant("sync")).as_type(io.status.type)
        io.is_raw @= io.packet.is_variant("raw")
        io.product @= product
        io.rounded @= product.convert(hw.SFix(3, 2), rounding="half_even", overflow="saturate")
        io.clipped @= level.convert(hw.UInt(3), rounding="toward_zero", overflow="saturate")
        io.total @= level.add_expanding(level)
        io.loud @= level > 2


write(Scaler())
