"""Contexts: what owns the circuits, in Python as in the library.

One `ContextVar` holds the current context. It is made when it is first needed, and `with hw.Context():` replaces it for
a while. It is the only global; which module is being built is known to its context alone.
"""

from __future__ import annotations

import os
from contextvars import ContextVar, Token
from operator import index
from threading import Lock, get_ident
from weakref import WeakKeyDictionary, WeakValueDictionary, ref

from . import _native
from ._errors import Diagnostic, Error, PortError, cut_traceback, refusal, told, user_frame
from ._expressions import brief
from ._nettype import NetType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from ._body import Body
    from ._circuit import Circuit
    from ._generator import Declaration, Generator
    from ._hooks import Hook


def encode(value: str) -> bytes:
    """A string for the library; a NUL or half a surrogate pair cannot go in."""
    try:
        encoded = value.encode()
    except UnicodeEncodeError:
        raise refusal("HW9005", f"{value[:40]!r} cannot be encoded as UTF-8", user_frame()) from None
    if b"\0" in encoded:
        raise refusal("HW1020", f"{value[:40]!r} contains a NUL character", user_frame())
    return encoded


class PortTable(dict[str, "tuple[int, int, NetType]"]):
    """Index, direction (see `_native.read_ports`), and type of each port of a circuit, by name, in order."""

    __slots__ = ("_groups", "outputs")
    outputs: frozenset[int]
    _groups: frozenset[str]

    def has_group(self, prefix: str) -> bool:
        """Whether ports are called `prefix_…`. The first call is linear in their names, the others are one look-up."""
        try:
            groups = self._groups
        except AttributeError:
            groups = self._groups = frozenset(
                name[:end] for name in self for end, character in enumerate(name) if character == "_"
            )
        return prefix in groups


