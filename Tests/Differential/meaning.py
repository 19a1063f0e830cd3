"""The tables of docs/guide/semantics.md over Python integers: operations, registers, memories.

`RULES` is the page's tables of operations; `Meaning` is all that a planted fault may change. `evaluator` runs designs
by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .branches import Branching
from .checks import Checking
from .design import Cell, Type
from .fixed import ROUNDINGS

# -- the operations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shape:
    """What a rule may ask of its cell."""

    width: int
    """Of the result."""
    widths: tuple[int, ...]
    """Of the operands."""
    low: int = 0
    """extract: the lowest bit."""
    step: int = 0
    """index: how far the places are apart."""
    cell: Cell | None = None
    """What is made by hosts: the cell."""
    types: tuple[Type, ...] = ()
    """Of the operands."""


@dataclass(frozen=True)
class Rule:
    """The value of an operation, to be taken modulo 2 to the width of its result."""

    value: Callable[..., int]
    """From the shape and the operands."""
    of_patterns: bool = False
    """The operands are patterns; else numbers, with the sign of an SInt."""


def _shift_left(s: Shape, a: int, b: int) -> int:
    return a << b if b < s.width else 0  # a multiple of 2^width is 0; saves huge numbers


def _shift_right(s: Shape, a: int, b: int) -> int:
    return a >> min(b, s.width)  # `>>` rounds towards minus infinity; from the width on nothing changes


def _concat(s: Shape, *patterns: int) -> int:
    total = 0
    for pattern, width in zip(patterns, s.widths, strict=True):
        total = (total << width) + pattern
    return total


def _sign_extend(s: Shape, p: int) -> int:
    return p - (1 << s.widths[0]) if p >> (s.widths[0] - 1) else p


def _divide(s: Shape, a: int, b: int) -> int:
    if b == 0:
        return 0
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def _choose(s: Shape, selector: int, *rest: int) -> int:
    keys, values = rest[0::2], rest[1::2]
    otherwise = rest[-1]  # also without a default: then it is the last value
    return next((value for key, value in zip(keys, values, strict=False) if key == selector), otherwise)


def _places(s: Shape, part: int, step: int) -> int:
    return (s.widths[0] - part) // step + 1


def _index(s: Shape, p: int, i: int) -> int:
    return p >> (i * s.step) if i < _places(s, s.width, s.step) else 0


def _replace(s: Shape, p: int, i: int, q: int) -> int:
    part = s.widths[2]
    if i >= _places(s, part, part):
        return p
    return p & ~(((1 << part) - 1) << (i * part)) | q << (i * part)


def _of(s: Shape) -> tuple[Cell, Type]:
    assert s.cell is not None and s.cell.type is not None
    return s.cell, s.cell.type


def _convert(s: Shape, a: int) -> int:
    """Rounded to a multiple of the result's last bit, then brought into its range."""
    cell, type = _of(s)
    units = Fraction(a, 1 << s.types[0].fraction) * (1 << type.fraction)
    rounded = int(units) if cell.rounding == "exact" else ROUNDINGS[cell.rounding](units)
    assert cell.rounding != "exact" or rounded == units
    return saturated(type, rounded) if cell.overflow == "saturate" else rounded


def saturated(type: Type, units: int) -> int:
    low = -(1 << (type.width - 1)) if type.is_signed else 0
    return min(max(units, low), low + (1 << type.width) - 1)


def _expanding(sign: int) -> Callable[[Shape, int, int], int]:
    def value(s: Shape, a: int, b: int) -> int:
        _, type = _of(s)
        left, right = (type.fraction - each.fraction for each in s.types)
        return (a << left) + sign * (b << right)

    return value


def _variant(s: Shape, *payload: int) -> int:
    cell, type = _of(s)
    return cell.variant << (type.width - type.tag_width) | (payload[0] if payload else 0)


def tag(union: Type, p: int) -> int:
    return p >> (union.width - union.tag_width)


def _match(s: Shape, p: int) -> int:
    """The low bits of the payload; the last variant also for a tag of none."""
    variants = s.types[0].payloads
    payload = variants[min(tag(s.types[0], p), len(variants) - 1)][1]
    return 0 if payload is None else p & ((1 << payload.width) - 1)


