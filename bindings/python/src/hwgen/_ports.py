"""Ports by name: `io.I0`, `io.p.valid` for a field of a record port, `io.I[0]` for one of a repeated port.

In the module such ports are called `p_valid` and `I_0`; a group is all ports whose names begin alike.
"""

from __future__ import annotations

import sys
from itertools import islice

from . import _native
from ._errors import refusal
from ._expressions import brief
from ._late import arguments_text, late_arguments, pins
from ._signal import Signal, constant, make_signal, no_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType
    from typing import Any

    from ._body import Body
    from ._circuit import Circuit
    from ._context import PortTable
    from ._nettype import NetType


def no_port(circuit: Circuit, name: str, frame: FrameType) -> BaseException:
    """The error for a name that is no port of a circuit: absent for these parameters, or unknown."""
    return circuit._context._no_port(circuit._handle, name, frame)


def port_name(circuit: Circuit, name: object) -> str:
    """A computed name of a port; it must be a string."""
    if isinstance(name, str):
        return name
    ports = list(circuit._context._ports_of(circuit._handle))
    example = f", as in [{ports[0]!r}]" if ports else ""
    raise TypeError(f"a port of {circuit.name} is found by its name, a string{example}, not by {type(name).__name__}")


_set = object.__setattr__

DIRECTIONS = ("in", "out", "inout")


def _shown(head: str, circuit: Circuit, table: PortTable, prefix: str = "") -> str:
    """The repr of what has the ports of a circuit, or some of them."""

    def more() -> str:
        found = (
            f"{DIRECTIONS[way]} {name}: {type_.text}"
            for name, (_, way, type_) in table.items()
            if name.startswith(prefix)
        )
        return f"{circuit.name}: {'; '.join(islice(found, 10))}"

    return brief(head, more)


class Group:
    """Ports that a record or repeated port became, of the module itself or of an instance."""

    __slots__ = ("_owner", "_prefix")
    _owner: Ports | Instance
    _prefix: str

    def __init__(self, owner: Ports | Instance, prefix: str) -> None:
        _set(self, "_owner", owner)
        _set(self, "_prefix", prefix)

    def __getattr__(self, name: str) -> Any:
        return self._owner._find(f"{self._prefix}_{name}", sys._getframe(1))

    def __setattr__(self, name: str, value: object) -> None:
        self._owner._driven(f"{self._prefix}_{name}", value)

    def __getitem__(self, key: int | str) -> Any:
        """One of a repeated port, or a field of a record port whose name is computed."""
        if not isinstance(key, str) and not key >= 0:
            key += len(self)
        return self._owner._find(f"{self._prefix}_{key}", sys._getframe(1))

    def __setitem__(self, key: int | str, value: object) -> None:
        if not isinstance(key, str) and not key >= 0:
            key += len(self)
        self._owner._driven(f"{self._prefix}_{key}", value)

    def __len__(self) -> int:
        ports = self._owner._table
        count = 0
        while (name := f"{self._prefix}_{count}") in ports or ports.has_group(name):
            count += 1
        return count

    def __iter__(self) -> Iterator[Any]:
        for index in range(len(self)):
            yield self._owner._find(f"{self._prefix}_{index}", sys._getframe(1))

    def __imatmul__(self, value: Any) -> Group:
        """`io.p @= inner.q` joins all of them with another port of these fields, or with a record.

        Fields that run the other way are driven on the right. A dictionary or a list gives each its own value.
        """
        frame = sys._getframe(1)
        self._join(value, frame)
        self._owner._body.driven = self
        return self

    def __eq__(self, _other: object) -> Any:
        raise TypeError(f"{self._prefix} is several ports ({', '.join(self._names()[:20])}): compare each of them")

    __hash__ = object.__hash__

    def _join(self, value: Any, frame: FrameType) -> None:
        owner = self._owner
        side = joined_side(owner._body, value, frame)
        if side is not None:
            owner._body.joined(frame, owner._side, owner._body.context._name(self._prefix), *side)
            return
        parts: Any = value
        items: list[tuple[Any, Any]]
        if isinstance(value, dict):
            items = list(parts.items())
        elif isinstance(value, (list, tuple)):
            elements: list[Any] = parts
            items = list(enumerate(elements))
        else:
            raise TypeError(
                f"{self._prefix} is several ports ({', '.join(self._names()[:20])}): give a port or a record alike, a "
                f"dictionary, or a list for a repeated port, not {type(value).__name__}"
            )
        for key, part in items:
            owner._drive_port(f"{self._prefix}_{key}", part, frame)

    def _join_to(self, target: Signal, frame: FrameType) -> None:
        body = target._body
        body.joined(frame, target._net, _native.NONE, *(joined_side(body, self, frame) or ()))

    def __repr__(self) -> str:
        owner = self._owner
        return _shown(f"ports {self._prefix} of", owner._circuit, owner._table, self._prefix + "_")

    def _names(self) -> list[str]:
        return [name for name in self._owner._table if name.startswith(self._prefix + "_")]


