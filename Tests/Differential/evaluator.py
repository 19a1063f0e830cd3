"""What a design means: docs/guide/semantics.md over Python integers, cycle by cycle, hierarchy included.

It shares nothing with the core but the text of the netlist. What operations do is in `meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .branches import Assigned, Guard, Path, assign, assignments, conditions, stands
from .checks import Check, Said, said
from .meaning import MEANING, Meaning, ReadPort, Register, Rule, Shape, WritePort
from .netlist import Cell, Design, Drive, Module, Ref, Type

# -- designs ----------------------------------------------------------------------------------------------------------

Net = tuple[int, Ref]
"""A net of the flat design: the number of an instance, and the net in its module."""


class Unstable(RuntimeError):
    """The values do not settle: a value depends on itself."""


class _Scope:
    """One instance of a module: its cells by label, its drives by target."""

    def __init__(self, number: int, module: Module, parent: _Scope | None, instance: Cell | None) -> None:
        self.number, self.module, self.parent, self.instance = number, module, parent, instance
        self.depth = 0 if parent is None else parent.depth + 1
        self.cells = {cell.label: cell for cell in module.cells}
        self.ports = {port.name: port for port in module.ports}
        self.drives: dict[Ref, list[Drive]] = {}
        for drive in module.drives:
            self.drives.setdefault(drive.target, []).append(drive)
        for drives in self.drives.values():
            drives.sort(key=lambda drive: drive.low)
        self.assigned: dict[Ref, list[tuple[Drive, Path]]] = {}
        for drive, path in assignments(module):
            self.assigned.setdefault(drive.target, []).append((drive, path))

    def type(self, ref: Ref) -> Type:
        type = self.ports[ref].type if isinstance(ref, str) else self.cells[ref].type
        assert type is not None
        return type

    def is_target(self, ref: Ref) -> bool:
        if isinstance(ref, str):
            return self.ports[ref].direction == "out"
        return self.cells[ref].operation == "wire"

    def base(self, ref: Ref, low: int) -> tuple[Ref, int]:
        """The wire or output whose bits these are, through slices and casts, and the lowest of them."""
        while isinstance(ref, int) and self.cells[ref].operation in ("extract", "cast"):
            low += self.cells[ref].low
            ref = self.cells[ref].operands[0]
        return ref, low


class Evaluator:
    """A design that runs. `apply` gives it inputs, `outputs` what the root's outputs then are."""

    def __init__(self, design: Design, power_up: int = 0, meaning: Meaning = MEANING) -> None:
        """`power_up` fills the bits of the registers without an initial value: 0 or 1."""
        self.meaning = meaning
        self.design = design
        self.scopes: list[_Scope] = []
        self.numbers: dict[Net, int] = {}
        self.values: list[int] = []
        self.steps: list[Callable[[list[int]], None]] = []
        self.registers: list[Register] = []
        self.memories: dict[int, list[int]] = {}
        """The words of each memory, by the number of its net."""
        self.reads: list[ReadPort] = []
        self.writes: list[WritePort] = []
        self._unknown = power_up
        self._instances()
        self._find_pads()
        self._order()
        for register in self.registers:
            value = register.initial
            ones = (1 << self._widths[register.value]) - 1
            self.values[register.value] = value if value is not None else ones * power_up
        for port in self.reads:
            self.values[port.value] = ((1 << self._widths[port.value]) - 1) * power_up
        root = self.scopes[0]
        self.inputs = {p.name: self.numbers[0, p.name] for p in root.module.ports if p.direction != "out"}
        outputs = [p.name for p in root.module.ports if p.direction != "in"]
        self._outputs = [(name, self._pads.get(name, self.numbers[0, name])) for name in outputs]
        self.checks = [self._check(scope, label, path) for scope in self.scopes for label, path in stands(scope.module)]
        self.said: list[Said] = []
        """What the checks said when inputs were last applied."""
        self.clocks = {each.clock for each in (*self.registers, *self.reads, *self.writes, *self.checks)}
        self.levels: dict[int, int] | None = None

    # -- making --

    def _instances(self) -> None:
        self.children: dict[Net, _Scope] = {}
        waiting: list[tuple[Module, _Scope | None, Cell | None]] = [(self.design.root, None, None)]
        while waiting:
            module, parent, instance = waiting.pop()
            scope = _Scope(len(self.scopes), module, parent, instance)
            self.scopes.append(scope)
            if parent is not None and instance is not None:
                self.children[parent.number, instance.label] = scope
            for cell in module.cells:
                if cell.operation == "instance":
                    waiting.append((self.design.modules[cell.definition], scope, cell))

    def _needs(self, net: Net) -> list[Net]:
        """What must be known before a net is."""
        number, ref = net
        scope = self.scopes[number]
        if scope.module.is_external and ref == "q":
            return self._on_pad(self._pad_of[number])
        if isinstance(ref, str) and scope.ports[ref].direction != "out":
            if scope.parent is None or scope.instance is None:
                return []
            return [(scope.parent.number, scope.instance.pins[ref])]
        if scope.is_target(ref):
            plain = [(number, drive.value) for drive in scope.drives.get(ref, [])]
            return plain + [(number, each) for each in self._deciding(scope, ref, 0, scope.type(ref).width)]
        cell = scope.cells[ref]  # type: ignore[index]
        if cell.operation in ("register", "literal", "instance", "memory", "memory_read_sync", "memory_write", "check"):
            return []
        if cell.operation == "memory_read":
            return [(number, operand) for operand in cell.operands]
        if cell.operation == "output":
            return [(self.children[number, cell.operands[0]].number, cell.port)]
        if cell.operation == "extract":
            base, low = scope.base(cell.operands[0], cell.low)
            found = [each for each, _, _ in self._bits(scope, cell)]
            if scope.is_target(base):
                assert cell.type is not None
                found += [(number, each) for each in self._deciding(scope, base, low, cell.type.width)]
            return found
        return [(number, operand) for operand in cell.operands]

    def _deciding(self, scope: _Scope, target: Ref, low: int, width: int) -> list[Ref]:
        """What decides about bits of a target under conditions."""
        found: dict[Ref, None] = {}
        for drive, path in scope.assigned.get(target, []):
            of = drive.width if drive.width is not None else scope.type(target).width
            if drive.low < low + width and low < drive.low + of:
                found[drive.value] = None
                found.update(dict.fromkeys(conditions(path)))
        return list(found)

    def _assigned(self, scope: _Scope, target: Ref, low: int, width: int) -> list[Assigned]:
        """The assignments that meet bits of a target, moved so that the first of the bits is bit 0."""
        found = []
        for drive, path in scope.assigned.get(target, []):
            of = drive.width if drive.width is not None else scope.type(target).width
            first, last = max(low, drive.low), min(low + width, drive.low + of)
            if first >= last:
                continue
            mask = ((1 << (last - first)) - 1) << (first - low)
            source = self.numbers[scope.number, drive.value]
            found.append(Assigned(self._guards(scope, path), source, drive.low - low, mask))
        return found

    def _guards(self, scope: _Scope, path: Path) -> tuple[Guard, ...]:
        """When all branches of a path are taken."""

        def number(ref: Ref) -> int:
            return self.numbers[scope.number, ref]

        guards = []
        for choice, index in path:
            arm = choice.arms[index]
            if choice.selector is None:
                earlier = tuple(number(each.operands[0]) for each in choice.arms[:index])
                guards.append(Guard(condition=number(arm.operands[0]) if arm.operands else -1, earlier=earlier))
                continue
            keys = [frozenset(scope.cells[key].value for key in each.operands) for each in choice.arms]  # type: ignore[index]
            own = keys[index] if arm.operands else None
            if index + 1 == len(keys) and scope.type(choice.selector).is_covered(frozenset().union(*keys)):
                # Of an enumeration all members: the last case is taken for any other pattern too.
                own, keys = None, keys[:-1]
            guards.append(Guard(number(choice.selector), own, frozenset().union(*keys)))
        return tuple(guards)

    def _check(self, scope: _Scope, label: int, path: Path) -> Check:
        cell = scope.cells[label]
        clock, reset, condition = (
            self.numbers[scope.number, cell.controls[word]] if word in cell.controls else -1
            for word in ("clock", "reset", "condition")
        )
        values = []
        for ref in cell.operands:
            type = scope.type(ref)
            values.append((self.numbers[scope.number, ref], 1 << (type.width - 1) if type.is_signed else 0))
        guards = self._guards(scope, path)
        is_low = reset >= 0 and scope.type(cell.controls["reset"]).is_active_low
        return Check(cell.check, clock, reset, is_low, condition, guards, tuple(values), cell.message, scope.depth)

    def _bits(self, scope: _Scope, cell: Cell) -> list[tuple[Net, int, int]]:
        """The nets that the bits of an extract come from: each with how far its pattern moves, and the bits left of it.

        Bits of a wire or output are those of the drives that meet them, so that others may depend on this.
        """
        assert cell.type is not None
        base, low = scope.base(cell.operands[0], cell.low)
        if not scope.is_target(base):
            return [((scope.number, cell.operands[0]), -cell.low, (1 << cell.type.width) - 1)]
        found = []
        for drive in scope.drives.get(base, []):
            width = drive.width if drive.width is not None else scope.type(base).width
            first, last = max(low, drive.low), min(low + cell.type.width, drive.low + width)
            if first < last:
                mask = ((1 << (last - first)) - 1) << (first - low)
                found.append(((scope.number, drive.value), drive.low - low, mask))
        return found

    def _order(self) -> None:
        """Numbers the nets and makes the steps, operands first; depth first with a stack of its own."""
        roots: list[Net] = []
        for scope in self.scopes:
            roots += [(scope.number, port.name) for port in scope.module.ports]
            roots += [(scope.number, cell.label) for cell in scope.module.cells if cell.type is not None]
        state: dict[Net, int] = {}
        order: list[Net] = []
        for root in roots:
            stack = [root]
            while stack:
                net = stack[-1]
                if net not in state:
                    state[net] = 1
                    for each in self._needs(net):
                        if state.get(each) == 1:
                            raise Unstable(f"{self.design.root.key}: {each} depends on itself")
                        if each not in state:
                            stack.append(each)
                else:
                    stack.pop()
                    if state[net] == 1:
                        state[net] = 2
                        order.append(net)
        for net in order:
            self.numbers[net] = len(self.numbers)
        self.values = [0] * len(order)
        self._widths = [self.scopes[number].type(ref).width for number, ref in order]
        self._last_steps: list[Callable[[list[int]], None]] = []
        self._ports: list[tuple[_Scope, Cell, int]] = []
        for net in order:
            self._make(net)
        self._pads: dict[str, int] = {}
        """The pads of the root as they are seen, each with a net of its own."""
        for port in self.scopes[0].module.ports:
            if port.direction == "inout":
                self._pads[port.name] = len(self.values)
                self.values.append(0)
                self._last_steps.append(self._pad_step(self._pads[port.name], port.name))
        self.steps += self._last_steps
        # In the order of the module's text, which is that of the writes of one edge.
        for scope, cell, target in sorted(self._ports, key=lambda port: (port[0].number, port[1].label)):
            self._port(scope, cell, target)
        self._reset_at_once = [register for register in self.registers if register.reset >= 0]

    def _make(self, net: Net) -> None:
        number, ref = net
        scope = self.scopes[number]
        target = self.numbers[net]
        cell = scope.cells[ref] if isinstance(ref, int) else None
        if scope.module.is_external and ref == "q":
            self.steps.append(self._pad_step(target, self._pad_of[number]))
            return
        if cell is not None and cell.operation == "literal":
            self.values[target] = cell.value
        elif cell is not None and cell.operation == "register":
            self.registers.append(self._register(scope, cell, target))
        elif cell is not None and cell.operation == "memory":
            assert cell.type is not None
            unknown = ((1 << cell.type.width) - 1) * self._unknown
            is_written = any(c.operation == "memory_write" and c.operands[0] == ref for c in scope.module.cells)
            self.memories[target] = self.meaning.power_up(cell.depth, cell.contents, unknown if is_written else 0)
        elif cell is not None and cell.operation == "memory_read":
            memory, address = (self.numbers[number, operand] for operand in cell.operands)
            self.steps.append(_look(target, self.memories[memory], address, self.meaning.word))
        elif cell is not None and cell.operation in ("memory_read_sync", "memory_write"):
            self._ports.append((scope, cell, target))
        elif (isinstance(ref, str) and not scope.is_target(ref)) or (cell is not None and cell.operation == "output"):
            for source in self._needs(net):
                self.steps.append(_copy(target, self.numbers[source]))
        elif scope.is_target(ref):
            every = self._assigned(scope, ref, 0, self._widths[target])
            parts = [(source, low, -1) for source, low in self._parts(scope, ref)]
            if every:
                self.steps.append(assign(target, _gathered(parts), every, self.meaning.branching))
            else:
                self.steps.append(_join(target, self._parts(scope, ref)))
        elif cell is not None and cell.operation == "extract" and scope.is_target(scope.base(ref, 0)[0]):
            pieces = [(self.numbers[each], shift, mask) for each, shift, mask in self._bits(scope, cell)]
            base, low = scope.base(ref, 0)
            every = self._assigned(scope, base, low, self._widths[target])
            if every:
                self.steps.append(assign(target, _gathered(pieces), every, self.meaning.branching))
            else:
                self.steps.append(_gather(target, pieces))
        else:
            assert cell is not None and cell.type is not None
            types = [scope.type(operand) for operand in cell.operands]
            shape = Shape(cell.type.width, tuple(type.width for type in types), cell.low, cell.step, cell, tuple(types))
            sources = [self.numbers[number, operand] for operand in cell.operands]
            self.steps.append(_compute(target, self.meaning.rules[cell.operation], shape, types, sources))

    def _find_pads(self) -> None:
        """Follows the pads of all cells up to the root, and finds what drives them."""
        self._pad_of: dict[int, str] = {}
        """By the number of a cell, which pad of the root it is at."""
        self._drivers: dict[str, int] = {}
        for scope in self.scopes:
            if not scope.module.is_external:
                continue
            above, name = scope, "pad"
            while above.parent is not None and above.instance is not None:
                name, above = str(above.instance.pins[name]), above.parent
            self._pad_of[scope.number] = name
            if "enable" in scope.ports:
                self._drivers[name] = scope.number

    def _on_pad(self, name: str) -> list[Net]:
        """What decides about a pad: what it has from outside, and what is driven, and whether it is."""
        driver = self._drivers.get(name)
        return [(0, name)] if driver is None else [(0, name), (driver, "d"), (driver, "enable")]

    def _pad_step(self, target: int, name: str) -> Callable[[list[int]], None]:
        outside, *driver = (self.numbers[net] for net in self._on_pad(name))
        if not driver:
            return _copy(target, outside)
        (inside, enable), pad = driver, self.meaning.pad

        def step(values: list[int]) -> None:
            values[target] = pad(values[enable], values[inside], values[outside])

        return step

    def _parts(self, scope: _Scope, ref: Ref) -> list[tuple[int, int]]:
        return [(self.numbers[scope.number, drive.value], drive.low) for drive in scope.drives.get(ref, [])]

    def _register(self, scope: _Scope, cell: Cell, target: int) -> Register:
        def number(ref: Ref | None) -> int:
            return -1 if ref is None else self.numbers[scope.number, ref]

        def literal(ref: Ref) -> int:
            return scope.cells[ref].value  # type: ignore[index]

        following = len(self.values)  # a net of its own for what is driven
        self.values.append(0)
        every = self._assigned(scope, cell.label, 0, self._widths[target])
        parts = self._parts(scope, cell.label)
        driven = 0
        for drive in scope.drives.get(cell.label, []):
            driven |= ((1 << (drive.width or self._widths[target])) - 1) << drive.low
        if every:
            plain, branching = _gathered([(source, low, -1) for source, low in parts]), self.meaning.branching

            def start(values: Sequence[int]) -> int:
                return branching.hold(values[target]) & ~driven | plain(values)

            self._last_steps.append(assign(following, start, every, branching))
        else:
            self._last_steps.append(_join(following, parts))
        register = Register(target, number(cell.operands[0]), following, number(cell.controls.get("enable")))
        if "reset" in cell.controls:
            register.reset = number(cell.controls["reset"])
            type = scope.type(cell.controls["reset"])
            register.is_async, register.is_low = type.is_asynchronous, type.is_active_low
            register.reset_value = literal(cell.controls["reset_value"])
        if "initial" in cell.controls:
            register.initial = literal(cell.controls["initial"])
        return register

    def _port(self, scope: _Scope, cell: Cell, target: int) -> None:
        memory, clock, address = (self.numbers[scope.number, ref] for ref in cell.operands[:3])
        enable = self.numbers[scope.number, cell.controls["enable"]] if "enable" in cell.controls else -1
        if cell.operation == "memory_read_sync":
            self.reads.append(ReadPort(target, memory, clock, enable, address, cell.on_write == "new"))
            return
        assert cell.type is not None
        port = WritePort(memory, clock, enable, address, self.numbers[scope.number, cell.operands[3]], -1, 1, 0)
        if "mask" in cell.controls:
            port.mask = self.numbers[scope.number, cell.controls["mask"]]
            port.parts = scope.type(cell.controls["mask"]).width
        port.width = cell.type.width // port.parts
        self.writes.append(port)

    # -- running --

    def apply(self, inputs: Mapping[str, int]) -> None:
        """Sets inputs of the root, and lets all settle: asynchronous resets, and registers whose clocks rise."""
        for name, value in inputs.items():
            self.values[self.inputs[name]] = value
        self.said = []
        for _ in range(100):
            self._settle()
            levels = {clock: self.values[clock] for clock in self.clocks}
            before, self.levels = self.levels or levels, levels
            risen = {clock for clock in self.clocks if levels[clock] > before[clock]}
            if not risen:
                return
            for check in self.checks:
                if check.clock in risen:
                    self.said += said(check, self.values, self.meaning.checking, self.meaning.branching.taken)
            after = [
                (register.value, self.meaning.edge(register, self.values))
                for register in self.registers
                if register.clock in risen
            ]
            writes = self.meaning.in_order([port for port in self.writes if port.clock in risen])
            for port in self.reads:
                if port.clock in risen and self.meaning.is_enabled(port, self.values):
                    after.append((port.value, self._read_at_edge(port, writes)))
            for write in writes:
                self.meaning.written(write, self.memories[write.memory], self.values)
            for net, value in after:
                self.values[net] = value
        raise Unstable(f"{self.design.root.key}: the clocks do not settle")

    def _read_at_edge(self, port: ReadPort, writes: Sequence[WritePort]) -> int:
        words = self.memories[port.memory]
        seen = [write for write in writes if write.memory == port.memory and self.meaning.sees(port, write)]
        if seen:
            words = list(words)
            for write in seen:
                self.meaning.written(write, words, self.values)
        return self.meaning.word(words, self.values[port.address])

    def _settle(self) -> None:
        for _ in range(100):
            for step in self.steps:
                step(self.values)
            is_stable = True
            for register in self._reset_at_once:
                value = self.meaning.at_once(register, self.values)
                if value is not None and value != self.values[register.value]:
                    self.values[register.value] = value
                    is_stable = False
            if is_stable:
                return
        raise Unstable(f"{self.design.root.key}: the asynchronous resets do not settle")

    @property
    def outputs(self) -> list[tuple[str, int]]:
        """The root's outputs and pads, in the order of its ports."""
        return [(name, self.values[net]) for name, net in self._outputs]


