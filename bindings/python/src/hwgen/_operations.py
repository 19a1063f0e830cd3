"""What a body calls by name: literals, wires, registers, multiplexers and concatenations."""

from __future__ import annotations

import sys

from . import _native
from ._body import running_body
from ._clocks import only_reset
from ._enumerations import EnumerationMember
from ._errors import refusal
from ._ports import Group, operand
from ._signal import Signal, constant, make_signal, no_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ._body import Body
    from ._expressions import Expression
    from ._nettype import NetType


def _type(body: Body, what: str, type: Any) -> NetType:
    if isinstance(type, Signal):
        raise TypeError(f"{what} takes a type first, as in hw.UInt(8); the type of a signal x is x.type")
    return body.type_of(type, sys._getframe(2))


def literal(value: int | EnumerationMember, type: Expression) -> Signal:
    """A constant of a type: `hw.literal(5, hw.UInt(8))`. HW2011 if it does not fit, HW2004 for a member of another
    type."""
    body = running_body()
    place = body.place(sys._getframe(1))
    type_ = _type(body, "hw.literal", type)
    found = constant(body, type_, value, place)
    if found is None:
        raise TypeError(f"a literal of {type_.text} is an integer, not {value!r}")
    if found._type is not type_:
        raise refusal("HW2004", f"a literal of {type_.text} is given {value!r}", sys._getframe(1))
    return found


def variant(type: Expression, name: str, payload: Any = None) -> Signal:
    """A value of a union: `hw.variant(Packet, "data", io.d)`. The payload is a signal or a constant, or None.

    HW1034 if there is no such variant.
    """
    body = running_body()
    frame = sys._getframe(1)
    place = body.place(frame)
    type_ = _type(body, "hw.variant", type)
    net = _native.NONE
    expected = type_.variants().get(name)
    if payload is not None and expected is not None:
        net = operand(body, expected, payload, place, frame)[0]
    elif payload is not None:
        # The library says what is wrong.
        net = payload._net if isinstance(payload, Signal) else body.literal(body.context._type_of("Bit"), 0, place)
    return body.made(_native.VARIANT, place, type_.index, body.context._name(name), net)


