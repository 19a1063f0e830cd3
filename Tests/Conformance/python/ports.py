"""Repeated, optional, record and array ports."""

import hwgen as hw
from _case import write


class Ports(hw.Generator):
    n = hw.Int()
    wide = hw.Bool(default=True)
    interface = hw.Interface(
        lane=hw.In(hw.UInt(4)).repeat(n, lambda i: hw.UInt(4 + i)),
        p=hw.In(hw.Record(a=hw.UInt(8), b=hw.Record(c=hw.Bit, d=hw.SInt(3)))),
        v=hw.In(hw.Array(4, hw.UInt(4))),
        en=hw.In(hw.Bit).when(wide),
        q=hw.Out(hw.Record(s=hw.UInt(8), t=hw.Bit)),
        w=hw.Out(hw.Array(2, hw.UInt(4))),
        z=hw.Out(hw.UInt(8)),
    )

    def body(self, io):
        total = io.lane[0].zext(8) + io.lane[1].zext(8)
        if self.wide:
            total = hw.mux(io.en, total, io.p.a)
        io.z @= total
        io.q.s @= ~io.p.a
        io.q.t @= io.p.b.c ^ io.p.b.d.xor()
        io.w[0] @= io.v[3]
        io.w[1] @= io.v[0] + io.v[1] + io.v[2]


write(Ports(2))