# -- steps: closures, so that a cycle costs a call for each net -------------------------------------------------------


def _copy(target: int, source: int) -> Callable[[list[int]], None]:
    def step(values: list[int]) -> None:
        values[target] = values[source]

    return step


def _join(target: int, parts: list[tuple[int, int]]) -> Callable[[list[int]], None]:
    """Drives: the parts' patterns, each from its lowest bit upwards."""
    if len(parts) == 1:
        return _copy(target, parts[0][0])

    def step(values: list[int]) -> None:
        total = 0
        for source, low in parts:
            total |= values[source] << low
        values[target] = total

    return step


def _look(
    target: int, words: list[int], address: int, word: Callable[[Sequence[int], int], int]
) -> Callable[[list[int]], None]:
    """A read of a memory in the same cycle."""

    def step(values: list[int]) -> None:
        values[target] = word(words, values[address])

    return step


def _gathered(pieces: list[tuple[int, int, int]]) -> Callable[[Sequence[int]], int]:
    """Bits out of drives: each piece moved by its distance, and masked."""

    def value(values: Sequence[int]) -> int:
        total = 0
        for source, shift, mask in pieces:
            total |= (values[source] << shift if shift >= 0 else values[source] >> -shift) & mask
        return total

    return value


def _gather(target: int, pieces: list[tuple[int, int, int]]) -> Callable[[list[int]], None]:
    value = _gathered(pieces)

    def step(values: list[int]) -> None:
        values[target] = value(values)

    return step


def _compute(
    target: int, rule: Rule, shape: Shape, types: Sequence[Type], sources: Sequence[int]
) -> Callable[[list[int]], None]:
    """A rule: its operands as it wants them, the result modulo 2 to its width."""
    modulus = (1 << shape.width) - 1
    value = rule.value
    # Where an operand has a sign, half of its range: (p ^ half) - half is the number of pattern p.
    halves = [1 << (t.width - 1) if t.is_signed and not rule.of_patterns else 0 for t in types]
    if len(sources) == 1:
        (a,), (x,) = sources, halves

        def unary(values: list[int]) -> None:
            values[target] = value(shape, (values[a] ^ x) - x) & modulus

        return unary
    if len(sources) == 2:
        (a, b), (x, y) = sources, halves

        def binary(values: list[int]) -> None:
            values[target] = value(shape, (values[a] ^ x) - x, (values[b] ^ y) - y) & modulus

        return binary

    def step(values: list[int]) -> None:
        numbers = [(values[each] ^ half) - half for each, half in zip(sources, halves, strict=True)]
        values[target] = value(shape, *numbers) & modulus

    return step
