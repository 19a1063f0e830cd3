"""Random input of a design: `phases(design, dice)`.

A cycle has two phases. In the first the clocks are idle and the inputs change; in the second nothing changes but that
one clock ticks, now and then several, or none. So no simulator is asked what comes first. A clock is idle at 0 and
ticks by rising; one that the design inverts is idle at 1 and ticks by falling.
"""

from __future__ import annotations

import random

from .design import RESETS, Design, Port, Type

CYCLES = 20

FALLING = "nclk"
"""What the name of a clock begins with that the design inverts."""

Phase = dict[str, int]


def value(dice: random.Random, type: Type, before: int) -> int:
    width = type.width
    end = 1 << width
    if type.kind in RESETS:
        return int(dice.random() < 0.12) ^ type.is_active_low
    if width == 1:
        return dice.randrange(2)
    luck = dice.randrange(10)
    if luck < 3:
        return dice.choice((0, 1, end - 1, end // 2, end // 2 - 1, end - 2))
    if luck < 5:
        return dice.randrange(min(end, 2 * width + 2))
    if luck < 6:
        return (before + dice.choice((-1, 0, 1))) % end
    if luck < 7:
        return before ^ (1 << dice.randrange(width))
    return dice.randrange(end)


def idle(port: Port) -> int:
    """The value of an input at which nothing happens."""
    return int(port.type.is_active_low or port.name.startswith(FALLING))


def phases(design: Design, dice: random.Random, cycles: int = CYCLES) -> list[Phase]:
    inputs = [port for port in design.root.ports if port.direction != "out"]
    clocks = {port.name: idle(port) for port in inputs if port.type.kind == "Clock"}
    # It begins with all resets off, so that the initial values are seen.
    now = {port.name: idle(port) for port in inputs}
    found = [dict(now)]
    for _ in range(cycles):
        for port in inputs:
            if port.name in clocks:
                now[port.name] = clocks[port.name]
            elif port.type.width > 1 or dice.random() < 0.8:
                now[port.name] = value(dice, port.type, now[port.name])
        found.append(dict(now))
        if clocks and dice.random() < 0.95:
            count = 1 if dice.random() < 0.8 else dice.randint(1, len(clocks))
            for name in dice.sample(list(clocks), count):
                now[name] = 1 - clocks[name]
            found.append(dict(now))
    return found
