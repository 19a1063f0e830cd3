"""The part of the catalogue that is about modules written in Verilog and about attributes: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw

JSON = '{"modules": {"B": {"ports": {"a": {"direction": "input", "bits": [2, 3]}}}}}'


def built(interface, body):
    return hw.circuit("M", interface, body).elaborate()


def no_port_of_a_pad(io):
    hw.external("B", "inout p: Bit")(p=hw.wire(hw.Bit))


def two_files(io):
    for name in ("B", "C"):
        hw.external(name, source=f"module {name}; endmodule\n", file="cells.v")()


def two_texts(io):
    gate = hw.external("B", "in a: Bit; out y: Bit", verilog="wire both = {a}; assign {y} = both;")
    io.o @= gate("two", a=gate("one", a=io.a).y).y


def an_expression(io):
    io.o @= io.a
    hw.attribute(~io.a, "keep")


DESIGNS = {
    "HW1040": lambda: hw.external("B", parameters={"W": 1 << 31}),
    "HW1041": lambda: built("in a: Bit", lambda io: hw.attribute(io.a, "two words")),
    "HW1042": lambda: hw.external("B", "inout p: Clock"),
    "HW1043": lambda: hw.external("B", "in a: Bit", verilog="wire w = {b};"),
    "HW1044": lambda: hw.external("B", "in a: Bit; out y: Bit", timing="a from y"),
    "HW1045": lambda: hw.external("B", "in a: Bit", json=JSON),
    "HW1046": lambda: hw.external("B", json="{}"),
    "HW2090": lambda: built("inout p: Bit", no_port_of_a_pad),
    "HW2091": lambda: built("inout p: Bit", lambda io: None),
    "HW2092": lambda: hw.circuit("M", "", two_files).write_verilog_folder("build/test/clash"),
    "HW2095": lambda: built("in a: Bit; out o: Bit", two_texts),
    "HW2093": lambda: built("in a: Bit; out o: Bit", an_expression),
}
"""By code: what triggers it."""
