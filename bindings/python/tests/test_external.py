"""Modules that are written in Verilog, pads, Verilog that stands inline, and attributes."""

from __future__ import annotations

import shutil

import hwgen as hw
import pytest

SOURCE = """\
module ram #(
  parameter WIDTH = 8,
  parameter INIT = "none"
) (
  input wire clk,
  input wire signed [3:0] level,
  input wire [WIDTH-1:0] d,
  output reg [WIDTH-1:0] q,
  inout wire pad
);
  always @(posedge clk) q <= INIT == "none" ? d ^ {WIDTH{pad ^ level[0]}} : d;
endmodule
"""


def user(circuit, interface, **inputs):
    """The Verilog of a module that holds an instance; the instance's inputs are its own ports."""

    def body(io):
        part = circuit("part", **{name: io[port] for name, port in inputs.items()})
        if "out y" in interface:
            io.y @= part.y

    return hw.circuit("User", interface, body).verilog()


def refused(make, *arguments):
    with pytest.raises(hw.Error) as caught:
        make(*arguments)
    return caught.value


# -- external modules --------------------------------------------------------------------------------------------------


class Shift(hw.Generator):
    width = hw.Int(min=1)
    mode = hw.Enum("left", "right", default="left")
    wide = hw.Bool(default=False)
    external = True
    interface = hw.Interface(x=hw.In(hw.UInt[width]), y=hw.Out(hw.UInt[width]))


def test_an_external_generator_passes_its_parameters_under_their_names():
    text = user(Shift(4, wide=True), "in a: UInt(4); out y: UInt(4)", x="a")
    assert '  Shift #(.width(4), .mode("left"), .wide(1\'b1)) part (\n    .x(a),\n    .y(y)\n  );\n' in text
    assert "module Shift" not in text and Shift(4).name == "Shift"


def test_what_is_told_of_a_module_may_say_which_parameters_it_has():
    class Table(hw.Generator):
        bits = hw.Int()
        external = hw.External(
            module="table_v", parameters={"W": 2 * bits, "M": (hw.Bits[bits], bits - 1), "NAME": "t", "ON": True}
        )
        interface = hw.Interface(x=hw.In(hw.Bit))

    text = user(Table(40), "in a: Bit", x="a")
    assert "  table_v #(.W(80), .M(40'd39), .NAME(\"t\"), .ON(1'b1)) part (" in text
    told = hw.external("Table", "in x: Bit", parameters='W = 3, S = "x"')
    assert '  Table #(.W(3), .S("x")) part (' in user(told, "in a: Bit", x="a")
    assert repr(Table.external) == "<External module>"


def test_two_circuits_of_one_module_are_one_module_in_the_text():
    def body(io):
        io.y @= Shift(2)("a", x=io.x).y ^ Shift(2, "right")("b", x=io.x).y

    text = hw.circuit("User", "in x: UInt(2); out y: UInt(2)", body).verilog()
    assert text.count("  Shift #(") == 2


def test_outputs_depend_on_inputs_only_where_it_is_told():
    def looped(**told):
        circuit = hw.external("Gate", "in a: Bit; in b: Bit; out y: Bit", **told)

        def body(io):
            gate = circuit("gate", a=io.x)
            gate.b @= gate.y
            io.y @= gate.y

        return hw.circuit("Loop", "in x: Bit; out y: Bit", body)

    looped().elaborate()
    looped(timing="y from a").elaborate()
    assert refused(looped(timing="y from a, b").elaborate).code == "HW2006"
    assert refused(looped(verilog="assign {y} = {a} | {b};").elaborate).code == "HW2006"


def test_a_source_stands_beside_the_design(tmp_path):
    path = tmp_path / "cells.v"
    path.write_text("module Cell; endmodule\n")

    def body(io):
        hw.external("Cell", file=path)()
        hw.external("Other", source="module Other; endmodule\n")()

    files = hw.circuit("Top", "", body).write_verilog_folder(tmp_path / "out")
    assert [name.rsplit("/")[-1] for name in files] == ["Top.v", "cells.v", "Other.v"]
    assert (tmp_path / "out" / "cells.v").read_text() == "module Cell; endmodule\n"
    assert (tmp_path / "out" / "Top.f").read_text() == "Top.v\ncells.v\nOther.v\n"


