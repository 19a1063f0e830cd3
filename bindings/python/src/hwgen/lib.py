"""The standard library: `hw.lib.FIFO(hw.UInt(8), depth=4)` is a circuit, like one of a generator of your own.

`hw.lib.names()` lists the generators. Each says what it is without running a body: `hw.lib.FIFO.doc`, `.parameters`,
`.interface`, `.members`.
"""

from __future__ import annotations

from . import _native
from ._context import current_context
from ._declared import DeclaredGenerator


def names() -> list[str]:
    """The names of all generators of the library."""
    context = current_context()
    found = _native.collect(_native.library_names, context._scratch)
    if found is None:
        raise context._failure()
    return found.split()


_KNOWN: dict[str, DeclaredGenerator] = {}


def __getattr__(name: str) -> DeclaredGenerator:
    if name not in _KNOWN:
        if name.startswith("_") or name not in names():
            raise AttributeError(f"the library has no generator {name}; it has {', '.join(names())}")
        _KNOWN[name] = DeclaredGenerator(name, _native.library_generator, f"hwgen.lib.{name}")
    return _KNOWN[name]


def __dir__() -> list[str]:
    return [*names(), "names"]
