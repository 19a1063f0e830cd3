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

from Differential import generator, hosted, netlist  # noqa: E402
from Differential.runner import VERILATOR_CRASHES  # noqa: E402
from judges import Design, judge  # noqa: E402

COUNT = 3000 if os.environ.get("HWGEN_SOAK") == "1" else 60


def judged(seed: int) -> netlist.Design | None:
    """The design of a seed, unless it has pads."""
    design = generator.design(seed)
    return None if any(module.is_external for module in design.modules.values()) else design


def is_known(message: str) -> bool:
    """What yosys says of memories that it makes registers of is of the random memory, and no fault of the text; what
    verilator says of itself is told in docs/guide/semantics.md."""
    return "Replacing memory" in message or any(crash in message for crash in VERILATOR_CRASHES)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_random_designs_are_accepted_without_a_message(profile, tmp_path):
    designs = []
    first = 0 if profile == "verilog" else COUNT
    for design in filter(None, map(judged, range(first, first + COUNT))):
        path = tmp_path / f"{design.root.key}.v"
        with hw.Context():
            hw.read_netlist(netlist.write(hosted.expanded(design))).write_verilog(path, profile=profile)
        waivers = path.with_suffix(".vlt")
        given = waivers if waivers.exists() else None
        designs.append(Design.of(path, path.stem, waivers=given, profile=profile))
    assert len(designs) > COUNT // 2
    said = [f"{v.design}: {v.tool}: {m}" for v in judge(designs) for m in v.messages if not is_known(m)]
    assert not said, "\n".join(said)
