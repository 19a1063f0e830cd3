"""A design with the sources of its external modules, as its folder has it: complete, and accepted by the four tools."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyslang import driver

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import hwgen as hw  # noqa: E402
from judges import Design, complaints, judge  # noqa: E402

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


# Its names are words of IEEE 1800 and not of IEEE 1364-2005.
OLDER = """\
`ifndef YOSYS
`begin_keywords "1364-2005"
`endif
module priority #(
  parameter [3:0] bit = 0,
  parameter unique = "no"
) (
  input wire clk,
  input wire [3:0] do,
  input wire signed [3:0] string,
  inout wire final,
  output reg [3:0] packed,
  output wire signed [3:0] type
);
  assign final = do[0];
  assign type = string + 4'sd1;
  always @(posedge clk) packed <= unique == "yes" ? do ^ bit : 4'd0;
endmodule
`ifndef YOSYS
`end_keywords
`endif
"""


class Older(hw.Generator):
    mask = hw.Int()
    external = hw.External(
        module="priority",
        parameters={"bit": (hw.Bits[4], mask), "unique": "yes"},
        timing="type from string; do, packed at clk",
        source=OLDER,
        file="priority.v",
    )
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        do=hw.In(hw.UInt(4)),
        string=hw.In(hw.SInt(4)),
        final=hw.InOut(hw.Bit),
        packed=hw.Out(hw.UInt(4)),
        type=hw.Out(hw.SInt(4)),
    )


class Newer(hw.Generator):
    interface = hw.Interface("in clk: Clock; in d: UInt(4); inout pad, other: Bit; out q: UInt(4); out s: SInt(4)")

    def body(self, io):
        first = Older(5)("first", clk=io.clk, do=io.d, string=io.d.as_sint(), final=io.pad)
        second = Older(3)(clk=io.clk, do=first.packed, string=first.type, final=io.other)
        io.q @= second.packed
        io.s @= second.type


NEWER_BENCH = """
module bench;
  reg clk = 0;
  reg [3:0] d;
  integer i;
  wire pad, other;
  wire [3:0] q;
  wire signed [3:0] s;
  Newer newer (.clk(clk), .d(d), .pad(pad), .other(other), .q(q), .s(s));
  initial begin
    for (i = 0; i < 16; i = i + 1) begin
      d = i;
      #1 clk = 1; #1 clk = 0; #1 clk = 1; #1 clk = 0;
      if (q !== (d ^ 4'd6) || s !== $signed(d + 4'd2) || pad !== d[0] || other !== ~d[0]) begin
        $display("%0d differs: %0d %0d %b %b", i, q, s, pad, other);
        $finish;
      end
    end
    $display("right");
    $finish;
  end