def joined_side(body: Body, value: Any, frame: FrameType) -> tuple[int, int] | None:
    """What stands for a signal, an instance's input or a group in a join; nothing for all else."""
    if isinstance(value, Signal):
        if value._body is not body:
            body.foreign(value, frame)
        return value._net, _native.NONE
    if isinstance(value, Group):
        if value._owner._body is not body:
            raise refusal("HW2010", f"{value._prefix} of another module is joined: pass it through ports", frame)
        return value._owner._side, body.context._name(value._prefix)
    if isinstance(value, Input):
        return value._instance._core[1], body.context._name(value._name)
    return None


def is_group(value: object, owner: object, name: str) -> bool:
    """Whether a value is the group of a name."""
    return isinstance(value, Group) and value._owner is owner and value._prefix == name


class Ports:
    """The `io` of a body."""

    # The names are this long because every other attribute is a port.
    __slots__ = ("__dict__", "_body", "_table")
    _side = _native.NONE
    _body: Body
    _table: PortTable

    def __init__(self, body: Body) -> None:
        _set(self, "_body", body)
        _set(self, "_table", body.ports)

    @property
    def _circuit(self) -> Circuit:
        return self._body.circuit

    def __repr__(self) -> str:
        return _shown("io of", self._circuit, self._table)

    def __getattr__(self, name: str) -> Any:
        port = self._table.get(name)
        if port is None or port[1] == 2:
            return self._find(name, sys._getframe(1))
        found = self.__dict__[name] = make_signal(self._body, port[0], port[2])
        return found

    def __setattr__(self, name: str, value: object) -> None:
        # The usual case first: what `io.name @= …` gives back, which drove the port.
        if value is None or value is not self.__dict__.get(name) or value is not self._body.driven:
            self._driven(name, value)

    def __getitem__(self, name: str) -> Any:
        """A port whose name is computed."""
        return self._find(port_name(self._body.circuit, name), sys._getframe(1))

    def __setitem__(self, name: str, value: object) -> None:
        self._driven(name, value)

    def _driven(self, name: str, value: object) -> None:
        """Checks the assignment that ends `io.name @= …`."""
        port = self._table.get(name)
        is_port = isinstance(value, Signal) and port is not None and value._net == port[0]
        self._body.driven_now(value, value if is_port or is_group(value, self, name) else None)

    def _drive_port(self, name: str, value: Any, frame: FrameType) -> None:
        found = self._find(name, frame)
        if isinstance(found, Group):
            found._join(value, frame)
        elif isinstance(found, Signal):
            found._drive(value, frame)
        else:
            raise TypeError(f"{name} is an inout port: it is joined with one of an instance, and has no value to drive")

    def _find(self, name: str, frame: FrameType) -> Signal | Pad | Group:
        port = self._table.get(name)
        if port is not None:
            if port[1] == 2:
                return Pad(self._body, name, port[0])
            found = self.__dict__[name] = make_signal(self._body, port[0], port[2])
            return found
        if self._table.has_group(name):
            return Group(self, name)
        raise no_port(self._body.circuit, name, frame)


