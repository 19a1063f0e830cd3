"""The part of the catalogue that is about types: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw


def narrow(io):
    io.o @= io.a.convert(hw.UInt(4))


def relaxed(interface):
    def body(io):
        with hw.relaxed():
            io.o @= io.a

    hw.circuit("M", interface, body).elaborate()


def unlike(io):
    io.o @= io.i


def of_two_kinds(io):
    for reset in (io.r, io.r.as_type(hw.AsyncReset)):
        register = hw.reg(hw.Bit, reset_value=0, reset=reset)
        register.next = ~register
    io.q @= register


def without_register(io):
    io.q @= hw.crossing(io.d, "asynchronous")


def never_ended(io):
    io.o @= io.a
    hw.relaxed().__enter__()


DESIGNS = {
    "HW2100": lambda: relaxed("in a: UInt(4); out o: UInt(8)"),
    "HW2101": lambda: relaxed("in a: UInt(8); out o: UInt(4)"),
    "HW2103": lambda: hw.circuit("M", "in i: {x: Bit}; out o: {y: Bit}", unlike).elaborate(),
    "HW2096": lambda: hw.circuit("M", "in clk: Clock; in r: Reset; out q: Bit", of_two_kinds).elaborate(),
    "HW2104": lambda: hw.circuit("M", "in d: Bit; out q: Bit", without_register).elaborate(),
    "HW2102": lambda: hw.circuit("M", "in a: Bit; out o: Bit", never_ended).elaborate(),
    "HW1030": lambda: hw.Enumeration("State", ""),
    "HW1031": lambda: hw.Enumeration("State", "idle run idle"),
    "HW1032": lambda: hw.Enumeration("State", {"idle": 1, "run": 1}),
    "HW1033": lambda: hw.Enumeration("State", {"idle": 0, "run": 4}, width=2),
    "HW1035": lambda: hw.UInt(8).pack("idle"),
    "HW1036": lambda: hw.Record(x=hw.Bit, y=hw.Bit).pack({"x": 1}),
    "HW2080": lambda: hw.circuit("M", "in a: UFix(4, 4); out o: UInt(4)", narrow).elaborate(),
    "HW1034": lambda: hw.Enumeration("State", "idle run")["walk"],
}
"""By code: what triggers it."""
