"""Fixed-point numbers in iverilog and verilator against Python's fractions: all conversions over all modes, arithmetic.

Every value of the operands is tried.
"""

from __future__ import annotations

from fractions import Fraction

import hwgen as hw
import pytest
from hwgen._types import named_type

from . import netlist
from .fixed import ROUNDINGS, Format
from .runner import PROFILES, TOOLS, Case, differences, packed

SOURCES = ("UInt(5)", "SInt(5)", "UFix(3, 4)", "SFix(3, 4)", "SFix(1, 6)", "UFix(-2, 6)", "SFix(-1, 5)", "SFix(5, 0)")
TARGETS = ("UInt(3)", "SInt(3)", "UFix(2, 2)", "SFix(2, 2)", "UFix(5, 1)", "SFix(3, 6)", "SFix(-1, 4)")
TARGETS += ("UInt(1)", "SInt(1)", "UFix(-3, 5)", "SFix(6, 0)", "UFix(0, 2)")


def check(circuit, cases):
    """Runs a circuit in both tools and profiles. `cases` are values of its inputs and those of its outputs, by name."""
    design = netlist.read(circuit.netlist)
    for tool in TOOLS:
        for profile in PROFILES:
            case = Case(design, [inputs for inputs, _ in cases], profile, 0, circuit.verilog(profile))
            outputs = case.ports("out")
            wanted = [packed(outputs, [values[port.name] for port in outputs]) for _, values in cases]
            (found,) = differences([case], tool, [wanted])
            assert found is None, str(found)


@pytest.mark.parametrize("source", SOURCES)
def test_conversions_are_those_of_fractions(source):
    given = Format(source)
    made = {}
    with hw.Context():

        def body(io):
            for name, (target, rounding, overflow) in made.items():
                io[name] @= io.a.convert(named_type(target), rounding=rounding, overflow=overflow)

        for target in TARGETS:
            for rounding in ROUNDINGS:
                for overflow in ("wrap", "saturate"):
                    made[f"o{len(made)}"] = (target, rounding, overflow)
        ports = "; ".join(f"out {name}: {target}" for name, (target, _, _) in made.items())
        circuit = hw.circuit("Convert", f"in a: {source}; {ports}", body)
        cases = []
        for pattern in range(1 << given.width):
            value = given.number(pattern)
            cases.append(
                ({"a": pattern}, {name: Format(how[0]).converted(value, *how[1:]) for name, how in made.items()})
            )
        check(circuit, cases)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("UFix(2, 2)", "UFix(1, 3)"),
        ("SFix(2, 2)", "SFix(1, 3)"),
        ("SFix(0, 3)", "SFix(3, 1)"),
        ("UFix(-1, 4)", "UFix(4, 0)"),
    ],
)
def test_arithmetic_is_that_of_fractions(left, right):
    a, b = Format(left), Format(right)
    kind = left[:4]
    integer = 1 + max(a.width - a.fraction, b.width - b.fraction)
    fraction = max(a.fraction, b.fraction)
    total = Format(f"{kind}({integer}, {fraction})")
    difference = Format(f"SFix({integer}, {fraction})")
    product = Format(f"{kind}({a.width - a.fraction + b.width - b.fraction}, {a.fraction + b.fraction})")

    def body(io):
        io.total @= io.a.add_expanding(io.b)
        io.difference @= io.a.sub_expanding(io.b)
        io.product @= io.a * io.b
        io.sum @= io.a + io.c
        io.rest @= io.a - io.c
        io.negative @= -io.a
        io.less @= io.a < io.c
        io.same @= io.a == io.c
        io.least @= io.a.min(io.c)
        io.half @= io.a + Fraction(1, 1 << a.fraction)

    with hw.Context():
        circuit = hw.circuit(
            "Arithmetic",
            f"in a, c: {left}; in b: {right}; out total: {total.text}; out difference: {difference.text};"
            f"out product: {product.text}; out sum, rest, negative, least, half: {left}; out less, same: Bit",
            body,
        )
        cases = []
        for first in range(1 << a.width):
            for second in range(1 << max(a.width, b.width)):
                c, d = second % (1 << a.width), second % (1 << b.width)
                x, y, z = a.number(first), b.number(d), a.number(c)
                scale = 1 << a.fraction
                cases.append(
                    (
                        {"a": first, "c": c, "b": d},
                        {
                            "total": total.pattern(int((x + y) * (1 << total.fraction))),
                            "difference": difference.pattern(int((x - y) * (1 << difference.fraction))),
                            "product": product.pattern(int(x * y * (1 << product.fraction))),
                            "sum": a.pattern(int((x + z) * scale)),
                            "rest": a.pattern(int((x - z) * scale)),
                            "negative": a.pattern(int(-x * scale)),
                            "less": int(x < z),
                            "same": int(x == z),
                            "least": a.pattern(int(min(x, z) * scale)),
                            "half": a.pattern(int(x * scale) + 1),
                        },
                    )
                )
        check(circuit, cases)
