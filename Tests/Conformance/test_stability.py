"""An unrelated edit changes no other name, module or line of the text: over all sets, in both profiles.

An edit adds something with a name of its own that reads named things alone, so that nothing else of the design has
reason to change: all lines of the text without it must stand in the text with it, in their order. It is made in the
netlist's text.
"""

from __future__ import annotations

import copy
import difflib
import random
import re
from collections import Counter
from collections.abc import Callable

import pytest
import sets
from Differential import generator
from Differential.netlist import BIT, Design, Port
from Differential.runner import PROFILES, printed

COUNT = 150
NAME = "unrelated_edit"
LABEL = 1_000_000
"""Of the first cell of an edit; no design has so many."""

# What an edit adds: the cell's lines, and a drive's if there is one.
Added = tuple[list[str], list[str]]


def value(ports: str, dice: random.Random) -> Added | None:
    """A value of an input."""
    inputs = re.findall(r"^  in (\S+): (Bit|(?:UInt|Bits)\(\d+\))$", ports, re.MULTILINE)
    if not inputs:
        return None
    name, type = dice.choice(inputs)
    return [f"  %{LABEL} {NAME}: {type} = not {name}"], []


def wire(ports: str, dice: random.Random) -> Added | None:
    """A wire that a constant drives."""
    cells = [f"  %{LABEL}: UInt(9) = literal {dice.getrandbits(9)}", f"  %{LABEL + 1} {NAME}: UInt(9) = wire"]
    return cells, [f"  drive %{LABEL + 1} = %{LABEL}"]


def register(ports: str, dice: random.Random) -> Added | None:
    """A register that counts, on a clock of the module."""
    clocks = re.findall(r"^  in (\S+): Clock$", ports, re.MULTILINE)
    if not clocks:
        return None
    cells = [f"  %{LABEL} {NAME}: Bit = register {dice.choice(clocks)}", f"  %{LABEL + 1}: Bit = not %{LABEL}"]
    return cells, [f"  drive %{LABEL} = %{LABEL + 1}"]


def instance(ports: str, dice: random.Random) -> Added | None:
    """An instance of an external module."""
    return [f"  %{LABEL} {NAME} = instance UnrelatedEdit()"], []


EDITS: list[Callable[[str, random.Random], Added | None]] = [value, wire, register, instance]
# A module that has a body: its head and ports, its cells, its drives, the rest.
MODULE = re.compile(
    r"^(module (?!\S+ external).*\n(?:  (?!%|drive).*\n)*)((?:  %.*\n)*)((?:  drive.*\n)*)(.*\n)*?^}\n", re.MULTILINE
)


def edited(text: str, edit: Callable[[str, random.Random], Added | None], dice: random.Random) -> str | None:
    """A netlist with an edit in one of its modules."""
    module = dice.choice(list(MODULE.finditer(text)))
    added = edit(module[1], dice)
    if added is None:
        return None
    for group, lines in zip((3, 2), added[::-1], strict=True):
        old = module[group].splitlines(keepends=True)
        at = dice.randint(0, len(old))
        new = [*old[:at], *(line + "\n" for line in lines), *old[at:]]
        text = text[: module.start(group)] + "".join(new) + text[module.end(group) :]
    return text + "module UnrelatedEdit external explicit {\n}\n" if edit is instance else text


def lost(before: str, after: str) -> list[str]:
    """The lines of the first text that do not stand in the second one, in their order."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return [
        line
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag in ("replace", "delete")
        for line in before.splitlines()[start:end]
    ]


@pytest.mark.parametrize("name", sets.SETS)
def test_an_unrelated_edit_changes_no_other_line(name: str) -> None:
    """Every edit of every design of the small sets; of the random ones each gets one in turn."""
    done = Counter[str]()
    for number, (design, before) in enumerate(sets.SETS[name]()):
        for turn, edit in enumerate(EDITS):
            if name == "random" and number % len(EDITS) != turn:
                continue
            after = edited(before, edit, random.Random(f"edit {number}"))
            if after is None:
                continue
            profile = PROFILES[(number // len(EDITS) + turn) % 2]
            text, with_edit = sets.verilog(before, profile), sets.verilog(after, profile)
            assert NAME in with_edit
            changed = lost(text, with_edit)
            if edit is register:
                # Blocks stand in the order of their first registers: one may stand before others now, as it is.
                changed = [*(Counter(text.splitlines()) - Counter(with_edit.splitlines())).elements()]
            assert not changed, f"{design}, {edit.__name__}: {changed[:10]}"
            done[edit.__name__] += 1
    assert len(done) == len(EDITS) and min(done.values()) > 5, done


def test_the_order_of_modules_in_the_text_form_changes_nothing():
    for seed in range(COUNT):
        design = generator.design(seed)
        root, *others = design.modules.values()
        random.Random(seed).shuffle(others)
        shuffled = Design({module.key: module for module in (root, *others)})
        assert printed(shuffled, PROFILES[seed % 2]) == printed(design, PROFILES[seed % 2]), seed


def test_the_comparison_finds_a_line_that_changes():
    before = "module A;\n  wire sum_a_b = a + b;\n  assign y = sum_a_b;\nendmodule\n"
    after = before.replace("sum_a_b", "sum_0abc12")
    assert lost(before, after) == ["  wire sum_a_b = a + b;", "  assign y = sum_a_b;"]
    assert lost(before, before.replace("endmodule", "  wire c = 1'd0;\nendmodule")) == []


def test_a_port_that_is_added_changes_the_module_and_its_instances_alone():
    for seed in range(COUNT):
        design = generator.design(seed)
        after = copy.deepcopy(design)
        after.root.ports.append(Port("in", NAME, BIT))
        before, text = printed(design, PROFILES[0]), printed(after, PROFILES[0])
        # The last port before it gets a comma.
        changed = [line for line in lost(before, text) if line + "," not in text.splitlines()]
        assert not changed, f"seed {seed}: {changed[:10]}"
