"""A library that is missing, is something else, or is of another version is told when the package is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def imported(library: Path | str) -> str:
    """The last line of what an import says that is to fail."""
    environment = {**os.environ, "HWGEN_LIBRARY": str(library)}
    done = subprocess.run([sys.executable, "-c", "import hwgen"], capture_output=True, text=True, env=environment)
    assert done.returncode == 1, done.stdout
    return done.stderr.splitlines()[-1]


def built(folder: Path, text: str) -> Path:
    library = folder / "other.so"
    command = ["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library]
    subprocess.run(command, input=text, text=True, check=True)
    return library


def test_no_library(tmp_path):
    absent = tmp_path / "absent.so"
    said = imported(absent)
    assert said.startswith(f"ImportError: the hwgen library cannot be loaded: {absent}: cannot open shared object file")
    assert said.endswith("HWGEN_LIBRARY may name another one")


def test_what_is_no_library(tmp_path):
    file = tmp_path / "text.so"
    file.write_text("no library\n")
    assert f"{file}: file too short" in imported(file) or "invalid ELF header" in imported(file)


@pytest.mark.parametrize("abi", [0, 2, -1, 2147483647])
def test_another_abi(tmp_path, abi):
    library = built(tmp_path, f"int hwgen_abi(void) {{ return {abi}; }}")
    assert imported(library) == f"ImportError: {library} has ABI {abi}, and this package needs ABI 1"


def test_a_process_that_has_it_not():
    assert imported("process").startswith("ImportError: the process has no function hwgen_abi")


@pytest.mark.parametrize("text", ["int another(void) { return 1; }", "int hwgen_abi(void) { return 1; }"])
def test_functions_that_are_missing(tmp_path, text):
    library = built(tmp_path, text)
    said = imported(library)
    assert said.startswith(f"ImportError: {library} has no function hwgen_"), said
    assert said.endswith("it is older than this package, or not hwgen")