def test_what_is_no_external_is_a_type_error():
    with pytest.raises(TypeError, match="external of Wrong is True or an hw"):
        type("Wrong", (hw.Generator,), {"external": "yes", "interface": "in a: Bit"})
    with pytest.raises(TypeError, match="is a string, not int"):
        hw.External(timing=3)
    with pytest.raises(TypeError, match="is given both: timing"):
        hw.external("A", "", hw.External(), timing="x")
    assert refused(hw.external, 3).code == "HW1020"
    assert refused(hw.external, "A", 3).code == "HW1017"


# -- pads --------------------------------------------------------------------------------------------------------------


class Cell(hw.Generator):
    external = hw.External(parameters={})
    interface = hw.Interface(pad=hw.InOut(hw.Bit).repeat(2), d=hw.In(hw.Bit))


def test_pads_are_joined_up_to_the_top():
    @hw.circuit("Inner", "inout p[i]: Bit for i in 0..<2; in d: Bit")
    def inner(io):
        Cell()("cell_0", pad=[io.p[0], io.p[1]], d=io.d)

    @hw.circuit("Outer", "inout p[i]: Bit for i in 0..<2; in d: Bit")
    def outer(io):
        inner("inner", p=io.p, d=io.d)

    text = outer.verilog()
    assert "  inout wire p_0,\n  inout wire p_1,\n" in text
    assert "    .pad_0(p_0),\n    .pad_1(p_1),\n" in text and "    .p_0(p_0),\n" in text
    assert [port.direction for port in outer.ports] == ["inout", "inout", "in"]
    assert outer.interface == "inout p_0, p_1: Bit; in d: Bit"


@pytest.mark.parametrize(
    "use",
    [
        lambda io: ~io.p,
        lambda io: io.p & io.d,
        lambda io: io.d & io.p,
        lambda io: io.p[0],
        lambda io: Cell()("x", d=io.p),
        lambda io: Cell()("x", pad=[io.d, io.p]),
        lambda io: Cell()("x", pad=[0, io.p]),
    ],
)
def test_a_pad_is_no_value(use):
    assert refused(hw.circuit("M", "inout p: Bit; in d: Bit", use).elaborate).code == "HW2090"


def test_a_pad_is_not_driven():
    def body(io):
        io.p @= io.d

    assert refused(hw.circuit("M", "inout p: Bit; in d: Bit", body).elaborate).code == "HW2090"


# -- inline Verilog ----------------------------------------------------------------------------------------------------


def test_inline_verilog_has_names_in_its_holes():
    gate = hw.external(
        "Gate",
        "in clk: Clock; in a: UInt(4); out q: UInt(4); out y: UInt(4)",
        verilog="""
            always @(posedge {clk})
              {q} <= {{{a}[0], {a}[3:1]}};
            assign {y} = {a} ^ {K};
        """,
        variables="q",
        timing="q at clk",
        parameters={"K": (hw.Bits[4], 9)},
    )

    def body(io):
        part = gate("part", clk=io.clk, a=io.x + 1)
        io.q @= part.q
        io.y @= part.y

    text = hw.circuit("User", "in clk: Clock; in x: UInt(4); out q, y: UInt(4)", body).verilog()
    assert (
        "  always @(posedge clk)\n    part_q <= {sum_x_1[0], sum_x_1[3:1]};\n  assign y = sum_x_1 ^ 4'd9;\nendmodule"
        in text
    )
    assert "  reg [3:0] part_q;\n" in text


# -- attributes --------------------------------------------------------------------------------------------------------


