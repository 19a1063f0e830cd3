"""Clocks: the golden text is simulated against a model of its own, in both profiles."""

from __future__ import annotations

import importlib.util
import os
import random
import sys
from pathlib import Path

import pytest
from test_conformance import LIBRARY, ROOT, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw
from Differential import netlist, runner


class Model:
    """The golden design; `step` is one phase of its inputs, and gives its outputs.

    All starts with 0: a register that started with 1 would make the first edge of the clock that is derived of it.
    """

    def __init__(self, power_up: int) -> None:
        self.a = self.half = self.first = self.second = self.fell = power_up
        self.enable = self.slow = self.total = 0
        self.ram = [255 * power_up] * 2
        self.word = 255 * power_up
        self.clk_a = self.clk_b = self.gated = 0

    def step(self, i: dict[str, int]) -> dict[str, int]:
        half = self.half
        rises_a, falls_a = i["clk_a"] > self.clk_a, i["clk_a"] < self.clk_a
        rises_b = i["clk_b"] > self.clk_b
        gated = i["clk_a"] & self.enable
        a, second = self.a, self.second
        if rises_b:
            self.word = self.ram[second]
            self.first, self.second = (a, self.first) if i["rst_n"] else (0, 1)
        if rises_a:
            self.ram[a] = i["x"]
            self.a, self.half = i["d"], 1 - self.half
        if gated > self.gated:
            self.total = (self.total + i["x"]) % 256
        if falls_a:
            self.fell, self.enable = a, i["en"]
        if not i["arst_n"]:
            self.a = self.half = 0
            self.fell = 1
        if self.half > half:
            self.slow = 1 - self.slow
        self.clk_a, self.clk_b, self.gated = i["clk_a"], i["clk_b"], i["clk_a"] & self.enable
        return {"q": self.second, "fall": self.fell, "slow": self.slow, "sum": self.total, "word": self.word}


def phases(dice: random.Random) -> list[dict[str, int]]:
    """Inputs change between edges; then a clock rises or falls."""
    clocks = {"clk_a": 0, "clk_b": 0}
    found = []
    for _ in range(500):
        now = {
            **clocks,
            "arst_n": int(not found or dice.random() < 0.9),
            "rst_n": int(dice.random() < 0.9),
            "d": dice.randrange(2),
            # The first change of a clock, from x to 0, is a falling edge in one simulator only.
            "en": dice.randrange(2) if found else 0,
            "x": dice.randrange(256),
        }
        found.append(now)
        clock = dice.choice(("clk_a", "clk_a", "clk_b"))
        clocks[clock] = 1 - clocks[clock]
        found.append({**now, **clocks})
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("profile", runner.PROFILES)
@pytest.mark.parametrize("tool", runner.TOOLS)
def test_the_golden_design_does_what_a_model_does(tool: str, profile: str, seed: int) -> None:
    with hw.Context():
        spec = importlib.util.spec_from_file_location("clocks", ROOT / "Tests/Conformance/python/clocks.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        arguments, sys.argv = sys.argv, ["clocks.py", os.devnull]
        try:
            spec.loader.exec_module(module)
        finally:
            sys.argv = arguments
        circuit = module.Clocks()
        design = netlist.read(circuit.netlist)
        text = circuit.verilog(profile)
    with hw.Context():
        assert hw.read_netlist(netlist.write(design)).verilog(profile) == text
    case = runner.Case(design, phases(random.Random(seed)), profile, 0, text)
    model = Model(0)
    wanted = []
    for phase in case.phases:
        outputs = model.step(phase)
        wanted.append(runner.packed(case.ports("out"), [outputs[port.name] for port in case.ports("out")]))
    assert runner.meant(case) == wanted
    assert runner.differences([case], tool, [wanted]) == [None]


class Sampler(hw.Generator):
    interface = hw.Interface("in clk: Clock; in b: Bit; out q: Bit")

    def body(self, io):
        io.q @= hw.reg(hw.Bit, io.b)


class Resettable(hw.Generator):
    interface = hw.Interface("in clk: Clock; in r: AsyncReset; in x: Bit; out q: Bit")

    def body(self, io):
        io.q @= hw.reg(hw.Bit, io.x, reset=io.r, reset_value=0)


def sampled(io, other):
    io.o @= hw.reg(hw.Bit, io.x, reset=io.r, reset_value=0)
    io.q @= hw.reg(hw.Bit, io.r.as_bit() & io.x)


def enabling(io, other):
    io.o @= hw.reg(hw.Bit, io.x, reset=io.r, reset_value=0)
    z = hw.reg(hw.Bit)
    with hw.when(io.r.as_bit()):
        z.next = io.x
    io.q @= z


def writing(io, other):
    memory = hw.Memory(hw.UInt(2), 4)
    memory.write(io.x.zext(2), 3, enable=~io.r.as_bit())
    io.o @= hw.reg(hw.Bit, io.x, reset=io.r, reset_value=0)
    io.q @= memory[1].any()


def through_an_instance(io, other):
    io.o @= hw.reg(hw.Bit, io.x, reset=io.r, reset_value=0)
    io.q @= Sampler()("s", clk=io.clk, b=io.r.as_bit()).q


def of_a_register(io, other):
    z = hw.reg(hw.Bit, io.x)
    io.o @= hw.reg(hw.Bit, io.x, reset=z.as_type(other), reset_value=0)
    io.q @= hw.reg(hw.Bit, ~z ^ io.r.as_bit())


def of_an_instance(io, other):
    z = hw.reg(hw.Bit, io.x)
    reset = z.as_type(hw.AsyncReset)
    io.o @= Resettable()("i", clk=io.clk, r=reset, x=io.x).q
    io.q @= hw.reg(hw.Bit, ~z ^ io.r.as_bit())


READS = [sampled, enabling, writing, through_an_instance, of_a_register, of_an_instance]


@pytest.mark.parametrize("kind", ["AsyncReset", "AsyncResetN"])
def test_a_reset_that_is_a_value_too_is_taken_by_every_tool(kind: str, tmp_path: Path) -> None:
    """Of one net for both verilator says SYNCASYNCNET."""
    designs = []
    for body in READS:
        for profile in runner.PROFILES:
            path = tmp_path / f"{body.__name__}_{profile}.v"
            ports = f"in clk: Clock; in r: {kind}; in x: Bit; out o, q: Bit"
            with hw.Context():
                circuit = hw.circuit("T", ports, lambda io, body=body: body(io, getattr(hw, kind)))
                circuit.write_verilog(path, profile=profile)
            designs.append(Design.of(path, "T", profile=profile, strict=True))
    verdicts = judge(designs)
    assert not complaints(verdicts), complaints(verdicts)
