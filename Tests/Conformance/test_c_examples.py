"""The adders of examples/c and examples/cpp, compiled with all warnings and run: each prints Tests/Golden/add.v.

The systolic array, which writes a file, is a case of test_conformance.py, and Tests/Designs runs SHA-256. HWGEN_LIBRARY
names the library; without it build/lib/libhwgen.so is taken.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "c"
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
FLAGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}"]
PRINTING = ["add", "add_styles"]


def said(command: list[str | Path]) -> str:
    """What a command prints, which must succeed and have nothing to complain of."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), f"{command[0]} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("name", PRINTING)
def test_the_example_prints_the_golden_adder(name: str, tmp_path: Path) -> None:
    program = tmp_path / name
    said(["cc", *FLAGS, EXAMPLES / f"{name}.c", "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"])
    assert said([program]) == (ROOT / "Tests" / "Golden" / "add.v").read_text()


def test_the_example_in_cpp_prints_it_too_and_says_what_it_caught(tmp_path: Path) -> None:
    program = tmp_path / "add"
    flags = ["-std=c++17", *FLAGS[1:]]
    said(["c++", *flags, ROOT / "examples/cpp/add.cpp", "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"])
    done = subprocess.run([program], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout == (ROOT / "Tests" / "Golden" / "add.v").read_text()
    assert done.stderr == "HW1004: `bits` of Add is 0; it must be at least 1\nnot designed yet\n"


def test_every_example_is_run() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.c")} == {*PRINTING, "sha256", "systolic"}
