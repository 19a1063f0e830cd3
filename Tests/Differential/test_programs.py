"""Random bodies of a host do in iverilog and verilator what docs/guide/semantics.md says, in values and in print.

80 programs, each in both tools; HWGEN_SOAK=1 runs 2,000.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import hwgen as hw
import pytest

from . import fixed, programs
from .runner import PROFILES, TOOLS, Case, Difference, differences, packed

COUNT = 2_000 if os.environ.get("HWGEN_SOAK") == "1" else 80
BATCH = 80
SEED = int(os.environ.get("HWGEN_SEED", "0"))


class Run:
    """A program, its text in both profiles, and what it means."""

    def __init__(self, seed: int) -> None:
        self.program = programs.program(seed)
        self.design = self.program.design()
        self.phases = programs.stimulus(self.program, self.design)
        with hw.Context():
            circuit = self.program.circuit()
            self.verilog = {profile: circuit.verilog(profile) for profile in PROFILES}
        self.ports = [port for port in self.design.root.ports if port.direction == "out"]
        rows, self.said = self.program.run(self.phases, self.ports)
        self.rows = [packed(self.ports, row) for row in rows]

    def case(self, profile: str) -> Case:
        return Case(self.design, self.phases, profile, verilog=self.suffixed(profile))

    def suffixed(self, profile: str) -> str:
        """With names of its own for the modules inside, so that many programs stand in one bench."""
        return self.verilog[profile].replace("Pass", f"{self.program.name}_Pass")


@cache
def run(seed: int) -> Run:
    return Run(seed)


def printed(case: Case, said: list[list[str]]) -> Difference | None:
    """Lines of one edge in any order: what stands in two blocks is printed in an order of the tool's."""
    for phase, wanted in enumerate(said):
        found = [line for each, line in case.said if each == phase]
        if sorted(found) != sorted(wanted):
            return Difference(case, "", f"phase {phase}: printed {found}, not {wanted}", phase)
    return None


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("profile", PROFILES)
def test_random_programs_do_what_they_mean(tool, profile):
    found = []
    for first in range(SEED, SEED + COUNT, BATCH):
        runs = [run(seed) for seed in range(first, min(first + BATCH, SEED + COUNT))]
        cases = [each.case(profile) for each in runs]
        every = differences(cases, tool, [each.rows for each in runs])
        found += [each for each in every if each and not each.is_tools_own]
        lines = [printed(case, each.said) for case, each in zip(cases, runs, strict=True)]
        found += [each for each in lines if each]
    assert not found, "\n".join(map(str, found[:5]))


def test_each_step_occurs():
    counts: Counter[str] = Counter()
    for seed in range(SEED, SEED + 80):
        programs.count(run(seed).program, counts)
    print("\n".join(f"{counts[name]:6} {name}" for name in sorted(counts)))
    words = {name for name in programs.STEPS if name != "relaxed drive"} | {"relaxed extension", "relaxed cut"}
    assert {name for name in words if not counts[name]} == set()
    assert any(line for seed in range(SEED, SEED + 80) for lines in run(seed).said for line in lines)


def rows(seeds: range) -> list[tuple[list[list[int]], list[list[str]]]]:
    return [run(seed).program.run(run(seed).phases, run(seed).ports) for seed in seeds]


def without_saturation(self: fixed.Format, value: fixed.Fraction, rounding: str, overflow: str) -> int:
    return self.pattern(fixed.ROUNDINGS[rounding](value * (1 << self.fraction)))


OTHER = dict(zip(fixed.ROUNDINGS, [*list(fixed.ROUNDINGS)[1:], "floor"], strict=True))

FAULTS = {
    **{f"{one} is {other}": (fixed.ROUNDINGS, one, fixed.ROUNDINGS[other]) for one, other in OTHER.items()},
    "what overflows wraps": (fixed.Format, "converted", without_saturation),
    "an extension has no sign": (programs, "number", lambda type, pattern: pattern),
    "every variant is the first": (programs.Maker, "tag", lambda self, union, pattern: 0),
    "prints are in lower precision": (programs.Program, "text", lambda self, check, values: f"@{self.name} is"),
}
"""What is changed in the meaning; where the simulators say what it is, each such fault would be a difference."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_meaning_is_found(fault, monkeypatch):
    right = rows(range(SEED, SEED + 80))
    owner, name, wrong = FAULTS[fault]
    if isinstance(owner, dict):
        monkeypatch.setitem(owner, name, wrong)
    else:
        monkeypatch.setattr(owner, name, wrong)
    assert rows(range(SEED, SEED + 80)) != right
