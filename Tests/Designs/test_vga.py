"""The VGA generator: two frames of a small mode against NumPy, and the frame of 640x480 that docs/guide/vga.png shows.

HWGEN_RECORD=1 writes the picture, and then fails.
"""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import hwgen as hw
import numpy as np
import pytest
from benches import ROOT, Bench, Wave, example, simulate

PICTURE = ROOT / "docs" / "guide" / "vga.png"

# Visible, front porch, sync, back porch, of lines and of frames; the level of a pulse.
MODES = {
    "vga": ((40, 3, 6, 5), (24, 2, 3, 4), False),
    "vga_positive": ((64, 1, 1, 1), (16, 1, 2, 1), True),
}
VGA = (640, 16, 96, 48), (480, 10, 2, 33)


def generator(mode) -> hw.Circuit:
    horizontal, vertical, level = mode
    return example("vga").Vga(*horizontal, *vertical, level)


def benches_of_file() -> dict[str, Bench]:
    return {name: Wave(generator(mode), 2 * sum(mode[0]) * sum(mode[1]) + 50) for name, mode in MODES.items()}


def signals(lines: list[str]) -> dict[str, np.ndarray]:
    values = np.array([int(line, 16) for line in lines])
    found = {name: values >> 14 - place & 1 for place, name in enumerate(("hsync", "vsync", "blank"))}
    return found | {name: values >> 8 - 4 * place & 15 for place, name in enumerate(("red", "green", "blue"))}


def pattern(width: int, height: int) -> np.ndarray:
    """The picture, as rows of pixels of three colours."""
    y, x = np.mgrid[:height, :width]
    bar = sum((x >= width * number // 8).astype(int) for number in range(1, 8))
    bars = np.stack([15 * (1 - (bar >> bit & 1)) for bit in (1, 2, 0)], axis=2)
    texture = np.stack([((x ^ y) & 31) >> 1, (x & 31) >> 1, (y & 31) >> 1], axis=2)
    found = np.where((y < height // 2)[..., None], bars, texture)
    edge = (x == 0) | (x == width - 1) | (y == 0) | (y == height - 1)
    found[edge] = 15
    return found


def frames(found: dict[str, np.ndarray], horizontal: tuple[int, ...], vertical: tuple[int, ...]) -> np.ndarray:
    """The pixels of all whole frames, cut by the totals alone; the signals are a cycle late."""
    line, lines = sum(horizontal), sum(vertical)
    colours = np.stack([found[name] for name in ("red", "green", "blue")], axis=1)[1:]
    return colours[: len(colours) // (line * lines) * line * lines].reshape(-1, lines, line, 3)


@pytest.mark.parametrize("name", MODES)
def test_the_pixels_of_two_frames(lines, name):
    horizontal, vertical, _ = MODES[name]
    got = frames(signals(lines[name]), horizontal, vertical)
    wanted = np.zeros_like(got)
    wanted[:, : vertical[0], : horizontal[0]] = pattern(horizontal[0], vertical[0])
    assert len(got) == 2
    assert np.array_equal(got, wanted)


@pytest.mark.parametrize("name", MODES)
def test_the_timing(lines, name):
    horizontal, vertical, level = MODES[name]
    found = signals(lines[name])
    cycle = np.arange(len(found["blank"]) - 1)
    column, row = cycle % sum(horizontal), cycle // sum(horizontal) % sum(vertical)

    def pulse(at: np.ndarray, visible: int, front: int, sync: int, _back: int) -> np.ndarray:
        return ((at >= visible + front) & (at < visible + front + sync)) == level

    assert np.array_equal(found["hsync"][1:], pulse(column, *horizontal))
    assert np.array_equal(found["vsync"][1:], pulse(row, *vertical))
    assert np.array_equal(found["blank"][1:] == 0, (column < horizontal[0]) & (row < vertical[0]))


# -- the picture of the docs ------------------------------------------------------------------------------------------


def png(pixels: np.ndarray) -> bytes:
    """Rows of pixels of three bytes as a file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels.astype(np.uint8))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def pixels_of(file: bytes) -> np.ndarray:
    """The pixels of a file that `png` made."""
    width, height = struct.unpack(">II", file[16:24])
    length = struct.unpack(">I", file[33:37])[0]
    assert file[37:41] == b"IDAT"
    rows = np.frombuffer(zlib.decompress(file[41 : 41 + length]), np.uint8).reshape(height, 1 + 3 * width)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


def test_the_picture_of_the_docs_is_what_the_simulation_shows(tmp_path: Path):
    horizontal, vertical = VGA
    with hw.Context():
        bench = Wave(example("vga").Vga(), sum(horizontal) * sum(vertical) + 1)
        lines = simulate({"vga": bench}, "verilator", tmp_path, limit=500_000)["vga"]
    frame = frames(signals(lines), horizontal, vertical)[0, : vertical[0], : horizontal[0]]
    assert np.array_equal(frame, pattern(horizontal[0], vertical[0]))
    if os.environ.get("HWGEN_RECORD"):
        PICTURE.write_bytes(png(frame * 17))
        pytest.fail(f"{PICTURE.name} is recorded")
    assert np.array_equal(pixels_of(PICTURE.read_bytes()), frame * 17)