def test_attributes_stand_before_what_they_belong_to():
    def body(io):
        hw.attribute(io, "keep_hierarchy", "yes")
        hw.attribute(io.x, "keep")
        hw.attribute(io.p, "io_standard", 'a"b')
        memory = hw.Memory(hw.Bit, 2).named("m")
        hw.attribute(memory, "ram_style", "block")
        memory.write(io.x, io.x)
        part = Cell()("part", pad=[io.p, io.p], d=memory[io.x])
        hw.attribute(part, "count", -3)

    text = hw.circuit("M", "in clk: Clock; in x: Bit; inout p: Bit", body).verilog()
    assert text.startswith('(* keep_hierarchy = "yes" *)\nmodule M (\n')
    assert "  (* keep *) input wire x,\n" in text
    assert '  (* io_standard = "a\\"b" *) inout wire p\n' in text
    assert '  (* ram_style = "block" *) reg m [0:1];\n' in text
    assert "  (* count = -3 *)\n  Cell part (\n" in text


def test_what_has_no_attribute_is_a_type_error():
    def given(*arguments):
        return hw.circuit(
            "M", "in x: Bit", lambda io: hw.attribute(*(io.x if each is ... else each for each in arguments))
        )

    with pytest.raises(TypeError, match="an attribute is given to a signal"):
        given(3, "keep").elaborate()
    with pytest.raises(TypeError, match="the name of an attribute is a string"):
        given(..., 3).elaborate()
    with pytest.raises(TypeError, match="the value of an attribute is a string or an integer, not bool"):
        given(..., "keep", True).elaborate()
    assert refused(given(..., "keep", 1 << 40).elaborate).code == "HW1041"
    assert refused(given(..., "keep", "é").elaborate).code == "HW1041"


# -- a front end -------------------------------------------------------------------------------------------------------

yosys = pytest.mark.skipif(shutil.which("yosys") is None, reason="yosys is not installed")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "ram.v"
    path.write_text(SOURCE)
    return path


@yosys
def test_the_ports_are_read_from_the_source(source):
    class Ram(hw.Generator):
        external = hw.read_verilog(source, "ram", parameters={"WIDTH": 12, "INIT": "some"})
        interface = hw.Interface(clk=hw.In(hw.Clock))

    assert Ram().interface == "in clk: Clock; in level: SInt(4); in d: UInt(12); out q: UInt(12); inout pad: Bit"
    plain = hw.external("Plain", external=hw.read_verilog(source, "ram"))
    assert "in clk: Bit" in plain.interface and "in d: UInt(8)" in plain.interface

    def body(io):
        io.q @= Ram()("ram", clk=io.clk, level=io.x, d=io.d, pad=io.pad).q

    top = hw.circuit("Top", "in clk: Clock; in x: SInt(4); in d: UInt(12); inout pad: Bit; out q: UInt(12)", body)
    assert '  ram #(.WIDTH(12), .INIT("some")) ram (' in top.verilog()
    files = top.write_verilog_folder(source.parent / "out")
    assert [name.rsplit("/")[-1] for name in files] == ["Top.v", "ram.v"]


@yosys
@pytest.mark.parametrize("kind", ["signed [31:0]", "integer", ""])
def test_a_parameter_may_be_negative(tmp_path, kind):
    path = tmp_path / "off.v"
    path.write_text(
        f"module off #(parameter {kind} OFF = 0) (input wire [OFF + 15:0] a, output wire [OFF < 0 ? 1 : 2:0] y);\n"
        "  assign y = a[1:0];\nendmodule\n"
    )
    off = hw.external("off", external=hw.read_verilog(path, "off", parameters={"OFF": -7}))
    assert off.interface == "in a: UInt(9); out y: UInt(2)"

    def body(io):
        io.y @= off("off", a=io.a).y

    top = hw.circuit("Top", "in a: UInt(9); out y: UInt(2)", body)
    assert "  off #(.OFF(-7)) off (" in top.verilog()


@yosys
def test_a_port_that_does_not_fit_is_told_with_both_places(source):
    class Wrong(hw.Generator):
        external = hw.read_verilog(source, "ram")
        interface = hw.Interface(q=hw.In(hw.UInt(8)))

    error = refused(Wrong)
    assert error.code == "HW1045"
    assert "port `q` is declared `in` with 8 bits, and in module ram it is `out` with 8 bits" in str(error)
    assert f"{source}:8: note: the port in the source" in str(error)

    def body(io):
        hw.external("ram", external=hw.read_verilog(source, "ram"))("ram", d=io.d)

    error = refused(hw.circuit("Top", "in d: UInt(9)", body).elaborate)
    assert error.code == "HW2003" and f"{source}:7: note: the port" in str(error)


