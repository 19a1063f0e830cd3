"""Numbers as docs/guide/semantics.md has them, fixed-point ones among them, over Python's fractions."""

from __future__ import annotations

import math
from fractions import Fraction

from . import netlist

ROUNDINGS = {
    "floor": math.floor,
    "ceiling": math.ceil,
    "toward_zero": math.trunc,
    "away_from_zero": lambda x: math.ceil(x) if x > 0 else math.floor(x),
    "half_up": lambda x: math.floor(x + Fraction(1, 2)),
    "half_down": lambda x: math.ceil(x - Fraction(1, 2)),
    "half_even": round,
    "half_away_from_zero": lambda x: (math.floor if x > 0 else math.ceil)(x + Fraction(1 if x > 0 else -1, 2)),
    "half_toward_zero": lambda x: (math.ceil if x > 0 else math.floor)(x - Fraction(1 if x > 0 else -1, 2)),
}
"""A number in units of the result's last bit, rounded."""


class Format:
    """A type of numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        read = netlist._Reader(text).type()
        self.width, self.fraction, self.is_signed = read.width, read.fraction, read.is_signed
        self.low = -(1 << (self.width - 1)) if self.is_signed else 0
        self.high = self.low + (1 << self.width) - 1

    def number(self, pattern: int) -> Fraction:
        units = pattern - (1 << self.width) if self.is_signed and pattern >> (self.width - 1) else pattern
        return Fraction(units, 1 << self.fraction)

    def pattern(self, units: int) -> int:
        return units % (1 << self.width)

    def converted(self, value: Fraction, rounding: str, overflow: str) -> int:
        units = ROUNDINGS[rounding](value * (1 << self.fraction))
        return self.pattern(min(max(units, self.low), self.high) if overflow == "saturate" else units)
