"""Runs a printed systolic array on a product of two real matrices, and compares what it says with NumPy.

The array is output-stationary: processing element (i, j) sums up the products of row i of A and column j of B that
pass through it. Row i and column j enter i and j cycles late, so that the operands of one product meet; `drain` then
shifts the sums out to the east, one column per cycle. Neither this file nor `systolic_bench.v` multiplies or adds a
matrix element: the stimulus is the matrices' elements in another order, and the product is the circuit's output lines
in another order.

The array's ports: clk, rst (synchronous, active high), a (8*n bits: row i on bits 8i+7:8i), b (8*n bits: column j on
bits 8j+7:8j), drain, and c (32*n bits: the last column's sum of row i on bits 32i+31:32i).

    systolic_bench.py build/demo/python/systolic.v --top Systolic_8
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
BENCH = HERE / "systolic_bench.v"
DATA = HERE.parent / "data"
SIMULATORS = ("iverilog", "verilator")

Matrix = np.ndarray


# -- the matrices as cycles, and the cycles as a matrix ---------------------------------------------------------------


@dataclass(frozen=True)
class Cycle:
    """What is applied to the array in one clock cycle."""

    rst: int
    drain: int
    a: tuple[int, ...]
    b: tuple[int, ...]

    def hex(self) -> str:
        """The line of the stimulus: rst, drain, the rows from the last to the first, the columns likewise."""
        bits = f"{self.rst:b}{self.drain:b}" + "".join(f"{value:08b}" for value in (*self.a[::-1], *self.b[::-1]))
        return f"{int(bits, 2):x}"


@dataclass(frozen=True)
class Readout:
    """Where one column of the product is found: the response's line, the first row of its tile, its column."""

    cycle: int
    row: int
    column: int


def schedule(a: Matrix, b: Matrix, n: int) -> tuple[list[Cycle], list[Readout]]:
    """The cycles that multiply ``a`` by ``b``, tile by tile, and where the product's columns come out.

    The sides of the matrices are multiples of ``n``. The tiles along the common side follow each other without a gap.
    """
    rows, depth = a.shape
    columns = b.shape[1]
    idle = (0,) * n
    cycles = [Cycle(1, 0, idle, idle)] * 2
    readouts = []
    for row in range(0, rows, n):
        for column in range(0, columns, n):
            # Row i of the tile is i cycles late, column j is j cycles late; the last product is made at the far corner.
            for t in range(depth + 2 * (n - 1)):
                west = tuple(int(a[row + i, t - i]) if 0 <= t - i < depth else 0 for i in range(n))
                north = tuple(int(b[t - j, column + j]) if 0 <= t - j < depth else 0 for j in range(n))
                cycles.append(Cycle(0, 0, west, north))
            for east in reversed(range(n)):
                readouts.append(Readout(len(cycles), row, column + east))
                cycles.append(Cycle(0, 1, idle, idle))
    return cycles, readouts


def assemble(response: Sequence[str], readouts: Sequence[Readout], shape: tuple[int, int], n: int) -> Matrix:
    """The product, from the response's lines; an element that the circuit leaves unknown becomes -1."""
    product = np.full(shape, -1, dtype=np.int64)
    for readout in readouts:
        line = response[readout.cycle].strip()
        for i in range(n):
            digits = line[len(line) - 8 * (i + 1) : len(line) - 8 * i]
            if len(digits) == 8 and all(digit in "0123456789abcdef" for digit in digits):
                product[readout.row + i, readout.column] = int(digits, 16)
    return product


# -- the simulators ---------------------------------------------------------------------------------------------------


class BenchFailure(RuntimeError):
    """A simulator is missing, or did not take the design, or did not answer."""


def simulate(verilog: Path, top: str, n: int, cycles: Sequence[Cycle], simulator: str, folder: Path) -> list[str]:
    """The response's lines, one per cycle, from one simulator; its files go into ``folder``."""
    stimulus, response = folder / "stimulus.hex", folder / f"{simulator}.hex"
    stimulus.write_text("".join(f"{cycle.hex()}\n" for cycle in cycles))
    response.unlink(missing_ok=True)
    definitions = [f"-DTOP={top}", f"-DN={n}", f"-DCYCLES={len(cycles)}"]
    files = [str(BENCH), str(verilog)]
    if simulator == "iverilog":
        program = folder / "bench.vvp"
        _run(["iverilog", "-g2005-sv", "-s", "bench", *definitions, "-o", str(program), *files])
        command = ["vvp", "-n", str(program)]
    elif simulator == "verilator":
        build = folder / "verilator"
        switches = ["--binary", "--timing", "--top-module", "bench", "-Mdir", str(build), "-o", "bench"]
        _run(["verilator", *switches, *definitions, *files])
        command = [str(build / "bench")]
    else:
        raise BenchFailure(f"no simulator is called {simulator}; there are {', '.join(SIMULATORS)}")
    _run([*command, f"+stimulus={stimulus}", f"+response={response}"])
    lines = response.read_text().splitlines() if response.exists() else []
    if len(lines) != len(cycles):
        raise BenchFailure(f"{simulator} answered {len(lines)} of {len(cycles)} cycles")
    return lines


