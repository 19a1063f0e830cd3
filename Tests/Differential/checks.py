"""Checks: `assert`, `assume`, `cover` and `print`. How the generator makes them, what they say, what a tool said.

What is said is brought to one form, since the tools name instances in ways of their own and each has a line of its own
for an assertion that fails: see `lines`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .branches import Guard
from .design import BIT, RESETS, Arm, Choice, Ref, Stand, Statement, Type, vector

if TYPE_CHECKING:
    from .generator import Maker

KINDS = ("assert", "assume", "cover", "print")
PLACES = ("outside", "when", "otherwise", "case", "default")
"""Where a check stands: the word of its innermost branch."""

WORDS = {"assert": "assertion failed in", "assume": "assumption failed in", "cover": "covered in"}

# -- what they mean ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Check:
    """Net numbers of a check; -1 is absent."""

    kind: str
    clock: int
    reset: int
    is_low: bool
    """Whether the reset is active at 0."""
    condition: int
    guards: tuple[Guard, ...]
    values: tuple[tuple[int, int], ...]
    """The nets, each with half of its range if it has a sign, else 0."""
    message: str | None
    depth: int
    """How many instances it stands in, below the root."""


def is_looked_at(check: Check, values: Sequence[int], taken: Callable[[Guard, Sequence[int]], bool]) -> bool:
    is_reset = check.reset >= 0 and values[check.reset] != check.is_low
    return not is_reset and all(taken(guard, values) for guard in check.guards)


def is_on(check: Check, values: Sequence[int]) -> bool:
    """Whether it says something, where it is looked at."""
    if check.kind == "print":
        return True
    return bool(values[check.condition]) == (check.kind == "cover")


def numbers(check: Check, values: Sequence[int]) -> list[int]:
    return [(values[net] ^ half) - half for net, half in check.values]


@dataclass(frozen=True)
class Checking:
    """All of it that a planted fault may change."""

    is_looked_at: Callable[[Check, Sequence[int], Callable], bool] = is_looked_at
    is_on: Callable[[Check, Sequence[int]], bool] = is_on
    numbers: Callable[[Check, Sequence[int]], list[int]] = numbers


@dataclass(frozen=True)
class Said:
    """What a check said at an edge."""

    kind: str
    depth: int
    message: str | None


def said(check: Check, values: Sequence[int], checking: Checking, taken: Callable) -> list[Said]:
    if not checking.is_looked_at(check, values, taken) or not checking.is_on(check, values):
        return []
    message = None if check.message is None else check.message.format(*checking.numbers(check, values))
    return [Said(check.kind, check.depth, message)]


def lines(said: Said, profile: str) -> list[str]:
    """How it is printed: IEEE 1800 has a statement that fails, and a message before it; 1364 a line in any case."""
    if said.kind == "print":
        return [said.message or ""]
    is_failure, found = said.kind != "cover", []
    if said.message is not None or (is_failure and profile == "verilog"):
        end = "" if said.message is None else f": {said.message}"
        found.append(f"{WORDS[said.kind]} {said.depth}{end}")
    if is_failure and profile != "verilog":
        found.append(f"failed in {said.depth}")
    return found


# -- what tools say ---------------------------------------------------------------------------------------------------

SAID = re.compile(r"(assertion failed|assumption failed|covered) in ([^\s:]+)(?:: (.*))?$")
FAILED = re.compile(r"\s+Time: \d+ +Scope: (\S+)|.*%Error: .*Assertion failed in ([^\s:]+)(?:: .*)?$")
NOISE = re.compile(r"ERROR: \S+:\d+:|\*\* |> |-Info: .*\$stop, ignored|.*Verilog \$stop|\s*$")


def instance(path: str) -> tuple[int, int]:
    """The number of the case, and how many instances are below it."""
    parts = path.split(".")
    at = next(index for index, part in enumerate(parts) if re.fullmatch(r"u\d+", part))
    return int(parts[at][1:]), len(parts) - at - 1


def read(line: str) -> tuple[int, str] | None:
    """The case that a line is of, and the line in the form of `said`; None for one that says nothing of a check."""
    if found := SAID.match(line):
        number, depth = instance(found[2])
        return number, f"{found[1]} in {depth}" + ("" if found[3] is None else f": {found[3]}")
    if found := FAILED.match(line):
        number, depth = instance(found[1] or found[2])
        return number, f"failed in {depth}"
    return None


# -- how they are made ------------------------------------------------------------------------------------------------

TEXTS = ("is", "100%", 'a "b"', "back\\slash", "{{}}", "%d", "`x", "$y", "//", "")


def place(maker: Maker, type: Type) -> str | None:
    """A place of a message for a value of a type."""
    dice, width = maker.dice, type.width
    if type.kind == "SInt":
        return dice.choice(("{}", "{:d}", f"{{:{dice.randint(1, 90)}d}}"))
    if type.kind not in ("Bit", "Bits", "UInt"):
        return None
    places = ["{:x}", "{:o}", "{:b}"]
    for letter, bits in (("x", 4), ("o", 3), ("b", 1)):
        places.append(f"{{:0{(width - 1) // bits + 1 + dice.choice((0, 0, 3))}{letter}}}")
    if type.kind != "Bits":
        places += ["{}", "{:d}", f"{{:{dice.randint(1, 90)}d}}", f"{{:0{dice.randint(1, 90)}d}}"] * 2
    return dice.choice(places)


def character(maker: Maker) -> Ref:
    """A byte that is a character of ASCII, of those that all tools print: `@` to `_`."""
    high = maker.cell("literal", vector("Bits", 3), value=2, is_ready=False)
    return maker.cell("concat", vector("Bits", 8), high, maker.need(vector("Bits", 5)), is_ready=False)


def message(maker: Maker, values: list[Ref], characters: list[Ref]) -> str:
    parts = [maker.dice.choice(TEXTS)]
    for value in values:
        parts += [place(maker, maker.types[value]) or "", maker.dice.choice(TEXTS)]
    for _ in characters:
        parts += ["{:c}", maker.dice.choice(TEXTS)]
    return f"@{maker.library.name} " + " ".join(parts).strip()


def check_cell(maker: Maker, kind: str, given: Ref | None = None) -> int:
    """A check that is in no program yet; of a value that is given, or of its condition."""
    dice = maker.dice
    controls: dict[str, Ref] = {"clock": maker.clock()}
    if maker.chance(0.4):
        controls["reset"] = maker.reset(dice.choice(list(RESETS)))
    values: list[Ref] = []
    if given is not None and place(maker, maker.types[given]) is not None:
        values.append(given)
    if kind != "print":
        is_given = given is not None and maker.types[given] == BIT and maker.chance(0.5)
        controls["condition"] = given if is_given and given is not None else maker.need(BIT)
    for _ in range(dice.randint(0, 2)):
        values.append(maker.need(maker.any_type(("plain", "unsigned", "signed"))))
    characters = [character(maker)] if maker.chance(0.2) else []
    has_text = kind == "print" or values or characters or maker.chance(0.5)
    text = message(maker, values, characters) if has_text else None
    label = maker.cell("check", None, *values, *characters, controls=controls, check=kind, message=text)
    maker.module.cells[-1].name = None
    return label


def add_check(maker: Maker, kind: str, where: str, given: Ref | None = None) -> None:
    """A check that stands outside of all branches, or in one."""
    stand: Statement = Stand(check_cell(maker, kind, given))
    if where != "outside":
        stand = branch(maker, where, stand)
    if maker.chance(0.2):
        stand = branch(maker, maker.dice.choice(PLACES[1:]), stand)
    maker.module.program.append(stand)


def planted(seed: int) -> tuple[str, str]:
    """The kind and the place of the check that the design of a seed has; those in a row take all in turn."""
    return KINDS[seed % len(KINDS)], PLACES[seed // len(KINDS) % len(PLACES)]


def branch(maker: Maker, where: str, inside: Statement) -> Choice:
    """A choice of which one branch has the statement."""
    if where in ("when", "otherwise"):
        condition = maker.need(BIT)
        maker.read(condition)
        first = Arm("when", [condition], [inside] if where == "when" else [])
        return Choice(None, [first] if where == "when" else [first, Arm("otherwise", [], [inside])])
    selector = maker.need(maker.any_shape(maker.dice.randint(2, 3)))
    maker.read(selector)
    type = maker.types[selector]
    codes = maker.dice.sample(type.codes or range(1 << type.width), 1)
    keys: list[Ref] = [maker.cell("literal", type, value=code, is_ready=False) for code in codes]
    arms = [Arm("case", keys, [inside] if where == "case" else [])]
    return Choice(selector, arms if where == "case" else [*arms, Arm("default", [], [inside])])
