"""Signals: the values that a body works with. Python's operators record operations.

Operands have one type; a Python integer becomes a literal of the other operand's type. Widening, cutting and change of
sign are written: `zext`, `sext`, `trunc`, `as_uint`, `as_sint`, `as_bits`. A slice is half open and counts from the
least significant bit, as Python's slices do: `x[0:4]` are bits 0 to 3, `x[-1]` is the top bit.
"""

from __future__ import annotations

import operator
import sys

from . import _native
from ._enumerations import EnumerationMember
from ._errors import refusal, user_frame
from ._expressions import Expression, is_identifier, text
from ._late import LateValue, part, refuse_number, resized, vector, width_text
from ._nettype import FIXED, VECTORS
from ._types import Type, Variant, named_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Any, SupportsIndex

    from ._body import Body
    from ._nettype import NetType

_getframe = sys._getframe


class Signal:
    """A net of the module whose body runs, and its type. Made by ports, operations, `hw.wire`, `hw.reg`, instances.

    `+ - & | ^` and comparisons take operands of one type, `*` gives the sum of the widths, `//` and `%` are those of
    hardware, rounded towards 0, `<<` and `>>` take an amount, `~` and unary `-` one operand. An integer becomes a
    literal of the other operand's type (HW2011 if it does not fit); operands of two widths are HW2003, of two types
    HW2004, those that an operation is not defined on HW2024. `x[3]`, `x[0:4]`, `x["field"]` are parts. A signal has no
    truth value: `if`, `and`, `or` and `not` raise TypeError.

    `target @= value` drives an output, a wire, a register, an input of an instance, or a part of one. A value of
    another module is HW2010.
    """

    __slots__ = ("_body", "_net", "_type")
    _body: Body
    _net: int
    _type: NetType

    if not TYPE_CHECKING:
        __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("a signal has no value while its circuit is built: use hw.mux, and & | ~ for and, or, not")

    def __repr__(self) -> str:
        return f"<Signal {self._net}: {self._type.text}>"

    # -- what it is ----------------------------------------------------------------------------------------------------

    @property
    def type(self) -> Type:
        """The type; of a member of an enumeration the `Enumeration`."""
        return named_type(self._type.text)

    @property
    def width(self) -> Any:
        """In bits; an expression where a late parameter decides it."""
        if self._type.width < 0:
            return LateValue(width_text(self._type))
        return self._type.width

    def __len__(self) -> int:
        """The number of elements of an array, or of bits of anything else."""
        if self._type.width < 0:
            refuse_number(LateValue(width_text(self._type)), "a number")
        return self._type.length()

    def __iter__(self) -> Iterator[Signal]:
        length, element = len(self), self._type.element()
        for index in range(length):
            yield self._part(index * element.width, element, _getframe(1))

    def named(self, name: str) -> Signal:
        """The signal itself, with the name that it is to have in the output: `total = (a + b).named("total")`.

        A port has its name from the interface. Signals that share one get endings that tell them apart.
        """
        body = self._body
        if not isinstance(name, str):
            raise TypeError(f"a name is a string, not {type(name).__name__}")
        words = (_native.NAME, body.place(_getframe(1)), self._net, body.context._name(name))
        if is_identifier(name) and self._net >= body.port_count:
            body.record(words)
        else:
            body.at_once(*words)
        return self

    # -- parts ---------------------------------------------------------------------------------------------------------

    def __getitem__(self, key: Signal | SupportsIndex | str | slice[Any, Any, Any]) -> Signal:
        """A bit, an element of an array, a slice of bits, or a field of a record by its name.

        An index may be a signal of any width: 0 beyond the end. For slices see `slice_at`.
        """
        frame = _getframe(1)
        type_ = self._type
        if type_.kind in ("Enum", "Union"):
            what = "member" if type_.kind == "Enum" else "union"
            raise refusal("HW2024", f"{_shown(self)} is a {what}, which has no bits: use as_bits", frame)
        if type_.width < 0 and not isinstance(key, Signal):
            return part(self, key, frame)
        if isinstance(key, slice) and key.start is None and isinstance(key.stop, Expression):
            return resized(self, _native.TRUNC_TO, key.stop, frame)
        if isinstance(key, slice):
            if key.step is not None:
                raise TypeError("a slice of a signal has no step")
            low = 0 if key.start is None else operator.index(key.start)
            high = type_.width if key.stop is None else operator.index(key.stop)
            low, high = (bound + type_.width if bound < 0 else bound for bound in (low, high))
            if not 0 <= low < high <= type_.width:
                written = ":".join("" if bound is None else str(bound) for bound in (key.start, key.stop))
                message = f"slice [{written}] of {_shown(self)}, which has {type_.width} bits"
                if 0 <= high <= low < type_.width:
                    message += (
                        f"; slices are half open and count from bit 0: [{high}:{low + 1}] is bits {low} to {high}"
                    )
                raise refusal("HW2012", message, frame)
            return self._part(low, type_.slice(high - low), frame)
        if isinstance(key, str):
            field = type_.fields().get(key)
            if field is None:
                raise refusal("HW2012", f"{_shown(self)} has no field {key[:40]!r}", frame)
            return self._part(field[0], field[1], frame)
        if isinstance(key, Signal):
            return self._composed(_native.INDEX, frame, key)
        index, count = operator.index(key), type_.length()
        if not -count <= index < count:
            what = "elements" if type_.kind == "Array" else "bits"
            raise refusal("HW2012", f"index {index} of {_shown(self)}, which has {count} {what}", frame)
        element = type_.element()
        return self._part(index % count * element.width, element, frame)

    def __setitem__(self, key: object, value: object) -> None:
        body = self._body
        is_part = isinstance(value, Signal) and body.parts.get(value._net) == self._net
        body.driven_now(value, value if is_part else None)

    def _part(self, low: int, type_: NetType, frame: FrameType) -> Signal:
        body = self._body
        place = body.place(frame)
        net = body.net()
        body.record((_native.EXTRACT, place, self._net, low, type_.index))
        if self._net in body.targets:
            body.targets.add(net)
            body.parts[net] = self._net
        return make_signal(body, net, type_)

    def slice_at(self, low: Signal, width: int) -> Signal:
        """`width` bits, a number, from the bit upwards that a signal tells: `word.slice_at(at, 4)`; 0 beyond the
        end."""
        if not isinstance(low, Signal):
            raise TypeError(f"slice_at takes a signal, not {type(low).__name__}: write x[low:high]")
        return self._composed(_native.SLICE_AT, _getframe(1), low, number=operator.index(width))

    def replace(self, index: Signal | int, value: Any) -> Signal:
        """The same value with another bit or element at an index; unchanged beyond the end."""
        frame = _getframe(1)
        place = self._body.place(frame)
        return self._composed(
            _native.REPLACE, frame, _amount(self, index, frame), _as(self._type.element(), value, self._body, place)
        )

    # -- put together from other operations ----------------------------------------------------------------------------

    def popcount(self) -> Signal:
        """How many bits are 1: a UInt of as many bits as the width needs, as for the other counts."""
        return self._composed(_native.POPCOUNT, _getframe(1))

    def count_leading_zeros(self) -> Signal:
        """How many bits above the highest 1 are 0; the width if all are."""
        return self._composed(_native.COUNT_LEADING_ZEROS, _getframe(1))

    def count_trailing_zeros(self) -> Signal:
        """How many bits below the lowest 1 are 0; the width if all are."""
        return self._composed(_native.COUNT_TRAILING_ZEROS, _getframe(1))

    def priority_encode(self) -> tuple[Signal, Signal]:
        """The number of the lowest bit that is 1, 0 if none is; and whether one is."""
        first = self._composed(_native.PRIORITY_ENCODE, _getframe(1))
        return first, self.any()

    def add_expanding(self, other: Signal | int) -> Signal:
        """The exact sum, one bit wider than the wider operand."""
        return self._joined(_native.ADD_EXPANDING, other, _getframe(1))

    def sub_expanding(self, other: Signal | int) -> Signal:
        """The exact difference, an SInt one bit wider than the wider operand."""
        return self._joined(_native.SUB_EXPANDING, other, _getframe(1))

    def min(self, other: Signal | int) -> Signal:
        """The lesser of two numbers of one type."""
        return self._joined(_native.MIN, other, _getframe(1))

    def max(self, other: Signal | int) -> Signal:
        """The greater of two numbers of one type."""
        return self._joined(_native.MAX, other, _getframe(1))

    def __abs__(self) -> Signal:
        """The magnitude, as a UInt of the same width: exact also for the least number."""
        return self._composed(_native.ABS, _getframe(1))

    def reverse(self) -> Signal:
        """The bits in the other order."""
        return self._composed(_native.REVERSE, _getframe(1))

    def rotate_left(self, amount: Signal | int) -> Signal:
        """The bits turned by an amount of any width, modulo their number."""
        frame = _getframe(1)
        return self._composed(_native.ROTATE_LEFT, frame, _amount(self, amount, frame))

    def rotate_right(self, amount: Signal | int) -> Signal:
        """The bits turned the other way, as for `rotate_left`."""
        frame = _getframe(1)
        return self._composed(_native.ROTATE_RIGHT, frame, _amount(self, amount, frame))

    def repeat(self, count: int) -> Signal:
        """`count` copies beside each other, as Bits."""
        return self._composed(_native.REPEAT, _getframe(1), number=operator.index(count))

    def _joined(self, kind: int, other: Any, frame: FrameType) -> Signal:
        return self._composed(kind, frame, _as(self._type, other, self._body, self._body.place(frame)))

    def _composed(self, kind: int, frame: FrameType, *others: Signal, number: int = 0) -> Signal:
        body = self._body
        for other in others:
            if other._body is not body:
                body.foreign(other, frame)
        nets = [self._net, *(other._net for other in others)]
        net, type_ = body.composed(body.place(frame), kind, nets, number)
        return make_signal(body, net, type_)

    # -- other widths and other types ----------------------------------------------------------------------------------

    def zext(self, width: int | Expression) -> Signal:
        """At a greater width, with zeros above: `a.zext(9) + b.zext(9)`. A Bit becomes a UInt.

        The width may be an expression over late parameters. HW2003 if it is less than the signal's.
        """
        return self._extended(_native.ZEXT, width, _getframe(1))

    def sext(self, width: int | Expression) -> Signal:
        """At a greater width, with copies of the top bit above; else as `zext`."""
        return self._extended(_native.SEXT, width, _getframe(1))

    def _extended(self, operation: int, width: int | Expression, frame: FrameType) -> Signal:
        body, type_ = self._body, self._type
        if type_.width < 0 or isinstance(width, Expression):
            return resized(self, _native.ZEXT_TO if operation == _native.ZEXT else _native.SEXT_TO, width, frame)
        width = operator.index(width)
        place = body.place(frame)
        kind = "UInt" if type_.kind == "Bit" else type_.kind
        if width < 1:
            raise refusal("HW2003", f"{_shown(self)} has {type_.width} bits and is extended to {width}", frame)
        if kind not in ("Bits", "UInt", "SInt") or width < type_.width:
            body.refused(operation, place, self._net, min(width, _native.NONE))
        result = body.context._vector(kind, width)
        net = body.net()
        body.record((operation, place, self._net, width))
        return make_signal(body, net, result)

    def trunc(self, width: int | Expression) -> Signal:
        """The low bits, as the same sort of number. HW2012 for a width that is none of 1 to the signal's."""
        if self._type.width < 0 or isinstance(width, Expression):
            return resized(self, _native.TRUNC_TO, width, _getframe(1))
        width = operator.index(width)
        frame, type_ = _getframe(1), self._type
        if not 1 <= width <= type_.width or type_.kind not in ("Bits", "UInt", "SInt"):
            raise refusal("HW2012", f"{_shown(self)} has {type_.width} bits and is cut to {width}", frame)
        return self._part(0, self._body.context._vector(type_.kind, width), frame)

    def convert(self, type: Expression, *, rounding: str = "exact", overflow: str = "exact") -> Signal:
        """The number as another type of number: UInt, SInt, UFix or SFix.

        `x.convert(hw.SFix(4, 4), rounding="half_even", overflow="saturate")`. HW2080 where something may be lost and no
        mode is given. `rounding` is "floor", "ceiling", "toward_zero", "away_from_zero", or to the nearest with ties
        "half_up", "half_down", "half_even", "half_away_from_zero", "half_toward_zero"; `overflow` is "wrap" or
        "saturate".
        """
        frame, body = _getframe(1), self._body
        modes: list[int] = []
        for what, mode, known in (
            ("rounding", rounding, _native.ROUNDINGS),
            ("overflow", overflow, _native.OVERFLOWS),
        ):
            if mode not in known:
                raise ValueError(f"a mode of {what} is one of {', '.join(known)}, not {mode!r}")
            modes.append(known[mode])
        wanted = body.context._type_of(text(type))
        return body.made(_native.CONVERT, body.place(frame), self._net, wanted.index, *modes)

    def is_variant(self, name: str) -> Signal:
        """Whether a union is of a variant, a Bit: `packet.is_variant("ack")`. HW1034 if it has none of that name."""
        body = self._body
        return body.made(_native.IS_VARIANT, body.place(_getframe(1)), self._net, body.context._name(name))

    def as_type(self, type: Expression) -> Signal:
        """The same bits as another type of the same width (HW2003)."""
        frame = _getframe(1)
        return self._cast(self._body.type_of(type, frame), frame)

    def as_uint(self) -> Signal:
        """The same bits as a UInt of the same width."""
        return self._as_vector("UInt", _getframe(1))

    def as_sint(self) -> Signal:
        """The same bits as an SInt of the same width."""
        return self._as_vector("SInt", _getframe(1))

    def as_bits(self) -> Signal:
        """The same bits as Bits of the same width: of a record, an array, a member, a union too."""
        return self._as_vector("Bits", _getframe(1))

    def _as_vector(self, kind: str, frame: FrameType) -> Signal:
        if self._type.width < 0:
            return self._cast(vector(self._body, kind, self.width, frame), frame)
        return self._cast(self._body.context._vector(kind, self._type.width), frame)

    def as_bit(self) -> Signal:
        """A value of one bit as a Bit."""
        return self._cast(self._body.context._type_of("Bit"), _getframe(1))

    def _cast(self, type_: NetType, frame: FrameType) -> Signal:
        body = self._body
        place = body.place(frame)
        words = (_native.CAST, place, self._net, type_.index)
        if type_.width < 0 or self._type.width < 0:
            return make_signal(body, body.next_net(*words), type_)
        if type_.width != self._type.width:
            body.refused(*words)
        net = body.net()
        body.record(words)
        if self._net in body.targets:
            body.targets.add(net)
        return make_signal(body, net, type_)

    # -- driving -------------------------------------------------------------------------------------------------------

    def __imatmul__(self, value: Any) -> Signal:
        """`target @= value` drives an output, a wire, a register, or a part of one. Each bit is driven once."""
        frame, body = _getframe(1), self._body
        is_plain = value.__class__ is Signal and value._type is self._type and value._body is body
        if is_plain and self._net in body.targets:
            place = body.places.get(frame.f_lasti) if frame.f_code is body.code else None
            body.record((_native.DRIVE, place or body.place(frame), self._net, value._net))
        else:
            self._drive(value, frame)
        body.driven = self
        return self

    def _drive(self, value: Any, frame: FrameType) -> None:
        body = self._body
        place = body.place(frame)
        if value.__class__ is Signal:
            if value._body is not body:
                body.foreign(value, frame)
            net, given = value._net, value._type
        else:
            found = constant(body, self._type, value, place)
            if found is None:
                # Imported where it is needed: ports are made of signals.
                from ._ports import Group

                if isinstance(value, Group):
                    value._join_to(self, frame)
                    return
                raise TypeError(f"a signal is driven by a signal or an integer, not {type(value).__name__}")
            net, given = found._net, found._type
        if given is not self._type or self._net not in body.targets:
            body.at_once(_native.DRIVE, place, self._net, net)
        else:
            body.record((_native.DRIVE, place, self._net, net))

    @property
    def next(self) -> Signal:
        """The next value of a register: `count.next = count + 1` drives it, as `@=` does."""
        self._body.next_read = self
        return self

    @next.setter
    def next(self, value: Any) -> None:
        body = self._body
        # The assignment that ends `count.next @= value` has been done; `b.next = a` behind `a.next = b` has not.
        if not (value is self and body.driven is self and body.next_read is self):
            self._drive(value, _getframe(1))
        body.driven = body.next_read = None

    # -- operators -----------------------------------------------------------------------------------------------------

    if TYPE_CHECKING:

        def __add__(self, other: Signal | int) -> Signal: ...
        def __radd__(self, other: int) -> Signal: ...
        def __sub__(self, other: Signal | int) -> Signal: ...
        def __rsub__(self, other: int) -> Signal: ...
        def __mul__(self, other: Signal | int) -> Signal: ...
        def __rmul__(self, other: int) -> Signal: ...
        def __floordiv__(self, other: Signal | int) -> Signal: ...
        def __rfloordiv__(self, other: int) -> Signal: ...
        def __mod__(self, other: Signal | int) -> Signal: ...
        def __rmod__(self, other: int) -> Signal: ...
        def __and__(self, other: Signal | int) -> Signal: ...
        def __rand__(self, other: int) -> Signal: ...
        def __or__(self, other: Signal | int) -> Signal: ...
        def __ror__(self, other: int) -> Signal: ...
        def __xor__(self, other: Signal | int) -> Signal: ...
        def __rxor__(self, other: int) -> Signal: ...
        def __eq__(self, other: Signal | int) -> Signal: ...  # type: ignore[override]
        def __ne__(self, other: Signal | int) -> Signal: ...  # type: ignore[override]
        def __hash__(self) -> int: ...
        def __lt__(self, other: Signal | int) -> Signal: ...
        def __le__(self, other: Signal | int) -> Signal: ...
        def __gt__(self, other: Signal | int) -> Signal: ...
        def __ge__(self, other: Signal | int) -> Signal: ...
        def __lshift__(self, other: Signal | int) -> Signal: ...
        def __rshift__(self, other: Signal | int) -> Signal: ...
        def __invert__(self) -> Signal: ...
        def __neg__(self) -> Signal: ...
        def all(self) -> Signal: ...
        def any(self) -> Signal: ...
        def xor(self) -> Signal: ...