class Context:
    """Owns generators, circuits and types; contexts are independent, and one is used by one thread at a time.

    There is a current one, made when it is first needed. `with hw.Context() as context:` makes another the current one
    for the block::

        with hw.Context() as context:
            context.set_budget(cells=100_000, seconds=10)
            text = Count().verilog()

    HW9003 where circuits of two contexts meet. HW9009 where two threads are in one, and HW9010 where it is used in a
    fork of the process that made it.
    """

    def __init__(self) -> None:
        self._destroy = _native.context_destroy
        self._pointer: int = self._begin()
        self._scratches = _native.Scratches()
        self._tokens: list[Token[Context | None]] = []
        # The thread of the outermost `with`.
        self._thread = 0
        # The module whose body runs now.
        self._body: Body | None = None
        # What a body raised, by its token, on the way through the library.
        self._failures: dict[int, BaseException] = {}
        self._declarations: WeakKeyDictionary[type, Declaration] = WeakKeyDictionary()
        self._identities: dict[str, int] = {}
        # Circuits whose bodies are still to run; they keep their classes alive.
        self._pending: dict[int, Circuit] = {}
        # Those of them whose bodies have run, but may have to run again if what they built is refused.
        self._ran: list[int] = []
        self._types: dict[int, NetType] = {}
        self._types_by_text: dict[str, NetType] = {}
        self._vectors: dict[tuple[str, int], NetType] = {}
        self._ports: dict[int, PortTable] = {}
        self._port_tables: dict[bytes, PortTable] = {}
        # What each `CircuitBuilder` gave for its arguments.
        self._built: dict[object, Any] = {}
        # Handles of generators that have no class, by what finds them.
        self._found: dict[str, int] = {}
        self._names: dict[str, int] = {"": 0}
        # The numbers of places, by instruction of each code object that has run in a body.
        self._places: dict[int, tuple[CodeType, dict[int, int]]] = {}
        self._files: dict[str, bytes] = {}
        # Values without a meaning to the library, by key; the classes of generators by identity.
        self._opaque: dict[str, object] = {}
        self._generators: WeakValueDictionary[str, type] = WeakValueDictionary()
        # The classes, by the number that their bodies are given. There is none of 0.
        self._classes: list[Callable[[], type[Generator] | None]] = [lambda: None]
        # Those that other hosts may ask for: nobody here needs to.
        self._declared: set[type[Generator]] = set()
        # The name of each hook.
        self._hooks: dict[Hook, str] = {}
        # What the library may call, hooks and who is told of the progress.
        self._callbacks: list[object] = []
        # The callback must not keep the context alive: the context keeps the callback.
        weak = ref(self)

        # Imported when a context is made: these modules import this one.
        from ._body import run_body

        self._callback = _native.body_callback(run_body, weak)

    def _begin(self) -> int:
        return _native.context_create()  # type: ignore[no-any-return]

    @property
    def _scratch(self) -> _native.Scratch:
        return self._scratches.own

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            "a context cannot be pickled: pickle its circuits, which are asked for again in the context where they are "
            "read, or their netlists"
        )

    def __repr__(self) -> str:
        if not self._pointer:
            return "<Context that has ended>"
        return brief("Context", lambda: ", ".join([each.__name__ for each in self._declarations] + [*self._found]))

    def __enter__(self) -> Context:
        thread = get_ident()
        if self._tokens and self._thread != thread:
            raise refusal("HW9009", "the context is the current one of another thread: give each its own", user_frame())
        self._thread = thread
        self._tokens.append(_current.set(self))
        return self

    def __exit__(self, *_failure: object) -> None:
        _current.reset(self._tokens.pop())

    def __del__(self) -> None:
        pointer = getattr(self, "_pointer", None)
        if pointer:
            self._destroy(pointer)

    # -- other hosts ---------------------------------------------------------------------------------------------------

    @classmethod
    def from_handle(cls, handle: int) -> Context:
        """The context that another host of the process has made, by the address that is its `hwgen_context *`.

        It lasts until that host ends it; calls are HW9001 from then on. The same address gives the same object. Both
        must have the same copy of the library, or it is HW9003: HWGEN_LIBRARY is the file that the host has loaded, or
        `process` where the program itself exports the functions::

            with hw.Context.from_handle(address) as context:
                context.declare(Fir)  # which the other host then finds as "filters.Fir"
        """
        # An object of the library stands at a multiple of 8.
        if isinstance(handle, bool) or not 0 < index(handle) < 1 << 63 or handle % 8:
            raise refusal("HW9003", f"{handle!r} is no address of a context", user_frame())
        with _adopting:
            found = _known.get(handle)
            if found is None:
                found = _known[handle] = AdoptedContext(handle)
            return found

    @property
    def handle(self) -> int:
        """The address that is the `hwgen_context *` of this context, for another host of the process. It lasts as long
        as this object, and is 0 once another host has ended the context."""
        if self._pointer:
            _known[self._pointer] = self
        return self._pointer

    def declare(self, generator: type[Generator]) -> str:
        """Makes a class known to the context, if it is not yet: the identity by which other hosts find it."""
        from ._generator import Generator

        if not (isinstance(generator, type) and issubclass(generator, Generator)):
            raise TypeError(f"a subclass of hw.Generator is declared, not {generator!r:.60}")
        if not self._pointer:
            raise self._ended()
        outer = swap_current(self)
        try:
            identity = generator._identity()
            self._declared.add(generator)
            return identity
        finally:
            swap_current(outer)

    # -- settings ------------------------------------------------------------------------------------------------------

    def set_budget(
        self,
        *,
        circuits: int | None = None,
        ports: int | None = None,
        cells: int | None = None,
        seconds: int | None = None,
        depth: int | None = None,
        memory_bits: int | None = None,
    ) -> None:
        """Bounds one elaboration; a run past a bound is an error, and the context stays usable.

        `circuits` (HW2016), `ports` of one interface (HW2017), `cells` of one module (HW2018), `seconds` (HW2019),
        `depth` of instances within instances (HW2025), `memory_bits` of one memory (HW2041). What is not given stays.
        """
        given = {"circuits": circuits, "ports": ports, "cells": cells, "seconds": seconds, "depth": depth}
        given["memory_bits"] = memory_bits
        for budget, limit in given.items():
            if limit is not None:
                if not 0 <= index(limit) < 1 << 64:
                    raise refusal("HW9004", f"a budget of {limit} {budget}: it is 0 to {(1 << 64) - 1}", user_frame())
                self._check(
                    _native.context_set_budget(self._pointer, _native.BUDGETS[budget], limit, self._scratch.error)
                )

    def set_progress(self, function: Callable[[int, int], object] | None) -> None:
        """`function(done, known)` is told how far an elaboration is: how many bodies have run, of how many circuits.

        It is called after each body, and in bodies when they ask for a new circuit and every few thousand operations.
        What it raises ends the elaboration and comes to its caller; what is done stays done. `None` is told nothing.
        """
        if function is not None and not callable(function):
            raise TypeError(f"a function of how much is done and known is called, not {type(function).__name__}")
        weak = ref(self)

        def tell(done: int, known: int) -> int:
            context = weak()
            if context is None or function is None:
                return 0
            try:
                function(done, known)
            except BaseException as exception:
                return context._keep_failure(exception)
            return 0

        status, kept = _native.context_set_progress(self._pointer, self._scratch, tell if function else None)
        self._check(status)
        # The one before may be running.
        self._callbacks.append(kept)

    def set_policy(self, code: str | int, policy: str, file: str | None = None, line: int = 0) -> None:
        """What becomes of a warning or note: "standard", "silence", "warn" or "error"; everywhere or at a place.

        `file` is compared with the whole name that diagnostics show, which in Python is usually a full path. So
        `context.set_policy("HW2022", "silence")` says nothing of inputs that nobody reads.
        """
        if policy not in _native.POLICIES:
            raise ValueError(f"a policy is one of {', '.join(_native.POLICIES)}, not {policy!r}")
        digits = str(code).removeprefix("HW")
        if not digits.isdecimal():
            raise ValueError(f"a code is written as in 'HW2022', not {code!r}")
        number = int(digits)
        where = None if file is None else encode(file)
        self._check(
            _native.context_set_policy(
                self._pointer, number, _native.POLICIES[policy], where, line, self._scratch.error
            )
        )

    def take_warnings(self) -> tuple[Diagnostic, ...]:
        """The warnings and notes since this was last called, in order; what is an error is raised instead."""
        if not self._pointer:
            raise self._ended()
        return _diagnostics(_native.read_error(_native.context_take_warnings(self._pointer)))

    # -- failures ------------------------------------------------------------------------------------------------------

    def _check(self, status: int) -> None:
        """Raises what a call of the library failed for, if it did."""
        if status != _native.OK:
            raise self._failure()

    def _failure(self) -> BaseException:
        """The exception for the call that just failed: the one that a body raised, or what the library says."""
        scratch = self._scratch
        content = scratch.take_error()
        exception = self._failures.pop(content.token, None) if content.token else None
        exception = scratch.take_lost() or exception
        if self._body is None and not content.is_of_another_thread:
            self._failures.clear()
            self._ran.clear()
        if exception is not None:
            return exception
        diagnostics, text = _diagnostics(content), content.text
        if not self._pointer and diagnostics and diagnostics[0].code == "HW9001":
            return self._ended()
        if diagnostics and not diagnostics[0].file:
            # The library was given no place: it is the line of the user that led here.
            frame = user_frame()
            place = (frame.f_code.co_filename, frame.f_lineno)
            first, *others = diagnostics
            first = Diagnostic(first.code, first.severity, first.message, *place, first.fix, first.notes)
            diagnostics = (first, *others)
            text = f"{place[0]}:{place[1]}: {text}"
        return Error(text, diagnostics)

    def _ended(self) -> Error:
        what = "the context has ended, as the host that made it has ended it; adopt another, or ask before that"
        return refusal("HW9001", what, user_frame())

    def _no_port(self, circuit: int, name: str, frame: FrameType) -> BaseException:
        """What the library says of a name that is no port of a circuit."""
        scratch, file = self._scratch, self._file(frame.f_code.co_filename)
        encoded = name.encode("utf-8", "replace").replace(b"\0", b"?")
        _native.circuit_port(self._pointer, circuit, encoded, file, frame.f_lineno or 0, scratch.size, scratch.error)
        content = scratch.take_error()
        return PortError(content.text, _diagnostics(content))

    def _elaborated(self) -> None:
        """After an elaboration that succeeded: what ran will not run again."""
        if self._body is None:
            for handle in self._ran:
                self._pending.pop(handle, None)
            self._ran.clear()

    def _keep_failure(self, exception: BaseException) -> int:
        """Keeps what a callback raised until the outermost call has come back; the token that leads to it."""
        # An address is no token of another host. What one has led to may have been caught by such a host.
        if len(self._failures) == 100:
            del self._failures[next(iter(self._failures))]
        self._failures[id(exception)] = exception
        return id(exception)

    def _tell_failure(self, exception: BaseException) -> int:
        """The same for a body or a hook: whoever of another host has asked for it sees what was raised, and where."""
        token = self._keep_failure(exception)
        cut_traceback(exception)
        message = told(exception).encode("utf-8", "replace").replace(b"\0", b"?")
        _native.hook_fail(self._pointer, message, token, None)
        return token

    def _text(self, function: Any, *arguments: Any, results: tuple[Any, ...] = ()) -> str:
        """What a function of the library streams; `results` take what else it gives."""
        collected = _native.collect(function, self._scratch, self._pointer, *arguments, results=results)
        if collected is None:
            raise self._failure()
        return collected

    # -- hooks ---------------------------------------------------------------------------------------------------------

    def _hook_name(self, hook: Hook) -> str:
        """The name by which expressions call a hook; it is declared to the library when it is first asked for."""
        name = self._hooks.get(hook)
        if name is None:
            count = self._identities.get(f"hook {hook.name}", 0) + 1
            self._identities[f"hook {hook.name}"] = count
            name = hook.name if count == 1 else f"{hook.name}#{count}"
            status, kept = hook._declare(self, name)
            self._check(status)
            self._callbacks.append(kept)
            self._hooks[hook] = name
        return name

    def _call_hook(self, hook: Hook, arguments: list[str]) -> str | int:
        """The text of what a hook returns, or the token of what it raised."""
        from ._expressions import text
        from ._generator import parsed

        outer = swap_current(self)
        try:
            value = hook.function(*(parsed(argument, self) for argument in arguments))
            try:
                return text(value)
            except Error:
                code = getattr(hook.function, "__code__", None)
                raise refusal(
                    "HW1003",
                    f"hook {hook.name} gave {value!r:.60}, of type {type(value).__name__}; "
                    f"it must give a value of kind {hook.kind}",
                    file=code.co_filename if code else "",
                    line=code.co_firstlineno if code else 0,
                ) from None
        except BaseException as exception:
            return self._tell_failure(exception)
        finally:
            swap_current(outer)

    # -- numbers for things --------------------------------------------------------------------------------------------

    def _file(self, name: str) -> bytes:
        """The name of a file as the library takes it."""
        encoded = self._files.get(name)
        if encoded is None:
            encoded = self._files[name] = name.encode("utf-8", "replace").replace(b"\0", b"?")
        return encoded

    def _place(self, frame: FrameType) -> int:
        """The number of the line that a frame stands at."""
        return _native.location(self._pointer, self._file(frame.f_code.co_filename), frame.f_lineno or 0)  # type: ignore[no-any-return]

    def _name(self, name: str) -> int:
        """The number of a name."""
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = _native.name(self._pointer, encode(name))
        return number

    def _type_at(self, handle: int) -> NetType:
        """The type of a handle."""
        found = self._types.get(handle)
        if found is None:
            text = self._text(_native.type_text, handle)
            width = _native.type_width(self._pointer, handle)
            found = self._types[handle] = NetType(self, handle, text, width)
            self._types_by_text[text] = found
        return found

    def _type_of(self, text: str) -> NetType:
        """The type of a text: HW1026 if it is none."""
        found = self._types_by_text.get(text)
        if found is None:
            self._check(_native.type_parse(self._pointer, encode(text), self._scratch.handle, self._scratch.error))
            found = self._type_at(self._scratch.take_handle())
            self._types_by_text[text] = found
        return found

    def _vector(self, kind: str, width: int) -> NetType:
        """`UInt(width)` and the like."""
        found = self._vectors.get((kind, width))
        if found is None:
            found = self._vectors[kind, width] = self._type_of(f"{kind}({width})")
        return found

    def _ports_of(self, circuit: int) -> PortTable:
        """The ports of a circuit."""
        found = self._ports.get(circuit)
        if found is None:
            ports = _native.circuit_ports(self._pointer, circuit, self._scratch)
            if ports is None:
                raise self._failure()
            # Many circuits of a generator have the same ports.
            found = self._port_tables.get(ports)
            if found is None:
                described = enumerate(_native.read_ports(ports))
                found = PortTable(
                    (name, (number, way, self._type_at(type_))) for number, (name, type_, way) in described
                )
                found.outputs = frozenset(number for number, way, _ in found.values() if way == 1)
                self._port_tables[ports] = found
            self._ports[circuit] = found
        return found


