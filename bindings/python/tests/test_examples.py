"""The examples do what they say."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "python"
LADDER = EXAMPLES.parents[1] / "Benchmarks" / "hwgen" / "python" / "ladder.py"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("arguments", [(16, True), (16, False), (1, True), (200, False)])
def test_the_four_styles_print_one_text(arguments):
    printed = load(EXAMPLES / "add.py").texts(*arguments)
    assert len(printed) == 4
    assert len(set(printed.values())) == 1, printed


def test_the_systolic_array_is_written(tmp_path):
    out = tmp_path / "systolic.v"
    subprocess.run([sys.executable, EXAMPLES / "systolic.py", out], check=True)
    text = out.read_text()
    assert text.count(" pe_7_7 (") == 1 and "module Systolic_8" in text
    assert sum(line.startswith("module ") for line in text.splitlines()) == 2


@pytest.mark.parametrize("design", ["addtree", "distinct", "systolic", "flatlogic"])
def test_the_ladder_is_written(design, tmp_path):
    out = tmp_path / "out.v"
    subprocess.run([sys.executable, LADDER, design, "5", out], check=True)
    assert out.read_text().rstrip().endswith("endmodule")