_new = Signal.__new__


def make_signal(body: Body, net: int, type_: NetType) -> Signal:
    signal = _new(Signal)
    signal._body = body
    signal._net = net
    signal._type = type_
    return signal


def literal_value(type_: NetType, value: Any) -> int | None:
    """The integer of a literal; nothing if the value cannot be one. Booleans are literals of a Bit alone."""
    if value is True or value is False:
        return int(value) if type_.kind == "Bit" else None
    if type_.kind in FIXED:
        return _units(type_, value)
    try:
        number = operator.index(value)
    except TypeError:
        return None
    if type_.kind == "Enum":
        raise refusal("HW2011", f"{type_.text} takes a member of it, not {number}", user_frame())
    return number


def _units(type_: NetType, value: Any) -> int | None:
    """A number in units of the last bit of a fixed-point type."""
    # Imported where it is needed: it takes longer than all of this package.
    from fractions import Fraction

    try:
        exact = Fraction(value) * (1 << type_.fraction())
    except (TypeError, ValueError, OverflowError):
        return None
    if exact.denominator != 1:
        raise refusal("HW2011", f"{value} is no number of {type_.text}", user_frame())
    return exact.numerator


def constant(body: Body, type_: NetType, value: Any, place: int) -> Signal | None:
    """What is no signal as a literal: a member of an enumeration, or an integer of the type; nothing for all else."""
    if value.__class__ is int and type_.kind in VECTORS:
        return make_signal(body, body.literal(type_, value, place), type_)
    if value.__class__ is EnumerationMember:
        own = body.context._type_of(value.type._symbol)
        return make_signal(body, body.literal(own, value.code, place), own)
    if isinstance(value, (dict, list, Variant)):
        number: int | None = named_type(type_.text).pack(value)
    else:
        number = literal_value(type_, value)
    return None if number is None else make_signal(body, body.literal(type_, number, place), type_)


def no_value(value: Any) -> TypeError:
    """The refusal of what is neither a signal nor a constant."""
    name = type(value).__name__
    if name == "Group":
        name += ": it is several ports; drive a wire of its type with it, `w @= port`, and take that"
    return TypeError(f"a signal or an integer is expected, not {name}")


def _as(type_: NetType, value: Any, body: Body, place: int) -> Signal:
    """A signal as it is; an integer as a literal of a type."""
    if value.__class__ is Signal:
        return value
    found = constant(body, type_, value, place)
    if found is None:
        raise no_value(value)
    return found


def _amount(signal: Signal, amount: Any, frame: FrameType) -> Signal:
    """An index or amount; an integer as a literal of just enough bits."""
    if amount.__class__ is Signal:
        return amount
    number, body = operator.index(amount), signal._body
    if number < 0:
        raise refusal("HW2011", f"an index or amount of {number}", frame)
    return _as(body.context._vector("UInt", max(1, number.bit_length())), number, body, body.place(frame))


def _shown(signal: Signal) -> str:
    """As the core shows it: its type, and before it the name of a port."""
    ports, text = signal._body.ports, signal._type.text
    return next((f"`{name}`: {text}" for name, port in ports.items() if port[0] == signal._net), text)
