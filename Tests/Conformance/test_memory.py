"""Memories: simulated against a model, and inferred as memories by yosys."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from test_conformance import GOLDEN, LIBRARY, ROOT, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw
from Differential import netlist, runner

SAMPLES = [0, 0x5A82, 0x7FFF, 0x5A82, 0, 0xA57E, 0x8001, 0xA57E]


# -- simulated against a model ----------------------------------------------------------------------------------------


class Model:
    """The golden design as lists; `step` is one phase of its inputs, and gives its outputs."""

    def __init__(self, power_up: int) -> None:
        unknown = 255 * power_up
        self.ram = [unknown] * 10
        self.old = self.new = self.elsewhere = unknown
        self.sample = 0xFFFF * power_up
        self.before = {"clk": 0, "other": 0}

    def step(self, i: dict[str, int]) -> dict[str, int]:
        rises = {clock for clock in self.before if i[clock] > self.before[clock]}
        self.before = {clock: i[clock] for clock in self.before}
        ram = list(self.ram)
        if "clk" in rises:
            if i["we"] and i["wa"] < 10:
                for part in range(4):
                    if i["mask"] >> part & 1:
                        bits = 3 << 2 * part
                        ram[i["wa"]] = ram[i["wa"]] & ~bits | i["d"] & bits
            if i["clear"]:
                ram[5] = 0
            if i["re"]:
                self.old = self.ram[i["ra"]] if i["ra"] < 10 else 0
                self.new = ram[i["ra"]] if i["ra"] < 10 else 0
        if "other" in rises:
            self.elsewhere = self.ram[i["wa"]] if i["wa"] < 10 else 0
            self.sample = SAMPLES[i["n"]] if i["n"] < 8 else 0
        self.ram = ram
        return {
            "old_word": self.old,
            "new_word": self.new,
            "elsewhere": self.elsewhere,
            "now": ram[i["ra"]] if i["ra"] < 10 else 0,
            "square": i["n"] ** 2 if i["n"] < 8 else 0,
            "sample": self.sample,
        }


def phases(dice: random.Random) -> list[dict[str, int]]:
    """Inputs change while both clocks are 0; then one of them rises, or both at one instant."""
    found = []
    for _ in range(400):
        wa = dice.randrange(16)
        now = {
            "clk": 0,
            "other": 0,
            "we": int(dice.random() < 0.7),
            "re": int(dice.random() < 0.7),
            "clear": int(dice.random() < 0.3),
            "mask": dice.randrange(16),
            "wa": wa,
            "ra": dice.choice((wa, 5, dice.randrange(12), dice.randrange(64))),
            "d": dice.randrange(256),
            "n": dice.randrange(16),
        }
        found += [now, {**now, **dice.choice(({"clk": 1}, {"clk": 1}, {"other": 1}, {"clk": 1, "other": 1}))}]
    return found


@pytest.mark.parametrize("power_up", [0, 1])
@pytest.mark.parametrize("profile", runner.PROFILES)
@pytest.mark.parametrize("tool", runner.TOOLS)
def test_the_golden_text_does_what_a_model_does(tool: str, profile: str, power_up: int) -> None:
    text = (GOLDEN / ("memory.v" if profile == "verilog" else "memory.sv")).read_text()
    with hw.Context():
        spec = importlib.util.spec_from_file_location("memory", ROOT / "Tests/Conformance/python/memory.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        arguments, sys.argv = sys.argv, ["memory.py", os.devnull]
        try:
            spec.loader.exec_module(module)
        finally:
            sys.argv = arguments
        design = netlist.read(module.Memories().netlist)
    case = runner.Case(design, phases(random.Random(power_up)), profile, power_up, text)
    model = Model(power_up)
    wanted = []
    for phase in case.phases:
        outputs = model.step(phase)
        wanted.append(runner.packed(case.ports("out"), [outputs[port.name] for port in case.ports("out")]))
    assert runner.meant(case) == wanted
    assert runner.differences([case], tool, [wanted]) == [None]


# -- inferred by yosys ------------------------------------------------------------------------------------------------


def cells(text: str, folder: Path) -> dict[str, int]:
    """The cells that yosys makes of a design, memories kept as memories."""
    (folder / "design.sv").write_text(text)
    script = (
        "read_verilog -sv design.sv; hierarchy -auto-top; proc; opt; memory -nomap; opt; tee -o stat.json stat -json"
    )
    done = subprocess.run(["yosys", "-q", "-p", script], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    found = json.loads((folder / "stat.json").read_text())
    return found["design"]["num_cells_by_type"]  # type: ignore[no-any-return]


def other(io: hw.Ports) -> hw.Signal:
    """The second clock; both are of one domain."""
    return hw.derived_clock(io.other, synchronous_to=io.clk)


READS = {
    "asynchronous": lambda memory, io: memory.read(io.ra),
    "old": lambda memory, io: memory.read_sync(io.ra, clock=io.clk),
    "new": lambda memory, io: memory.read_sync(io.ra, clock=io.clk, on_write="new"),
    "enabled old": lambda memory, io: memory.read_sync(io.ra, clock=io.clk, enable=io.re),
    "enabled new": lambda memory, io: memory.read_sync(io.ra, clock=io.clk, enable=io.re, on_write="new"),
    "of another clock": lambda memory, io: memory.read_sync(io.ra, clock=other(io), enable=io.re),
    "read and write": lambda memory, io: memory.read_sync(io.wa, clock=io.clk, enable=io.re, on_write="new"),
}
WRITES = {
    "none": lambda memory, io: None,
    "plain": lambda memory, io: memory.write(io.wa, io.d, enable=io.we, clock=io.clk),
    "masked": lambda memory, io: memory.write(io.wa, io.d, enable=io.we, mask=io.mask, clock=io.clk),
    "two": lambda memory, io: [
        memory.write(io.wa, io.d, enable=io.we, clock=io.clk),
        memory.write(io.wb, io.d, enable=io.we, clock=io.clk),
    ],
    "of two clocks": lambda memory, io: [
        memory.write(io.wa, io.d, enable=io.we, clock=io.clk),
        memory.write(io.wb, io.d, enable=io.re, clock=other(io)),
    ],
}
PORTS = (
    "in clk, other: Clock; in we, re: Bit; in mask: Bits(4); in wa, wb, ra: UInt(7); in d: UInt(32); out q: UInt(32)"
)


@pytest.mark.parametrize("depth", [128, 100])
@pytest.mark.parametrize(("read", "write"), list(itertools.product(READS, WRITES)))
def test_yosys_infers_one_memory_and_no_registers(read: str, write: str, depth: int, tmp_path: Path) -> None:
    has_contents = write == "none"

    def body(io):
        memory = hw.Memory(hw.UInt(32), depth, init=range(1, depth + 1) if has_contents else None)
        WRITES[write](memory, io)
        io.q @= READS[read](memory, io)

    for profile in runner.PROFILES:
        with hw.Context():
            text = hw.circuit("Inferred", PORTS, body).verilog(profile)
        found = cells(text, tmp_path)
        assert found.get("$mem_v2") == 1, found
        assert not [cell for cell in found if "ff" in cell], found


def test_the_examples_are_inferred_and_accepted(tmp_path: Path) -> None:
    out = subprocess.run(
        [sys.executable, ROOT / "examples/python/memories.py"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HWGEN_LIBRARY": str(LIBRARY)},
    ).stdout
    files = out.split("\n\n")
    assert len(files) == 2
    designs = []
    for top, text in zip(("RegisterFile_32_32", "Sine_8"), files, strict=True):
        path = tmp_path / f"{top}.v"
        path.write_text(text + "\n")
        designs.append(Design.of(path, top, profile="verilog", strict=True))
        found = cells(text, tmp_path)
        assert found["$mem_v2"] == 1 and not [cell for cell in found if "ff" in cell], found
    verdicts = judge(designs)
    assert not complaints(verdicts), complaints(verdicts)


def test_yosys_reads_many_words_in_a_time_that_is_linear(tmp_path: Path) -> None:
    """In one block 16,384 words take it more than a minute."""
    dice = random.Random(1)
    words = [dice.getrandbits(32) for _ in range(16384)]

    def body(io):
        io.q @= hw.reg(hw.UInt(32), hw.Memory(hw.UInt(32), len(words), init=words).named("rom")[io.a])

    with hw.Context():
        made = hw.circuit("Rom", "in clk: Clock; in a: UInt(14); out q: UInt(32)", body)
        (tmp_path / "rom.v").write_text(made.verilog())
    script = "read_verilog rom.v; hierarchy -top Rom; proc; memory -nomap; select -assert-count 1 t:$mem_v2"
    done = subprocess.run(["yosys", "-q", "-p", script], cwd=tmp_path, capture_output=True, text=True, timeout=40)
    assert (done.returncode, done.stderr) == (0, "")
