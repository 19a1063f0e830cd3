"""Every format of a message, for values of all widths, prints in both simulators what Python's `str.format` gives."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_conformance import LIBRARY, ROOT, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw

WIDTHS = (1, 2, 3, 4, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 128, 200)
BITS = {"x": 4, "o": 3, "b": 1}
"""Of a digit."""
TEXTS = ("", "%", "%d", "{{", "}}", " é ", '"', "\\", "\\n", "a\tb", "{{{{", "//", "`x")


@dataclass
class Place:
    """A place of a message, with the input that it shows."""

    port: str
    format: str
    kind: str
    width: int

    @property
    def type(self) -> hw.Type:
        return hw.Bit if self.kind == "Bit" else getattr(hw, self.kind)(self.width)

    def value(self, dice: random.Random) -> int:
        """A pattern; characters are those that print."""
        if self.format == "{:c}":
            return dice.randrange(32, 127)
        ones = (1 << self.width) - 1
        some = dice.getrandbits(self.width) >> dice.randrange(self.width)
        return dice.choice((0, 1, ones, ones >> 1, ones ^ ones >> 1, some, some))

    def number(self, pattern: int) -> int:
        return pattern - (1 << self.width) if self.kind == "SInt" and pattern >> (self.width - 1) else pattern


def place(dice: random.Random, port: str) -> Place:
    kind = dice.choice(("UInt", "SInt", "Bits", "Bit"))
    width = 1 if kind == "Bit" else dice.choice(WIDTHS)
    if width == 8 and kind != "SInt" and dice.random() < 0.5:
        form = "{:c}"
    elif kind == "SInt" or (kind != "Bits" and dice.random() < 0.4):
        pad = dice.choice(("", dice.randint(1, 70)))
        zero = "0" if pad and kind != "SInt" and dice.random() < 0.5 else ""
        form = dice.choice(("{}", "{:d}")) if not pad else f"{{:{zero}{pad}{dice.choice(('', 'd'))}}}"
    else:
        letter = dice.choice("xob")
        digits = -(-width // BITS[letter])
        form = f"{{:{dice.choice(('', f'0{digits + dice.choice((0, 0, 1, 5))}'))}{letter}}}"
    return Place(port, form, kind, width)


class Formats:
    """Random messages, the circuit that prints them, and a bench that gives it values."""

    def __init__(self, seed: int, count: int, edges: int) -> None:
        dice = random.Random(seed)
        self.lines = [
            [(dice.choice(TEXTS), place(dice, f"i{number}_{index}")) for index in range(dice.randint(1, 4))]
            for number in range(count)
        ]
        self.places = [each for line in self.lines for _, each in line]
        self.vectors = [{each.port: each.value(dice) for each in self.places} for _ in range(edges)]

    @staticmethod
    def message(line: list[tuple[str, Place]]) -> str:
        return "".join(text + each.format for text, each in line) + "."

    def circuit(self) -> hw.Circuit:
        def body(io: hw.Ports) -> None:
            for line in self.lines:
                hw.print(self.message(line), *(io[each.port] for _, each in line))

        inputs = {each.port: hw.In(each.type) for each in self.places}
        return hw.circuit("Formats", hw.Interface(clk=hw.In(hw.Clock), **inputs), body)

    def meant(self) -> list[str]:
        return [
            self.message(line).format(*(each.number(vector[each.port]) for _, each in line))
            for vector in self.vectors
            for line in self.lines
        ]

    def bench(self) -> str:
        parts = ["module bench;", "reg clk = 0;"]
        parts += [f"reg [{each.width - 1}:0] {each.port};" for each in self.places]
        parts += ["Formats dut (.clk(clk)" + "".join(f", .{each.port}({each.port})" for each in self.places) + ");"]
        parts += ["initial begin"]
        for vector in self.vectors:
            parts += [f"{each.port} = {each.width}'h{vector[each.port]:x};" for each in self.places]
            parts += ["#1 clk = 1; #1 clk = 0;"]
        return "\n".join([*parts, '$display("the end"); $finish;', "end", "endmodule", ""])


VERILATOR = "verilator --binary --timing -Wno-fatal -Wno-lint -CFLAGS -O0 --top-module bench bench.sv"
TOOLS = {
    "iverilog": (["iverilog", "-g2005-sv", "-s", "bench", "-o", "bench.vvp", "bench.sv"], ["vvp", "-N", "bench.vvp"]),
    "verilator": (VERILATOR.split(), ["obj_dir/Vbench"]),
}


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_random_formats_print_in_both_simulators_what_python_formats(profile: str, tmp_path: Path) -> None:
    formats = Formats(seed=4, count=60, edges=20)
    wanted = [*formats.meant(), "the end"]
    source = tmp_path / ("formats.v" if profile == "verilog" else "formats.sv")
    with hw.Context():
        formats.circuit().write_verilog(source, profile)
    verdicts = judge([Design.of(source, "Formats", profile=profile)])
    assert not complaints(verdicts), complaints(verdicts)
    (tmp_path / "bench.sv").write_text(source.read_text() + formats.bench())
    for build, run in TOOLS.values():
        subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
        done = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)
        said = done.stdout.decode().split("\n")[: len(wanted)]
        differing = [(one, other) for one, other in zip(said, wanted, strict=True) if one != other]
        assert not differing, f"{run[0]}: {differing[:3]}"


def test_the_random_formats_have_every_kind_of_place() -> None:
    places = Formats(seed=4, count=60, edges=1).places
    assert {(each.format[-2], each.kind) for each in places} >= {
        *((letter, kind) for letter in "xob" for kind in ("UInt", "Bits", "Bit")),
        *(("d", kind) for kind in ("UInt", "SInt", "Bit")),
        *(("c", kind) for kind in ("UInt", "Bits")),
    }
    assert any(each.format.startswith("{:0") for each in places) and any(each.format == "{}" for each in places)
