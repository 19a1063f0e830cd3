"""A body of a host as a list of steps, and how it runs over integers. `programs` makes them at random.

A step is run twice: by the library, which gives a signal, and over integers, as docs/guide/semantics.md says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import hwgen as hw

from . import netlist
from .fixed import Format
from .netlist import Design, Module, Port, Type
from .stimulus import Phase


def read(text: str) -> Type:
    return netlist._Reader(text).type()


@dataclass
class Step:
    """One value. `made` gives its signal, of a body's ports and the signals before it; `meant` its pattern."""

    name: str
    """What is counted."""
    type: str
    made: Callable[[hw.Ports, list[hw.Signal]], hw.Signal]
    meant: Callable[[list[int]], int]


@dataclass
class Check:
    """A print or an assertion, under a condition."""

    condition: int
    text: str
    values: list[int]
    """Steps. Of an assertion there are none."""
    is_assertion: bool = False
    holds: int = 0


@dataclass
class Register:
    type: str
    initial: int
    step: int
    next: int = 0
    enable: int | None = None


@dataclass
class Program:
    """A body and its ports, and how it runs over integers."""

    name: str
    inputs: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    registers: list[Register] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)
    now: tuple[list[int], list[int]] = ([], [])
    """The inputs and the registers while it runs."""

    def interface(self) -> str:
        ports = ["in clk: Clock", *(f"in i{number}: {text}" for number, text in enumerate(self.inputs))]
        return "; ".join(ports + [f"out o{k}: {self.steps[each].type}" for k, each in enumerate(self.outputs)])

    def body(self, io: hw.Ports) -> None:
        signals: list[hw.Signal] = []
        for step in self.steps:
            signals.append(step.made(io, signals))
        for register in self.registers:
            value = signals[register.next]
            if register.enable is None:
                signals[register.step] @= value
            else:
                with hw.when(signals[register.enable]):
                    signals[register.step] @= value
        for check in self.checks:
            with hw.when(signals[check.condition]):
                if check.is_assertion:
                    hw.assert_(signals[check.holds], f"@{self.name} is wrong")
                else:
                    hw.print(f"@{self.name} {check.text}", *(signals[each] for each in check.values))
        for number, step in enumerate(self.outputs):
            target = io[f"o{number}"]
            target @= signals[step]

    def circuit(self) -> hw.Circuit:
        return hw.circuit(self.name, self.interface(), self.body)

    def design(self) -> Design:
        """The ports, for the bench: what is inside is not in the form of a netlist."""
        ports: list[Port] = []
        for each in self.interface().split("; "):
            direction, name, text = each.split(" ", 2)
            flat(direction, name.removesuffix(":"), read(text), ports)
        return Design({self.name: Module(self.name, ports, is_explicit=True)})

    def run(self, given: Sequence[Phase], ports: Sequence[Port]) -> tuple[list[list[int]], list[list[str]]]:
        """In each phase the outputs, by port, and what was printed."""
        state = [each.initial for each in self.registers]
        rows, said = [], []
        clock = 0
        values: list[int] = []
        for phase in given:
            printed: list[str] = []
            if phase["clk"] and not clock:
                for check in self.checks:
                    if values[check.condition]:
                        assert not check.is_assertion or values[check.holds], "a planted assertion that does not hold"
                        if not check.is_assertion:
                            printed.append(self.text(check, values))
                state = [
                    values[each.next] if each.enable is None or values[each.enable] else values[each.step]
                    for each in self.registers
                ]
            clock = phase["clk"]
            inputs = [joined(phase, f"i{number}", read(text)) for number, text in enumerate(self.inputs)]
            values = []
            self.now = (inputs, state)
            for step in self.steps:
                values.append(step.meant(values))
            outputs: dict[str, int] = {}
            for number, step in enumerate(self.outputs):
                split(outputs, f"o{number}", read(self.steps[step].type), values[step])
            rows.append([outputs[port.name] for port in ports])
            said.append(printed)
        return rows, said

    def text(self, check: Check, values: list[int]) -> str:
        shown = []
        for each in check.values:
            type = read(self.steps[each].type)
            shown.append(int(Format(self.steps[each].type).number(values[each])) if type.is_number else values[each])
        return f"@{self.name} {check.text}".format(*shown)


# -- ports of records -------------------------------------------------------------------------------------------------


def flat(direction: str, name: str, type: Type, ports: list[Port]) -> None:
    if type.kind != "Record":
        ports.append(Port(direction, name, type))
    for field_name, each in type.fields:
        flat(direction, f"{name}_{field_name}", each, ports)


def joined(phase: Phase, name: str, type: Type) -> int:
    if type.kind != "Record":
        return phase[name]
    total = 0
    for field_name, each in type.fields:
        total = total << each.width | joined(phase, f"{name}_{field_name}", each)
    return total


def split(outputs: dict[str, int], name: str, type: Type, value: int) -> None:
    if type.kind != "Record":
        outputs[name] = value
    for field_name, each in reversed(type.fields):
        split(outputs, f"{name}_{field_name}", each, value & ((1 << each.width) - 1))
        value >>= each.width
