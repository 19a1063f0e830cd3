"""The operators of signals: `a + b`, `~a`, `a.any()` record operations.

They are long so that the usual case, two signals of one type, takes one Python call and none of the library.
"""

from __future__ import annotations

import sys

from . import _native
from ._errors import refusal
from ._signal import Signal, constant, literal_value, make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from ._nettype import NetType

_getframe = sys._getframe
_new = Signal.__new__


def _no_literal(_signal: Signal, value: Any) -> Any:
    """Leaves the refusal of an operand to Python, but for booleans, of which Python would not say why."""
    if value is True or value is False:
        raise TypeError(f"the bool {value} is a literal of a Bit alone: write {int(value)}")
    return NotImplemented


def _incomparable(signal: Signal, value: Any) -> Any:
    """Refuses what a signal cannot be equal to: Python would say that it is not, a constant that nobody asked for."""
    # Imported where it is needed: ports are made of signals. They refuse by themselves.
    from ._ports import Input, Pad

    if isinstance(value, (Input, Pad)):
        return NotImplemented
    _no_literal(signal, value)
    what = "a member of it" if signal._type.kind == "Enum" else "an integer"
    shown = type(value).__name__
    raise TypeError(f"a signal of {signal._type.text} is compared with a signal or {what}, not {shown}")


def _binary(operation: int, refuse: Callable[[Signal, Any], Any] = _no_literal) -> Callable[[Signal, Any], Any]:
    def operate(self: Signal, other: Any) -> Any:
        body = self._body
        frame = _getframe(1)
        if frame.f_code is body.code:  # noqa: SIM108
            place = body.places.get(frame.f_lasti) or body.place(frame)
        else:
            place = body.place(frame)
        type_ = self._type
        if other.__class__ is not Signal:
            found = constant(body, type_, other, place)
            if found is None:
                return refuse(self, other)
            other = found
            if other._type is not type_:
                return _apply(operation, self, other, place, frame)
        elif other._body is not body:
            body.foreign(other, frame)
        if other._type is type_:
            result = type_.results[operation]
            if result is None:
                nets = self._net, other._net
                result = type_.results[operation] = body.result(operation, (type_, type_), nets, place, frame)
        else:
            if body.relaxed:
                return body.made(operation, place, self._net, other._net)
            result = type_.mixed.get((operation, other._type))
            if result is None:
                nets = self._net, other._net
                result = body.result(operation, (type_, other._type), nets, place, frame)
                type_.mixed[operation, other._type] = result
        net = body.count
        body.count = net + 1
        body.record((operation, place, self._net, other._net))
        if not net & 0x7FFF:
            body.flush()
        signal = _new(Signal)
        signal._body = body
        signal._net = net
        signal._type = result
        return signal

    return operate


def _apply(operation: int, left: Signal, right: Signal, place: int, frame: FrameType) -> Signal:
    """An operation of two operands, whatever their types."""
    body = left._body
    if right._body is not body:
        body.foreign(right, frame)
    if body.relaxed:
        return body.made(operation, place, left._net, right._net)
    result = left._type.mixed.get((operation, right._type))
    if result is None:
        result = body.result(operation, (left._type, right._type), (left._net, right._net), place, frame)
        left._type.mixed[operation, right._type] = result
    net = body.net()
    body.record((operation, place, left._net, right._net))
    return make_signal(body, net, result)


def _reflected(operation: int) -> Callable[[Signal, Any], Any]:
    """With the operands exchanged: `3 - x`, and `x > y` as `y < x`."""

    def operate(self: Signal, other: Any) -> Any:
        frame = _getframe(1)
        place = self._body.place(frame)
        if other.__class__ is not Signal:
            found = constant(self._body, self._type, other, place)
            if found is None:
                return _no_literal(self, other)
            other = found
        return _apply(operation, other, self, place, frame)

    return operate


def _shift(operation: int) -> Callable[[Signal, Any], Any]:
    """A shift by an integer is one by a literal of just enough bits."""

    def operate(self: Signal, other: Any) -> Any:
        frame, body = _getframe(1), self._body
        place = body.place(frame)
        if other.__class__ is not Signal:
            number = None if other is True or other is False else literal_value(self._type, other)
            if number is None:
                return NotImplemented
            if number < 0:
                raise refusal("HW2011", f"a shift by {number}", frame)
            amount = body.context._vector("UInt", max(1, number.bit_length()))
            other = make_signal(body, body.literal(amount, number, place), amount)
        return _apply(operation, self, other, place, frame)

    return operate


