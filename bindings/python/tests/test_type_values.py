"""Layouts, and values as bits and back, on random types against an account of our own."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction

import hwgen as hw
import pytest
from hwgen._types import named_type

NAMES = ("x", "y", "z", "data", "ready", "a b", "not", "é", "tag", "w0")


@dataclass
class Tree:
    """A type: its text, how many bits it has, and what it is made of."""

    text: str
    width: int
    kind: str
    names: tuple[str, ...] = ()
    parts: list[Tree | None] = field(default_factory=list)
    codes: tuple[int, ...] = ()
    fraction: int = 0


def quoted(name: str) -> str:
    return name if name.isascii() and name.isidentifier() and name != "not" else f"`{name}`"


def tree(dice: random.Random, depth: int) -> Tree:
    kinds = ["Bit", "Bits", "UInt", "SInt", "UFix", "SFix", "Enum"]
    kind = dice.choice([*kinds, "Array", "Record", "Union", "Record", "Union"] if depth else kinds)
    names = tuple(dice.sample(NAMES, dice.randint(1, 4)))
    title = dice.choice(("", "T: "))
    if kind == "Bit":
        return Tree("Bit", 1, kind)
    if kind in ("Bits", "UInt", "SInt"):
        width = dice.choice((1, 2, 7, 8, 31, 33, 64, 65, 130))
        return Tree(f"{kind}({width})", width, kind)
    if kind in ("UFix", "SFix"):
        width, fraction = dice.choice((1, 2, 8, 9, 40, 64, 65, 100)), dice.choice((0, 1, 3, 8, 40, 64, 70))
        return Tree(f"{kind}({width - fraction}, {fraction})", width, kind, fraction=fraction)
    if kind == "Enum":
        width = dice.choice((2, 3, 8, 70))
        codes = tuple(dice.sample(range(min(1 << width, 1000)), len(names)))
        listed = ", ".join(f"{quoted(name)} = {code}" for name, code in zip(names, codes, strict=True))
        head = f"T, {width}: " if title else f"{width}: "
        return Tree(f"Enum({head}{listed})", width, kind, names, codes=codes)
    if kind == "Array":
        element, count = tree(dice, depth - 1), dice.randint(1, 3)
        return Tree(f"Array({count}, {element.text})", count * element.width, kind, parts=[element] * count)
    parts: list[Tree | None] = [
        None if kind == "Union" and dice.random() < 0.3 else tree(dice, depth - 1) for _ in names
    ]
    widths = [part.width if part else 0 for part in parts]
    pairs = list(zip(names, parts, strict=True))
    if kind == "Record":
        listed = ", ".join(f"{quoted(name)}: {part.text}" for name, part in pairs if part)
        return Tree("{" + listed + "}", sum(widths), kind, names, parts)
    listed = ", ".join(quoted(name) + (f"({part.text})" if part else "") for name, part in pairs)
    return Tree(f"Union({title}{listed})", max(widths) + tag_width(names), kind, names, parts)


def tag_width(names: tuple[str, ...]) -> int:
    return max(1, (len(names) - 1).bit_length())


def value(dice: random.Random, of: Tree):
    """A value, and its bits."""
    top = 1 << of.width
    number = dice.choice((0, 1, top - 1, top >> 1, dice.randrange(top))) % top
    signed = number - top if number >> (of.width - 1) else number
    if of.kind in ("Bit", "Bits", "UInt"):
        return number, number
    if of.kind == "SInt":
        return signed, number
    if of.kind in ("UFix", "SFix"):
        return Fraction(signed if of.kind == "SFix" else number, 1 << of.fraction), number
    if of.kind == "Enum":
        at = dice.randrange(len(of.names))
        return of.names[at], of.codes[at]
    if of.kind == "Array":
        found = [value(dice, part) for part in of.parts if part]
        return [each for each, _ in found], sum(
            bits << index * part.width
            for index, (part, (_, bits)) in enumerate(zip(of.parts, found, strict=True))
            if part
        )
    if of.kind == "Record":
        made, bits = {}, 0
        for name, part in zip(of.names, of.parts, strict=True):
            assert part
            made[name], low = value(dice, part)
            bits = bits << part.width | low
        return made, bits
    at = dice.randrange(len(of.names))
    tag = at << (of.width - tag_width(of.names))
    part = of.parts[at]
    if part is None:
        return of.names[at], tag
    payload, bits = value(dice, part)
    return hw.Variant(of.names[at], payload), tag | bits


def rows(of: Tree, path: str = "", low: int = 0):
    """The layout."""
    yield path, low + of.width - 1, low
    before = path + "." if path else ""
    if of.kind == "Array":
        for index, part in enumerate(of.parts):
            assert part
            yield from rows(part, f"{path}[{index}]", low + index * part.width)
    elif of.kind == "Record":
        high = low + of.width
        for name, part in zip(of.names, of.parts, strict=True):
            assert part
            high -= part.width
            yield from rows(part, before + quoted(name), high)
    elif of.kind == "Union":
        yield before + "$tag", low + of.width - 1, low + of.width - tag_width(of.names)
        for name, part in zip(of.names, of.parts, strict=True):
            if part:
                yield from rows(part, before + quoted(name), low)


@pytest.mark.parametrize("seed", range(300))
def test_random_types_and_values_go_to_bits_and_back(seed):
    dice = random.Random(seed)
    made = tree(dice, 3)
    type = named_type(made.text)
    with hw.Context():
        assert [(part.path, part.msb, part.lsb) for part in type.layout()] == list(rows(made))
        for part in type.layout():
            assert part.type.layout()[0].msb == part.msb - part.lsb
        for _ in range(5):
            given, bits = value(dice, made)
            assert type.pack(given) == bits
            assert type.unpack(bits) == given
        for _ in range(3):
            bits = dice.randrange(1 << made.width)
            assert type.pack(type.unpack(bits)) == bits


@pytest.mark.parametrize(
    ("text", "given", "bits"),
    [
        ("UFix(2, 3)", 0.375, 3),
        ("UFix(2, 3)", 3, 24),
        ("SFix(2, 2)", -0.25, 15),
        ("UFix(-2, 5)", Fraction(1, 32), 1),
        ("Bit", True, 1),
        ("SInt(70)", -1, (1 << 70) - 1),
        ("Array(3, UInt(4))", (1, 2, 3), 0x321),
        ("{a: UInt(4), b: UInt(4)}", {"b": 1, "a": 2}, 0x21),
        ("{a: UInt(4), b: UInt(4)}", 0x21, 0x21),
        ("Enum(S: a, b)", hw.Enumeration("S", "a b").b, 1),
    ],
)
def test_values_have_more_than_one_form(text, given, bits):
    assert named_type(text).pack(given) == bits


@pytest.mark.parametrize(
    ("text", "given", "code", "said"),
    [
        ("{a: Bit, b: Bit}", {"a": 1}, "HW1036", "field `b` of {a: Bit, b: Bit} without a value"),
        ("{a: Bit, b: Bit}", {"a": 1, "c": 1}, "HW1035", "has no field `c`"),
        ("{a: Bit}", {}, "HW1036", "field `a` of {a: Bit} without a value"),
        ("Array(2, Bit)", [1], "HW1036", "1 of the 2 elements of Array(2, Bit)"),
        ("Array(2, Bit)", [], "HW1036", "0 of the 2 elements of Array(2, Bit)"),
        ("Array(2, Bit)", [1, 1, 1], "HW1035", "expected `]`"),
        ("UInt(4)", 16, "HW2011", "does not fit UInt(4), which has 0 to 15"),
        ("UInt(4)", -1, "HW2011", "does not fit UInt(4)"),
        ("UInt(4)", 0.5, "HW2011", "a number that is not whole"),
        ("SInt(4)", 8, "HW2011", "does not fit SInt(4)"),
        ("UFix(2, 3)", 0.3, "HW2011", "no multiple of 2^-3"),
        ("UFix(2, 3)", 4, "HW2011", "does not fit UFix(2, 3)"),
        ("Enum(S: a, b)", "c", "HW1034", "has no member `c`"),
        ("Union(a(Bit), b)", "c", "HW1034", "has no variant `c`"),
        ("Union(a(Bit), b)", "a", "HW1035", "expected `(`"),
        ("UInt(4)", "a", "HW1035", "expected a value of UInt(4)"),
        ("UInt(4)", [1], "HW1035", "expected a value of UInt(4)"),
    ],
)
def test_what_is_no_value_is_refused_with_its_place(text, given, code, said):
    with pytest.raises(hw.Error, match=code) as caught:
        named_type(text).pack(given)
    assert said in str(caught.value)
    assert caught.value.diagnostics[0].file == __file__


def test_bits_that_no_pattern_has_are_refused():
    for bits in (16, -1):
        with pytest.raises(hw.Error, match="HW2011: a number that is no pattern of the 4 bits of UInt"):
            hw.UInt(4).unpack(bits)


def test_what_is_no_hardware_value_is_a_type_error():
    with pytest.raises(TypeError, match="is no value of a hardware type"):
        hw.UInt(4).pack(object())


def test_a_type_with_parameters_has_no_layout():
    with pytest.raises(hw.Error, match="HW1009"):
        hw.UInt[hw.Int()].layout()


def test_deep_types_and_wide_arrays_take_no_stack():
    depth = 3000
    type = named_type("{a: " * depth + "UInt(4)" + "}" * depth)
    assert len(type.layout()) == depth + 1
    nested = 5
    for _ in range(depth):
        nested = {"a": nested}
    assert type.pack(nested) == 5
    found = type.unpack(5)
    for _ in range(depth):
        found = found["a"]
    assert found == 5
    union = named_type("Union(a(" * 300 + "Bit" + "))" * 300)
    assert union.pack(union.unpack(1)) == 1
    many = hw.Array(50_000, hw.Bit)
    assert len(many.layout()) == 50_001
    assert many.pack([1] * 50_000) == (1 << 50_000) - 1
