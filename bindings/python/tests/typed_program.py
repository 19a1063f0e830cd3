"""A program of a user, as two type checkers see it: `test_typing.py` compares what they reveal with the comments.

It runs, too. In `mistakes`, which nobody calls, each line is one that both refuse.
"""

from __future__ import annotations

from typing import Any, reveal_type

import hwgen as hw


@hw.hook
def digits(bits: int) -> int:
    return len(str(2**bits))


class Average(hw.Generator):
    """The mean of what came in."""

    bits = hw.Int(min=2, default=8, doc="width of a sample")
    fast = hw.Bool(default=False)
    mode = hw.Enum("floor", "round", default="floor")
    label = hw.String(default="")
    item = hw.Type(default=hw.UInt(8))
    taps = hw.List(hw.Int, default=[1, 2])
    options = hw.Dict(default={"copies": 1})
    half = hw.Derived(bits // 2)
    latency = hw.Member(hw.if_(fast, 1, 2))
    constraints = (bits % 2 == 0, bits < 65)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        a=hw.In(hw.UInt[bits]),
        ce=hw.In(hw.Bit).when(fast),
        lanes=hw.In(hw.UInt[bits]).repeat(2, lambda i: hw.UInt(i + 1)),
        o=hw.Out(hw.UInt[bits]),
        n=hw.Out(hw.UInt[digits(bits)]),
    )

    @hw.member
    def area(self) -> int:
        return 6 * self.bits

    def body(self, io: Any) -> None:
        count = hw.reg(hw.UInt(self.bits), initial=0).named("count")
        with hw.when(count == 3):
            count.next = 0
        with hw.otherwise():
            count.next = count + io.a
        total = hw.wire(hw.UInt(self.bits))
        total @= hw.mux(count[0], count + 1, 0)
        io.o @= total
        io.n @= 0
        reveal_type(self.bits)  # int
        reveal_type(total)  # Signal
        reveal_type(total + 1)  # Signal
        reveal_type(total == 3)  # Signal
        reveal_type(total[0:2])  # Signal
        reveal_type(total.priority_encode())  # tuple[Signal, Signal]


@hw.circuit("Inverter", "in a: Bit; out o: Bit")
def inverter(io: Any) -> None:
    io.o @= ~io.a


class Inverters(hw.CircuitBuilder):
    def __init__(self, bits: int) -> None:
        self.bits = bits

    def generate(self) -> hw.Circuit:
        return hw.circuit(f"Inverters_{self.bits}", f"in a: Bits({self.bits}); out o: Bits({self.bits})", self.build)

    def build(self, io: Any) -> None:
        io.o @= ~io.a


class External(hw.Generator):
    interface = "in a: Bit; out o: Bit"
    external = hw.External(module="external")


average = Average(16, fast=True)
reveal_type(average)  # Average
reveal_type(Average.bits)  # Int
reveal_type(average.bits)  # int
reveal_type(average.fast)  # bool
reveal_type(average.mode)  # str
reveal_type(average.label)  # str
reveal_type(average.item)  # Type
reveal_type(average.taps)  # list[Any]
reveal_type(average.options)  # dict[str, Any]
reveal_type(average.half)  # Any
reveal_type(average.latency)  # Any
reveal_type(average.area)  # int
reveal_type(average.name)  # str
reveal_type(average.interface)  # str
reveal_type(average.members)  # str
reveal_type(Average.members())  # str
reveal_type(External().interface)  # str
reveal_type(average.ports[0].type)  # Type
reveal_type(average.elaborate())  # Average
reveal_type(average.verilog())  # str
reveal_type(inverter)  # Circuit
reveal_type(hw.lib.FIFO(hw.UInt(8), depth=4).verilog())  # str
reveal_type(hw.UInt(8).layout()[0].msb)  # int
reveal_type(hw.Variant("data", 3).name)  # str
reveal_type(hw.current_context().take_warnings()[0:1])  # tuple[Diagnostic, ...]

try:
    Average(3)
except hw.Error as error:
    reveal_type(error.diagnostics)  # tuple[Diagnostic, ...]
    reveal_type(error.code)  # str


def mistakes(x: hw.Signal) -> None:
    len(average.bits)
    average.verilog(profile=1)
    average.taps.add(3)
    hw.mux(True, x, x)
    hw.wire(8)
    x + "1"
    hw.FSM(3)
    hw.In(hw.Bit, 3)
    hw.circuit("Inverter", inverter)
    inverter.no_such()
