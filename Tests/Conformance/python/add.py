"""The running example, with its carry-in."""

import hwgen as hw
from _case import write


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


write(Add(16, True))
