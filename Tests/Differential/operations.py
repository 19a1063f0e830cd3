"""What each operation takes and gives: the table that the generator and the coverage share.

Of every operation it says of which *shapes* there are cells. The shape is the type that tells cells apart: that of the
result, but of the first operand where the result is always a Bit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .design import BIT, Cell, Module, Type, fixed, vector

EDGES = (1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200)
MAXIMUM_WIDTH = 200

WIDTHS = {"1": (1, 1), "2-8": (2, 8), "9-32": (9, 32), "33-64": (33, 64), "65-128": (65, 128), "129-200": (129, 200)}
"""The classes of widths."""

SIGNS = {"Bit": "plain", "Bits": "plain", "UInt": "unsigned", "SInt": "signed", "Array": "compound"}
SIGNS |= {"Record": "compound", "Enum": "compound", "Union": "compound", "UFix": "fixed", "SFix": "signed fixed"}

CONTEXTS = ("root", "operand", "index", "condition", "pin")
"""Where a value is read: driven onto something as it stands, by an operation, as the amount of a shift, as a selector,
enable or reset, at an instance."""


@dataclass(frozen=True)
class Operation:
    signs: tuple[str, ...]
    """Of which signedness its shapes are."""
    gives_bit: bool = False
    """The result is a Bit, whatever the shape."""
    least: int = 1
    """The least width of a shape."""
    is_bit_also: bool = True
    """A shape of one plain bit may be a Bit."""


VECTOR = ("plain", "unsigned", "signed")
NUMBER = ("unsigned", "signed")
FIXED = ("fixed", "signed fixed")
ALL = (*VECTOR, "compound", *FIXED)

OPERATIONS: dict[str, Operation] = {
    "not": Operation(VECTOR),
    "negate": Operation((*NUMBER, *FIXED)),
    "reduce_and": Operation(VECTOR, gives_bit=True),
    "reduce_or": Operation(VECTOR, gives_bit=True),
    "reduce_xor": Operation(VECTOR, gives_bit=True),
    "and": Operation(ALL),
    "or": Operation(ALL),
    "xor": Operation(ALL),
    "add": Operation((*NUMBER, *FIXED)),
    "subtract": Operation((*NUMBER, *FIXED)),
    "multiply": Operation((*NUMBER, *FIXED), least=2),
    "equal": Operation(ALL, gives_bit=True),
    "not_equal": Operation(ALL, gives_bit=True),
    "less": Operation((*NUMBER, *FIXED), gives_bit=True),
    "less_equal": Operation((*NUMBER, *FIXED), gives_bit=True),
    "shift_left": Operation(VECTOR, is_bit_also=False),
    "shift_right": Operation(VECTOR, is_bit_also=False),
    "mux": Operation(ALL),
    "extract": Operation(ALL),
    "concat": Operation(ALL),
    "zero_extend": Operation(VECTOR, least=2, is_bit_also=False),
    "sign_extend": Operation(VECTOR, least=2, is_bit_also=False),
    "cast": Operation(ALL),
    "divide": Operation(NUMBER),
    "modulo": Operation(NUMBER),
    "choose": Operation(ALL),
    "index": Operation(ALL),
    "replace": Operation(ALL, least=2, is_bit_also=False),
    "crossing": Operation(ALL),
    "literal": Operation(ALL),
    "wire": Operation(ALL),
    "register": Operation(ALL),
    "memory_read": Operation(ALL),
    "memory_read_sync": Operation(ALL),
    "input": Operation(ALL),
    "output": Operation(ALL),
    "convert": Operation((*NUMBER, *FIXED)),
    "add_expanding": Operation((*NUMBER, *FIXED), least=2),
    "sub_expanding": Operation(("signed", "signed fixed"), least=2),
    "variant": Operation(("compound",)),
    "is_variant": Operation(("compound",), gives_bit=True),
    "match": Operation(VECTOR, is_bit_also=False),
}
"""`input` is an input port that is read, `output` an output of an instance."""


def width_class(width: int) -> str | None:
    return next((name for name, (low, high) in WIDTHS.items() if low <= width <= high), None)


@dataclass(frozen=True)
class Point:
    """A count of the coverage."""

    operation: str
    widths: str
    sign: str
    context: str


def points() -> Iterator[Point]:
    """All that can occur."""
    for name, operation in OPERATIONS.items():
        for widths, (_, high) in WIDTHS.items():
            for sign in operation.signs:
                for context in CONTEXTS:
                    if high >= operation.least and can_be(operation, widths, sign, context):
                        yield Point(name, widths, sign, context)


def can_be(operation: Operation, widths: str, sign: str, context: str) -> bool:
    """Whether the result of such a shape can be read there: an amount has no sign, a condition is a Bit."""
    if operation.gives_bit or context in ("root", "operand", "pin"):
        return True
    if context == "index":
        return sign in ("plain", "unsigned")
    return sign == "plain" and widths == "1" and operation.is_bit_also


def any_width(dice: random.Random, low: int = 1, high: int = MAXIMUM_WIDTH) -> int:
    """A width in a range, the edges favoured."""
    edges = [each for each in EDGES if low <= each <= high]
    return dice.choice(edges) if edges and dice.random() < 0.6 else dice.randint(low, high)


def shape(module: Module, cell: Cell) -> Type | None:
    """The type that tells which row of the table a cell counts for."""
    operation = OPERATIONS.get(cell.operation)
    if operation is None:
        return None
    return module.type_of(cell.operands[0]) if operation.gives_bit else cell.type


def plain_shape(dice: random.Random, sign: str, width: int, is_bit: bool) -> Type:
    """A type of a signedness that is not compound."""
    if sign in FIXED:
        fraction = dice.choice((0, 1, width // 2, width - 1, width, width + 3))
        return fixed("UFix" if sign == "fixed" else "SFix", width, fraction)
    if sign == "plain":
        return BIT if width == 1 and is_bit else vector("Bits", width)
    return vector("UInt" if sign == "unsigned" else "SInt", width)