class Pad:
    """An inout port of the module: instances' inout ports are joined with it, and it is no value."""

    __slots__ = ("_body", "_name", "_net")

    def __init__(self, body: Body, name: str, net: int) -> None:
        self._body, self._name, self._net = body, name, net

    def __repr__(self) -> str:
        return brief(f"inout port {self._name}", lambda: f"of {self._body.circuit.name}")

    # No type has these: what is none of the module's values is told when it is written, and when it is run.
    if not TYPE_CHECKING:

        def _use(self, *_others: object) -> Any:
            raise refusal(
                "HW2090",
                f"inout port `{self._name}` is no value: join it with an inout port of an instance, and use it there",
                sys._getframe(1),
            )

        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __and__ = __rand__ = __or__ = __ror__ = _use
        __xor__ = __rxor__ = __lshift__ = __rshift__ = __invert__ = __neg__ = __getitem__ = __bool__ = _use
        __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __imatmul__ = _use
        __hash__ = object.__hash__


class Input:
    """An input of an instance: it is connected with `@=`, and cannot be read."""

    __slots__ = ("_instance", "_port")

    def __init__(self, instance: Instance, port: tuple[int, int, NetType]) -> None:
        self._instance = instance
        self._port = port

    @property
    def _name(self) -> str:
        return list(self._instance._table)[self._port[0]]

    def __repr__(self) -> str:
        of = self._instance._circuit
        return brief(f"input {self._name}", lambda: f"of an instance of {of.name}: {self._port[2].text}")

    def __imatmul__(self, value: object) -> Input:
        instance = self._instance
        instance._connect(self._port, value, sys._getframe(1))
        instance._body.driven = self
        return self

    # As for a pad.
    if not TYPE_CHECKING:

        def _read(self, *_others: object) -> Any:
            circuit = self._instance._circuit
            raise TypeError(f"{self._name} is an input of {circuit.name}: it is driven with @=, and cannot be read")

        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __and__ = __rand__ = __or__ = __ror__ = _read
        __xor__ = __rxor__ = __lshift__ = __rshift__ = __invert__ = __neg__ = __getitem__ = __bool__ = _read
        __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _read
        __hash__ = object.__hash__


