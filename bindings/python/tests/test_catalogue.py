"""Each code of the catalogue is triggered by the smallest thing that can, and there is one for every code."""

from __future__ import annotations

import re
from pathlib import Path

import catalogue
import catalogue_applications
import catalogue_checks
import catalogue_comparison
import catalogue_external
import catalogue_hosts
import catalogue_late
import catalogue_library
import catalogue_types
import hwgen as hw
import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "errors" / "README.md"
PARTS = (
    catalogue, catalogue_hosts, catalogue_checks, catalogue_types, catalogue_external, catalogue_library,
    catalogue_late, catalogue_comparison, catalogue_applications,
)  # fmt: skip
DESIGNS = {code: design for part in PARTS for code, design in part.DESIGNS.items()}
"""By code: what triggers it."""
BY_THE_CORE_ALONE = {"HW1010": ("unboundParameter", ROOT / "Tests" / "HwgenParametersTests" / "BindingTests.swift")}
"""Codes that no host can trigger through text: the test of the core that does it with its own expressions."""


def listed():
    """Code and severity of every row of the page of errors, which is made from the catalogue."""
    return dict(re.findall(r"^### (HW\d+)\n\n\*(\w+)\*:", PAGE.read_text(), re.MULTILINE))


@pytest.mark.parametrize("code", DESIGNS)
def test_the_smallest_design_triggers_it(code):
    said = ()
    try:
        DESIGNS[code]()
    except hw.Error as error:
        said = error.diagnostics
    said += hw.current_context().take_warnings()
    assert code in [each.code for each in said]
    first = next(each for each in said if each.code == code)
    assert first.severity == listed()[code]
    assert first.message and not first.message.endswith(".")
    # The context is usable afterwards.
    hw.current_context().set_budget(circuits=10, ports=10, cells=10, seconds=0, depth=0)
    assert "module After" in hw.circuit("After", "", lambda io: None).verilog()


def test_every_code_has_a_design_and_every_design_a_code():
    assert listed(), f"{PAGE} lists no codes"
    assert len(DESIGNS) == sum(len(part.DESIGNS) for part in PARTS), "a code has two designs"
    assert set(listed()) == set(DESIGNS) | set(BY_THE_CORE_ALONE)


@pytest.mark.parametrize("code", BY_THE_CORE_ALONE)
def test_what_no_host_can_trigger_is_triggered_in_the_core(code):
    case, file = BY_THE_CORE_ALONE[code]
    assert f"{code}:" in file.read_text(), f"{file.name} expects no {case}"


def test_the_page_is_what_the_catalogue_gives():
    catalogue = (ROOT / "Sources" / "HwgenSupport" / "DiagnosticCode.swift").read_text()
    assert {f"HW{number}" for number in re.findall(r"^  case \w+ = (\d+)$", catalogue, re.MULTILINE)} == set(listed())
