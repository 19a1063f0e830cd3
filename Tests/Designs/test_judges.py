"""What the tools say to the designs, in both profiles: nothing."""

from __future__ import annotations

from pathlib import Path

import hwgen as hw
import pytest
from benches import example
from judges import Design, judge

DESIGNS = {
    "sha256": lambda: example("sha256").Sha256(),
    "sha256_unrolled": lambda: example("sha256").Sha256(16),
    "aes128": lambda: example("aes128").Aes128(),
    "aes128_case": lambda: example("aes128").Aes128("case"),
    "fir": lambda: example("fir").Fir(12, example("fir").LOW_PASS),
    "fir_one_bit": lambda: example("fir").Fir(1, [3, 0, -4, 2]),
    "uart": lambda: example("uart").Echo(),
    "uart_least": lambda: example("uart").Echo(4),
    "vga": lambda: example("vga").Vga(),
    "vga_positive": lambda: example("vga").Vga(64, 1, 1, 1, 16, 1, 2, 1, True),
}


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_the_tools_accept_the_designs(profile: str, tmp_path: Path) -> None:
    designs = []
    for name, make in DESIGNS.items():
        path = tmp_path / f"{name}.{'v' if profile == 'verilog' else 'sv'}"
        with hw.Context():
            circuit = make()
            circuit.write_verilog(path, profile=profile)
            designs.append(Design.of(path, circuit.name, profile=profile, strict=True))
    verdicts = judge(designs)
    assert len(verdicts) == 4 * len(DESIGNS)
    assert not [str(verdict) for verdict in verdicts if not verdict.ok]


def test_the_notes_are_as_many_as_there_should_be(tmp_path: Path) -> None:
    """The end of the last line is nobody's business; all else is read."""
    unread = {}
    for name, make in DESIGNS.items():
        path = tmp_path / f"{name}.v"
        with hw.Context():
            make().write_verilog(path)
        notes = path.with_suffix(".vlt")
        if notes.exists():
            unread[name] = notes.read_text().count("lint_off")
    assert unread == {"vga": 1, "vga_positive": 1}
