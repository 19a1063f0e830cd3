"""Generators applied to values: a carry-in that is given or not, a repeated port, a type, a field by its name."""

import hwgen as hw
from _case import write

WORD = hw.UInt(24)


class Add(hw.Generator):
    bits = hw.Int(min=1)
    has_ce = hw.Bool(default=False)
    interface = hw.Interface(
        I0=hw.In(hw.UInt[bits]), I1=hw.In(hw.UInt[bits]), O=hw.Out(hw.UInt[bits]), CE=hw.In(hw.Bit).when(has_ce)
    )

    def body(self, io):
        total = io.I0 + io.I1
        if self.has_ce:
            total = total + io.CE.zext(self.bits)
        io.O @= total


class Parity(hw.Generator):
    n = hw.Int(min=1)
    w = hw.Int(min=1)
    interface = hw.Interface("in I[i]: UInt(w + i) for i in 0..<n; out O: UInt(w)")

    def body(self, io):
        total = io.I_0
        for i in range(1, self.n):
            total = total ^ io.I[i][0 : self.w]
        io.O @= total


class Hold(hw.Generator):
    item = hw.Type()
    interface = hw.Interface("in clk: Clock; in p: {valid: Bit, data: item}; out q: item")

    def body(self, io):
        io.q @= hw.reg(self.item, next=io.p_data, enable=io.p_valid)


class Inference(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        x=hw.In(WORD),
        y=hw.In(WORD),
        c=hw.In(hw.Bit),
        a=hw.In(hw.UInt(8)),
        b=hw.In(hw.UInt(9)),
        d=hw.In(hw.UInt(10)),
        sum=hw.Out(WORD),
        more=hw.Out(WORD),
        parity=hw.Out(hw.UInt(8)),
        held=hw.Out(hw.UInt(9)),
    )

    def body(self, io):
        io.sum @= Add(io.x, io.y)
        io.more @= Add(io.x, io.y, CE=io.c)
        io.parity @= Parity(io.a, io.b, io.d)
        io.held @= Hold(p={"valid": io.c, "data": io.b}, clk=io.clk)


write(Inference())
