"""How large circuits are after synthesis, beside plain Verilog of the same function that was written by hand.

    synthesis.py              prove, count, and write them into Benchmarks/RESULTS.md
    synthesis.py fifo crc     these alone, printed

The references are Benchmarks/synthesis/*.v. yosys proves each pair equal from any state on, register by register; a
reference names its registers as it likes, and `NAMES` says which is which. Then it counts the cells of both, flattened:
as gates, and for the iCE40, as lookup tables of four inputs, flip-flops, carries and block memories.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
sys.path[:0] = [str(ROOT / "bindings" / "python" / "src"), str(ROOT / "examples" / "python")]

import hwgen as hw  # noqa: E402
import report  # noqa: E402

LIMIT = {"fifo": 1.02, "crc": 1.02}
"""How many times the cells of the reference a circuit may have."""


def design(name: str) -> tuple[str, str]:
    """What it is, and its text."""
    with hw.Context():
        if name == "fifo":
            return "`FIFO(UInt(8), depth = 16)` of the library", hw.lib.FIFO(hw.UInt(8), depth=16).verilog()
        if name == "crc":
            return "`CRC()` of the library: Ethernet's, a byte at a time", hw.lib.CRC().verilog()
        if name == "fir":
            from fir import LOW_PASS, Fir

            return "`examples/python/fir.py`: 15 taps, samples of 12 bits", Fir(12, LOW_PASS).verilog()
        from aes128 import Aes128

        return "`examples/python/aes128.py`: a round in a cycle", Aes128().verilog()


NAMES: dict[str, list[tuple[str, str]]] = {
    "fifo": [("tail", "wptr"), ("head", "rptr"), ("words", "mem")],
    # `next` is another value in each.
    "crc": [("next", "after")],
    "fir": [(f"sum_{tap}", rf"\\sum[{tap}] ") for tap in range(15)],
    "aes": [],
}
"""What is renamed in hwgen's text, so that what is one thing has one name."""

WHY = {
    "fifo": "As many.",
    "crc": "The same sums, in another order.",
    "fir": "A product has the 21 bits that it can take; the reference has each as wide as the sum that it goes into.",
    "aes": "The table of the S-box is a memory in one, and a `case` in the other.",
}


@dataclass(frozen=True)
class Cells:
    gates: int
    ice40: int


def yosys(script: str, folder: Path, seconds: int = 300) -> str:
    done = subprocess.run(["yosys", "-p", script], cwd=folder, capture_output=True, text=True, timeout=seconds)
    if done.returncode:
        raise RuntimeError(f"yosys: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
    return done.stdout


def cells(verilog: str) -> Cells:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "design.v").write_text(verilog)
        found = []
        for synthesis in ("synth -auto-top -flatten", "synth_ice40"):
            said = yosys(f"read_verilog design.v; {synthesis}; stat", path)
            found.append(int(re.findall(r"Number of cells: +(\d+)", said)[-1]))
    return Cells(*found)


def prove(name: str, mine: str, reference: str) -> None:
    """Raises if yosys cannot show that they are equal."""
    for old, new in NAMES[name]:
        mine = re.sub(rf"\b{old}\b", new, mine)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "mine.v").write_text(mine)
        (path / "reference.v").write_text(reference)
        lower = "proc; flatten; memory_map; opt_clean; rename -top"
        yosys(
            f"""
            read_verilog reference.v; hierarchy -auto-top; {lower} gold; design -stash gold
            read_verilog mine.v; hierarchy -auto-top; {lower} gate; design -stash gate
            design -copy-from gold -as gold gold; design -copy-from gate -as gate gate
            equiv_make gold gate equiv; hierarchy -top equiv; opt -full
            equiv_struct; equiv_simple; equiv_induct; equiv_status -assert
            """,
            path,
        )


def measured(name: str) -> tuple[str, Cells, Cells]:
    """What it is, its cells and those of the reference, which is proven equal."""
    what, mine = design(name)
    reference = (HERE / "synthesis" / f"{name}.v").read_text()
    prove(name, mine, reference)
    return what, cells(mine), cells(reference)


def row(name: str, what: str, mine: Cells, theirs: Cells) -> str:
    def compared(one: int, other: int) -> str:
        return f"{one} / {other} | {100 * (one - other) / other:+.1f} %"

    gates, ice40 = compared(mine.gates, theirs.gates), compared(mine.ice40, theirs.ice40)
    return f"| [{name}](synthesis/{name}.v) | {what} | {gates} | {ice40} |"


def main() -> int:
    parser = argparse.ArgumentParser(description="cells after synthesis, beside Verilog written by hand")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)} (default: all, into the page)")
    names = parser.parse_args().names
    if unknown := set(names) - set(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    rows, bad = [], []
    for name in names or NAMES:
        what, mine, theirs = measured(name)
        rows.append(row(name, what, mine, theirs))
        print(rows[-1], flush=True)
        if mine.gates > theirs.gates * LIMIT.get(name, 2):
            bad.append(name)
    if not names:
        version = subprocess.run(["yosys", "-V"], capture_output=True, text=True, check=True).stdout.split()[1]
        report.write(
            "cells",
            f"""\
Written by `make synthesis`, with yosys {version}. Beside each circuit stands plain Verilog of the same function,
written by hand as an engineer would; yosys proves both equal. The counts are of all cells of the flattened circuit,
hwgen's / the reference's: of `synth`, which gives gates and flip-flops of one bit (memories too), and of `synth_ice40`.

| | hwgen's | `synth` | | `synth_ice40` | |
|---|---|---|---|---|---|
"""
            + "\n".join(rows)
            + "\n\n"
            + "\n".join(f"- {name}: {why}" for name, why in WHY.items())
            + "\n",
        )
    if bad:
        print(f"more cells than they may have: {', '.join(bad)}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
