"""A relaxed scope: operands are extended to the widest, what is driven and written is extended or cut."""

import hwgen as hw
from _case import write


class Relaxed(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        we=hw.In(hw.Bit),
        s=hw.In(hw.UInt(2)),
        a=hw.In(hw.UInt(4)),
        b=hw.In(hw.UInt(9)),
        c=hw.In(hw.UInt(6)),
        x=hw.In(hw.SInt(3)),
        y=hw.In(hw.SInt(8)),
        p=hw.In(hw.Bits(2)),
        q=hw.In(hw.Bits(5)),
        sum=hw.Out(hw.UInt(9)),
        low=hw.Out(hw.UInt(6)),
        difference=hw.Out(hw.SInt(12)),
        merged=hw.Out(hw.Bits(5)),
        is_less=hw.Out(hw.Bit),
        same=hw.Out(hw.Bit),
        chosen=hw.Out(hw.UInt(9)),
        either=hw.Out(hw.UInt(9)),
        least=hw.Out(hw.SInt(8)),
        word=hw.Out(hw.UInt(8)),
        strict=hw.Out(hw.UInt(9)),
    )

    def body(self, io):
        a, b, x, y = io.a, io.b, io.x, io.y
        with hw.relaxed():
            total = (a + b).named("total")
            io.sum @= total
            io.low @= total
            io.difference @= x - y
            io.merged @= io.p | io.q
            io.is_less @= x < y
            io.same @= b == a
            io.chosen @= hw.select(io.s, {0: a, 1: b}, default=io.c)
            io.either @= hw.mux(io.we, a, b)
            io.least @= x.min(y)
            words = hw.Memory(hw.UInt(6), 4, init=[]).named("words")
            words.write(io.s, b)
            io.word @= words[io.s]
        io.strict @= a.zext(9) + b


write(Relaxed())
