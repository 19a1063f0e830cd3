"""Generators that have no class here: those of the library, and those of other hosts in the same context."""

from __future__ import annotations

import sys

from . import _native
from ._circuit import Circuit
from ._context import current_context, encode
from ._expressions import GeneratorValue, text, written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._context import Context


class DeclaredCircuit(Circuit):
    """A circuit of a generator that has no class here, a `hwgen.Circuit`."""

    _may_be_late = True

    def value(self, name: str) -> Any:
        """The value of a parameter or member. HW1022 if there is none of that name."""
        from ._generator import parsed

        return parsed(self._context.text(_native.circuit_value, self._handle, encode(name)), self._context)


class DeclaredGenerator(GeneratorValue):
    """A generator that has no class here: one of the library, or of another host. Calling it with arguments gives the
    circuit in the current context.

    `hw.lib.FIFO(hw.UInt(8), depth=4)`: values by position or name, HW1001 to HW1007 as for generators of your own.
    """

    __slots__ = ("__weakref__", "_find", "_written", "name")

    def __init__(self, name: str, find: Callable[..., int], written: str) -> None:
        self.name: str = name
        self._find = find
        self._written = written

    def __repr__(self) -> str:
        return self._written

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
            context.check(self._find(context._pointer, encode(self.name), scratch.handle, scratch.error))
            handle = known[self._written] = scratch.take_handle()
        return handle

    def __call__(self, *arguments: Any, **named: Any) -> DeclaredCircuit:
        frame = sys._getframe(1)
        context = current_context()
        scratch = context._scratch
        parts = [text(each) for each in arguments]
        parts += [f"{written_name(name)} = {text(value)}" for name, value in named.items()]
        context.check(
            _native.circuit_request(
                context._pointer,
                self._handle(context),
                encode(", ".join(parts)),
                context.file(frame.f_code.co_filename),
                frame.f_lineno or 0,
                scratch.handle,
                scratch.error,
            )
        )
        made = DeclaredCircuit()
        made._context, made._handle = context, scratch.take_handle()
        return made

    def _text(self, what: int) -> str:
        context = current_context()
        return context.text(_native.generator_text, self._handle(context), what)

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


def generator(identity: str) -> DeclaredGenerator:
    """The generator of the current context that another host has declared, by its identity.

    In C it is what the declaration was given, or its name; in Swift the module and the type's name, `Blocks.Fir`; in
    Python the module and the class's name. It may be given where a generator is a parameter. HW1009 if there is none.
    """
    if not isinstance(identity, str):
        raise TypeError(f"the identity of a generator is a string, not {type(identity).__name__}")
    found = DeclaredGenerator(identity, _native.generator_find, f"hwgen.generator({identity!r})")
    found._handle(current_context())
    return found
