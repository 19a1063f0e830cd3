"""What `when` and `switch` mean: which branches are taken, and what a target then is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .netlist import Arm, Choice, Drive, Module, Ref, Stand, Statement

Path = tuple[tuple[Choice, int], ...]
"""The choices around an assignment, outermost first, each with which of its branches."""


def statements(module: Module) -> Iterator[tuple[Drive | Stand, Path]]:
    """All that stands under conditions, in the order of the program."""
    waiting: list[tuple[Statement, Path]] = [(each, ()) for each in reversed(module.program)]
    while waiting:
        item, path = waiting.pop()
        if not isinstance(item, Choice):
            yield item, path
            continue
        for index, arm in reversed(list(enumerate(item.arms))):
            waiting += [(each, (*path, (item, index))) for each in reversed(arm.body)]


def assignments(module: Module) -> Iterator[tuple[Drive, Path]]:
    """The drives under conditions, in the order of the program."""
    return ((item, path) for item, path in statements(module) if isinstance(item, Drive))


def stands(module: Module) -> Iterator[tuple[int, Path]]:
    """The checks, in the order of the program."""
    return ((item.check, path) for item, path in statements(module) if isinstance(item, Stand))


def arms(module: Module) -> Iterator[tuple[Choice, Arm]]:
    """All branches."""
    waiting: list[Statement] = list(module.program)
    while waiting:
        item = waiting.pop()
        if isinstance(item, Choice):
            for arm in item.arms:
                yield item, arm
                waiting += arm.body


def change(module: Module, names: Mapping[Ref, Ref]) -> None:
    """Renames the nets of a program."""
    for choice, arm in arms(module):
        if arm is choice.arms[0] and choice.selector is not None:
            choice.selector = names.get(choice.selector, choice.selector)
        arm.operands = [names.get(ref, ref) for ref in arm.operands]
    for item, _ in statements(module):
        if isinstance(item, Drive):
            item.target, item.value = names.get(item.target, item.target), names.get(item.value, item.value)
        else:
            item.check = int(names.get(item.check, item.check))


def conditions(path: Path) -> Iterator[Ref]:
    """What decides whether a path is taken."""
    for choice, index in path:
        if choice.selector is not None:
            yield choice.selector
        else:
            for arm in choice.arms[: index + 1]:
                yield from arm.operands


@dataclass(frozen=True)
class Guard:
    """When one branch is taken, as net numbers; -1 is absent."""

    selector: int = -1
    keys: frozenset[int] | None = None
    """Of a case; of a default None."""
    others: frozenset[int] = frozenset()
    """The keys of all cases of the switch."""
    condition: int = -1
    earlier: tuple[int, ...] = ()
    """The conditions of the branches before it."""


def taken(guard: Guard, values: Sequence[int]) -> bool:
    if guard.selector >= 0:
        value = values[guard.selector]
        return value in guard.keys if guard.keys is not None else value not in guard.others
    if any(values[each] for each in guard.earlier):
        return False
    return guard.condition < 0 or bool(values[guard.condition])


def hold(value: int) -> int:
    """What a register without assignment becomes."""
    return value


@dataclass(frozen=True)
class Assigned:
    """Bits of a target under conditions: the value moved to its place, and the bits there."""

    guards: tuple[Guard, ...]
    source: int
    shift: int
    mask: int


def last_wins(every: Sequence[Assigned]) -> Sequence[Assigned]:
    return every


@dataclass(frozen=True)
class Branching:
    """All of it that a planted fault may change."""

    taken: Callable[[Guard, Sequence[int]], bool] = taken
    hold: Callable[[int], int] = hold
    order: Callable[[Sequence[Assigned]], Sequence[Assigned]] = last_wins


def assign(
    target: int, start: Callable[[Sequence[int]], int], every: Sequence[Assigned], branching: Branching
) -> Callable[[list[int]], None]:
    """A target under conditions: what it is by default, then each assignment whose branches are taken."""
    ordered = list(branching.order(every))

    def step(values: list[int]) -> None:
        total = start(values)
        for each in ordered:
            if all(branching.taken(guard, values) for guard in each.guards):
                value = values[each.source]
                moved = value << each.shift if each.shift >= 0 else value >> -each.shift
                total = total & ~each.mask | moved & each.mask
        values[target] = total

    return step
