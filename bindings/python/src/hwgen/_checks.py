"""Checks: what simulations and proofs are told at each rising edge of the clock, and synthesis is not.

    hw.assert_(count < 10, "count is {}", count)
    with hw.when(io.valid):
        hw.print("{:08x}", io.data)

They hold where the branches that they stand in are taken, and see the values that registers see at that edge. The clock
is the module's only one unless one is named. While the reset is active, that of the open domain or the only one unless
one is named, they are off; those `in_reset` are not. `name` is the label that one has where concurrent assertions are
printed (`circuit.verilog("systemverilog", concurrent=True)`).

A message has a place for each value, and prints what `str.format` prints: `{}` and `{:d}` for numbers, `{:x}`, `{:o}`
and `{:b}` for what has no sign, `{:c}` for 8 bits, with a width as in `{:5d}` or `{:08x}`. HW2060 for a format that is
none of them, HW2061 for more or fewer values than places, HW2062 for a value of another type.
"""

from __future__ import annotations

import sys

from . import _native
from ._body import running_body
from ._clocks import only_reset
from ._signal import Signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any


def assert_(
    condition: Signal,
    message: str | None = None,
    /,
    *values: Signal,
    clock: Signal | None = None,
    reset: Signal | None = None,
    in_reset: bool = False,
    name: str | None = None,
) -> None:
    """A Bit that must be 1: `hw.assert_(count < 10, "count is {}", count)`.

    It holds at each rising edge of `clock`, the module's only one unless it is named, where the branches are taken that
    it stands in, and is off while `reset`, or else the domain's or the only reset, is on; with `in_reset` it is not.
    `name` is its label in a concurrent assertion, `circuit.verilog("systemverilog", concurrent=True)`.

    A message has a place for each value, as `str.format` has: `{}` and `{:d}` for numbers, `{:x}`, `{:o}` and `{:b}`
    for what has no sign, `{:c}` for 8 bits, a width as in `{:5d}` or `{:08x}`. HW2060 for another format, HW2061 for
    more or fewer values than places, HW2062 for a value of another type.
    """
    _check("assert_", _native.CHECK_ASSERT, condition, message, values, clock, reset, in_reset, name, sys._getframe(1))


def assume(
    condition: Signal,
    message: str | None = None,
    /,
    *values: Signal,
    clock: Signal | None = None,
    reset: Signal | None = None,
    in_reset: bool = False,
    name: str | None = None,
) -> None:
    """A Bit that is 1 by what surrounds the module: a simulation fails if it is not, a proof takes it for given.

    The rest is as for `hw.assert_`.
    """
    _check("assume", _native.CHECK_ASSUME, condition, message, values, clock, reset, in_reset, name, sys._getframe(1))


def cover(
    condition: Signal,
    message: str | None = None,
    /,
    *values: Signal,
    clock: Signal | None = None,
    reset: Signal | None = None,
    in_reset: bool = False,
    name: str | None = None,
) -> None:
    """A Bit that is to be 1 some time; a message is printed each time.

    The rest is as for `hw.assert_`.
    """
    _check("cover", _native.CHECK_COVER, condition, message, values, clock, reset, in_reset, name, sys._getframe(1))


def print(
    message: str,
    /,
    *values: Signal,
    clock: Signal | None = None,
    reset: Signal | None = None,
    in_reset: bool = False,
) -> None:
    """Prints a line in simulations: `hw.print("{:08x}", io.data)`.

    Messages are as those of `hw.assert_`, and so is when it is printed. `from hwgen import *` leaves it out.
    """
    if not isinstance(message, str):
        raise TypeError(
            f"hw.print takes a message and its values, as in hw.print('{{}}', x), not {type(message).__name__}"
        )
    _check("print", _native.CHECK_PRINT, None, message, values, clock, reset, in_reset, None, sys._getframe(1))


def _check(
    function: str,
    kind: int,
    condition: Signal | None,
    message: str | None,
    values: tuple[Signal, ...],
    clock: Signal | None,
    reset: Signal | None,
    in_reset: bool,
    name: str | None,
    frame: FrameType,
) -> None:
    body = running_body()
    if message is not None and not isinstance(message, str):
        raise TypeError(f"the message of hw.{function} is a string, not {type(message).__name__}")

    def net(what: str, signal: Any) -> int:
        if not isinstance(signal, Signal):
            raise TypeError(f"{what} of hw.{function} is a signal, not {type(signal).__name__}")
        if signal._body is not body:
            body.foreign(signal, frame)
        return signal._net

    condition_net = _native.NONE if kind == _native.CHECK_PRINT else net("the condition", condition)
    clock_net = _native.NONE if clock is None else net("the clock", clock)
    reset_net = _native.NONE if reset is None else net("the reset", reset)
    if reset is None and not in_reset:
        only, _ = only_reset(body, clock)
        if only is not None:
            reset_net = only._net
    nets = [net(f"value {index} of the message", value) for index, value in enumerate(values, 1)]
    text = _native.NONE if message is None else body.context._name(message)
    place = body.place(frame)
    body.at_once(_native.CHECK, place, kind, condition_net, clock_net, reset_net, text, len(nets), *nets)
    body.count += 1
    if name is not None:
        body.at_once(_native.NAME, place, body.count - 1, body.context._name(name))
