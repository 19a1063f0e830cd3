"""Behaviour: what is driven in a `with` block is driven under its condition; and state machines.

The last drive whose branches are taken wins, and any goes before a drive outside of all branches, the default, which
comes first. A register without a drive holds its value; a wire or output that has none on some path is refused.
"""

from __future__ import annotations

import sys

from . import _native
from ._body import running_body
from ._clocks import only_reset
from ._enumerations import Enumeration, EnumerationMember
from ._errors import refusal, user_frame
from ._expressions import brief
from ._ports import operand
from ._signal import Signal, make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType, TracebackType
    from typing import Any

    from ._body import Body
    from ._nettype import NetType


# What the scopes are called that an operation begins.
_CALLED = {
    _native.WHEN: "when",
    _native.ELSEWHEN: "elsewhen",
    _native.OTHERWISE: "otherwise",
    _native.SWITCH: "switch",
    _native.CASE: "case",
    _native.DEFAULT: "default",
    _native.MATCH: "match",
    _native.MATCH_CASE: "case",
    _native.FSM_CASE: "state",
}


class Scope:
    """A branch or a switch: what is driven in its `with` block is driven under its condition."""

    __slots__ = ("_body", "_place", "_words")

    def __init__(self, body: Body, place: int, *words: int) -> None:
        self._body, self._place, self._words = body, place, words
        frame = user_frame()
        body.unentered[self] = (frame.f_code.co_filename, frame.f_lineno)

    def __repr__(self) -> str:
        return brief(_CALLED[self._words[0]], lambda: f"in {self._body.circuit.name}")

    def __enter__(self) -> Any:
        self._body.unentered.pop(self, None)
        operation, *operands = self._words
        self._begin(operation, operands)
        self._body.scopes += 1
        return self

    def _begin(self, operation: int, operands: list[int]) -> None:
        self._body.at_once(operation, self._place, *operands)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._body.scopes -= 1
        try:
            self._body.at_once(_native.END, self._place)
        except BaseException:
            # What has been raised in the block is told first.
            if error is None:
                raise


class Switch(Scope):
    """A choice by a value; `hw.case` finds here what it compares with."""

    __slots__ = ("_selector",)

    def __init__(self, body: Body, place: int, selector: Signal) -> None:
        super().__init__(body, place, _native.SWITCH, selector._net)
        self._selector = selector

    def __enter__(self) -> Scope:
        super().__enter__()
        self._body.switches.append(self._selector)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._body.switches.pop()
        super().__exit__(kind, error, trace)


def _condition(condition: Signal, what: str, operation: int, frame: FrameType) -> Scope:
    if not isinstance(condition, Signal):
        raise TypeError(f"the condition of hw.{what} is a signal, not {type(condition).__name__}: use Python's if")
    body = running_body()
    if condition._body is not body:
        body.foreign(condition, frame)
    return Scope(body, body.place(frame), operation, condition._net)


def when(condition: Signal) -> Scope:
    """`with hw.when(c):` drives where a Bit is 1::

        with hw.when(io.load):
            count.next = io.value
        with hw.elsewhen(io.up):
            count.next = count + 1
        with hw.otherwise():
            count.next = 0

    The last drive whose branches are taken wins. A wire or output must have a value on each path (HW2050).
    """
    return _condition(condition, "when", _native.WHEN, sys._getframe(1))


def elsewhen(condition: Signal) -> Scope:
    """Right behind a `when`: drives where no branch before it is taken and a Bit is 1. HW2051 elsewhere."""
    return _condition(condition, "elsewhen", _native.ELSEWHEN, sys._getframe(1))


def otherwise() -> Scope:
    """Right behind a `when`: drives where no branch before it is taken. HW2051 elsewhere."""
    body = running_body()
    return Scope(body, body.place(sys._getframe(1)), _native.OTHERWISE)


