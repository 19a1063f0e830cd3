"""What happens under a condition and is no plain drive: writes of a memory, and inputs of instances."""

import hwgen as hw
from _case import write


class Invert(hw.Generator):
    interface = hw.Interface(x=hw.In(hw.UInt(4)), y=hw.Out(hw.UInt(4)))

    def body(self, io):
        io.y @= ~io.x


class Guards(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        we=hw.In(hw.Bit),
        mode=hw.In(hw.UInt(2)),
        a=hw.In(hw.UInt(2)),
        d=hw.In(hw.UInt(4)),
        q=hw.Out(hw.UInt(4)),
        r=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        ram = hw.Memory(hw.UInt(4), 4, init=[0, 0, 0, 0]).named("ram")
        inner = Invert()("inner")
        inner.x @= io.d
        with hw.switch(io.mode):
            with hw.case(0):
                ram.write(io.a, io.d)
            with hw.case(1):
                with hw.when(io.we):
                    ram.write(io.a, ~io.d)
                with hw.otherwise():
                    inner.x @= 5
            with hw.default():
                # An instance that is made in a branch has its inputs from there.
                copy = Invert()("copy")
                copy.x @= inner.y
                ram.write(3, copy.y, enable=io.we)
        io.q @= ram[io.a]
        io.r @= inner.y


write(Guards())
