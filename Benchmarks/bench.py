"""Elaborate and print: hwgen beside its peers, from a program's start to the Verilog file on disk.

Every program is first checked: its circuits at small sizes must answer one stimulus as everybody else's do. Then it
climbs the ladder, design by design, in growing sizes; a size is left out when the one before predicts more than LIMIT
CPU seconds. A cell is the median of three runs (one, if it takes over 15 s): CPU seconds of the whole process, user and
system, children included; peak memory of its largest process; size of the text. hwgen's own cells, which take no time,
are the median of one run before and one after each peer: a machine that others share is fast in one minute and slow in
the next, and so each is seen in all of them.

A full run writes Benchmarks/RESULTS.md; a partial one (--quick, --only, --design) prints, unless --output is given.

    bench.py                                   everything that can be installed here
    bench.py --hooks                           what a call of a hook costs, and nothing else
    bench.py --comparison                      what a port costs in a comparison, and nothing else
    bench.py --quick                           small sizes, one run each
    bench.py --only "hwgen C" PyRTL --design systolic
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import report
from check import check
from programs import ALL, BUILD, HERE, ROOT, Missing, Program, said

SIZES = {
    "addtree": (8, 12),
    "distinct": (1000, 10000),
    "systolic": (32, 128, 256),
    "flatlogic": (100_000, 1_000_000),
}
QUICK = {"addtree": (8,), "distinct": (1000,), "systolic": (32,), "flatlogic": (10_000,)}

# Sizes that only hwgen is asked for: does an operation, an instance, a specialisation cost the same in every size?
SCALING = {
    "distinct": (1000, 10_000, 100_000, 999_999),  # one more is past the budget of circuits
    "systolic": (32, 100, 317, 1000),
    "flatlogic": (10_000, 100_000, 1_000_000, 10_000_000),
}

# CPU seconds: what a size may be predicted to take, what one may take, and what is run only once.
LIMIT = 60
TIMEOUT = 120
LONG = 15


@dataclass(frozen=True)
class Cell:
    """One program at one size, or why there is no figure."""

    program: str
    design: str
    size: int
    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    """MiB"""
    text: int = 0
    """Bytes"""
    runs: int = 0
    note: str = ""

    @property
    def ok(self) -> bool:
        return not self.note


def growth(design: str, small: int, large: int) -> float:
    """How many times more there is to do."""
    if design == "addtree":
        return float(2 ** (large - small))
    return (large / small) ** 2 if design == "systolic" else large / small


def run(program: Program, design: str, size: int) -> Cell:
    """One run."""
    out, log = BUILD / "out.v", BUILD / "log"
    out.unlink(missing_ok=True)
    line = [str(BUILD / "measure"), str(TIMEOUT), str(log), *program.line(design, size, out)]
    status, cpu, wall, peak = said(line).split()
    if status == "timeout":
        return Cell(program.name, design, size, note=f"over {TIMEOUT} s")
    if status != "0" or not out.exists():
        lines = log.read_text(errors="replace").strip().splitlines() or [f"exit status {status}"]
        return Cell(program.name, design, size, note=f"fails: {lines[-1][:120]}")
    bytes_written = out.stat().st_size
    out.unlink()
    return Cell(program.name, design, size, float(cpu), float(wall), int(peak) / 1024, bytes_written, 1)


def median(runs: Sequence[Cell]) -> Cell:
    """What several runs of one program at one size say; the first that failed, if one did."""
    for cell in runs:
        if not cell.ok:
            return cell
    cpu, wall, peak = (
        statistics.median(each) for each in zip(*((cell.cpu, cell.wall, cell.peak) for cell in runs), strict=True)
    )
    return replace(runs[0], cpu=cpu, wall=wall, peak=peak, runs=len(runs))


def measure(program: Program, design: str, size: int, runs: int) -> Cell:
    cells: list[Cell] = []
    for _ in range(runs):
        cells.append(run(program, design, size))
        if not cells[-1].ok or cells[-1].cpu > LONG:
            break
    return median(cells)


def climb(program: Program, design: str, sizes: Sequence[int], runs: int, limit: float) -> list[Cell]:
    cells: list[Cell] = []
    for size in sizes:
        before = cells[-1] if cells else None
        if before is not None and not before.ok:
            cell = Cell(program.name, design, size, note="-")
        elif before is not None and before.cpu > 1.5 and before.cpu * growth(design, before.size, size) > limit:
            predicted = before.cpu * growth(design, before.size, size)
            cell = Cell(program.name, design, size, note=f"left out: {predicted:.0f} s predicted")
        else:
            cell = measure(program, design, size, runs)
        cells.append(cell)
        show(cell)
    return cells


def show(cell: Cell) -> None:
    shown = f"{cell.cpu:8.3f} s {cell.peak:7.1f} MiB {cell.text:10} bytes" if cell.ok else cell.note
    print(f"  {cell.program:18} {cell.design} {cell.size}: {shown}", flush=True)


def compare(programs: Sequence[Program], design: str, sizes: Sequence[int], runs: int, limit: float) -> list[Cell]:
    """One design by all programs: hwgen's own cells once before and once after each peer's."""
    ours = [program for program in programs if program.kind == "hwgen"]
    rounds = {program.name: [climb(program, design, sizes, 1, limit)] for program in ours}
    peers = [program for program in programs if program.kind != "hwgen"]
    others: list[Cell] = []
    for number in range(max(len(peers), runs - 1)):
        if number < len(peers):
            others += climb(peers[number], design, sizes, runs, limit)
        for program in ours:
            again = [run(program, design, cell.size) if cell.ok else cell for cell in rounds[program.name][0]]
            rounds[program.name].append(again)
    cells = [median(each) for climbs in rounds.values() for each in zip(*climbs, strict=True)]
    for cell in cells:
        show(cell)
    return cells + others


def start(programs: Sequence[Program], runs: int) -> list[Cell]:
    """What it costs to begin: a Python that does nothing, and hwgen's smallest circuit from each host."""
    nothing = "import sys; open(sys.argv[-1], 'w').close()"
    python = Program("Python, nothing", "floor", "", (sys.executable, "-c", nothing))
    return [measure(program, "addtree", 1, runs) for program in (python, *programs)]


