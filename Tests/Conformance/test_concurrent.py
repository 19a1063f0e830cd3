"""Concurrent assertions: what verilator sees them do is what it sees immediate ones do. verilator and slang judge them:
iverilog and yosys have none."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from test_checks import Model, simulated, stimulus
from test_conformance import GOLDEN, LIBRARY, Design, complaints, judge

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))

import hwgen as hw

STATE = hw.Enumeration("State", "idle run stop")


class Branches(hw.Generator):
    """Covers in all that can stand around one, each with a message of its own and the cycle."""

    interface = hw.Interface(
        "in clk: Clock; in rst_n: ResetN; in a, b, c: Bit; in kind: Bits(2); in x, y: SInt(4); out cycle: UInt(16)"
    )

    def body(self, io):
        cycle = hw.reg(hw.UInt(16), reset_value=0).named("cycle")
        cycle.next = cycle + 1
        io.cycle @= cycle
        state = hw.FSM(STATE)

        def seen(name, condition=io.a, **options):
            hw.cover(condition, name + " {} {}", cycle, io.x, name=name, **options)

        seen("anywhere")
        seen("in_reset", in_reset=True)
        seen("signed", (io.x * io.y) < (io.x.sext(8)))
        with hw.when(io.a):
            seen("when", io.b)
            with hw.when(io.x < io.y):
                seen("inner", io.b | io.c)
            with hw.otherwise():
                seen("inner_else", io.b)
        with hw.elsewhen(io.b):
            seen("elsewhen", io.c)
        with hw.elsewhen(~io.c):
            seen("third", io.kind[0])
        with hw.otherwise():
            seen("otherwise", io.kind[1])
        with hw.switch(io.kind):
            with hw.case(0):
                seen("zero")
            with hw.case(1, 2):
                seen("some", io.b)
            with hw.default():
                seen("default", io.c)
        with state:
            with state.state("idle"):
                seen("idle")
                with hw.when(io.b):
                    state.next = "run"
            with state.state("run"):
                seen("run", io.b | io.a)
                with hw.when(io.c):
                    state.next = "stop"
            with state.state("stop"):
                # The last of all: the text has it as `default`.
                seen("stop")
                state.next = "idle"


def text(**options: bool) -> str:
    with hw.Context():
        return Branches().verilog("systemverilog", **options)


BENCH = """
module bench;
  reg clk = 0, rst_n, a, b, c;
  reg [1:0] kind;
  reg [3:0] x, y;
  wire [15:0] cycle;
  reg [13:0] phases [0:COUNT - 1];
  integer n;
  Branches dut (.clk(clk), .rst_n(rst_n), .a(a), .b(b), .c(c), .kind(kind), .x(x), .y(y), .cycle(cycle));
  initial begin
    $readmemh("inputs.hex", phases);
    for (n = 0; n < COUNT; n = n + 1) begin
      {rst_n, a, b, c, kind, x, y} = phases[n];
      #1 clk = 1;
      #1 clk = 0;
    end
    $finish;
  end
