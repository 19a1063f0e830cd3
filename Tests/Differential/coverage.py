"""Counts what occurs in designs: operation x class of width x signedness x context."""

from __future__ import annotations

from collections import Counter

from .branches import arms, assignments
from .netlist import Design, Module, Ref
from .operations import CONTEXTS, OPERATIONS, SIGNS, WIDTHS, Point, points, shape, width_class

Counts = Counter[Point]


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
        for word in ("enable", "reset"):
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


def missing(counts: Counts) -> list[Point]:
    """What can occur and did not."""
    return [point for point in points() if not counts[point]]


def table(counts: Counts) -> str:
    """A row for each operation and signedness, a column for each context; in each the counts by class of width."""
    possible = set(points())
    heads = ["operation", "sign", *(f"{context}: {' '.join(WIDTHS)}" for context in CONTEXTS)]
    rows = []
    for operation in OPERATIONS:
        for sign in ("plain", "unsigned", "signed", "compound"):
            row = [operation, sign]
            for context in CONTEXTS:
                each = [Point(operation, widths, sign, context) for widths in WIDTHS]
                row.append(" ".join(str(counts[point]) if point in possible else "-" for point in each))
            if any(character.isdigit() for cell in row[2:] for character in cell):
                rows.append(row)
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [heads, *rows]]
    return "\n".join(line.rstrip() for line in lines)
