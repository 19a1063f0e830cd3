"""Checks: the golden texts proven by yosys, and seen to fire and not to fire in both simulators.

What is printed is compared with what Python's `str.format` gives, line by line.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_conformance import GOLDEN, LIBRARY, ROOT, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))

PROFILES = {"verilog": "checks.v", "systemverilog": "checks.sv"}


# -- simulated --------------------------------------------------------------------------------------------------------

BENCH = """
module bench;
  reg clk = 0;
  reg rst, take, give;
  reg [1:0] kind;
  reg [5:0] offset;
  reg [15:0] data;
  reg [79:0] wide;
  wire [3:0] count;
  reg [106:0] phases [0:COUNT - 1];
  integer n;
  Credits dut (.clk(clk), .rst(rst), .take(take), .give(give), .kind(kind), .offset(offset), .data(data), .wide(wide),
    .count(count));
  initial begin
    $readmemh("phases.hex", phases);
    for (n = 0; n < COUNT; n = n + 1) begin
      {rst, take, give, kind, offset, data, wide} = phases[n];
      #1 clk = 1;
      #1 clk = 0;
    end
    $display("the end");
    $finish;
  end
endmodule
"""


class Model:
    """The golden design, and what it prints, with the limits that a test may set."""

    def __init__(self, limit: int = 9, most: int = 15, profile: str = "verilog") -> None:
        self.count, self.limit, self.most, self.profile = 0, limit, most, profile
        self.lines: list[str] = []
        self.failed = False

    def fail(self, line: str, is_told: bool = True) -> None:
        if is_told or self.profile == "verilog":
            self.lines.append(line)
        self.failed = True

    def step(self, rst: int, take: int, give: int, kind: int, offset: int, data: int, wide: int) -> None:
        """One edge. The block of what is off in reset is the first."""
        signed = offset - 64 if offset & 32 else offset
        where = "in bench.dut"
        if not rst:
            if self.count > self.limit:
                said = f"count {self.count} is above 9 ({self.count:04b})"
                self.fail(f"assertion failed {where}: {said}")
            if take and self.count == 0:
                self.fail(f"assumption failed {where}: taken from nothing")
            if give:
                if self.count == 8:
                    self.lines.append(f"covered {where}: nearly full")
                self.lines.append(f"give {data:04x} {signed:5d} {signed}")
                if kind == 0:
                    self.lines.append(f"zero {data & 255:c}!")
                elif kind in (1, 2):
                    self.lines.append(f'{{{wide:x}}} 100% "quoted" \\ é')
                elif self.count >= self.most:
                    self.fail(f"assertion failed {where}", is_told=False)
            else:
                self.lines.append(f"idle at {self.count:3d}, next {self.count + 1 & 15:05d}")
        self.lines.append(f"tick {kind:o} {take}")
        if rst:
            self.count = 0
        elif give and not take and self.count != 9:
            self.count += 1
        elif take and not give:
            self.count = self.count - 1 & 15


def stimulus(seed: int, cycles: int) -> list[list[int]]:
    """Edges at which everything holds: nothing is taken from nothing. Characters are those that print."""
    dice = random.Random(seed)
    model, found = Model(), []
    for cycle in range(cycles):
        rst = int(cycle == 0 or dice.random() < 0.02)
        take = int(dice.random() < 0.3 and model.count > 0 and not rst)
        data = dice.getrandbits(8) << 8 | dice.randrange(33, 127)
        wide = dice.getrandbits(80) >> dice.randrange(80)
        found.append([rst, take, int(dice.random() < 0.6), dice.getrandbits(2), dice.getrandbits(6), data, wide])
        model.step(*found[-1])
    return found


def simulated(
    tool: str, text: str, phases: list[list[int]], folder: Path, bench: str = BENCH, *options: str
) -> tuple[list[str], int]:
    """The lines that the simulation prints, and how it ends."""
    words = []
    for rst, take, give, kind, offset, data, wide in phases:
        high = ((((rst << 1 | take) << 1 | give) << 2 | kind) << 6 | offset) << 16 | data
        words.append(f"{high << 80 | wide:x}")
    (folder / "phases.hex").write_text("".join(f"{word}\n" for word in words))
    (folder / "bench.sv").write_text(text + bench.replace("COUNT", str(len(phases))))
    if tool == "iverilog":
        generation = "-g2005-sv" if "logic" in text else "-g2005"
        build = ["iverilog", generation, "-s", "bench", "-o", "bench.vvp", "bench.sv"]
        # -N: $stop is a failure.
        run = ["vvp", "-N", "bench.vvp"]
    else:
        build = ["verilator", "--binary", "--assert", "--timing", "-Wno-fatal", "-Wno-lint", "--top-module", "bench"]
        build += ["-CFLAGS", "-O0", *options, "bench.sv"]
        run = ["obj_dir/Vbench"]
    subprocess.run(build, cwd=folder, capture_output=True, text=True, check=True)
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
    # Verilator's hierarchy begins with TOP.
    return done.stdout.replace("TOP.bench", "bench").splitlines(), done.returncode


def by_block(lines: list[str]) -> tuple[list[str], list[str]]:
    """What each of the two blocks prints: which of two blocks is first at an edge, Verilog leaves open."""
    return [line for line in lines if "tick" not in line], [line for line in lines if "tick" in line]


def is_of_tool(line: str) -> bool:
    """Lines that a tool adds of itself."""
    own = r"ERROR: |\s+Time: |\[\d+\] %Error|%Error|- .*Verilog \$|.*\$(stop|finish) called|\*\* |Aborting"
    return bool(re.match(own, line))


@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
@pytest.mark.parametrize("profile", PROFILES)
def test_what_holds_prints_what_python_formats_and_nothing_fails(tool: str, profile: str, tmp_path: Path) -> None:
    phases = stimulus(1, 300)
    model = Model()
    for phase in phases:
        model.step(*phase)
    assert not model.failed and any("nearly full" in line for line in model.lines)
    lines, status = simulated(tool, (GOLDEN / PROFILES[profile]).read_text(), phases, tmp_path)
    assert status == 0
    assert by_block([line for line in lines if not is_of_tool(line)]) == by_block([*model.lines, "the end"])


@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("fault", ["assertion", "plain assertion", "assumption"])
def test_what_does_not_hold_is_seen_to_fail(tool: str, profile: str, fault: str, tmp_path: Path) -> None:
    text = (GOLDEN / PROFILES[profile]).read_text()
    phases = stimulus(2, 300)
    limit, most = 9, 15
    if fault == "assertion":
        limit = 5
        text = text.replace("count <= 4'd9;", "count <= 4'd5;")
    elif fault == "plain assertion":
        most = 4
        text = text.replace("count < 4'd15", "count < 4'd4")
    else:
        phases[1] = [0, 1, 0, 0, 0, 33, 0]
    model = Model(limit, most, profile)
    for phase in phases:
        model.step(*phase)
        if model.failed:
            break
    assert model.failed
    lines, status = simulated(tool, text, phases, tmp_path)
    said, _ = by_block([line for line in lines if not is_of_tool(line)])
    wanted, _ = by_block(model.lines)
    if fault != "plain assertion":
        # What else the failing edge prints depends on whether the tool stops at once.
        wanted = wanted[: 1 + next(index for index, line in enumerate(wanted) if "failed" in line)]
    if profile == "systemverilog" and tool == "iverilog":
        # It goes on, and says so itself.
        assert said[: len(wanted)] == wanted
        assert any(line.startswith("ERROR: bench.sv:") for line in lines)
    else:
        assert said == wanted
        assert status != 0


# -- proven -----------------------------------------------------------------------------------------------------------


def proven(text: str, profile: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "checks.sv").write_text(text)
    # Messages have no meaning for a proof.
    script = """
        read_verilog -formal -sv checks.sv; prep -top Credits -flatten -nordff; async2sync
        chformal -cover -remove; sat -verify -tempinduct -prove-asserts -set-assumes -set-at 1 rst 1 -seq 1 -maxsteps 4
    """
    return subprocess.run(["yosys", "-q", "-p", script], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("profile", PROFILES)
def test_yosys_proves_the_assertions_and_refuses_those_that_do_not_hold(profile: str, tmp_path: Path) -> None:
    text = (GOLDEN / PROFILES[profile]).read_text()
    done = proven(text, profile, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert proven(text.replace("(count != 4'd9)", "(count != 4'd10)"), profile, tmp_path).returncode != 0
    assert proven(text.replace("count < 4'd15", "count < 4'd9"), profile, tmp_path).returncode != 0


# -- the example ------------------------------------------------------------------------------------------------------

QUEUE = """
module bench;
  reg clk = 0, rst = 1, push = 0, pop = 0;
  reg [7:0] data = 0;
  wire [7:0] out;
  wire [2:0] level;
  Queue_2 dut (.clk(clk), .rst(rst), .push(push), .pop(pop), .data(data), .out(out), .level(level));
  task edges(input u, input o, input [7:0] d);
    begin
      push = u; pop = o; data = d;
      #1 clk = 1;
      #1 clk = 0;
    end
  endtask
  initial begin
    edges(0, 0, 0);
    rst = 0;
    edges(1, 0, 7);
    edges(1, 0, 200);
    edges(1, 1, 33);
    edges(0, 1, 0);
    edges(0, 1, 0);
    LAST
    $display("the end");
    $finish;
  end
