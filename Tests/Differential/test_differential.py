"""Random designs do in iverilog and verilator what docs/guide/semantics.md says, and planted faults are found.

500 designs, each in both tools; 10,000 with HWGEN_SOAK=1. HWGEN_SEED begins elsewhere.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import hwgen as hw
import pytest

from . import campaign, checks, coverage, faults, generator, netlist, shrink
from .branches import stands
from .evaluator import Evaluator
from .hosted import HOSTED, expanded
from .meaning import MEANING, RULES
from .netlist import BIT, Cell, Design, Drive, Module, Port, vector
from .operations import OPERATIONS
from .runner import PROFILES, TOOLS, Case, differences, meant, printed

ROOT = Path(__file__).resolve().parents[2]
COUNT = 10_000 if os.environ.get("HWGEN_SOAK") == "1" else 500
SEED = int(os.environ.get("HWGEN_SEED", "0"))


@cache
def cases() -> list[Case]:
    """The first designs of the run, printed in turn in one profile and the other."""
    found = []
    for seed in range(SEED, SEED + 500):
        design = generator.design(seed)
        profile = PROFILES[seed % 2]
        case = Case(design, campaign.stimulus(design, seed), profile, seed // 2 % 2)
        if seed < SEED + 100:
            case.verilog = printed(design, profile)
        found.append(case)
    return found


def test_random_designs_do_in_both_simulators_what_they_mean(capsys):
    counts = coverage.Counts()
    found = []

    def report(batch: campaign.Batch) -> None:
        counts.update(batch.counts)
        found.extend(batch.found)

    batches = campaign.run(SEED, COUNT, os.cpu_count() or 1, report)
    with capsys.disabled():
        phases = sum(batch.phases for batch in batches)
        own = sum(len(batch.tools_own) for batch in batches)
        print(
            f"\n{COUNT} designs from seed {SEED}, each in both simulators: {phases} phases, "
            f"{own} faults of verilator's optimisation, {len(found)} differences"
        )
    print(coverage.table(counts))
    if found:
        seed, difference = found[0]
        path = campaign.keep(campaign.reduced(seed, difference), difference)
        every = "\n".join(f"seed {seed}: {difference}" for seed, difference in found[:20])
        pytest.fail(f"{len(found)} differences; the first is reduced to {path}\n{every}")
    assert not coverage.missing(counts), coverage.missing(counts)[:20]


def test_the_corpus_shows_no_difference_any_more():
    found = campaign.replay(campaign.corpus())
    assert not found, "\n".join(f"{path.name}: {difference}" for path, difference in found)


@pytest.mark.parametrize("fault", faults.MEANING_FAULTS)
def test_a_fault_in_the_meaning_is_found(fault):
    assert any(faults.finds(case, faults.MEANING_FAULTS[fault]) for case in cases()), fault


def test_every_fault_in_the_text_is_found():
    found = faults.text_faults_found(cases()[:100])
    assert {fault: count for fault, count in found.items() if count[0] == 0} == {}, found


def test_every_operation_of_the_core_is_in_the_table():
    text = (ROOT / "Sources" / "HwgenNetlist" / "NetlistText.swift").read_text()
    words = {line.split('"')[1] for line in text.splitlines() if line.startswith("    case .") and '": ' not in line}
    words = {word for word in words if word}
    others = {"in", "out", "inout", "instance", "memory", "memory_write", "check", "derived_clock"}
    assert words - others == set(OPERATIONS) - {"input", *HOSTED}


def test_every_operation_has_a_row_in_the_semantics():
    page = (ROOT / "docs" / "guide" / "semantics.md").read_text()
    heads = " ".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
    assert [name for name in RULES if f"`{name}" not in heads and name not in HOSTED] == []
    together = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert [name for name in HOSTED if name.replace("_", " ") not in together] == []
    others = {"literal", "wire", "register", "input", "output", "memory_read", "memory_read_sync"}
    assert set(RULES) - {"derived_clock"} | others == set(OPERATIONS)


def test_what_is_written_is_read_back():
    for seed in range(SEED, SEED + 100):
        design = generator.design(seed)
        assert netlist.read(netlist.write(design)) == design


def test_what_the_core_writes_is_read_as_the_same_design():
    for seed in range(SEED, SEED + 40):
        text = netlist.write(expanded(generator.design(seed)))
        with hw.Context():
            core = hw.read_netlist(text).netlist
        with hw.Context():
            assert hw.read_netlist(netlist.write(netlist.read(core))).netlist == core


def test_checks_of_each_kind_speak_and_are_silent():
    """A cover that is never seen, or an assertion that always holds, would show nothing."""
    always = replace(MEANING, checking=replace(checks.Checking(), is_on=lambda check, values: True))
    spoke: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    for case in cases()[:200]:
        for meaning, counts in ((MEANING, spoke), (always, looked)):
            evaluator = Evaluator(case.design, case.power_up, meaning)
            for phase in case.phases:
                evaluator.apply(phase)
                counts.update(each.kind for each in evaluator.said)
    assert set(spoke) == set(checks.KINDS) and min(spoke.values()) > 50, spoke
    assert all(looked[kind] > spoke[kind] + 50 for kind in ("assert", "assume", "cover")), (spoke, looked)


def test_what_a_check_says_is_read_from_both_tools():
    said = [
        "assertion failed in Bench.u3.part: x is 5: y",
        "covered in TOP.Top.u12",
        "       Time: 7  Scope: Bench.u0.a.b",
        "[0] %Error: top.v:99: Assertion failed in TOP.Top.u4.a: 'assert' failed.",
        "[0] %Error: top.v:99: Assertion failed in TOP.Top.u4",
        "assertion failed",
    ]
    assert [checks.read(line) for line in said] == [
        (3, "assertion failed in 1: x is 5: y"),
        (12, "covered in 0"),
        (0, "failed in 2"),
        (4, "failed in 1"),
        (4, "failed in 0"),
        None,
    ]


def test_a_failing_design_with_checks_and_pads_is_reduced_to_them():
    """The faults: whatever holds an assumption in a branch, or a pad that is raised, and is legal."""

    def is_printed(design):
        try:
            return bool(printed(design, "verilog"))
        except hw.Error:
            return False

    def has_check(design):
        return any(
            path and module.cell(label).check == "assume"
            for module in design.modules.values()
            for label, path in stands(module)
        )

    def has_pad(design):
        counts = coverage.Counts()
        coverage.count(design, counts)
        return counts["pad raised"] > 0 and counts["pad driven"] > 0

    for has_it, limit in ((has_check, 6), (has_pad, 8)):

        def failing(designs, has_it=has_it):
            return [has_it(design) and is_printed(design) for design in designs]

        design = next(each for each in map(generator.design, range(200)) if has_it(each))
        small = shrink.smallest(design, failing)
        assert failing([small])[0]
        assert sum(len(module.cells) for module in small.modules.values()) <= limit, netlist.write(small)
        assert netlist.read(netlist.write(small)) == small


def test_a_seed_always_gives_the_same_design():
    assert all(generator.design(seed) == generator.design(seed) for seed in range(50))
    assert generator.design(1) != generator.design(2)


def test_a_design_that_a_tool_refuses_does_not_hide_the_others():
    good = generator.design(3)
    bad = Case(good, campaign.stimulus(good, 3), "verilog", verilog="module D3 (; endmodule\n")
    fine = campaign.check([good, good], "iverilog", "verilog", 0)
    assert fine == [None, None]
    others = [
        Case(each, campaign.stimulus(each, 0), "verilog", verilog=printed(each, "verilog"))
        for each in map(generator.design, (4, 5))
    ]
    every = [others[0], bad, others[1]]
    found = differences(every, "iverilog", [meant(case) for case in every])
    assert found[0] is None and found[2] is None
    assert found[1] is not None and found[1].what.startswith("refused")


def test_a_failing_design_is_reduced_to_its_fault():
    """The fault: whatever holds an addition of more than 8 bits, and is legal, as what a run shows is."""

    def is_failing(design):
        cells = [cell for module in design.modules.values() for cell in module.cells]
        if not any(cell.operation == "add" and cell.type.width > 8 for cell in cells):
            return False
        try:
            return bool(printed(design, "verilog"))
        except hw.Error:
            return False

    def failing(designs):
        return [is_failing(design) for design in designs]

    design = next(each for each in map(generator.design, range(100)) if failing([each])[0])
    small = shrink.smallest(design, failing)
    assert failing([small])[0]
    assert sum(len(module.cells) for module in small.modules.values()) <= 12, netlist.write(small)
    printed(small, "verilog")


def test_the_command_fails_with_a_difference_and_keeps_the_reduced_design(tmp_path, monkeypatch, capsys):
    """The fault: the core prints sums as differences."""
    fault = "a sum is a difference"
    monkeypatch.setattr(campaign, "printed", lambda *given: faults.edited(printed(*given), fault) or printed(*given))
    monkeypatch.setattr(campaign, "TOOLS", ("iverilog",))
    monkeypatch.setattr(campaign, "CORPUS", tmp_path)
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import fuzz_designs

    assert fuzz_designs.fuzz(seed=0, count=60, jobs=1, limit=1, with_coverage=False) == 1
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1 and f"is reduced to {kept[0]}" in capsys.readouterr().out
    small = netlist.read(kept[0].read_text())
    cells = [cell.operation for module in small.modules.values() for cell in module.cells]
    assert "add" in cells and len(cells) <= 12, kept[0].read_text()
    assert campaign.replay(kept) != []
    monkeypatch.undo()
    assert campaign.replay(kept) == []


def test_a_difference_is_kept_with_what_it_showed(tmp_path):
    a, o = Port("in", "a", vector("UInt", 4)), Port("out", "o", BIT)
    module = Module("Kept", [a, o], [Cell(0, "reduce_or", BIT, ["a"])], [Drive("o", 0)], is_explicit=True)
    design = Design({"Kept": module})
    case = Case(design, campaign.stimulus(design, 0), "verilog", verilog=printed(design, "verilog"))
    difference = campaign.Difference(case, TOOLS[0], "phase 3: o is 0 and should be 1", 3)
    path = campaign.keep(design, difference, tmp_path)
    assert path.read_text().startswith("# iverilog, verilog: phase 3: o is 0 and should be 1\n")
    assert campaign.replay([path]) == []
