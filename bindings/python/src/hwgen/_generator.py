"""Generators: a class with parameters, an interface and a body.

    class Add(hw.Generator):
        bits = hw.Int(min=1)
        interface = hw.Interface(I0=hw.In(hw.UInt[bits]), I1=hw.In(hw.UInt[bits]), O=hw.Out(hw.UInt[bits]))

        def body(self, io):
            io.O @= io.I0 + io.I1

The class is declared to the library when it is defined, in the context of that moment, and in other contexts when it is
first used there. `Add(16)` is a circuit: equal arguments give the same object for as long as somebody holds it.
"""

from __future__ import annotations

import sys
from weakref import ref

from . import _native
from ._application import apply, is_application
from ._circuit import Circuit
from ._context import Context, current_context, encode
from ._errors import Error, refusal, user_frame
from ._expressions import (
    Expression,
    _shown,
    brief,
    decimal,
    field_of,
    integer,
    opaque,
    split,
    text,
    unquoted,
    words,
    written_name,
)
from ._external import External
from ._hooks import MethodMember, doc_of
from ._interface import Interface
from ._late import LateValue
from ._parameters import Bool, Derived, Int, Member, Parameter, members_text, schema_text
from ._signal import Signal
from ._types import named_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any, ClassVar, overload

    from typing_extensions import Self

    from ._body import Body
    from ._context import PortTable
    from ._ports import Ports


class Declaration:
    """A generator in one context, and its circuits by their arguments' text. Keeps neither class nor circuits alive."""

    __slots__ = ("circuits", "context", "handle", "has_constant_ports", "identity", "ports")

    def __init__(self, context: Context, handle: int, identity: str) -> None:
        self.context = ref(context)
        self.identity = identity
        self.handle = handle
        # All circuits have the same ports: those of the first.
        self.has_constant_ports = False
        self.ports: PortTable | None = None
        self.circuits: dict[str | int, ref[Circuit]] = {}


def declare(
    context: Context,
    name: str,
    interface: Interface,
    identity: str,
    place: tuple[str, int],
    parameters: str = "",
    members: str = "",
    doc: str = "",
    external: External | None = None,
    number: int = 0,
) -> Declaration:
    """Declares a generator to the library."""
    # A second one of the same origin (a notebook's cell run again, a function called again) is another generator.
    count = context._identities.get(identity, 0) + 1
    context._identities[identity] = count
    if count > 1:
        identity = f"{identity}#{count}"
    scratch = context._scratch
    context._check(
        _native.generator_declare(
            context._pointer,
            scratch,
            encode(name),
            encode(parameters),
            encode(interface._written),
            encode(members),
            encode(doc.replace("\0", "")),
            context._file(place[0]),
            place[1],
            encode(identity),
            None if external else context._callback,
            None if external is None else external._options(),
            number,
        )
    )
    return Declaration(context, scratch.take_handle(), identity)


class _DeclaredMembers:
    """`Fifo.members`: a call gives the text."""

    __slots__ = ("_owner",)

    def __init__(self, owner: type[Generator]) -> None:
        self._owner = owner

    def __call__(self) -> str:
        return self._owner._generator_text(_native.TEXT_MEMBERS)

    def __repr__(self) -> str:
        return brief(f"members of {self._owner.__name__}:", self)