def _run(command: Sequence[str]) -> None:
    if shutil.which(command[0]) is None:
        raise BenchFailure(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise BenchFailure(
            f"{command[0]} failed with status {done.returncode}:\n{(done.stderr or done.stdout)[-2000:]}"
        )


# -- the report -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """One simulator's product beside NumPy's."""

    simulator: str
    product: Matrix
    expected: Matrix

    @property
    def mismatches(self) -> int:
        return int((self.product != self.expected).sum())

    @property
    def ok(self) -> bool:
        return self.product.shape == self.expected.shape and self.mismatches == 0


@dataclass(frozen=True)
class Report:
    """What became of the product in each simulator."""

    n: int
    shape: tuple[int, int, int]
    cycles: int
    results: tuple[Result, ...]

    @property
    def ok(self) -> bool:
        return bool(self.results) and all(result.ok for result in self.results)

    def __str__(self) -> str:
        rows, depth, columns = self.shape
        lines = [
            f"{rows}x{depth} by {depth}x{columns} on {self.n}x{self.n} processing elements, "
            f"{rows * columns // self.n**2} tiles, {self.cycles} cycles"
        ]
        for result in self.results:
            verdict = (
                "equal to NumPy's" if result.ok else f"{result.mismatches} of {result.expected.size} elements differ"
            )
            head = " ".join(str(value) for value in result.product[0, :4])
            lines.append(f"{result.simulator}: row 0 = {head} ... {result.product[0, -1]}: {verdict}")
            if not result.ok:
                row, column = np.argwhere(result.product != result.expected)[0]
                got, want = result.product[row, column], result.expected[row, column]
                lines.append(f"  first at ({row}, {column}): the circuit says {got}, NumPy says {want}")
        return "\n".join(lines)


def load(name: str) -> Matrix:
    """A matrix of ``examples/data``."""
    matrix = np.loadtxt(DATA / name, delimiter=",", dtype=np.int64)
    if matrix.min() < 0 or matrix.max() > 255:
        raise ValueError(f"{name}: elements must lie in 0...255")
    return matrix


def run_systolic(
    verilog_path: Path | str,
    top: str,
    n: int = 8,
    *,
    simulators: Sequence[str] = SIMULATORS,
    folder: Path | str | None = None,
) -> Report:
    """Multiplies picture.csv by smear.csv on the array in ``verilog_path`` in each simulator.

    ``folder`` keeps the simulators' files (default: a temporary one). Raises ``BenchFailure`` if a simulator gives no
    answer; a wrong answer is a report that is not ``ok``.
    """
    a, b = load("picture.csv"), load("smear.csv")
    cycles, readouts = schedule(a, b, n)
    expected = a @ b
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(folder or scratch).resolve()
        work.mkdir(parents=True, exist_ok=True)
        for simulator in simulators:
            response = simulate(Path(verilog_path).resolve(), top, n, cycles, simulator, work)
            results.append(Result(simulator, assemble(response, readouts, expected.shape, n), expected))
    return Report(n, (*a.shape, b.shape[1]), len(cycles), tuple(results))


def main() -> int:
    parser = argparse.ArgumentParser(description="multiply two real matrices on a printed systolic array")
    parser.add_argument("verilog", type=Path)
    parser.add_argument("--top", required=True, help="the array's module")
    parser.add_argument("--size", type=int, default=8, help="rows and columns of processing elements (default: 8)")
    parser.add_argument("--simulators", nargs="+", choices=SIMULATORS, default=list(SIMULATORS))
    parser.add_argument("--folder", type=Path, help="keep the simulators' files here")
    options = parser.parse_args()
    try:
        report = run_systolic(
            options.verilog, options.top, options.size, simulators=options.simulators, folder=options.folder
        )
    except BenchFailure as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    print(report)
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
