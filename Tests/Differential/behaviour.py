"""Random programs of `when` and `switch` for the generator: nested conditions over wires, outputs and registers.

A wire has a default, or is assigned on every path; some vectors are assigned in halves, the upper of which may read the
lower one. A register may hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .branches import assignments
from .design import RESETS
from .netlist import BIT, Arm, Choice, Drive, Ref, Type, vector
from .operations import ALL

if TYPE_CHECKING:
    from .generator import Maker

DEPTH = 3


@dataclass(frozen=True)
class Target:
    net: Ref
    type: Type
    low: int
    width: int
    """The bits that the program assigns."""
    is_register: bool

    @property
    def is_whole(self) -> bool:
        return self.width == self.type.width


def add_program(maker: Maker) -> None:
    """One program over some new wires and registers."""
    targets = [_target(maker) for _ in range(maker.dice.choice((1, 1, 2, 3)))]
    for target in targets:
        if not target.is_register and maker.chance(0.6):
            _drive(maker, maker.module.drives, target)
            targets[targets.index(target)] = Target(target.net, target.type, target.low, target.width, True)
    maker.module.program.append(_choice(maker, targets, DEPTH))
    if maker.chance(0.3):
        free = [target for target in targets if target.is_register]
        if free:
            maker.module.program.append(_choice(maker, free, 1))
    halves = [target for target in targets if not target.is_whole]
    for target in halves:
        rest = Target(target.net, target.type, target.width, target.type.width - target.width, target.is_register)
        is_wire = target.net not in maker.observed
        if is_wire and maker.chance(0.7):
            maker.cell("extract", maker.simple(target.width), target.net, low=0)
        if is_wire and maker.chance(0.5):
            _drive(maker, maker.module.drives, rest)
        else:
            full = Target(rest.net, rest.type, rest.low, rest.width, not is_wire)
            maker.module.program.append(_choice(maker, [full], 1))
    for target in targets:
        _complete(maker, target)
        maker.release(target.net)


def _complete(maker: Maker, target: Target) -> None:
    """Each bit of a register is assigned somewhere."""
    if target.net not in maker.observed:
        return
    missing = (1 << target.type.width) - 1
    for drive, _ in assignments(maker.module):
        if drive.target == target.net:
            width = drive.width if drive.width is not None else target.type.width
            missing &= ~(((1 << width) - 1) << drive.low)
    if missing:
        whole = Target(target.net, target.type, 0, target.type.width, True)
        condition = maker.need(BIT)
        maker.read(condition)
        arm = Arm("when", [condition])
        _drive(maker, arm.body, whole)
        maker.module.program.append(Choice(None, [arm]))


def _target(maker: Maker) -> Target:
    type = maker.any_type(ALL)
    width = type.width
    low_width = maker.dice.randint(1, width - 1) if width > 1 and maker.chance(0.25) else width
    if maker.chance(0.5):
        controls: dict[str, Ref] = {}
        clock = maker.clock()
        if maker.chance(0.2):
            controls["enable"] = maker.need(BIT)
        if maker.chance(0.5):
            controls["reset"] = maker.reset(maker.dice.choice(list(RESETS)))
            controls["reset_value"] = maker.literal(type, is_ready=False)
        controls["initial"] = maker.literal(type, is_ready=False)
        register = maker.cell("register", type, clock, controls=controls, is_ready=False)
        maker.observed[register] = None
        if maker.chance(0.5):
            maker.release(register)
        return Target(register, type, 0, low_width, True)
    return Target(maker.cell("wire", type, is_ready=False), type, 0, low_width, False)


def _drive(maker: Maker, body: list, target: Target, is_part: bool = False) -> None:
    low, width = target.low, target.width
    if is_part and width > 1:
        low += maker.dice.randint(0, width - 1)
        width = maker.dice.randint(1, target.low + target.width - low)
    is_whole = width == target.type.width
    value = maker.need(target.type if is_whole else maker.simple(width))
    maker.read(value)
    body.append(Drive(target.net, value) if is_whole else Drive(target.net, value, low, width))


def _body(maker: Maker, targets: list[Target], depth: int) -> list:
    """Statements that assign, on every path, the targets that cannot hold."""
    body: list = []
    waiting = list(targets)
    maker.dice.shuffle(waiting)
    for target in waiting:
        if not target.is_register:
            if depth and maker.chance(0.25):
                body.append(_choice(maker, [target], depth - 1))
            else:
                _drive(maker, body, target)
            if maker.chance(0.15):
                _drive(maker, body, target, is_part=True)
        elif maker.chance(0.6):
            _drive(maker, body, target, is_part=maker.chance(0.3))
    free = [target for target in targets if target.is_register]
    if depth and free and maker.chance(0.4):
        body.insert(maker.dice.randint(0, len(body)), _choice(maker, free, depth - 1))
    return body


def _choice(maker: Maker, targets: list[Target], depth: int) -> Choice:
    must = any(not target.is_register for target in targets)
    return _switch(maker, targets, depth, must) if maker.chance(0.4) else _when(maker, targets, depth, must)


def _when(maker: Maker, targets: list[Target], depth: int, must: bool) -> Choice:
    choice = Choice()
    for index in range(maker.dice.choice((1, 1, 2, 3))):
        condition = maker.need(BIT)
        maker.read(condition)
        choice.arms.append(Arm("elsewhen" if index else "when", [condition], _body(maker, targets, depth)))
    if must or maker.chance(0.5):
        choice.arms.append(Arm("otherwise", [], _body(maker, targets, depth)))
    return choice


def _switch(maker: Maker, targets: list[Target], depth: int, must: bool) -> Choice:
    type = maker.dice.choice((BIT, vector("UInt", 1), vector("Bits", 2), vector("UInt", 2), vector("SInt", 3), None))
    selector = maker.need(type or maker.any_type(ALL))
    maker.read(selector)
    width = maker.types[selector].width
    choice = Choice(selector)
    every = 1 << width if width < 4 else 0
    count = every if every and maker.chance(0.4) else maker.dice.randint(1, min(6, 1 << width))
    values = [*range(every)] if every else [maker.dice.randrange(1 << width) for _ in range(count)]
    values = list(dict.fromkeys(values))
    members = maker.types[selector].codes
    if members:
        values, count = members, len(members) if maker.chance(0.5) else maker.dice.randint(1, len(members))
    maker.dice.shuffle(values)
    values = values[:count]
    is_full = len(values) == every
    is_covered = maker.types[selector].is_covered(values)
    while values:
        own = [values.pop() for _ in range(min(len(values), maker.dice.choice((1, 1, 1, 2))))]
        keys: list[Ref] = [maker.cell("literal", maker.types[selector], value=value, is_ready=False) for value in own]
        choice.arms.append(Arm("case", keys, _body(maker, targets, depth)))
    if not is_full and ((must and not is_covered) or maker.chance(0.5)):
        choice.arms.append(Arm("default", [], _body(maker, targets, depth)))
    return choice
