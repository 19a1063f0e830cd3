"""The designs over which each row of the Verilog page's table is run: golden cases, library generators, random designs.

A set makes its designs in a given order, each by the program of its host, and gives the name and the netlist of each.
As a program it makes all of them the other way round and prints the digests of their texts: test_table.py runs it in
another process, with another seed of Python's hashes.
"""

from __future__ import annotations

import hashlib
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "python"), str(HERE.parent)]

import _case  # noqa: E402
import hwgen as hw  # noqa: E402
from Differential import generator, hosted, netlist  # noqa: E402
from Differential.runner import PROFILES  # noqa: E402

SOAK = os.environ.get("HWGEN_SOAK") == "1"
RANDOM = 3000 if SOAK else 500

Texts = Iterator[tuple[str, str]]


@contextmanager
def _written() -> Iterator[list[hw.Circuit]]:
    """The circuits that the cases write while it is open, instead of files."""
    found: list[hw.Circuit] = []
    write, arguments = _case.write, sys.argv
    _case.write, sys.argv = found.append, ["case", "case.v"]
    try:
        yield found
    finally:
        _case.write, sys.argv = write, arguments


def golden(step: int = 1) -> Texts:
    for path in sorted(HERE.glob("python/[!_]*.py"))[::step]:
        with _written() as found, hw.Context():
            runpy.run_path(str(path))
            for circuit in found:
                yield path.stem, circuit.netlist


def library(step: int = 1) -> Texts:
    """All in one context: what was asked for before must not show."""
    from test_library import CASES, NAMES, circuit

    with hw.Context():
        for number in range(len(CASES))[::step]:
            yield NAMES[number], circuit(number).netlist


def random(step: int = 1) -> Texts:
    for seed in range(RANDOM)[::step]:
        design = generator.design(seed)
        yield design.root.key, netlist.write(hosted.expanded(design))


SETS: dict[str, Callable[..., Texts]] = {"golden": golden, "library": library, "random": random}


def verilog(text: str, profile: str) -> str:
    """What a netlist prints."""
    with hw.Context():
        return hw.read_netlist(text).verilog(profile)


def digests(step: int = 1) -> dict[str, str]:
    """Of each design's netlist and of its text in both profiles."""
    found = {}
    for name, make in SETS.items():
        for design, text in make(step):
            texts = [text, *(verilog(text, profile) for profile in PROFILES)]
            found[f"{name} {design}"] = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    return found


if __name__ == "__main__":
    for design, digest in digests(-1).items():
        print(f"{design}\t{digest}")
