"""Counts what occurs in designs: operation x class of width x signedness x context."""

from __future__ import annotations

from collections import Counter

from . import checks, hosting
from .branches import arms, assignments, stands
from .design import RESETS, Cell, Design, Module, Ref
from .operations import ALL, CONTEXTS, OPERATIONS, SIGNS, WIDTHS, Point, points, shape, width_class

Counts = Counter[Point | str]
"""By point, and by sort: what occurs beside the points, in words."""

SORTS = [f"convert {rounding} {overflow}" for rounding, overflow in hosting.CONVERSIONS]
SORTS += [f"{kind} {place}" for kind in checks.KINDS for place in checks.PLACES]
SORTS += [f"{kind} {what}" for kind in checks.KINDS for what in ("with a reset", "in an instance", "of a signed value")]
SORTS += [f"{operation} of a union" for operation in ("mux", "choose", "equal", "extract", "cast", "concat", "literal")]
SORTS += [f"{operation} of a union" for operation in ("register", "wire", "input", "output", "index", "memory_read")]
SORTS += [f"{cell} with {kind}" for cell in ("register", "check") for kind in RESETS]
SORTS += ["print of a character", "derived clock that is inverted"]
SORTS += [f"{operation} as an address {how}" for operation in ("add", "subtract") for how in ("read", "written")]
SORTS += ["variant without payload", "variant with payload", "is_variant of one without payload"]
SORTS += [f"pad {what}" for what in ("driven", "read", "raised", "watched", "of one bit", "wide")]
"""All of them; what stands here occurs."""


def contexts(module: Module) -> dict[Ref, list[str]]:
    """Where each net is read, once for each read."""
    found: dict[Ref, list[str]] = {}

    def add(ref: Ref, context: str) -> None:
        found.setdefault(ref, []).append(context)

    for cell in module.cells:
        for position, ref in enumerate(cell.operands):
            if cell.operation in ("shift_left", "shift_right", "index", "replace") and position == 1:
                add(ref, "index")
            elif cell.operation.startswith("memory_"):
                is_address = position == (1 if cell.operation == "memory_read" else 2)
                if is_address or position == 3:
                    add(ref, "index" if is_address else "operand")
            elif cell.operation == "mux" and position == 0:
                add(ref, "condition")
            elif cell.operation not in ("register", "output"):
                add(ref, "operand")
        for word in ("enable", "reset", "condition"):
            if word in cell.controls:
                add(cell.controls[word], "condition")
        for ref in cell.pins.values():
            add(ref, "pin")
    for drive in module.drives:
        add(drive.value, "root")
    for drive, _ in assignments(module):
        add(drive.value, "root")
    for choice, arm in arms(module):
        if choice.selector is None:
            for ref in arm.operands:
                add(ref, "condition")
        elif arm is choice.arms[0]:
            add(choice.selector, "operand")
    return found


def count(design: Design, counts: Counts) -> None:
    for module in design.modules.values():
        read = contexts(module)
        for cell in module.cells:
            type = shape(module, cell)
            if type is not None and type.kind in SIGNS and (widths := width_class(type.width)):
                for context in read.get(cell.label, ()):
                    counts[Point(cell.operation, widths, SIGNS[type.kind], context)] += 1
        for port in module.ports:
            if port.direction == "in" and port.type.kind in SIGNS and (widths := width_class(port.type.width)):
                for context in read.get(port.name, ()):
                    counts[Point("input", widths, SIGNS[port.type.kind], context)] += 1
    count_sorts(design, counts)


def count_sorts(design: Design, counts: Counts) -> None:
    for module in design.modules.values():
        where = {label: path[-1][0].arms[path[-1][1]].word if path else "outside" for label, path in stands(module)}
        for cell in module.cells:
            if "reset" in cell.controls:
                counts[f"{cell.operation} with {module.type_of(cell.controls['reset']).kind}"] += 1
            if cell.operation == "check":
                counts["print of a character"] += cell.check == "print" and "{:c}" in (cell.message or "")
                place = "when" if where[cell.label] == "elsewhen" else where[cell.label]
                counts[f"{cell.check} {place}"] += 1
                counts[f"{cell.check} with a reset"] += "reset" in cell.controls
                counts[f"{cell.check} in an instance"] += module is not design.root
                counts[f"{cell.check} of a signed value"] += any(
                    module.type_of(each).is_signed for each in cell.operands
                )
            elif cell.operation.startswith("memory_"):
                is_read = cell.operation != "memory_write"
                address = cell.operands[1 if cell.operation == "memory_read" else 2]
                if isinstance(address, int):
                    counts[f"{module.cell(address).operation} as an address {'read' if is_read else 'written'}"] += 1
                count_hosted(module, cell, counts)
            elif cell.operation == "derived_clock":
                of = cell.operands[0]
                counts["derived clock that is inverted"] += isinstance(of, int) and module.cell(of).operation == "not"
            elif cell.operation == "instance":
                count_pads(module, cell, design, counts)
            else:
                count_hosted(module, cell, counts)
        for port in module.ports:
            counts["input of a union"] += port.direction == "in" and port.type.kind == "Union"


def count_hosted(module: Module, cell: Cell, counts: Counts) -> None:
    type = shape(module, cell)
    if cell.operation == "convert":
        counts[f"convert {cell.rounding} {cell.overflow}"] += 1
    elif cell.operation == "variant":
        counts[f"variant {'with' if cell.operands else 'without'} payload"] += 1
    elif cell.operation == "is_variant" and type is not None:
        counts["is_variant of one without payload"] += type.payloads[cell.variant][1] is None
    elif type is not None and type.kind == "Union":
        counts[f"{cell.operation} of a union"] += 1


def count_pads(module: Module, cell: Cell, design: Design, counts: Counts) -> None:
    inside = design.modules[cell.definition]
    pads = [port for port in inside.ports if port.direction == "inout"]
    for port in pads:
        joined = sum(each.pins.get(name) == cell.pins[port.name] for each in module.cells for name in each.pins)
        counts["pad watched"] += joined > 1
        counts["pad raised"] += not inside.is_external
        counts["pad of one bit"] += port.type.width == 1
        counts["pad wide"] += port.type.width > 64
        if inside.is_external:
            counts["pad driven" if "enable" in cell.pins else "pad read"] += 1


def missing(counts: Counts) -> list[Point | str]:
    """What can occur and did not."""
    return [each for each in (*points(), *SORTS) if not counts[each]]


def table(counts: Counts) -> str:
    """A row for each operation and signedness, a column for each context; in each the counts by class of width."""
    possible = set(points())
    heads = ["operation", "sign", *(f"{context}: {' '.join(WIDTHS)}" for context in CONTEXTS)]
    rows = []
    for operation in OPERATIONS:
        for sign in ALL:
            row = [operation, sign]
            for context in CONTEXTS:
                each = [Point(operation, widths, sign, context) for widths in WIDTHS]
                row.append(" ".join(str(counts[point]) if point in possible else "-" for point in each))
            if any(character.isdigit() for cell in row[2:] for character in cell):
                rows.append(row)
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [heads, *rows]]
    lines += [f"{each}: {counts[each]}" for each in SORTS]
    return "\n".join(line.rstrip() for line in lines)