def switch(value: Signal) -> Scope:
    """`with hw.switch(x):` begins a choice by a value: cases, and nothing else, stand in it::

        with hw.switch(io.op):
            with hw.case(0, 1):
                io.y @= io.a
            with hw.default():
                io.y @= io.b

    Each case drives what it drives; HW2050 where something then has no value on some path.
    """
    if not isinstance(value, Signal):
        raise TypeError(f"hw.switch takes a signal, not {type(value).__name__}: use Python's match")
    body, frame = running_body(), sys._getframe(1)
    if value._body is not body:
        body.foreign(value, frame)
    return Switch(body, body.place(frame), value)


def case(*keys: Any) -> Scope:
    """`with hw.case(1, 2):` drives where the value of the switch is one of these: integers, members, literals.

    HW2052 if a case before it has all of them, HW2051 outside of a switch.
    """
    body, frame = running_body(), sys._getframe(1)
    place = body.place(frame)
    if not body.switches:
        return Scope(body, place, _native.CASE, 0)
    type_: NetType = body.switches[-1]._type
    nets = [operand(body, type_, key, place, frame)[0] for key in keys]
    return Scope(body, place, _native.CASE, len(nets), *nets)


def default() -> Scope:
    """`with hw.default():` drives where no case of the switch is taken. HW2051 outside of a switch."""
    body = running_body()
    return Scope(body, body.place(sys._getframe(1)), _native.DEFAULT)


class Match(Scope):
    """A choice by the variant of a union; made by `hw.match`."""

    __slots__ = ()

    def case(self, *names: str) -> Case:
        """`with match.case("data") as payload:` drives where the union is of this variant, or of one of these."""
        body = self._body
        words = body.context._name(names[0] if len(names) == 1 else " ".join(map(_word, names)))
        return Case(body, body.place(sys._getframe(1)), len(names), words)

    def _begin(self, operation: int, operands: list[int]) -> None:
        super()._begin(operation, operands)
        self._body.count = self._body.last()[0]


def _word(name: str) -> str:
    """A name as it stands among others, between spaces."""
    if " " not in name and "`" not in name:
        return name
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


class Case(Scope):
    """The case of a variant; what its `with` gives is the payload, if one variant stands there that has one."""

    __slots__ = ("_keys",)

    def __init__(self, body: Body, place: int, keys: int, words: int) -> None:
        super().__init__(body, place, _native.MATCH_CASE, words)
        self._keys = keys

    def __enter__(self) -> Signal | None:
        body = self._body
        before = body.count
        super().__enter__()
        body.count, type_ = body.last()
        # A literal for each variant, and the payload.
        return make_signal(body, body.count - 1, type_) if body.count > before + self._keys else None


def match(value: Signal) -> Match:
    """`with hw.match(packet) as m:` begins a choice by the variant of a union; `m.case` begins its cases::

        with hw.match(io.packet) as m:
            with m.case("data") as payload:
                io.o @= payload
            with hw.default():
                io.o @= 0

    A case gives the payload, a `Signal`, or None where there is none. HW1034 for a variant that there is not.
    """
    if not isinstance(value, Signal):
        raise TypeError(f"hw.match takes a signal, not {type(value).__name__}")
    body, frame = running_body(), sys._getframe(1)
    if value._body is not body:
        body.foreign(value, frame)
    return Match(body, body.place(frame), _native.MATCH, value._net)


