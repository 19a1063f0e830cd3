"""Cells of what hosts put together: conversions of numbers, unions. `hosted` is what the core makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .design import BIT, Ref, Type, fixed, vector
from .fixed import ROUNDINGS
from .operations import FIXED, MAXIMUM_WIDTH, NUMBER, any_width, plain_shape

if TYPE_CHECKING:
    from .generator import Maker

OVERFLOWS = ("wrap", "saturate")
CONVERSIONS = [(rounding, overflow) for rounding in (*ROUNDINGS, "exact") for overflow in (*OVERFLOWS, "exact")]
"""How a number becomes one of another type."""


def ends(type: Type) -> tuple[int, int]:
    """The weights of the lowest bit, and of the highest with the sign's or one above it."""
    return -type.fraction, type.width - type.fraction + (not type.is_signed)


def can_be(how: tuple[str, str], given: Type, wanted: Type) -> bool:
    """Whether an exact conversion is: no bit is lost, and nothing is beyond the range."""
    rounding, overflow = how
    (low, high), (least, most) = ends(given), ends(wanted)
    if rounding == "exact" and low < least:
        return False
    if overflow != "exact":
        return True
    if rounding != "exact" and low < least:
        high = max(high, least + 1) + 1  # what is rounded up may need one bit more
    return (wanted.is_signed or not given.is_signed) and high <= most


def convert(maker: Maker, operation: str, shape: Type) -> Ref:
    """A conversion from a type with bits behind those of the result, or bits above them, or both, or neither."""
    return converted(maker, maker.need(near(maker, shape)), shape)


def near(maker: Maker, shape: Type, step: int = 1) -> Type:
    """A type of numbers that has bits in common with another, and mostly more behind the point, or less if `step` is
    -1: often just one, so that there are ties."""
    dice = maker.dice
    sign = dice.choice((*NUMBER, *FIXED, *FIXED, *FIXED))
    if sign in NUMBER:
        return plain_shape(dice, sign, max(1, shape.width - shape.fraction + dice.randint(-2, 2)), False)
    behind = dice.choice((1, 1, 1, 1, 2, 3, dice.randint(-3, 40)))
    fraction = max(0, shape.fraction + step * behind)
    width = max(1, min(MAXIMUM_WIDTH, shape.width - shape.fraction + fraction + dice.randint(-3, 4)))
    return fixed("UFix" if sign == "fixed" else "SFix", width, fraction)


def converted(maker: Maker, net: Ref, shape: Type) -> Ref:
    given = maker.types[net]
    how = maker.dice.choice([how for how in CONVERSIONS if can_be(how, given, shape)])
    return maker.cell("convert", shape, net, rounding=how[0], overflow=how[1])


def expanding(maker: Maker, operation: str, shape: Type) -> Ref:
    """A sum or a difference that is exact: one bit wider than the wider of both."""
    dice = maker.dice
    is_sum = operation == "add_expanding"
    if shape.is_number:
        kind = shape.kind if is_sum else dice.choice(("UInt", "SInt"))
        widths = [shape.width - 1, dice.randint(1, shape.width - 1)]
        dice.shuffle(widths)
        return maker.cell(operation, shape, *(maker.need(vector(kind, width)) for width in widths))
    kind = shape.kind if is_sum else dice.choice(("UFix", "SFix"))
    before, fraction = shape.width - shape.fraction - 1, shape.fraction
    # One has all the bits before the point, one all behind it; each one bit at least.
    types = []
    for has_before, has_behind in dice.choice((((1, 1), (0, 0)), ((1, 0), (0, 1)))):
        behind = fraction if has_behind else dice.randint(max(0, 1 - before if has_before else 0), max(0, fraction))
        least = 1 - behind
        whole = before if has_before else dice.randint(min(least, before), before)
        types.append(fixed(kind, max(1, whole + behind), behind))
    if any(type.width - type.fraction > before or type.fraction > fraction for type in types):
        types = [fixed(kind, shape.width - 1, fraction)] * 2
    if max(type.width - type.fraction for type in types) < before or max(type.fraction for type in types) < fraction:
        types[0] = fixed(kind, shape.width - 1, fraction)
    dice.shuffle(types)
    return maker.cell(operation, shape, *map(maker.need, types))


def variant(maker: Maker, operation: str, shape: Type) -> Ref:
    if shape.kind != "Union":
        shape = maker.union(shape.width)
    index = maker.dice.randrange(len(shape.payloads))
    payload = shape.payloads[index][1]
    return maker.cell("variant", shape, *([] if payload is None else [maker.need(payload)]), variant=index)


def is_variant(maker: Maker, operation: str, shape: Type) -> Ref:
    if shape.kind != "Union":
        shape = maker.union(shape.width)
    return asked(maker, maker.need(shape))


def asked(maker: Maker, net: Ref) -> Ref:
    index = maker.dice.randrange(len(maker.types[net].payloads))
    return maker.cell("is_variant", BIT, net, variant=index)


def match(maker: Maker, operation: str, shape: Type) -> Ref:
    width = any_width(maker.dice, 1, MAXIMUM_WIDTH)
    return maker.cell("match", shape, maker.need(maker.union(width)))


def uses(maker: Maker, net: Ref, type: Type) -> list[Callable[[], object]]:
    """How a net is read by such a cell."""
    if type.kind == "Union":
        return [lambda: asked(maker, net), lambda: maker.cell("match", maker.simple(any_width(maker.dice)), net)]
    if type.is_number or type.is_fixed:
        return [lambda: converted(maker, net, near(maker, type, -1))]
    return []
