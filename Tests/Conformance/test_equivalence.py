"""What is printed is what an engineer would have written: yosys proves golden modules equal to references of our own.

The references are written by hand, from what the design is to do, and not from what is printed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "Golden"

ADD = """
module Add_16_true (input [15:0] I0, I1, output [15:0] O, input CE);
  wire [17:0] sum = I0 + I1 + CE;
  assign O = sum[15:0];
endmodule
"""

ELEMENT = """
module Element_8_32 (
  input clk, rst, input [7:0] a, b, input drain, input [31:0] c,
  output reg [7:0] a_out, b_out, output reg [31:0] c_out);
  always @(posedge clk)
    if (rst) {a_out, b_out, c_out} <= 48'd0;
    else begin
      a_out <= a;
      b_out <= b;
      if (drain) c_out <= c;
      else c_out <= c_out + a * b;
    end
endmodule
"""

REGISTERS = """
module Registers (
  input clk, rst, arst, en, input [7:0] d,
  output reg [7:0] plain, held, synchronous, asynchronous, started, all);
  initial started = 251;
  initial all = 250;
  always @(posedge clk) plain <= plain + d;
  always @(posedge clk) held <= en ? held + d : held;
  always @(posedge clk) synchronous <= rst ? 8'd20 : synchronous + d;
  always @(posedge clk or posedge arst)
    if (arst) asynchronous <= 30;
    else asynchronous <= asynchronous + d;
  always @(posedge clk) started <= started + d;
  always @(posedge clk)
    if (rst) all <= 50;
    else if (en) all <= all + d;
endmodule
"""

CASES = [("add", "Add_16_true", ADD), ("systolic", "Element_8_32", ELEMENT), ("registers", "Registers", REGISTERS)]


def proven(golden: Path, module: str, reference: Path) -> subprocess.CompletedProcess[str]:
    script = f"""
        read_verilog {reference}; prep -flatten -top {module}; design -stash reference
        read_verilog {golden}; prep -flatten -top {module}; design -stash printed
        design -copy-from reference -as reference {module}
        design -copy-from printed -as printed {module}
        async2sync
        equiv_make reference printed both; prep -flatten -top both
        equiv_simple -undef; equiv_induct -undef; equiv_status -assert
    """
    return subprocess.run(["yosys", "-q", "-p", script], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(("golden", "module", "reference"), CASES, ids=[case[1] for case in CASES])
def test_a_printed_module_is_proven_equal_to_a_reference(golden, module, reference, tmp_path):
    path = tmp_path / "reference.v"
    path.write_text(reference)
    done = proven(GOLDEN / f"{golden}.v", module, path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_reference_that_differs_is_not_proven(tmp_path):
    path = tmp_path / "reference.v"
    path.write_text(ADD.replace("+ CE", "- CE"))
    assert proven(GOLDEN / "add.v", "Add_16_true", path).returncode != 0
