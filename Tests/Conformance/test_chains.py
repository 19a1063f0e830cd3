"""Blocks that read what the block before sets: iverilog ends, and gives what the branches say, in both profiles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_conformance import LIBRARY, ROOT

os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))
sys.path.insert(0, str(ROOT / "Tests"))

import hwgen as hw

LENGTH = 6
BENCH = f"""
module bench;
  reg [{LENGTH - 1}:0] go = 0;
  reg x = 0;
  wire o;
  Chain dut (.go(go), .x(x), .o(o));
  initial begin
    #1 go[0] = 1;
    #1 x = 1;
    #1 go = ~0;
    #1 $display("%b", o);
    x = 0;
    #1 $display("%b", o);
    x = 1;
    #1 $display("%b", o);
    go[1] = 0;
    #1 $display("%b", o);
    $finish;
  end
endmodule
"""


def with_default(value, condition, source):
    value @= 0
    with hw.when(condition):
        value @= source


def with_both(value, condition, source):
    with hw.when(condition):
        value @= source
    with hw.otherwise():
        value @= 0


def again(value, condition, source):
    with hw.when(condition):
        value @= 0
        with hw.when(source):
            value @= 1
    with hw.otherwise():
        value @= 0


def in_parts(value, condition, source):
    pair = hw.wire(hw.Bits(2))
    pair @= 0
    with hw.when(condition):
        pair[0] @= source
    value @= pair[0]


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
@pytest.mark.parametrize("link", [with_default, with_both, again, in_parts], ids=lambda link: link.__name__)
def test_a_chain_of_blocks_settles(link, profile: str, tmp_path: Path) -> None:
    def body(io):
        value = io.go[0]
        for index in range(LENGTH):
            following = hw.wire(hw.Bit).named(f"v{index}")
            # An input that each second block reads reaches a block on several ways.
            link(following, value, io.go[index] if index % 2 else io.x)
            value = following
        io.o @= value

    circuit = hw.circuit("Chain", f"in go: Bits({LENGTH}); in x: Bit; out o: Bit", body)
    (tmp_path / "chain.v").write_text(circuit.verilog(profile=profile) + BENCH)
    standard = "-g2005-sv" if profile == "systemverilog" else "-g2012"
    subprocess.run(["iverilog", standard, "-s", "bench", "-o", "chain", "chain.v"], cwd=tmp_path, check=True)
    done = subprocess.run(["vvp", "-N", "chain"], cwd=tmp_path, capture_output=True, text=True, timeout=20)
    assert done.stdout.split() == ["1", "0", "1", "0"], done.stdout