RULES: dict[str, Rule] = {
    "not": Rule(lambda s, a: -1 - a),
    "and": Rule(lambda s, p, q: p & q, of_patterns=True),
    "or": Rule(lambda s, p, q: p | q, of_patterns=True),
    "xor": Rule(lambda s, p, q: p ^ q, of_patterns=True),
    "reduce_and": Rule(lambda s, p: int(p == (1 << s.widths[0]) - 1), of_patterns=True),
    "reduce_or": Rule(lambda s, p: int(p != 0), of_patterns=True),
    "reduce_xor": Rule(lambda s, p: p.bit_count() % 2, of_patterns=True),
    "add": Rule(lambda s, a, b: a + b),
    "subtract": Rule(lambda s, a, b: a - b),
    "negate": Rule(lambda s, a: -a),
    "multiply": Rule(lambda s, a, b: a * b),
    "equal": Rule(lambda s, p, q: int(p == q), of_patterns=True),
    "not_equal": Rule(lambda s, p, q: int(p != q), of_patterns=True),
    "less": Rule(lambda s, a, b: int(a < b)),
    "less_equal": Rule(lambda s, a, b: int(a <= b)),
    "shift_left": Rule(_shift_left),
    "shift_right": Rule(_shift_right),
    "mux": Rule(lambda s, selector, p, q: p if selector else q, of_patterns=True),
    "extract": Rule(lambda s, p: p >> s.low, of_patterns=True),
    "concat": Rule(_concat, of_patterns=True),
    "zero_extend": Rule(lambda s, p: p, of_patterns=True),
    "sign_extend": Rule(_sign_extend, of_patterns=True),
    "cast": Rule(lambda s, p: p, of_patterns=True),
    "derived_clock": Rule(lambda s, p: p, of_patterns=True),
    "crossing": Rule(lambda s, p: p, of_patterns=True),
    "divide": Rule(_divide),
    "modulo": Rule(lambda s, a, b: a - b * _divide(s, a, b)),
    "choose": Rule(_choose, of_patterns=True),
    "index": Rule(_index, of_patterns=True),
    "replace": Rule(_replace, of_patterns=True),
    "convert": Rule(_convert),
    "add_expanding": Rule(_expanding(1)),
    "sub_expanding": Rule(_expanding(-1)),
    "variant": Rule(_variant, of_patterns=True),
    "is_variant": Rule(lambda s, p: int(tag(s.types[0], p) == _of(s)[0].variant), of_patterns=True),
    "match": Rule(_match, of_patterns=True),
}


# -- registers --------------------------------------------------------------------------------------------------------


@dataclass
class Register:
    """Net numbers of a register; -1 is absent."""

    value: int
    clock: int
    next: int
    enable: int = -1
    reset: int = -1
    is_async: bool = False
    is_low: bool = False
    """The reset is on while it is 0."""
    reset_value: int = 0
    initial: int | None = None


def edge(register: Register, values: Sequence[int]) -> int:
    """The value after a rising edge of the register's clock."""
    if register.reset >= 0 and values[register.reset] != register.is_low:
        return register.reset_value
    if register.enable >= 0 and not values[register.enable]:
        return values[register.value]
    return values[register.next]


def at_once(register: Register, values: Sequence[int]) -> int | None:
    """The value that an asynchronous reset gives, if it is on."""
    is_on = register.is_async and values[register.reset] != register.is_low
    return register.reset_value if is_on else None


# -- memories ---------------------------------------------------------------------------------------------------------


@dataclass
class ReadPort:
    """Net numbers of a synchronous read; -1 is absent."""

    value: int
    memory: int
    clock: int
    enable: int
    address: int
    is_new: bool


@dataclass
class WritePort:
    """The same of a write."""

    memory: int
    clock: int
    enable: int
    address: int
    data: int
    mask: int
    parts: int
    """The bits of the mask; 1 without one."""
    width: int
    """Of a part."""


def word(words: Sequence[int], address: int) -> int:
    """What is read at an address."""
    return words[address] if address < len(words) else 0


def power_up(depth: int, contents: Sequence[int] | None, unknown: int) -> list[int]:
    """The words of a memory; `unknown` is one of which nothing is known."""
    if contents is None:
        return [unknown] * depth
    return [*contents, *[0] * (depth - len(contents))]


def written(port: WritePort, words: list[int], values: Sequence[int]) -> None:
    """A write at an edge of its clock."""
    if port.enable >= 0 and not values[port.enable]:
        return
    address = values[port.address]
    if address >= len(words):
        return
    ones = (1 << port.width) - 1
    for part in range(port.parts):
        if port.mask < 0 or values[port.mask] >> part & 1:
            bits = ones << part * port.width
            words[address] = words[address] & ~bits | values[port.data] & bits


def in_order(ports: Sequence[WritePort]) -> Sequence[WritePort]:
    """In which order the writes of one edge are done."""
    return ports


def sees(port: ReadPort, write: WritePort) -> bool:
    """Whether a read has the word after a write at the same edge."""
    return port.is_new and write.clock == port.clock


def is_enabled(port: ReadPort, values: Sequence[int]) -> bool:
    return port.enable < 0 or bool(values[port.enable])


def pad(enable: int, inside: int, outside: int) -> int:
    """What is on a pad."""
    return inside if enable else outside


@dataclass(frozen=True)
class Meaning:
    """All that a planted fault may change."""

    rules: Mapping[str, Rule]
    word: Callable[[Sequence[int], int], int] = word
    power_up: Callable[[int, Sequence[int] | None, int], list[int]] = power_up
    written: Callable[[WritePort, list[int], Sequence[int]], None] = written
    in_order: Callable[[Sequence[WritePort]], Sequence[WritePort]] = in_order
    sees: Callable[[ReadPort, WritePort], bool] = sees
    is_enabled: Callable[[ReadPort, Sequence[int]], bool] = is_enabled
    edge: Callable[[Register, Sequence[int]], int] = edge
    at_once: Callable[[Register, Sequence[int]], int | None] = at_once
    branching: Branching = field(default_factory=Branching)
    checking: Checking = field(default_factory=Checking)
    pad: Callable[[int, int, int], int] = pad


MEANING = Meaning(RULES)
