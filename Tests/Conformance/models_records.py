"""Records as items of the standard library: the fields are ports, and a model knows words."""

from __future__ import annotations

import random
import re
from typing import Any

import hwgen as hw

Inputs = dict[str, int]

ITEM = hw.Record(
    a=hw.UInt(3),
    pos=hw.Record(x=hw.SInt(4), steps=hw.Array(2, hw.UInt(2)), flag=hw.Record(set=hw.Bit)),
    pairs=hw.Array(2, hw.Record(low=hw.Bit, high=hw.Bits(2))),
)
FIELDS = {"a": 3, "pos_x": 4, "pos_steps": 4, "pos_flag_set": 1, "pairs": 6}
"""The ports of an item, from its most significant bits on, and their widths."""


class OfRecord:
    """A model of words whose circuit has ports for the fields of ITEM."""

    def __init__(self, model: Any) -> None:
        self.model = model

    @staticmethod
    def packed(inputs: Inputs) -> Inputs:
        found: Inputs = {}
        for name in inputs:
            found.setdefault(re.sub(f"_({'|'.join(FIELDS)})$", "", name), 0)
        for port in found:
            if port in inputs:
                found[port] = inputs[port]
                continue
            for field, width in FIELDS.items():
                found[port] = found[port] << width | inputs[f"{port}_{field}"]
        return found

    @staticmethod
    def unpacked(outputs: Inputs) -> Inputs:
        found: Inputs = {}
        for port, word in outputs.items():
            if not re.fullmatch(r"q|o_data|r_data(_\d+)?", port):
                found[port] = word
                continue
            for field, width in reversed(FIELDS.items()):
                found[f"{port}_{field}"] = word & (1 << width) - 1
                word >>= width
        return found

    def edge(self, inputs: Inputs, clock: str) -> None:
        self.model.edge(self.packed(inputs), clock)

    def at_once(self, inputs: Inputs) -> None:
        self.model.at_once(self.packed(inputs))

    def stimulus(self, dice: random.Random, now: Inputs) -> None:
        """The inputs are random."""

    def outputs(self, inputs: Inputs) -> Inputs:
        return self.unpacked(self.model.outputs(self.packed(inputs)))
