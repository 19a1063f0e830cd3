"""Inference: a table of applications, which all three hosts decide alike.

`data/inference.txt` is the table. Python runs it here, C in `tables/inference.c`, which prints a line for each row, and
Swift in Tests/HwgenTests/InferenceTests.swift.
"""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import hwgen as hw
import pytest
from hwgen import _generator
from test_conformance import HERE, LIBRARY, ROOT, run

TABLE = HERE / "data" / "inference.txt"
ROWS = [
    [field.strip() for field in line.split("|")]
    for line in TABLE.read_text().splitlines()
    if line and not line.startswith("#")
]


def python(parameters: str, interface: str, ports: str, arguments: str, values: str) -> str:
    """What Python gives."""
    with hw.Context() as context:
        outside = hw.External()
        _generator.declare(context, "G", hw.Interface(interface), "G", ("g.py", 1), parameters, external=outside)
        generator = hw.generator("G")

        def build(io: Any) -> None:
            given: dict[str, list[Any]] = {}
            for value in values.split(", "):
                port, equals, wire = value.partition("=")
                given.setdefault(port if equals else "", []).append(io[wire if equals else port])
            named = {port: nets if len(nets) > 1 else nets[0] for port, nets in given.items() if port}
            for name, _, number in (each.partition(" = ") for each in arguments.split(", ") if each):
                named[name] = number == "true" if number in ("true", "false") else int(number)
            generator(*given.get("", ()), **named)

        try:
            hw.circuit("Top", ports, build).elaborate()
        except hw.Error as error:
            # An input that is not given is for somebody to drive later.
            if error.code != "HW2007":
                return str(error.code)
        return hw.family(generator)[0].arguments


@cache
def c() -> list[str]:
    """What C gives, row by row."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "inference"
        flags = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}"]
        run(["cc", *flags, HERE / "tables/inference.c", "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"])
        done = subprocess.run([program, TABLE], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{number}-{row[-1]}" for number, row in enumerate(ROWS)])
def test_python_and_c_infer_what_the_table_says(number: int) -> None:
    row = ROWS[number]
    assert {"python": python(*row[:5]), "c": c()[number]} == {"python": row[5], "c": row[5]}


def test_the_table_has_sixty_rows_and_more() -> None:
    codes = [row[5] for row in ROWS if row[5].startswith("HW")]
    assert len(ROWS) >= 60
    assert len(codes) >= 20
