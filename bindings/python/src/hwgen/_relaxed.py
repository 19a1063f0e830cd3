"""Relaxed scopes: widths need not agree in them."""

from __future__ import annotations

import sys

from . import _native
from ._body import running_body
from ._expressions import brief

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from ._body import Body


class Relaxed:
    """What `hw.relaxed` gives: a relaxed scope that is open in its `with` block."""

    __slots__ = ("_body", "_place")

    def __init__(self, body: Body, place: int) -> None:
        self._body, self._place = body, place

    def __repr__(self) -> str:
        return brief("relaxed scope", lambda: f"in {self._body.circuit.name}")

    def __enter__(self) -> Relaxed:
        self._body.at_once(_native.RELAXED, self._place)
        self._body.relaxed += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._body.at_once(_native.RELAXED_END, self._place)
        except BaseException:
            # What has been raised in the block is told first.
            if error is None:
                raise
        finally:
            self._body.relaxed -= 1


def relaxed() -> Relaxed:
    """`with hw.relaxed():` lets widths differ, of two Bits, two UInt or two SInt.

    Operands are extended to the widest of them; what is driven, connected or stored is extended or cut to where it
    goes. All else is as strict as outside. Each place is noted once: HW2100 where something is extended, HW2101 where
    it is cut::

        with hw.relaxed():
            io.low @= io.a ^ io.b
    """
    body = running_body()
    return Relaxed(body, body.place(sys._getframe(1)))
