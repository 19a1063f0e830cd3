"""Checks: assertions, assumptions, covers and prints, in branches and outside, with each format."""

import hwgen as hw
from _case import write


class Credits(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        rst=hw.In(hw.Reset),
        take=hw.In(hw.Bit),
        give=hw.In(hw.Bit),
        kind=hw.In(hw.Bits(2)),
        offset=hw.In(hw.SInt(6)),
        data=hw.In(hw.UInt(16)),
        wide=hw.In(hw.UInt(80)),
        count=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        count = hw.reg(hw.UInt(4), reset_value=0).named("count")
        io.count @= count
        with hw.when(io.give & ~io.take & (count != 9)):
            count.next = count + 1
        with hw.elsewhen(io.take & ~io.give):
            count.next = count - 1
        hw.assert_(count <= 9, "count {} is above 9 ({:04b})", count, count)
        hw.assume(~(io.take & (count == 0)), "taken from nothing")
        with hw.when(io.give):
            hw.cover(count == 8, "nearly full")
            hw.print("give {:04x} {:5d} {}", io.data, io.offset, io.offset)
            with hw.switch(io.kind):
                with hw.case(0):
                    hw.print("zero {:c}!", io.data[0:8])
                with hw.case(1, 2):
                    hw.print('{{{:x}}} 100% "quoted" \\ \u00e9', io.wide)
                with hw.default():
                    hw.assert_(count < 15)
        with hw.otherwise():
            hw.print("idle at {:3d}, next {:05d}", count, count + 1)
        hw.cover(count == 9)
        hw.print("tick {:o} {}", io.kind, io.take, in_reset=True)


write(Credits())
