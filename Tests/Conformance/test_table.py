"""The Verilog page's table, row by row, over the sets of `sets.py`, where no other test runs a row.

Accepted by all four tools: the golden cases in test_conformance.py, the library in test_library.py, random designs
here. Means the same: the library in test_library.py, random designs in Tests/Differential, the golden cases here. Same
after synthesis: test_equivalence.py. Stable: test_stability.py. Deterministic: all of them here.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import hwgen as hw
import pytest
import sets
from Differential import generator, hosted, netlist, pads, runner
from Differential.stimulus import phases
from test_conformance import CASES, LIBRARY, Design, judge


def is_known(message: str) -> bool:
    """What yosys says of memories that it makes registers of is of the random memory, and no fault of the text; what
    verilator says of itself is told in docs/guide/semantics.md. Of the text of pad cells, which is not the core's,
    yosys says that it knows tri-states little, and slang that a pad that is only read has no driver."""
    told = ("Replacing memory", "only limited support for tri-state logic", "undriven output port 'pad'")
    return any(each in message for each in (*told, *runner.VERILATOR_CRASHES))


@pytest.mark.parametrize("profile", runner.PROFILES)
def test_random_designs_are_accepted_without_a_message(profile: str, tmp_path: Path) -> None:
    designs = []
    for design in map(generator.design, range(sets.RANDOM)):
        path = tmp_path / f"{design.root.key}.v"
        with hw.Context():
            hw.read_netlist(netlist.write(hosted.expanded(design))).write_verilog(path, profile=profile)
        with path.open("a") as file:
            file.write(pads.verilog(design))
        designs.append(Design.of(path, profile=profile, strict=True))
    said = [f"{v.design}: {v.tool}: {m}" for v in judge(designs) for m in v.messages if not is_known(m)]
    assert not said, "\n".join(said)


# External modules are not to be had here; the bits of a late width neither: test_external.py and test_late.py run them,
# and the stages, which have one, are proven equal to a reference.
# What a check prints is looked for in test_checks.py.
ELSEWHERE = {"external", "late", "stages", "checks"}


@pytest.mark.parametrize("profile", runner.PROFILES)
def test_golden_cases_do_in_both_simulators_what_they_mean(profile: str) -> None:
    cases = []
    for name, text in sets.golden():
        if name in ELSEWHERE:
            continue
        design = netlist.read(text)
        stimulus = [phase for seed in range(5) for phase in phases(design, random.Random(f"{name} {seed}"))]
        cases.append(runner.Case(design, stimulus, profile, verilog=sets.verilog(text, profile)))
    assert len(cases) == len(CASES) - len(ELSEWHERE)
    wanted = [runner.meant(case) for case in cases]
    for tool in runner.TOOLS:
        found = [str(each) for each in runner.differences(cases, tool, wanted) if each]
        assert not found, found


def test_every_text_is_the_same_in_another_process() -> None:
    """With another seed of Python's hashes, and in the other order, the library's generators in one context."""
    environment = {**os.environ, "HWGEN_LIBRARY": str(LIBRARY), "PYTHONHASHSEED": "4711"}
    done = subprocess.run([sys.executable, sets.__file__], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    other = dict(line.split("\t") for line in done.stdout.splitlines())
    assert {name for name, digest in sets.digests().items() if other.pop(name, "") != digest} == set()
    assert not other
