"""Each judge accepts a clean design and refuses the fault it is there for."""

import re
from pathlib import Path

import judges
import pytest
from judges import JUDGES, Design, MissingJudge, complaints, judge, main

CLEAN = """\
module half (
  input  wire       clk,
  input  wire [7:0] a,
  output reg  [7:0] y
);
  always @(posedge clk) begin
    y <= {1'b0, a[7:1]} + {7'b0, a[0]};
  end
endmodule
"""

UNREAD = """\
module child (
  input  wire [7:0] a,
  output wire [7:0] y,
  output wire [7:0] z
);
  assign y = ~a;
  assign z = a;
endmodule

module unread (
  input  wire [7:0] a,
  input  wire       b,
  output wire [3:0] y
);
  wire [7:0] u_y;
  wire [7:0] u_z_unused;
  child u (.a(a), .y(u_y), .z(u_z_unused));
  assign y = u_y[3:0];
endmodule
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.v"
    path.write_text(text)
    return path


def verdicts(design: Design) -> dict[str, bool]:
    return {verdict.tool: verdict.ok for verdict in judge([design])}


@pytest.mark.parametrize("profile", ["systemverilog", "verilog"])
def test_a_clean_design_is_accepted_by_all(tmp_path, profile):
    found = judge([Design.of(write(tmp_path, "half", CLEAN), profile=profile, strict=True)])
    assert complaints(found) == ""
    assert [verdict.tool for verdict in found] == list(JUDGES)
    assert all(verdict.version and not verdict.unused for verdict in found)


# The fault, the text it stands in, and the tools that must refuse it.
FAULTS = {
    "a truncation": ("wire [3:0] t = a; assign y = {4'd0, t};", {"verilator", "slang"}),
    "an unconnected output": ("child u (.a(a), .y(y), .z());", {"verilator", "slang"}),
    "an omitted output": ("child u (.a(a), .y(y));", {"verilator", "slang"}),
    "a floating input": (
        "wire [7:0] z_unused; child u (.a(), .y(y), .z(z_unused));",
        {"verilator", "iverilog", "slang"},
    ),
    "two drivers": ("assign y = a; assign y = ~a;", {"yosys"}),
    "no driver": ("wire [7:0] t; assign y = a & t;", {"verilator", "yosys", "slang"}),
    "a combinational loop": ("wire [7:0] t; assign t = ~(a & y); assign y = ~(a & t);", {"verilator", "yosys"}),
    "a literal that does not fit": ("assign y = a & 8'd256;", {"verilator", "iverilog", "yosys", "slang"}),
    "a sign lost in an unsigned context": ("assign y = a ^ ($signed(a) >>> 1);", {"slang"}),
    "an implicit net": (
        "wire [7:0] z_unused; child u (.a(t), .y(y), .z(z_unused));",
        {"verilator", "iverilog", "slang"},
    ),
    "a syntax error": ("assign y = a", {"verilator", "iverilog", "yosys", "slang"}),
    "a module that does not exist": ("absent u (.a(a), .y(y));", {"verilator", "iverilog", "yosys", "slang"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused(tmp_path, fault):
    body, refusing = FAULTS[fault]
    child = UNREAD[: UNREAD.index("module unread")]
    text = f"{child}module faulty(input wire [7:0] a, output wire [7:0] y);\n{body}\nendmodule\n"
    found = verdicts(Design.of(write(tmp_path, "faulty", text), "faulty"))
    assert {tool for tool, ok in found.items() if not ok} >= refusing


def test_systemverilog_is_refused_in_the_verilog_profile(tmp_path):
    file = write(tmp_path, "ff", CLEAN.replace("always @", "always_ff @").replace("half", "ff"))
    assert all(verdicts(Design.of(file)).values())
    found = verdicts(Design.of(file, profile="verilog"))
    assert not found["iverilog"] and not found["yosys"]


def test_a_signal_nobody_reads_is_filed_apart(tmp_path):
    found = {verdict.tool: verdict for verdict in judge([Design.of(write(tmp_path, "unread", UNREAD))])}
    assert all(verdict.ok for verdict in found.values())
    assert [(u.line, u.signal, u.bits) for u in found["verilator"].unused] == [(12, "b", ""), (15, "u_y", "7:4")]
    assert [(u.line, u.signal) for u in found["slang"].unused] == [(12, "b"), (16, "u_z_unused")]


def test_a_strict_judgement_wants_unread_signals_announced(tmp_path):
    file, notes = write(tmp_path, "unread", UNREAD), tmp_path / "unread.vlt"
    strict = verdicts(Design.of(file, strict=True))
    assert not strict["verilator"] and not strict["slang"]
    line = 'lint_off -rule UNUSEDSIGNAL -file "*unread.v" -lines {}\n'
    notes.write_text("`verilator_config\n" + line.format(12) + line.format(15))
    assert complaints(judge([Design.of(file, waivers=notes, strict=True)])) == ""


def test_a_parameter_nobody_reads_is_filed_apart_and_can_be_announced(tmp_path):
    text = "module spare #(\n  parameter integer n = 3\n) (input wire a, output wire y);\n  assign y = ~a;\nendmodule\n"
    file, notes = write(tmp_path, "spare", text), tmp_path / "spare.vlt"
    found = {verdict.tool: verdict for verdict in judge([Design.of(file)])}
    assert all(verdict.ok for verdict in found.values())
    assert [(u.line, u.signal) for tool in ("verilator", "slang") for u in found[tool].unused] == [(2, "n"), (2, "n")]
    strict = verdicts(Design.of(file, strict=True))
    assert not strict["verilator"] and not strict["slang"]
    notes.write_text('`verilator_config\nlint_off -rule UNUSEDPARAM -file "*spare.v" -lines 2\n')
    assert complaints(judge([Design.of(file, waivers=notes, strict=True)])) == ""


def test_a_waiver_that_is_missing_or_silences_nothing_is_refused(tmp_path):
    file, notes = write(tmp_path, "unread", UNREAD), tmp_path / "unread.vlt"
    line = 'lint_off -rule UNUSEDSIGNAL -file "*unread.v" {}\n'
    notes.write_text("`verilator_config\n" + line.format("-match \"Signal is not used: 'b'\""))
    assert "u_y" in complaints(judge([Design.of(file, waivers=notes)], ["verilator"]))
    notes.write_text("`verilator_config\n" + line.format("-lines 12-15") + line.format("-lines 3"))
    assert complaints(judge([Design.of(file, waivers=notes)], ["verilator"])).endswith("silences nothing")


@pytest.mark.parametrize("with_faults", [False, True])
@pytest.mark.parametrize("profile", ["systemverilog", "verilog"])
def test_designs_that_are_read_together_get_the_verdicts_of_each_alone(tmp_path, monkeypatch, profile, with_faults):
    """With waivers; a fault may keep a tool from saying all, or be told without a file."""
    texts = {"half": CLEAN, "unread": UNREAD, "unread_too": re.sub(r"\b(child|unread)\b", r"\1_too", UNREAD)}
    notes = [f'lint_off -rule UNUSEDSIGNAL -file "*unread_too.v" -lines {line}\n' for line in (12, 3)]
    (tmp_path / "unread_too.vlt").write_text("".join(["`verilator_config\n", *notes]))
    child = UNREAD[: UNREAD.index("module unread")]
    for number, (body, _) in enumerate(FAULTS.values()):
        faulty = f"{child}module faulty(input wire [7:0] a, output wire [7:0] y);\n{body}\nendmodule\n"
        texts |= {f"faulty{number}": re.sub(r"\b(child|faulty)\b", rf"\g<1>{number}", faulty)} if with_faults else {}
    designs = [Design.of(write(tmp_path, *each), profile=profile, strict=True) for each in texts.items()]
    assert judges.batches(designs) == [designs]
    together = judge(designs)
    monkeypatch.setattr(judges, "BATCH", 1)
    assert [str(verdict) for verdict in judge(designs)] == [str(verdict) for verdict in together]
    said = "".join(message for verdict in together if verdict.design == "unread_too" for message in verdict.messages)
    assert "unread_too.vlt:3: this waiver silences nothing" in said and "u_y[7:4]: never read" in said


def test_only_what_a_tool_can_read_in_one_call_is_read_together(tmp_path):
    first, again, third = (Design.of(write(tmp_path, name, CLEAN)) for name in ("first", "again", "third"))
    other = Design.of(write(tmp_path, "other", UNREAD), profile="verilog")
    both = Design("both", "half", (*first.files, *other.files))
    assert judges.batches([first, other, third]) == [[first], [other], [third]]
    assert judges.batches([first, again]) == [[first], [again]]
    assert judges.batches([both, other]) == [[both], [other]]
    assert judges.batches([]) == []


def test_one_file_per_module_must_be_called_like_it(tmp_path):
    other = write(tmp_path, "other", "module child(input wire a, output wire y);\n  assign y = ~a;\nendmodule\n")
    top = write(
        tmp_path,
        "top",
        "module top(input wire a, output wire y);\n  child u (.a(a), .y(y));\nendmodule\n",
    )
    found = judge([Design("top", "top", (top, other))], ["verilator"])
    assert "DECLFILENAME" in complaints(found)


def test_a_missing_tool_is_an_error(monkeypatch, tmp_path, capsys):
    file = write(tmp_path, "half", CLEAN)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingJudge, match="verilator is not installed"):
        judge([Design.of(file)])
    assert main([str(file)]) == 2
    assert "not installed" in capsys.readouterr().err
