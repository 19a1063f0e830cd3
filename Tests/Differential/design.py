"""A netlist as plain Python data: types, cells, drives, modules, designs. `netlist` reads and writes it as text.

A reference to a net is an `int`, the number of its label, or a `str`, the name of a port.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

Ref = int | str


# -- types ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Type:
    """A hardware type of constant width."""

    kind: str
    """Bit, Bits, UInt, SInt, UFix, SFix, Clock, a kind of reset, Array, Record, Enum or Union."""
    width: int
    element: Type | None = None
    fields: tuple[tuple[str, Type], ...] = ()
    name: str = ""
    """Of an enumeration, or empty."""
    members: tuple[tuple[str, int], ...] = ()
    """Of an enumeration, with their codes."""
    fraction: int = 0
    """Of a fixed-point number, the bits behind the point."""
    payloads: tuple[tuple[str, Type | None], ...] = ()
    """Of a union, its variants."""

    @property
    def is_signed(self) -> bool:
        return self.kind in ("SInt", "SFix")

    @property
    def is_number(self) -> bool:
        return self.kind in ("UInt", "SInt")

    @property
    def is_active_low(self) -> bool:
        return self.kind.endswith("ResetN")

    @property
    def is_asynchronous(self) -> bool:
        return self.kind.startswith("AsyncReset")

    @property
    def is_fixed(self) -> bool:
        return self.kind in ("UFix", "SFix")

    @property
    def is_vector(self) -> bool:
        """Of one bit or a row of bits, on which there are operations bit by bit."""
        return self.kind in ("Bit", "Bits", "UInt", "SInt")

    @property
    def is_compound(self) -> bool:
        return self.kind in ("Array", "Record", "Enum", "Union")

    @property
    def is_logic(self) -> bool:
        """Whether `and`, `or` and `xor` are there."""
        return self.kind not in ("Enum", "Union")

    @property
    def tag_width(self) -> int:
        """Of a union."""
        return max(1, (len(self.payloads) - 1).bit_length())

    @property
    def codes(self) -> list[int]:
        return [code for _, code in self.members]

    def is_covered(self, keys: Collection[int]) -> bool:
        """Whether these patterns are all, or those of all members."""
        return len(set(keys)) == 1 << self.width or (bool(self.members) and set(self.codes) <= set(keys))


RESETS = {"Reset": "rst", "AsyncReset": "arst", "ResetN": "rst_n", "AsyncResetN": "arst_n"}
"""The kinds of a reset, each with what the name of a port begins with. An `N` is one that is active at 0."""
BIT, CLOCK = Type("Bit", 1), Type("Clock", 1)
SCALARS = {kind: Type(kind, 1) for kind in ("Bit", "Clock", *RESETS)}
VECTORS = ("Bits", "UInt", "SInt")


def vector(kind: str, width: int) -> Type:
    return Type(kind, width)


def array(count: int, element: Type) -> Type:
    return Type("Array", count * element.width, element)


def record(*fields: tuple[str, Type]) -> Type:
    return Type("Record", sum(each.width for _, each in fields), None, fields)


def enumeration(name: str, width: int, members: Sequence[tuple[str, int]]) -> Type:
    return Type("Enum", width, None, (), name, tuple(members))


def fixed(kind: str, width: int, fraction: int) -> Type:
    return Type(kind, width, fraction=fraction)


def union(name: str, payloads: Sequence[tuple[str, Type | None]]) -> Type:
    made = Type("Union", 0, name=name, payloads=tuple(payloads))
    return replace(made, width=made.tag_width + max(each.width if each else 0 for _, each in payloads))


# -- designs ----------------------------------------------------------------------------------------------------------


@dataclass
class Port:
    direction: str
    """in, out or inout."""
    name: str
    type: Type


@dataclass
class Cell:
    """One operation. Which of the fields behind `operands` are used depends on the operation."""

    label: int
    operation: str
    type: Type | None
    """None for an instance and a check."""
    operands: list[Ref] = field(default_factory=list)
    """Of a register its clock; of an output of an instance the instance; of a port of a memory the memory, the clock if
    it has one, the address, and what is written."""
    name: str | None = None
    value: int = 0
    """literal: its bits."""
    low: int = 0
    """extract: the lowest bit."""
    step: int = 0
    """index: how far the places are apart."""
    controls: dict[str, Ref] = field(default_factory=dict)
    """register: enable, reset, reset_value, initial; ports of memories: enable, mask; derived_clock: synchronous;
    check: clock, reset, condition."""
    definition: str = ""
    """instance: the module's key."""
    pins: dict[str, Ref] = field(default_factory=dict)
    """instance: its inputs."""
    port: str = ""
    """output: which of the instance."""
    depth: int = 0
    """memory: its words."""
    contents: list[int] | None = None
    """memory: what the first words are at power-up, the others are 0; None for unknown."""
    on_write: str = ""
    """memory_read_sync: old or new."""
    crossing: str = ""
    """crossing: which; memory: not empty if its words may be read in other clock domains."""
    rounding: str = ""
    overflow: str = ""
    """convert: how."""
    variant: int = 0
    """variant, is_variant: which of the union."""
    check: str = ""
    """check: assert, assume, cover or print."""
    message: str | None = None
    """check: what it says of its operands."""

    @property
    def reads(self) -> list[Ref]:
        return [*self.operands, *self.controls.values(), *self.pins.values()]

    def redirect(self, names: Mapping[Ref, Ref]) -> None:
        """Reads other nets: those that have another name."""
        self.operands = [names.get(ref, ref) for ref in self.operands]
        self.controls = {word: names.get(ref, ref) for word, ref in self.controls.items()}
        self.pins = {name: names.get(ref, ref) for name, ref in self.pins.items()}


@dataclass
class Drive:
    target: Ref
    value: Ref
    low: int = 0
    width: int | None = None
    """None for the whole target."""


@dataclass
class Arm:
    """One branch of a choice."""

    word: str
    """when, elsewhen, otherwise, case or default."""
    operands: list[Ref] = field(default_factory=list)
    """The condition, or the values of a case."""
    body: list[Statement] = field(default_factory=list)


@dataclass
class Choice:
    """A `when` with what follows it, or a `switch`."""

    selector: Ref | None = None
    arms: list[Arm] = field(default_factory=list)


@dataclass
class Stand:
    """Where a check stands in the program."""

    check: int


Statement = Drive | Choice | Stand


@dataclass
class Module:
    key: str
    """Its name, and behind a point its number where others have the same name."""
    ports: list[Port] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    drives: list[Drive] = field(default_factory=list)
    program: list[Statement] = field(default_factory=list)
    """What is driven under conditions, and checks."""
    is_external: bool = False
    is_explicit: bool = False
    identity: str | None = None

    def port(self, name: str) -> Port:
        return next(each for each in self.ports if each.name == name)

    def cell(self, label: int) -> Cell:
        return next(each for each in self.cells if each.label == label)

    def type_of(self, ref: Ref) -> Type:
        found = self.port(ref).type if isinstance(ref, str) else self.cell(ref).type
        assert found is not None, f"%{ref} is an instance"
        return found


@dataclass
class Design:
    modules: dict[str, Module]
    """By key; the root is the first."""

    @property
    def root(self) -> Module:
        return next(iter(self.modules.values()))
