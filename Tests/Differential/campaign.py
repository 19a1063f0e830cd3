"""Random designs in batches: made, printed, run, compared; a failing one is reduced and kept in the corpus.

scripts/fuzz_designs.py is the command, test_differential.py the test.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from . import netlist
from .coverage import Counts, count
from .generator import design as random_design
from .netlist import Design
from .runner import PROFILES, ROOT, TOOLS, Case, Difference, differences, meant, printed
from .shrink import renamed, smallest
from .stimulus import phases

BATCH = 50
CORPUS = ROOT / "Tests" / "Corpus" / "differential"


@dataclass
class Batch:
    """What became of the designs of one batch."""

    seeds: list[int]
    counts: Counts = field(default_factory=Counts)
    phases: int = 0
    found: list[tuple[int, Difference]] = field(default_factory=list)
    """With the seed."""
    tools_own: list[tuple[int, Difference]] = field(default_factory=list)
    """Faults of a tool's optimisation, which are none of the text."""


def stimulus(design: Design, seed: int) -> list[dict[str, int]]:
    return phases(design, random.Random(f"stimulus {seed}"))


def run_batch(seeds: Sequence[int]) -> Batch:
    """Every design in both profiles: one in iverilog, the other in verilator, in turn by batches."""
    batch = Batch(list(seeds))
    designs = [random_design(seed) for seed in seeds]
    turn = seeds[0] // BATCH if seeds else 0
    for number, tool in enumerate(TOOLS):
        profile = PROFILES[(turn + number) % 2]
        cases, wanted, at = [], [], []
        for seed, design in zip(seeds, designs, strict=True):
            case = Case(design, stimulus(design, seed), profile, power_up=(turn // 2 + number) % 2)
            try:
                case.verilog = printed(design, profile)
            except Exception as error:
                batch.found.append((seed, Difference(case, tool, f"the core refuses it: {error}")))
                continue
            cases.append(case)
            wanted.append(meant(case))
            at.append(seed)
            batch.phases += len(case.phases)
        for seed, difference in zip(at, differences(cases, tool, wanted), strict=True):
            if difference is not None:
                (batch.tools_own if difference.is_tools_own else batch.found).append((seed, difference))
    for design in designs:
        count(design, batch.counts)
    return batch


def batches(first: int, number: int) -> list[list[int]]:
    """The seeds, cut where batches begin, so that a seed is always run in the same way."""
    seeds = range(first, first + number)
    found: dict[int, list[int]] = {}
    for seed in seeds:
        found.setdefault(seed // BATCH, []).append(seed)
    return list(found.values())


def run(first: int, number: int, jobs: int, report: Callable[[Batch], None]) -> list[Batch]:
    """Runs the designs of so many seeds on so many cores; `report` is told of each batch, in order."""
    done = []
    with ProcessPoolExecutor(jobs) as pool:
        for batch in pool.map(run_batch, batches(first, number)):
            report(batch)
            done.append(batch)
    return done


# -- one design -------------------------------------------------------------------------------------------------------


def check(designs: Sequence[Design], tool: str, profile: str, power_up: int, seed: int = 0) -> list[Difference | None]:
    """The differences of designs whose names may be the same. One that the core or the evaluator refuses has none."""
    cases, wanted, at = [], [], []
    found: list[Difference | None] = [None] * len(designs)
    for index, design in enumerate(designs):
        design = renamed(design, f"C{index}")
        case = Case(design, stimulus(design, seed), profile, power_up)
        try:
            case.verilog = printed(design, profile)
            wanted.append(meant(case))
        except Exception:
            continue
        cases.append(case)
        at.append(index)
    for index, difference in zip(at, differences(cases, tool, wanted), strict=True):
        found[index] = difference
    return found


def reduced(seed: int, difference: Difference) -> Design:
    """A small design with a difference of the same sort in the same tool."""
    is_refusal = difference.phase < 0

    def failing(designs: Sequence[Design]) -> list[bool]:
        found = check(designs, difference.tool, difference.case.profile, difference.case.power_up, seed)
        return [
            each is not None and (each.phase < 0) == is_refusal and each.is_tools_own == difference.is_tools_own
            for each in found
        ]

    return smallest(difference.case.design, failing)


def keep(design: Design, difference: Difference, folder: Path | None = None) -> Path:
    """Writes a design into a folder, else the corpus; what it showed stands above it."""
    folder = folder or CORPUS
    text = netlist.write(renamed(design, "D"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"finding-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    said = " ".join(difference.what.split())[:200]
    path.write_text(f"# {difference.tool}, {difference.case.profile}: {said}\n{text}")
    return path


def corpus(folder: Path = CORPUS) -> list[Path]:
    return sorted(folder.glob("*"))


def replay(paths: Iterable[Path]) -> list[tuple[Path, Difference]]:
    """What the corpus's designs show today, in both tools, both profiles and with both values at power-up."""
    paths = list(paths)
    designs = [netlist.read(path.read_text()) for path in paths]
    found = []
    for power_up, profile in enumerate(PROFILES):
        for tool in TOOLS:
            cases = []
            for index, design in enumerate(designs):
                design = renamed(design, f"C{index}")
                case = Case(design, stimulus(design, index), profile, power_up)
                case.verilog = printed(design, profile)
                cases.append(case)
            every = differences(cases, tool, [meant(case) for case in cases])
            found += [(path, each) for path, each in zip(paths, every, strict=True) if each and not each.is_tools_own]
    return found
