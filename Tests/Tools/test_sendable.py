"""In Swift the compiler refuses what C and Python are told when it happens: a context in two threads."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

SHARED = """
import Hwgen
func use() async {
  let context = Context()
  async let first = context.takeWarnings()
  async let second = context.takeWarnings()
  _ = await (first, second)
}
"""
ONE_EACH = """
import Hwgen
func use() async {
  async let first = Context().takeWarnings()
  async let second = Context().takeWarnings()
  _ = await (first, second)
}
"""


@pytest.mark.parametrize(("program", "refused"), [(SHARED, True), (ONE_EACH, False)], ids=["shared", "one each"])
def test_a_context_stays_in_its_thread(tmp_path, program, refused):
    source = tmp_path / "program.swift"
    source.write_text(program)
    modules = [
        "-I",
        ROOT / ".build" / "debug" / "Modules",
        "-I",
        ROOT / "Sources" / "CProcess",
    ]
    # Who may send what to whom is looked at behind the types.
    command = ["swiftc", "-swift-version", "6", "-emit-sil", "-o", tmp_path / "program.sil", *modules, source]
    done = subprocess.run(command, capture_output=True, text=True)
    if refused:
        assert "error: sending 'context' risks causing data races" in done.stderr
    else:
        assert (done.returncode, done.stderr) == (0, "")
