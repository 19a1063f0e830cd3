"""Hardware types: `hw.Bit`, `hw.UInt(8)`, `hw.UInt[bits + 1]`, `hw.Array(4, hw.Bit)`, `hw.Record(x=hw.Bit)`."""

from __future__ import annotations

from collections import namedtuple

from . import _native
from ._expressions import ATOM, CALL, RECORD, UNION, Expression, _shown, atoms, brief, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

    class _Part(NamedTuple):
        path: str
        msb: int
        lsb: int
        type: Type

    class _Variant(NamedTuple):
        name: str
        payload: Any = None

else:
    _Part = namedtuple("Part", "path msb lsb type")
    _Variant = namedtuple("Variant", "name payload", defaults=(None,))


class Part(_Part):
    """A line of a layout: a part of a type, and the bits that it has.

    The path is `pos.x`, `lanes[3]`, `$tag` for the tag of a union; empty for the type itself.
    """

    __slots__ = ()


class Variant(_Variant):
    """A value of a union on the host's side: `name` of the variant and its `payload`, None without one. See
    `Type.pack`."""

    __slots__ = ()


class Type(Expression):
    """A hardware type, or a template of one whose widths are expressions over parameters.

    Types without parameters compare by what they are; `T == hw.UInt[bits]` is an expression.
    """

    __slots__ = ()
    _is_written: bool = True

    def __eq__(self, other: object) -> Any:
        if isinstance(other, Type) and not (_depends(self) or _depends(other)):
            return text(self) == text(other)
        return Expression.__eq__(self, other)

    def __ne__(self, other: object) -> Any:
        if isinstance(other, Type) and not (_depends(self) or _depends(other)):
            return text(self) != text(other)
        return Expression.__ne__(self, other)

    def layout(self) -> list[Part]:
        """The type itself and all of its parts, with the bits that each has in the packed value."""
        from ._context import current_context

        context = current_context()
        lines = context._text(_native.type_layout, context._type_of(text(self)).handle).splitlines()
        rows = (line.split("\t") for line in lines)
        return [Part(path, int(msb), int(lsb), named_type(type)) for path, msb, lsb, type in rows]

    def pack(self, value: Any) -> int:
        """The bits of a value: of a dictionary for a record, a list, an integer, a `Fraction`, a member or its name, a
        `Variant`. A record and an array are complete (HW1036)."""
        from ._context import current_context, encode
        from ._values import value_text

        context = current_context()
        handle = context._type_of(text(self)).handle
        return int(context._text(_native.type_pack, handle, encode(value_text(value))), 16)

    def unpack(self, bits: int) -> Any:
        """The value that bits are; a pattern that is no member or variant is an integer."""
        from ._context import current_context
        from ._values import read_value

        context = current_context()
        handle = context._type_of(text(self)).handle
        return read_value(context._text(_native.type_unpack, handle, hex(bits).encode()))

    def __hash__(self) -> int:
        return object.__hash__(self) if _depends(self) else hash(text(self))


def _depends(root: Expression) -> bool:
    """Whether a type mentions a parameter."""
    return any(not isinstance(atom, Type) for atom in atoms(root))


def named_type(symbol: str) -> Type:
    """A type from its text, as the library writes it."""
    if symbol.startswith(("Enum(", "OneHot(", "Gray(")):
        from ._enumerations import Enumeration

        return Enumeration._of(symbol)
    return Type(ATOM, symbol)


class Vector:
    """`hw.Bits`, `hw.UInt` and `hw.SInt`: call or index it with a width to get the type."""

    __slots__ = ("_symbol",)

    def __init__(self, symbol: str) -> None:
        self._symbol = symbol

    def __call__(self, width: object) -> Type:
        return Type(CALL, self._symbol, (width,))

    __getitem__ = __call__

    def __repr__(self) -> str:
        return f"hwgen.{self._symbol}"


class Fixed:
    """`hw.UFix` and `hw.SFix`: call it with the bits before the point, of an SFix with the sign, and behind it."""

    __slots__ = ("_symbol",)

    def __init__(self, symbol: str) -> None:
        self._symbol = symbol

    def __call__(self, integer: object, fraction: object) -> Type:
        return Type(CALL, self._symbol, (integer, fraction))

    def __repr__(self) -> str:
        return f"hwgen.{self._symbol}"


class Flip:
    """A field of a record that runs against the direction of its port: `ready=hw.Flip(hw.Bit)`."""

    __slots__ = ("type",)

    def __init__(self, type: Expression) -> None:
        self.type: Expression = type

    def __repr__(self) -> str:
        return brief("Flip", lambda: _shown(self.type))


Bit: Type = named_type("Bit")
Clock: Type = named_type("Clock")
Reset: Type = named_type("Reset")
AsyncReset: Type = named_type("AsyncReset")
ResetN: Type = named_type("ResetN")
AsyncResetN: Type = named_type("AsyncResetN")
Bits: Vector = Vector("Bits")
UInt: Vector = Vector("UInt")
SInt: Vector = Vector("SInt")
UFix: Fixed = Fixed("UFix")
SFix: Fixed = Fixed("SFix")


def Array(count: object, element: Expression) -> Type:
    """`count` elements of one type; element 0 is the least significant: `hw.Array(4, hw.UInt(8))`.

    HW1019 for a count below 1.
    """
    return Type(CALL, "Array", (count, element))


def Union(name: str | None = None, /, **variants: Expression | None) -> Type:
    """One of some variants, each with a payload, or none: `hw.Union("Packet", data=hw.UInt(8), ack=None)`.

    A body makes a value by `hw.variant`, and looks into one by `hw.match`. The name may be left out.
    """
    return Type(UNION, name or "", tuple(variants.items()))


def Record(**fields: Expression | Flip) -> Type:
    """Named fields, the first the most significant: `hw.Record(data=hw.UInt(8), valid=hw.Bit, ready=hw.Flip(hw.Bit))`.

    A port of such a type is several ports, `p_data` and the like, in a body `io.p.data`; `hw.Flip(type)` turns one
    round.
    """
    listed: list[tuple[str, bool, Expression]] = []
    for name, field in fields.items():
        listed.append((name, True, field.type) if isinstance(field, Flip) else (name, False, field))
    return Type(RECORD, "", tuple(listed))
