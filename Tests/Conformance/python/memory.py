"""Memories: asynchronous and synchronous reads, old and new, masked and plain writes, two clocks, contents."""

from pathlib import Path

import hwgen as hw
from _case import write

SAMPLES = Path(__file__).parents[1] / "data" / "samples.hex"
WORD = hw.UInt(8)


class Memories(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        other=hw.In(hw.Clock),
        we=hw.In(hw.Bit),
        re=hw.In(hw.Bit),
        clear=hw.In(hw.Bit),
        mask=hw.In(hw.Bits(4)),
        wa=hw.In(hw.UInt(4)),
        ra=hw.In(hw.UInt(6)),
        d=hw.In(WORD),
        n=hw.In(hw.UInt(4)),
        old_word=hw.Out(WORD),
        new_word=hw.Out(WORD),
        elsewhere=hw.Out(WORD),
        now=hw.Out(WORD),
        square=hw.Out(hw.UInt(8)),
        sample=hw.Out(hw.SInt(16)),
    )

    def body(self, io):
        ram = hw.Memory(WORD, 10).named("ram")
        ram.write(io.wa, io.d, enable=io.we, mask=io.mask, clock=io.clk)
        ram.write(5, 0, enable=io.clear, clock=io.clk)
        io.old_word @= ram.read_sync(io.ra, enable=io.re, clock=io.clk)
        io.new_word @= ram.read_sync(io.ra, enable=io.re, clock=io.clk, on_write="new")
        other = hw.derived_clock(io.other, synchronous_to=io.clk)
        io.elsewhere @= ram.read_sync(io.wa, clock=other)
        io.now @= ram[io.ra]

        squares = hw.Memory(hw.UInt(8), 8, init=[n * n for n in range(8)]).named("squares")
        io.square @= squares.read(io.n)
        samples = hw.Memory(hw.SInt(16), 8, file=SAMPLES).named("samples")
        io.sample @= samples.read_sync(io.n, clock=other)


write(Memories())
