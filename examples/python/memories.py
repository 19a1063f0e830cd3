"""A register file of two reads and one write, and a table of a sine: prints the Verilog of both.

The register file is read in the cycle of its address, so it becomes flip-flops or distributed memory. Word 0 reads as 0
and is never written. The table is read at the clock's edge, so it becomes a block memory that holds its contents.
"""

from __future__ import annotations

import math

import hwgen as hw


class RegisterFile(hw.Generator):
    """2R1W: `a` and `b` are the words at `ra` and `rb`; `d` is written to `rd` at the clock's edge."""

    width = hw.Int(default=32, min=1)
    count = hw.Int(default=32, min=2)
    address = hw.Derived(hw.clog2(count))
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        ra=hw.In(hw.UInt[address]),
        rb=hw.In(hw.UInt[address]),
        we=hw.In(hw.Bit),
        rd=hw.In(hw.UInt[address]),
        d=hw.In(hw.UInt[width]),
        a=hw.Out(hw.UInt[width]),
        b=hw.Out(hw.UInt[width]),
    )

    def body(self, io):
        words = hw.Memory(hw.UInt(self.width), self.count).named("words")
        words.write(io.rd, io.d, enable=io.we)
        io.a @= hw.mux(io.ra == 0, 0, words[io.ra])
        io.b @= hw.mux(io.rb == 0, 0, words[io.rb])


class Sine(hw.Generator):
    """One period in 2^steps samples: `y` is the sample at the phase of the edge before."""

    steps = hw.Int(default=8, min=2, max=16)
    interface = hw.Interface(clk=hw.In(hw.Clock), phase=hw.In(hw.UInt[steps]), y=hw.Out(hw.SInt(16)))

    def body(self, io):
        count = 1 << self.steps
        samples = [round(32767 * math.sin(2 * math.pi * n / count)) for n in range(count)]
        table = hw.Memory(hw.SInt(16), count, init=samples).named("samples")
        io.y @= table.read_sync(io.phase)


if __name__ == "__main__":
    print(RegisterFile().verilog())
    print(Sine().verilog(), end="")
