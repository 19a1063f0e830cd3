"""The random designs of Tests/Differential are accepted by all four tools without a message, in both profiles.

There they are run and compared; here the tools judge their text: with all operations, types and contexts, memories,
hierarchy, programs, checks and pads. Pads need no model of theirs here, only that their modules are there.
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
from judges import Design, complaints, judge  # noqa: E402

COUNT = 500 if os.environ.get("HWGEN_SOAK") == "1" else 24


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_random_designs_are_accepted_without_a_message(profile, tmp_path):
    designs = []
    first = 0 if profile == "verilog" else COUNT
    for seed in range(first, first + COUNT):
        design = generator.design(seed)
        path = tmp_path / f"{design.root.key}.v"
        with hw.Context():
            hw.read_netlist(netlist.write(hosted.expanded(design))).write_verilog(path, profile=profile)
        files = [path]
        if text := pads.verilog(design):
            files.append(tmp_path / f"{design.root.key}_pads.v")
            files[1].write_text(text)
        waivers = path.with_suffix(".vlt")
        given = waivers if waivers.exists() else None
        designs.append(Design(path.stem, path.stem, tuple(files), given, profile, strict=True))
    assert not complaints(judge(designs)), f"seeds {first} to {first + COUNT - 1}"
