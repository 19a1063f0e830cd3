"""The part of the catalogue that is of applications."""

from __future__ import annotations

import hwgen as hw
from catalogue import build


def applied(wires, *arguments, interface="in a, b: UInt(n); out o: UInt(n)"):
    """What applies a generator of one number to ports of the module around, by their names."""

    def run():
        class G(hw.Generator):
            n = hw.Int(min=1)

        G.interface = hw.Interface(interface)
        build(wires, lambda io: G(*(io[name] for name in arguments)))

    return run


DESIGNS = {
    "HW1057": applied("in x: UInt(8); in y: UInt(4)", "x", "y"),
    "HW1058": applied("in x: UInt(4)", "x", interface="in a: UInt(clog2(n)); out o: Bit"),
    "HW2097": applied("in x: UInt(4)", "x", "x", "x"),
}
