"""Clock domains: what registers take by themselves, clocks that are made, and crossings that are meant.

A register samples at the rising edge of its clock, and at the falling one of `~clk`. A Reset or AsyncReset is active
while it is 1, a ResetN or AsyncResetN while it is 0; `~` makes one of the other. A value is of the clock domain of the
registers and memories that it comes from, and what comes together must be of one.
"""

from __future__ import annotations

import sys

from . import _native
from ._body import running_body
from ._expressions import brief
from ._signal import Signal, make_signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from ._body import Body

RESETS = ("Reset", "AsyncReset", "ResetN", "AsyncResetN")


class Domain:
    """What `hw.domain` gives: a clock domain that is open in its `with` block."""

    __slots__ = ("_body", "_place", "_reset", "_words")

    def __init__(self, body: Body, place: int, clock: Signal, reset: Signal | None) -> None:
        self._body, self._place, self._reset = body, place, reset
        self._words = (clock._net, _native.NONE if reset is None else reset._net)

    def __repr__(self) -> str:
        ports = self._body.ports.items()
        clock = next((name for name, port in ports if port[0] == self._words[0]), "a clock")
        return brief("clock domain of", lambda: f"{clock} in {self._body.circuit.name}")

    def __enter__(self) -> Domain:
        self._body.at_once(_native.DOMAIN, self._place, *self._words)
        self._body.domains.append(self._reset)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._body.domains.pop()
        try:
            self._body.at_once(_native.DOMAIN_END, self._place)
        except BaseException:
            # What has been raised in the block is told first.
            if error is None:
                raise


def _signal(what: str, signal: Signal, frame: FrameType) -> Signal:
    body = running_body()
    if not isinstance(signal, Signal):
        raise TypeError(f"{what} is a signal, not {type(signal).__name__}")
    if signal._body is not body:
        body.foreign(signal, frame)
    return signal


def domain(clock: Signal, reset: Signal | None = None) -> Domain:
    """`with hw.domain(io.rx_clk, reset=io.rx_rst):` opens a clock domain.

    Registers, memories' ports and state machines that name no clock take this one; those that have a reset value and
    name no reset take this reset. What comes from one domain into another without a synchroniser is HW2070.
    """
    body, frame = running_body(), sys._getframe(1)
    _signal("the clock of a domain", clock, frame)
    if reset is not None:
        _signal("the reset of a domain", reset, frame)
    return Domain(body, body.place(frame), clock, reset)


def derived_clock(value: Signal, *, synchronous_to: Signal | None = None) -> Signal:
    """A Clock that is made of a Bit, or of another Clock.

    `slow = hw.derived_clock(count[3], synchronous_to=io.clk)` is a divided clock. It is a clock domain of its own, or
    of the domain of the clock that it is synchronous to.
    """
    body, frame = running_body(), sys._getframe(1)
    _signal("what a clock is derived of", value, frame)
    source = _native.NONE
    if synchronous_to is not None:
        source = _signal("what a clock is synchronous to", synchronous_to, frame)._net
    net = body.next_net(_native.DERIVED_CLOCK, body.place(frame), value._net, source)
    return make_signal(body, net, body.context._type_of("Clock"))


def clock_gate(clock: Signal, enable: Signal) -> Signal:
    """The clock in the cycles in which a Bit is 1 at the falling edge before, and else 0; of the same domain."""
    frame = sys._getframe(1)
    _signal("the enable of a clock gate", enable, frame)
    return _signal("the clock of a clock gate", clock, frame)._composed(_native.CLOCK_GATE, frame, enable)


def crossing(value: Signal, kind: str) -> Signal:
    """The same value, of no clock domain: its crossing is meant, `hw.crossing(io.d, "asynchronous")`.

    "asynchronous" is for what the first register of a synchroniser reads, "quasi_static" for what does not change while
    it is read. HW2104 if the first is used by something other than one register.
    """
    frame = sys._getframe(1)
    body = _signal("what crosses", value, frame)._body
    number = _native.CROSSINGS.get(kind)
    if number is None:
        raise ValueError(f"a crossing is 'asynchronous' or 'quasi_static', not {kind!r}")
    net = body.next_net(_native.CROSSING, body.place(frame), value._net, number)
    return make_signal(body, net, value._type)


def only_reset(body: Body, clock: Signal | None) -> tuple[Signal | None, int]:
    """The reset that a register takes which names none, and how many there are: that of the open domain, or the only
    reset among the ports."""
    if body.domains and clock is None:
        found = body.domains[-1]
        return found, int(found is not None)
    ports = body.context._ports_of(body.circuit._handle)
    resets = [(index, of) for index, out, of in ports.values() if of.kind in RESETS and not out]
    return (make_signal(body, *resets[0]) if len(resets) == 1 else None), len(resets)
