"""The standard library: a queue between two clocks, a reset for each, and a counter of what goes through."""

import hwgen as hw
from _case import write


class Link(hw.Generator):
    interface = hw.Interface(
        clk_a=hw.In(hw.Clock),
        clk_b=hw.In(hw.Clock),
        arst=hw.In(hw.AsyncReset),
        valid=hw.In(hw.Bit),
        data=hw.In(hw.UInt(8)),
        ready=hw.Out(hw.Bit),
        taken=hw.Out(hw.Bit),
        word=hw.Out(hw.UInt(8)),
        count=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        reset = hw.lib.ResetSynchroniser()
        arst = hw.crossing(io.arst, "asynchronous")
        rst_a = reset("reset_a", clk=io.clk_a, arst=arst).rst
        rst_b = reset("reset_b", clk=io.clk_b, arst=arst).rst
        fifo = hw.lib.AsyncFIFO(hw.UInt(8), depth=4)(
            "fifo", w_clk=io.clk_a, w_rst=rst_a, w_valid=io.valid, w_data=io.data, r_clk=io.clk_b, r_rst=rst_b
        )
        fifo.r_ready @= fifo.r_valid
        io.ready @= fifo.w_ready
        io.taken @= fifo.r_valid
        io.word @= fifo.r_data
        counter = hw.lib.Counter(limit=10, reset=hw.AsyncReset)("counter", clk=io.clk_b, rst=rst_b, enable=fifo.r_valid)
        io.count @= counter.count


write(Link())
