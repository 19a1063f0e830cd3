"""The random designs of Tests/Differential are accepted by all four tools without a message, in both profiles.

There they are run and compared; here the tools judge their text: with all operations, types and contexts, memories,
hierarchy, programs and checks. Those with pads are left out: the tools have something to say of a driver
that lets go, which is not the core's text.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hwgen as hw
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "Tests")]

from Differential import generator, hosted, netlist, pads  # noqa: E402
from Differential.runner import VERILATOR_CRASHES  # noqa: E402
from judges import Design, judge  # noqa: E402

COUNT = 3000 if os.environ.get("HWGEN_SOAK") == "1" else 60


def is_known(message: str) -> bool:
    """What yosys says of memories that it makes registers of is of the random memory, and no fault of the text; what
    verilator says of itself is told in docs/guide/semantics.md. Of the text of pad cells, which is not the core's,
    yosys says that it knows tri-states little, and slang that a pad that is only read has no driver."""
    told = ("Replacing memory", "only limited support for tri-state logic", "undriven output port 'pad'")
    return any(each in message for each in (*told, *VERILATOR_CRASHES))


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_random_designs_are_accepted_without_a_message(profile, tmp_path):
    designs = []
    first = 0 if profile == "verilog" else COUNT
    for design in map(generator.design, range(first, first + COUNT)):
        path = tmp_path / f"{design.root.key}.v"
        with hw.Context():
            hw.read_netlist(netlist.write(hosted.expanded(design))).write_verilog(path, profile=profile)
        with path.open("a") as file:
            file.write(pads.verilog(design))
        waivers = path.with_suffix(".vlt")
        given = waivers if waivers.exists() else None
        designs.append(Design.of(path, path.stem, waivers=given, profile=profile))
    said = [f"{v.design}: {v.tool}: {m}" for v in judge(designs) for m in v.messages if not is_known(m)]
    assert not said, "\n".join(said)
