"""Random bodies of a host, and what they mean: what hosts put together from several cells, which no netlist shows.

A body is a list of steps, each a value of what was made before. A step is run twice: by the library, which gives a
signal, and over integers, as docs/guide/semantics.md says. So conversions, unions, records, enumerations, relaxed
scopes, joins and checks are judged by the page, and not by the cells that the library makes of them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import hwgen as hw
from hwgen._types import named_type

from .fixed import ROUNDINGS, Format
from .netlist import Design, Type
from .program import Check, Program, Register, Step, read
from .stimulus import Phase, phases

OVERFLOWS = ("wrap", "saturate")
NUMBERS = ("UInt(1)", "SInt(1)", "UInt(3)", "SInt(4)", "UInt(8)", "SInt(8)", "UInt(33)", "SInt(65)")
FIXED = ("UFix(3, 4)", "SFix(3, 4)", "SFix(1, 6)", "UFix(-2, 6)", "SFix(-1, 5)", "SFix(5, 0)", "UFix(20, 14)")
BITS = ("Bit", "Bits(1)", "Bits(6)", "Bits(40)")
ENUMERATIONS = (
    "Enum(State: idle, run, done)",
    "OneHot(Phase: a, b, c)",
    "Gray(w, x, y, z)",
    "Enum(Op, 4: add = 1, sub = 7, mul = 12)",
)
UNIONS = (
    "Union(Packet: data(UInt(8)), address(UInt(8)), flag(Bit), idle)",
    "Union(Number: small(SInt(4)), large(SInt(65)), part(SFix(3, 4)))",
    "Union(only(Bits(6)))",
)
RECORDS = (
    "{x: UInt(8), y: SInt(4)}",
    "{hi: Bits(6), in: {z: Bit, w: SFix(3, 4)}}",
    "{e: Enum(State: idle, run, done)}",
)
ARRAYS = ("Array(3, UInt(3))", "Array(4, {x: UInt(8), y: SInt(4)})", "Array(2, SInt(8))")
TYPES = (*NUMBERS, *FIXED, *BITS, *ENUMERATIONS, *UNIONS, *RECORDS, *ARRAYS)


class Maker:
    def __init__(self, seed: int, name: str) -> None:
        self.dice = random.Random(f"program {seed}")
        self.program = Program(name)

    def add(
        self,
        name: str,
        type: str,
        made: Callable[[hw.Ports, list[hw.Signal]], hw.Signal],
        meant: Callable[[list[int]], int],
    ) -> int:
        mask = (1 << read(type).width) - 1
        self.program.steps.append(Step(name, type, made, lambda values: meant(values) & mask))
        return len(self.program.steps) - 1

    def type(self, step: int) -> str:
        return self.program.steps[step].type

    def need(self, *types: str) -> int:
        """A value of one of these types: one that is there, or an input, or a constant."""
        known = [number for number, each in enumerate(self.program.steps) if each.type in types]
        if known and self.dice.random() < 0.6:
            return self.dice.choice(known[-6:])
        text = self.dice.choice(types)
        program = self.program
        if self.dice.random() < 0.1:
            value = self.dice.getrandbits(read(text).width)
            return self.add(
                "literal",
                text,
                lambda io, signals: hw.literal(value, hw.Bits(read(text).width)).as_type(named_type(text)),
                lambda values: value,
            )
        number = len(program.inputs)
        program.inputs.append(text)
        if read(text).kind == "Record":

            def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
                wire = hw.wire(named_type(text))
                wire @= io[f"i{number}"]
                return wire

            return self.add("join from ports", text, made, lambda values: program.now[0][number])
        return self.add("input", text, lambda io, signals: io[f"i{number}"], lambda values: program.now[0][number])

    # -- steps --

    def convert(self, rounding: str, overflow: str) -> int:
        source, target = self.need(*NUMBERS, *FIXED), self.dice.choice((*NUMBERS, *FIXED))
        given, wanted = Format(self.type(source)), Format(target)
        return self.add(
            f"convert {rounding} {overflow}",
            target,
            lambda io, signals: signals[source].convert(named_type(target), rounding=rounding, overflow=overflow),
            lambda values: wanted.converted(given.number(values[source]), rounding, overflow),
        )

    def arithmetic(self, word: str) -> int:
        a = self.need(*FIXED)
        text = self.type(a)
        b = self.need(text)
        left = Format(text)
        kind = text[:4]
        before = left.width - left.fraction
        result = {
            "multiply": f"{kind}({2 * before}, {2 * left.fraction})",
            "add_expanding": f"{kind}({before + 1}, {left.fraction})",
            "sub_expanding": f"SFix({before + 1}, {left.fraction})",
            "less": "Bit",
        }.get(word, text)
        operators: dict[str, tuple[Callable, Callable]] = {
            "add": (lambda x, y: x + y, lambda x, y: x + y),
            "subtract": (lambda x, y: x - y, lambda x, y: x - y),
            "negate": (lambda x, y: -x, lambda x, y: -x),
            "multiply": (lambda x, y: x * y, lambda x, y: x * y),
            "add_expanding": (lambda x, y: x.add_expanding(y), lambda x, y: x + y),
            "sub_expanding": (lambda x, y: x.sub_expanding(y), lambda x, y: x - y),
            "less": (lambda x, y: x < y, lambda x, y: int(x < y)),
            "min": (lambda x, y: x.min(y), min),
        }
        made, meant = operators[word]

        def value(values: list[int]) -> int:
            x, y = left.number(values[a]), left.number(values[b])
            return (
                meant(x, y)
                if word == "less"
                else Format(result).pattern(int(meant(x, y) * (1 << Format(result).fraction)))
            )

        return self.add(f"fixed {word}", result, lambda io, signals: made(signals[a], signals[b]), value)

    def variant(self) -> int:
        text = self.dice.choice(UNIONS)
        union = read(text)
        index = self.dice.randrange(len(union.payloads))
        name, payload = union.payloads[index]
        of = None if payload is None else self.need(payload_texts(text)[index])
        tag_width = max(1, (len(union.payloads) - 1).bit_length())
        return self.add(
            "variant",
            text,
            lambda io, signals: hw.variant(named_type(text), name, None if of is None else signals[of]),
            lambda values: index << (union.width - tag_width) | (0 if of is None else values[of]),
        )

    def tag(self, union: Type, pattern: int) -> int:
        return pattern >> (union.width - max(1, (len(union.payloads) - 1).bit_length()))

    def is_variant(self) -> int:
        value = self.need(*UNIONS)
        union = read(self.type(value))
        index = self.dice.randrange(len(union.payloads))
        return self.add(
            "is_variant",
            "Bit",
            lambda io, signals: signals[value].is_variant(union.payloads[index][0]),
            lambda values: int(self.tag(union, values[value]) == index),
        )

    def match(self) -> int:
        """The payload's low bits, zeros above them, in a case for each variant, in any order; or a default."""
        value = self.need(*UNIONS)
        text = self.type(value)
        union = read(text)
        order = list(range(len(union.payloads)))
        self.dice.shuffle(order)
        left_out = set(order[1:][-1:]) if self.dice.random() < 0.3 else set()
        order = [each for each in order if each not in left_out]
        has_default = bool(left_out)

        def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            result = hw.wire(hw.Bits(12))
            with hw.match(signals[value]) as match:
                for index in order:
                    with match.case(union.payloads[index][0]) as payload:
                        result @= index + 2000 if payload is None else cut(payload.as_bits(), 12)
                if has_default:
                    with hw.default():
                        result @= 3000
            return result

        def meant(values: list[int]) -> int:
            index = self.tag(union, values[value])
            if index not in order:
                if has_default:
                    return 3000
                index = order[-1]
            payload = union.payloads[index][1]
            return index + 2000 if payload is None else values[value] & ((1 << payload.width) - 1)

        return self.add("match", "Bits(12)", made, meant)

    def record(self) -> int:
        text = self.dice.choice(RECORDS)
        type = read(text)
        parts = [(name, self.need(each)) for name, each in fields_of(text)]

        def meant(values: list[int]) -> int:
            total = 0
            for (_, part), (_, each) in zip(parts, type.fields, strict=True):
                total = total << each.width | values[part]
            return total

        return self.add(
            "record",
            text,
            lambda io, signals: hw.record(named_type(text), {name: signals[part] for name, part in parts}),
            meant,
        )

    def field(self) -> int:
        value = self.need(*RECORDS)
        text = self.type(value)
        name, result = self.dice.choice(fields_of(text))
        low = 0
        for other, each in reversed(read(text).fields):
            if other == name:
                break
            low += each.width
        return self.add("field", result, lambda io, signals: signals[value][name], lambda values: values[value] >> low)

    def joining(self) -> int:
        """A record through an instance, whose ports are joined as a whole, there and back."""
        value = self.need(*RECORDS)
        text = self.type(value)

        def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            def inside(ports: hw.Ports) -> None:
                ports.o @= ports.i

            inner = hw.circuit("Pass", f"in i: {text}; out o: {text}", inside)()
            inner.i @= signals[value]
            result = hw.wire(named_type(text))
            result @= inner.o
            return result

        return self.add("join", text, made, lambda values: values[value])

    def element(self, replaces: bool) -> int:
        value, index = self.need(*ARRAYS), self.need("UInt(3)", "UInt(1)", "Bits(6)")
        text = self.type(value)
        type = read(text)
        result = text[6:-1].split(",", 1)[1].strip()
        width = read(result).width
        count = type.width // width
        if not replaces:
            return self.add(
                "element",
                result,
                lambda io, signals: signals[value][signals[index]],
                lambda values: values[value] >> values[index] * width if values[index] < count else 0,
            )
        part = self.need(result)

        def meant(values: list[int]) -> int:
            if values[index] >= count:
                return values[value]
            low = values[index] * width
            return values[value] & ~(((1 << width) - 1) << low) | values[part] << low

        return self.add(
            "replace", text, lambda io, signals: signals[value].replace(signals[index], signals[part]), meant
        )

    def enumerated(self) -> int:
        """A `switch` over all members: the last case also for what is no member."""
        value = self.need(*ENUMERATIONS)
        type = read(self.type(value))
        numbers = [(code, self.dice.randrange(256)) for code in type.codes]
        self.dice.shuffle(numbers)

        def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            result = hw.wire(hw.UInt(8))
            with hw.switch(signals[value]):
                for code, number in numbers:
                    with hw.case(member(signals[value], code)):
                        result @= number
            return result

        return self.add("switch", "UInt(8)", made, lambda values: dict(numbers).get(values[value], numbers[-1][1]))

    def member(self) -> int:
        text = self.dice.choice(ENUMERATIONS)
        code = self.dice.choice(read(text).codes)
        value = self.need(text)
        return self.add(
            "member",
            "Bit",
            lambda io, signals: signals[value] == member(signals[value], code),
            lambda values: int(values[value] == code),
        )

    def relaxed(self, word: str) -> int:
        kind = self.dice.choice(("UInt", "SInt", "Bits") if word in ("and", "or", "equal", "mux") else ("UInt", "SInt"))
        same = [each for each in (*NUMBERS, *BITS) if each.startswith(f"{kind}(")]
        a, b = self.need(*same), self.need(*same)
        s = self.need("Bit")
        left, right = read(self.type(a)), read(self.type(b))
        width = max(left.width, right.width)
        result = "Bit" if word in ("equal", "less") else f"{kind}({width})"
        operators: dict[str, tuple[Callable, Callable]] = {
            "add": (lambda x, y, s: x + y, lambda x, y, s: x + y),
            "subtract": (lambda x, y, s: x - y, lambda x, y, s: x - y),
            "and": (lambda x, y, s: x & y, lambda x, y, s: x & y),
            "or": (lambda x, y, s: x | y, lambda x, y, s: x | y),
            "equal": (lambda x, y, s: x == y, lambda x, y, s: int(x == y)),
            "less": (lambda x, y, s: x < y, lambda x, y, s: int(x < y)),
            "max": (lambda x, y, s: x.max(y), lambda x, y, s: max(x, y)),
            "mux": (lambda x, y, s: hw.mux(s, x, y), lambda x, y, s: x if s else y),
            "select": (
                lambda x, y, s: hw.select(s, {0: x}, default=y),
                lambda x, y, s: y if s else x,
            ),
        }
        made, meant = operators[word]

        def signal(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            with hw.relaxed():
                return made(signals[a], signals[b], signals[s])

        def value(values: list[int]) -> int:
            return meant(number(left, values[a]), number(right, values[b]), values[s])

        return self.add(f"relaxed {word}", result, signal, value)

    def relaxed_drive(self) -> int:
        kind = self.dice.choice(("UInt", "SInt", "Bits"))
        same = [each for each in (*NUMBERS, *BITS) if each.startswith(f"{kind}(")]
        value, target = self.need(*same), self.dice.choice(same)
        given = read(self.type(value))

        def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            wire = hw.wire(named_type(target))
            with hw.relaxed():
                wire @= signals[value]
            return wire

        name = "relaxed extension" if read(target).width >= given.width else "relaxed cut"
        return self.add(name, target, made, lambda values: number(given, values[value]))

    def mux(self) -> int:
        a = self.need(*TYPES)
        b, s = self.need(self.type(a)), self.need("Bit")
        return self.add(
            "mux",
            self.type(a),
            lambda io, signals: hw.mux(signals[s], signals[a], signals[b]),
            lambda values: values[a] if values[s] else values[b],
        )

    def equal(self) -> int:
        a = self.need(*TYPES)
        b = self.need(self.type(a))
        return self.add(
            "equal", "Bit", lambda io, signals: signals[a] == signals[b], lambda values: int(values[a] == values[b])
        )

    def register(self) -> int:
        text = self.dice.choice(TYPES)
        initial = self.dice.getrandbits(read(text).width)
        program = self.program
        position = len(program.registers)
        if read(text).members:
            initial = self.dice.choice(read(text).codes)

        def made(io: hw.Ports, signals: list[hw.Signal]) -> hw.Signal:
            return hw.reg(named_type(text), initial=constant(text, initial))

        step = self.add("register", text, made, lambda values: program.now[1][position])
        program.registers.append(Register(text, initial, step))
        return step

    # -- checks --

    def print(self) -> None:
        values, places = [], []
        for _ in range(self.dice.randint(0, 3)):
            value = self.need(*NUMBERS, *BITS)
            type = read(self.type(value))
            if type.is_signed:
                place = self.dice.choice(("{}", "{:d}", "{:30d}"))
            elif type.kind == "Bits":
                place = self.dice.choice(("{:x}", "{:b}", "{:o}", f"{{:0{type.width}b}}"))
            else:
                place = self.dice.choice(("{}", "{:d}", "{:030d}", "{:x}", "{:b}"))
            values.append(value)
            places.append(place)
        self.program.checks.append(Check(self.need("Bit"), " ".join(["is", *places]), values))

    def assertion(self) -> None:
        """What holds by construction: a value is not greater than the greater of it and another."""
        a, b = self.need("UInt(8)"), self.need("UInt(8)")
        greater = self.add(
            "max", "UInt(8)", lambda io, signals: signals[a].max(signals[b]), lambda values: max(values[a], values[b])
        )
        holds = self.add(
            "holds",
            "Bit",
            lambda io, signals: signals[a] <= signals[greater],
            lambda values: int(values[a] <= values[greater]),
        )
        self.program.checks.append(Check(self.need("Bit"), "", [], True, holds))


FIXED_WORDS = ("add", "subtract", "negate", "multiply", "add_expanding", "sub_expanding", "less", "min")
RELAXED_WORDS = ("add", "subtract", "and", "or", "equal", "less", "max", "mux", "select")

STEPS: dict[str, Callable[[Maker], object]] = {
    **{
        f"convert {rounding} {overflow}": lambda maker, r=rounding, o=overflow: maker.convert(r, o)
        for rounding in ROUNDINGS
        for overflow in OVERFLOWS
    },
    **{f"fixed {word}": lambda maker, w=word: maker.arithmetic(w) for word in FIXED_WORDS},
    **{f"relaxed {word}": lambda maker, w=word: maker.relaxed(w) for word in RELAXED_WORDS},
    "relaxed drive": Maker.relaxed_drive,
    "variant": Maker.variant,
    "is_variant": Maker.is_variant,
    "match": Maker.match,
    "record": Maker.record,
    "field": Maker.field,
    "join": Maker.joining,
    "element": lambda maker: maker.element(False),
    "replace": lambda maker: maker.element(True),
    "switch": Maker.enumerated,
    "member": Maker.member,
    "mux": Maker.mux,
    "equal": Maker.equal,
    "register": Maker.register,
    "print": Maker.print,
    "assertion": Maker.assertion,
}
"""What is planted in turn, and taken at random."""

PER_PROGRAM = 8


def pieces(text: str) -> list[str]:
    """What stands between commas that are in no brackets."""
    found, depth, last = [], 0, 0
    for position, character in enumerate(text):
        depth += character in "({"
        depth -= character in ")}"
        if character == "," and not depth:
            found.append(text[last:position].strip())
            last = position + 1
    return [*found, text[last:].strip()]


def payload_texts(union: str) -> list[str]:
    inside = union.removeprefix("Union(")[:-1]
    head, colon, rest = inside.partition(": ")
    inside = rest if colon and "(" not in head else inside
    return [each.partition("(")[2][:-1] for each in pieces(inside)]


def fields_of(text: str) -> list[tuple[str, str]]:
    """The fields of a record, each with the text of its type."""
    found = []
    for each in pieces(text[1:-1]):
        name, _, type = each.partition(": ")
        found.append((name, type))
    return found


def number(type: Type, pattern: int) -> int:
    return pattern - (1 << type.width) if type.is_signed and pattern >> (type.width - 1) else pattern


def member(value: hw.Signal, code: int) -> hw.EnumerationMember:
    type = value.type
    assert isinstance(type, hw.Enumeration)
    return next(each for each in type if each.code == code)


def cut(value: hw.Signal, width: int) -> hw.Signal:
    return value.trunc(width) if value.width >= width else value.zext(width)


def constant(text: str, pattern: int) -> object:
    """A constant of a type, as a body writes it."""
    type = read(text)
    if type.members:
        return next(each for each in named_type(text) if each.code == pattern)
    if type.kind in ("UFix", "SFix"):
        return Format(text).number(pattern)
    return number(type, pattern)


def program(seed: int) -> Program:
    """The program of a seed; those in a row take the steps in turn."""
    maker = Maker(seed, f"P{seed}")
    maker.add("input", "Bit", lambda io, signals: io.i0, lambda values: maker.program.now[0][0])
    maker.program.inputs.append("Bit")
    words = list(STEPS)
    planted = [words[(seed * PER_PROGRAM + each) % len(words)] for each in range(PER_PROGRAM)]
    planted += maker.dice.choices(words, k=maker.dice.randint(2, 8))
    for word in planted:
        STEPS[word](maker)
    made = maker.program
    for register in made.registers:
        register.next = maker.need(register.type)
        register.enable = maker.need("Bit") if maker.dice.random() < 0.5 else None
    made.outputs = [k for k, step in enumerate(made.steps) if step.name not in ("input", "literal", "join from ports")]
    return made


def count(made: Program, counts: Counter[str]) -> None:
    counts.update(step.name for step in made.steps)
    counts.update("assertion" if each.is_assertion else "print" for each in made.checks)


def stimulus(made: Program, design: Design) -> list[Phase]:
    return phases(design, random.Random(f"stimulus {made.name}"))
