"""Random designs, legal by construction, from a seed: `design(seed)`.

A module grows net by net. What a new cell reads is ready: nothing that it depends on depends on it. A wire or an
instance may be made first and driven later; until then nobody reads what comes out of it. At the end everything unread
and every register reaches an output of the root, so that a wrong value is seen.

Each design also has some *points* of the coverage planted: an operation of a given shape, read in a given context.
Seeds in a row take the points in turn.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

from . import checks, hosting, pads
from .behaviour import add_program
from .design import BIT, RESETS, Cell, Design, Drive, Port, Ref, Type, array, fixed, vector
from .library import Library, reachable
from .nets import Inside, Nets, literal_value
from .operations import ALL, MAXIMUM_WIDTH, OPERATIONS, VECTOR, WIDTHS, Point, any_width, plain_shape, points

POINTS_PER_DESIGN = 9
PADS_EVERY = 8

Step = Callable[[], object]


class Maker(Nets):
    """Makes one module."""

    # -- operations --

    def make(self, operation: str, shape: Type) -> Ref:
        """A cell of an operation, ready to be read."""
        return MAKERS.get(operation, Maker.plain)(self, operation, shape)

    def plain(self, operation: str, shape: Type) -> Ref:
        count = OPERAND_COUNTS[operation]
        if not shape.is_logic and not OPERATIONS[operation].gives_bit:
            shape = array(1, vector("Bits", shape.width))  # a member has no bits
        operands: list[Ref] = []
        for _ in range(count):
            operands.append(self.need(shape, *operands))
        return self.cell(operation, BIT if OPERATIONS[operation].gives_bit else shape, *operands)

    def multiply(self, operation: str, shape: Type) -> Ref:
        left = self.dice.randint(1, shape.width - 1)
        behind = self.dice.randint(0, shape.fraction)
        parts = ((left, behind), (shape.width - left, shape.fraction - behind))
        factors = [self.need(fixed(shape.kind, width, fraction)) for width, fraction in parts]
        return self.cell("multiply", shape, *factors)

    def amount(self, width: int) -> Ref:
        """Of a shift of a value: often about as wide as it takes to shift all out."""
        bits = width.bit_length() + self.dice.randint(-1, 1) if self.chance(0.6) else any_width(self.dice)
        return self.need(self.shape(self.dice.choice(("plain", "unsigned")), max(1, bits)))

    def shift(self, operation: str, shape: Type) -> Ref:
        return self.cell(operation, shape, self.need(shape), self.amount(shape.width))

    def mux(self, operation: str, shape: Type) -> Ref:
        first = self.need(shape)
        return self.cell("mux", shape, self.need(BIT), first, self.need(shape, first))

    def divide(self, operation: str, shape: Type) -> Ref:
        """Often by a constant, as in designs, and by a small one, so that quotients are not all 0."""
        dividend, divisor = self.need(shape), None
        if self.chance(0.3):
            divisor = self.cell("literal", shape, value=self.dice.randrange(min(1 << shape.width, 16)))
        elif shape.width > 2 and self.chance(0.5):
            divisor = self.fitted(self.need(vector(shape.kind, self.dice.randint(1, shape.width // 2))), shape)
        return self.cell(operation, shape, dividend, self.need(shape, dividend) if divisor is None else divisor)

    def choose(self, operation: str, shape: Type) -> Ref:
        width = self.dice.randint(1, 4) if self.chance(0.8) else any_width(self.dice)
        selector = self.need(self.any_shape(width))
        return self.cell(operation, shape, selector, *self.cases(self.types[selector], shape))

    def index(self, operation: str, shape: Type) -> Ref:
        """A part of something that has two places or more, mostly elements side by side."""
        step = shape.width if self.chance(0.6) else self.dice.randint(1, shape.width + 3)
        most = (MAXIMUM_WIDTH + 100 - shape.width) // step
        places = max(2, min(most, self.dice.choice((2, 3, 4, 5, 8, 16, 33))))
        whole = shape.width + step * (places - 1)
        source = self.need(self.any_shape(whole + (0 if self.chance(0.7) else self.dice.randint(0, step - 1))))
        return self.cell(operation, shape, source, self.position(places), step=step)

    def replace(self, operation: str, shape: Type) -> Ref:
        parts = [part for part in range(1, shape.width) if shape.width % part == 0]
        part = self.dice.choice(parts)
        most = (shape.width // part - 1).bit_length()
        position = self.need(
            self.shape(self.dice.choice(("plain", "unsigned")), self.dice.randint(max(1, most - 1), most))
        )
        whole = self.need(shape)
        return self.cell(operation, shape, whole, position, self.need(self.any_shape(part), whole))

    def position(self, places: int) -> Ref:
        """An index: often of just the bits that it takes."""
        bits = (places - 1).bit_length() + self.dice.randint(-1, 1) if self.chance(0.8) else any_width(self.dice)
        return self.need(self.shape(self.dice.choice(("plain", "unsigned")), max(1, bits)))

    def any_shape(self, width: int) -> Type:
        return self.shape(self.dice.choice(ALL), width)

    def cases(self, selector: Type, shape: Type, *given: Ref) -> list[Ref]:
        """What follows the selector of a choice: keys, values, and a default unless the keys are all."""
        count = min(1 << selector.width, self.dice.randint(1, 6))
        if selector.width <= 3 and self.chance(0.3):
            count = 1 << selector.width
        keys: dict[int, None] = {}
        if selector.members:
            codes = list(selector.codes)
            self.dice.shuffle(codes)
            count = len(codes) if self.chance(0.4) else self.dice.randint(1, len(codes))
            keys = dict.fromkeys(codes[:count])
        while len(keys) < count:
            keys[
                literal_value(self.dice, selector.width)
                if self.chance(0.5)
                else self.dice.randrange(1 << selector.width)
            ] = None
        operands: list[Ref] = []
        for key in keys:
            operands.append(self.cell("literal", selector, value=key, is_ready=False))
            operands.append(self.need(shape, *operands))
        if count < 1 << selector.width and (not selector.is_covered(keys) or self.chance(0.5)):
            operands.append(self.need(shape))
        if given:
            operands[self.dice.randrange(1, len(operands), 2)] = given[0]
        return operands

    def extract(self, operation: str, shape: Type) -> Ref:
        wider = [net for net in self.ready if self.types[net].width > shape.width]
        if wider and self.chance(0.7):
            source = self.pick(wider)
        else:
            source = self.need(self.shape(self.dice.choice(ALL), shape.width + self.dice.randint(1, 40)))
        return self.cell("extract", shape, source, low=self.dice.randint(0, self.types[source].width - shape.width))

    def concat(self, operation: str, shape: Type) -> Ref:
        cuts = sorted({0, shape.width, *(self.dice.randint(0, shape.width) for _ in range(self.dice.randint(0, 3)))})
        widths = [high - low for low, high in pairwise(cuts)]
        return self.cell("concat", shape, *[self.need(self.simple(width)) for width in widths])

    def extend(self, operation: str, shape: Type) -> Ref:
        width = any_width(self.dice, 1, shape.width - 1)
        is_bit = shape.kind == "UInt" and width == 1 and self.chance(0.5)
        return self.cell(operation, shape, self.need(BIT if is_bit else vector(shape.kind, width)))

    def cast(self, operation: str, shape: Type) -> Ref:
        other = shape if self.chance(0.2) else self.shape(self.dice.choice(ALL), shape.width)
        return self.cell("cast", shape, self.need(other))

    def cross(self, operation: str, shape: Type) -> Ref:
        if self.chance(0.3):
            # What crosses asynchronously goes into one register and nowhere else.
            net = self.cell("crossing", shape, self.need(shape), crossing="asynchronous", is_ready=False)
            self.connect(self.register("register", shape), net)
            self.undriven.pop()
        return self.cell("crossing", shape, self.need(shape), crossing="quasi_static")

    def literal_cell(self, operation: str, shape: Type) -> Ref:
        return self.literal(shape)

    def input_port(self, operation: str, shape: Type) -> Ref:
        return self.input(shape)

    def wire(self, operation: str, shape: Type) -> Ref:
        """A wire with its drives before or behind it; of those in parts, later ones may read earlier ones."""
        wire = self.cell("wire", shape, is_ready=False)
        for _ in range(self.dice.choice((0, 0, 1, 2))):
            self.step()
        self.drive(wire, shape)
        self.release(wire)
        return wire

    def drive(self, target: Ref, type: Type, parts: float = 0.35, reads_back: bool = True) -> None:
        """Drives a target as a whole or in parts, the lowest first."""
        if type.width == 1 or not self.chance(parts):
            self.connect(target, self.need(type))
            return
        cuts = sorted({0, type.width, *(self.dice.randint(0, type.width) for _ in range(self.dice.randint(1, 4)))})
        for low, high in pairwise(cuts):
            value = self.need(self.simple(high - low))
            self.read(value)
            self.module.drives.append(Drive(target, value, low, high - low))
            if reads_back and high < type.width and self.chance(0.6):
                first = self.dice.randint(0, high - 1)
                of = self.simple(self.dice.randint(1, high - first))
                self.cell("extract", of, target, low=first)

    def connect(self, target: Ref, value: Ref) -> None:
        self.read(value)
        self.module.drives.append(Drive(target, value))

    def register(self, operation: str, shape: Type, enable: Ref | None = None) -> Ref:
        controls: dict[str, Ref] = {}
        clock = self.clock()
        if enable is not None or self.chance(0.4):
            controls["enable"] = self.need(BIT) if enable is None else enable
        if self.chance(0.5):
            controls["reset"] = self.reset(self.dice.choice(list(RESETS)))
            controls["reset_value"] = self.literal(shape, is_ready=False)
        # A register that nothing ever sets has no value of its own; so one may start without only if it can be set.
        sets = [controls[each] for each in ("enable", "reset") if each in controls]
        may_be_held = "enable" in controls and not any(isinstance(each, str) for each in sets)
        if may_be_held or self.chance(0.4):
            controls["initial"] = self.literal(shape, is_ready=False)
        register = self.cell("register", shape, clock, controls=controls)
        self.observed[register] = None
        self.undriven.append(register)
        return register

    # -- memories --

    def memory_port(self, operation: str, shape: Type) -> Ref:
        """A read port of a memory of such words, which is made if there is none."""
        known = [memory for memory in self.memories if self.types[memory] == shape]
        memory = self.dice.choice(known) if known and self.chance(0.6) else self.memory(shape)
        writes = self.writes(memory)
        # Often the very address that is written.
        address = self.dice.choice(writes).operands[2] if writes and self.chance(0.5) else self.word(memory)
        if operation == "memory_read":
            return self.cell(operation, shape, memory, address)
        # In a `new` port's clock the write is seen.
        clock = writes[0].operands[1] if writes and self.chance(0.8) else self.clock()
        controls = {"enable": self.open_enable()} if self.chance(0.4) else {}
        on_write = self.dice.choice(("old", "new"))
        port = self.cell(operation, shape, memory, clock, address, controls=controls, on_write=on_write)
        self.observed[port] = None
        return port

    def writes(self, memory: int) -> list[Cell]:
        return [cell for cell in self.module.cells if cell.operation == "memory_write" and cell.operands[0] == memory]

    def open_enable(self) -> Ref:
        """One that nobody can find to be constant: a port that it never enables has no value of its own."""
        known = [net for net in self.ready if isinstance(net, str) and self.types[net] == BIT]
        return self.dice.choice(known) if known else self.input(BIT)

    def memory(self, shape: Type) -> int:
        depth = self.dice.choice((1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 100))
        count = self.dice.choice((0, 1, 1, 1, 2, 3))
        contents = None
        if not count or self.chance(0.5):
            length = self.dice.choice((0, 1, depth // 2, depth, depth))
            contents = [literal_value(self.dice, shape.width) for _ in range(min(length, depth))]
            while contents and not contents[-1]:
                contents.pop()
        memory = self.cell("memory", shape, is_ready=False, depth=depth, contents=contents)
        self.memories.append(memory)
        clock = self.clock() if count else ""
        for number in range(count):
            self.write(memory, shape, clock, is_open=contents is None and number == 0)
        return memory

    def write(self, memory: int, shape: Type, clock: Ref, is_open: bool) -> None:
        """A write; one that `is_open` may write every word, whatever is constant. All of a memory have one clock."""
        controls: dict[str, Ref] = {}
        if self.chance(0.6):
            controls["enable"] = self.open_enable() if is_open else self.need(BIT)
        parts = [each for each in range(1, min(shape.width, 16) + 1) if shape.width % each == 0]
        if not is_open and self.chance(0.4):
            count = self.dice.choice(parts)
            controls["mask"] = self.need(plain_shape(self.dice, self.dice.choice(("plain", "unsigned")), count, True))
        earlier = self.writes(memory)
        if is_open:
            bits = max(1, (self.module.cells[memory].depth - 1).bit_length())
            address = self.input(plain_shape(self.dice, "unsigned", bits, False))
        else:
            address = earlier[-1].operands[2] if earlier and self.chance(0.4) else self.word(memory)
        data = self.need(shape)
        self.cell("memory_write", shape, memory, clock, address, data, controls=controls, is_ready=False)
        self.module.cells[-1].name = None

    def word(self, memory: int) -> Ref:
        """An address: mostly just as wide as it must be."""
        bits = max(1, (self.module.cells[memory].depth - 1).bit_length())
        width = max(1, bits + self.dice.choice((-1, 0, 0, 0, 0, 1))) if self.chance(0.85) else any_width(self.dice)
        if self.chance(0.75):
            return self.need(self.shape(self.dice.choice(("plain", "unsigned")), width))
        # One that is computed where it stands.
        shape = self.shape("unsigned", width)
        return self.cell(self.dice.choice(("add", "subtract")), shape, self.need(shape), self.need(shape))

    # -- instances --

    def instance(self, inside: Inside, given: dict[str, Ref] | None = None) -> dict[str, Ref]:
        """An instance, and its outputs by port."""
        pins: dict[str, Ref] = dict(given or {})
        watched = pads.raised(self, inside, pins)
        label = self.cell("instance", None, definition=inside.module.key, pins=pins)
        outputs: dict[str, Ref] = {}

        def output(port: Port) -> None:
            if port.name in inside.observed or self.chance(0.8):
                outputs[port.name] = self.cell("output", port.type, label, port=port.name)
                if port.name in inside.observed:
                    self.observed[outputs[port.name]] = None

        ports = [port for port in inside.module.ports if port.direction == "out"]
        early = [port for port in ports if port.name in inside.registered]
        if early and self.chance(0.5):
            # What comes out of a register may feed the inputs.
            for port in early:
                output(port)
            for _ in range(self.dice.randint(0, 2)):
                self.step()
        else:
            early = []
        ordered: dict[str, Ref] = {}
        for port in inside.module.ports:
            if port.direction != "out":
                if port.name in pins:
                    ordered[port.name] = pins[port.name]
                elif port.type.kind == "Clock" or port.type.kind in RESETS:
                    ordered[port.name] = self.control(port.type)
                else:
                    ordered[port.name] = self.need(port.type)
        pins.clear()
        pins.update(ordered)
        self.read(*pins.values())
        for port in ports:
            if port not in early:
                output(port)
        for pad in watched:
            pads.watch(self, pad)
        return outputs

    def output(self, operation: str, shape: Type) -> Ref:
        """An output of an instance."""
        known = [
            (inside, port.name)
            for inside in self.library.insides
            for port in inside.module.ports
            if port.direction == "out" and port.type == shape
        ]
        inside, name = self.dice.choice(known) if known else self.library.leaf(self.dice, output=shape)
        outputs = self.instance(inside)
        if name not in outputs:
            label = next(c.label for c in reversed(self.module.cells) if c.definition == inside.module.key)
            outputs[name] = self.cell("output", shape, label, port=name)
        return outputs[name]

    # -- reading a net in a context --

    def use(self, net: Ref, context: str) -> None:
        getattr(self, f"use_as_{context}")(net, self.types[net])

    def indexed(self, net: Ref, type: Type) -> Ref:
        """A net that has a part at an index, or is put at one."""
        if type.width == 1 or (type.width <= MAXIMUM_WIDTH // 2 and self.chance(0.3)):
            whole = self.any_shape(2 * type.width)
            return self.cell("replace", whole, self.need(whole), self.need(vector("UInt", 1)), net)
        shape = self.simple(self.dice.randint(1, type.width // 2))
        step = self.dice.randint(1, type.width - shape.width)
        return self.cell("index", shape, net, self.position((type.width - shape.width) // step + 1), step=step)

    def chosen(self, net: Ref, type: Type) -> Ref:
        """Of a choice the selector or a value."""
        if self.chance(0.4):
            shape = self.any_type()
            return self.cell("choose", shape, net, *self.cases(type, shape))
        selector = self.need(self.any_shape(self.dice.randint(1, 4)))
        return self.cell("choose", type, selector, *self.cases(self.types[selector], type, net))

    def use_as_root(self, net: Ref, type: Type) -> None:
        luck = self.dice.randrange(3)
        if luck == 0:
            self.connect(self.port("out", type), net)
        elif luck == 1:
            wire = self.cell("wire", type)
            self.connect(wire, net)
        else:
            register = self.register("register", type)
            self.undriven.pop()
            self.connect(register, net)

    def use_as_operand(self, net: Ref, type: Type) -> None:
        kinds: list[Step] = [
            lambda: self.cell(self.dice.choice(("equal", "not_equal")), BIT, *self.mixed(net, type)),
            lambda: self.cell("mux", type, self.need(BIT), *self.mixed(net, type)),
            lambda: self.chosen(net, type),
            lambda: self.indexed(net, type),
            lambda: self.cell("concat", vector("Bits", type.width + 3), *self.mixed(net, vector("UInt", 3))),
        ]
        kinds += hosting.uses(self, net, type)
        if type.is_logic:
            kinds.append(lambda: self.cell(self.dice.choice(("and", "or", "xor")), type, *self.mixed(net, type)))
        if type.is_vector:
            kinds += [
                lambda: self.cell("not", type, net),
                lambda: self.cell(self.dice.choice(("reduce_and", "reduce_or", "reduce_xor")), BIT, net),
            ]
            if type.width < MAXIMUM_WIDTH:
                kinds.append(lambda: self.fitted(net, self.simple(any_width(self.dice, type.width + 1))))
        if type.kind in ("Bits", "UInt", "SInt"):
            kinds.append(
                lambda: self.cell(self.dice.choice(("shift_left", "shift_right")), type, net, self.amount(type.width))
            )
        if type.is_number or type.is_fixed:
            width = any_width(self.dice, 1, max(1, MAXIMUM_WIDTH - type.width))
            other = fixed(type.kind, width, self.dice.randint(0, width) if type.is_fixed else 0)
            product = fixed(type.kind, type.width + other.width, type.fraction + other.fraction)
            kinds += [
                lambda: self.cell(self.dice.choice(("add", "subtract")), type, *self.mixed(net, type)),
                lambda: self.cell(self.dice.choice(("less", "less_equal")), BIT, *self.mixed(net, type)),
                lambda: self.cell("negate", type, net),
                lambda: self.cell("multiply", product, *self.mixed(net, other)),
            ]
        if type.is_number:
            kinds.append(lambda: self.cell(self.dice.choice(("divide", "modulo")), type, *self.mixed(net, type)))
        self.dice.choice(kinds)()

    def mixed(self, net: Ref, other: Type) -> list[Ref]:
        """The net and one of a type, in any order."""
        both = [net, self.need(other, net)]
        self.dice.shuffle(both)
        return both

    def use_as_index(self, net: Ref, type: Type) -> None:
        value = self.need(self.any_type(VECTOR, is_bit=False))
        if self.chance(0.2):
            memory = self.memory(self.types[value])
            self.cell("memory_read", self.types[value], memory, net)
            return
        self.cell(self.dice.choice(("shift_left", "shift_right")), self.types[value], value, net)

    def use_as_condition(self, net: Ref, type: Type) -> None:
        of = self.any_type()
        if self.chance(0.6):
            first = self.need(of)
            self.cell("mux", of, net, first, self.need(of, first))
        else:
            self.register("register", of, enable=net)

    def use_as_pin(self, net: Ref, type: Type) -> None:
        known = [
            (inside, port.name)
            for inside in self.library.insides
            for port in inside.module.ports
            if port.direction == "in" and port.type == type and port.name not in inside.pads
        ]
        inside, name = self.dice.choice(known) if known else self.library.leaf(self.dice, input=type)
        self.instance(inside, {name: net})

    # -- all of it --

    def plant(self, point: Point) -> None:
        low, high = WIDTHS[point.widths]
        operation = OPERATIONS[point.operation]
        width = any_width(self.dice, max(low, operation.least), high)
        must_be_bit = point.context == "condition" and not operation.gives_bit
        shape = BIT if must_be_bit else self.shape(point.sign, width, operation.is_bit_also)
        self.use(self.make(point.operation, shape), point.context)

    def step(self) -> None:
        """Something at random."""
        if self.chance(0.08):
            return add_program(self)
        if self.chance(0.06):
            return checks.add_check(self, self.dice.choice(checks.KINDS), self.dice.choice(checks.PLACES))
        if self.chance(0.02) and not self.library.is_leaf:
            return pads.add_pad(self)
        names = [name for name in OPERATIONS if name != "output" or self.library.insides]
        name = self.dice.choice(names)
        if name in ("wire", "output", "input") and self.chance(0.5):
            name = "register"
        operation = OPERATIONS[name]
        if name == "output":
            self.instance(self.dice.choice(self.library.insides))
        else:
            self.make(name, self.any_type(operation.signs, operation.least, operation.is_bit_also))

    def finish(self) -> Inside:
        """Drives what has no driver yet, and leads what nobody reads, and all registers, to outputs."""
        registers = set(self.undriven)
        for register in self.undriven:
            self.drive(register, self.types[register], parts=0.15, reads_back=False)
        seen = list(dict.fromkeys([*self.observed, *self.unread]))
        rest: list[Ref] = []
        for net in seen:
            is_trivial = isinstance(net, str) or self.module.cells[net].operation == "literal"
            if is_trivial and self.chance(0.5):
                continue
            if (net in self.observed and self.chance(0.5)) or self.chance(0.3):
                name = self.port("out", self.types[net])
                self.connect(name, net)
                if net in self.observed:
                    self.inside.observed.add(name)
                if net in registers:
                    self.inside.registered.add(name)
            else:
                rest.append(net)
        if rest:
            total = sum(self.types[net].width for net in rest)
            name = self.port("out", vector("Bits", total))
            self.connect(name, self.cell("concat", vector("Bits", total), *rest, is_ready=False))
            self.inside.observed.add(name)
        elif not any(port.direction == "out" for port in self.module.ports):
            self.drive(self.port("out", BIT), BIT)
        return self.inside


MAKERS: dict[str, Callable[[Maker, str, Type], Ref]] = {
    "multiply": Maker.multiply,
    "shift_left": Maker.shift,
    "shift_right": Maker.shift,
    "mux": Maker.mux,
    "extract": Maker.extract,
    "concat": Maker.concat,
    "zero_extend": Maker.extend,
    "sign_extend": Maker.extend,
    "cast": Maker.cast,
    "divide": Maker.divide,
    "modulo": Maker.divide,
    "choose": Maker.choose,
    "index": Maker.index,
    "replace": Maker.replace,
    "literal": Maker.literal_cell,
    "crossing": Maker.cross,
    "wire": Maker.wire,
    "register": Maker.register,
    "memory_read": Maker.memory_port,
    "memory_read_sync": Maker.memory_port,
    "input": Maker.input_port,
    "output": Maker.output,
    "convert": hosting.convert,
    "add_expanding": hosting.expanding,
    "sub_expanding": hosting.expanding,
    "variant": hosting.variant,
    "is_variant": hosting.is_variant,
    "match": hosting.match,
}
"""How an operation of a shape is made, where its operands are not simply of that shape."""

OPERAND_COUNTS = dict.fromkeys(("not", "negate", "reduce_and", "reduce_or", "reduce_xor"), 1)
OPERAND_COUNTS |= dict.fromkeys(("and", "or", "xor", "add", "subtract", "equal", "not_equal", "less", "less_equal"), 2)


ALL_POINTS = list(points())
random.Random(0).shuffle(ALL_POINTS)


def planted(seed: int) -> list[Point]:
    """The points of the coverage that the design of a seed has."""
    first = seed * POINTS_PER_DESIGN
    return [ALL_POINTS[(first + index) % len(ALL_POINTS)] for index in range(POINTS_PER_DESIGN)]


def design(seed: int) -> Design:
    """The design of a seed. Its root is called `D` and the seed, its other modules after it."""
    dice = random.Random(f"design {seed}")
    library = Library(f"D{seed}")
    tickets = planted(seed)
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        maker = Maker(dice, library.key(), library)
        for _ in range(dice.randint(2, 8)):
            maker.step()
        if tickets and dice.random() < 0.4:
            maker.plant(tickets.pop())
        library.add(maker.finish())
    root = Maker(dice, library.name, library, is_root=True)
    for ticket in tickets:
        root.plant(ticket)
    kind, place = checks.planted(seed)
    checks.add_check(root, kind, place)
    if seed % PADS_EVERY == 0:
        pads.add_pad(root)
    for _ in range(dice.randint(4, 20)):
        root.step()
    for inside in reversed(library.insides):
        modules = {each.module.key: each.module for each in [*library.insides, *library.cells]}
        if inside.module.key not in reachable(root.module, modules):
            root.instance(inside)
    inside = root.finish()
    every = [*library.insides, *library.cells]
    return Design(reachable(inside.module, {each.module.key: each.module for each in every}))