def _diagnostics(content: _native.ErrorContent) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            f"HW{code}",
            severity,
            message,
            file,
            line,
            fix,
            tuple(Diagnostic(f"HW{code}", "note", *note) for note in notes),
        )
        for code, severity, message, file, line, fix, notes in content.diagnostics
    )


# The contexts that other hosts may know, by their addresses, and who adds one.
_known: WeakValueDictionary[int, Context] = WeakValueDictionary()
_adopting = Lock()


class AdoptedContext(Context):
    """A context that another host has made: it keeps this object until it ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        super().__init__()
        _kept[id(self)] = self
        self._check(_native.context_keep(handle, id(self), _finalizer, self._scratch.error))

    def _begin(self) -> int:
        return self._handle

    def __del__(self) -> None:
        """Who made it ends it."""


# The adopted ones, until they end: the bodies and hooks that they have declared are called with them.
_kept: dict[int, AdoptedContext] = {}


def _let_go(number: int) -> None:
    """What the library calls at the end of an adopted context, or if it refuses to be adopted."""
    context = _kept.pop(number)
    _known.pop(context._pointer, None)
    context._pointer = 0


_finalizer = _native.Finalizer(_let_go)


_current: ContextVar[Context | None] = ContextVar("hwgen")


def current_context() -> Context:
    """The context that new circuits belong to: that of the innermost `with`, else one of the thread's own."""
    context = _current.get(None)
    if context is None:
        context = Context()
        _current.set(context)
    return context


def _forget_in_child() -> None:
    """In a fork of the process: the context that was made for want of another is made anew when it is first needed."""
    context = _current.get(None)
    if context is not None and not context._tokens:
        _current.set(None)


os.register_at_fork(after_in_child=_forget_in_child)


def swap_current(context: Context | None) -> Context | None:
    """Makes a context the current one; the one before."""
    previous = _current.get(None)
    if previous is not context:
        _current.set(context)
    return previous