@yosys
def test_what_yosys_does_not_read_is_told(source):
    with pytest.raises(ValueError, match=r"(?s)yosys does not read module ram of .*defparam `DEPTH`"):
        hw.read_verilog(source, "ram", parameters={"DEPTH": 4})
    with pytest.raises(FileNotFoundError, match="there is no file"):
        hw.read_verilog(source.with_name("none.v"), "ram")
    with pytest.raises(TypeError, match="a Verilog parameter is an integer or a string, not bool"):
        hw.read_verilog(source, "ram", parameters={"WIDTH": True})


@yosys
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("module ram; endmodule\nmodule rom; endmodule\n", "there are ram, rom"),
        ("module ram; endmodule\n", "there is ram"),
        ("// nothing\n", "there is none"),
        # `do` is a name in Verilog alone, and `logic` a word in SystemVerilog alone.
        ("module ram(input do); endmodule\n", "there is ram"),
        ("module ram(input logic a); endmodule\n", "there is ram"),
    ],
)
def test_a_module_that_there_is_not_is_told_with_those_that_there_are(tmp_path, text, said):
    path = tmp_path / "some.v"
    path.write_text(text)
    with pytest.raises(ValueError) as caught:
        hw.read_verilog(path, "ramm")
    assert str(caught.value) == f"there is no module ramm in {path}; {said}"


@yosys
def test_what_is_wrong_is_told_in_the_language_that_the_file_is_in(tmp_path):
    path = tmp_path / "old.v"
    path.write_text("module old(input do, output y); assign y = do; endmodule\n")
    with pytest.raises(ValueError, match="defparam `WIDTH`"):
        hw.read_verilog(path, "old", parameters={"WIDTH": 8})
    path.write_text("module old(input do, output y; endmodule\n")
    with pytest.raises(ValueError, match=r"yosys does not read module old of .*\n.*syntax error"):
        hw.read_verilog(path, "old")


@yosys
def test_a_module_without_content_has_ports(tmp_path):
    path = tmp_path / "stubs.v"
    path.write_text("module other; endmodule\nmodule stub #(parameter N = 1) (input [N - 1:0] a); endmodule\n")
    stub = hw.external("stub", external=hw.read_verilog(path, "stub", parameters={"N": 5}))
    assert stub.interface == "in a: UInt(5)"


@yosys
@pytest.mark.parametrize("name", ["-ram.v", "~ram.v", "+ram.v", 'ra" m; exec -- touch hit; .v', "ram.v -top rom.v"])
def test_a_path_is_nothing_but_a_path(source, monkeypatch, name):
    monkeypatch.chdir(source.parent)
    source.rename(source.with_name(name))
    assert hw.read_verilog(name, "ram")._has_ports
    assert not source.with_name("hit").exists()


@yosys
def test_no_name_and_no_value_is_a_command_of_yosys(source, monkeypatch):
    monkeypatch.chdir(source.parent)
    command = "ram; exec -- touch hit; hierarchy -top ram"
    for module, parameters in [
        (command, {}),
        ("ram\nexec -- touch hit", {}),
        ("", {}),
        ("ram", {f"WIDTH 8 {command}": 8}),
        ("ram", {"INIT": f'x" {command}; log "'}),
        ("ram", {"INIT": f"x\n{command}"}),
    ]:
        with pytest.raises(ValueError, match=r"is no name of a|cannot be told to Yosys"):
            hw.read_verilog(source, module, parameters=parameters)
    with pytest.raises(TypeError, match="the name of a module is a string, not int"):
        hw.read_verilog(source, 3)
    assert hw.read_verilog(source, "ram", parameters={"INIT": "a b; c #"})._has_ports
    assert not source.with_name("hit").exists()


def test_without_yosys_it_says_so(source, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="there is no `yosys` on PATH: install it, or declare the interface"):
        hw.read_verilog(source, "ram")
