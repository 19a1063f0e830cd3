"""What type checkers make of a program that uses the package: mypy and pyright, both strict, of `typed_program.py`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("typed_program.py")
PACKAGE = Path(__file__).resolve().parent.parent / "src"
LINES = PROGRAM.read_text().splitlines()
REVEALED = {
    number: line.partition("  # ")[2] for number, line in enumerate(LINES, 1) if line.lstrip().startswith("reveal_type")
}
MISTAKES = set(range(LINES.index("def mistakes(x: hw.Signal) -> None:") + 2, len(LINES) + 1))


def mypy(program: Path, folder: Path) -> tuple[dict[int, str], set[int]]:
    """What it reveals, by line, and the lines that it refuses."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--output", "json", "--cache-dir", str(folder / "mypy"), program],
        capture_output=True,
        text=True,
        env={**os.environ, "MYPYPATH": str(PACKAGE)},
    )
    assert done.stdout or not done.returncode, done.stderr
    revealed: dict[int, str] = {}
    refused: set[int] = set()
    for line in done.stdout.splitlines():
        message = json.loads(line)
        found = re.fullmatch(r'Revealed type is "(.*)"', message["message"])
        if found:
            revealed[message["line"]] = found[1]
        elif message["severity"] == "error":
            refused.add(message["line"])
    return revealed, refused


def pyright(program: Path, folder: Path) -> tuple[dict[int, str], set[int]]:
    """As `mypy`."""
    project = folder / "pyrightconfig.json"
    project.write_text(
        json.dumps(
            {"include": [os.path.relpath(program, folder)], "typeCheckingMode": "strict", "extraPaths": [str(PACKAGE)]}
        )
    )
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--project", project], capture_output=True, text=True
    )
    assert done.stdout, done.stderr
    revealed: dict[int, str] = {}
    refused: set[int] = set()
    for message in json.loads(done.stdout)["generalDiagnostics"]:
        line = message["range"]["start"]["line"] + 1
        found = re.fullmatch(r'Type of ".*" is "(.*)"', message["message"])
        if found:
            revealed[line] = found[1]
        elif message["severity"] == "error":
            refused.add(line)
    return revealed, refused


@pytest.mark.parametrize("check", [mypy, pyright])
def test_a_type_checker_knows_the_types_of_a_program_and_refuses_its_mistakes(check, tmp_path):
    revealed, refused = check(PROGRAM, tmp_path)
    assert {line: re.sub(r"\b(\w+\.)+", "", shown) for line, shown in revealed.items()} == REVEALED
    assert refused == MISTAKES


def test_the_program_runs():
    done = subprocess.run(
        [sys.executable, PROGRAM],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
    )
    assert not done.returncode, done.stderr
