"""Wires whose bits feed each other: refused exactly if a bit depends on itself, else what each bit says, in both tools.

Random circuits of what only moves and chooses bits. What each bit is, is written down beside.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import hwgen as hw
import pytest

from . import netlist
from .runner import PROFILES, TOOLS, Case, differences, packed

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import judges

COUNT = 2_000 if os.environ.get("HWGEN_SOAK") == "1" else 160
INPUT = 6
SEEDS = range(COUNT)

Bit = tuple
"""`("0",)`, `("input", index)`, `("bit", wire, index)`, `("not", a)`, `("and", a, b)`, `("mux", condition, a, b)`."""


class Value:
    """A signal of Bits, and what its bits are, the lowest first."""

    def __init__(self, signal, bits: list[Bit]):
        self.signal = signal
        self.bits = bits

    def __getitem__(self, part: slice) -> Value:
        if part.stop - part.start == len(self.bits):
            return self
        return Value(self.signal[part], self.bits[part])


class Program:
    """A random circuit of some wires, and what drives each of their bits under which conditions, the last first."""

    def __init__(self, seed: int):
        self.seed = seed
        self.drivers: dict[tuple[int, int], list[tuple[Bit | None, Bit]]] = {}
        dice = random.Random(seed)
        self.widths = [dice.randint(2, 7) for _ in range(dice.randint(1, 3))]
        self.state = dice.getstate()
        self.circuit = hw.circuit(f"Bits{seed}", f"in a: Bits({INPUT}); out o: Bits({sum(self.widths)})", self.build)

    def build(self, io) -> None:
        self.dice = random.Random()
        self.dice.setstate(self.state)
        self.values = [Value(io.a, [("input", bit) for bit in range(INPUT)])] * 2
        wires = []
        for index, width in enumerate(self.widths):
            wires.append(hw.wire(hw.Bits(width)).named(f"w{index}"))
            self.values += [Value(wires[-1], [("bit", index, bit) for bit in range(width)])] * 2
        for _ in range(self.dice.randint(0, 4)):
            value = self.value(self.dice.randint(1, 6))
            if self.dice.random() < 0.3:
                value.signal = value.signal.named(f"v{len(self.values)}")
            self.values.append(value)
        for index, wire in enumerate(wires):
            self.drive(index, wire, 0, self.widths[index])
        io.o @= hw.cat(*wires) if len(wires) > 1 else wires[0]

    def bits(self, width: int) -> Value:
        for _ in range(4):
            value = self.dice.choice(self.values)
            if len(value.bits) >= width:
                low = self.dice.randint(0, len(value.bits) - width)
                return value[low : low + width]
        return Value(hw.literal(0, hw.Bits(width)), [("0",)] * width)

    def bit(self) -> Value:
        value = self.bits(1)
        return Value(value.signal[0], value.bits)

    def value(self, width: int) -> Value:
        kind = self.dice.randrange(9)
        a = self.bits(width)
        if kind == 0:
            return Value(~a.signal, [("not", bit) for bit in a.bits])
        if kind == 1:
            b = self.bits(width)
            return Value(a.signal & b.signal, [("and", *both) for both in zip(a.bits, b.bits, strict=True)])
        if kind == 2:
            b, condition = self.bits(width), self.bit()
            bits = [("mux", condition.bits[0], *both) for both in zip(a.bits, b.bits, strict=True)]
            return Value(hw.mux(condition.signal, a.signal, b.signal), bits)
        if kind == 3:
            amount = self.dice.randint(0, width + 1)
            if self.dice.random() < 0.5:
                return Value(a.signal << amount, ([("0",)] * amount + a.bits)[:width])
            return Value(a.signal >> amount, (a.bits + [("0",)] * amount)[amount:][:width])
        if kind == 4:
            a = self.bits(self.dice.randint(1, width))
            if self.dice.random() < 0.5:
                return Value(a.signal.zext(width), a.bits + [("0",)] * (width - len(a.bits)))
            return Value(a.signal.sext(width), a.bits + a.bits[-1:] * (width - len(a.bits)))
        if width == 1:
            return a
        low = self.dice.randint(1, width - 1)
        low, high = self.bits(low), self.bits(width - low)
        return Value(hw.cat(high.signal, low.signal), low.bits + high.bits)

    def drive(self, index: int, wire, low: int, width: int) -> None:
        if width > 1 and self.dice.random() < 0.3:
            cut = self.dice.randint(1, width - 1)
            self.drive(index, wire, low, cut)
            return self.drive(index, wire, low + cut, width - cut)
        self.assign(index, wire, low, self.value(width), None)
        if self.dice.random() < 0.3:
            condition = self.bit()
            inner = self.dice.randint(1, width)
            start = low + self.dice.randint(0, width - inner)
            with hw.when(condition.signal):
                self.assign(index, wire, start, self.value(inner), condition.bits[0])

    def assign(self, index: int, wire, low: int, value: Value, condition: Bit | None) -> None:
        wire[low : low + len(value.bits)] @= value.signal
        for offset, bit in enumerate(value.bits):
            self.drivers.setdefault((index, low + offset), []).insert(0, (condition, bit))

    # What it means.

    def sources(self, bit: Bit) -> list[Bit]:
        if bit[0] != "bit":
            return [each for each in bit[1:] if isinstance(each, tuple)]
        found = []
        for condition, value in self.drivers[bit[1], bit[2]]:
            found += [value] if condition is None else [condition, value]
        return found

    @property
    def has_loop(self) -> bool:
        done: dict[Bit, bool] = {}

        def loops(bit: Bit) -> bool:
            if bit in done:
                return not done[bit]
            done[bit] = False
            if any(loops(each) for each in self.sources(bit)):
                return True
            done[bit] = True
            return False

        return any(loops(("bit", *key)) for key in self.drivers)

    def output(self, given: int) -> int:
        def of(bit: Bit) -> int:
            match bit:
                case ("0",):
                    return 0
                case ("input", index):
                    return given >> index & 1
                case ("not", a):
                    return 1 - of(a)
                case ("and", a, b):
                    return of(a) & of(b)
                case ("mux", condition, a, b):
                    return of(a) if of(condition) else of(b)
            return next(of(value) for condition, value in self.drivers[bit[1:]] if condition is None or of(condition))

        total = 0
        for index, width in enumerate(self.widths):
            for bit in reversed(range(width)):
                total = total << 1 | of(("bit", index, bit))
        return total


@pytest.fixture(scope="module")
def legal():
    """The programs that have no loop; those that have one are refused."""
    found = []
    with hw.Context():
        for seed in SEEDS:
            program = Program(seed)
            try:
                text = program.circuit.netlist
            except hw.Error as error:
                assert [each.code for each in error.diagnostics] == ["HW2006"], f"seed {seed}: {error}"
                assert program.has_loop, f"seed {seed}: {error}"
            else:
                assert not program.has_loop, f"seed {seed} has a loop"
                texts = {profile: program.circuit.verilog(profile=profile) for profile in PROFILES}
                found.append((program, netlist.read(text), texts))
    # Neither all nor none, and vectors that feed themselves among them.
    assert COUNT / 5 < len(found) < COUNT * 4 / 5
    assert sum("w0_0" in texts["verilog"] for _, _, texts in found) > 3
    return found


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("tool", TOOLS)
def test_every_bit_is_what_its_own_description_says(legal, tool: str, profile: str) -> None:
    inputs = [{"a": given} for given in range(1 << INPUT)]
    cases = [Case(design, inputs, profile, 0, texts[profile]) for _, design, texts in legal]
    wanted = [
        [packed(case.ports("out"), [program.output(given)]) for given in range(1 << INPUT)]
        for case, (program, _, _) in zip(cases, legal, strict=True)
    ]
    found = [each for each in differences(cases, tool, wanted) if each is not None]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("profile", PROFILES)
def test_no_tool_has_a_word_about_them(legal, profile: str, tmp_path: Path) -> None:
    designs = []
    for program, _, texts in legal:
        path = tmp_path / f"Bits{program.seed}.v"
        path.write_text(texts[profile])
        designs.append(judges.Design.of(path, profile=profile))
    assert not judges.complaints(judges.judge(designs))
