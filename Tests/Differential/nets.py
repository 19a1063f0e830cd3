"""The nets of a random module: ports, cells, values of a type, clocks, resets. `generator` makes operations of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from .design import RESETS, SCALARS, union
from .netlist import (
    BIT,
    CLOCK,
    Cell,
    Module,
    Port,
    Ref,
    Type,
    array,
    enumeration,
    record,
    vector,
)
from .operations import ALL, VECTOR, WIDTHS, any_width, plain_shape
from .stimulus import FALLING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .library import Library

NAMES = ("total", "total", "count", "wire", "reg", "logic", "always", "x y", "a.b", "é", "q_0", "do", "int", "signed")
NAMES += ("sum", "mux", "begin", "module", "clk", "state", "`t", "1st")

MEMBERS = ("idle", "run", "done", "default", "x y", "é", "State_idle", "clk")


@dataclass
class Inside:
    """What a finished module is to who instantiates it."""

    module: Module
    observed: set[str] = field(default_factory=set)
    """The outputs that must be seen: registers reach them."""
    registered: set[str] = field(default_factory=set)
    """The outputs that are registers: no input reaches them within a cycle."""
    pads: set[str] = field(default_factory=set)
    """Its inout ports, and the inputs that say whether they are driven from inside."""


def literal_value(dice: random.Random, width: int) -> int:
    """A pattern, the corners favoured."""
    top = 1 << (width - 1)
    corners = (0, 1, 2 * top - 1, top, top - 1, dice.randrange(2 * top), min(2 * top - 1, dice.randrange(width + 3)))
    return dice.choice(corners)


class Nets:
    """The nets of one module while it is made."""

    def __init__(self, dice: random.Random, key: str, library: Library, is_root: bool = False) -> None:
        self.dice = dice
        self.library = library
        self.is_root = is_root
        self.module = Module(key, is_explicit=True)
        self.inside = Inside(self.module)
        self.types: dict[Ref, Type] = {}
        self.ready: list[Ref] = []
        self.unread: dict[Ref, None] = {}
        self.observed: dict[Ref, None] = {}
        self.clocks: list[Ref] = []
        self.resets: dict[str, list[Ref]] = {kind: [] for kind in RESETS}
        self.constant_resets: set[Ref] = set()
        self.undriven: list[int] = []
        self.labels = 0
        self.memories: list[int] = []

    def chance(self, probability: float) -> bool:
        return self.dice.random() < probability

    # -- nets --

    def port(self, direction: str, type: Type, stem: str = "") -> str:
        letters = {"in": "i", "out": "o", "inout": "io"}
        stem = stem or RESETS.get(type.kind) or ("clk" if type.kind == "Clock" else letters[direction])
        name = f"{stem}{len(self.module.ports)}"
        self.module.ports.append(Port(direction, name, type))
        self.types[name] = type
        return name

    def cell(self, operation: str, type: Type | None, *operands: Ref, is_ready: bool = True, **more: object) -> int:
        cell = Cell(self.labels, operation, type, list(operands), **more)  # type: ignore[arg-type]
        self.labels += 1
        if self.chance(0.3):
            cell.name = self.dice.choice(NAMES)
        self.module.cells.append(cell)
        self.read(*cell.reads)
        if type is not None:
            self.types[cell.label] = type
            if is_ready:
                self.release(cell.label)
        return cell.label

    def release(self, net: Ref) -> None:
        self.ready.append(net)
        self.unread[net] = None

    def read(self, *nets: Ref) -> None:
        for net in nets:
            self.unread.pop(net, None)

    def pick(self, of: Sequence[Ref]) -> Ref:
        """One of these nets, one that nobody reads yet rather than others: so expressions grow deep."""
        unread = [net for net in of if net in self.unread]
        return self.dice.choice(unread if unread and self.chance(0.7) else of)

    # -- types --

    def shape(self, sign: str, width: int, is_bit: bool = True) -> Type:
        dice = self.dice
        if sign != "compound":
            return plain_shape(dice, sign, width, is_bit and dice.random() < 0.7)
        if self.chance(0.25):
            return self.enumeration(width)
        if self.chance(0.25):
            return self.union(width)
        divisors = [each for each in range(1, min(width, 8) + 1) if width % each == 0]
        if self.chance(0.5) or width == 1:
            count = dice.choice(divisors)
            return array(count, self.simple(width // count))
        cut = dice.randint(1, width - 1)
        return record(("hi", self.simple(width - cut)), ("lo part" if self.chance(0.2) else "lo", self.simple(cut)))

    def enumeration(self, width: int) -> Type:
        """One that the module has already, or a new one with any codes, often all that there are."""
        known = [type for type in self.types.values() if type.kind == "Enum" and type.width == width]
        if known and self.chance(0.7):
            return self.dice.choice(known)
        count = min(1 << width, self.dice.randint(1, len(MEMBERS)))
        codes = {literal_value(self.dice, width) for _ in range(count)}
        if width <= 3 and self.chance(0.5):
            codes = set(range(min(1 << width, len(MEMBERS))))
        ordered = sorted(codes)
        self.dice.shuffle(ordered)
        names = self.dice.sample(MEMBERS, len(ordered))
        return enumeration(self.dice.choice(("State", "Op", "")), width, list(zip(names, ordered, strict=True)))

    def union(self, width: int) -> Type:
        """One that the module has already, or a new one: the greatest payload has what the tag leaves."""
        known = [type for type in self.types.values() if type.kind == "Union" and type.width == width]
        if known and self.chance(0.7):
            return self.dice.choice(known)
        count = self.dice.randint(1, len(MEMBERS))
        while (rest := width - max(1, (count - 1).bit_length())) < 0:
            count //= 2
        payloads: list[Type | None] = [None] * count
        for index in range(count):
            of = rest if index == 0 else self.dice.choice((rest, self.dice.randint(0, rest)))
            if of:
                sign = self.dice.choice(ALL) if self.chance(0.5) else self.dice.choice(VECTOR)
                payloads[index] = self.shape(sign, of)
        self.dice.shuffle(payloads)
        names = self.dice.sample(MEMBERS, count)
        return union(self.dice.choice(("Packet", "Op", "")), list(zip(names, payloads, strict=True)))

    def simple(self, width: int) -> Type:
        return self.shape(self.dice.choice(VECTOR), width)

    def any_type(self, signs: Sequence[str] = ALL, least: int = 1, is_bit: bool = True) -> Type:
        low, high = self.dice.choice([each for each in WIDTHS.values() if each[1] >= least])
        return self.shape(self.dice.choice(signs), any_width(self.dice, max(low, least), high), is_bit)

    # -- values of a type --

    def need(self, type: Type, *others: Ref) -> Ref:
        """A ready net of the type, made if there is none; one of `others` rarely, since `a - a` tests little."""
        avoided = others if self.chance(0.95) else ()
        exact = [net for net in self.ready if self.types[net] == type and net not in avoided]
        if exact and self.chance(0.7):
            return self.pick(exact)
        luck = self.dice.random()
        if luck < 0.15:
            return self.literal(type)
        inputs = sum(port.direction == "in" for port in self.module.ports)
        if luck < (0.7 if inputs < 4 else 0.3) and inputs < 10:
            return self.input(type)
        wider = [net for net in self.ready if self.types[net].width >= type.width and net not in avoided]
        if wider and self.chance(0.8):
            return self.fitted(self.pick(wider), type)
        narrower = [net for net in self.ready if self.types[net].width < type.width]
        return self.fitted(self.pick(narrower), type) if narrower else self.input(type)

    def fitted(self, net: Ref, type: Type) -> Ref:
        """The net's bits as another type, cut or extended as needed."""
        given = self.types[net]
        if given == type:
            return net
        if given.width == type.width:
            return self.cell("cast", type, net)
        if given.width > type.width:
            return self.cell("extract", type, net, low=self.dice.randint(0, given.width - type.width))
        if not given.is_vector:
            given = vector("Bits", given.width)
            net = self.cell("cast", given, net)
        kind = "UInt" if given.kind == "Bit" else given.kind
        extension = self.dice.choice(("zero_extend", "sign_extend"))
        return self.fitted(self.cell(extension, vector(kind, type.width), net), type)

    def literal(self, type: Type, is_ready: bool = True) -> int:
        value = self.dice.choice(type.codes) if type.members else literal_value(self.dice, type.width)
        return self.cell("literal", type, value=value, is_ready=is_ready)

    def input(self, type: Type) -> Ref:
        name = self.port("in", type)
        self.release(name)
        return name

    # -- clocks and resets --

    def clock(self) -> Ref:
        if not self.clocks or (len(self.clocks) < 3 and self.chance(0.06)):
            port = self.port("in", CLOCK)
            self.clocks.append(self.derived(port) if self.clocks else port)
        elif self.chance(0.05):
            self.clocks.append(self.cell("cast", CLOCK, self.dice.choice(self.clocks), is_ready=False))
        elif self.is_root and self.chance(0.05):
            # The gate is an input of the root: those change while all clocks are 0.
            level = self.cell("cast", BIT, self.clocks[0], is_ready=False)
            gated = self.cell("and", BIT, level, self.port("in", BIT), is_ready=False)
            self.clocks.append(self.derived(gated))
        elif self.is_root and self.chance(0.05):
            level = self.cell("cast", BIT, self.port("in", CLOCK, FALLING), is_ready=False)
            self.clocks.append(self.derived(self.cell("not", BIT, level, is_ready=False)))
        return self.dice.choice(self.clocks)

    def derived(self, net: Ref) -> Ref:
        """A clock in the domain of the module's first: values may go from any register to any other."""
        controls = {"synchronous": self.clocks[0]}
        return self.cell("derived_clock", CLOCK, net, controls=controls, is_ready=False)

    def reset(self, kind: str) -> Ref:
        """A synchronous reset may come out of logic, an asynchronous one out of what has no spikes."""
        type = SCALARS[kind]
        known = self.resets[kind]
        if not known or (len(known) < 3 and self.chance(0.15)):
            luck = self.dice.random()
            if luck < 0.06:
                value = int(self.chance(0.3)) ^ type.is_active_low
                known.append(self.cell("literal", type, value=value, is_ready=False))
                self.constant_resets.add(known[-1])
            elif luck < 0.15 and known:
                net = self.dice.choice(known)
                known.append(self.cell("cast", type, net, is_ready=False))
                if net in self.constant_resets:
                    self.constant_resets.add(known[-1])
            elif luck < 0.3 and not type.is_asynchronous:
                known.append(self.cell("cast", type, self.need(BIT), is_ready=False))
            elif luck < 0.3 and self.is_root:
                net: Ref = self.port("in", BIT)
                if type.is_active_low:
                    net = self.cell("not", BIT, net, is_ready=False)
                known.append(self.cell("cast", type, net, is_ready=False))
            else:
                known.append(self.port("in", type))
        return self.dice.choice(known)

    def control(self, type: Type) -> Ref:
        """What a pin of an instance takes that is no data.

        Not an asynchronous reset that is always active: in simulators such a pin never becomes so.
        """
        if type.kind == "Clock":
            return self.clock()
        net = self.reset(type.kind)
        while type.is_asynchronous and net in self.constant_resets:
            net = self.port("in", type)
            self.resets[type.kind].append(net)
        return net