class _Members:
    """`Fifo.members()` is the text of the declaration, with docs; `Fifo(16).members` has the values."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, circuit: None, owner: type) -> Callable[[], str]: ...
        @overload
        def __get__(self, circuit: object, owner: type) -> str: ...
        def __get__(self, circuit: object, owner: type) -> Any: ...

    else:

        def __get__(self, circuit, owner):
            if circuit is None:
                return _DeclaredMembers(owner)
            return circuit._text(_native.TEXT_MEMBERS)


_set = object.__setattr__


class Generator(Circuit):
    """The base of all generators; a circuit of one is an object of its class.

    ::

        class Add(hw.Generator):
            bits = hw.Int(min=1)
            interface = hw.Interface(a=hw.In(hw.UInt[bits]), b=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))

            def body(self, io):
                io.o @= io.a + io.b

        print(Add(16).verilog())

    Attributes of the class: parameters (`hw.Int` and the like), members (`hw.Member`, `hw.member`), `interface`, an
    `hw.Interface` or a text, `constraints`, an expression that must hold or a tuple of them, and `external`, True or an
    `hw.External`, for a module that is written in Verilog and has no body.

    The class is declared when it is made: a schema or an interface (HW1017) that is wrong raises there. A call
    takes the parameters by position or name, and gives the same object for equal arguments as long as somebody holds
    it. HW1005 if a constraint does not hold.

    A call with a signal among its arguments, in a body, applies the generator: `Add(x, y)`, `Add(x, y, CE=c)`. The
    parameters follow from the types of the signals, or are given by name; the inputs are connected, and the result is
    the output, or the `Instance` if there are several. A repeated port takes a list, a record port a dictionary or a
    port alike. HW1057 if signals and parameters do not agree, HW1058 if a parameter does not follow, HW2097 for too
    many by position.
    """

    if TYPE_CHECKING:
        interface: ClassVar[Interface | str]  # pyright: ignore[reportIncompatibleMethodOverride]
    constraints: Any = ()
    external: External | bool = False
    _parameters: tuple[Parameter, ...] = ()
    _members: tuple[Member, ...] = ()
    _may_be_late = False
    _place: tuple[str, int] = ("", 0)
    _last: Declaration | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        frame = sys._getframe(1)
        cls._place = (frame.f_code.co_filename, frame.f_lineno)
        cls._last = None
        if isinstance(cls.constraints, Expression):
            cls.constraints = (cls.constraints,)
        if not isinstance(cls.constraints, (tuple, list)):
            shown = _shown(cls.constraints)
            raise TypeError(
                f"constraints of {cls.__name__} are expressions over parameters, a tuple of them, not {shown}"
            )
        found: dict[str, Parameter] = {}
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, Parameter):
                    if hasattr(Generator, name):
                        raise refusal("HW1020", f"{cls.__name__} cannot have a parameter called {name!r}", frame)
                    found[name] = value
        cls._parameters = parameters = tuple(each for each in found.values() if not isinstance(each, Member))
        cls._members = tuple(
            each.bind(parameters) if isinstance(each, MethodMember) else each
            for each in found.values()
            if isinstance(each, Member)
        )
        cls._may_be_late = any(isinstance(each, Int) and each.late for each in parameters)
        own = vars(cls).get("interface")
        if isinstance(own, str):
            own = Interface(own)
            cls.interface = own  # pyright: ignore[reportIncompatibleMethodOverride]
        if own is not None and not isinstance(own, Interface):
            what = (
                f"the interface of {cls.__name__} is of type {type(own).__name__}; it must be an hw.Interface or a text"
            )
            raise refusal("HW1017", what, frame)
        _check_body(cls.__name__, cls.body, frame)
        if not isinstance(cls.external, (bool, External)):
            raise TypeError(f"external of {cls.__name__} is True or an hw.External, not {_shown(cls.external)}")
        if own is not None:
            cls._declared(current_context())

    @classmethod
    def parameters(cls) -> str:
        """The schema with docs, in the library's canonical form."""
        return cls._generator_text(_native.TEXT_PARAMETERS)

    members: _Members = _Members()  # pyright: ignore[reportIncompatibleMethodOverride]
    """`Fifo.members()` is the text of what the class declares, with docs; `Fifo(16).members` has the values."""

    @classmethod
    def doc(cls) -> str:
        """What the library knows the generator to be: the class's docstring."""
        return cls._generator_text(_native.TEXT_DOC)

    @classmethod
    def _generator_text(cls, what: int) -> str:
        """A text of the declaration in the current context."""
        context = current_context()
        return context._text(_native.generator_text, cls._declared(context).handle, what)

    @classmethod
    def _identity(cls) -> str:
        """What the current context knows the generator by."""
        return cls._declared(current_context()).identity

    @classmethod
    def _declared(cls, context: Context) -> Declaration:
        last = cls._last
        if last is not None and last.context() is context:
            return last
        found = context._declarations.get(cls)
        if found is None:
            interface = getattr(cls, "interface", None)
            if isinstance(cls.external, External) and cls.external._has_ports and not isinstance(interface, Interface):
                interface = Interface()
            if not isinstance(interface, Interface):
                raise refusal("HW1017", f"{cls.__name__} has no interface", file=cls._place[0], line=cls._place[1])
            context._classes.append(ref(cls))
            found = declare(
                context,
                cls.__name__,
                interface,
                f"{cls.__module__}.{cls.__qualname__}",
                cls._place,
                schema_text([*cls._parameters], cls.constraints),
                members_text([*cls._members]),
                doc_of(cls),
                External() if cls.external is True else cls.external or None,
                len(context._classes) - 1,
            )
            names = {parameter.name for parameter in (*cls._parameters, *cls._members)}
            found.has_constant_ports = names.isdisjoint(words(interface._written))
            context._declarations[cls] = found
            context._generators[found.identity] = cls
        cls._last = found
        return found

    if TYPE_CHECKING:

        @overload
        def __new__(cls, first: Signal, /, *arguments: Any, **named: Any) -> Any: ...
        @overload
        def __new__(cls, *arguments: Any, **named: Any) -> Self: ...

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        context = current_context()
        declaration = cls._declared(context)
        frame = sys._getframe(1)
        if named or len(arguments) != 1 or arguments[0].__class__ is not int:
            if context._body is not None and is_application(arguments, named):
                return cls._applied(context._body, declaration, arguments, named, frame)
            written = (
                _arguments_text(cls.__name__, cls._parameters, arguments, named, frame) if arguments or named else ""
            )
        else:
            written = decimal(arguments[0])
        known = declaration.circuits.get(written)
        if known is not None:
            circuit = known()
            if circuit is not None:
                return circuit
        scratch = context._scratch
        file = frame.f_code.co_filename
        status = _native.circuit_request(
            context._pointer,
            declaration.handle,
            encode(written),
            context._files.get(file) or context._file(file),
            frame.f_lineno or 0,
            scratch.handle,
            scratch.error,
        )
        if status:
            raise context._failure()
        handle = scratch.take_handle()
        is_new = handle not in declaration.circuits
        circuit = cls._circuit(context, declaration, handle)
        # A single integer is what the first parameter is: it need not be asked for.
        first = cls._parameters[0] if cls._parameters else None
        if type(first) is Int and not first.late and len(arguments) == 1 and arguments[0].__class__ is int:
            circuit.__dict__[first.name] = arguments[0]
        if is_new:
            context._pending[handle] = circuit
        declaration.circuits[written] = declaration.circuits[handle]
        return circuit

    @classmethod
    def _applied(
        cls, body: Body, declaration: Declaration, arguments: tuple[Any, ...], named: dict[str, Any], frame: FrameType
    ) -> Any:
        """The output, or the instance, of an application to signals."""
        context = body.context

        def written(given: dict[str, Any]) -> str:
            return _arguments_text(cls.__name__, cls._parameters, (), given, frame)

        def circuit_of(handle: int) -> Circuit:
            is_new = handle not in declaration.circuits
            circuit = cls._circuit(context, declaration, handle)
            if is_new:
                context._pending[handle] = circuit
            return circuit

        return apply(body, declaration.handle, arguments, named, written, circuit_of, frame)

    @classmethod
    def _circuit(cls, context: Context, declaration: Declaration, handle: int) -> Self:
        """The object of a circuit."""
        known = declaration.circuits.get(handle)
        circuit = None if known is None else known()
        if circuit is None:
            circuit = super().__new__(cls)
            _set(circuit, "_context", context)
            _set(circuit, "_handle", handle)
            _set(circuit, "_declaration", declaration)
            declaration.circuits[handle] = ref(circuit)
            if declaration.has_constant_ports:
                if declaration.ports is None:
                    declaration.ports = context._ports_of(handle)
                else:
                    context._ports[handle] = declaration.ports
        return circuit  # type: ignore[return-value]

    def __setattr__(self, name: str, value: object) -> None:
        # All who ask for these arguments have this object.
        if isinstance(getattr(type(self), name, None), Parameter):
            raise AttributeError(
                f"{name} of {self.name} is what the circuit was asked for with: ask for another circuit"
            )
        _set(self, name, value)

    def _value(self, parameter: Parameter) -> Any:
        """The value of a parameter or member; it is kept in the object. A late parameter is an expression."""
        if type(parameter) is Int and parameter.late:
            return parameter
        value = self.__dict__[parameter.name] = _read_value(self, parameter)
        return value

    def body(self, io: Any) -> None:
        """Builds the inside of one circuit: drives the outputs of `io`, and returns nothing.

        Every generator that is not external defines its own (HW2021). `io` has the ports as attributes, `io.a`, or by
        computed names, `io["a"]`; `self.bits` is the value of a parameter.
        """
        file, line = self._place
        raise refusal(
            "HW2021", f"{type(self).__name__} has no body: define one, or set external = True", file=file, line=line
        )

    def _build(self, io: Ports) -> object:
        return self.body(io)  # type: ignore[func-returns-value]

    def __reduce__(self) -> tuple[Any, ...]:
        """It is pickled as its class and its arguments, and asked for again in the context where it is read."""
        arguments = {}
        for parameter in self._parameters:
            if not isinstance(parameter, Derived) and not getattr(parameter, "late", False):
                name = parameter.name
                value = self._context._text(_native.circuit_value, self._handle, encode(name))
                arguments[name] = parsed(value, self._context, is_argument=True)
        return ask, (type(self), arguments)


