"""The netlist's text form: `read` and `write` the plain Python data of `design`.

The form is the one that Sources/HwgenNetlist/NetlistText.swift states.
"""

from __future__ import annotations

import re

from .design import (
    BIT,
    CLOCK,
    SCALARS,
    VECTORS,
    Arm,
    Cell,
    Choice,
    Design,
    Drive,
    Module,
    Port,
    Ref,
    Stand,
    Statement,
    Type,
    array,
    enumeration,
    record,
    vector,
)
from .writing import write

__all__ = [
    "BIT",
    "CLOCK",
    "SCALARS",
    "VECTORS",
    "Arm",
    "Cell",
    "Choice",
    "Design",
    "Drive",
    "Module",
    "Port",
    "Ref",
    "SyntaxFault",
    "Type",
    "array",
    "enumeration",
    "read",
    "record",
    "vector",
    "write",
]


class SyntaxFault(ValueError):
    """The text is no netlist."""


# -- reading ----------------------------------------------------------------------------------------------------------

TOKEN = re.compile(
    r"""(?:\s|\#[^\n]*)*(?:
    (?P<string>"(?:[^"\\]|\\.)*") | (?P<quoted>`(?:[^`\\]|\\.)*`) | (?P<word>[^\W\d]\w*) | (?P<number>\d\w*)
    | (?P<sign>[%@{}()\[\]:,.=-]) | (?P<end>\Z))""",
    re.VERBOSE,
)


