"""The netlist's text form as plain Python data: `read` and `write`.

The form is the one that Sources/HwgenNetlist/NetlistText.swift states. A reference to a net is an `int`, the number of
its label, or a `str`, the name of a port.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

Ref = int | str


class SyntaxFault(ValueError):
    """The text is no netlist."""


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
    def is_compound(self) -> bool:
        return self.kind in ("Array", "Record", "Enum", "Union")

    @property
    def codes(self) -> list[int]:
        return [code for _, code in self.members]

    def is_covered(self, keys: Collection[int]) -> bool:
        """Whether these patterns are all, or those of all members."""
        return len(set(keys)) == 1 << self.width or (bool(self.members) and set(self.codes) <= set(keys))


BIT, CLOCK, RESET, ASYNC_RESET = (Type(kind, 1) for kind in ("Bit", "Clock", "Reset", "AsyncReset"))
SCALARS = {each.kind: each for each in (BIT, CLOCK, RESET, ASYNC_RESET)}
SCALARS |= {kind: Type(kind, 1) for kind in ("ResetN", "AsyncResetN")}
VECTORS = ("Bits", "UInt", "SInt")


def vector(kind: str, width: int) -> Type:
    return Type(kind, width)


def array(count: int, element: Type) -> Type:
    return Type("Array", count * element.width, element)


def record(*fields: tuple[str, Type]) -> Type:
    return Type("Record", sum(each.width for _, each in fields), None, fields)


def enumeration(name: str, width: int, members: Sequence[tuple[str, int]]) -> Type:
    return Type("Enum", width, None, (), name, tuple(members))


# -- designs ----------------------------------------------------------------------------------------------------------


@dataclass
class Port:
    direction: str
    """in or out."""
    name: str
    type: Type


@dataclass
class Cell:
    """One operation. Which of the fields behind `operands` are used depends on the operation."""

    label: int
    operation: str
    type: Type | None
    """None for an instance."""
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
    """register: enable, reset, reset_value, initial; ports of memories: enable, mask; derived_clock: synchronous."""
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

    @property
    def reads(self) -> list[Ref]:
        return [*self.operands, *self.controls.values(), *self.pins.values()]


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
    body: list[Drive | Choice] = field(default_factory=list)


@dataclass
class Choice:
    """A `when` with what follows it, or a `switch`."""

    selector: Ref | None = None
    arms: list[Arm] = field(default_factory=list)


@dataclass
class Module:
    key: str
    """Its name, and behind a point its number where others have the same name."""
    ports: list[Port] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    drives: list[Drive] = field(default_factory=list)
    program: list[Drive | Choice] = field(default_factory=list)
    """What is driven under conditions."""
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
        module.is_external = self.take("external")
        module.is_explicit = self.take("explicit")
        if self.take("identity"):
            module.identity = _unescape(self.kind("string"))
        self.place()
        self.expect("{")
        while self.sees("in") or self.sees("out"):
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
            elif self.sees("when") or self.sees("switch"):
                module.program += self.body(one=True)
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

    def body(self, one: bool = False) -> list[Drive | Choice]:
        """Statements up to a brace, or one choice; with a stack of its own."""
        found: list[Drive | Choice] = []
        open: list[tuple[list[Drive | Choice], Choice]] = []
        into = found
        while True:
            if self.take("drive"):
                into.append(self.drive())
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
}
"""How the text behind an operation is read, where it is not a list of operands."""


def read(text: str) -> Design:
    return _Reader(text).design()


# -- writing ----------------------------------------------------------------------------------------------------------


def _name(name: str) -> str:
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        return name
    return "`" + re.sub(r"([`\\])", r"\\\1", name) + "`"


def _ref(ref: Ref) -> str:
    return f"%{ref}" if isinstance(ref, int) else _name(ref)


def _bits(low: int, width: int) -> str:
    return f"[{low}]" if width == 1 else f"[{low + width - 1}:{low}]"


class _Writer:
    def __init__(self) -> None:
        self.aliases: dict[Type, str] = {}
        self.head: list[str] = []

    def type(self, type: Type) -> str:
        if type.kind in SCALARS:
            return type.kind
        if type.kind in VECTORS:
            return f"{type.kind}({type.width})"
        if type.kind in ("UFix", "SFix"):
            return f"{type.kind}({type.width - type.fraction}, {type.fraction})"
        if type.payloads and type not in self.aliases:
            text = ", ".join(_name(name) + (f"({self.type(each)})" if each else "") for name, each in type.payloads)
            alias = f"t{len(self.aliases)}"
            self.aliases[type] = alias
            self.head.append(f"type {alias} = Union({_name(type.name) + ': ' if type.name else ''}{text})")
        if type.element is not None:
            return f"Array({type.width // type.element.width}, {self.type(type.element)})"
        if type.members and type not in self.aliases:
            members = ", ".join(f"{_name(name)} = {code}" for name, code in type.members)
            head = f"{_name(type.name)}, {type.width}" if type.name else str(type.width)
            self.aliases[type] = f"t{len(self.aliases)}"
            self.head.append(f"type {self.aliases[type]} = Enum({head}: {members})")
        if type not in self.aliases:
            text = ", ".join(f"{_name(name)}: {self.type(each)}" for name, each in type.fields)
            alias = f"t{len(self.aliases)}"
            self.aliases[type] = alias
            self.head.append(f"type {alias} = {{{text}}}")
        return self.aliases[type]

    def module(self, module: Module) -> list[str]:
        head = f"module {module.key}"
        head += " external" if module.is_external else ""
        head += " explicit" if module.is_explicit else ""
        if module.identity is not None:
            head += ' identity "' + re.sub(r'(["\\])', r"\\\1", module.identity) + '"'
        lines = [head + " {"]
        lines += [f"  {port.direction} {_name(port.name)}: {self.type(port.type)}" for port in module.ports]
        lines += [f"  {self.cell(cell)}" for cell in module.cells]
        for drive in module.drives:
            bits = "" if drive.width is None else _bits(drive.low, drive.width)
            lines.append(f"  drive {_ref(drive.target)}{bits} = {_ref(drive.value)}")
        return [*lines, *self.body(module.program), "}"]

    def body(self, program: list[Drive | Choice]) -> list[str]:
        lines: list[str] = []
        waiting: list[tuple[int, Drive | Choice | Arm | str]] = [(1, each) for each in reversed(program)]
        while waiting:
            depth, item = waiting.pop()
            indent = "  " * depth
            if isinstance(item, str):
                lines.append(indent + item)
            elif isinstance(item, Drive):
                bits = "" if item.width is None else _bits(item.low, item.width)
                lines.append(f"{indent}drive {_ref(item.target)}{bits} = {_ref(item.value)}")
            elif isinstance(item, Arm):
                head = " ".join([item.word, ", ".join(map(_ref, item.operands))]).strip()
                lines.append(f"{indent}{head} {{")
                waiting.append((depth, "}"))
                waiting += [(depth + 1, each) for each in reversed(item.body)]
            else:
                is_switch = item.selector is not None
                if is_switch:
                    lines.append(f"{indent}switch {_ref(item.selector)} {{")
                    waiting.append((depth, "}"))
                waiting += [(depth + is_switch, each) for each in reversed(item.arms)]
        return lines

    def cell(self, cell: Cell) -> str:
        name = f" {_name(cell.name)}" if cell.name is not None else ""
        type = f": {self.type(cell.type)}" if cell.type is not None else ""
        text = WRITERS.get(cell.operation, _Writer.plain)(self, cell)
        return f"%{cell.label}{name}{type} = {cell.operation} {text}".rstrip()

    def plain(self, cell: Cell) -> str:
        return ", ".join(map(_ref, cell.operands))

    def wire(self, cell: Cell) -> str:
        return ""

    def literal(self, cell: Cell) -> str:
        return self.pattern(cell, cell.value)

    def pattern(self, cell: Cell, value: int) -> str:
        assert cell.type is not None
        width = cell.type.width
        if width > 64:
            return f'"{value:0{(width + 3) // 4}x}"'
        is_negative = cell.type.is_signed and value >> (width - 1)
        return str(value - (1 << width) if is_negative else value)

    def memory(self, cell: Cell) -> str:
        depth = f"{cell.depth} crossing" if cell.crossing else str(cell.depth)
        if cell.contents is None:
            return depth
        return f"{depth} initial ({', '.join(self.pattern(cell, word) for word in cell.contents)})"

    def memory_port(self, cell: Cell) -> str:
        words = ["", "", "address ", "data "]
        parts = [word + _ref(ref) for word, ref in zip(words, cell.operands, strict=False)]
        if "enable" in cell.controls:
            parts.insert(2, f"enable {_ref(cell.controls['enable'])}")
        if "mask" in cell.controls:
            parts.append(f"mask {_ref(cell.controls['mask'])}")
        return ", ".join([*parts, cell.on_write] if cell.on_write else parts)

    def register(self, cell: Cell) -> str:
        text = _ref(cell.operands[0])
        if "enable" in cell.controls:
            text += f", enable {_ref(cell.controls['enable'])}"
        if "reset" in cell.controls:
            text += f", reset {_ref(cell.controls['reset'])} to {_ref(cell.controls['reset_value'])}"
        if "initial" in cell.controls:
            text += f", initial {_ref(cell.controls['initial'])}"
        return text

    def derived_clock(self, cell: Cell) -> str:
        source = cell.controls.get("synchronous")
        return self.plain(cell) + ("" if source is None else f", synchronous {_ref(source)}")

    def cross(self, cell: Cell) -> str:
        return f"{self.plain(cell)}, {cell.crossing}"

    def instance(self, cell: Cell) -> str:
        pins = ", ".join(f"{_name(name)}: {_ref(ref)}" for name, ref in cell.pins.items())
        return f"{cell.definition}({pins})"

    def output(self, cell: Cell) -> str:
        return f"{_ref(cell.operands[0])}.{_name(cell.port)}"

    def index(self, cell: Cell) -> str:
        assert cell.type is not None
        step = "" if cell.step == cell.type.width else f" step {cell.step}"
        return self.plain(cell) + step

    def extract(self, cell: Cell) -> str:
        assert cell.type is not None
        return _ref(cell.operands[0]) + _bits(cell.low, cell.type.width)


WRITERS = {
    "derived_clock": _Writer.derived_clock,
    "crossing": _Writer.cross,
    "index": _Writer.index,
    "wire": _Writer.wire,
    "literal": _Writer.literal,
    "register": _Writer.register,
    "instance": _Writer.instance,
    "output": _Writer.output,
    "extract": _Writer.extract,
    "memory": _Writer.memory,
    "memory_read_sync": _Writer.memory_port,
    "memory_write": _Writer.memory_port,
}
"""How the text behind an operation is written, where it is not a list of operands."""


def write(design: Design) -> str:
    writer = _Writer()
    lines = [line for module in design.modules.values() for line in writer.module(module)]
    return "\n".join([*writer.head, *lines]) + "\n"
