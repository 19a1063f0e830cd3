"""A host that hwgen has no package for: LuaJIT calls the C library by its own foreign function interface."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Path(os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so")))
EXAMPLE = ROOT / "examples" / "lua" / "add.lua"

import hwgen as hw  # noqa: E402


class Add(hw.Generator):
    bits = hw.Int(min=1)
    has_ce = hw.Bool(default=False)
    interface = hw.Interface(
        I0=hw.In(hw.UInt[bits]), I1=hw.In(hw.UInt[bits]), O=hw.Out(hw.UInt[bits]), CE=hw.In(hw.Bit).when(has_ce)
    )

    def body(self, io):
        total = io.I0 + io.I1
        if self.has_ce:
            total = total + io.CE.zext(self.bits)
        io.O @= total


def run(arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["luajit", EXAMPLE, LIBRARY, arguments], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(("bits", "has_ce"), [(16, True), (9, False)])
def test_lua_prints_what_python_prints(bits: int, has_ce: bool) -> None:
    done = run(f"{bits}, {str(has_ce).lower()}")
    assert done.stderr == ""
    assert done.stdout == "area of 16 bits: 80\n" + Add(bits, has_ce).verilog()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("0", "add.lua:0: error HW1004: `bits` of Add is 0; it must be at least 1"),
        ("1, 2, 3", "error HW1007"),
        ("16, true", ""),
    ],
)
def test_what_the_library_refuses_is_an_error_of_lua(arguments: str, said: str) -> None:
    done = run(arguments)
    assert (done.returncode != 0) == bool(said)
    assert said in done.stderr
