"""What the register bank on AXI4-Lite does, cycle by cycle, a master that stalls at random, and a monitor of the bus.

The model takes what arrives into queues and answers from them; the monitor knows the rules of IHI 0022 and what
registers are, and nothing of when anything happens.
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field

Inputs = dict[str, int]

OKAY, SLVERR, DECERR = 0, 2, 3


@dataclass(frozen=True)
class Register:
    name: str
    access: str
    offset: int
    width: int
    reset: int = 0


def write_of(register: Register | None, old: int, data: int, strobes: int) -> tuple[int, int, bool]:
    """The response to a write, the register's value, and whether a byte of it was written."""
    if register is None:
        return DECERR, old, False
    if register.access == "ro":
        return SLVERR, old, False
    mask = sum(0xFF << 8 * lane for lane in range(8) if strobes >> lane & 1) & (1 << register.width) - 1
    new = old & ~(data & mask) if register.access == "w1c" else old & ~mask | data & mask
    return OKAY, new, mask != 0


def read_of(register: Register | None, value: int) -> tuple[int, int]:
    if register is None:
        return DECERR, 0
    return (SLVERR, 0) if register.access == "wo" else (OKAY, value)


@dataclass
class Master:
    """Holds what it has begun until it is taken. Its moods change: at times all is fast, and at times all waits."""

    words: list[int]
    """Addresses of registers."""
    bytes_: int
    address_width: int
    now: dict[str, tuple[int, ...] | None] = field(default_factory=lambda: {"aw": None, "w": None, "ar": None})
    haste: dict[str, float] = field(default_factory=dict)
    cycle: int = 0

    def address(self, dice: random.Random) -> int:
        found = dice.choice(self.words) + dice.randrange(self.bytes_)
        if dice.random() < 0.1:
            found ^= 1 << dice.randrange(self.address_width)
        return found

    def drive(self, dice: random.Random, now: Inputs) -> None:
        if self.cycle % 20 == 0:
            self.haste = {name: dice.choice((0.1, 0.5, 1.0)) for name in ("aw", "w", "b", "ar", "r")}
            if dice.random() < 0.3:
                self.haste = dict.fromkeys(self.haste, 1.0)
        self.cycle += 1
        if now["rst"]:
            self.now = dict.fromkeys(self.now)
        for name in self.now:
            if self.now[name] is None and not now["rst"] and dice.random() < self.haste[name]:
                every = (1 << self.bytes_) - 1
                strobes = dice.choice((every, every, 0, dice.randrange(every)))
                self.now[name] = (dice.getrandbits(8 * self.bytes_), strobes) if name == "w" else (self.address(dice),)
        for name, given in self.now.items():
            now[f"s_axi_{name}valid"] = int(given is not None)
            for part, value in zip(("data", "strb") if name == "w" else ("addr",), given or (), strict=False):
                now[f"s_axi_{name}{part}"] = value
        for name in ("b", "r"):
            now[f"s_axi_{name}ready"] = int(dice.random() < self.haste[name])


class AXIRegisters:
    cycles = 1200

    def __init__(self, registers: list[Register], data_width: int = 32, address_width: int = 32) -> None:
        self.registers = registers
        self.bytes_ = data_width // 8
        self.master = Master([each.offset for each in registers], self.bytes_, address_width)
        self.values = {each.name: 0 for each in registers}  # until it is reset
        self.written: set[str] = set()
        self.queues: dict[str, deque[tuple[int, ...]]] = {name: deque() for name in ("aw", "w", "ar")}
        self.replies: dict[str, bool] = {"b": False, "r": False}
        self.bresp = self.rresp = self.rdata = 0

    def stimulus(self, dice: random.Random, now: Inputs) -> None:
        self.master.drive(dice, now)
        for each in self.registers:
            if each.access == "w1c" and dice.random() < 0.7:
                now[f"regs_{each.name}_set"] = 0

    def at_once(self, i: Inputs) -> None: ...

    def register(self, address: int) -> Register | None:
        word = address // self.bytes_ * self.bytes_
        return next((each for each in self.registers if each.offset == word), None)

    def edge(self, i: Inputs, clock: str) -> None:
        for name, queue in self.queues.items():
            if i[f"s_axi_{name}valid"] and not queue:
                parts = ("data", "strb") if name == "w" else ("addr",)
                queue.append(tuple(i[f"s_axi_{name}{part}"] for part in parts))
                self.master.now[name] = None
        for name in self.replies:
            if i[f"s_axi_{name}ready"]:
                self.replies[name] = False
        before = dict(self.values)
        self.written = set()
        if self.queues["ar"] and not self.replies["r"]:
            found = self.register(self.queues["ar"].popleft()[0])
            name = found.name if found else ""
            value = i[f"regs_{name}"] if found and found.access == "ro" else before.get(name, 0)
            self.rresp, self.rdata = read_of(found, value)
            self.replies["r"] = True
        if self.queues["aw"] and self.queues["w"] and not self.replies["b"]:
            found = self.register(self.queues["aw"].popleft()[0])
            name = found.name if found else ""
            self.bresp, value, is_written = write_of(found, before.get(name, 0), *self.queues["w"].popleft())
            if found:
                self.values[name] = value
            if is_written:
                self.written.add(name)
            self.replies["b"] = True
        for each in self.registers:
            if each.access == "w1c":
                self.values[each.name] |= i[f"regs_{each.name}_set"]
        if i["rst"]:
            for queue in self.queues.values():
                queue.clear()
            self.replies = dict.fromkeys(self.replies, False)
            self.values = {each.name: each.reset for each in self.registers}
            self.written = set()
            self.bresp = self.rresp = self.rdata = 0

    def outputs(self, i: Inputs) -> Inputs:
        found = {f"s_axi_{name}ready": int(not queue) for name, queue in self.queues.items()}
        found |= {f"s_axi_{name}valid": int(is_there) for name, is_there in self.replies.items()}
        found |= {"s_axi_bresp": self.bresp, "s_axi_rresp": self.rresp, "s_axi_rdata": self.rdata}
        for each in self.registers:
            if each.access != "ro":
                found[f"regs_{each.name}"] = self.values[each.name]
                found[f"regs_{each.name}_written"] = int(each.name in self.written)
        return found


