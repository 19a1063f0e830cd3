"""The register bank on AXI4-Lite: its rules are proven, and no signal goes through it without a register.

What it does is run against a model in both simulators by test_library.py.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from test_conformance import LIBRARY

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))

import hwgen as hw

RULES = Path(__file__).parent / "data" / "axi4lite_rules.v"
REGISTERS = [
    {"name": "control", "width": 12, "reset": 5},
    {"name": "status", "access": "ro"},
    {"name": "start", "access": "wo", "offset": 0x10, "width": 4},
    {"name": "events", "access": "w1c", "width": 9},
]
FREE = "wire b_free = s_axi_bready | ~b_valid;"


def bank() -> tuple[str, str]:
    with hw.Context():
        made = hw.lib.AXI4LiteRegisters(REGISTERS, address_width=8)
        return made.name, made.verilog()


def yosys(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["yosys", "-q", "-p", script], cwd=folder, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("change", ["", "wire b_free = s_axi_bready;", "wire b_free = 1'b1;"])
def test_the_rules_are_proven_and_a_broken_bank_is_found(change: str, tmp_path: Path) -> None:
    name, text = bank()
    assert FREE in text
    (tmp_path / "bank.v").write_text(text.replace(FREE, change or FREE))
    (tmp_path / "rules.v").write_text(RULES.read_text().replace("AXI4LiteRegisters bank", f"{name} bank"))
    done = yosys(
        tmp_path,
        """
        read_verilog -formal -sv bank.v rules.v; prep -top rules; flatten; async2sync; opt
        sat -tempinduct -prove-asserts -set-assumes -seq 1 -verify -maxsteps 12
        """,
    )
    assert (done.returncode == 0) == (not change), done.stdout + done.stderr


def test_no_signal_of_the_bus_goes_through(tmp_path: Path) -> None:
    _, text = bank()
    (tmp_path / "bank.v").write_text(text)
    cone = "o:s_axi_* %ci*:-$dff,$dffe,$sdff,$sdffe,$sdffce i:* %i"
    assert yosys(tmp_path, f"read_verilog bank.v; proc; opt; select -assert-none {cone}").returncode == 0
    (tmp_path / "bank.v").write_text(
        text.replace("assign s_axi_awready = ~aw_waits;", "assign s_axi_awready = s_axi_bready;")
    )
    assert yosys(tmp_path, f"read_verilog bank.v; proc; opt; select -assert-any {cone}").returncode == 0
