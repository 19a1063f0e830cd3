"""The package of a design's types is text that the tools take, whatever the types are called."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))
import hwgen as hw
from judges import Design, judge

CLASHING = """type t0 = Enum(A: b_c, d)
type t1 = Enum(A_b: c)
type t2 = Union(U: tag(UInt(3)), x)
module Clashing {
  in a: t0
  in b: t1
  in c: t2
}
"""
MODULE = "module Clashing (input logic a, output logic y);\n  assign y = ~a;\nendmodule\n"


def test_a_package_whose_names_would_clash_is_accepted(tmp_path: Path) -> None:
    """Types of which two would have one name, and arrays of records; yosys knows no array of a type with a name."""
    whole = tmp_path / "Clashing.sv"
    with hw.Context():
        pair = hw.Record(A=hw.Bit, r=hw.Array(2, hw.Record(x=hw.Bit, y=hw.SInt(2))))
        whole.write_text(hw.read_netlist(CLASHING).package(pair_t=pair, pairs_t=hw.Array(3, pair)) + MODULE)
    verdicts = judge([Design.of(whole, strict=True)], ["verilator", "iverilog", "slang"])
    # Nobody uses it.
    messages = [each for verdict in verdicts for each in verdict.messages if "unused package typedef" not in each]
    assert not messages, messages