endmodule
"""


def test_both_forms_see_the_same_in_the_same_cycles(tmp_path: Path) -> None:
    dice = random.Random(5)
    phases = [dice.getrandbits(13) | (0 if cycle == 0 or dice.random() < 0.05 else 1 << 13) for cycle in range(400)]
    found = []
    for concurrent in (False, True):
        folder = tmp_path / str(concurrent)
        folder.mkdir()
        (folder / "inputs.hex").write_text("".join(f"{phase:x}\n" for phase in phases))
        printed = text(concurrent=concurrent)
        assert ("cover property" in printed) == concurrent
        bench = BENCH.replace("COUNT", str(len(phases)))
        # Without the option verilator takes no notice of a concurrent cover; with it, it breaks at immediate ones.
        options = ["--coverage-user"] if concurrent else []
        lines, status = simulated("verilator", printed, [], folder, bench, *options)
        assert status == 0, lines[-5:]
        # The place of one with a label ends in it.
        found.append(sorted(line.split(": ")[1] for line in lines if line.startswith("covered in bench.dut")))
    assert found[0] == found[1]
    names = {line.split()[0] for line in found[0]}
    assert names == set(re.findall(r'seen\("(\w+)"', Path(__file__).read_text())) - {"name"}


def test_labels_are_those_of_the_user_and_leave_other_names_alone() -> None:
    printed, plain = text(concurrent=True), text()
    assert "  inner_else: cover property (@(posedge clk) disable iff (~rst_n) a & ~" in printed
    assert "  in_reset: cover property (@(posedge clk) a)\n" in printed
    assert "inner_else" not in plain.replace('"covered in %m: inner_else', "")
    # A register has the name that a check would like.
    with hw.Context():

        def body(io):
            count = hw.reg(hw.Bit, io.a, reset_value=0).named("count")
            hw.assert_(count | io.a, name="count")
            hw.assert_(count, name="4 of them")
            io.o @= count

        made = hw.circuit("Twice", "in clk: Clock; in rst: Reset; in a: Bit; out o: Bit", body)
        printed = made.verilog("systemverilog", concurrent=True)
        assert "logic count;" in printed and re.search(r"  count_\w{6}: assert property", printed)
        assert re.search(r"  \w*4_of_them: assert property", printed)
        again = hw.read_netlist(made.netlist)
        assert again.verilog("systemverilog", concurrent=True) == printed


def credits() -> str:
    """The conformance case, printed so."""
    with hw.Context():
        source = (Path(__file__).parent / "python" / "checks.py").read_text()
        scope: dict[str, object] = {"__name__": "checks"}
        exec(source.replace("from _case import write\n", "").replace("write(Credits())\n", ""), scope)
        return scope["Credits"]().verilog("systemverilog", concurrent=True)  # type: ignore[operator]


@pytest.mark.parametrize("fault", ["", "assertion", "plain assertion", "assumption"])
def test_what_does_not_hold_is_seen_to_fail(fault: str, tmp_path: Path) -> None:
    printed = credits()
    phases = stimulus(2, 300)
    said = ""
    if fault == "assertion":
        printed, said = printed.replace("count <= 4'd9;", "count <= 4'd5;"), ": count 6 is above 9 (0110)"
    elif fault == "plain assertion":
        printed, said = printed.replace("(count < 4'd15)", "(count < 4'd4)"), ""
    elif fault == "assumption":
        phases[1], said = [0, 1, 0, 0, 0, 33, 0], ": taken from nothing"
    model = Model(5 if fault == "assertion" else 9, 4 if fault == "plain assertion" else 15)
    for phase in phases:
        model.step(*phase)
    assert model.failed == bool(fault)
    lines, status = simulated("verilator", printed, phases, tmp_path)
    assert (status != 0) == bool(fault)
    failures = [line for line in lines if "Assertion failed in bench.dut" in line]
    assert len(failures) == bool(fault)
    assert all(line.endswith(f"Assertion failed in bench.dut{said}") or not said for line in failures), failures


def test_verilator_and_slang_accept_it(tmp_path: Path) -> None:
    designs = []
    for name, printed in (("Branches", text(concurrent=True)), ("Credits", credits())):
        path = tmp_path / f"{name}.sv"
        path.write_text(printed)
        designs.append(Design.of(path, name))
    verdicts = judge(designs, ["verilator", "slang"])
    assert not complaints(verdicts), complaints(verdicts)


def test_the_golden_text_is_the_immediate_form() -> None:
    assert "property" not in (GOLDEN / "checks.sv").read_text()


def test_the_verilog_profile_has_none() -> None:
    with hw.Context(), pytest.raises(hw.Error) as caught:
        Branches().verilog(concurrent=True)
    assert caught.value.code == "HW2112"