class Instance:
    """One instance of a circuit: outputs are attributes to read, inputs to drive with `@=`.

    A call of a circuit in a body makes one: `adder = Add(16)("adder", a=x)`, then `adder.b @= y` and `adder.o`. A name
    that is computed goes into brackets, `adder["o"]`. HW2007 if an input has no driver, HW2008 for a port that there is
    not.
    """

    # Every other attribute is a port. `_core` is the body, the net, the ports and the circuit; one slot is set faster
    # than four, and arrays have many instances.
    __slots__ = ("__dict__", "_core")
    _core: tuple[Body, int, PortTable, Circuit]

    def __init__(self, body: Body, circuit: Circuit, name: str, inputs: dict[str, Any], frame: FrameType) -> None:
        context = body.context
        if circuit._context is not context:
            raise refusal("HW9003", f"{circuit.name} belongs to another context", frame)
        place = body.places.get(frame.f_lasti) if frame.f_code is body.code else None
        if place is None:
            place = body.place(frame)
        table = context._ports.get(circuit._handle) or context._ports_of(circuit._handle)
        number = context._names.get(name)
        if number is None:
            number = context._name(name)
        is_late = circuit._may_be_late and bool(circuit.late_parameters)
        if is_late:
            arguments, inputs = late_arguments(circuit, inputs)
            written = context._name(arguments_text(arguments))
            table = pins(body, circuit, table, arguments, frame)
            body.at_once(_native.INSTANCE_LATE, place, circuit._handle & 0xFFFFFFFF, number, written)
        net = body.count
        body.count = net + 1
        _set(self, "_core", (body, net, table, circuit))
        record = body.record
        if not is_late:
            record((_native.INSTANCE, place, circuit._handle & 0xFFFFFFFF, number))
        if not net & 0x7FFF:
            body.flush()
        for port_name, value in inputs.items():
            port = table.get(port_name)
            if port is None:
                self._connect_group(port_name, value, frame)
            elif value.__class__ is Signal and value._type is port[2] and value._body is body and not port[1]:
                record((_native.INPUT, place, net, port[0], value._net))
            else:
                self._connect(port, value, frame)

    @classmethod
    def _of(cls, body: Body, circuit: Circuit, net: int) -> Instance:
        """An instance that is there already."""
        made = cls.__new__(cls)
        _set(made, "_core", (body, net, body.context._ports_of(circuit._handle), circuit))
        return made

    def __repr__(self) -> str:
        return _shown("instance of", self._circuit, self._table)

    @property
    def _circuit(self) -> Circuit:
        return self._core[3]

    @property
    def _body(self) -> Body:
        return self._core[0]

    @property
    def _table(self) -> PortTable:
        return self._core[2]

    def _connect_group(self, name: str, value: Any, frame: FrameType) -> None:
        """`I=[a, b]`, `p={"valid": v}` or `p=io.p` for a port that became many."""
        if not self._table.has_group(name):
            raise no_port(self._core[3], name, frame)
        Group(self, name)._join(value, frame)

    def _drive_port(self, name: str, value: Any, frame: FrameType) -> None:
        port = self._table.get(name)
        if port is None:
            self._connect_group(name, value, frame)
        else:
            self._connect(port, value, frame)

    @property
    def _side(self) -> int:
        return self._core[1]

    def _connect(self, port: tuple[int, int, NetType], value: Any, frame: FrameType) -> None:
        body = self._body
        place = body.place(frame)
        index, way, type_ = port
        if isinstance(value, Pad):
            if value._body is not body:
                body.foreign(value, frame)
            return body.at_once(_native.INPUT, place, self._core[1], index, value._net)
        net, given = operand(body, type_, value, place, frame)
        if body.scopes:
            body.statement(_native.INPUT, place, self._core[1], index, net)
        elif way or given is not type_:
            body.at_once(_native.INPUT, place, self._core[1], index, net)
        else:
            body.record((_native.INPUT, place, self._core[1], index, net))

    def __getattr__(self, name: str) -> Any:
        return self._find(name, sys._getframe(1))

    def __getitem__(self, name: str) -> Any:
        return self._find(port_name(self._core[3], name), sys._getframe(1))

    def __setattr__(self, name: str, value: object) -> None:
        self._driven(name, value)

    def __setitem__(self, name: str, value: object) -> None:
        self._driven(name, value)

    def _driven(self, name: str, value: object) -> None:
        """Checks the assignment that ends `instance.name @= …`."""
        is_input = isinstance(value, Input) and value._instance is self and value._port is self._table.get(name)
        self._body.driven_now(value, value if is_input or is_group(value, self, name) else None)

    def _find(self, name: str, frame: FrameType) -> Any:
        body, instance, table, circuit = self._core
        port = table.get(name)
        if port is None:
            if table.has_group(name):
                return Group(self, name)
            raise no_port(circuit, name, frame)
        if port[1] != 1:
            return Input(self, port)
        place = body.places.get(frame.f_lasti) if frame.f_code is body.code else None
        if place is None:
            place = body.place(frame)
        net = body.count
        body.count = net + 1
        body.record((_native.OUTPUT, place, instance, port[0]))
        if not net & 0x7FFF:
            body.flush()
        found = self.__dict__[name] = make_signal(body, net, port[2])
        return found


def operand(body: Body, type_: NetType, value: Any, place: int, frame: FrameType) -> tuple[int, NetType]:
    """The net and type of a value that goes where `type_` is expected; an integer becomes a literal of it."""
    if value.__class__ is not Signal:
        found = constant(body, type_, value, place)
        if found is None:
            raise no_value(value)
        return found._net, found._type
    if value._body is not body:
        body.foreign(value, frame)
    return value._net, value._type