class FSM(Scope):
    """A state machine: a register whose type is an enumeration, its states::

        fsm = hw.FSM("IDLE RUN")
        with fsm:
            with fsm.state("IDLE"):
                with hw.when(io.go):
                    fsm.next = "RUN"
            with fsm.state("RUN"):
                fsm.next = "IDLE"
        io.busy @= fsm == "RUN"

    The entry is the first state unless it is named; without a `reset` the machine takes the module's only one, and if
    there is none, the entry is its initial value. The states are an `hw.Enumeration`, or names, which are one without a
    name; `encoding` is then "binary", "onehot", "gray" or a list of codes. A code of no state leads to the entry.
    HW2053 for a state that there is not, HW2054 for one without a case.
    """

    __slots__ = ("_literals", "code")

    def __init__(
        self,
        states: str | Sequence[str] | Enumeration,
        *,
        entry: str | None = None,
        encoding: str | Sequence[int] = "binary",
        name: str = "state",
        clock: Signal | None = None,
        reset: Signal | None = None,
    ) -> None:
        body, frame = running_body(), sys._getframe(1)
        place = body.place(frame)
        if isinstance(states, Enumeration):
            names = [member.name for member in states]
            text, codes = str(states), "" if encoding == "binary" else str(encoding)
        else:
            names = states.split() if isinstance(states, str) else list(states)
            text, codes = " ".join(names), encoding if isinstance(encoding, str) else " ".join(map(str, encoding))
        if reset is None:
            reset, _ = only_reset(body, clock)
        nets: list[int] = []
        for signal in (clock, reset):
            if signal is not None and signal._body is not body:
                body.foreign(signal, frame)
            nets.append(_native.NONE if signal is None else signal._net)
        texts = [body.context._name(each) for each in (text, codes, entry or "")]
        first = body.count
        body.at_once(_native.FSM, place, *texts, *nets)
        body.count, type_ = body.last()
        self._literals = {each: make_signal(body, first + index, type_) for index, each in enumerate(names)}
        self.code: Signal = make_signal(body, first + len(names), type_)
        """The register."""
        body.targets.add(self.code._net)
        super().__init__(body, place, _native.FSM_SWITCH, self.code._net)
        self.code.named(name)

    def __repr__(self) -> str:
        return brief("FSM", lambda: f"of {', '.join(self._literals)} in {self._body.circuit.name}")

    def _begin(self, operation: int, operands: list[int]) -> None:
        self._body.at_once(operation, self._body.place(sys._getframe(2)), *operands)

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...

    else:
        __hash__ = object.__hash__

    def __getitem__(self, state: str) -> Signal:
        """The code of a state, a literal."""
        found = self._literals.get(state)
        if found is None:
            body = self._body
            body.at_once(_native.FSM_NEXT, body.place(sys._getframe(1)), self.code._net, body.context._name(state))
            raise KeyError(state)
        return found

    def __eq__(self, state: str | EnumerationMember) -> Signal:  # type: ignore[override]
        other: Any = state if isinstance(state, EnumerationMember) else self[state]
        result: Signal = self.code == other
        return result

    def __ne__(self, state: str | EnumerationMember) -> Signal:  # type: ignore[override]
        other: Any = state if isinstance(state, EnumerationMember) else self[state]
        result: Signal = self.code != other
        return result

    @property
    def next(self) -> Signal:
        """The next state: `fsm.next = "RUN"` makes it so where the open branches are taken."""
        return self.code

    @next.setter
    def next(self, state: str | EnumerationMember) -> None:
        body, frame = self._body, sys._getframe(1)
        name = self._name(state, frame)
        body.at_once(_native.FSM_NEXT, body.place(frame), self.code._net, body.context._name(name))

    def _name(self, state: str | EnumerationMember, frame: FrameType) -> str:
        """The name of a state; a member must be one of the machine's enumeration."""
        if not isinstance(state, EnumerationMember):
            return state
        if state.type._symbol != self.code._type.text:
            raise refusal("HW2004", f"{state!r} is no state of a machine over {self.code._type.text}", frame)
        return state.name

    def state(self, *states: str | EnumerationMember) -> Scope:
        """`with fsm.state("RUN"):` in `with fsm:` drives in this state, or in one of these."""
        body, frame = self._body, sys._getframe(1)
        words = body.context._name(" ".join(self._name(state, frame) for state in states))
        return Scope(body, body.place(frame), _native.FSM_CASE, self.code._net, words)