def record(type: Expression, fields: Mapping[str, Any] | None = None, /, **more: Any) -> Signal:
    """A record of its fields, in any order: `hw.record(Point, x=a, y=3)`, or from a dictionary.

    A constant may stand for a field's signal. HW1036 if one is missing.
    """
    body = running_body()
    frame = sys._getframe(1)
    place = body.place(frame)
    type_ = _type(body, "hw.record", type)
    known = type_.fields()
    words: list[int] = []
    for name, value in {**(fields or {}), **more}.items():
        if name in known:
            net = operand(body, known[name][1], value, place, frame)[0]
        else:
            net = value._net if isinstance(value, Signal) else body.literal(body.context._type_of("Bit"), 0, place)
        words += [body.context._name(name), net]
    return body.made(_native.RECORD, place, type_.index, len(words) // 2, *words)


def wire(type: Expression) -> Signal:
    """A wire, to be driven with `@=`; so a value can be read before what drives it is built::

        total = hw.wire(hw.UInt(8))
        io.o @= total + 1
        total @= io.a

    HW2001 if bits of it are not driven, HW2006 if it depends on itself.
    """
    body = running_body()
    place = body.place(sys._getframe(1))
    type_ = _type(body, "hw.wire", type)
    net = body.net()
    body.record((_native.WIRE, place, type_.index))
    body.targets.add(net)
    return make_signal(body, net, type_)


def reg(
    type: Expression,
    next: Any = None,
    *,
    reset_value: Any = None,
    enable: Signal | None = None,
    initial: Any = None,
    clock: Signal | None = None,
    reset: Signal | None = None,
) -> Signal:
    """A register. Give its next value here, or drive it later::

        count = hw.reg(hw.UInt(8), reset_value=0, enable=io.go)
        count.next = count + 1

    It holds its value where `enable`, a Bit, is 0, and where no branch drives it. `initial` is the value at power-up.
    It takes the module's only clock unless one is named. With a `reset_value` it has a reset: the module's only Reset
    or AsyncReset port, unless one is named; the port's type decides whether it waits for the clock. In a `hw.domain` it
    takes the clock and the reset of that. HW2013 without a clock, HW2024 where there is no such reset to take.
    """
    body = running_body()
    frame = sys._getframe(1)
    place = body.place(frame)
    type_ = _type(body, "hw.reg", type)
    if reset is None and reset_value is not None:
        reset, count = only_reset(body, clock)
        if reset is None:
            where = "the clock domain" if body.domains and clock is None else body.circuit.name
            raise refusal(
                "HW2024",
                f"{where} has {count} reset ports, and a register has a reset value: "
                "declare a port of type Reset or AsyncReset, or name one",
                frame,
            )
    for what, signal in (("clock", clock), ("enable", enable), ("reset", reset)):
        if signal is not None:
            if not isinstance(signal, Signal):
                raise TypeError(f"the {what} of a register is a signal, not {signal.__class__.__name__}")
            if signal._body is not body:
                body.foreign(signal, frame)
    clock_net, enable_net, reset_net = (_native.NONE if s is None else s._net for s in (clock, enable, reset))
    reset_literal, initial_literal = (
        _native.NONE if value is None else operand(body, type_, value, place, frame)[0]
        for value in (reset_value, initial)
    )
    words = (
        _native.REGISTER, place, type_.index, clock_net, enable_net, reset_net, reset_literal, initial_literal
    )  # fmt: skip
    net = body.next_net(*words)
    body.targets.add(net)
    register = make_signal(body, net, type_)
    if next is not None:
        register._drive(next, frame)
    return register


def _known_type(body: Body, values: Iterable[Any]) -> NetType | None:
    """The type of the first value that has one: a signal, or a member of an enumeration."""
    for value in values:
        if isinstance(value, Signal):
            return value._type
        if isinstance(value, EnumerationMember):
            return body.context._type_of(str(value.type))
        if isinstance(value, Group):
            raise no_value(value)
    return None


def mux(selector: Signal, when_1: Any, when_0: Any) -> Signal:
    """`when_1` where the selector, a Bit, is 1, else `when_0`: `hw.mux(s, x, 0)`. One of them may be an integer.

    HW2003 and HW2004 where the two have different types.
    """
    if not isinstance(selector, Signal):
        raise TypeError(f"the selector of hw.mux is a signal, not {type(selector).__name__}: use Python's if")
    frame = sys._getframe(1)
    body = selector._body
    place = body.place(frame)
    known = _known_type(body, (when_1, when_0))
    if known is None:
        raise TypeError("hw.mux needs a signal: write hw.literal(value, type) for one of the integers")
    first, first_type = operand(body, known, when_1, place, frame)
    second, second_type = operand(body, known, when_0, place, frame)
    words = (_native.MUX, place, selector._net, first, second)
    if first_type is not second_type or selector._type.kind != "Bit":
        if body.relaxed:
            return body.made(*words)
        body.refused(*words)
    net = body.net()
    body.record(words)
    return make_signal(body, net, first_type)


def select(selector: Signal, cases: Mapping[Any, Any], default: Any = None) -> Signal:
    """The value whose key the selector is, else the default; printed as a `case` statement::

        io.y @= hw.select(io.op, {0: a + b, 1: a - b}, default=a)

    The keys are integers of the selector's type, or members of its enumeration. Without a default they are all that
    the selector can be: HW2031 if one is missing. HW2030 for two values of one key. Some of the
    values may be integers.
    """
    if not isinstance(selector, Signal):
        raise TypeError(f"the selector of hw.select is a signal, not {type(selector).__name__}: use a dictionary")
    if not hasattr(cases, "items"):
        raise TypeError(f"the cases of hw.select are a dictionary, {{key: value}}, not {type(cases).__name__}")
    frame = sys._getframe(1)
    body = selector._body
    place = body.place(frame)
    values = [*cases.values()] if default is None else [*cases.values(), default]
    known = _known_type(body, values)
    if known is None:
        raise TypeError("hw.select needs a signal among its values: write hw.literal(value, type) for one of them")
    nets: list[int] = []
    for key, value in cases.items():
        found = constant(body, selector._type, key, place)
        if found is None:
            raise TypeError(f"a key of hw.select is an integer, not {key!r}")
        nets.append(found._net)
        nets.append(operand(body, known, value, place, frame)[0])
    if default is not None:
        nets.append(operand(body, known, default, place, frame)[0])
    words = (_native.CHOOSE, place, selector._net, len(nets), *nets)
    return body.made(*words) if body.relaxed else make_signal(body, body.next_net(*words), known)


def select1hot(selector: Signal, values: Sequence[Signal]) -> Signal:
    """The value whose bit of the selector is 1, the first for bit 0: `hw.select1hot(grant, [a, b])`.

    0 if no bit is 1; of several the or.
    """
    if not isinstance(selector, Signal):
        raise TypeError(f"the selector of hw.select1hot is a signal, not {type(selector).__name__}")
    frame = sys._getframe(1)
    for value in values:
        if not isinstance(value, Signal):
            raise TypeError(f"hw.select1hot takes signals, not {type(value).__name__}")
    return selector._composed(_native.SELECT1HOT, frame, *values)


def cat(*parts: Signal) -> Signal:
    """All bits as one Bits value; the first part is the most significant: `hw.cat(high, low)`."""
    body = running_body()
    frame = sys._getframe(1)
    place = body.place(frame)
    for part in parts:
        if not isinstance(part, Signal):
            raise TypeError(f"hw.cat takes signals, not {type(part).__name__}: a width is needed, see hw.literal")
        if part._body is not body:
            body.foreign(part, frame)
    words = (_native.CONCAT, place, 0, len(parts), *(part._net for part in parts))
    if not parts:
        body.refused(*words)
    if any(part._type.width < 0 for part in parts):
        return body.made(*words)
    type_ = body.context._vector("Bits", sum(part._type.width for part in parts))
    net = body.net()
    body.record(words)
    return make_signal(body, net, type_)