def ask(generator: Callable[..., Circuit], arguments: dict[str, Any]) -> Circuit:
    """The circuit that was pickled."""
    return generator(**arguments)


class FunctionCircuit(Circuit):
    """A circuit without parameters whose inside a function builds; made by `circuit`."""

    _function: Callable[[Any], object]

    def _build(self, io: Ports) -> object:
        return self._function(io)


if TYPE_CHECKING:

    @overload
    def circuit(name: str, interface: Interface | str) -> Callable[[Callable[[Any], object]], Circuit]: ...
    @overload
    def circuit(name: str, interface: Interface | str, body: Callable[[Any], object]) -> Circuit: ...


def circuit(name: str, interface: Interface | str, body: Callable[[Any], object] | None = None) -> Any:
    """A circuit of this name and interface whose inside `body(io)` builds; also as a decorator of the body::

        @hw.circuit("Inverter", "in a: Bit; out o: Bit")
        def inverter(io):
            io.o @= ~io.a

    For functions that return circuits: there is no schema, and each call makes another circuit.
    """
    frame = sys._getframe(1)
    if not isinstance(name, str):
        raise refusal("HW1020", f"the name of a circuit is a string, not {_shown(name)}", frame)
    if not isinstance(interface, (Interface, str)):
        what = (
            f"the interface of {name[:40]} is of type {type(interface).__name__}; it must be an hw.Interface or a text"
        )
        raise refusal("HW1017", what, frame)

    def make(body: Callable[[Any], object]) -> FunctionCircuit:
        _check_body(name, body, frame)
        context = current_context()
        template = Interface(interface) if isinstance(interface, str) else interface
        # An object that can be called has no name of its own.
        origin = body if hasattr(body, "__qualname__") else type(body)
        identity = f"{origin.__module__}.{origin.__qualname__}.{name}"
        declaration = declare(context, name, template, identity, (frame.f_code.co_filename, frame.f_lineno or 0))
        file = context._file(frame.f_code.co_filename)
        scratch = context._scratch
        context._check(
            _native.circuit_request(
                context._pointer, declaration.handle, b"", file, frame.f_lineno or 0, scratch.handle, scratch.error
            )
        )
        made = FunctionCircuit()
        made._context, made._handle, made._declaration = context, scratch.take_handle(), declaration
        made._function = body
        context._pending[made._handle] = made
        return made

    return make if body is None else make(body)


