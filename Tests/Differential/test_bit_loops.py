"""Wires whose bits feed each other: refused exactly if a bit depends on itself, else what each bit says, in both tools.

Random circuits of what only moves, chooses and masks bits. What each bit is, is written down beside.
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
"""`("0",)`, `("1",)`, `("input", index)`, `("bit", wire, index)`, `("not", a)`, `("and", a, b)`, `("or", a, b)`,
`("mux", condition, a, b)`."""


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
        return self.constant(width)

    def constant(self, width: int) -> Value:
        """Any, as it stands or put together."""
        if width > 1 and self.dice.random() < 0.2:
            low = self.dice.randint(1, width - 1)
            return self.joined(self.constant(low), self.constant(width - low))
        number = self.dice.getrandbits(width)
        return Value(hw.literal(number, hw.Bits(width)), [(str(number >> bit & 1),) for bit in range(width)])

    def joined(self, low: Value, high: Value) -> Value:
        return Value(hw.cat(high.signal, low.signal), low.bits + high.bits)

    def bit(self) -> Value:
        value = self.constant(1) if self.dice.random() < 0.1 else self.bits(1)
        return Value(value.signal[0], value.bits)

    def value(self, width: int) -> Value:
        kind = self.dice.randrange(11)
        a = self.bits(width)
        if kind == 0:
            return Value(~a.signal, [("not", bit) for bit in a.bits])
        if kind in (1, 9, 10):
            b = self.bits(width) if kind == 1 else self.constant(width)
            operation = self.dice.choice(["and", "or"])
            bits = [(operation, *both) for both in zip(a.bits, b.bits, strict=True)]
            return Value(a.signal & b.signal if operation == "and" else a.signal | b.signal, bits)
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
        return self.joined(self.bits(low), self.bits(width - low))

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

    def find_known(self) -> None:
        """Finds what wires are that the constants decide, beginning with none."""
        self.known: dict[Bit, int] = {}
        count = -1
        while count < len(self.known):
            count = len(self.known)
            for key, drivers in self.drivers.items():
                if len(drivers) == 1 and (value := self.constant_of(drivers[0][1])) is not None:
                    self.known[("bit", *key)] = value

    def constant_of(self, bit: Bit) -> int | None:
        values = [self.constant_of(each) if isinstance(each, tuple) else None for each in bit[1:]]
        match bit[0], *values:
            case ("0" | "1",):
                return int(bit[0])
            case "not", int(a):
                return 1 - a
            case ("and", 0, _) | ("and", _, 0):
                return 0
            case ("or", 1, _) | ("or", _, 1):
                return 1
            case "and" | "or", int(a), int(_):
                return a
            case "mux", int(condition), a, b:
                return a if condition else b
            case "mux", None, a, b:
                return a if a == b else None
        return self.known.get(bit)

    def sources(self, bit: Bit) -> list[Bit]:
        if self.constant_of(bit) is not None:
            return []
        if bit[0] == "mux" and (condition := self.constant_of(bit[1])) is not None:
            return [bit[2 if condition else 3]]
        if bit[0] != "bit":
            return [each for each in bit[1:] if isinstance(each, tuple)]
        found = []
        for condition, value in self.drivers[bit[1], bit[2]]:
            found += [value] if condition is None else [condition, value]
        return found

    @property
    def has_loop(self) -> bool:
        self.find_known()
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
                case ("0" | "1",):
                    return int(bit[0])
                case ("input", index):
                    return given >> index & 1
                case ("not", a):
                    return 1 - of(a)
                case ("and", a, b):
                    return of(a) & of(b)
                case ("or", a, b):
                    return of(a) | of(b)
                case ("mux", condition, a, b):
                    return of(a) if of(condition) else of(b)
            if bit in self.known:
                return self.known[bit]
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


# -- what constants cut ------------------------------------------------------------------------------------------------


def behind_names(w, a):
    mask = hw.wire(hw.UInt(4)).named("mask")
    mask @= (hw.literal(7, hw.UInt(3)).zext(4) << hw.literal(1, hw.UInt(1)).zext(2)).named("moved")
    return w.rotate_left(1) & mask | a


def sum_of_nothing(w, a):
    return ((w & 0) + 1).as_uint() + a


CUT = {
    "and": (lambda w, a: w.rotate_left(1) & 14 | a, lambda a: a | a << 1 | a << 2 | a << 3),
    "or": (lambda w, a: (w.rotate_left(1) | 1) & a, lambda a: a & (a << 1 | 1) & (a << 2 | 3) & (a << 3 | 7)),
    "names": (behind_names, lambda a: a | a << 1 | a << 2 | a << 3),
    "whole": (lambda w, a: w & 0 | a, lambda a: a),
    "twice": (
        lambda w, a: w.rotate_left(1) & hw.mux(a[0], hw.literal(6, w.type), 2) & 12 | a,
        lambda a: a | a << 1 & 4 & a << 2,
    ),
    "selector": (lambda w, a: hw.mux(hw.literal(0, hw.Bit), w, a), lambda a: a),
    "key": (lambda w, a: hw.select(hw.literal(2, hw.UInt(2)), {1: w, 2: a}, default=~w), lambda a: a),
    "sum": (sum_of_nothing, lambda a: a + 1),
    "all": (lambda w, a: hw.mux((w & 12).all(), w, a), lambda a: a),
    "any": (lambda w, a: hw.mux((w | 2).any(), a, w), lambda a: a),
    "equal": (lambda w, a: hw.mux((w | 8) == (w & 7), w, a), lambda a: a),
    "different": (lambda w, a: hw.mux((w | 8) != 3, a, w), lambda a: a),
    "wide": (lambda w, a: (w.zext(100).rotate_left(50) & (1 << 80) | a.zext(100) << 90)[90:94].as_uint(), lambda a: a),
}


@pytest.fixture(scope="module")
def cut():
    found = []
    with hw.Context():
        for name, (value, _) in CUT.items():

            def build(io, value=value):
                w = hw.wire(hw.UInt(4)).named("w")
                w @= value(w, io.a)
                io.o @= w

            circuit = hw.circuit(f"Cut_{name}", "in a: UInt(4); out o: UInt(4)", build)
            found.append((name, circuit.netlist, {profile: circuit.verilog(profile=profile) for profile in PROFILES}))
    return found


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_bit_that_constants_decide_depends_on_nothing(cut, tool: str, profile: str) -> None:
    inputs = [{"a": given} for given in range(16)]
    cases = [Case(netlist.read(text), inputs, profile, 0, texts[profile]) for _, text, texts in cut]
    wanted = [
        [packed(case.ports("out"), [CUT[name][1](given) & 15]) for given in range(16)]
        for case, (name, _, _) in zip(cases, cut, strict=True)
    ]
    assert not [each for each in differences(cases, tool, wanted) if each is not None]


def test_what_constants_decide_does_not_stand_in_the_text(cut) -> None:
    texts = {name: texts["verilog"] for name, _, texts in cut}
    for name in ("whole", "selector", "key", "all", "any", "equal", "different"):
        assert "  wire [3:0] w = a;\n" in texts[name], texts[name]
    for name in ("and", "names"):
        assert "  wire w_0 = a[0];\n  wire w_1 = w_0 | a[1];\n" in texts[name], texts[name]


@pytest.mark.parametrize("profile", PROFILES)
def test_no_tool_sees_a_loop_where_constants_cut_it(cut, profile: str, tmp_path: Path) -> None:
    designs = []
    for name, text, texts in cut:
        with hw.Context():
            path = tmp_path / f"Cut_{name}.v"
            hw.read_netlist(text).write_verilog(path, profile=profile)
            assert path.read_text() == texts[profile]
        designs.append(judges.Design.of(path, profile=profile))
    assert not judges.complaints(judges.judge(designs))


@pytest.mark.parametrize(
    "value",
    [
        lambda w, a: w.rotate_left(1) & 15 | a,
        lambda w, a: w.rotate_left(1) & hw.mux(a[0], hw.literal(6, w.type), 9),
        lambda w, a: hw.cat(w[2], w[1], w[3], w[0]).as_uint() & 7 | a,
        lambda w, a: (w & 8) + a,
        lambda w, a: hw.mux((w & 12).any(), w, a),
    ],
)
def test_a_mask_that_leaves_a_bit_to_itself_cuts_no_loop(value) -> None:
    with hw.Context():

        @hw.circuit("Looped", "in a: UInt(4); out o: UInt(4)")
        def looped(io):
            w = hw.wire(hw.UInt(4)).named("w")
            w @= value(w, io.a)
            io.o @= w

        with pytest.raises(hw.Error, match="HW2006"):
            looped.elaborate()
