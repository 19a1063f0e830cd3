"""Interface templates: `hw.Interface(I0=hw.In(hw.UInt[bits]), CE=hw.In(hw.Bit).when(has_ce))`.

A template is text in the library's language; the classes here write it. On a generator's class `interface` is the
template, whose text is then what the library made of it; on a circuit it is the text of the ports that it has.
"""

from __future__ import annotations

from . import _native
from ._errors import refusal, user_frame
from ._expressions import ATOM, INFIX, Expression, _shown, brief, text, written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, overload

    from typing_extensions import Self

    from ._generator import Generator


class PortTemplate:
    """One declaration of an interface; made by `hw.In`, `hw.Out` and `hw.InOut`. It is never changed: each method gives
    another one."""

    __slots__ = ("condition", "count", "direction", "index", "type")

    def __init__(self, direction: str, type: object) -> None:
        self.direction: str = direction
        self.type: object = type
        self.condition: object = None
        self.count: object = None
        self.index: str = "i"

    def _copy(self) -> PortTemplate:
        copy = PortTemplate(self.direction, self.type)
        copy.condition, copy.count, copy.index = self.condition, self.count, self.index
        return copy

    def when(self, condition: object) -> PortTemplate:
        """The port exists only if the condition holds, all of them if there are several:
        `hw.In(hw.Bit).when(has_ce)`."""
        copy = self._copy()
        copy.condition = condition if self.condition is None else _both(self.condition, condition)
        return copy

    def repeat(
        self, count: object, type: Callable[[Expression], object] | None = None, index: str = "i"
    ) -> PortTemplate:
        """`count` ports, `I[0]` and up. `type` may give each its own type, from the expression of its index."""
        copy = self._copy()
        copy.count, copy.index = count, index
        if type is not None:
            copy.type = type(Expression(ATOM, index))
        return copy

    def _declaration(self, name: str, write: Callable[[object], str] = text) -> str:
        """The declaration as a text."""
        index = "" if self.count is None else f"[{self.index}]"
        return f"{self.direction} {written_name(name)}{index}: {self._told(write)}"

    def _told(self, write: Callable[[object], str]) -> str:
        """What stands behind the name."""
        told = write(self.type)
        if self.count is not None:
            told += f" for {self.index} in 0..<{write(self.count)}"
        if self.condition is not None:
            told += f" if {write(self.condition)}"
        return told

    def __repr__(self) -> str:
        return brief(self.direction, lambda: self._told(_shown))


def _both(first: object, second: object) -> object:
    return Expression(INFIX, "and", (first, second))


def In(type: object) -> PortTemplate:
    """An input of a type: `a=hw.In(hw.UInt[bits])`.

    `.when(condition)` and `.repeat(count)` say more of it: see `PortTemplate`.
    """
    return PortTemplate("in", type)


def Out(type: object) -> PortTemplate:
    """An output of a type: `o=hw.Out(hw.UInt[bits])`. Each bit of it needs a driver (HW2001)."""
    return PortTemplate("out", type)


def InOut(type: object) -> PortTemplate:
    """A pad: both ways at once. It is joined with inout ports of instances, up to the top, and is no value (HW2090)."""
    return PortTemplate("inout", type)


class Interface:
    """Ports in order, as `hw.In`, `hw.Out` and `hw.InOut`; or one text in the library's language.

    ::

        hw.Interface(a=hw.In(hw.UInt[bits]), ce=hw.In(hw.Bit).when(has_ce), o=hw.Out(hw.UInt[bits]))
        hw.Interface("in a, b: UInt(8); out o: UInt(8)")

    HW1017 for what declares no port, HW1018 for two ports of one name.
    """

    __slots__ = ("_owner", "_ports", "_source")

    def __init__(self, source: str = "", /, **ports: PortTemplate) -> None:
        if not isinstance(source, str):
            raise refusal(
                "HW1017", f"an interface is a text or ports by name, not {type(source).__name__}", user_frame()
            )
        self._source = source
        # The generator whose class it was read from.
        self._owner: type[Generator] | None = None
        self._ports = ports
        for name, port in ports.items():
            if not isinstance(port, PortTemplate):
                raise refusal(
                    "HW1017",
                    f"port {name} is declared with hw.In, hw.Out or hw.InOut, not as {type(port).__name__}",
                    user_frame(),
                )

    @property
    def text(self) -> str:
        """The template: of a generator's class in the library's canonical form, else as it was written."""
        owner = self._owner
        return self._written if owner is None else owner._generator_text(_native.TEXT_INTERFACE)

    @property
    def _written(self) -> str:
        """What the library is given."""
        return self._text(text)

    def _text(self, write: Callable[[object], str]) -> str:
        declared = [port._declaration(name, write) for name, port in self._ports.items()]
        return "; ".join([self._source, *declared] if self._source else declared)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return brief("Interface", lambda: self._text(_shown))

    if TYPE_CHECKING:

        @overload
        def __get__(self, circuit: None, owner: type) -> Self: ...
        @overload
        def __get__(self, circuit: object, owner: type) -> str: ...
        def __get__(self, circuit: object, owner: type) -> Any: ...

    else:

        def __get__(self, circuit, owner):
            declared = next((vars(base)["interface"] for base in owner.__mro__ if "interface" in vars(base)), None)
            if declared is not self or not hasattr(owner, "_generator_text"):
                return self
            if circuit is not None:
                return circuit._interface_text()
            found = Interface(self._source, **self._ports)
            found._owner = owner
            return found
