"""Benchmarks/RESULTS.md: what was measured, where, when, with what, and how hwgen stands beside the best peer."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from programs import ROOT, Missing, Program, said

PAGE = ROOT / "Benchmarks" / "RESULTS.md"
PARTS = {
    "ladder": "# Benchmarks\n",
    "hooks": "## A hook of the host\n",
    "comparison": "## Comparison\n",
    "cells": "## Cells after synthesis\n",
}
"""The heads of the page's parts, which are written one at a time."""

if TYPE_CHECKING:
    from bench import Cell

TITLES = {
    "addtree": "AddTree k: an adder tree by recursion, 2^k inputs of 16 bits, a module per level",
    "distinct": "Distinct n: n specialisations of an adder, in a chain",
    "systolic": "Systolic N: N*N instances of one processing element",
    "flatlogic": "FlatLogic n: n operations of 32 bits in one module",
}

# What hwgen set out to reach: CPU seconds from C and Swift, and from Python.
TARGETS = {
    ("addtree", 12): (0.01, 0.08),
    ("distinct", 1000): (0.01, 0.09),
    ("distinct", 10000): (0.05, 0.35),
    ("systolic", 32): (0.02, 0.08),
    ("systolic", 128): (0.07, 0.35),
    ("systolic", 256): (0.25, 1.0),
    ("flatlogic", 100_000): (0.06, 0.3),
    ("flatlogic", 1_000_000): (0.5, 2.5),
}


def machine() -> str:
    cpu = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)
    gib = int(memory[1]) / 1024**2 if memory else 0
    return f"{cpu[1] if cpu else platform.processor()}, {os.cpu_count()} cores, {gib:.0f} GiB"


def commit() -> str:
    try:
        changed = said(["git", "status", "--porcelain", "--untracked-files=no"]).strip()
        return said(["git", "rev-parse", "--short=10", "HEAD"]).strip() + (" with changes" if changed else "")
    except Missing:
        return "unknown"


def first_line(*command: str) -> str:
    try:
        return said(command).splitlines()[0].strip()
    except (Missing, IndexError):
        return f"no {command[0]}"