def _check_body(owner: str, body: object, frame: FrameType) -> None:
    if not callable(body):
        what = f"the body of {owner[:40]} is {_shown(body)}, of type {type(body).__name__}; it must be a function of io"
        raise refusal("HW2021", what, frame)


def _arguments_text(
    owner: str,
    parameters: tuple[Parameter, ...],
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    frame: FrameType,
) -> str:
    """The arguments of a call of the class `owner`, in the library's language."""
    items: list[str] = []
    for position, value in enumerate(arguments):
        if value.__class__ is int and -(1 << 64) < value < 1 << 64:
            items.append(str(value))
        else:
            items.append(_argument(owner, parameters, position, value, frame))
    for name, value in named.items():
        items.append(f"{written_name(name)} = {_argument(owner, parameters, name, value, frame)}")
    return ", ".join(items)


def _argument(owner: str, parameters: tuple[Parameter, ...], which: int | str, value: Any, frame: FrameType) -> str:
    """An argument, which is a position or a name, in the library's language."""
    try:
        return text(value)
    except Error as error:
        if error.code != "HW1003":
            raise
    taken = [each for each in parameters if not isinstance(each, Derived) and not getattr(each, "late", False)]
    if isinstance(which, int):
        found = taken[which] if which < len(taken) else None
    else:
        found = next((parameter for parameter in taken if parameter.name == which), None)
    name = found.name if found is not None else which
    shown = f"argument {name + 1}" if isinstance(name, int) else f"`{name}`"
    message = f"{shown} of {owner} is {_shown(value)}, of type {type(value).__name__}"
    message += ", which is no value of a parameter" if found is None else f"; it must be of kind {found._kind_text()}"
    if isinstance(value, Signal):
        message += f". Inputs go into a second call, as in {owner}()({'a' if isinstance(name, int) else name}=…)"
    raise refusal("HW1003", message, frame)


