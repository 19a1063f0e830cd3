"""What hosts put together from several cells: counts, extremes, rotations, parts at an index; against Python integers.

The circuits are evaluated as docs/guide/semantics.md says; that the text means the same is what random designs show.
"""

from __future__ import annotations

import random

import hwgen as hw
import pytest

from . import netlist
from .evaluator import Evaluator

WIDTHS = (1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 31, 64, 65)


def outputs(parts, ports):
    """A function from values of the ports to those of what `parts` makes of them, by name."""
    made = {}

    @hw.circuit("Parts", hw.Interface(**{name: hw.In(type) for name, type in ports.items()}))
    def types(io):
        made.update({name: part.type for name, part in parts(io).items()})

    types.elaborate()

    @hw.circuit(
        "Whole",
        hw.Interface(
            **{name: hw.In(type) for name, type in ports.items()},
            **{f"o_{name}": hw.Out(type) for name, type in made.items()},
        ),
    )
    def whole(io):
        for name, part in parts(io).items():
            io[f"o_{name}"] @= part

    evaluator = Evaluator(netlist.read(whole.netlist))

    def run(**values):
        evaluator.apply(values)
        return {name.removeprefix("o_"): value for name, value in evaluator.outputs}

    return run, {name: str(type) for name, type in made.items()}


def signed(value, width):
    return value - (1 << width) if value >> (width - 1) else value


def samples(dice, width, count=40):
    ones = (1 << width) - 1
    corners = [0, 1, ones, 1 << (width - 1), ones >> 1]
    sparse = [1 << dice.randrange(width) for _ in range(10)]
    return corners + sparse + [dice.getrandbits(width) >> dice.randrange(width) for _ in range(count)]


@pytest.mark.parametrize("width", WIDTHS)
def test_counts_and_extremes_are_exact(width):
    def parts(io):
        a, b = io.a, io.b
        x, y = a.as_sint(), b.as_sint()
        number, valid = a.priority_encode()
        return {
            "popcount": a.popcount(),
            "leading": a.count_leading_zeros(),
            "trailing": a.count_trailing_zeros(),
            "number": number,
            "valid": valid,
            "sum": a.add_expanding(b),
            "difference": a.sub_expanding(b),
            "signed_sum": x.add_expanding(y),
            "signed_difference": x.sub_expanding(y),
            "min": a.min(b),
            "max": x.max(y),
            "abs": abs(x),
            "reverse": a.reverse(),
            "repeat": a.repeat(3),
        }

    run, types = outputs(parts, {"a": hw.UInt(width), "b": hw.UInt(width)})
    assert types["popcount"] == types["leading"] == types["trailing"] == f"UInt({width.bit_length()})"
    assert types["number"] == f"UInt({max(1, (width - 1).bit_length())})"
    assert types["sum"] == f"UInt({width + 1})" and types["difference"] == f"SInt({width + 1})"
    dice = random.Random(width)
    for a, b in zip(samples(dice, width), reversed(samples(dice, width)), strict=True):
        x, y, grown = signed(a, width), signed(b, width), (2 << width) - 1
        digits = f"{a:0{width}b}"
        assert run(a=a, b=b) == {
            "popcount": a.bit_count(),
            "leading": width - a.bit_length(),
            "trailing": (a & -a).bit_length() - 1 if a else width,
            "number": (a & -a).bit_length() - 1 if a else 0,
            "valid": int(a != 0),
            "sum": a + b,
            "difference": (a - b) & grown,
            "signed_sum": (x + y) & grown,
            "signed_difference": (x - y) & grown,
            "min": min(a, b),
            "max": max(x, y) & (grown >> 1),
            "abs": abs(x),
            "reverse": int(digits[::-1], 2),
            "repeat": int(digits * 3, 2),
        }, (a, b)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("bits", [1, 3, 5])
