"""What hosts put together from several cells: conversions of numbers, sums that grow, unions.

In a design each is one cell, whose meaning is in `meaning`. The core has no such cells: `expanded` puts in their place
what the core makes of them, so that its own lowering stands wherever the generator put the cell.
"""

from __future__ import annotations

import copy
from functools import cache

import hwgen as hw
from hwgen._types import named_type

from . import netlist
from .branches import change
from .design import SCALARS, Cell, Design, Drive, Module, Ref, Type, vector
from .writing import quoted

HOSTED = ("convert", "add_expanding", "sub_expanding", "variant", "is_variant", "match")


@cache
def type_text(type: Type) -> str:
    """A type as a host writes it: all of it, without names for its parts."""
    if type.element is not None:
        return f"Array({type.width // type.element.width}, {type_text(type.element)})"
    if type.fields:
        return "{" + ", ".join(f"{quoted(name)}: {type_text(each)}" for name, each in type.fields) + "}"
    head = f"{quoted(type.name)}: " if type.name else ""
    if type.payloads:
        variants = [quoted(name) + (f"({type_text(each)})" if each else "") for name, each in type.payloads]
        return f"Union({head}{', '.join(variants)})"
    if type.members:
        head = f"{quoted(type.name)}, {type.width}: " if type.name else f"{type.width}: "
        return f"Enum({head}{', '.join(f'{quoted(name)} = {code}' for name, code in type.members)})"
    if type.is_fixed:
        return f"{type.kind}({type.width - type.fraction}, {type.fraction})"
    return type.kind if type.kind in SCALARS else f"{type.kind}({type.width})"


@cache
def made(operation: str, type: Type, given: tuple[Type, ...], rounding: str, overflow: str, variant: int) -> Module:
    """What the core makes of a cell: a module with inputs a and b and an output r.

    Payloads and records come in as their bits, since a port of a record is several.
    """

    def payload(io: hw.Ports) -> hw.Signal | None:
        return io.a.as_type(named_type(type_text(given[0]))) if given else None

    def value(io: hw.Ports) -> hw.Signal:
        if operation == "convert":
            return io.a.convert(named_type(type_text(type)), rounding=rounding, overflow=overflow)
        if operation == "add_expanding":
            return io.a.add_expanding(io.b)
        if operation == "sub_expanding":
            return io.a.sub_expanding(io.b)
        if operation == "variant":
            return hw.variant(named_type(type_text(type)), type.payloads[variant][0], payload(io))
        if operation == "is_variant":
            return io.a.is_variant(given[0].payloads[variant][0])
        wire = hw.wire(hw.Bits(type.width))
        with hw.match(io.a) as match:
            for name, of in given[0].payloads:
                with match.case(name) as inside:
                    wire @= 0 if of is None else _fitted(inside.as_bits(), type.width)
        return wire if type.kind == "Bits" else wire.as_type(named_type(type_text(type)))

    def body(io: hw.Ports) -> None:
        io.r @= value(io)

    ports = [vector("Bits", each.width) if operation == "variant" else each for each in given]
    inputs = "".join(f"in {name}: {type_text(each)}; " for name, each in zip("ab", ports, strict=False))
    with hw.Context():
        text = hw.circuit("M", f"{inputs}out r: {type_text(type)}", body).netlist
    return netlist.read(text).root


def _fitted(value: hw.Signal, width: int) -> hw.Signal:
    if value.width == width:
        return value
    return value.trunc(width) if value.width > width else value.zext(width)


def expanded(design: Design) -> Design:
    """The design as the core can read it."""
    if not any(cell.operation in HOSTED for module in design.modules.values() for cell in module.cells):
        return design
    design = copy.deepcopy(design)
    for module in design.modules.values():
        if any(cell.operation in HOSTED for cell in module.cells):
            _expand(module)
    return design


def _expand(module: Module) -> None:
    types: dict[Ref, Type | None] = {cell.label: cell.type for cell in module.cells}
    types |= {port.name: port.type for port in module.ports}
    free = max(cell.label for cell in module.cells) + 1
    cells: list[Cell] = []
    names: dict[Ref, Ref] = {}
    program = []
    for cell in module.cells:
        if cell.operation not in HOSTED:
            cells.append(cell)
            continue
        given = tuple(types[ref] for ref in cell.operands)
        assert cell.type is not None and None not in given
        inside = copy.deepcopy(made(cell.operation, cell.type, given, cell.rounding, cell.overflow, cell.variant))  # type: ignore[arg-type]
        inner: dict[Ref, Ref] = dict(zip("ab", cell.operands, strict=False))
        for each in inside.cells:
            inner[each.label] = free
            each.label = free
            free += 1
        for each in inside.cells:
            each.redirect(inner)
        change(inside, inner)
        result = next(drive for drive in inside.drives if drive.target == "r")
        names[cell.label] = inner[result.value]
        for each in inside.cells:
            if each.label == names[cell.label] and cell.name is not None:
                each.name = cell.name
        cells += inside.cells
        module.drives += [
            Drive(inner[drive.target], inner[drive.value], drive.low, drive.width)
            for drive in inside.drives
            if drive is not result
        ]
        program += inside.program
    module.cells = cells

    for label in names:
        while names[label] in names:
            names[label] = names[names[label]]
    for cell in module.cells:
        cell.redirect(names)
    for drive in module.drives:
        drive.value = names.get(drive.value, drive.value)
    module.program = program + module.program
    change(module, names)
