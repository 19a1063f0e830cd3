"""Clock domains of random hierarchies: the checker, which takes modules children first and keeps summaries, against a
search in the whole design, laid out flat.

What must be of one domain is joined by edges; a part of the graph with values of two clocks is a crossing.
"""

from __future__ import annotations

import os
import random
import sys
from collections import defaultdict

import pytest
from test_conformance import LIBRARY, ROOT

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw
from Differential import netlist

BIT, CLOCK = netlist.BIT, netlist.CLOCK
DESIGNS = 400


def module(dice: random.Random, key: str, others: list[netlist.Module], is_careful: bool) -> netlist.Module:
    """A module of two clocks. One that is careful takes values of one clock only, as far as it can tell."""
    made = netlist.Module(key)
    ports = [("in", "ca", CLOCK), ("in", "cb", CLOCK)]
    ports += [("in", f"i{index}", BIT) for index in range(dice.randint(1, 3))]
    ports += [("out", f"o{index}", BIT) for index in range(dice.randint(1, 3))]
    made.ports = [netlist.Port(*port) for port in ports]
    label = len(made.ports)

    def cell(operation: str, type: netlist.Type | None, *operands: netlist.Ref, **more: object) -> int:
        nonlocal label
        made.cells.append(netlist.Cell(label, operation, type, list(operands), **more))  # type: ignore[arg-type]
        label += 1
        return label - 1

    # The values that may be read, by the clock that they are thought to be of.
    sides = ("ca", "cb")
    known: dict[str, list[netlist.Ref]] = {side: [] for side in sides}
    for port in made.ports[2:]:
        if port.direction == "in":
            known[dice.choice(sides)].append(port.name)

    def pick(side: str) -> netlist.Ref:
        if not is_careful and dice.random() < 0.1:
            side = dice.choice(sides)
        if not known[side]:
            register(side)
        return dice.choice(known[side])

    waiting: list[tuple[int, str]] = []

    def register(side: str) -> None:
        clock: netlist.Ref = side
        if dice.random() < 0.2:
            clock = cell("not", CLOCK, side)
        net = cell("register", BIT, clock)
        known[side].append(net)
        waiting.append((net, side))

    for _ in range(dice.randint(3, 9)):
        side, luck = dice.choice(sides), dice.random()
        if luck < 0.35:
            register(side)
        elif luck < 0.75 or not others:
            operation = dice.choice(("not", "and", "xor", "mux"))
            operands = [pick(side) for _ in range({"not": 1, "mux": 3}.get(operation, 2))]
            known[side].append(cell(operation, BIT, *operands))
        else:
            inside = dice.choice(others)
            pins: dict[str, netlist.Ref] = {}
            turned = dice.random() < 0.3
            for port in inside.ports:
                if port.type is CLOCK:
                    # Two clocks of a module are two domains, so they are connected to two.
                    pins[port.name] = {"ca": "cb", "cb": "ca"}[port.name] if turned else port.name
                elif port.direction == "in":
                    pins[port.name] = pick(dice.choice(sides))
            instance = cell("instance", None, definition=inside.key, pins=pins)
            for port in inside.ports:
                if port.direction == "out":
                    known[dice.choice(sides)].append(cell("output", BIT, instance, port=port.name))
    crossed = set()  # A value may be taken by one register of a clock.
    for net, side in waiting:
        source = dice.choice(known["cb" if side == "ca" else "ca"] or [net])
        if dice.random() < 0.2 and (source, side) not in crossed:
            crossed.add((source, side))
            value: netlist.Ref = cell("crossing", BIT, source, crossing="asynchronous")
        else:
            value = pick(side) if known[side] else net
        made.drives.append(netlist.Drive(net, value))
    # Registers that were made for the drives.
    driven = {drive.target for drive in made.drives}
    for each in made.cells:
        if each.operation == "register" and each.label not in driven:
            made.drives.append(netlist.Drive(each.label, each.label))
    for port in made.ports:
        if port.direction == "out":
            made.drives.append(netlist.Drive(port.name, pick(dice.choice(sides))))
    for each in made.cells:
        if each.operation == "register" and each.label not in {drive.target for drive in made.drives}:
            made.drives.append(netlist.Drive(each.label, each.label))
    return made


def design(seed: int) -> netlist.Design:
    dice = random.Random(seed)
    is_careful = dice.random() < 0.8
    modules: list[netlist.Module] = []
    for index in range(dice.randint(1, 4)):
        modules.append(module(dice, f"M{index}", list(modules), is_careful))
    return netlist.Design({each.key: each for each in reversed(modules)})


def crosses(of: netlist.Design) -> bool:
    """Whether values of two clocks of the root meet anywhere."""
    edges: dict[object, set[object]] = defaultdict(set)
    clocks: dict[object, set[str]] = defaultdict(set)

    def join(a: object, b: object) -> None:
        edges[a].add(b)
        edges[b].add(a)

    # A module, its path, and the clock of the root that each of its clocks is.
    waiting = [(of.root, (), {"ca": "ca", "cb": "cb"})]
    while waiting:
        made, path, roots = waiting.pop()
        drives = {drive.target: drive.value for drive in made.drives}
        clock_of: dict[netlist.Ref, str] = dict(roots)
        for cell in made.cells:
            net = (path, cell.label)
            if cell.type is CLOCK:
                clock_of[cell.label] = clock_of[cell.operands[0]]
            elif cell.operation == "register":
                clock = clock_of[cell.operands[0]]
                clocks[net].add(clock)
                if not is_crossing(made, drives[cell.label]):
                    clocks[(path, drives[cell.label])].add(clock)
            elif cell.operation == "instance":
                inside = of.modules[cell.definition]
                below = (*path, cell.label)
                for name, value in cell.pins.items():
                    if name not in ("ca", "cb"):
                        join((path, value), (below, name))
                waiting.append((inside, below, {name: clock_of[cell.pins[name]] for name in ("ca", "cb")}))
            elif cell.operation == "output":
                join(net, ((*path, cell.operands[0]), cell.port))
            elif cell.operation != "crossing":
                for operand in cell.operands:
                    join(net, (path, operand))
        for port in made.ports:
            if port.direction == "out":
                join((path, port.name), (path, drives[port.name]))
    seen: set[object] = set()
    for start in list(edges) + list(clocks):
        if start in seen:
            continue
        found: set[str] = set()
        stack = [start]
        seen.add(start)
        while stack:
            at = stack.pop()
            found |= clocks.get(at, set())
            for other in edges.get(at, ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        if len(found) > 1:
            return True
    return False


def is_crossing(made: netlist.Module, ref: netlist.Ref) -> bool:
    return isinstance(ref, int) and made.cell(ref).operation == "crossing"


def refused(text: str) -> bool:
    with hw.Context():
        try:
            hw.read_netlist(text)
        except hw.Error as error:
            if error.code != "HW2070":
                raise
            return True
    return False


@pytest.mark.parametrize("part", range(4))
def test_the_checker_finds_what_a_flat_search_finds(part: int) -> None:
    counts = {True: 0, False: 0}
    for seed in range(part * DESIGNS // 4, (part + 1) * DESIGNS // 4):
        made = design(seed)
        wanted = crosses(made)
        text = netlist.write(made)
        assert refused(text) == wanted, f"seed {seed}: {'no ' * (not wanted)}crossing is wanted\n{text}"
        counts[wanted] += 1
    # Both kinds are there, so that neither answer alone would do.
    assert min(counts.values()) >= 10, counts