def _read_value(circuit: Generator, parameter: Parameter) -> Any:
    context, name = circuit._context, encode(parameter.name)
    kind = parameter.kind
    if isinstance(parameter, (Int, Bool)) or kind in ("int", "bool"):
        scratch = context._scratch
        status = _native.circuit_integer(context._pointer, circuit._handle, name, scratch.integer, scratch.error)
        if status == _native.OK:
            value = scratch.take_integer()
            return bool(value) if kind == "bool" else value
        refused = context._failure()
        code = getattr(refused, "code", "")
        if code == "HW1053":
            return LateValue(context._text(_native.circuit_value, circuit._handle, name))
        if code != "HW1015":
            raise refused
    written = context._text(_native.circuit_value, circuit._handle, name)
    if circuit._may_be_late and '"' not in written and not circuit.late_parameters.keys().isdisjoint(words(written)):
        return LateValue(written)
    return parsed(written, context)


def parsed(written: str, context: Context, is_argument: bool = False) -> Any:
    """A value from its text; as an argument it may be given again."""
    if written in ("true", "false"):
        return written == "true"
    if written.lstrip("-").isdigit():
        return integer(written)
    if written[:1] == '"':
        return unquoted(written)
    if written[:1] == "[" or written.startswith("empty("):
        if written[0] == "e":
            return []
        return [parsed(part.strip(), context, is_argument) for part in split(written[1:-1], ",") if part]
    if written.startswith("record("):
        fields = (field_of(part) for part in split(written[7:-1], ",") if part)
        return {name: parsed(value, context, is_argument) for name, value in fields}
    if written.startswith("opaque("):
        key = unquoted(written[7:-1])
        if key not in context._opaque:
            raise refusal("HW8002", f"the value of key `{key}` is another host's", user_frame())
        return opaque(key, context._opaque[key]) if is_argument else context._opaque[key]
    if written.startswith("generator("):
        from ._declared import generator

        identity = unquoted(written[10:-1])
        return context._generators.get(identity) or generator(identity)
    return named_type(written)