def _division(operation: int, is_reflected: bool = False) -> Callable[[Signal, Any], Any]:
    """A quotient as wide as the dividend, towards zero as in hardware, or a remainder as wide as the divisor."""

    def operate(self: Signal, other: Any) -> Any:
        frame, body = _getframe(1), self._body
        place = body.place(frame)
        if other.__class__ is not Signal:
            found = constant(body, self._type, other, place)
            if found is None:
                return _no_literal(self, other)
            other = found
        left, right = (other, self) if is_reflected else (self, other)
        kind, widths = left._type.kind, (left._type.width, right._type.width)
        if kind != right._type.kind or kind not in ("UInt", "SInt") or widths[0] == widths[1] or min(widths) < 0:
            return _apply(operation, left, right, place, frame)
        if right._body is not body:
            body.foreign(right, frame)
        extension = _native.SEXT if kind == "SInt" else _native.ZEXT
        common = body.context._vector(kind, max(widths))
        left, right = (
            each if each.width == common.width else _extend(each, extension, common, place) for each in (left, right)
        )
        result = _apply(operation, left, right, place, frame)
        wanted = body.context._vector(kind, widths[operation == _native.MOD])
        if wanted is common:
            return result
        net = body.net()
        body.record((_native.EXTRACT, place, result._net, 0, wanted.index))
        return make_signal(body, net, wanted)

    return operate


def _extend(signal: Signal, operation: int, type_: NetType, place: int) -> Signal:
    net = signal._body.net()
    signal._body.record((operation, place, signal._net, type_.width))
    return make_signal(signal._body, net, type_)


def _unary(operation: int, doc: str = "") -> Callable[[Signal], Signal]:
    def operate(self: Signal) -> Signal:
        body, type_ = self._body, self._type
        frame = _getframe(1)
        place = body.place(frame)
        result = type_.results[operation]
        if result is None:
            result = type_.results[operation] = body.result(operation, (type_,), (self._net,), place, frame)
        net = body.net()
        body.record((operation, place, self._net))
        return make_signal(body, net, result)

    operate.__doc__ = doc or None
    return operate


_OPERATORS: dict[str, Callable[..., Any]] = {
    "__add__": _binary(_native.ADD),
    "__radd__": _binary(_native.ADD),
    "__sub__": _binary(_native.SUB),
    "__rsub__": _reflected(_native.SUB),
    "__mul__": _binary(_native.MUL),
    "__rmul__": _binary(_native.MUL),
    "__floordiv__": _division(_native.DIV),
    "__rfloordiv__": _division(_native.DIV, is_reflected=True),
    "__mod__": _division(_native.MOD),
    "__rmod__": _division(_native.MOD, is_reflected=True),
    "__and__": _binary(_native.AND),
    "__rand__": _binary(_native.AND),
    "__or__": _binary(_native.OR),
    "__ror__": _binary(_native.OR),
    "__xor__": _binary(_native.XOR),
    "__rxor__": _binary(_native.XOR),
    "__eq__": _binary(_native.EQ, _incomparable),
    "__ne__": _binary(_native.NE, _incomparable),
    "__lt__": _binary(_native.LT),
    "__le__": _binary(_native.LE),
    "__gt__": _reflected(_native.LT),
    "__ge__": _reflected(_native.LE),
    "__lshift__": _shift(_native.SHL),
    "__rshift__": _shift(_native.SHR),
    "__invert__": _unary(_native.NOT),
    "__neg__": _unary(_native.NEG),
    "all": _unary(_native.REDUCE_AND, "Whether all bits are 1, a Bit."),
    "any": _unary(_native.REDUCE_OR, "Whether any bit is 1, a Bit."),
    "xor": _unary(_native.REDUCE_XOR, "The exclusive or of all bits, a Bit: their parity."),
}
for _name, _operator in _OPERATORS.items():
    _operator.__name__ = _name
    _operator.__qualname__ = f"Signal.{_name}"
    setattr(Signal, _name, _operator)