def _unescape(text: str) -> str:
    plain = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return re.sub(r"\\(.)", lambda found: plain.get(found[1], found[1]), text[1:-1], flags=re.DOTALL)


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while True:
            found = TOKEN.match(text, at)
            if found is None:
                line = text.count("\n", 0, at) + 1
                raise SyntaxFault(f"line {line}: no token begins at {text[at : at + 20]!r}")
            self.tokens.append((str(found.lastgroup), found[found.lastgroup]))  # type: ignore[index]
            if found.lastgroup == "end":
                break
            at = found.end()
        self.at = 0
        self.aliases: dict[str, Type] = {}

    def sees(self, text: str) -> bool:
        return self.tokens[self.at][0] in ("sign", "word") and self.tokens[self.at][1] == text

    def take(self, text: str) -> bool:
        if self.sees(text):
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise SyntaxFault(f"expected {text!r}, found {self.tokens[self.at][1]!r}")

    def kind(self, *kinds: str) -> str:
        kind, text = self.tokens[self.at]
        if kind not in kinds:
            raise SyntaxFault(f"expected {' or '.join(kinds)}, found {text!r}")
        self.at += 1
        return text

    def identifier(self) -> str:
        text = self.kind("word", "quoted")
        return _unescape(text) if text[0] == "`" else text

    def number(self) -> int:
        return int(self.kind("number"), 0)

    def place(self) -> None:
        if self.take("@"):
            self.kind("string")
            self.expect(":")
            self.number()

    def type(self) -> Type:
        if self.take("{"):
            fields = []
            while not self.take("}"):
                name = self.identifier()
                self.expect(":")
                fields.append((name, self.type()))
                self.take(",")
            return record(*fields)
        name = self.identifier()
        if name in VECTORS:
            self.expect("(")
            width = self.number()
            self.expect(")")
            return vector(name, width)
        if name == "Array":
            self.expect("(")
            count = self.number()
            self.expect(",")
            element = self.type()
            self.expect(")")
            return array(count, element)
        if name in ("UFix", "SFix"):
            self.expect("(")
            before = -self.number() if self.take("-") else self.number()
            self.expect(",")
            fraction = self.number()
            self.expect(")")
            return Type(name, before + fraction, fraction=fraction)
        if name == "Union":
            return self.union()
        if name in ("Enum", "OneHot", "Gray"):
            return self.enumeration(name)
        if name in SCALARS:
            return SCALARS[name]
        if name not in self.aliases:
            raise SyntaxFault(f"no type is named {name!r}")
        return self.aliases[name]

    def enumeration(self, encoding: str) -> Type:
        """`Enum(State, 4: idle, run = 3)`: the head ends at a colon, and may be missing in part or as a whole."""
        self.expect("(")
        name, width, first = "", 0, None
        if self.tokens[self.at][0] == "number":
            width = self.number()
            self.expect(":")
        else:
            first = self.identifier()
            if self.take(":"):
                name, first = first, None
            elif self.sees(",") and self.tokens[self.at + 1][0] == "number":
                self.expect(",")
                name, first, width = first, None, self.number()
                self.expect(":")
        members: list[tuple[str, int]] = []
        while True:
            member = self.identifier() if first is None else first
            first = None
            index = len(members)
            code = {"Enum": members[-1][1] + 1 if members else 0, "OneHot": 1 << index, "Gray": index ^ index >> 1}
            members.append((member, self.number() if self.take("=") else code[encoding]))
            if not self.take(","):
                break
        self.expect(")")
        least = max(1, *(code.bit_length() for _, code in members), len(members) if encoding == "OneHot" else 1)
        return enumeration(name, width or least, members)

    def union(self) -> Type:
        self.expect("(")
        title, first = "", self.identifier()
        if self.take(":"):
            title, first = first, self.identifier()
        payloads: list[tuple[str, Type | None]] = []
        while True:
            payload = None
            if self.take("("):
                payload = self.type()
                self.expect(")")
            payloads.append((first, payload))
            if not self.take(","):
                break
            first = self.identifier()
        self.expect(")")
        width = max(1, (len(payloads) - 1).bit_length()) + max(each.width if each else 0 for _, each in payloads)
        return Type("Union", width, name=title, payloads=tuple(payloads))

    def key(self) -> str:
        name = self.identifier()
        return f"{name}.{self.number()}" if self.take(".") else name

    def design(self) -> Design:
        modules: dict[str, Module] = {}
        while self.tokens[self.at][0] != "end":
            if self.take("type"):
                name = self.identifier()
                self.expect("=")
                self.aliases[name] = self.type()
            else:
                self.expect("module")
                module = self.module()
                modules[module.key] = module
        if not modules:
            raise SyntaxFault("a netlist without a module")
        return Design(modules)

    def module(self) -> Module:
        module = Module(self.key())
        module.is_external = self.take("external")  # what else is said of it is not kept: see `pads`
        module.is_explicit = self.take("explicit")
        if self.take("identity"):
            module.identity = _unescape(self.kind("string"))
        self.place()
        self.expect("{")
        while self.sees("in") or self.sees("out") or self.sees("inout"):
            direction = self.kind("word")
            name = self.identifier()
            self.expect(":")
            module.ports.append(Port(direction, name, self.type()))
            self.place()
        while not self.take("}"):
            if self.take("drive"):
                module.drives.append(self.drive())
            elif self.take("attribute"):
                self.attribute()
            elif self.sees("when") or self.sees("switch") or self.sees("check"):
                module.program += self.body(one=True)
            elif self.sees("path"):
                self.path()
            else:
                module.cells.append(self.cell())
        return module

    def attribute(self) -> None:
        """What changes no meaning: `attribute %4 async_reg = "true"`."""
        if not self.take("module"):
            self.ref()
        self.identifier()
        if self.take("="):
            self.take("-")
            self.kind("string", "number", "word")

    def path(self) -> None:
        """`path q from (a, b)`: what an output depends on, which `pads` knows."""
        self.expect("path")
        self.identifier()
        self.expect("from")
        self.expect("(")
        while not self.take(")"):
            self.identifier()
            self.take(",")

    def ref(self) -> Ref:
        return self.number() if self.take("%") else self.identifier()

    def refs(self) -> list[Ref]:
        found = [self.ref()]
        while self.take(","):
            found.append(self.ref())
        return found

    def bits(self) -> tuple[int, int] | None:
        """The lowest bit and the count of `[7:0]` or `[7]`, if it is there."""
        if not self.take("["):
            return None
        high = self.number()
        low = self.number() if self.take(":") else high
        self.expect("]")
        return low, high - low + 1

    def drive(self) -> Drive:
        target = self.ref()
        bits = self.bits()
        self.expect("=")
        drive = Drive(target, self.ref(), *(bits or (0, None)))
        self.place()
        return drive

    def body(self, one: bool = False) -> list[Statement]:
        """Statements up to a brace, or one; with a stack of its own."""
        found: list[Statement] = []
        open: list[tuple[list[Statement], Choice]] = []
        into = found
        while True:
            if self.take("drive"):
                into.append(self.drive())
            elif self.take("check"):
                self.expect("%")
                into.append(Stand(self.number()))
                self.place()
            elif self.take("switch"):
                choice = Choice(self.ref())
                self.place()
                self.expect("{")
                into.append(choice)
                open.append((into, choice))
                if not self.sees("}"):
                    into = self.arm(choice)
                    continue
            elif self.sees("when"):
                choice = Choice()
                into.append(choice)
                open.append((into, choice))
                into = self.arm(choice)
                continue
            while self.sees("}") and open:
                self.expect("}")
                into, choice = open[-1]
                if choice.selector is None:
                    if self.sees("elsewhen") or self.sees("otherwise"):
                        into = self.arm(choice)
                        break
                    open.pop()
                elif self.sees("case") or self.sees("default"):
                    into = self.arm(choice)
                    break
                else:
                    self.expect("}")
                    open.pop()
            if not open and one:
                return found

    def arm(self, choice: Choice) -> list[Drive | Choice]:
        arm = Arm(self.kind("word"))
        if arm.word not in ("otherwise", "default"):
            arm.operands = self.refs()
        self.place()
        self.expect("{")
        choice.arms.append(arm)
        return arm.body

    def cell(self) -> Cell:
        self.expect("%")
        cell = Cell(self.number(), "", None)
        if not self.sees(":") and not self.sees("="):
            cell.name = self.identifier()
        if self.take(":"):
            cell.type = self.type()
        self.expect("=")
        cell.operation = self.identifier()
        READERS.get(cell.operation, _Reader.plain)(self, cell)
        self.place()
        return cell

    def plain(self, cell: Cell) -> None:
        cell.operands = self.refs()

    def wire(self, cell: Cell) -> None:
        pass

    def literal(self, cell: Cell) -> None:
        cell.value = self.pattern(cell)

    def pattern(self, cell: Cell) -> int:
        """The bits of a constant of the cell's type."""
        assert cell.type is not None
        if self.tokens[self.at][0] == "string":
            return int(_unescape(self.kind("string")), 16)
        sign = -1 if self.take("-") else 1
        return sign * self.number() % (1 << cell.type.width)

    def register(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        while self.take(","):
            word = self.kind("word")
            cell.controls[word] = self.ref()
            if word == "reset":
                self.expect("to")
                cell.controls["reset_value"] = self.ref()

    def memory(self, cell: Cell) -> None:
        cell.depth = self.number()
        cell.crossing = "crossing" if self.take("crossing") else ""
        if not self.take("initial"):
            return
        cell.contents = []
        self.expect("(")
        while not self.take(")"):
            cell.contents.append(self.pattern(cell))
            self.take(",")

    def memory_port(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        self.expect(",")
        cell.operands.append(self.ref())
        while self.take(","):
            word = self.kind("word")
            if word in ("old", "new"):
                cell.on_write = word
            elif word in ("address", "data"):
                cell.operands.append(self.ref())
            else:
                cell.controls[word] = self.ref()

    def derived_clock(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        if self.take(","):
            self.expect("synchronous")
            cell.controls["synchronous"] = self.ref()

    def cross(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        self.expect(",")
        cell.crossing = self.kind("word")

    def instance(self, cell: Cell) -> None:
        cell.definition = self.key()
        self.expect("(")
        while not self.take(")"):
            name = self.identifier()
            self.expect(":")
            cell.pins[name] = self.ref()
            self.take(",")

    def output(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        self.expect(".")
        cell.port = self.identifier()

    def index(self, cell: Cell) -> None:
        assert cell.type is not None
        cell.operands = [self.ref()]
        self.expect(",")
        cell.operands.append(self.ref())
        cell.step = self.number() if self.take("step") else cell.type.width

    def check(self, cell: Cell) -> None:
        cell.check = self.identifier()
        self.expect("clock")
        cell.controls["clock"] = self.ref()
        while self.take(","):
            if self.tokens[self.at][0] == "string":
                cell.message = _unescape(self.kind("string"))
            elif cell.message is not None:
                cell.operands.append(self.ref())
            elif self.take("reset"):
                cell.controls["reset"] = self.ref()
            else:
                cell.controls["condition"] = self.ref()

    def convert(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        self.expect(",")
        cell.rounding = self.identifier()
        self.expect(",")
        cell.overflow = self.identifier()

    def variant(self, cell: Cell) -> None:
        cell.variant = self.number()
        cell.operands = [self.ref()] if self.take("of") else []

    def extract(self, cell: Cell) -> None:
        cell.operands = [self.ref()]
        bits = self.bits()
        if bits is None:
            raise SyntaxFault("an extract without bits")
        cell.low = bits[0]


READERS = {
    "derived_clock": _Reader.derived_clock,
    "crossing": _Reader.cross,
    "index": _Reader.index,
    "wire": _Reader.wire,
    "literal": _Reader.literal,
    "register": _Reader.register,
    "instance": _Reader.instance,
    "output": _Reader.output,
    "extract": _Reader.extract,
    "memory": _Reader.memory,
    "memory_read_sync": _Reader.memory_port,
    "memory_write": _Reader.memory_port,
    "check": _Reader.check,
    "convert": _Reader.convert,
    "variant": _Reader.variant,
    "is_variant": _Reader.variant,
}
"""How the text behind an operation is read, where it is not a list of operands."""


def read(text: str) -> Design:
    return _Reader(text).design()
