"""The benchmark finds the right module, sees a wrong circuit, and predicts and compares as it says."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Benchmarks"))

import bench
import check
import report
from programs import Missing, Program


def test_the_top_is_the_module_nobody_instantiates():
    text = "module a(input x);\nendmodule\nmodule \\b.c (input y);\n  a u(.x(y));\nendmodule\n"
    assert check.top(text) == ("\\b.c", "input y")
    with pytest.raises(Missing, match="2 top modules: a, d"):
        check.top("module a(input x);\nendmodule\nmodule d(input x);\nendmodule\n")


FLAT = """\
import sys
sys.path.insert(0, {peers!r})
from ladder import ops
size, out = int(sys.argv[1]), sys.argv[2]
names = ["a", "b"]
with open(out, "w") as file:
    print("module Flat(input [31:0] a, input [31:0] b, output [31:0] y);", file=file)
    for index, (op, i, j) in enumerate(ops(size)):
        print(f"wire [31:0] w{{index}} = {{names[i]}} {{'{operators}'[op]}} {{names[j]}};", file=file)
        names.append(f"w{{index}}")
    print(f"assign y = {{names[-1]}};\\nendmodule", file=file)
"""


@pytest.mark.parametrize(("operators", "right"), [("^+&", True), ("^-&", False), ("^+|", False), ("|+&", False)])
def test_a_wrong_circuit_is_seen(tmp_path, operators, right):
    script = tmp_path / "flat.py"
    script.write_text(FLAT.format(peers=str(check.HERE / "peers"), operators=operators))
    program = Program("flat", "peer", "", (sys.executable, str(script)), {"flatlogic": ""})
    assert (check.check(program, "flatlogic", tmp_path) == "") is right


def test_growth_is_that_of_the_work():
    assert bench.growth("addtree", 8, 12) == 16
    assert bench.growth("systolic", 32, 128) == 16
    assert bench.growth("flatlogic", 1000, 10000) == 10


def test_a_ratio_is_to_the_best_peer_of_the_same_size():
    names = {"hwgen C": "hwgen", "one": "peer", "two": "peer", "text only": "floor"}
    programs = [Program(name, kind, "", ()) for name, kind in names.items()]
    cpu = {"hwgen C": 0.5, "one": 4.0, "two": 2.0, "text only": 0.001}
    cells = [bench.Cell(name, "systolic", 32, cpu=seconds) for name, seconds in cpu.items()]
    cells += [bench.Cell("hwgen C", "systolic", 128, cpu=1.0), bench.Cell("one", "systolic", 128, note="over 300 s")]
    lines = report.table("systolic", (32, 128), programs, cells)
    assert "| hwgen C | 0.250 (two) |  |" in lines
    assert any(line.startswith("| one | 4.00 ") and "over 300 s" in line for line in lines)


def test_the_parts_of_the_page_are_written_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "PAGE", tmp_path / "RESULTS.md")
    report.PAGE.write_text("# Benchmarks\n\n0.2\n")
    first = (("cells", "350"), ("ladder", "## Here\n\n0.1\n"), ("hooks", "31.2"))
    for part, text in (*first, ("comparison", "9"), ("cells", "349")):
        report.write(part, text)
    heads = [heading.strip() for heading in report.PARTS.values()]
    parts = [heads[0], "## Here", "0.1", heads[1], "31.2", heads[2], "9", heads[3], "349"]
    assert report.PAGE.read_text() == "\n\n".join(parts) + "\n"


def test_a_hook_is_told_beside_libffi(tmp_path):
    lines = report.hook_table([["int f()", "10.00", "12.50", "5.00"]]).splitlines()
    assert lines[-1] == "| `int f()` | 10.0 | 12.5 | 1.25 | 5.0 | 0.50 |"


def test_a_port_is_told_beside_the_cheapest():
    lines = report.comparison_table([["10", "100"], ["10000", "125"]]).splitlines()
    assert lines[-2:] == ["| 10 | 100 | 1.00 |", "| 10,000 | 125 | 1.25 |"]
