"""Runs random designs in iverilog and verilator and compares them with what they mean; see Tests/Differential.

The designs follow from the seeds alone: those from SEED on. With a difference the status is 1, and the first few that
differ are reduced and written to Tests/Corpus/differential, with which `make test` begins from then on.

    fuzz_designs.py --seed 1 --count 10000
    fuzz_designs.py --seed 1 --count 500 --coverage      and a table of what occurred
    fuzz_designs.py --show 17                            the design of seed 17: netlist and Verilog
    fuzz_designs.py --replay Tests/Corpus/differential/finding-0123456789ab
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests"))

from Differential import campaign, coverage, generator, netlist, runner  # noqa: E402


def show(seed: int) -> None:
    design = generator.design(seed)
    print(netlist.write(design))
    print(runner.printed(design, "verilog"), end="")


def replay(paths: list[Path]) -> int:
    found = campaign.replay(paths)
    for path, difference in found:
        print(f"{path}: {difference}")
    print(f"designs: {len(paths)} replayed, {len(found)} differences")
    return 1 if found else 0


def fuzz(seed: int, count: int, jobs: int, limit: int, with_coverage: bool) -> int:
    counts = coverage.Counts()
    begin = time.monotonic()
    done = 0
    found = []

    def report(batch: campaign.Batch) -> None:
        nonlocal done
        done += len(batch.seeds)
        counts.update(batch.counts)
        found.extend(batch.found)
        for number, difference in batch.found:
            print(f"\ndesigns: seed {number}: {difference}", flush=True)
        seconds = time.monotonic() - begin
        if sys.stdout.isatty() or done % 500 < len(batch.seeds):
            end = "\r" if sys.stdout.isatty() else "\n"
            print(f"designs: {done} of {count}, {len(found)} differences, {seconds:.0f} s", end=end, flush=True)

    phases = sum(batch.phases for batch in campaign.run(seed, count, jobs, report))
    if with_coverage:
        print(coverage.table(counts))
    # One reduction of each sort: the same fault shows in many designs.
    sorts = {}
    for number, difference in found:
        sorts.setdefault((difference.tool, difference.phase < 0), []).append((number, difference))
    for each in sorts.values():
        for number, difference in each[:limit]:
            path = campaign.keep(campaign.reduced(number, difference), difference)
            print(f"designs: seed {number} in {difference.tool} is reduced to {path}", flush=True)
    missing = len(coverage.missing(counts))
    print(
        f"designs: seeds {seed} to {seed + count - 1}: {done} designs, each in both simulators, {phases} phases, "
        f"{missing} of {len(list(coverage.points()))} points not covered, {len(found)} differences, "
        f"{time.monotonic() - begin:.1f} s"
    )
    return 1 if found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="compare random designs in simulators with what they mean")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000, help="designs (default: 1000)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=int, default=2, help="how many of a sort to reduce (default: 2)")
    parser.add_argument("--coverage", action="store_true", help="print the table of what occurred")
    parser.add_argument("--show", type=int, metavar="SEED", help="print one design")
    parser.add_argument("--replay", type=Path, nargs="+", help="run these files of netlists")
    options = parser.parse_args()
    if options.show is not None:
        show(options.show)
        return 0
    if options.replay:
        return replay(options.replay)
    return fuzz(options.seed, options.count, options.jobs, options.limit, options.coverage)


if __name__ == "__main__":
    sys.exit(main())
