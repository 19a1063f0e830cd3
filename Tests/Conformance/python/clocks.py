"""Clocks: two domains with resets of both kinds and active low, a falling edge, a gate, a divider, and crossings."""

import hwgen as hw
from _case import write


class Clocks(hw.Generator):
    interface = hw.Interface(
        clk_a=hw.In(hw.Clock),
        clk_b=hw.In(hw.Clock),
        arst_n=hw.In(hw.AsyncResetN),
        rst_n=hw.In(hw.ResetN),
        d=hw.In(hw.Bit),
        en=hw.In(hw.Bit),
        x=hw.In(hw.UInt(8)),
        q=hw.Out(hw.Bit),
        fall=hw.Out(hw.Bit),
        slow=hw.Out(hw.Bit),
        sum=hw.Out(hw.UInt(8)),
        word=hw.Out(hw.UInt(8)),
    )

    def body(self, io):
        ram = hw.Memory(hw.UInt(8), 2).named("ram").crossing()
        with hw.domain(io.clk_a, reset=io.arst_n):
            a = hw.reg(hw.Bit, io.d, reset_value=0).named("a")
            half = hw.reg(hw.Bit, reset_value=0).named("half")
            half.next = ~half
            ram.write(a, io.x)
        with hw.domain(io.clk_b, reset=io.rst_n):
            first = hw.reg(hw.Bit, hw.crossing(a, "asynchronous"), reset_value=0).named("first")
            second = hw.reg(hw.Bit, first, reset_value=1).named("second")
            word = ram.read_sync(second)
        with hw.domain(~io.clk_a, reset=~io.arst_n):
            fall = hw.reg(hw.Bit, a, reset_value=1).named("fell")
        gated = hw.clock_gate(io.clk_a, io.en).named("gated")
        total = hw.reg(hw.UInt(8), clock=gated, initial=0).named("total")
        total.next = total + io.x
        divided = hw.derived_clock(half).named("divided")
        slow = hw.reg(hw.Bit, clock=divided, initial=0).named("slow_r")
        slow.next = ~slow
        io.q @= second
        io.fall @= fall
        io.slow @= slow
        io.sum @= total
        io.word @= word


write(Clocks())