def system() -> str:
    try:
        found = re.search(r'^PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.platform()


def number(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def size_name(size: int) -> str:
    for unit, name in ((1_000_000, "M"), (1000, "k")):
        if (size >= 10 * unit and size % unit == 0) or size == unit:
            return f"{size // unit}{name}"
    return str(size)


def shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{number(cell.cpu)} ({cell.peak:.0f} MiB, {cell.text / 1e6:.1f} MB)" if cell.ok else cell.note


def row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def head(*cells: str) -> list[str]:
    return [row(*cells), "|---" * len(cells) + "|"]


def table(design: str, sizes: Sequence[int], programs: Sequence[Program], cells: Sequence[Cell]) -> list[str]:
    found = {(cell.program, cell.size): cell for cell in cells if cell.design == design}
    lines = [f"## {TITLES[design]}", "", *head("CPU s (peak memory, text)", *map(size_name, sizes))]
    for kind in ("hwgen", "floor", "peer"):
        for program in programs:
            if program.kind == kind and design in program.designs:
                lines.append(row(program.name, *(shown(found.get((program.name, size))) for size in sizes)))
    goals = [TARGETS.get((design, size)) for size in sizes]
    for index, name in enumerate(("target, C and Swift", "target, Python")):
        lines.append(row(f"*{name}*", *(number(goal[index]) if goal else "" for goal in goals)))
    ratios = ratio_rows(sizes, programs, found)
    return [*lines, *(["", *head("hwgen / best peer", *map(size_name, sizes)), *ratios] if ratios else []), ""]


def ratio_rows(sizes: Sequence[int], programs: Sequence[Program], found: dict[tuple[str, int], Cell]) -> list[str]:
    """hwgen's CPU seconds over the best peer's at that size, and who that is."""
    rows = []
    peers = [program.name for program in programs if program.kind == "peer"]
    for program in programs:
        if program.kind != "hwgen":
            continue
        ratios = []
        for size in sizes:
            mine = found.get((program.name, size))
            others = [cell for peer in peers if (cell := found.get((peer, size))) is not None and cell.ok]
            best = min(others, key=lambda cell: cell.cpu, default=None)
            if mine is None or not mine.ok or best is None:
                ratios.append("")
            else:
                ratios.append(f"{mine.cpu / best.cpu:.3f} ({best.program})")
        rows.append(row(program.name, *ratios))
    return rows


def scaling_table(cells: Sequence[Cell]) -> list[str]:
    """What one more item costs between one size and the next, in nanoseconds: the start of the process cancels out."""
    lines = ["## Does an item cost the same in every size?", ""]
    lines += ["Nanoseconds of CPU per item, from one size to the next (so the process's start is not in it).", ""]
    lines += head("design", "program", "items", "ns per item, step by step")
    keys = dict.fromkeys((cell.design, cell.program) for cell in cells)
    for design, program in keys:
        climbed = [cell for cell in cells if (cell.design, cell.program) == (design, program) and cell.ok]
        items = [cell.size**2 if design == "systolic" else cell.size for cell in climbed]
        steps = [
            f"{(large.cpu - small.cpu) / (more - less) * 1e9:.0f}"
            for (small, less), (large, more) in zip(
                list(zip(climbed, items, strict=True)), list(zip(climbed, items, strict=True))[1:], strict=False
            )
        ]
        lines.append(row(design, program, " → ".join(map(size_name, items)), ", ".join(steps)))
    return [*lines, ""]


def hook_table(rows: Sequence[Sequence[str]]) -> str:
    """`rows`: a signature, and ns of ffi_call, of an impure hook, and of one whose answer is known."""
    lines = [
        f"Written by `make bench`, {now()}, commit {commit()}, {machine()}: CPU ns of a call,",
        "medians of 15 rounds that take turns. A call of an impure hook costs what libffi's `ffi_call` of its",
        "signature does, and a fixed part: checks of thread, handle and arguments. A function without arguments needs",
        "no libffi. What a pure one has answered is looked up.",
        "",
        *head("signature", "`ffi_call`", "impure hook", "of `ffi_call`", "known answer", "of `ffi_call`"),
    ]
    for signature, *figures in rows:
        bare, impure, known = map(float, figures)
        ratios = [f"{impure:.1f}", f"{impure / bare:.2f}", f"{known:.1f}", f"{known / bare:.2f}"]
        lines.append(row(f"`{signature}`", f"{bare:.1f}", *ratios))
    return "\n".join(lines)


def comparison_table(rows: Sequence[Sequence[str]]) -> str:
    """`rows`: how many ports an interface has, and CPU ns of each."""
    lines = [
        f"Written by `make bench`, {now()}, commit {commit()}, {machine()}: CPU ns of a port in the",
        "comparison of two interfaces that are the same for all parameters; medians of 3 rounds. A quarter of the",
        "ports is written alike, a quarter has equal polynomials, and half need a proof by cases.",
        "",
        *head("ports", "a port", "of the smallest"),
    ]
    least = min(float(each) for _, each in rows)
    lines += [row(f"{int(ports):,}", each, f"{float(each) / least:.2f}") for ports, each in rows]
    return "\n".join(lines)


def now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


def start_table(cells: Sequence[Cell]) -> list[str]:
    lines = ["## Start", "", "A process that does nothing, and one that prints the smallest circuit (AddTree 1).", ""]
    lines += head("", "CPU ms", "wall ms", "peak MiB")
    for cell in cells:
        figures = (
            (f"{cell.cpu * 1e3:.0f}", f"{cell.wall * 1e3:.0f}", f"{cell.peak:.0f}") if cell.ok else (cell.note, "", "")
        )
        lines.append(row(cell.program, *figures))
    library = ROOT / "build" / "lib" / "libhwgen.so"
    if library.exists():
        lines += ["", f"libhwgen.so: {library.stat().st_size / 1e6:.1f} MB"]
    return [*lines, ""]


def write(part: str, text: str) -> None:
    """Writes a part of the page, without its head; the others stay as they are."""
    page, parts = PAGE.read_text(), {}
    for name, heading in reversed(PARTS.items()):
        page, _, rest = page.partition(heading)
        parts[name] = (text if name == part else rest).strip("\n")
    PAGE.write_text("\n\n".join(PARTS[name] + "\n" + parts[name] for name in PARTS if parts[name]) + "\n")


def text(
    programs: Sequence[Program],
    missing: dict[str, str],
    wrong: dict[tuple[str, str], str],
    sizes: dict[str, Sequence[int]],
    cells: Sequence[Cell],
    scaling: Sequence[Cell],
    starts: Sequence[Cell],
    *,
    quick: bool,
) -> str:
    how = "one run each (quick)"
    if not quick:
        how = "median of three runs, one if it takes over 15 s; hwgen's of one before and one after each peer"
    lines = [
        "## Elaborate and print",
        "",
        "Written by `make bench`. From a program's start to its Verilog on disk: CPU s of the whole process, user",
        f"and system, children included; {how}. All rows are of this one run on this one machine.",
        "How large circuits are after synthesis is told at the end.",
        "",
        *head("", ""),
        row("date", now()),
        row("commit", commit()),
        row("machine", machine()),
        row("system", system()),
        row("swift", first_line("swift", "--version")),
        row("C compiler", first_line("cc", "--version")),
        row("Python of hwgen", platform.python_version()),
        *(row(program.name, program.version) for program in programs if program.version),
        "",
    ]
    for design, climbed in sizes.items():
        lines += table(design, climbed, programs, cells)
    if scaling:
        lines += scaling_table(scaling)
    if starts:
        lines += start_table(starts)
    if missing or wrong:
        lines += ["## Not measured", ""]
        lines += [f"- {name}: {reason}" for name, reason in missing.items()]
        lines += [f"- {name}, {design}: {reason}" for (name, design), reason in wrong.items()]
        lines.append("")
    return "\n".join(lines)
