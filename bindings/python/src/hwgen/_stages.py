"""Generators of which some parameters have values: what `hw.bind` gives."""

from __future__ import annotations

import sys
from weakref import WeakKeyDictionary

from . import _native
from ._context import Context, current_context, encode
from ._declared import DeclaredGenerator, arguments_text, handle_of
from ._expressions import brief

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

    from ._circuit import Circuit
    from ._generator import Generator


class Stage(DeclaredGenerator):
    """A generator of which some parameters have values, made by `bind`.

    A call gives the rest of them, by position or name, and the circuit is one of the generator itself: for a class an
    object of it, `hw.bind(Add, has_ce=True)(16) is Add(16, has_ce=True)`. It may be given where a generator is a
    parameter, bound further, and asked for its `parameters`, `interface` and `members`.
    """

    __slots__ = ("_arguments", "_bound", "_handles", "_named")

    def __init__(
        self,
        bound: type[Generator] | DeclaredGenerator,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
        frame: FrameType,
    ) -> None:
        self._bound = bound
        self._arguments = arguments
        self._named = named
        self._handles: WeakKeyDictionary[Context, int] = WeakKeyDictionary()
        context = current_context()
        self._handles[context] = self._bind(context, frame)
        super().__init__(self._identity(), _native.generator_find, "")

    @property
    def base(self) -> type[Generator] | DeclaredGenerator:
        """The generator whose circuits its circuits are."""
        return self._bound.base if isinstance(self._bound, Stage) else self._bound

    def _bind(self, context: Context, frame: FrameType) -> int:
        scratch = context._scratch
        context._check(
            _native.generator_bind(
                context._pointer,
                handle_of(self._bound, context),
                encode(arguments_text(self._arguments, self._named)),
                context._file(frame.f_code.co_filename),
                frame.f_lineno or 0,
                scratch.handle,
                scratch.error,
            )
        )
        return scratch.take_handle()

    def _handle(self, context: Context) -> int:
        known = self._handles.get(context)
        if known is None:
            known = self._handles[context] = self._bind(context, sys._getframe(1))
        return known

    def _identity(self) -> str:
        return self._text(_native.TEXT_IDENTITY)

    def __repr__(self) -> str:
        return brief("stage", lambda: self.name)

    def __eq__(self, other: object) -> bool:
        return (self.base, self.name) == (other.base, other.name) if isinstance(other, Stage) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        """It is pickled as its generator and its values, and bound again in the context where it is read."""
        return _again, (self._bound, self._arguments, self._named)

    if TYPE_CHECKING:

        def __call__(self, *arguments: Any, **named: Any) -> Any: ...

    def _circuit(self, context: Context, handle: int) -> Circuit:
        """One of the generator itself."""
        base = self.base
        if isinstance(base, DeclaredGenerator):
            return base._circuit(context, handle)
        return base._circuit(context, base._declared(context), handle)


def _again(bound: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> Stage:
    return Stage(bound, arguments, named, sys._getframe(0))


def bind(generator: type[Generator] | DeclaredGenerator, *arguments: Any, **named: Any) -> Stage:
    """The generator that is left when some parameters have values: `hw.bind(Add, has_ce=True)` has `bits`.

    Equal values leave equal stages, in whatever order and in however many steps they are given, and the circuits are
    those of the generator. What is wrong with the values is told here, as far as they decide it, HW1001 to HW1007 as
    for a call. Runs no body.
    """
    return Stage(generator, arguments, named, sys._getframe(1))
