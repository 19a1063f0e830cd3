"""The part of the catalogue that is about the standard library: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw


def bank(*registers, **arguments):
    return hw.lib.AXI4LiteRegisters(list(registers), **arguments)


DESIGNS = {
    "HW2110": lambda: bank({"name": "control", "access": "r"}),
    "HW2112": lambda: hw.lib.Counter(limit=3).verilog(concurrent=True),
    "HW2111": lambda: bank({"name": "control"}, {"name": "limit", "offset": 0}),
}
"""By code: what triggers it."""
