"""Cells after synthesis: the small pairs are proven and counted, and the page says what is counted."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Benchmarks"))

import report
import synthesis


@pytest.mark.parametrize("name", synthesis.LIMIT)
def test_a_circuit_of_the_library_is_as_small_as_one_written_by_hand(name):
    what, mine, theirs = synthesis.measured(name)
    assert mine.gates <= theirs.gates * synthesis.LIMIT[name]
    assert synthesis.row(name, what, mine, theirs) in report.PAGE.read_text().splitlines(), "run `make synthesis`"


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("fifo", "rptr <= rptr + 1", "rptr <= rptr + 2"),
        ("fifo", "level == 16", "level == 15"),
        ("crc", "32'h04c11db7", "32'h04c11db5"),
    ],
)
def test_a_wrong_reference_is_not_proven(name, right, wrong):
    reference = (synthesis.HERE / "synthesis" / f"{name}.v").read_text()
    assert right in reference
    with pytest.raises(RuntimeError, match="unproven"):
        synthesis.prove(name, synthesis.design(name)[1], reference.replace(right, wrong))


def test_each_pair_has_a_row_and_a_word_on_why():
    page = report.PAGE.read_text()
    for name in synthesis.NAMES:
        assert f"| [{name}](synthesis/{name}.v) |" in page and f"- {name}: {synthesis.WHY[name]}" in page
