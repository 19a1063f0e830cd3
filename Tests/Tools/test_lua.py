"""A host that hwgen has no package for: LuaJIT calls the C library by its own foreign function interface."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so")
EXAMPLE = ROOT / "examples" / "lua" / "add.lua"


def test_another_host_takes_fifty_lines() -> None:
    assert len(EXAMPLE.read_text().splitlines()) <= 50


def run(arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["luajit", EXAMPLE, LIBRARY, arguments], capture_output=True, text=True, timeout=60)


def test_lua_prints_what_the_other_hosts_print() -> None:
    done = run("16, true")
    assert done.stderr == ""
    assert done.stdout == "area of 16 bits: 80\n" + (ROOT / "Tests" / "Golden" / "add.v").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("0", "add.lua:0: error HW1004: `bits` of Add is 0; it must be at least 1"),
        ("1, 2, 3", "error HW1007"),
    ],
)
def test_what_the_library_refuses_is_an_error_of_lua(arguments: str, said: str) -> None:
    done = run(arguments)
    assert done.returncode == 1
    assert said in done.stderr
