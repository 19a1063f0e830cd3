"""The UART: an echo is sent a text, bit by bit, by a sender whose clock is right, too fast and too slow.

The line that goes in is made here, a level for each cycle, and the line that comes out is read here, independently of
the design: from the edges of its start bits, each bit in each of its cycles.
"""

from __future__ import annotations

import pytest
from benches import Bench, Wave, example

TEXT = b"The quick brown fox jumps over the lazy dog.\r\n\x00\xff\x55\xaa" + bytes(range(0, 256, 17))

# The divider, the length of a bit of the sender in cycles, pauses between bytes in bits.
CASES = {
    "uart": (10, 10.0, 0),
    "uart_slow": (10, 10.25, 0),
    "uart_fast": (10, 9.8, 0),
    "uart_pauses": (7, 7.0, 3),
    "uart_least": (4, 4.0, 1),
}


def levels(frames: list[list[int]], bit: float) -> list[int]:
    """The level of the line in each cycle, for frames of bits."""
    found: list[int] = []
    bits = [level for frame in frames for level in frame]
    for number, level in enumerate(bits):
        found += [level] * (round((number + 1) * bit) - len(found))
    return found


def frame(byte: int, pause: int = 0, stop: int = 1) -> list[int]:
    return [0, *(byte >> place & 1 for place in range(8)), stop, *[1] * pause]


def received(line: list[int], divider: int) -> bytes:
    """What a line says; each bit must have its level for just as many cycles as the divider says."""
    found, cycle = [], 0
    while cycle < len(line):
        if line[cycle]:
            cycle += 1
            continue
        bits = [set(line[cycle + divider * n : cycle + divider * (n + 1)]) for n in range(10)]
        assert all(len(bit) == 1 for bit in bits), f"a bit changes within its time, in cycle {cycle}"
        values = [bit.pop() for bit in bits]
        assert (values[0], values[9]) == (0, 1)
        found.append(sum(value << place for place, value in enumerate(values[1:9])))
        cycle += 10 * divider
    return bytes(found)


def wave(divider: int, line: list[int]) -> Wave:
    idle = [1] * 30
    line = [*idle, *line, 1]
    # Time for what is in the queue, at the end.
    return Wave(example("uart").Echo(divider), len(line) + 200 * divider, line)


def benches_of_file() -> dict[str, Bench]:
    found: dict[str, Bench] = {}
    for name, (divider, bit, pause) in CASES.items():
        found[name] = wave(divider, levels([frame(byte, pause) for byte in TEXT], bit))
    # A spike of two cycles is no start bit.
    spike = [0, 0, *[1] * 40]
    found["uart_broken"] = wave(16, [*spike, *levels([frame(0x12), frame(0x34, 12, stop=0), frame(0x56)], 16.0)])
    return found


def outputs(lines: list[str]) -> tuple[list[int], list[int]]:
    """The line and the error, in each cycle."""
    values = [int(line, 16) for line in lines]
    return [value >> 1 for value in values], [value & 1 for value in values]


@pytest.mark.parametrize("name", CASES)
def test_a_text_comes_back(lines, name):
    line, errors = outputs(lines[name])
    assert received(line, CASES[name][0]) == TEXT
    assert sum(errors) == 0


def test_a_byte_without_a_stop_bit_is_an_error_and_is_dropped(lines):
    line, errors = outputs(lines["uart_broken"])
    assert received(line, 16) == bytes([0x12, 0x56])
    assert sum(errors) == 1
