"""The modules of a random design while it is made. `generator` makes them; `pads` adds the pad cells."""

from __future__ import annotations

import random

from .design import Module, Type
from .nets import Inside


class Library:
    """The modules of a design that is being made, children first."""

    def __init__(self, name: str, is_leaf: bool = False) -> None:
        self.name = name
        self.is_leaf = is_leaf
        """What is made with it has no instances."""
        self.insides: list[Inside] = []
        self.cells: list[Inside] = []
        """The pad cells."""
        self.count = 0

    def key(self) -> str:
        self.count += 1
        return f"{self.name}_m{self.count}"

    def add(self, inside: Inside) -> Inside:
        self.insides.append(inside)
        return inside

    def leaf(self, dice: random.Random, input: Type | None = None, output: Type | None = None) -> tuple[Inside, str]:
        """A small module with an input or an output of a type, and the name of that port."""
        from .generator import Maker

        maker = Maker(dice, self.key(), Library(self.name, is_leaf=True))
        name = ""
        if input is not None:
            name = str(maker.input(input))
            maker.use(name, "operand")
        if output is not None:
            value = maker.make(dice.choice(("register", "mux", "wire", "cast")), output)
            name = maker.port("out", output)
            maker.connect(name, value)
        return self.add(maker.finish()), name


def reachable(root: Module, modules: dict[str, Module]) -> dict[str, Module]:
    """The modules that a root uses, itself first."""
    found = {root.key: root}
    waiting = [root]
    while waiting:
        for cell in waiting.pop().cells:
            if cell.operation == "instance" and cell.definition not in found:
                found[cell.definition] = modules[cell.definition]
                waiting.append(modules[cell.definition])
    return found
