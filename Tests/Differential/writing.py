"""The netlist's text form, written. `netlist` reads it."""

from __future__ import annotations

import re

from .design import SCALARS, VECTORS, Arm, Cell, Design, Drive, Module, Ref, Stand, Statement, Type


def quoted(name: str) -> str:
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        return name
    return "`" + re.sub(r"([`\\])", r"\\\1", name) + "`"


def _ref(ref: Ref) -> str:
    return f"%{ref}" if isinstance(ref, int) else quoted(ref)


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
            text = ", ".join(quoted(name) + (f"({self.type(each)})" if each else "") for name, each in type.payloads)
            alias = f"t{len(self.aliases)}"
            self.aliases[type] = alias
            self.head.append(f"type {alias} = Union({quoted(type.name) + ': ' if type.name else ''}{text})")
        if type.element is not None:
            return f"Array({type.width // type.element.width}, {self.type(type.element)})"
        if type.members and type not in self.aliases:
            members = ", ".join(f"{quoted(name)} = {code}" for name, code in type.members)
            head = f"{quoted(type.name)}, {type.width}" if type.name else str(type.width)
            self.aliases[type] = f"t{len(self.aliases)}"
            self.head.append(f"type {self.aliases[type]} = Enum({head}: {members})")
        if type not in self.aliases:
            text = ", ".join(f"{quoted(name)}: {self.type(each)}" for name, each in type.fields)
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
        lines += [f"  {port.direction} {quoted(port.name)}: {self.type(port.type)}" for port in module.ports]
        if module.is_external:
            inputs = ", ".join(quoted(port.name) for port in module.ports if port.direction == "in")
            outputs = [quoted(port.name) for port in module.ports if port.direction == "out"]
            lines += [f"  path {name} from ({inputs})" for name in outputs if inputs]
        lines += [f"  {self.cell(cell)}" for cell in module.cells]
        for drive in module.drives:
            bits = "" if drive.width is None else _bits(drive.low, drive.width)
            lines.append(f"  drive {_ref(drive.target)}{bits} = {_ref(drive.value)}")
        return [*lines, *self.body(module.program), "}"]

    def body(self, program: list[Statement]) -> list[str]:
        lines: list[str] = []
        waiting: list[tuple[int, Statement | Arm | str]] = [(1, each) for each in reversed(program)]
        while waiting:
            depth, item = waiting.pop()
            indent = "  " * depth
            if isinstance(item, str):
                lines.append(indent + item)
            elif isinstance(item, Drive):
                bits = "" if item.width is None else _bits(item.low, item.width)
                lines.append(f"{indent}drive {_ref(item.target)}{bits} = {_ref(item.value)}")
            elif isinstance(item, Stand):
                lines.append(f"{indent}check %{item.check}")
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
        name = f" {quoted(cell.name)}" if cell.name is not None else ""
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
        pins = ", ".join(f"{quoted(name)}: {_ref(ref)}" for name, ref in cell.pins.items())
        return f"{cell.definition}({pins})"

    def output(self, cell: Cell) -> str:
        return f"{_ref(cell.operands[0])}.{quoted(cell.port)}"

    def index(self, cell: Cell) -> str:
        assert cell.type is not None
        step = "" if cell.step == cell.type.width else f" step {cell.step}"
        return self.plain(cell) + step

    def check(self, cell: Cell) -> str:
        parts = [f"{cell.check} clock {_ref(cell.controls['clock'])}"]
        if "reset" in cell.controls:
            parts.append(f"reset {_ref(cell.controls['reset'])}")
        if "condition" in cell.controls:
            parts.append(_ref(cell.controls["condition"]))
        if cell.message is not None:
            parts.append('"' + re.sub(r'(["\\])', r"\\\1", cell.message) + '"')
        return ", ".join([*parts, *map(_ref, cell.operands)])

    def convert(self, cell: Cell) -> str:
        return f"{self.plain(cell)}, {cell.rounding}, {cell.overflow}"

    def variant(self, cell: Cell) -> str:
        return f"{cell.variant} of {self.plain(cell)}" if cell.operands else str(cell.variant)

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
    "check": _Writer.check,
    "convert": _Writer.convert,
    "variant": _Writer.variant,
    "is_variant": _Writer.variant,
}
"""How the text behind an operation is written, where it is not a list of operands."""


def write(design: Design) -> str:
    writer = _Writer()
    lines = [line for module in design.modules.values() for line in writer.module(module)]
    return "\n".join([*writer.head, *lines]) + "\n"
