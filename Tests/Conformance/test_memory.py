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


class Memories:
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


class Scratch:
    """The golden design with ports that read and write."""

    # In quarters, and one-hot.
    GAINS = (4, 0b1000, 1, 0b1101)
    MODES = (2, 1, 4, 2)
    PRESETS = ((4, 1), (0b1110, 4), (0, 0), (0, 0))

    def __init__(self, power_up: int) -> None:
        unknown = 255 * power_up
        self.narrow = [unknown] * 6
        self.whole = [7, 255, 0, 0, 0, 0, 0, 0]
        self.old = self.new = unknown
        self.preset = (15 * power_up, 7 * power_up)
        self.clk = 0

    def step(self, i: dict[str, int]) -> dict[str, int]:
        rises = i["clk"] > self.clk
        self.clk = i["clk"]
        if rises:
            a = i["a"]
            if i["en"]:
                self.old = self.narrow[a] if a < 6 else 0
            if i["en"] and i["we"] and a < 6:
                for part in range(2):
                    if i["mask"] >> part & 1:
                        bits = 15 << 4 * part
                        self.narrow[a] = self.narrow[a] & ~bits | i["d"] & bits
            if i["we"]:
                self.whole[a] = i["d"]
            self.new = self.whole[a]
            self.preset = self.PRESETS[i["n"]]
        return {
            "old_word": self.old,
            "new_word": self.new,
            "gain": self.GAINS[i["n"]],
            "mode": self.MODES[i["n"]],
            "preset_gain": self.preset[0],
            "preset_mode": self.preset[1],
        }


def phases_of_one_port(dice: random.Random) -> list[dict[str, int]]:
    found = []
    for _ in range(400):
        widths = {"en": 1, "we": 1, "mask": 2, "a": 3, "d": 8, "n": 2}
        now = {"clk": 0, **{name: dice.getrandbits(width) for name, width in widths.items()}}
        found += [now, {**now, "clk": 1}]
    return found


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


GOLDEN_DESIGNS = {"memory": (Memories, phases), "single_port": (Scratch, phases_of_one_port)}


@pytest.mark.parametrize("name", GOLDEN_DESIGNS)
@pytest.mark.parametrize("power_up", [0, 1])
@pytest.mark.parametrize("profile", runner.PROFILES)
@pytest.mark.parametrize("tool", runner.TOOLS)
def test_the_golden_text_does_what_a_model_does(tool: str, profile: str, power_up: int, name: str) -> None:
    make, inputs = GOLDEN_DESIGNS[name]
    text = (GOLDEN / (f"{name}.v" if profile == "verilog" else f"{name}.sv")).read_text()
    with hw.Context():
        spec = importlib.util.spec_from_file_location(name, ROOT / f"Tests/Conformance/python/{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        arguments, sys.argv = sys.argv, [f"{name}.py", os.devnull]
        try:
            spec.loader.exec_module(module)
        finally:
            sys.argv = arguments
        design = netlist.read(getattr(module, make.__name__)().netlist)
    case = runner.Case(design, inputs(random.Random(power_up)), profile, power_up, text)
    model = make(power_up)
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


def one_port(io: hw.Ports, mode: str = "old", mask: bool = False, enable: bool = False, depth: int = 256) -> None:
    memory = hw.Memory(hw.UInt(16), depth).named("memory")
    controls = {"mask": io.mask} if mask else {}
    if enable:
        controls["enable"] = io.en
    io.q @= memory.read_write(io.a, io.d, write_enable=io.we, on_write=mode, **controls)


def quiet(io: hw.Ports) -> None:
    """What the guide names as the cheapest port: it does not read while it writes."""
    memory = hw.Memory(hw.UInt(16), 256).named("memory")
    memory.write(io.a, io.d, enable=io.we)
    io.q @= memory.read_sync(io.a, enable=~io.we)


ONE_PORT = "in clk: Clock; in en, we: Bit; in mask: Bits(2); in a: UInt(8); in d: UInt(16); out q: UInt(16)"
OPTIONS = list(itertools.product(["old", "new"], [False, True], [False, True]))


@pytest.mark.parametrize("depth", [256, 200])
@pytest.mark.parametrize(("mode", "mask", "enable"), OPTIONS)
def test_a_port_that_reads_and_writes_is_inferred_as_one(
    mode: str, mask: bool, enable: bool, depth: int, tmp_path: Path
) -> None:
    for profile in runner.PROFILES:
        with hw.Context():
            made = hw.circuit("Inferred", ONE_PORT, lambda io: one_port(io, mode, mask, enable, depth))
            text = made.verilog(profile)
        found = cells(text, tmp_path)
        assert found.get("$mem_v2") == 1, found
        assert not [cell for cell in found if "ff" in cell], found


def synthesised(body: object, family: str, folder: Path) -> dict[str, int]:
    with hw.Context():
        (folder / "design.v").write_text(hw.circuit("Inferred", ONE_PORT, body).verilog())
    script = f"read_verilog design.v; synth_{family} -top Inferred; tee -o stat.json stat -json"
    subprocess.run(["yosys", "-q", "-p", script], cwd=folder, check=True, capture_output=True, timeout=100)
    return json.loads((folder / "stat.json").read_text())["design"]["num_cells_by_type"]  # type: ignore[no-any-return]


def test_a_port_that_reads_and_writes_is_one_block_of_an_fpga(tmp_path: Path) -> None:
    """The costs that the guide tells: on an iCE40 `new` is a register of the data and a choice, `old` more, and a port
    that does not read while it writes nothing; on an ECP5 each is a block alone."""
    registers = {}
    for name, body in {"old": one_port, "new": lambda io: one_port(io, "new"), "quiet": quiet}.items():
        found = synthesised(body, "ice40", tmp_path)
        assert found["SB_RAM40_4K"] == 1, found
        registers[name] = sum(count for cell, count in found.items() if cell.startswith("SB_DFF"))
        assert synthesised(body, "ecp5", tmp_path) == {"DP16KD": 1}
    assert registers["quiet"] == 0 < registers["new"] <= 17 < registers["old"], registers


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


@pytest.mark.parametrize("second", ["other edge", "derived", "other"])
def test_a_memory_that_several_clocks_write_is_announced_to_verilator(second: str, tmp_path: Path) -> None:
    def body(io):
        memory = hw.Memory(hw.UInt(4), 4).named("words")
        clock = {"other edge": lambda: ~io.clk, "derived": lambda: other(io), "other": lambda: io.other}[second]()
        if second == "other":
            memory.crossing()
        memory.write(io.a, io.d, clock=io.clk)
        memory.write(io.b, io.e, clock=clock, enable=io.we)
        io.q @= memory.read(io.b)

    ports = "in clk, other: Clock; in we: Bit; in a, b: UInt(2); in d, e: UInt(4); out q: UInt(4)"
    designs = []
    for profile in runner.PROFILES:
        path = tmp_path / f"{profile}.v"
        with hw.Context():
            hw.circuit("Dual", ports, body).write_verilog(path, profile=profile)
        assert "-rule MULTIDRIVEN" in path.with_suffix(".vlt").read_text()
        designs.append(Design.of(path, "Dual", profile=profile, strict=True))
    verdicts = judge(designs)
    assert not complaints(verdicts), complaints(verdicts)
