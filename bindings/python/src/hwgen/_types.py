"""Hardware types: `hw.Bit`, `hw.UInt(8)`, `hw.UInt[bits + 1]`, `hw.Array(4, hw.Bit)`, `hw.Record(x=hw.Bit)`."""

from __future__ import annotations

from ._expressions import ATOM, CALL, RECORD, Expression, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Type(Expression):
    """A hardware type, or a template of one whose widths are expressions over parameters.

    Types without parameters compare by what they are; `T == hw.UInt[bits]` is an expression.
    """

    __slots__ = ()
    is_written = True

    def __eq__(self, other: object) -> Any:
        if isinstance(other, Type) and not (_depends(self) or _depends(other)):
            return text(self) == text(other)
        return Expression.__eq__(self, other)

    def __ne__(self, other: object) -> Any:
        if isinstance(other, Type) and not (_depends(self) or _depends(other)):
            return text(self) != text(other)
        return Expression.__ne__(self, other)

    def __hash__(self) -> int:
        return object.__hash__(self) if _depends(self) else hash(text(self))


def _depends(root: Expression) -> bool:
    """Whether a type mentions a parameter."""
    stack: list[object] = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, Expression):
            if value._form == ATOM and not isinstance(value, Type):
                return True
            stack += [field[2] for field in value._operands] if value._form == RECORD else value._operands
    return False


def named_type(symbol: str) -> Type:
    """A type from its text, as the library writes it."""
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


class Flip:
    """A field of a record that runs against the direction of its port."""

    __slots__ = ("type",)

    def __init__(self, type: Expression) -> None:
        self.type = type


Bit = named_type("Bit")
Clock = named_type("Clock")
Reset = named_type("Reset")
AsyncReset = named_type("AsyncReset")
ResetN = named_type("ResetN")
AsyncResetN = named_type("AsyncResetN")
Bits = Vector("Bits")
UInt = Vector("UInt")
SInt = Vector("SInt")


def Array(count: object, element: Expression) -> Type:
    """`count` elements of one type; element 0 is the least significant."""
    return Type(CALL, "Array", (count, element))


def Record(**fields: Expression | Flip) -> Type:
    """Named fields, the first the most significant; `hw.Flip(type)` turns one round."""
    listed = []
    for name, field in fields.items():
        listed.append((name, True, field.type) if isinstance(field, Flip) else (name, False, field))
    return Type(RECORD, "", tuple(listed))
