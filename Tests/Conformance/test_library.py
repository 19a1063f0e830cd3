"""The standard library: every generator against a model in both simulators, through yosys, and by all judges.

A model has `edge(i, clock)`, what an edge of a clock does, and `outputs(i)`. It is written from the generator's doc,
over Python's integers and lists.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import zlib
from collections import deque
from pathlib import Path

import pytest
from models_axi import AXIRegisters, Monitor, Register
from models_serial import Both, Form, Receiver, Transmitter
from test_conformance import LIBRARY, ROOT, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw
from Differential import netlist, runner
from models_records import ITEM, OfRecord

Inputs = dict[str, int]


class Model:
    def edge(self, i: Inputs, clock: str) -> None:
        pass

    def at_once(self, i: Inputs) -> None:
        """What an asynchronous reset does."""

    def stimulus(self, dice: random.Random, now: Inputs) -> None:
        """The inputs that are not random, of a cycle."""

    def outputs(self, i: Inputs) -> Inputs:
        raise NotImplementedError


class Synchroniser(Model):
    def __init__(self, stages: int = 2) -> None:
        self.values = [0] * stages

    def edge(self, i, clock):
        self.values = [i["d"], *self.values[:-1]]

    def outputs(self, i):
        return {"q": self.values[-1]}


class ResetSynchroniser(Model):
    def __init__(self, stages: int = 2) -> None:
        self.stages, self.since = stages, stages

    def edge(self, i, clock):
        if not i["arst"]:
            self.since += 1

    def at_once(self, i):
        if i["arst"]:
            self.since = 0

    def outputs(self, i):
        return {"rst": int(self.since < self.stages)}


def gray(number: int) -> int:
    return number ^ number >> 1


class AsyncFIFO(Model):
    def __init__(self, depth: int, stages: int = 2) -> None:
        self.depth, self.stages = depth, stages
        self.words: dict[int, int] = {}
        self.written = self.read = 0
        self.seen_read, self.seen_written = [0] * stages, [0] * stages
        self.taken: deque[int] = deque()
        self.given = 0

    def edge(self, i, clock):
        before = (self.written, self.read)
        if clock == "w_clk":
            if i["w_valid"] and self.outputs(i)["w_ready"]:
                self.words[self.written % self.depth] = i["w_data"]
                if not i["w_rst"]:
                    self.taken.append(i["w_data"])
                    self.written += 1
            self.seen_read = [before[1], *self.seen_read[:-1]]
        else:
            outputs = self.outputs(i)
            if i["r_rst"]:
                self.read = 0
            elif i["r_ready"] and outputs["r_valid"]:
                # What comes out is what went in, in order.
                assert outputs["r_data"] == self.taken.popleft()
                self.given += 1
                self.read += 1
            self.seen_written = [before[0], *self.seen_written[:-1]]

    def at_once(self, i):
        if i["w_rst"]:
            self.written = 0
        if i["r_rst"]:
            self.read = 0

    def outputs(self, i):
        assert 0 <= self.written - self.read <= self.depth
        return {
            "w_ready": int(self.written - self.seen_read[-1] < self.depth),
            "r_valid": int(self.read != self.seen_written[-1]),
            "r_data": self.words.get(self.read % self.depth, 0),
        }


class Plain(Model):
    """No state."""

    def __init__(self, function) -> None:
        self.function = function

    def outputs(self, i):
        return self.function(**i)


class Counter(Model):
    def __init__(self, limit: int, is_async: bool = False) -> None:
        self.limit, self.count, self.is_async = limit, 0, is_async

    def at_once(self, i):
        if self.is_async and not i["rst"]:  # active low
            self.count = 0

    def edge(self, i, clock):
        self.count = 0 if i["rst"] != self.is_async else (self.count + i["enable"]) % self.limit

    def outputs(self, i):
        return {"count": self.count, "last": int(self.count == self.limit - 1)}


class ShiftRegister(Model):
    def __init__(self, length: int) -> None:
        self.values = [0] * length

    def edge(self, i, clock):
        if i["enable"]:
            self.values = [i["d"], *self.values[:-1]]

    def outputs(self, i):
        return {"q": self.values[-1]}


class LFSR(Model):
    def __init__(self, taps: int, seed: int) -> None:
        self.taps, self.seed, self.state = taps, seed, 0

    def edge(self, i, clock):
        if i["rst"]:
            self.state = self.seed
        elif i["enable"]:
            self.state = self.state >> 1 ^ (self.taps if self.state & 1 else 0)

    def outputs(self, i):
        return {"state": self.state}


class FIFO(Model):
    def __init__(self, depth: int, show_ahead: bool) -> None:
        self.depth, self.show_ahead = depth, show_ahead
        self.words: deque[int] = deque()
        # Where the words stand: q shows what is there, also where no word is.
        self.places, self.head, self.tail, self.q = [0] * depth, 0, 0, 0

    def edge(self, i, clock):
        pop = i["read"] and bool(self.words)
        push = i["write"] and len(self.words) < self.depth
        if pop:
            self.q = self.places[self.head]
        if push:
            self.places[self.tail] = i["d"]
        if i["rst"]:
            self.words.clear()
            self.head = self.tail = 0
            return
        if pop:
            assert self.words.popleft() == self.places[self.head]
            self.head = (self.head + 1) % self.depth
        if push:
            self.words.append(i["d"])
            self.tail = (self.tail + 1) % self.depth

    def outputs(self, i):
        return {
            "full": int(len(self.words) == self.depth),
            "q": self.places[self.head] if self.show_ahead else self.q,
            "empty": int(not self.words),
            "level": len(self.words),
        }


class Queue(Model):
    def __init__(self, depth: int) -> None:
        self.fifo = FIFO(depth, True)

    def edge(self, i, clock):
        self.fifo.edge({"rst": i["rst"], "write": i["i_valid"], "d": i["i_data"], "read": i["o_ready"]}, clock)

    def outputs(self, i):
        inside = self.fifo.outputs(i)
        return {"i_ready": 1 - inside["full"], "o_valid": 1 - inside["empty"], "o_data": inside["q"]}


class Stream(Model):
    """A queue of registers: `words` are those in it, the oldest first; o_data keeps the last one."""

    def __init__(self, is_skid: bool) -> None:
        self.is_skid = is_skid
        self.words: list[int] = []
        self.last = 0

    def outputs(self, i):
        ready = len(self.words) < 2 if self.is_skid else not self.words or i["o_ready"]
        return {"i_ready": int(ready), "o_valid": int(bool(self.words)), "o_data": self.last}

    def edge(self, i, clock):
        takes = i["i_valid"] and self.outputs(i)["i_ready"]
        is_free = i["o_ready"] or not self.words
        if self.words and i["o_ready"]:
            self.words.pop(0)
        if takes:
            self.words.append(i["i_data"])
        # What the register of the output holds; a skid buffer's follows the input while nothing waits.
        if self.is_skid and is_free:
            self.last = self.words[0] if self.words else i["i_data"]
        elif takes and is_free:
            self.last = i["i_data"]
        if i["rst"]:
            self.words.clear()


class RoundRobin(Model):
    def __init__(self, count: int) -> None:
        self.count, self.first = count, 0

    def granted(self, i):
        order = [(self.first + step) % self.count for step in range(self.count)]
        return next((each for each in order if i["requests"] >> each & 1), None)

    def edge(self, i, clock):
        granted = self.granted(i)
        if i["rst"]:
            self.first = 0
        elif i["advance"] and granted is not None:
            self.first = (granted + 1) % self.count

    def outputs(self, i):
        granted = self.granted(i)
        return {"grants": 0 if granted is None else 1 << granted, "any": int(granted is not None)}


class CRC32(Model):
    def __init__(self) -> None:
        self.data: bytes | None = None  # until it is reset

    def edge(self, i, clock):
        if i["clear"] or i["rst"]:
            self.data = b""
        if i["valid"] and not i["rst"]:
            self.data = (self.data or b"") + bytes([i["data"]])

    def outputs(self, i):
        return {"crc": 0xFFFFFFFF if self.data is None else zlib.crc32(self.data)}


class CRC(Model):
    """Bit by bit, the highest bit first."""

    def __init__(self, width: int, polynomial: int, initial: int) -> None:
        self.width, self.polynomial, self.initial, self.state = width, polynomial, initial, 0

    def edge(self, i, clock):
        if i["clear"] or i["rst"]:
            self.state = self.initial
        if i["valid"] and not i["rst"]:
            for step in reversed(range(16)):
                out = self.state >> (self.width - 1) ^ i["data"] >> step & 1
                self.state = (self.state << 1) % (1 << self.width) ^ (self.polynomial if out else 0)

    def outputs(self, i):
        return {"crc": self.state}


class RegisterFile(Model):
    def __init__(self, count: int, reads: int, has_zero: bool) -> None:
        self.words, self.reads, self.has_zero = [0] * count, reads, has_zero

    def edge(self, i, clock):
        if i["write"] and i["w_index"] < len(self.words):
            self.words[i["w_index"]] = i["w_data"]

    def outputs(self, i):
        def word(index: int) -> int:
            return self.words[index] if index < len(self.words) and not (self.has_zero and index == 0) else 0

        return {f"r_data_{port}": word(i[f"r_index_{port}"]) for port in range(self.reads)}


def lowest(value: int) -> int:
    return value & -value


def onehot_index(value: int) -> int:
    found = 0
    for bit in range(value.bit_length()):
        found |= bit if value >> bit & 1 else 0
    return found


def lowest_index(value: int) -> int:
    return max(lowest(value).bit_length() - 1, 0)


def decoded(count: int, index: int, enable: int) -> int:
    return enable << index if index < count else 0


def chosen(index: int, **inputs: int) -> int:
    return inputs.get(f"d_{index}", inputs[f"d_{len(inputs) - 1}"])


def ungray(code: int) -> int:
    return next(number for number in range(1 << 7) if gray(number) == code)


BYTE = hw.UInt(8)
REGISTERS = [
    Register("control", "rw", 0, 32, 0x80000001),
    Register("status", "ro", 4, 20),
    Register("start", "wo", 0x10, 5, 3),
    Register("events", "w1c", 0x14, 13),
    Register("limit", "rw", 0x18, 12, 7),
    Register("one", "w1c", 0x20, 1, 1),
]
WIDE = [
    Register("total", "ro", 0, 64),
    Register("mask", "rw", 0x40, 64),
    Register("events", "w1c", 0x48, 60),
    Register("key", "wo", 0x50, 33),
]


def records(registers: list[Register]) -> list[dict[str, object]]:
    """As they are given to the generator; the first without what is the default."""
    found = [dict(vars(each)) for each in registers]
    for each in found:
        if each["access"] == "ro":
            del each["reset"]
    for name in ("offset", "width"):
        del found[0][name]
    return found


CASES = [
    ("Synchroniser", {}, lambda: Synchroniser()),
    ("Synchroniser", {"item": hw.Bits(3), "stages": 4}, lambda: Synchroniser(4)),
    ("ResetSynchroniser", {}, lambda: ResetSynchroniser()),
    ("ResetSynchroniser", {"stages": 3}, lambda: ResetSynchroniser(3)),
    ("AsyncFIFO", {"item": BYTE, "depth": 2}, lambda: AsyncFIFO(2)),
    ("AsyncFIFO", {"item": hw.UInt(5), "depth": 8, "stages": 3}, lambda: AsyncFIFO(8, 3)),
    ("GrayEncoder", {"width": 7}, lambda: Plain(lambda binary: {"gray": gray(binary)})),
    ("GrayEncoder", {"width": 1}, lambda: Plain(lambda binary: {"gray": gray(binary)})),
    ("GrayDecoder", {"width": 7}, lambda: Plain(lambda gray: {"binary": ungray(gray)})),
    ("Counter", {"limit": 10}, lambda: Counter(10)),
    ("Counter", {"limit": 8}, lambda: Counter(8)),
    ("Counter", {"limit": 6, "reset": hw.AsyncResetN}, lambda: Counter(6, True)),
    ("ShiftRegister", {"item": hw.UInt(4), "length": 3}, lambda: ShiftRegister(3)),
    ("ShiftRegister", {"length": 1}, lambda: ShiftRegister(1)),
    ("LFSR", {}, lambda: LFSR(0xB400, 1)),
    ("LFSR", {"width": 8, "taps": 0xB8, "seed": 255}, lambda: LFSR(0xB8, 255)),
    ("FIFO", {"item": BYTE, "depth": 5}, lambda: FIFO(5, True)),
    ("FIFO", {"item": BYTE, "depth": 4, "show_ahead": False}, lambda: FIFO(4, False)),
    ("FIFO", {"item": hw.SInt(3), "depth": 3, "show_ahead": False}, lambda: FIFO(3, False)),
    ("Queue", {"item": BYTE, "depth": 2}, lambda: Queue(2)),
    ("Pipe", {"item": BYTE}, lambda: Stream(False)),
    ("SkidBuffer", {"item": BYTE}, lambda: Stream(True)),
    (
        "PriorityArbiter",
        {"count": 5},
        lambda: Plain(lambda requests: {"grants": lowest(requests), "any": int(requests > 0)}),
    ),
    ("RoundRobinArbiter", {"count": 5}, lambda: RoundRobin(5)),
    ("RoundRobinArbiter", {"count": 2}, lambda: RoundRobin(2)),
    ("OneHotEncoder", {"count": 6}, lambda: Plain(lambda onehot: {"index": onehot_index(onehot)})),
    (
        "PriorityEncoder",
        {"count": 9},
        lambda: Plain(lambda d: {"index": lowest_index(d), "valid": int(d > 0)}),
    ),
    ("Decoder", {"count": 5}, lambda: Plain(lambda index, enable: {"onehot": decoded(5, index, enable)})),
    ("Mux", {"item": BYTE, "count": 3}, lambda: Plain(lambda **i: {"q": chosen(**i)})),
    ("CRC", {}, lambda: CRC32()),
    (
        "CRC",
        {"width": 16, "polynomial": 0x1021, "data_width": 16, "initial": 0xFFFF, "final_xor": 0, "reflected": False},
        lambda: CRC(16, 0x1021, 0xFFFF),
    ),
    ("RegisterFile", {"item": BYTE, "count": 20, "reads": 3, "has_zero": True}, lambda: RegisterFile(20, 3, True)),
    ("RegisterFile", {}, lambda: RegisterFile(32, 2, False)),
    ("UARTTransmitter", {"divisor": 4}, lambda: Transmitter(Form(4))),
    (
        "UARTTransmitter",
        {"divisor": 5, "data_bits": 7, "parity": "even", "stop_bits": 2},
        lambda: Transmitter(Form(5, 7, "even", 2)),
    ),
    ("UARTReceiver", {"clock_hz": 1000000, "baud": 115200}, lambda: Receiver(Form(9))),
    ("UARTReceiver", {"divisor": 4, "data_bits": 5}, lambda: Receiver(Form(4, 5))),
    (
        "UARTReceiver",
        {"divisor": 6, "data_bits": 9, "parity": "odd", "stop_bits": 2},
        lambda: Receiver(Form(6, 9, "odd", 2)),
    ),
    ("UART", {"divisor": 8, "parity": "even"}, lambda: Both(Form(8, 8, "even"))),
    (
        "AXI4LiteRegisters",
        {"registers": records(REGISTERS), "address_width": 8},
        lambda: AXIRegisters(REGISTERS, 32, 8),
    ),
    ("AXI4LiteRegisters", {"registers": records(WIDE), "data_width": 64}, lambda: AXIRegisters(WIDE, 64)),
]
# Records: the models are those of words.
CASES += [
    (name, {"item": ITEM, **arguments}, lambda made=made: OfRecord(made()))
    for name, arguments, made in (
        ("Synchroniser", {}, Synchroniser),
        ("AsyncFIFO", {"depth": 4}, lambda: AsyncFIFO(4)),
        ("ShiftRegister", {"length": 3}, lambda: ShiftRegister(3)),
        ("FIFO", {"depth": 5}, lambda: FIFO(5, True)),
        ("FIFO", {"depth": 4, "show_ahead": False}, lambda: FIFO(4, False)),
        ("Queue", {"depth": 3}, lambda: Queue(3)),
        ("Pipe", {}, lambda: Stream(False)),
        ("SkidBuffer", {}, lambda: Stream(True)),
        ("Mux", {"count": 3}, lambda: Plain(lambda **i: {"q": chosen(**i)})),
        ("RegisterFile", {"count": 5, "has_zero": True}, lambda: RegisterFile(5, 2, True)),
        ("RegisterFile", {"count": 4, "reads": 1}, lambda: RegisterFile(4, 1, False)),
    )
]
NAMES = [
    f"{name}({', '.join('…' if isinstance(each, list) else str(each) for each in arguments.values())})"
    for name, arguments, _ in CASES
]
CYCLES = 300


def circuit(number: int) -> hw.Circuit:
    name, arguments, _ = CASES[number]
    return getattr(hw.lib, name)(**arguments)  # type: ignore[no-any-return]


def case(number: int, profile: str) -> tuple[runner.Case, list[int]]:
    """A design with random inputs, and what its model gives."""
    return played(number, profile)[:2]


def played(number: int, profile: str, reset_rate: float = 0.02) -> tuple[runner.Case, list[int], Model]:
    """A design with random inputs, what its model gives, and the model, as it is at the end."""
    dice = random.Random(number)
    with hw.Context():
        made = circuit(number)
        design, text = netlist.read(made.netlist), made.verilog(profile)
    inputs = [port for port in design.root.ports if port.direction == "in"]
    outputs = [port for port in design.root.ports if port.direction == "out"]
    clocks = [port.name for port in inputs if port.type.kind == "Clock"]
    resets = [port.name for port in inputs if "Reset" in port.type.kind]
    model = CASES[number][2]()
    phases, wanted = [], []
    # Long stretches in which one side is fast, so that queues fill and run empty.
    bias = {}
    for cycle in range(getattr(model, "cycles", CYCLES)):
        if cycle % 25 == 0:
            bias = {port.name: dice.choice((0.1, 0.5, 0.9)) for port in inputs}
        now = {}
        for port in inputs:
            if port.name in clocks:
                now[port.name] = 0
            elif port.name in resets:
                # Both sides of an asynchronous queue are reset at one time, and only then. An asynchronous reset rises.
                early = port.type.kind.startswith("Async") <= cycle < 12
                again = name_of(number) != "AsyncFIFO" and dice.random() < reset_rate
                now[port.name] = int(early or again) ^ port.type.kind.endswith("N")
            elif port.type.width == 1:
                now[port.name] = int(dice.random() < bias[port.name])
            else:
                now[port.name] = dice.randrange(1 << port.type.width)
        model.stimulus(dice, now)
        steps = [now]
        if clocks:
            rising = dice.choice(clocks)
            steps.append({**now, rising: 1})
        for position, phase in enumerate(steps):
            model.at_once(phase)
            if position:
                model.edge(phase, rising)
                model.at_once(phase)
            found = model.outputs({name: value for name, value in phase.items() if name not in clocks})
            phases.append(phase)
            wanted.append(runner.packed(outputs, [found[port.name] for port in outputs]))
    return runner.Case(design, phases, profile, 0, text), wanted, model


def name_of(number: int) -> str:
    return CASES[number][0]


def test_every_generator_of_the_library_has_a_case() -> None:
    assert list(dict.fromkeys(name for name, _, _ in CASES)) == hw.lib.names()


def test_every_generator_with_an_item_has_a_case_with_a_record() -> None:
    of_records = {name for name, arguments, _ in CASES if arguments.get("item") is ITEM}
    assert of_records == {name for name in hw.lib.names() if "item: type" in getattr(hw.lib, name).parameters}


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_a_model_does_what_the_netlist_means(number: int) -> None:
    made, wanted = case(number, "verilog")
    assert runner.meant(made) == wanted


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_its_netlist_reads_back(number: int) -> None:
    with hw.Context():
        made = circuit(number)
        text, printed = made.netlist, made.verilog()
    with hw.Context():
        again = hw.read_netlist(text)
        assert again.netlist == text
        assert again.verilog() == printed


@pytest.mark.parametrize("profile", runner.PROFILES)
@pytest.mark.parametrize("tool", runner.TOOLS)
def test_the_simulators_do_what_the_models_do(tool: str, profile: str) -> None:
    made = [case(number, profile) for number in range(len(CASES))]
    known: dict[str, str] = {}
    for each, _ in made:
        # What two designs have inside them stands in the bench once. Their tops differ.
        own = []
        for module in each.verilog.strip().split("\n\n"):
            name = module.split()[1]
            assert known.get(name, module) == module and not (name in known and name == each.name), name
            own += [] if name in known else [module]
            known[name] = module
        each.verilog = "\n\n".join(own) + "\n"
    found = runner.differences([each for each, _ in made], tool, [wanted for _, wanted in made])
    assert [(NAMES[number], each and each.what) for number, each in enumerate(found) if each] == []


def test_queues_filled_and_ran_empty() -> None:
    """The random inputs reach what the models are for."""
    for number, (name, arguments, _) in enumerate(CASES):
        if name not in ("AsyncFIFO", "FIFO", "Queue", "SkidBuffer"):
            continue
        made, wanted = case(number, "verilog")
        outputs = [port.name for port in made.ports("out")]
        widths = [port.type.width for port in made.ports("out")]
        seen: dict[str, set[int]] = {each: set() for each in outputs}
        for word in wanted:
            for each, width in zip(reversed(outputs), reversed(widths), strict=True):
                seen[each].add(word & ((1 << width) - 1))
                word >>= width
        flags = {"FIFO": ("full", "empty"), "AsyncFIFO": ("w_ready", "r_valid")}.get(name, ("i_ready", "o_valid"))
        assert all(seen[flag] == {0, 1} for flag in flags), (name, arguments)


def unpacked(ports: list[netlist.Port], word: int) -> Inputs:
    found = {}
    for port in reversed(ports):
        found[port.name] = word & (1 << port.type.width) - 1
        word >>= port.type.width
    return found


SERIAL = [number for number, each in enumerate(CASES) if each[0] in ("UARTReceiver", "UART")]
BANKS = [number for number, each in enumerate(CASES) if each[0] == "AXI4LiteRegisters"]


@pytest.mark.parametrize("number", SERIAL, ids=[NAMES[number] for number in SERIAL])
def test_a_receiver_gives_the_words_that_were_sent(number: int) -> None:
    """All that were sent whole, but those that nobody took in time, and nothing else."""
    made, wanted, model = played(number, "verilog", reset_rate=0)
    receiver = model.parts[1] if isinstance(model, Both) else model
    assert isinstance(receiver, Receiver)
    given: list[int] = []
    counts = dict.fromkeys(("framing_error", "parity_error", "overrun"), 0)
    for phase, word in list(zip(made.phases, wanted, strict=True))[::2]:
        found = unpacked(made.ports("out"), word)
        for name in counts:
            counts[name] += found.get(name, 0)
        if found["o_valid"] and phase["o_ready"]:
            given.append(found["o_data"])
    assert counts["framing_error"] > 1 and counts["overrun"] > 1
    assert (counts["parity_error"] > 0) == (receiver.form.parity != "none")
    sent = iter(receiver.line.sent)
    assert all(word in sent for word in given), "not in the order in which they were sent"
    # The last may still be on the way, and one wait to be taken.
    assert 0 <= len(receiver.line.sent) - len(given) - counts["overrun"] <= 2


@pytest.mark.parametrize("number", BANKS, ids=[NAMES[number] for number in BANKS])
def test_the_bus_follows_its_rules(number: int) -> None:
    made, wanted, model = played(number, "verilog")
    assert isinstance(model, AXIRegisters)
    monitor = Monitor(model.registers, 8 * model.bytes_)
    for phase, word in list(zip(made.phases, wanted, strict=True))[::2]:
        monitor.sample({**phase, **unpacked(made.ports("out"), word)})
    monitor.end()
    kinds = {"OKAY": 0, "SLVERR": 2, "DECERR": 3}
    happened = [f"{what} {kind}" for what in ("write", "read") for kind in kinds.values()]
    happened += [f"{channel} back to back" for channel in ("aw", "w", "ar", "b", "r")]
    happened += [f"{channel} stalls" for channel in ("aw", "w", "ar", "b", "r")]
    happened += ["address first", "data first", "together", "read and write at once", "reset in the middle"]
    assert not [each for each in happened if monitor.seen.get(each, 0) < 2], monitor.seen


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_yosys_synthesises_it_without_a_warning(number: int, tmp_path: Path) -> None:
    with hw.Context():
        made = circuit(number)
        (tmp_path / "design.v").write_text(made.verilog())
        top = made.name
    script = f"read_verilog design.v; synth -top {top}; check -assert"
    done = subprocess.run(["yosys", "-p", script], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
    assert re.findall(r"^.*[Ww]arning.*$", done.stdout + done.stderr, re.MULTILINE) == []


@pytest.mark.parametrize("profile", runner.PROFILES)
def test_all_tools_accept_it(profile: str, tmp_path: Path) -> None:
    designs = []
    with hw.Context():
        for number in range(len(CASES)):
            made = circuit(number)
            path = tmp_path / f"{made.name}.{'v' if profile == 'verilog' else 'sv'}"
            made.write_verilog(path, profile)
            designs.append(Design.of(path, made.name, profile=profile, strict=True))
    verdicts = judge(designs)
    assert not complaints(verdicts), complaints(verdicts)


def test_memories_of_queues_are_memories(tmp_path: Path) -> None:
    for name, arguments in (
        ("FIFO", {"item": hw.UInt(32), "depth": 64, "show_ahead": False}),
        ("AsyncFIFO", {"item": hw.UInt(32), "depth": 64}),
    ):
        with hw.Context():
            (tmp_path / "design.v").write_text(getattr(hw.lib, name)(**arguments).verilog())
        script = """
            read_verilog design.v; hierarchy -auto-top; proc; opt; memory -nomap; opt
            select -assert-count 1 t:$mem_v2
        """
        done = subprocess.run(["yosys", "-q", "-p", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_it_says_what_it_is() -> None:
    for name in hw.lib.names():
        made = getattr(hw.lib, name)
        assert made.doc and made.doc[0].isupper() and made.doc.endswith("."), name
        assert made.interface
        assert '"' in made.parameters, f"{name} has a parameter without a doc"
    assert "depth: int >= 2 = 16" in hw.lib.FIFO.parameters
    assert hw.lib.Synchroniser.members.startswith("latency: int = stages")
    assert repr(hw.lib.FIFO) == "hwgen.lib.FIFO" and "FIFO" in dir(hw.lib)


def test_the_page_of_the_library_is_what_it_says_of_itself() -> None:
    script = ROOT / "scripts" / "build_library_page.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_an_unknown_one_is_refused() -> None:
    with pytest.raises(AttributeError, match="the library has no generator Fifo"):
        _ = hw.lib.Fifo
    with hw.Context(), pytest.raises(hw.Error) as caught:
        hw.generator("lib.Fifo")
    assert caught.value.code == "HW1009"


def test_arguments_are_checked() -> None:
    for code, arguments in (
        ("HW1002", {}),
        ("HW1004", {"item": BYTE, "depth": 1}),
        ("HW1005", {"item": BYTE, "depth": 12}),
        ("HW1001", {"item": BYTE, "width": 1}),
    ):
        with hw.Context(), pytest.raises(hw.Error) as caught:
            hw.lib.AsyncFIFO(**arguments)
        assert caught.value.code == code
    with hw.Context(), pytest.raises(hw.Error) as caught:
        hw.lib.Counter(limit=3, reset=hw.Bit)
    assert caught.value.code == "HW1005"


@pytest.mark.parametrize(
    ("said", "registers"),
    [
        ("a bank without registers", []),
        ("register number 1 has no name", [{"name": "a"}, {"access": "ro"}]),
        ("register `a` has a field `acess`", [{"name": "a", "acess": "ro"}]),
        ('register `a` has the access "r"', [{"name": "a", "access": "r"}]),
        ("register `a` has the width true", [{"name": "a", "width": True}]),
        ("register number 0 has the name 1", [{"name": 1}]),
        ("register `a` is 33 bits wide, on a bus of 32 bits", [{"name": "a", "width": 33}]),
        ("register `a` is at offset 2", [{"name": "a", "offset": 2}]),
        ("register `a` is at offset -4", [{"name": "a", "offset": -4}]),
        ("register `b` is at offset 256, beyond addresses of 8 bits", [{"name": "a", "offset": 252}, {"name": "b"}]),
        ("register `a` is read only and has a reset value", [{"name": "a", "access": "ro", "reset": 0}]),
        ("register `a` is 4 bits wide and is reset to 16", [{"name": "a", "width": 4, "reset": 16}]),
        ("registers `a` and `b` are both at offset 0", [{"name": "a"}, {"name": "b", "offset": 0}]),
        ("registers `a` and `a` both have a port `a`", [{"name": "a"}, {"name": "a"}]),
        (
            "registers `a` and `a_set` both have a port `a_set`",
            [{"name": "a", "access": "w1c"}, {"name": "a_set", "access": "ro"}],
        ),
    ],
)
def test_what_is_wrong_with_a_register_is_said(said: str, registers: list[dict[str, object]]) -> None:
    with hw.Context(), pytest.raises(hw.Error) as caught:
        hw.lib.AXI4LiteRegisters(registers, address_width=8)
    assert caught.value.code == ("HW2111" if said.startswith("registers") else "HW2110")
    assert said in str(caught.value) and "fix: " in str(caught.value)


NO_DATA = [
    (hw.Clock, "is Clock;"),
    (hw.Reset, "is Reset;"),
    (hw.AsyncReset, "is AsyncReset;"),
    (hw.ResetN, "is ResetN;"),
    (hw.AsyncResetN, "is AsyncResetN;"),
    (hw.Record(a=BYTE, ready=hw.Flip(hw.Bit)), "in which `ready` is flipped;"),
    (hw.Record(a=BYTE, p=hw.Record(ready=hw.Flip(hw.Bit))), "in which `p.ready` is flipped;"),
    (hw.Record(a=BYTE, clk=hw.Clock), "in which `clk` is Clock;"),
    (hw.Record(p=hw.Array(2, hw.Record(rst=hw.AsyncReset))), "in which `p[0].rst` is AsyncReset;"),
    (hw.Array(2, hw.ResetN), "in which `[0]` is ResetN;"),
    (hw.Union(none=None, some=hw.Record(clk=hw.Clock)), "in which `some.clk` is Clock;"),
]


@pytest.mark.parametrize("number", range(len(NO_DATA)), ids=[said for _, said in NO_DATA])
def test_an_item_that_is_no_data_is_refused(number: int) -> None:
    item, said = NO_DATA[number]
    for name, arguments, _ in CASES:
        if arguments.get("item") is not ITEM:
            continue
        with hw.Context(), pytest.raises(hw.Error) as caught:
            getattr(hw.lib, name)(**{**arguments, "item": item})
        text = str(caught.value)
        assert caught.value.code == "HW1023", text
        assert f"`item` of {name} is " in text and said in text and "fix: use Bit, Bits, a number" in text
        assert "test_library.py" in text


def test_an_item_that_is_a_record_is_one_at_its_instance() -> None:
    class Passing(hw.Generator):
        interface = hw.Interface(
            clk=hw.In(hw.Clock), rst=hw.In(hw.Reset), i=hw.In(ITEM), o=hw.Out(ITEM), x=hw.Out(hw.SInt(4))
        )

        def body(self, io):
            fifo = hw.lib.FIFO(ITEM, depth=4)("fifo", clk=io.clk, rst=io.rst, write=1, d=io.i, read=1)
            queue = hw.lib.Queue(ITEM)("queue", clk=io.clk, rst=io.rst, i_valid=~fifo.empty, o_ready=1)
            queue.i_data @= fifo.q
            io.o @= queue.o_data
            io.x @= fifo.q.pos.x

    with hw.Context():
        text = Passing().verilog()
    assert ".d_pos_flag_set(i_pos_flag_set)" in text and ".o_data_pairs(o_pairs)" in text


@pytest.mark.parametrize(
    "arguments", ["", "1", "ONE, 0, 8", "ONE, -64, 8", "ONE, 64, 4611686018427387904", "ONE, 32, -3"]
)
def test_another_interface_calls_the_hook_of_the_bus_with_anything(arguments: str) -> None:
    called = arguments.replace("ONE", '[record(name: "a", width: 1)]')
    with hw.Context(), pytest.raises(hw.Error) as caught:
        assert hw.lib.AXI4LiteRegisters([{"name": "a"}])

        class Bank(hw.Generator):
            interface = hw.Interface(f"out regs: hook `lib.AXI4LiteRegisters`({called}): type")

            def body(self, io):
                pass

        Bank().elaborate()
    assert caught.value.code == "HW1021", str(caught.value)


def test_a_part_of_the_library_is_the_librarys() -> None:
    with hw.Context(), pytest.raises(hw.Error) as caught:

        class Synchroniser(hw.Generator):
            __module__ = "lib"
            __qualname__ = "Synchroniser"
            interface = hw.Interface("in a: Bit; out b: Bit")

            def body(self, io):
                io.b @= io.a

        assert Synchroniser().verilog()
        hw.lib.AsyncFIFO(BYTE, depth=4).elaborate()
    assert caught.value.code == "HW2020" and "in the body of lib.AsyncFIFO" in str(caught.value)


def test_a_divisor_follows_from_clock_and_rate() -> None:
    with hw.Context():
        made = hw.lib.UART(clock_hz=100_000_000, baud=921_600)
        assert "divisor = 109," in made.arguments
    with hw.Context(), pytest.raises(hw.Error) as caught:
        hw.lib.UART(clock_hz=1_000_000, baud=921_600)
    assert caught.value.code == "HW1004"


def test_one_request_is_one_circuit_and_a_name_of_ones_own_does_not_clash() -> None:
    class FIFO(hw.Generator):
        interface = hw.Interface("in a: Bit; out b: Bit")

        def body(self, io):
            io.b @= io.a

    with hw.Context():
        assert hw.lib.FIFO(BYTE, depth=4)._handle == hw.lib.FIFO(item=BYTE, depth=4, show_ahead=True)._handle
        assert FIFO().verilog() and hw.lib.FIFO(BYTE, 4).verilog()