endmodule
"""


def silent(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_ports_that_are_called_as_words_of_verilog_are_joined(profile: str, tmp_path: Path) -> None:
    with hw.Context():
        newer = Newer()
        files = [Path(name) for name in newer.write_verilog_folder(tmp_path, profile=profile)]
        names = newer.name_map()["modules"]["Newer"]
        text = newer.netlist
    printed = files[0].read_text()
    with hw.Context():
        assert hw.read_netlist(text).verilog(profile) == printed
    assert files[1].name == "priority.v" and files[1].read_text() == OLDER
    assert '  \\priority #(.\\bit (4\'d5), .\\unique ("yes")) first (' in printed
    assert "    .\\do (d),\n" in printed
    assert names["instances"]["first"]["module"] == "priority" and "first_packed" in names["signals"]
    design = Design("newer", "Newer", tuple(files), None, profile, older=frozenset(files[1:]))
    verdicts = judge([design])
    assert len(verdicts) == 4 and not complaints(verdicts), complaints(verdicts)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
def test_data_goes_through_ports_that_are_called_as_words_of_verilog(tool: str, profile: str, tmp_path: Path) -> None:
    with hw.Context():
        files = Newer().write_verilog_folder(tmp_path, profile=profile)
    bench = tmp_path / "bench.v"
    bench.write_text(NEWER_BENCH)
    if tool == "iverilog":
        silent("iverilog", "-g2005-sv", "-s", "bench", "-o", "program", *files, bench, cwd=tmp_path)
        said = silent("vvp", "program", cwd=tmp_path)
    else:
        options = ["--binary", "--timing", "-Wno-fatal", "--top", "bench", "-Mdir", "obj"]
        silent("verilator", *options, *files, bench, cwd=tmp_path)
        said = silent(tmp_path / "obj" / "Vbench")
    assert "right" in said, said


def test_a_source_without_keywords_of_its_own_is_read_by_the_standard_that_a_tool_is_told(tmp_path: Path) -> None:
    with hw.Context():
        top = Newer().write_verilog_folder(tmp_path, profile="verilog")[0]
    older = tmp_path / "priority.v05"
    older.write_text("".join(line for line in OLDER.splitlines(keepends=True) if not line.startswith("`")))
    program = tmp_path / "program"
    assert silent("iverilog", "-Wall", "-g2005", "-s", "Newer", "-o", program, top, older) == ""
    assert silent("verilator", "--lint-only", "-Wall", "-Wno-DECLFILENAME", "+1364-2005ext+v05", top, older) == ""
    read = f"read_verilog -sv {top}; read_verilog {older}; hierarchy -check -top Newer; proc; check -assert"
    assert silent("yosys", "-q", "-p", read) == ""
    slang = driver.Driver()
    slang.addStandardArgs()
    slang.parseCommandLine(f"slang -Weverything {top} {older} --map-keyword-version 1364-2005+...priority.v05")
    assert slang.processOptions() and slang.parseAllSources()
    assert not any(each.isError() for each in slang.createCompilation().getAllDiagnostics())


def test_ports_that_are_called_as_words_of_verilog_are_read_from_the_source(tmp_path: Path) -> None:
    source = tmp_path / "older.v"
    source.write_text(OLDER)
    with hw.Context():

        class Read(hw.Generator):
            external = hw.read_verilog(source, "priority", {"bit": 2, "unique": "yes"})
            interface = hw.Interface("in clk: Clock")

        assert Read().interface == (
            "in clk: Clock; in do: UInt(4); in string: SInt(4); inout final: Bit; "
            "out packed: UInt(4); out type: SInt(4)"
        )


WORDS = sorted(
    word
    for text in re.findall(
        r'"""\n(.*?)"""', (ROOT / "Sources" / "HwgenSupport" / "ReservedWords.swift").read_text(), re.DOTALL
    )
    for word in text.split()
    # As names of signals verilator refuses these, in the source of the module, escaped or not.
    if word not in ("super", "this")
)


@pytest.mark.parametrize("profile", ["verilog", "systemverilog"])
def test_every_reserved_word_can_be_a_port_and_a_parameter_of_an_external_module(profile: str, tmp_path: Path) -> None:
    assert len(WORDS) > 300
    escaped = [f"\\{word} " for word in WORDS]
    ports = ", ".join(f"input wire {name}" for name in escaped)
    table_v = f"module \\table ({ports}, output wire y);\n  assign y = ^{{{', '.join(escaped)}}};\nendmodule\n"
    values = ", ".join(f"parameter {name} = 0" for name in escaped)
    always_v = f"module \\always #({values}) (output wire [31:0] y);\n  assign y = {' + '.join(escaped)};\nendmodule\n"
    with hw.Context():
        table = hw.external("table", f"in {', '.join(WORDS)}: Bit; out y: Bit", source=table_v)
        always = hw.external(
            "always",
            "out y: UInt(32)",
            parameters=", ".join(f"{word} = {index}" for index, word in enumerate(WORDS)),
            source=always_v,
        )

        @hw.circuit("Top", "in a, b: Bit; out y: Bit; out z: UInt(32)")
        def top(io):
            bits = {word: (io.a, io.b)[index % 2] for index, word in enumerate(WORDS)}
            io.y @= table("table_0", **bits).y
            io.z @= always("always_0").y

        files = [Path(name) for name in top.write_verilog_folder(tmp_path, profile=profile)]
        text = top.netlist
        with hw.Context():
            assert hw.read_netlist(text).verilog(profile) == files[0].read_text()
    verdicts = judge([Design("words", "Top", tuple(files), None, profile, strict=True)])
    assert len(verdicts) == 4 and not complaints(verdicts), complaints(verdicts)
