"""Simple classes whose call builds a circuit, without a schema."""

from __future__ import annotations

import sys

from ._circuit import Circuit
from ._context import current_context
from ._expressions import _shown, brief
from ._generator import _arguments_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CircuitBuilder:
    """A simple class whose call gives the circuit: `generate` runs once for each set of arguments in a context.

    The constructor takes the arguments, `generate(self)` builds and returns a circuit::

        class Inverters(hw.CircuitBuilder):
            def __init__(self, bits):
                self.bits = bits

            def generate(self):
                ports = f"in a: Bits({self.bits}); out o: Bits({self.bits})"
                return hw.circuit(f"Inverters_{self.bits}", ports, self.build)

            def build(self, io):
                io.o @= ~io.a
    """

    def __new__(cls, *arguments: Any, **named: Any) -> Circuit:  # type: ignore[misc]
        context = current_context()
        built = context._built
        key = (cls, _arguments_text(cls.__name__, (), arguments, named, sys._getframe(1)))
        if key not in built:
            builder = super().__new__(cls)
            builder.__init__(*arguments, **named)  # type: ignore[misc]
            built[key] = builder.generate()
        return built[key]  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        given = vars(self).items()
        return brief(type(self).__name__, lambda: ", ".join(f"{name} = {_shown(value)}" for name, value in given))

    def generate(self) -> Circuit:
        """Builds the circuit for the arguments that the constructor took."""
        raise NotImplementedError(f"{type(self).__name__} defines no generate()")
