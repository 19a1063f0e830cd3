"""Late parameters: `bits = hw.Int(min=1, default=16, late=True)` is left to Verilog.

In a body `self.bits` is an expression: it decides widths, `hw.UInt[self.bits + 1]`, `x.zext(self.bits + 1)`, and
nothing else. Signals of such types have no width in Python; the library knows what is right of them.
"""

from __future__ import annotations

from re import sub

from . import _native
from ._errors import refusal, user_frame
from ._expressions import ATOM, Expression, _shown, atoms, is_identifier, text, written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, SupportsIndex

    from ._body import Body
    from ._circuit import Circuit
    from ._context import PortTable
    from ._nettype import NetType
    from ._signal import Signal


class LateValue(Expression):
    """What a late parameter decides, a width or a derived parameter: from the library's text of it."""

    __slots__ = ()
    _is_written = True
    late = True

    def __init__(self, written: str) -> None:
        super().__init__(ATOM, written if is_identifier(written) else f"({written})")


def late_name(root: Expression) -> str | None:
    """The name of a late parameter in an expression, or nothing."""
    return next((atom._symbol for atom in atoms(root) if getattr(atom, "late", False)), None)


def refuse_number(expression: Expression, use: str) -> None:
    """Raises HW1053 for an expression over late parameters that is used as a number."""
    name = late_name(expression)
    if name is not None:
        raise refusal(
            "HW1053",
            f"`{_shown(expression)}` is used as {use}, and `{name}` is a late parameter: it is left to Verilog, and "
            f"has no value here; use it in widths, or make `{name}` an ordinary parameter",
            user_frame(),
        )


def width_text(type_: NetType) -> str:
    """The width of a Bits, UInt or SInt in the library's language."""
    return type_.text[len(type_.kind) + 1 : -1]


def late_type(body: Body, written: str, frame: FrameType) -> NetType:
    """A type over the late parameters of the module, from its text."""
    context = body.context
    body.at_once(_native.TYPE, body.place(frame), context._name(written))
    return context._type_at(_native.module_type(body._module, written.encode()))


def vector(body: Body, kind: str, width: object, frame: FrameType) -> NetType:
    """`UInt(width)` or the like, for a width that may be an expression."""
    return late_type(body, f"{kind}({text(width)})", frame)


def resized(signal: Signal, operation: int, width: object, frame: FrameType) -> Signal:
    """A signal at a width that is an expression, or from such a one."""
    body, kind = signal._body, signal._type.kind
    wanted = vector(body, "UInt" if kind == "Bit" else kind, width, frame)
    return _made(signal, frame, wanted, operation, wanted.index)


def top_bit(signal: Signal, frame: FrameType) -> Signal:
    return _made(signal, frame, signal._body.context._type_of("Bit"), _native.TOP_BIT)


def _made(signal: Signal, frame: FrameType, type_: NetType, operation: int, *more: int) -> Signal:
    from ._signal import make_signal

    body = signal._body
    return make_signal(body, body.next_net(operation, body.place(frame), signal._net, *more), type_)


def part(signal: Signal, key: Signal | SupportsIndex | str | slice[Any, Any, Any], frame: FrameType) -> Signal:
    """Bits of a signal whose width is late: `x[3]`, `x[0:4]`, `x[-1]`, and its low bits, `x[:self.bits]`."""
    context = signal._body.context
    name = f"{signal._type.text}"
    if isinstance(key, slice):
        if key.step is not None:
            raise TypeError("a slice of a signal has no step")
        low = 0 if key.start is None else key.start
        if isinstance(key.stop, Expression) and isinstance(low, int) and low == 0:
            return resized(signal, _native.TRUNC_TO, key.stop, frame)
        if key.stop is not None and not isinstance(low, Expression) and not isinstance(key.stop, Expression):
            from operator import index

            low, high = index(low), index(key.stop)
            if 0 <= low < high:
                kind = "UInt" if signal._type.kind in ("UInt", "SInt") else "Bits"
                type_ = context._vector(kind, high - low)
                return _made(signal, frame, type_, _native.EXTRACT, low, type_.index)
    elif isinstance(key, Expression):
        if context._type_at(late_type(signal._body, f"UInt({text(key)} + 1)", frame).handle) is context._type_at(
            late_type(signal._body, f"UInt({width_text(signal._type)})", frame).handle
        ):
            return top_bit(signal, frame)
    elif isinstance(key, int) and key >= 0:
        return _made(signal, frame, context._type_of("Bit"), _native.EXTRACT, key, context._type_of("Bit").index)
    elif isinstance(key, int) and key == -1:
        return top_bit(signal, frame)
    written = f"{key.start}:{key.stop}" if isinstance(key, slice) else f"{_shown(key)}"
    raise refusal(
        "HW2106",
        f"the structure depends on the late parameter in {name}: [{written}] of it is none of [low:high] with numbers, "
        "[:width] and [-1], the highest bit; shift it, or make the parameter an ordinary one",
        frame,
    )


def late_arguments(circuit: Circuit, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a call of a circuit gives to late parameters, and what to ports."""
    names = circuit.late_parameters
    arguments = {name: value for name, value in given.items() if name in names}
    return arguments, {name: value for name, value in given.items() if name not in names}


def arguments_text(arguments: dict[str, Any]) -> str:
    return ", ".join(f"{written_name(name)} = {text(value)}" for name, value in arguments.items())


def pins(body: Body, circuit: Circuit, table: PortTable, arguments: dict[str, Any], frame: FrameType) -> PortTable:
    """The ports of an instance: those of its circuit, with what it gives in place of the late parameters."""
    values = {**circuit.late_parameters, **{name: text(value) for name, value in arguments.items()}}

    def put(found: Any) -> str:
        name = found[0].strip("`")
        return f"({values[name]})" if name in values else found[0]

    from ._context import PortTable

    found = PortTable(
        (
            name,
            (index, way, late_type(body, sub(r"`[^`]*`|\b[A-Za-z_]\w*", put, type_.text), frame))
            if type_.width < 0
            else (index, way, type_),
        )
        for name, (index, way, type_) in table.items()
    )
    found.outputs = table.outputs
    return found


def read_late(written: str) -> dict[str, str]:
    """The late parameters of a circuit with their defaults, from the library's text of them."""
    from ._expressions import split

    found: dict[str, str] = {}
    for item in split(written, ",") if written else []:
        name, colon, rest = item.strip().partition(":")
        if colon and not item.strip().startswith("require "):
            found[name.strip("`")] = rest.rpartition("=")[2].strip()
    return found
