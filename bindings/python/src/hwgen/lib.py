"""The standard library: `hw.lib.FIFO(hw.UInt(8), depth=4)` is a circuit, like one of a generator of your own.

`hw.lib.names()` lists the generators. Each says what it is without running a body: `hw.lib.FIFO.doc`, `.parameters`,
`.interface`, `.members`.
"""

from __future__ import annotations

import sys

from . import _native
from ._circuit import Circuit
from ._context import current_context, encode
from ._expressions import text, written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._context import Context


class LibraryCircuit(Circuit):
    """A circuit of the library, a `hwgen.Circuit`. Its body is the library's own."""


class LibraryGenerator:
    """A generator of the library. Calling it with arguments gives the circuit in the current context.

    `hw.lib.FIFO(hw.UInt(8), depth=4)`: values by position or name, HW1001 to HW1007 as for generators of your own.
    """

    __slots__ = ("__weakref__", "name")

    def __init__(self, name: str) -> None:
        self.name: str = name

    def __repr__(self) -> str:
        return f"hwgen.lib.{self.name}"

    def _handle(self, context: Context) -> int:
        known = context._library
        handle = known.get(self.name)
        if handle is None:
            scratch = context._scratch
            context.check(_native.library_generator(context._pointer, encode(self.name), scratch.handle, scratch.error))
            handle = known[self.name] = scratch.take_handle()
        return handle

    def __call__(self, *arguments: Any, **named: Any) -> LibraryCircuit:
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
        made = LibraryCircuit()
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


def names() -> list[str]:
    """The names of all generators of the library."""
    context = current_context()
    found = _native.collect(_native.library_names, context._scratch)
    if found is None:
        raise context.failure()
    return found.split()


_KNOWN: dict[str, LibraryGenerator] = {}


def __getattr__(name: str) -> LibraryGenerator:
    if name not in _KNOWN:
        if name.startswith("_") or name not in names():
            raise AttributeError(f"the library has no generator {name}; it has {', '.join(names())}")
        _KNOWN[name] = LibraryGenerator(name)
    return _KNOWN[name]


def __dir__() -> list[str]:
    return [*names(), "names"]
