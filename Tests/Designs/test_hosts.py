"""SHA-256 from C and from Swift: the text is that of Python, byte for byte, and what is found there holds here."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import hwgen as hw
import pytest
from benches import ROOT, example

LIBRARY = Path(os.environ["HWGEN_LIBRARY"]).resolve()
FLAGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}"]


def run(command: list[str | Path]) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


def c(folder: Path) -> Path:
    program = folder / "sha256"
    run(["cc", *FLAGS, ROOT / "examples" / "c" / "sha256.c", "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"])
    return program


def swift(_folder: Path) -> Path:
    return Path(run([ROOT / "scripts" / "swift-release.sh", "sha256-example"]).splitlines()[-1]) / "sha256-example"


@pytest.mark.parametrize("host", [c, swift])
def test_the_text_is_that_of_python(host, tmp_path):
    program = host(tmp_path)
    for unroll in (1, 4):
        with hw.Context():
            text = example("sha256").Sha256(unroll).verilog()
        run([program, tmp_path / "out.v", str(unroll)])
        assert (tmp_path / "out.v").read_text() == text
