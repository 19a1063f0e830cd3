"""An unrelated edit changes no other name, module or line of the text: on random designs, in both profiles.

An edit adds something with a name of its own that reads named things alone, so that nothing else of the design has
reason to change: all lines of the text without it must stand in the text with it, in their order.
"""

from __future__ import annotations

import copy
import difflib
import random
from collections import Counter
from collections.abc import Callable

import pytest

from . import generator
from .netlist import BIT, Cell, Design, Drive, Module, Port, vector
from .runner import PROFILES, printed

COUNT = 150
NAME = "unrelated_edit"


def label(module: Module) -> int:
    return max((cell.label for cell in module.cells), default=len(module.ports)) + 1


def insert(module: Module, dice: random.Random, *cells: Cell) -> None:
    """Puts cells, one behind the other, at some place of a module."""
    at = dice.randint(0, len(module.cells))
    module.cells[at:at] = cells


def value(module: Module, dice: random.Random) -> bool:
    """A value of an input."""
    inputs = [port for port in module.ports if port.direction == "in" and port.type.kind in ("Bit", "UInt", "Bits")]
    if not inputs:
        return False
    port = dice.choice(inputs)
    insert(module, dice, Cell(label(module), "not", port.type, [port.name], name=NAME))
    return True


def wire(module: Module, dice: random.Random) -> bool:
    """A wire that a constant drives."""
    made = label(module)
    insert(
        module,
        dice,
        Cell(made, "literal", vector("UInt", 9), value=dice.getrandbits(9)),
        Cell(made + 1, "wire", vector("UInt", 9), name=NAME),
    )
    module.drives.insert(dice.randint(0, len(module.drives)), Drive(made + 1, made))
    return True


def register(module: Module, dice: random.Random) -> bool:
    """A register that counts, on a clock of the module."""
    clocks = [port.name for port in module.ports if port.direction == "in" and port.type.kind == "Clock"]
    if not clocks:
        return False
    made = label(module)
    insert(
        module,
        dice,
        Cell(made, "register", BIT, [dice.choice(clocks)], name=NAME),
        Cell(made + 1, "not", BIT, [made]),
    )
    module.drives.append(Drive(made, made + 1))
    return True


def instance(module: Module, dice: random.Random) -> bool:
    """An instance of an external module."""
    insert(module, dice, Cell(label(module), "instance", None, name=NAME, definition="UnrelatedEdit"))
    return True


EDITS: list[Callable[[Module, random.Random], bool]] = [value, wire, register, instance]


def edited(design: Design, edit: Callable[[Module, random.Random], bool], dice: random.Random) -> Design | None:
    after = copy.deepcopy(design)
    modules = [module for module in after.modules.values() if not module.is_external]
    if not edit(dice.choice(modules), dice):
        return None
    if edit is instance:
        after.modules["UnrelatedEdit"] = Module("UnrelatedEdit", is_external=True, is_explicit=True)
    return after


def lost(before: str, after: str) -> list[str]:
    """The lines of the first text that do not stand in the second one, in their order."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return [
        line
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag in ("replace", "delete")
        for line in before.splitlines()[start:end]
    ]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_unrelated_edit_changes_no_other_line(edit):
    done = 0
    for seed in range(COUNT):
        dice = random.Random(f"edit {seed}")
        design = generator.design(seed)
        after = edited(design, edit, dice)
        if after is None:
            continue
        profile = PROFILES[seed % 2]
        before, text = printed(design, profile), printed(after, profile)
        assert NAME in text
        changed = lost(before, text)
        if edit is register:
            # Blocks stand in the order of their first registers: one may stand before others now, as it is.
            changed = [*(Counter(before.splitlines()) - Counter(text.splitlines())).elements()]
        assert not changed, f"seed {seed}: {changed[:10]}"
        done += 1
    assert done > COUNT // 3


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