endmodule
"""
PUSHED = ["push   7 (0x07) at 0, level 0", "push 200 (0xc8) at 1, level 1", "push  33 (0x21) at 2, level 2"]


@pytest.mark.parametrize("suffix", ["v", "sv"])
def test_the_example_prints_what_passes_and_stops_where_it_is_misused(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"queue.{suffix}"
    subprocess.run([sys.executable, ROOT / "examples/python/checks.py", out], check=True)
    assert not complaints(judge([Design.of(out, "Queue_2", profile="verilog" if suffix == "v" else "systemverilog")]))
    for last, wanted in (
        ("", "the end"),
        ("edges(0, 1, 0);", "assumption failed in bench.dut: popped from an empty queue"),
    ):
        (tmp_path / "bench.sv").write_text(out.read_text() + QUEUE.replace("LAST", last))
        build = ["iverilog", "-g2005-sv" if suffix == "sv" else "-g2005", "-s", "bench", "-o", "bench.vvp", "bench.sv"]
        subprocess.run(build, cwd=tmp_path, check=True)
        done = subprocess.run(["vvp", "-N", "bench.vvp"], cwd=tmp_path, capture_output=True, text=True)
        lines = done.stdout.splitlines()
        assert [line for line in lines if line.startswith("push")] == PUSHED
        assert [line for line in lines if line.startswith("pop ")][:3] == ["pop    7", "pop  200", "pop   33"]
        assert wanted in lines
