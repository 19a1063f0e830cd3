"""The smallest things that trigger the codes of checks: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw


def printed(message, *values):
    def run():
        hw.circuit(
            "M", "in clk: Clock; in b: Bits(4)", lambda io: hw.print(message, *(io[each] for each in values))
        ).elaborate()

    return run


DESIGNS = {"HW2060": printed("{"), "HW2061": printed("{}"), "HW2062": printed("{}", "b")}
