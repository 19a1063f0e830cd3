"""A design with the sources of its external modules, as its folder has it: complete, and accepted by the four tools."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))
import hwgen as hw
from judges import Design, complaints, judge

STAGE = """\
module stage #(
  parameter WIDTH = 8,
  parameter INIT = "zero",
  parameter [WIDTH-1:0] MASK = 0
) (
  input wire clk,
  input wire [WIDTH-1:0] d,
  output reg [WIDTH-1:0] q,
  output wire [WIDTH-1:0] y
);
  assign y = ~d;
  always @(posedge clk) q <= INIT == "zero" ? d ^ MASK : d;
endmodule
"""

PAD = """\
module pad_cell (
  inout wire pad,
  input wire low,
  output wire value
);
  assign value = pad;
`ifndef SYNTHESIS
  bufif1 driver (pad, 1'b0, low);
`endif
endmodule
"""

# What preprocessors and scanners of attributes look for.
STRANGE = 'a `define b *) // (* /* \\ "'


class Stage(hw.Generator):
    width = hw.Int(min=1)
    init = hw.String(default="zero")
    external = hw.External(
        module="stage",
        parameters={"WIDTH": width, "INIT": init, "MASK": (hw.Bits[width], 5)},
        timing="y from d; d, q at clk",
        source=STAGE,
    )
    interface = hw.Interface(
        clk=hw.In(hw.Clock), d=hw.In(hw.UInt[width]), q=hw.Out(hw.UInt[width]), y=hw.Out(hw.UInt[width])
    )


SIGNED = """\
module gain #(
  parameter integer BY = 1
) (
  input wire signed [7:0] a,
  input wire signed one,
  input wire [3:0] u,
  inout wire signed [3:0] pad,
  output wire signed [7:0] y,
  output wire signed sign,
  output wire signed [7:0] spare
);
  assign y = (pad == -4'sd1) ? a : $signed(BY[7:0]);
  assign sign = $signed((a < 8'sd0) ^ $unsigned(one));
  assign spare = $signed({u, u});
`ifndef SYNTHESIS
  bufif1 driver [3:0] (pad, 4'd0, {4{one}});
`endif
endmodule
"""


class Chain(hw.Generator):
    interface = hw.Interface(
        clk=hw.In(hw.Clock), pad=hw.InOut(hw.Bit), d=hw.In(hw.UInt(8)), q=hw.Out(hw.UInt(8)), y=hw.Out(hw.UInt(8))
    )

    def body(self, io):
        pin = hw.external("pad_cell", "inout pad: Bit; in low: Bit; out value: Bit", source=PAD)(
            "pin", pad=io.pad, low=io.d[0]
        )
        first = Stage(8)("first", clk=io.clk, d=io.d ^ pin.value.zext(8))
        second = Stage(8, "none")("second", clk=io.clk, d=first.q)
        hw.attribute(second, "keep_hierarchy", "yes")
        hw.attribute(first, "note", STRANGE)
        mixed = hw.external(
            "Mix", "in a, b: UInt(8); out y: UInt(8)", verilog="assign {y} = {a} ^ {{{b}[3:0], {b}[7:4]}};"
        )("mix", a=first.y, b=second.y)
        io.q @= second.q
        io.y @= mixed.y


def signed(file):
    told = hw.external("gain", external=hw.read_verilog(file, "gain", parameters={"BY": -3}))

    def body(io):
        first = told("first", a=io.a, one=io.a[0].as_type(hw.SInt(1)), u=io.u, pad=io.pad)
        second = told("second", a=first.y + 1, one=hw.literal(-1, hw.SInt(1)), u=3, pad=io.pad)
        third = told("third", a=-8, one=second.sign, u=3, pad=io.pad)
        io.y @= first.y
        io.z @= second.y >> 2
        io.w @= third.y
        io.below @= second.y < first.y
        io.n @= third.spare.as_uint() ^ first.y.as_uint()

    ports = "inout pad: SInt(4); in a: SInt(8); in u: UInt(4); out y, z, w: SInt(8); out below: Bit; out n: UInt(8)"
    return hw.circuit("Signed", ports, body)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_signed_ports_are_accepted_by_all(profile: str, tmp_path: Path) -> None:
    source = tmp_path / "gain.v"
    source.write_text(SIGNED)
    with hw.Context():
        files = [Path(name) for name in signed(source).write_verilog_folder(tmp_path / "out", profile=profile)]
    verdicts = judge([Design("signed", "Signed", tuple(files), None, profile, strict=True)])
    assert len(verdicts) == 4 and not complaints(verdicts), complaints(verdicts)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_a_folder_with_its_sources_is_accepted_by_all(profile: str, tmp_path: Path) -> None:
    with hw.Context():
        files = [Path(name) for name in Chain().write_verilog_folder(tmp_path, profile=profile)]
    suffix = ".v" if profile == "verilog" else ".sv"
    assert [file.name for file in files] == [f"Chain{suffix}", f"pad_cell{suffix}", f"stage{suffix}"]
    assert (tmp_path / "Chain.f").read_text().split() == [file.name for file in files]
    waivers = tmp_path / "Chain.vlt"
    design = Design("chain", "Chain", tuple(files), waivers if waivers.exists() else None, profile, strict=True)
    verdicts = judge([design])
    assert len(verdicts) == 4 and not complaints(verdicts), complaints(verdicts)
    script = f"read_verilog -sv {' '.join(map(str, files))}; proc; write_json {tmp_path}/read.json"
    subprocess.run(["yosys", "-q", "-p", script], check=True)
    cells = json.loads((tmp_path / "read.json").read_text())["modules"]["Chain"]["cells"]
    assert cells["first"]["attributes"]["note"] == STRANGE
