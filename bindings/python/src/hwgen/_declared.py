"""Generators and circuits that have no class here: of the library, of other hosts in the same context, of a netlist's
text, and those that are written in Verilog."""

from __future__ import annotations

import sys

from . import _native
from ._application import apply, is_application
from ._circuit import Circuit
from ._context import current_context, encode
from ._errors import refusal
from ._expressions import GeneratorValue, _shown, split, split_name, text, written_name
from ._external import External
from ._generator import Generator, ask, declare, parsed
from ._interface import Interface

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any, TypeVar, overload

    from typing_extensions import Self

    from ._context import Context
    from ._signal import Signal

    Asked = TypeVar("Asked", bound=Circuit)


class DeclaredCircuit(Circuit):
    """A circuit of a generator that has no class here, a `hwgen.Circuit`."""

    _may_be_late = True
    _generator: DeclaredGenerator

    @classmethod
    def _of(cls, generator: DeclaredGenerator, context: Context, handle: int) -> Self:
        made = cls()
        made._context, made._handle, made._generator = context, handle, generator
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """It is pickled as its generator and its arguments, and asked for again in the context where it is read."""
        arguments = {}
        for item in filter(None, split(self.arguments, ",")):
            name, value = split(item, "=")
            arguments[split_name(name)[0]] = parsed(value, self._context, is_argument=True)
        return ask, (self._generator, arguments)

    def value(self, name: str) -> Any:
        """The value of a parameter or member. HW1022 if there is none of that name."""
        return parsed(self._context._text(_native.circuit_value, self._handle, encode(name)), self._context)