class Monitor:
    """What the bus says must follow the rules: fed with all signals of each cycle, at its edge."""

    OUT = ("b", "r")
    IN = ("aw", "w", "ar")

    def __init__(self, registers: list[Register], data_width: int) -> None:
        self.registers = {each.offset: each for each in registers}
        self.bytes_ = data_width // 8
        self.begin()
        self.seen: dict[str, int] = {}
        self.cycle = 0
        self.last: dict[str, int] = {}

    def begin(self) -> None:
        self.open: dict[str, deque[tuple[int, ...]]] = {"aw": deque(), "w": deque(), "ar": deque()}
        self.held: dict[str, tuple[int, ...]] = {}
        self.count: dict[str, int] = dict.fromkeys((*self.IN, *self.OUT), 0)

    def note(self, what: str) -> None:
        self.seen[what] = self.seen.get(what, 0) + 1

    def parts(self, s: Inputs, name: str) -> tuple[int, ...]:
        ends = {"aw": ("addr",), "ar": ("addr",), "w": ("data", "strb"), "b": ("resp",), "r": ("data", "resp")}[name]
        return tuple(s[f"s_axi_{name}{end}"] for end in ends)

    def sample(self, s: Inputs) -> None:
        self.cycle += 1
        if s["rst"]:
            if any(self.open.values()) or self.held:
                self.note("reset in the middle")
            return self.begin()
        taken: dict[str, tuple[int, ...]] = {}
        for name in (*self.IN, *self.OUT):
            valid, ready, now = s[f"s_axi_{name}valid"], s[f"s_axi_{name}ready"], self.parts(s, name)
            if name in self.held:
                assert valid, f"{name}valid falls before it is taken, in cycle {self.cycle}"
                assert now == self.held.pop(name), f"{name} changes before it is taken, in cycle {self.cycle}"
            if valid and ready:
                taken[name] = now
                self.count[name] += 1
                if self.last.get(name) == self.cycle - 1:
                    self.note(f"{name} back to back")
                self.last[name] = self.cycle
            elif valid:
                self.held[name] = now
                self.note(f"{name} stalls")
        # An answer is to what came before it, never to what comes now.
        if s["s_axi_bvalid"]:
            assert self.open["aw"] and self.open["w"], f"a response to no write, in cycle {self.cycle}"
        if s["s_axi_rvalid"]:
            assert self.open["ar"], f"data of no read, in cycle {self.cycle}"
        if "b" in taken:
            (address,), (_, strobes) = self.open["aw"].popleft(), self.open["w"].popleft()
            self.judge(address, "ro", taken["b"][0])
            self.note(f"write {taken['b'][0]}{' of no byte' if not strobes else ''}")
        if "r" in taken:
            data, response = taken["r"]
            self.judge(self.open["ar"].popleft()[0], "wo", response)
            assert response == OKAY or data == 0
            self.note(f"read {response}")
        if "b" in taken and "r" in taken:
            self.note("read and write at once")
        for name in self.IN:
            if name in taken:
                self.open[name].append(taken[name])
        difference = len(self.open["aw"]) - len(self.open["w"])
        self.note("together" if difference == 0 else "address first" if difference > 0 else "data first")

    def judge(self, address: int, refused: str, response: int) -> None:
        found = self.registers.get(address // self.bytes_ * self.bytes_)
        wanted = DECERR if found is None else SLVERR if found.access == refused else OKAY
        assert response == wanted, f"{response} for address {address:#x}"

    def end(self) -> None:
        """All is answered that was asked, but what is on its way."""
        assert 0 <= min(self.count["aw"], self.count["w"]) - self.count["b"] <= 2, self.count
        assert 0 <= self.count["ar"] - self.count["r"] <= 2, self.count
