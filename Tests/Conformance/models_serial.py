"""What the serial generators of the standard library do, cycle by cycle, and a line for them to listen to.

The models are written from the generators' docs: a transmitter is the levels that are still to be sent, a receiver the
time at which a start bit fell and the levels in the middles behind it.
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass

Inputs = dict[str, int]


@dataclass(frozen=True)
class Form:
    divisor: int
    data_bits: int = 8
    parity: str = "none"
    stop_bits: int = 1

    def check(self, word: int) -> list[int]:
        """The parity bit of a word, if there is one."""
        return {"none": [], "even": [word.bit_count() & 1], "odd": [~word.bit_count() & 1]}[self.parity]

    def frame(self, word: int) -> list[int]:
        return [0, *(word >> bit & 1 for bit in range(self.data_bits)), *self.check(word), *[1] * self.stop_bits]


class Transmitter:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.levels: deque[int] = deque()
        self.rest = 0  # until it is reset

    def edge(self, i: Inputs, clock: str) -> None:
        takes = i["i_valid"] and len(self.levels) <= 1
        if self.levels:
            self.levels.popleft()
        if takes:
            self.levels += [bit for bit in self.form.frame(i["i_data"]) for _ in range(self.form.divisor)]
            self.rest = 1
        if i["rst"]:
            self.levels.clear()
            self.rest = 1

    def at_once(self, i: Inputs) -> None: ...

    def stimulus(self, dice: random.Random, now: Inputs) -> None: ...

    def outputs(self, i: Inputs) -> Inputs:
        return {"txd": self.levels[0] if self.levels else self.rest, "i_ready": int(len(self.levels) <= 1)}


class Receiver:
    cycles = 3000

    def __init__(self, form: Form) -> None:
        self.form = form
        self.late = [1, 1]
        self.before = 0
        self.now = 0
        self.start: int | None = None
        self.samples: list[int] = []
        self.frame: list[int] = []
        """Of the word that is complete in this cycle."""
        self.valid = self.data = 0
        self.line = Line(form)

    def verdict(self) -> tuple[bool, bool, int]:
        """Whether the frame has its stop bits, and the right parity; its word."""
        word = sum(bit << place for place, bit in enumerate(self.frame[: self.form.data_bits]))
        stops = self.frame[len(self.frame) - self.form.stop_bits :]
        return all(stops), self.frame[self.form.data_bits : -self.form.stop_bits] == self.form.check(word), word

    def edge(self, i: Inputs, clock: str) -> None:
        if self.frame:
            is_whole, is_right, word = self.verdict()
            arrives = is_whole and is_right
            if i["o_ready"] or not self.valid:
                self.valid = int(arrives)
                self.data = word if arrives else self.data
        elif i["o_ready"]:
            self.valid = 0
        level, form = self.late[-1], self.form
        self.frame = []
        if self.start is None:
            if self.before and not level:
                self.start, self.samples = self.now, []
        elif (self.now - self.start) % form.divisor == form.divisor // 2:
            self.samples.append(level)
            if self.samples == [1]:
                self.start = None
            elif len(self.samples) == len(form.frame(0)):
                self.frame, self.start = self.samples[1:], None
        self.before = level
        self.late = [i["rxd"], self.late[0]]
        self.now += 1
        if i["rst"]:
            self.start, self.frame, self.valid, self.before = None, [], 0, 1

    def at_once(self, i: Inputs) -> None: ...

    def stimulus(self, dice: random.Random, now: Inputs) -> None:
        now["rxd"] = self.line.level(dice)
        # At times nobody takes what comes for some words.
        if self.now % 600 > 450:
            now["o_ready"] = 0

    def outputs(self, i: Inputs) -> Inputs:
        is_whole, is_right, _ = self.verdict() if self.frame else (True, True, 0)
        found = {
            "o_valid": self.valid,
            "o_data": self.data,
            "framing_error": int(not is_whole),
            "overrun": int(bool(self.frame) and is_whole and is_right and self.valid and not i["o_ready"]),
        }
        if self.form.parity != "none":
            found["parity_error"] = int(not is_right)
        return found


class Both:
    cycles = 3000

    def __init__(self, form: Form) -> None:
        self.parts = (Transmitter(form), Receiver(form))

    def edge(self, i: Inputs, clock: str) -> None:
        for part in self.parts:
            part.edge(i, clock)

    def at_once(self, i: Inputs) -> None: ...

    def stimulus(self, dice: random.Random, now: Inputs) -> None:
        self.parts[1].stimulus(dice, now)

    def outputs(self, i: Inputs) -> Inputs:
        return {**self.parts[0].outputs(i), **self.parts[1].outputs(i)}


class Line:
    """A line with words, of a sender whose clock is up to 3 % off, and all that goes wrong on lines."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.levels: deque[int] = deque([1] * 30)  # until the reset has ended
        self.sent: list[int] = []

    def level(self, dice: random.Random) -> int:
        if not self.levels:
            self.levels += self.next(dice)
        return self.levels.popleft()

    def next(self, dice: random.Random) -> list[int]:
        form = self.form
        what = dice.choice(["word"] * 12 + ["rest", "spike", "break", "stop"] + ["parity"] * (form.parity != "none"))
        if what == "rest":
            return [1] * dice.randrange(1, 3 * form.divisor)
        if what == "spike":
            return [0] * dice.randrange(1, form.divisor // 2) + [1] * form.divisor
        word = dice.randrange(1 << form.data_bits)
        bits = form.frame(word)
        if what == "break":
            bits = [0] * (2 * len(bits)) + [1]
        elif what == "parity":
            bits[-form.stop_bits - 1] ^= 1
        elif what == "stop":
            bits[-dice.randrange(form.stop_bits) - 1] = 0
            bits.append(1)
        rate, levels = form.divisor * dice.uniform(0.97, 1.03), []
        for number, bit in enumerate(bits):
            levels += [bit] * (round((number + 1) * rate) - len(levels))
        if what == "word":
            self.sent.append(word)
        return levels
