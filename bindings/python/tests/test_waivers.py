"""The `.vlt` file: it names what the design leaves unread, and nothing that the library made for itself."""

from __future__ import annotations

from pathlib import Path

import hwgen as hw
import pytest


@pytest.mark.parametrize("width", [3, 5, 7, 10, 12])
@pytest.mark.parametrize("amount", [4, 8, 24, 32])
def test_a_rotation_leaves_nothing_unread(width: int, amount: int, tmp_path: Path) -> None:
    def body(io):
        io.o @= io.a.rotate_left(io.n)

    path = tmp_path / "rotation.v"
    hw.circuit("rotation", f"in a: Bits({width}); in n: UInt({amount}); out o: Bits({width})", body).write_verilog(path)
    assert "%" in path.read_text()
    assert not path.with_suffix(".vlt").exists()


def test_a_rotation_by_a_power_of_two_names_the_bits_that_do_not_matter(tmp_path: Path) -> None:
    def body(io):
        io.o @= io.a.rotate_left(io.n)

    path = tmp_path / "rotation.v"
    hw.circuit("rotation", "in a: Bits(8); in n: UInt(5); out o: Bits(8)", body).write_verilog(path)
    line = path.read_text().splitlines().index("  input wire [4:0] n,") + 1
    assert f"-lines {line}\n" in path.with_suffix(".vlt").read_text()
