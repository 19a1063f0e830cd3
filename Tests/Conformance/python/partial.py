"""Things that are driven in parts: a wire, an output, a register, an array."""

import hwgen as hw
from _case import write

WORD = hw.UInt(8)


class Partial(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock), a=hw.In(WORD), b=hw.In(WORD), y=hw.Out(WORD), z=hw.Out(hw.Array(2, hw.UInt(6)))
    )

    def body(self, io):
        halves = hw.wire(WORD).named("halves")
        halves[4:8] @= io.a[0:4]
        halves[0:4] @= io.b[4:8]
        parts = hw.reg(WORD).named("parts")
        parts[2:8].next = halves[2:8]
        parts[0:2].next = io.a[0:2]
        for i in range(8):
            io.y[i] @= parts[7 - i]
        io.z[0] @= io.b[0:6]
        io.z[1] @= io.a[2:8]


write(Partial())