def measured(name: str) -> list[list[str]]:
    """What a program in C says that measures something of its own, by line."""
    library, program = ROOT / "build" / "lib", BUILD / name
    flags = ["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-O2", "-Wall", "-Wextra", f"-I{ROOT / 'include'}"]
    libraries = [f"-L{library}", "-lhwgen", "-lffi", f"-Wl,-rpath,{library}"]
    said(["cc", *flags, HERE / "hwgen" / "c" / f"{name}.c", "-o", program, *libraries])
    return [line.split("\t") for line in said([program]).splitlines()]


def hooks() -> str:
    """What a call of a hook costs, as a table."""
    return report.hook_table(measured("hooks"))


def comparison() -> str:
    """What a port costs in a comparison, as a table."""
    return report.comparison_table(measured("comparison"))


def prepare(names: Sequence[str]) -> tuple[list[Program], dict[str, str]]:
    """The programs that can run, and the reasons why others cannot."""
    programs, missing = [], {}
    for name in names:
        try:
            programs.append(ALL[name]())
        except Missing as reason:
            missing[name] = str(reason)
            print(f"  missing: {name}: {reason}", flush=True)
    return programs, missing


def main() -> int:
    parser = argparse.ArgumentParser(description="measure hwgen beside its peers")
    parser.add_argument("--only", nargs="+", choices=list(ALL), metavar="PROGRAM", help=f"of: {', '.join(ALL)}")
    parser.add_argument("--design", nargs="+", choices=list(SIZES), help="only these designs")
    parser.add_argument("--quick", action="store_true", help="small sizes, one run each")
    parser.add_argument("--hooks", action="store_true", help="only what a call of a hook costs, written to its part")
    parser.add_argument("--comparison", action="store_true", help="only what a comparison costs, written to its part")
    parser.add_argument("--limit", type=float, default=LIMIT, help="leave out what is predicted to take more seconds")
    parser.add_argument("--output", type=Path, help="write the results here")
    options = parser.parse_args()

    partial = options.quick or options.only or options.design
    sizes = {design: each for design, each in (QUICK if options.quick else SIZES).items()}
    if options.design:
        sizes = {design: each for design, each in sizes.items() if design in options.design}
    runs = 1 if options.quick else 3

    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    said(["cc", "-O2", HERE / "native" / "measure.c", "-o", BUILD / "measure"])
    for name, make in (("hooks", hooks), ("comparison", comparison)):
        if getattr(options, name):
            report.write(name, make())
            print(f"written: {report.PAGE}")
            return 0
    print("preparing", flush=True)
    programs, missing = prepare(options.only or list(ALL))

    print("checking", flush=True)
    wrong: dict[tuple[str, str], str] = {}
    for program in programs:
        for design in sizes:
            if design not in program.designs:
                continue
            complaint = check(program, design, BUILD)
            if complaint:
                wrong[program.name, design] = complaint
            print(f"  {program.name:18} {design}: {complaint or 'right'}", flush=True)

    print("measuring", flush=True)
    cells: list[Cell] = []
    for design, climbed in sizes.items():
        able = [program for program in programs if design in program.designs]
        right = [program for program in able if (program.name, design) not in wrong]
        cells += compare(right, design, climbed, runs, options.limit)
        cells += [
            Cell(program.name, design, size, note="wrong circuit")
            for program in able
            if program not in right
            for size in climbed
        ]
    scaling: list[Cell] = []
    starts: list[Cell] = []
    if not partial:
        starts = start([program for program in programs if program.kind == "hwgen"], 5)
        for design, climbed in SCALING.items():
            for program in programs:
                if program.kind == "hwgen" and (program.name, design) not in wrong:
                    scaling += climb(program, design, climbed, runs, options.limit)

    text = report.text(programs, missing, wrong, sizes, cells, scaling, starts, quick=options.quick)
    if options.output:
        options.output.write_text(text)
        print(f"written: {options.output}")
    elif partial:
        print(f"\n{text}")
    else:
        report.write("ladder", text)
        report.write("hooks", hooks())
        report.write("comparison", comparison())
        print(f"written: {report.PAGE}")
    lost = [name for name in missing if name.startswith("hwgen")] + [
        name for name, _ in wrong if name.startswith("hwgen")
    ]
    if lost:
        print(f"bench: no figures of {', '.join(dict.fromkeys(lost))}", file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