def arguments_text(arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    """Arguments in the library's language."""
    parts = [text(each) for each in arguments]
    return ", ".join(parts + [f"{written_name(name)} = {text(value)}" for name, value in named.items()])


def handle_of(what: type[Generator] | DeclaredGenerator, context: Context) -> int:
    """The handle of a generator in a context."""
    if isinstance(what, DeclaredGenerator):
        return what._handle(context)
    if isinstance(what, type) and issubclass(what, Generator) and what is not Generator:
        return what._declared(context).handle
    raise TypeError(f"a subclass of hw.Generator or an hw.DeclaredGenerator is asked for, not {what!r:.60}")


def _asked(kind: type[Asked], context: Context, frame: FrameType, function: Any, *arguments: Any) -> Asked:
    """The circuit that a function of the library gives, asked for at a line of the user."""
    scratch = context._scratch
    place = (context._file(frame.f_code.co_filename), frame.f_lineno or 0)
    context._check(function(context._pointer, *arguments, *place, scratch.handle, scratch.error))
    made = kind()
    made._context, made._handle = context, scratch.take_handle()
    return made


class DeclaredGenerator(GeneratorValue):
    """A generator that has no class here: one of the library, or of another host. Calling it with arguments gives the
    circuit in the current context.

    `hw.lib.FIFO(hw.UInt(8), depth=4)`: values by position or name, HW1001 to HW1007 as for generators of your own.
    With signals it is applied to them, as a `Generator` is.
    """

    __slots__ = ("__weakref__", "_find", "_written", "name")

    def __init__(self, name: str, find: Callable[..., int], written: str) -> None:
        self.name: str = name
        self._find = find
        self._written = written

    def __repr__(self) -> str:
        return self._written

    def __reduce__(self) -> tuple[Any, ...]:
        """It is pickled by its name, and asked for again in the context where it is read."""
        from . import lib

        return (generator if self._find is _native.generator_find else lib.__getattr__), (self.name,)

    def _identity(self) -> str:
        """What the current context knows the generator by."""
        context = current_context()
        self._handle(context)
        return f"lib.{self.name}" if self._find is _native.library_generator else self.name

    def _handle(self, context: Context) -> int:
        known = context._found
        handle = known.get(self._written)
        if handle is None:
            scratch = context._scratch
            context._check(self._find(context._pointer, encode(self.name), scratch.handle, scratch.error))
            handle = known[self._written] = scratch.take_handle()
        return handle

    if TYPE_CHECKING:

        @overload
        def __call__(self, first: Signal, /, *arguments: Any, **named: Any) -> Any: ...
        @overload
        def __call__(self, *arguments: Any, **named: Any) -> DeclaredCircuit: ...

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        frame = sys._getframe(1)
        context = current_context()
        if context._body is not None and is_application(arguments, named):
            return apply(
                context._body,
                self._handle(context),
                arguments,
                named,
                lambda given: arguments_text((), given),
                lambda handle: self._circuit(context, handle),
                frame,
            )
        written = encode(arguments_text(arguments, named))
        made = _asked(DeclaredCircuit, context, frame, _native.circuit_request, self._handle(context), written)
        return self._circuit(context, made._handle)

    def _circuit(self, context: Context, handle: int) -> Circuit:
        """The circuit of a handle."""
        return DeclaredCircuit._of(self, context, handle)

    def _text(self, what: int) -> str:
        context = current_context()
        return context._text(_native.generator_text, self._handle(context), what)

    @property
    def doc(self) -> str:
        """What it is."""
        return self._text(_native.TEXT_DOC)

    @property
    def parameters(self) -> str:
        """The schema, with docs, in the library's language."""
        return self._text(_native.TEXT_PARAMETERS)

    @property
    def interface(self) -> str:
        """The interface over the parameters."""
        return self._text(_native.TEXT_INTERFACE)

    @property
    def members(self) -> str:
        """The members over the parameters."""
        return self._text(_native.TEXT_MEMBERS)


if TYPE_CHECKING:

    @overload
    def generator(what: str) -> DeclaredGenerator: ...
    @overload
    def generator(what: Circuit) -> type[Generator] | DeclaredGenerator | None: ...


def generator(what: str | Circuit) -> type[Generator] | DeclaredGenerator | None:
    """The generator of the current context that another host has declared, by its identity; or that of a circuit.

    In C the identity is what the declaration was given, or its name; in Swift the module and the type's name,
    `Blocks.Fir`; in Python the module and the class's name. It may be given where a generator is a parameter. HW1009 if
    there is none. Of a circuit it is the class, or nothing for one that has none.
    """
    if isinstance(what, Circuit):
        if isinstance(what, Generator):
            return type(what)
        context = what._context
        scratch = context._scratch
        context._check(_native.circuit_generator(context._pointer, what._handle, scratch.handle, scratch.error))
        handle = scratch.take_handle()
        return declared(context, handle) if handle else None
    if not isinstance(what, str):
        raise TypeError(f"a generator is asked for by its identity, a string, or a circuit, not {type(what).__name__}")
    return _found(what)


def declared(context: Context, handle: int) -> type[Generator] | DeclaredGenerator:
    """The generator of a handle: its class, or what stands for it."""
    identity = context._text(_native.generator_text, handle, _native.TEXT_IDENTITY)
    known = context._generators.get(identity)
    if known is None and identity.startswith("lib."):
        from . import lib

        known = getattr(lib, identity.removeprefix("lib."), None)
    return known or _found(identity)


def _found(identity: str) -> DeclaredGenerator:
    found = DeclaredGenerator(identity, _native.generator_find, f"hwgen.generator({identity!r})")
    found._handle(current_context())
    return found


class ParsedCircuit(Circuit):
    """A circuit read from a netlist's text, or written in Verilog; it has no generator here."""

    _may_be_late = True


def external(name: str, interface: Interface | str = "", external: External | None = None, **told: Any) -> Circuit:
    """A circuit whose module is written in Verilog: `hw.external("Xor", ports, verilog="assign {y} = {a} ^ {b};")`.

    What is told of it is an `hw.External`, or the arguments of one.
    """
    frame = sys._getframe(1)
    if not isinstance(name, str):
        raise refusal("HW1020", f"the name of a circuit is a string, not {_shown(name)}", frame)
    if not isinstance(interface, (Interface, str)):
        what = (
            f"the interface of {name[:40]} is of type {type(interface).__name__}; it must be an hw.Interface or a text"
        )
        raise refusal("HW1017", what, frame)
    if external is not None and told:
        raise TypeError(f"hw.external takes an hw.External or its arguments, and is given both: {', '.join(told)}")
    context = current_context()
    template = Interface(interface) if isinstance(interface, str) else interface
    place = (frame.f_code.co_filename, frame.f_lineno or 0)
    declaration = declare(context, name, template, f"external {name}", place, external=external or External(**told))
    made = _asked(ParsedCircuit, context, frame, _native.circuit_request, declaration.handle, b"")
    made._declaration = declaration
    return made


def read_netlist(text: str) -> Circuit:
    """The first circuit of a netlist's text, as `Circuit.netlist` writes it.

    It has a name and ports, no generator and no parameters, and is instantiated and printed like others. HW2014 for a
    text that is none.
    """
    frame = sys._getframe(1)
    if not isinstance(text, str):
        raise TypeError(f"a netlist is read from its text, a string, not from {type(text).__name__}")
    return _asked(ParsedCircuit, current_context(), frame, _native.circuit_parse, encode(text))
