"""Inout ports: pad cells, which are external modules with Verilog of their own, and the bench around the root.

A pad goes up from a pad cell through all modules to the root. A cell that drives it does so while its `enable` is 1,
which comes straight from an input of the root that is called after the pad; the bench drives the pad while that is 0.
So a pad always has one driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .design import BIT, Design, Module, Port, Ref, Type

if TYPE_CHECKING:
    from .generator import Maker
    from .nets import Inside


def switch(pad: str) -> str:
    """The input that says whether a pad is driven from inside."""
    return f"{pad}_on"


def bits(type: Type) -> str:
    return ("signed " if type.is_signed else "") + ranged(type)


def ranged(type: Type) -> str:
    return "" if type.width == 1 else f"[{type.width - 1}:0] "


def pad_cell(key: str, type: Type, is_driver: bool) -> Module:
    """A pad cell: what is on the pad comes out of q."""
    ports = [Port("inout", "pad", type)]
    if is_driver:
        ports += [Port("in", "d", type), Port("in", "enable", BIT)]
    return Module(key, [*ports, Port("out", "q", type)], is_external=True)


def verilog(design: Design) -> str:
    """The text of the pad cells, which is not the core's to print: the same in every order of the modules."""
    text = ""
    for module in sorted(design.modules.values(), key=lambda module: module.key):
        if not module.is_external:
            continue
        words = {"in": "input", "out": "output", "inout": "inout"}
        ports = [f"  {words[port.direction]} wire {bits(port.type)}{port.name}" for port in module.ports]
        text += f"module {module.key} (\n" + ",\n".join(ports) + "\n);\n"
        if len(ports) > 2:
            type = module.port("pad").type
            text += f"  assign pad = enable ? d : {type.width}'{'s' if type.is_signed else ''}b{'z' * type.width};\n"
        text += "  assign q = pad;\nendmodule\n"
    return text


def add_pad(maker: Maker) -> None:
    """An instance of a pad cell, or of a module that has pads."""
    dice, library = maker.dice, maker.library
    inner = [inside for inside in library.insides if inside.pads]
    if inner and maker.chance(0.5):
        maker.instance(dice.choice(inner))
        return
    type = maker.simple(dice.choice((1, 1, 2, 8, 9, 33, 64, 65, 130)))
    maker.instance(cell(maker, type, maker.chance(0.7)))


def cell(maker: Maker, type: Type, is_driver: bool) -> Inside:
    """The pad cell of a type, which all modules share."""
    from .nets import Inside

    for inside in maker.library.cells:
        if inside.module.ports[0].type == type and (len(inside.module.ports) > 2) == is_driver:
            return inside
    pads = {"pad", "enable"} if is_driver else {"pad"}
    maker.library.cells.append(Inside(pad_cell(maker.library.key(), type, is_driver), pads=pads))
    return maker.library.cells[-1]


def raised(maker: Maker, inside: Inside, pins: dict[str, Ref]) -> list[Ref]:
    """Connects the pads of a module that is instantiated: each becomes one of this module. Those that are watched."""
    watched: list[Ref] = []
    for port in [port for port in inside.module.ports if port.direction == "inout" and port.name not in pins]:
        pad = maker.port("inout", port.type)
        maker.inside.pads.add(pad)
        pins[port.name] = pad
        on = "enable" if inside.module.is_external else switch(port.name)
        if on in inside.pads:
            maker.module.ports.append(Port("in", switch(pad), BIT))
            maker.types[switch(pad)] = BIT
            maker.inside.pads.add(switch(pad))
            pins[on] = switch(pad)
        if maker.chance(0.3):
            watched.append(pad)
    return watched


def watch(maker: Maker, pad: Ref) -> None:
    """A second cell at a pad, which only reads. It comes after what drives the pad, so that nothing reads itself."""
    maker.instance(cell(maker, maker.types[pad], False), {"pad": pad})


# -- the bench --------------------------------------------------------------------------------------------------------


def bench(number: int, inputs: list[tuple[Port, int]], outputs: list[tuple[Port, int]]) -> tuple[list[str], list[str]]:
    """What stands around the pads of a case, and how they are joined; inputs and outputs with their lowest bits."""
    given = {port.name: low for port, low in inputs}
    seen = {port.name: low for port, low in outputs}
    lines, pins = [], []
    for port, low in inputs:
        if port.direction != "inout":
            continue
        net, width = f"p{number}_{port.name}", port.type.width
        value = f"s{number}[{low} +: {width}]"
        on = given.get(switch(port.name))
        driver = value if on is None else f"s{number}[{on}] ? {width}'b{'z' * width} : {value}"
        lines.append(f"  wire [{width - 1}:0] {net};")
        lines.append(f"  assign {net} = {driver};")
        lines.append(f"  assign r{number}[{seen[port.name]} +: {width}] = {net};")
        pins.append(f".{port.name}({net})")
    return lines, pins
