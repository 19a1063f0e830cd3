"""What a check prints of a random value is what the value is: beside a circuit that has it as an output, at each edge.

The two are built alike, one with outputs and one with prints, so that each is lowered by itself: values stand inline or
have names, and are words of memories, bits or signs as they come.
"""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest
from test_conformance import LIBRARY
from test_formats import TOOLS
from test_random import WIDTHS, made, shown

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))

import hwgen as hw

COUNT = 400 if os.environ.get("HWGEN_SOAK") == "1" else 20
EDGES = 10


class Pair:
    """The circuits of a seed: `Values` has random values as outputs, `Prints` prints them."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(f"checks {seed}")
        self.seed = seed
        self.inputs = {f"i{k}": f"{dice.choice(('UInt', 'SInt', 'Bits'))}({dice.choice(WIDTHS)})" for k in range(4)}
        self.widths: list[int] = []
        self.places: list[str] = []
        self.signs: list[bool] = []
        hw.circuit("Types", self.interface(), self.learn).elaborate()
        outputs = "".join(f"; out o{k}: Bits({width})" for k, width in enumerate(self.widths))
        self.values = hw.circuit(f"Values{seed}", self.interface() + outputs, self.drive)
        self.prints = hw.circuit(f"Prints{seed}", self.interface(), self.print)

    def interface(self) -> str:
        return "in clk: Clock; in rst: Reset" + "".join(f"; in {name}: {type_}" for name, type_ in self.inputs.items())

    def pool(self, io: hw.Ports) -> list[hw.Signal]:
        dice = random.Random(self.seed)
        pool = [io[name] for name in self.inputs]
        for _ in range(dice.randint(5, 30)):
            pool.append(made(dice, pool))
        return [dice.choice(pool) for _ in range(6)]

    def learn(self, io: hw.Ports) -> None:
        for value in self.pool(io):
            self.widths.append(value.width)
            self.places.append(shown(value))
            self.signs.append(str(value.type).startswith("SInt"))

    def drive(self, io: hw.Ports) -> None:
        for number, value in enumerate(self.pool(io)):
            io[f"o{number}"] @= value.as_bits()

    def print(self, io: hw.Ports) -> None:
        values = self.pool(io)
        some = io.i0.as_bits().any()
        with hw.when(some | ~some):
            hw.print(f"{self.seed} {' '.join(self.places)}", *values, in_reset=True)

    def bench(self, dice: random.Random) -> str:
        """A block that shows the outputs before each edge, with the signs that the prints have."""
        name = f"b{self.seed}"
        parts = [f"module {name};", "reg clk = 0, rst;"]
        widths = {port: int(type_.split("(")[1][:-1]) for port, type_ in self.inputs.items()}
        parts += [f"reg [{width - 1}:0] {port};" for port, width in widths.items()]
        parts += [f"wire [{width - 1}:0] o{number};" for number, width in enumerate(self.widths)]
        inputs = ", ".join(f".{port}({port})" for port in ("clk", "rst", *self.inputs))
        outputs = "".join(f", .o{number}(o{number})" for number in range(len(self.widths)))
        parts += [f"{self.values.name} values ({inputs}{outputs});", f"{self.prints.name} prints ({inputs});"]
        shows = [f"$signed(o{n})" if sign else f"o{n}" for n, sign in enumerate(self.signs)]
        format_ = " ".join("%0h" if place == "{:x}" else "%0d" for place in self.places)
        parts += ["initial begin", f"#{1 + self.seed * (4 * EDGES + 4)};"]
        for edge in range(EDGES):
            parts += [f"rst = {int(edge == 0)};"]
            parts += [f"{port} = {width}'h{dice.getrandbits(width):x};" for port, width in widths.items()]
            parts += [f'#1 $display("{self.seed} {format_}", {", ".join(shows)});', "#1 clk = 1; #1 clk = 0; #1;"]
        return "\n".join([*parts, "end", "endmodule", ""])


def agree(output: str, printed: str) -> bool:
    """Whether two lines show the same. How much of a value is unknown before a register has one is the text's."""
    pairs = zip(output.lower().split(), printed.lower().split(), strict=True)
    return all(left == right or "x" in left + right for left, right in pairs)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_a_print_shows_what_an_output_has(profile: str, tmp_path: Path) -> None:
    dice = random.Random(profile)
    text, last = [], (COUNT + 1) * (4 * EDGES + 4)
    for seed in range(COUNT):
        with hw.Context():
            pair = Pair(seed)
            text += [pair.values.verilog(profile), pair.prints.verilog(profile), pair.bench(dice)]
    benches = " ".join(f"b{seed} u{seed} ();" for seed in range(COUNT))
    text += [f"module bench; {benches} initial begin #{last} $finish; end endmodule\n"]
    (tmp_path / "bench.sv").write_text("\n".join(text))
    for build, run in TOOLS.values():
        subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
        done = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines() if line[:1].isdigit()]
        assert len(lines) == 2 * COUNT * EDGES
        assert sum("x" in line.lower() for line in lines) < len(lines) / 4
        differing = [pair for pair in zip(lines[::2], lines[1::2], strict=True) if not agree(*pair)]
        assert not differing, f"{run[0]}: {differing[:3]}"
