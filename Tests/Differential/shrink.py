"""Makes a failing design small: edits that keep it failing are kept, until none does.

An edit is data, so that the edits that each work alone can be tried together. The candidates of a round are run in one
batch. `smallest` is all there is to call.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .branches import arms, assignments, change, stands
from .design import RESETS, Arm, Cell, Choice, Design, Drive, Module, Port, Ref
from .library import reachable

ROUND = 60
"""The candidates of one round."""


@dataclass(frozen=True)
class Edit:
    kind: str
    module: str
    at: Ref = -1
    """A cell or a port."""
    to: Ref = -1


def size(design: Design) -> int:
    return sum(
        len(m.cells) * 10 + len(m.ports) * 3 + len(m.drives) + 2 * len(list(arms(m))) + len(list(assignments(m)))
        for m in design.modules.values()
    )


def edits(design: Design) -> Iterator[Edit]:
    """All that can be tried, the large ones first."""
    for key, module in list(design.modules.items())[1:]:
        if not module.is_external:
            yield Edit("root", key)
    for port in design.root.ports:
        if port.direction == "out":
            yield Edit("only", design.root.key, port.name)
    for module in design.modules.values():
        if module.is_external:
            continue
        for port in module.ports:
            if port.direction == "out":
                yield Edit("drop", module.key, port.name)
        for cell in reversed(module.cells):
            if cell.type is None or cell.operation in ("literal", "memory"):
                continue
            if cell.operation == "memory_write":
                yield Edit("zero", module.key, cell.label)
                continue
            for operand in cell.operands:
                is_memory = isinstance(operand, int) and module.cell(operand).operation == "memory"
                if (
                    cell.operation not in ("register", "output")
                    and not is_memory
                    and module.type_of(operand) == cell.type
                ):
                    yield Edit("replace", module.key, cell.label, operand)
            for drive in module.drives:
                if cell.operation == "wire" and drive.target == cell.label and drive.width is None:
                    yield Edit("replace", module.key, cell.label, drive.value)
            if cell.type.kind not in ("Clock", *RESETS):
                yield Edit("zero", module.key, cell.label)
                if module is design.root:
                    yield Edit("input", module.key, cell.label)
        for index in range(len(list(statements(module)))):
            yield Edit("cut", module.key, index)
        for cell in module.cells:
            for control in cell.controls:
                if control in ("reset", "enable", "initial", "mask"):
                    yield Edit(f"no {control}", module.key, cell.label)
            if cell.name is not None:
                yield Edit("unname", module.key, cell.label)


def applied(design: Design, edit: Edit) -> Design | None:
    """The design after an edit, or None where it does not apply."""
    design = copy.deepcopy(design)
    module = design.modules.get(edit.module)
    if module is None:
        return None
    cells = {cell.label: cell for cell in module.cells}
    cell = cells.get(edit.at) if isinstance(edit.at, int) else None
    if edit.kind == "root":
        return clean(Design(reachable(module, design.modules)))
    if edit.kind in ("only", "drop"):
        names = [port.name for port in module.ports if port.direction == "out"]
        if edit.at not in names or len(names) == 1:
            return None
        gone = {name for name in names if (name == edit.at) == (edit.kind == "drop")}
        if any(ref in gone for ref in reads(module)):
            return None
        if module is not design.root and is_used(design, module.key, gone):
            return None
        module.ports = [port for port in module.ports if port.name not in gone]
        module.drives = [drive for drive in module.drives if drive.target not in gone]
        return clean(design)
    if edit.kind == "cut":
        places = list(statements(module))
        if not isinstance(edit.at, int) or edit.at >= len(places):
            return None
        body, index = places[edit.at]
        del body[index]  # type: ignore[arg-type]
        return clean(design)
    if cell is None:
        return None
    if edit.kind.startswith("no "):
        control = edit.kind[3:]
        if control not in cell.controls:
            return None
        del cell.controls[control]
        if control == "reset":
            cell.controls.pop("reset_value", None)
    elif edit.kind == "unname":
        cell.name = None
    elif edit.kind == "zero":
        module.drives = [drive for drive in module.drives if drive.target != cell.label]
        value = cell.type.codes[0] if cell.type is not None and cell.type.members else 0
        module.cells[module.cells.index(cell)] = Cell(cell.label, "literal", cell.type, value=value)
    elif edit.kind == "input":
        assert cell.type is not None
        name = f"i{max([int(p.name.strip('abcdefghijklmnopqrstuvwxyz_') or 0) for p in module.ports]) + 1}"
        module.ports.append(Port("in", name, cell.type))
        redirect(module, cell.label, name)
    elif edit.kind == "replace":
        if edit.to not in cells and edit.to not in {port.name for port in module.ports}:
            return None
        redirect(module, cell.label, edit.to)
    return clean(design)


def reads(module: Module) -> set[Ref]:
    """All nets that are read."""
    found = {ref for cell in module.cells for ref in cell.reads} | {drive.value for drive in module.drives}
    found |= {drive.value for drive, _ in assignments(module)}
    for choice, arm in arms(module):
        found |= {*arm.operands, *([] if choice.selector is None else [choice.selector])}
    return found


def statements(module: Module) -> Iterator[tuple[list, int]]:
    """Where what can be cut out of a program stands: drives, choices, and branches."""
    waiting: list[list] = [module.program]
    while waiting:
        body = waiting.pop()
        for index, item in enumerate(body):
            yield body, index
            if isinstance(item, Choice):
                waiting.append(item.arms)
            elif isinstance(item, Arm):
                waiting.append(item.body)


def is_used(design: Design, key: str, ports: set[str]) -> bool:
    for module in design.modules.values():
        ours = {cell.label for cell in module.cells if cell.definition == key}
        if any(c.operation == "output" and c.operands[0] in ours and c.port in ports for c in module.cells):
            return True
    return False


def redirect(module: Module, old: Ref, new: Ref) -> None:
    """Who reads one net reads another; the old one is then driven for nobody."""

    def other(ref: Ref) -> Ref:
        return new if ref == old else ref

    for cell in module.cells:
        cell.redirect({old: new})
    module.drives = [
        Drive(drive.target, other(drive.value), drive.low, drive.width)
        for drive in module.drives
        if not (drive.target == old and drive.value == new)
    ]
    targets = {id(drive): drive.target for drive, _ in assignments(module)}
    change(module, {old: new})
    for drive, _ in assignments(module):
        drive.target = targets[id(drive)]


def clean(design: Design) -> Design:
    """Without what nobody reads: cells, instances, ports, modules."""
    while True:
        before = size(design)
        for module in design.modules.values():
            if not module.is_external:
                clean_cells(module)
        design = Design(reachable(design.root, design.modules))
        for module in design.modules.values():
            if module.is_external:
                continue
            used = reads(module) | {drive.target for drive in module.drives}
            gone = {port.name for port in module.ports if port.direction != "out" and port.name not in used}
            outs = {port.name for port in module.ports if port.direction == "out"}
            if module is not design.root:
                idle = {name for name in outs if not is_used(design, module.key, {name}) and name not in reads(module)}
                gone |= idle
            module.ports = [port for port in module.ports if port.name not in gone]
            module.drives = [drive for drive in module.drives if drive.target not in gone]
            prune(module, gone)
            for other in design.modules.values():
                for cell in other.cells:
                    if cell.definition == module.key:
                        cell.pins = {name: ref for name, ref in cell.pins.items() if name not in gone}
        if size(design) == before:
            return design


def clean_cells(module: Module) -> None:
    """Removes cells that reach no output."""
    by_label = {cell.label: cell for cell in module.cells}
    drives: dict[Ref, list[Ref]] = {}
    for drive in module.drives:
        drives.setdefault(drive.target, []).append(drive.value)
    writes: dict[Ref, list[Ref]] = {}
    for cell in module.cells:
        if cell.operation == "memory_write":
            writes.setdefault(cell.operands[0], []).append(cell.label)
    for drive, path in assignments(module):
        into = drives.setdefault(drive.target, [])
        into.append(drive.value)
        for choice, _ in path:
            into += [] if choice.selector is None else [choice.selector]
            into += [ref for arm in choice.arms for ref in arm.operands]
    waiting: list[Ref] = [port.name for port in module.ports if port.direction == "out"]
    for label, path in stands(module):
        waiting.append(label)
        for choice, _ in path:
            waiting += [] if choice.selector is None else [choice.selector]
            waiting += [ref for arm in choice.arms for ref in arm.operands]
    live: set[Ref] = set()
    while waiting:
        ref = waiting.pop()
        if ref in live:
            continue
        live.add(ref)
        waiting += drives.get(ref, [])
        if isinstance(ref, int):
            waiting += by_label[ref].reads
            waiting += writes.get(ref, [])
    module.cells = [cell for cell in module.cells if cell.label in live]
    module.drives = [drive for drive in module.drives if drive.target in live]
    prune(module, {drive.target for drive, _ in assignments(module)} - live)


def prune(module: Module, gone: set[Ref]) -> None:
    """Cuts the drives of some targets out of the program, and the choices that are then empty."""
    while True:
        places = [
            (body, index)
            for body, index in statements(module)
            if (isinstance(body[index], Drive) and body[index].target in gone)
            or (isinstance(body[index], Choice) and not any(arm.body for arm in body[index].arms))
        ]
        if not places:
            return
        body, index = places[0]
        del body[index]


def renamed(design: Design, prefix: str) -> Design:
    """With other names of the modules, so that it can stand beside others."""
    design = copy.deepcopy(design)
    keys = {key: prefix if index == 0 else f"{prefix}_m{index}" for index, key in enumerate(design.modules)}
    for module in design.modules.values():
        module.key = keys[module.key]
        for cell in module.cells:
            if cell.message is not None:
                cell.message = re.sub(r"^@\S+", f"@{prefix}", cell.message)
            if cell.operation == "instance":
                cell.definition = keys[cell.definition]
    return Design({module.key: module for module in design.modules.values()})


def renumbered(design: Design) -> Design:
    """With labels from 0 upwards."""
    design = copy.deepcopy(design)
    for module in design.modules.values():
        numbers: dict[Ref, int] = {cell.label: index for index, cell in enumerate(module.cells)}

        def other(ref: Ref, numbers: dict[Ref, int] = numbers) -> Ref:
            return numbers.get(ref, ref)

        for cell in module.cells:
            cell.label = numbers[cell.label]
            cell.redirect(numbers)
        module.drives = [Drive(other(d.target), other(d.value), d.low, d.width) for d in module.drives]
        change(module, numbers)
    return design


def smallest(design: Design, failing: Callable[[Sequence[Design]], list[bool]], rounds: int = 60) -> Design:
    """The design after as many edits as keep it failing. `failing` says of each of some designs whether it fails."""
    dice = random.Random(0)
    for _ in range(rounds):
        candidates = [(edit, other) for edit in edits(design) if (other := applied(design, edit)) is not None]
        candidates = [
            (edit, other) for edit, other in candidates if edit.kind == "unname" or size(other) < size(design)
        ]
        if len(candidates) > ROUND:
            head = [each for each in candidates if each[0].kind in ("root", "only")][: ROUND // 2]
            rest = [each for each in candidates if each not in head]
            candidates = head + dice.sample(rest, ROUND - len(head))
            is_sample = True
        else:
            is_sample = False
        verdicts = failing([other for _, other in candidates])
        good = [pair for pair, fails in zip(candidates, verdicts, strict=True) if fails]
        if not good:
            if is_sample:
                continue
            break
        # The best one, and with it as many of the others as can be had.
        good.sort(key=lambda pair: size(pair[1]))
        tries = []
        for share in (1.0, 0.5, 0.25):
            merged = good[0][1]
            for edit, _ in good[1 : 1 + int(share * len(good))]:
                merged = applied(merged, edit) or merged
            tries.append(merged)
        worked = [each for each, fails in zip(tries, failing(tries), strict=True) if fails]
        design = min([*worked, good[0][1]], key=lambda each: (size(each), str(each)))
    return renumbered(design)
