"""Applications: a generator is called with signals, and its parameters follow from their types.

    io.O @= Add(io.x, io.y)

The library infers the parameters, makes the instance and connects it.
"""

from __future__ import annotations

from . import _native
from ._ports import Group, Instance, Pad, Ports
from ._signal import Signal, no_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType
    from typing import Any

    from ._body import Body
    from ._circuit import Circuit


def is_given(value: Any) -> bool:
    """Whether an argument is for an input: a signal, ports, or a list or dictionary that begins with one."""
    while issubclass(value.__class__, (list, tuple, dict)) and value:
        value = _first(value)
    return isinstance(value, (Signal, Group, Pad))


def _first(parts: Any) -> Any:
    return next(iter(parts.values() if hasattr(parts, "values") else parts))


_PLAIN = frozenset((int, bool, str))


def is_application(arguments: Iterable[Any], named: dict[str, Any]) -> bool:
    """Whether a call applies the generator: any of its arguments is for an input."""
    for value in arguments:
        if value.__class__ not in _PLAIN and is_given(value):
            return True
    return any(value.__class__ not in _PLAIN and is_given(value) for value in named.values()) if named else False


class _Inputs:
    """What an application gives, one net for each port; and what is joined when the instance is there."""

    def __init__(self, body: Body, frame: FrameType) -> None:
        self.body = body
        self.frame = frame
        # The number of the port's name or none, and the net, in turn.
        self.words: list[int] = []
        self.later: list[tuple[str, Pad]] = []
        # Ports that outputs of the instance drive: the output, whose the port is, and its name.
        self.driven: list[tuple[str, Ports | Instance, str]] = []

    def add(self, name: str, value: Any) -> None:
        pending: list[tuple[str, Any]] = [(name, value)]
        while pending:
            name, value = pending.pop()
            parts: Any = value
            if isinstance(value, Signal):
                self.add_signal(name, value)
            elif name and isinstance(value, Pad):
                self.later.append((name, value))
            elif name and isinstance(value, Group):
                self.add_group(name, value)
            elif name and isinstance(value, dict):
                pending.extend((f"{name}_{key}", part) for key, part in reversed(list(parts.items())))
            elif name and isinstance(value, (list, tuple)):
                elements: list[Any] = list(parts)
                if all(isinstance(each, Signal) for each in elements):
                    for each in elements:
                        self.add_signal(name, each)
                else:
                    pending.extend((f"{name}_{index}", elements[index]) for index in reversed(range(len(elements))))
            else:
                raise no_value(value)

    def add_signal(self, name: str, signal: Signal) -> None:
        if signal._body is not self.body:
            self.body.foreign(signal, self.frame)
        self.words += (self.body.context._name(name) if name else _native.NONE, signal._net)

    def add_group(self, name: str, group: Group) -> None:
        """The fields that have values; the others are driven by the instance."""
        owner = group._owner
        for leaf in group._names():
            own = name + leaf[len(group._prefix) :]
            if (owner._table[leaf][1] == 0) == isinstance(owner, Ports):
                self.add(own, owner._find(leaf, self.frame))
            else:
                self.driven.append((own, owner, leaf))

    def join(self, instance: Instance) -> None:
        for name, pad in self.later:
            instance._drive_port(name, pad, self.frame)
        for name, owner, leaf in self.driven:
            owner._drive_port(leaf, instance._find(name, self.frame), self.frame)


def apply(
    body: Body,
    generator: int,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    written: Callable[[dict[str, Any]], str],
    circuit_of: Callable[[int], Circuit],
    frame: FrameType,
) -> Any:
    """The instance of the circuit that values ask for: its output if it has one, else the instance itself.

    `written` gives the text of the arguments that are no inputs, `circuit_of` the object of a circuit's handle.
    """
    inputs = _Inputs(body, frame)
    for value in arguments:
        if not is_given(value):
            raise TypeError(
                f"signals and parameters are given together: {value!r:.40} needs its name, as in bits={value!r:.40}"
            )
        inputs.add("", value)
    for name, value in named.items():
        if is_given(value):
            inputs.add(name, value)
    text = written({name: value for name, value in named.items() if not is_given(value)})
    body.flush()
    net = body.count
    number = body.context._name
    body.statement(
        _native.APPLY,
        body.place(frame),
        generator & 0xFFFFFFFF,
        number(""),
        number(text),
        len(inputs.words) // 2,
        *inputs.words,
    )
    circuit = circuit_of(_native.instance_circuit(body._module, net))
    instance = Instance._of(body, circuit, net)
    inputs.join(instance)
    outputs = [port for port, (_, way, _) in instance._table.items() if way == 1]
    return instance._find(outputs[0], frame) if len(outputs) == 1 else instance