def test_rotations_are_modulo_the_width(width, bits):
    def parts(io):
        a, n = io.a, io.n
        return {
            "left": a.rotate_left(n),
            "right": a.as_sint().rotate_right(n),
            "by_7": a.rotate_left(7),
            "by_0": a.rotate_right(width),
        }

    run, _ = outputs(parts, {"a": hw.UInt(width), "n": hw.UInt(bits)})
    dice = random.Random(width)
    ones = (1 << width) - 1

    def left(value, amount):
        amount %= width
        return (value << amount | value >> (width - amount)) & ones

    for a in samples(dice, width):
        n = dice.randrange(1 << bits)
        assert run(a=a, n=n) == {"left": left(a, n), "right": left(a, -n), "by_7": left(a, 7), "by_0": a}, (a, n)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("bits", [1, 2, 4, 7, 40])
def test_parts_at_an_index_are_0_beyond_the_end(width, bits):
    cut = max(1, width // 3)

    def parts(io):
        return {
            "bit": io.a[io.i],
            "part": io.a.slice_at(io.i, cut),
            "with": io.a.replace(io.i, io.b),
            "element": io.m[io.i],
            "array": io.m.replace(io.i, io.e),
            "constant": io.a.replace(0, io.b),
        }

    ports = {"a": hw.UInt(width), "b": hw.Bit, "i": hw.UInt(bits), "m": hw.Array(width, hw.UInt(3)), "e": hw.UInt(3)}
    run, _ = outputs(parts, ports)
    dice = random.Random(width)
    for a in samples(dice, width):
        i = min(dice.randrange(width + 3), (1 << bits) - 1) if dice.random() < 0.8 else dice.getrandbits(bits)
        b, m, e = dice.randrange(2), dice.getrandbits(3 * width), dice.randrange(8)
        is_in = i < width
        assert run(a=a, b=b, i=i, m=m, e=e) == {
            "bit": a >> i & 1,
            "part": a >> i & ((1 << cut) - 1),
            "with": a & ~(1 << i) | b << i if is_in else a,
            "element": m >> 3 * i & 7 if is_in else 0,
            "array": m & ~(7 << 3 * i) | e << 3 * i if is_in else m,
            "constant": a & ~1 | b,
        }, (a, i)


def test_one_hot_selection_masks_and_joins():
    def parts(io):
        return {
            "bit": hw.select1hot(io.s, [io.a[0], io.a[1], io.a[2]]),
            "word": hw.select1hot(io.s, [io.a, io.b, io.c]),
        }

    run, _ = outputs(parts, {"s": hw.Bits(3), "a": hw.SInt(5), "b": hw.SInt(5), "c": hw.SInt(5)})
    for s in range(8):
        values = {"a": 0b01101, "b": 0b10010, "c": 0b00110}
        word = 0
        for index, value in enumerate(values.values()):
            word |= value if s >> index & 1 else 0
        assert run(s=s, **values) == {"bit": int(s & 0b101 != 0), "word": word}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda io: io.a[io.x], "HW2024"),
        (lambda io: io.a.slice_at(io.b, 9), "HW2012"),
        (lambda io: io.a.replace(io.b, io.b), "HW2003"),
        (lambda io: hw.select1hot(io.a, [io.b]), "HW2024"),
        (lambda io: io.a.add_expanding(io.x), "HW2004"),
        (lambda io: io.a.repeat(0), "HW2024"),
        (lambda io: io.m.popcount(), "HW2024"),
        (lambda io: io.a.rotate_left(io.x), "HW2024"),
        (lambda io: abs(io.m), "HW2024"),
        (lambda io: io.m.reverse(), "HW2024"),
    ],
)
def test_what_is_not_defined_is_refused_and_the_body_may_go_on(make, code):
    interface = hw.Interface(
        a=hw.In(hw.UInt(8)),
        b=hw.In(hw.UInt(4)),
        x=hw.In(hw.SInt(8)),
        m=hw.In(hw.Array(2, hw.Bit)),
        y=hw.Out(hw.UInt(8)),
    )

    @hw.circuit("Refused", interface)
    def circuit(io):
        with pytest.raises(hw.Error) as caught:
            make(io)
        assert caught.value.code == code
        io.y @= io.a.max(io.a + 1)

    assert "? a + 8'd1 : a" in circuit.verilog() or "sum_a_1 : a" in circuit.verilog()
