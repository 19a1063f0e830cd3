"""The same adder in four styles; all four print the same Verilog.

A function builds a circuit and returns it. A simple class keeps its arguments and has a `generate`. An ergonomic class
is called, and gives the circuit itself. A templated class states its interface over its parameters, so that the ports
are known before any body runs; and its arguments are checked against what its parameters say.
"""

from __future__ import annotations

import hwgen as hw


def ports(bits: int, has_ce: bool) -> hw.Interface:
    """The interface for one set of arguments, for the styles that have no template."""
    word = hw.UInt(bits)
    carry = {"CE": hw.In(hw.Bit)} if has_ce else {}
    return hw.Interface(I0=hw.In(word), I1=hw.In(word), O=hw.Out(word), **carry)


def name(bits: int, has_ce: bool) -> str:
    return f"Add_{bits}_{str(has_ce).lower()}"


def add(bits: int, has_ce: bool = False) -> hw.Circuit:
    """Style 1: a function."""

    def body(io):
        total = io.I0 + io.I1
        if has_ce:
            total = total + io.CE.zext(bits)
        io.O @= total

    return hw.circuit(name(bits, has_ce), ports(bits, has_ce), body)


class SimpleAdd:
    """Style 2: a simple class; `SimpleAdd(16).generate()` is the circuit."""

    def __init__(self, bits: int, has_ce: bool = False) -> None:
        self.bits = bits
        self.has_ce = has_ce

    def body(self, io):
        total = io.I0 + io.I1
        if self.has_ce:
            total = total + io.CE.zext(self.bits)
        io.O @= total

    def generate(self) -> hw.Circuit:
        return hw.circuit(name(self.bits, self.has_ce), ports(self.bits, self.has_ce), self.body)


class ErgonomicAdd(hw.CircuitBuilder, SimpleAdd):
    """Style 3: an ergonomic class; `ErgonomicAdd(16)` is the circuit, and made once."""

    generate = SimpleAdd.generate


class Add(hw.Generator):
    """Style 4: a templated class."""

    bits = hw.Int(min=1, doc="operand width")
    has_ce = hw.Bool(default=False)
    interface = hw.Interface(
        I0=hw.In(hw.UInt[bits]),
        I1=hw.In(hw.UInt[bits]),
        O=hw.Out(hw.UInt[bits]),
        CE=hw.In(hw.Bit).when(has_ce),
    )

    def body(self, io):
        total = io.I0 + io.I1
        if self.has_ce:
            total = total + io.CE.zext(self.bits)
        io.O @= total


STYLES = {
    "function": add,
    "simple class": lambda *arguments: SimpleAdd(*arguments).generate(),
    "ergonomic class": ErgonomicAdd,
    "templated class": Add,
}


def texts(*arguments: object) -> dict[str, str]:
    """What each style prints. Each has a context of its own: in one, four circuits of one name would be told apart."""
    printed = {}
    for style, make in STYLES.items():
        with hw.Context():
            printed[style] = make(*arguments).verilog()
    return printed


if __name__ == "__main__":
    printed = texts(16, True)
    assert len(set(printed.values())) == 1, "the styles differ"
    print(printed["templated class"], end="")
