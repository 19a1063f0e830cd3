"""Late parameters mean what ordinary ones mean, for every value that Verilog gives them.

A body is written once, and used by a generator whose parameter is late and by one whose parameter is ordinary. For
several values yosys proves the late module with that value equal to the ordinary circuit, and iverilog and verilator
run both side by side. The tools read the late module with each value without a message; a value out of its range ends
a simulation.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
sys.path.insert(0, str(ROOT / "scripts"))

import hwgen as hw  # noqa: E402
from judges import Design, complaints, judge  # noqa: E402

VALUES = [4, 5, 9, 16, 33]
PROFILES = {"sv": "systemverilog", "v": "verilog"}


def logic(late):
    """Operations without state."""

    # Named here too, since a comprehension in a class does not see the class.
    width = hw.Int(min=4, max=40, default=9, late=late)

    class Logic(hw.Generator):
        bits = width
        interface = hw.Interface(
            **{name: hw.In(hw.UInt[width]) for name in ("a", "b")},
            **{name: hw.In(hw.SInt[width]) for name in ("s", "t")},
            wide=hw.In(hw.UInt[2 * width + 3]),
            n=hw.In(hw.UInt(3)),
            c=hw.In(hw.Bit),
            word=hw.In(hw.UInt(4)),
            offset=hw.In(hw.SInt(3)),
            **{f"u{i}": hw.Out(hw.UInt[width]) for i in range(12)},
            **{f"s{i}": hw.Out(hw.SInt[width]) for i in range(6)},
            **{f"b{i}": hw.Out(hw.Bit) for i in range(16)},
            **{f"n{i}": hw.Out(hw.UInt(4)) for i in range(3)},
            **{f"w{i}": hw.Out(hw.UInt[width + 1]) for i in range(3)},
            sum=hw.Out(hw.SInt[width + 1]),
            difference=hw.Out(hw.SInt[width + 1]),
            product=hw.Out(hw.UInt[2 * width]),
            signed_product=hw.Out(hw.SInt[2 * width]),
            mixed_product=hw.Out(hw.SInt[width + 3]),
            joined=hw.Out(hw.Bits[3 * width + 4]),
            copied=hw.Out(hw.SInt(44)),
            filled=hw.Out(hw.UInt(41)),
            turned=hw.Out(hw.UInt[width]),
            nothing=hw.Out(hw.UInt[width]),
            known=hw.Out(hw.Bits(6)),
        )

        def body(self, io):
            a, b, s, t, bits = io.a, io.b, io.s, io.t, self.bits
            unsigned = [
                a + b, a - b, -a, a & b, a | ~b, a ^ b, hw.mux(io.c, a, b), a << io.n, b >> io.n, a.min(b), a.max(b),
                io.wide[:bits],
            ]  # fmt: skip
            for i, value in enumerate(unsigned):
                io[f"u{i}"] @= value
            signed = [s + t, -s, s >> io.n, s << 2, hw.mux(s < t, s - 3, t + 5), a.as_sint()]
            for i, value in enumerate(signed):
                io[f"s{i}"] @= value
            zero = hw.literal(0, hw.UInt[bits])
            bit = [
                a == b, a != b, a < b, a <= b, s < t, s <= t, a.all(), b.any(), a.xor(), a[-1], s[-1], io.wide[-1],
                a[2], a > 9, s > -6, (a & b) == zero,
            ]  # fmt: skip
            for i, value in enumerate(bit):
                io[f"b{i}"] @= value
            io.n0 @= a[0:4]
            io.n1 @= io.wide[5:9]
            io.n2 @= (a ^ b).trunc(4)
            io.w0 @= a.zext(bits + 1) + io.c.zext(bits + 1)
            io.w1 @= a.add_expanding(b)
            io.w2 @= io.word.zext(bits + 1) | io.wide.trunc(bits + 1)
            io.sum @= s.add_expanding(t)
            io.difference @= a.sub_expanding(b)
            io.product @= a * b
            io.signed_product @= s * t
            io.mixed_product @= s * io.offset
            io.joined @= hw.cat(a, s, io.word, b)
            io.copied @= s.sext(44)
            io.filled @= b.zext(41)
            # Every bit one place up, and the highest to the lowest place.
            io.turned @= hw.cat(a.trunc(bits - 1), a[-1]).as_uint()
            # What a tool finds to be constant is so in the text.
            zero = (a - a).zext(bits + 1).trunc(bits)
            io.nothing @= zero << io.n
            io.known @= hw.cat(a < zero, zero <= b, a == a, s < s, (a ^ a).any(), hw.mux(a < zero, a, b) != b)

    return Logic


def state(late):
    """Registers, branches and instances, the inner one with another width."""

    class Shift(hw.Generator):
        bits = hw.Int(min=2, max=80, default=3, late=late)
        interface = hw.Interface(
            clk=hw.In(hw.Clock), rst=hw.In(hw.Reset), d=hw.In(hw.Bit), q=hw.Out(hw.UInt[bits]), last=hw.Out(hw.Bit)
        )

        def body(self, io):
            line = hw.reg(hw.UInt[self.bits], reset_value=1).named("line")
            line.next = hw.cat(line.trunc(self.bits - 1), io.d).as_uint()
            io.q @= line
            io.last @= line[-1]

    class State(hw.Generator):
        bits = hw.Int(min=4, max=40, default=9, late=late)
        interface = hw.Interface(
            clk=hw.In(hw.Clock),
            rst=hw.In(hw.AsyncReset),
            clear=hw.In(hw.Reset),
            d=hw.In(hw.UInt[bits]),
            go=hw.In(hw.Bit),
            mode=hw.In(hw.UInt(2)),
            count=hw.Out(hw.UInt[bits]),
            kept=hw.Out(hw.UInt[bits]),
            started=hw.Out(hw.SInt[bits]),
            chosen=hw.Out(hw.UInt[bits]),
            low=hw.Out(hw.UInt[bits]),
            q=hw.Out(hw.UInt[2 * bits]),
            last=hw.Out(hw.Bit),
            other_last=hw.Out(hw.Bit),
        )

        def body(self, io):
            bits = self.bits
            count = hw.reg(hw.UInt[bits], reset_value=3, reset=io.rst, enable=io.go).named("counter")
            count.next = count + 1
            io.count @= count
            kept = hw.reg(hw.UInt[bits], reset_value=0, reset=io.clear).named("held")
            with hw.when(io.go):
                kept.next = io.d
            io.kept @= kept
            started = hw.reg(hw.SInt[bits], reset_value=-2, reset=io.clear, initial=-2).named("first")
            started.next = started - 1
            io.started @= started
            chosen = hw.wire(hw.UInt[bits]).named("choice")
            chosen @= io.d
            with hw.switch(io.mode):
                with hw.case(0):
                    chosen @= count
                with hw.case(1, 2):
                    chosen @= ~io.d
            io.chosen @= chosen
            io.low @= hw.mux(io.mode == 3, hw.literal(6, hw.UInt[bits]), chosen)
            inner = (Shift() if late else Shift(2 * bits))(
                "inner", clk=io.clk, rst=io.clear, d=io.go, **({"bits": 2 * bits} if late else {})
            )
            io.q @= inner.q
            io.last @= inner.last
            other = (Shift() if late else Shift(3))("other", clk=io.clk, rst=io.clear, d=io.go)
            io.other_last @= other.last

    return State


MADE = {"Logic": logic, "State": state}
each_design = pytest.mark.parametrize("name", MADE)
each_profile = pytest.mark.parametrize("suffix", PROFILES)


@pytest.fixture(autouse=True)
def context():
    with hw.Context():
        yield


def run(*command: object, **options: object) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def write(tmp_path: Path, name: str, suffix: str) -> Path:
    file = tmp_path / f"{name}.{suffix}"
    MADE[name](True)().write_verilog(file, PROFILES[suffix])
    return file


@each_profile
@each_design
def test_four_tools_accept_it_with_its_default(name, suffix, tmp_path):
    file = write(tmp_path, name, suffix)
    design = Design.of(file, name, profile=PROFILES[suffix], strict=True)
    verdicts = judge([design])
    assert all(verdict.ok for verdict in verdicts), complaints(verdicts)


class Least(hw.Generator):
    bits = hw.Int(late=True, default=-(2**31))
    depth = hw.Int(min=1, late=True, default=3)
    lanes = hw.Int(min=1, late=True, default=3)
    interface = hw.Interface(a=hw.In(hw.UInt[lanes]), y=hw.Out(hw.Bit))

    def body(self, io):
        io.y @= io.a.any()


class Unread(hw.Generator):
    """Late parameters that no width reads: its own, with a range and without, and one that an instance gives on."""

    spare = hw.Int(late=True, default=-(2**31))
    checked = hw.Int(max=5, late=True, default=3)
    width = hw.Int(min=2, late=True, default=4)
    given = hw.Int(min=2, late=True, default=4)
    interface = hw.Interface(a=hw.In(hw.UInt[width]), y=hw.Out(hw.UInt[width]), z=hw.Out(hw.Bit))

    def body(self, io):
        other = hw.external("least_of", "in a: Bit; out y: Bit", parameters={"LEAST": -(2**31)}, source=LEAST_OF)(
            "other", a=io.a[0]
        )
        least = Least()("least", a=hw.literal(1, hw.UInt[self.given]), lanes=self.given)
        io.y @= io.a
        io.z @= least.y ^ other.y


LEAST_OF = """\
module least_of #(parameter integer LEAST = 0) (input wire a, output wire y);
  assign y = (LEAST < 0) ? a : ~a;
endmodule
"""


@each_profile
def test_a_parameter_that_no_width_reads_is_told_and_the_least_number_is_one(suffix, tmp_path):
    context = hw.Context()
    with context:
        files = [Path(name) for name in Unread().write_verilog_folder(tmp_path, profile=PROFILES[suffix])]
        notes = [f"{each.code}: {each.message}" for each in context.take_warnings()]
    design = Design("unread", "Unread", tuple(files), tmp_path / "Unread.vlt", PROFILES[suffix], strict=True)
    verdicts = judge([design])
    assert all(verdict.ok for verdict in verdicts), complaints(verdicts)
    waivers = [line.split()[2] for line in (tmp_path / "Unread.vlt").read_text().splitlines()[2:]]
    assert waivers.count("UNUSEDPARAM") == 2
    for name, module in [("spare", "Unread"), ("checked", "Unread"), ("bits", "Least"), ("depth", "Least")]:
        assert f"HW2022: late parameter `{name}` of {module} is never read" in notes
    assert len(notes) == 4


@each_profile
@each_design
def test_the_tools_accept_it_with_other_values(name, suffix, tmp_path):
    file = write(tmp_path, name, suffix)
    waivers = [path for path in [file.with_suffix(".vlt")] if path.exists()]
    generation = "-g2005" if suffix == "v" else "-g2005-sv"
    for value in VALUES:
        lint = "verilator", "--lint-only", "-Wall", "-Wno-DECLFILENAME", f"-Gbits={value}", "--top", name
        assert run(*lint, *waivers, file) == ""
        program = tmp_path / "program"
        assert run("iverilog", "-Wall", generation, f"-P{name}.bits={value}", "-s", name, "-o", program, file) == ""
        read = f"read_verilog {'-sv' if suffix == 'sv' else ''} {file}; chparam -set bits {value} {name}"
        assert run("yosys", "-q", "-p", f"{read}; hierarchy -check -top {name}; proc; check -assert") == ""


@pytest.mark.parametrize("value", VALUES)
@each_profile
@each_design
def test_with_a_value_it_is_proven_equal_to_the_ordinary_circuit(name, suffix, value, tmp_path):
    file = write(tmp_path, name, suffix)
    ordinary = MADE[name](False)(value)
    reference = tmp_path / f"reference.{suffix}"
    ordinary.write_verilog(reference, PROFILES[suffix])
    sv = "-sv" if suffix == "sv" else ""
    prepare = "flatten; opt_clean; async2sync; dffunmap; opt_clean"
    # Multipliers are compared as cells: what stands before them is what is proven.
    run(
        "yosys", "-q", "-p",
        f"""
        read_verilog {sv} {reference}; prep -nordff -top {ordinary.name}; {prepare}; design -stash reference
        read_verilog {sv} {file}; chparam -set bits {value} {name}
        hierarchy -top {name}; rename -top printed; prep -nordff -top printed; {prepare}; design -stash printed
        design -copy-from reference -as reference {ordinary.name}; design -copy-from printed -as printed printed
        equiv_make reference printed both; prep -flatten -top both
        equiv_struct; equiv_simple -undef; equiv_induct -undef; equiv_status -assert
        """,
    )  # fmt: skip


BENCH = """
`timescale 1ns/1ns
module bench;
  reg clk = 0, rst = 1, clear = 1, go;
  reg [1:0] mode;
  reg [BITS-1:0] d;
  integer seed = 7, i;
  wire [BITS-1:0] count, kept, started, chosen, low, count_, kept_, started_, chosen_, low_;
  wire [2*BITS-1:0] q, q_;
  wire done, other, done_, other_;
  State #(.bits(BITS)) late (.clk(clk), .rst(rst), .clear(clear), .d(d), .go(go), .mode(mode), .count(count),
    .kept(kept), .started(started), .chosen(chosen), .low(low), .q(q), .last(done), .other_last(other));
  REFERENCE ordinary (.clk(clk), .rst(rst), .clear(clear), .d(d), .go(go), .mode(mode), .count(count_),
    .kept(kept_), .started(started_), .chosen(chosen_), .low(low_), .q(q_), .last(done_), .other_last(other_));
  initial begin
    for (i = 0; i < 500; i = i + 1) begin
      d = {$random(seed), $random(seed)};
      {mode, go} = $random(seed);
      clear = i < 2 || i % 61 == 0;
      rst = i < 2 || i % 97 == 0;
      #1;
      if (i > 1 && {count, kept, started, chosen, low, q, done, other}
          !== {count_, kept_, started_, chosen_, low_, q_, done_, other_}) begin
        $display("step %0d differs", i);
        $finish;
      end
      clk = 1;
      #1 clk = 0;
    end
    $display("equal, %0d", started);
    $finish;
  end
endmodule
"""


@pytest.mark.parametrize("value", [6, 33])
@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
def test_simulators_run_it_beside_the_ordinary_circuit(tool, value, tmp_path):
    file = write(tmp_path, "State", "sv")
    ordinary = state(False)(value)
    ordinary.write_verilog(tmp_path / "ordinary.sv", "systemverilog")
    bench = tmp_path / "bench.v"
    text = BENCH.replace("BITS", str(value)).replace("REFERENCE", ordinary.name)
    bench.write_text(text)
    files = [file, tmp_path / "ordinary.sv", bench]
    if tool == "iverilog":
        run("iverilog", "-g2005-sv", "-s", "bench", "-o", tmp_path / "program", *files)
        said = run("vvp", tmp_path / "program")
    else:
        run("verilator", "--binary", "-Wno-fatal", "--top", "bench", "-Mdir", tmp_path / "obj", *files, cwd=tmp_path)
        said = run(tmp_path / "obj" / "Vbench")
    assert "equal" in said and "differs" not in said, said


@pytest.mark.parametrize("value, message", [(3, "bits is 3; it must be 4 to 40"), (41, "it must be 4 to 40")])
@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
def test_a_value_out_of_range_ends_a_simulation(tool, value, message, tmp_path):
    file = write(tmp_path, "State", "sv")
    if tool == "iverilog":
        run("iverilog", "-g2005-sv", f"-PState.bits={value}", "-s", "State", "-o", tmp_path / "program", file)
        said = run("vvp", tmp_path / "program")
    else:
        command = "verilator", "--binary", "-Wno-fatal", f"-Gbits={value}", "--top", "State", "-Mdir", tmp_path / "obj"
        run(*command, file, cwd=tmp_path)
        said = run(tmp_path / "obj" / "VState")
    assert message in said


def test_the_text_of_the_netlist_reads_back():
    for make in MADE.values():
        text = make(True)().netlist
        assert "late bits in 4..40 = 9" in text
        assert hw.read_netlist(text).netlist == text


def test_an_ordinary_circuit_is_as_it_was():
    assert "parameter" not in state(False)(8).verilog()


# -- external modules --------------------------------------------------------------------------------------------------

DELAY = """\
module delay #(
  parameter WIDTH = 4,
  parameter [0:0] WIDE = 0,
  parameter integer FIRST = 0
) (
  input wire clk,
  input wire [WIDTH-1:0] d,
  input wire signed [WIDTH-1:0] s,
  output reg [WIDTH-1:0] q,
  output wire signed [WIDTH-1:0] half,
  output wire wide
);
  initial q = FIRST[WIDTH-1:0];
  always @(posedge clk) q <= ~d;
  assign half = s >>> 1;
  assign wide = WIDE;
endmodule
"""


class Delay(hw.Generator):
    bits = hw.Int(min=2, max=31, default=4, late=True)
    external = hw.External(
        module="delay",
        parameters={"WIDTH": bits, "WIDE": bits > 8, "FIRST": 2 * bits - 4},
        timing="half from s; d, q at clk",
        source=DELAY,
    )
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        d=hw.In(hw.UInt[bits]),
        s=hw.In(hw.SInt[bits]),
        q=hw.Out(hw.UInt[bits]),
        half=hw.Out(hw.SInt[bits]),
        wide=hw.Out(hw.Bit),
    )


class Delayed(hw.Generator):
    bits = hw.Int(min=3, max=40, default=5, late=True)
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        d=hw.In(hw.UInt[bits]),
        s=hw.In(hw.SInt[bits + 1]),
        q=hw.Out(hw.UInt[bits + 1]),
        half=hw.Out(hw.SInt[bits + 1]),
        wide=hw.Out(hw.Bit),
        narrow=hw.Out(hw.UInt(6)),
        both=hw.Out(hw.UInt[bits + 1]),
    )

    def body(self, io):
        more = self.bits + 1
        first = Delay()("first", bits=more, clk=io.clk, d=io.d.zext(more), s=io.s)
        io.q @= first.q
        io.half @= first.half
        io.wide @= first.wide
        io.narrow @= Delay()("second", bits=6, clk=io.clk, d=9, s=-3).q
        third = Delay()("third", clk=io.clk, d=io.d[0:3].zext(4), s=0)
        mix = Mix()("mix", bits=more, a=first.q)
        io.both @= mix.y ^ third.q[3].zext(more)


class Mix(hw.Generator):
    bits = hw.Int(min=2, default=4, late=True)
    external = hw.External(parameters={"SKIP": bits - 1}, verilog="assign {y} = {{{{{SKIP}{{1'b0}}}}, {a}[0]}} ^ {a};")
    interface = hw.Interface(a=hw.In(hw.UInt[bits]), y=hw.Out(hw.UInt[bits]))


def delayed(tmp_path: Path, suffix: str) -> list[Path]:
    return [Path(name) for name in Delayed().write_verilog_folder(tmp_path, profile=PROFILES[suffix])]


@each_profile
def test_an_external_module_is_given_expressions_of_late_parameters(suffix, tmp_path):
    files = delayed(tmp_path, suffix)
    text = files[0].read_text()
    assert "  delay #(.WIDTH(bits + 1), .WIDE(bits >= 8), .FIRST(2*bits - 2)) first (" in text
    assert "  delay #(.WIDTH(6), .WIDE(1'b0), .FIRST(8)) second (" in text
    assert "  delay #(.WIDTH(4), .WIDE(1'b0), .FIRST(4)) third (" in text
    waivers = tmp_path / "Delayed.vlt"
    design = Design(
        "delayed", "Delayed", tuple(files), waivers if waivers.exists() else None, PROFILES[suffix], strict=True
    )
    verdicts = judge([design])
    assert all(verdict.ok for verdict in verdicts), complaints(verdicts)
    netlist = Delayed().netlist
    with hw.Context():
        assert hw.read_netlist(netlist).verilog(PROFILES[suffix]) == text


@each_profile
def test_the_tools_accept_an_external_module_with_other_values(suffix, tmp_path):
    files = delayed(tmp_path, suffix)
    waivers = [path for path in [tmp_path / "Delayed.vlt"] if path.exists()]
    generation = "-g2005" if suffix == "v" else "-g2005-sv"
    for value in (3, 8, 30):
        lint = "verilator", "--lint-only", "-Wall", f"-Gbits={value}", "--top", "Delayed"
        assert run(*lint, *waivers, *files) == ""
        program = tmp_path / "program"
        build = "iverilog", "-Wall", generation, f"-PDelayed.bits={value}", "-s", "Delayed", "-o", program
        assert run(*build, *files) == ""
        read = f"read_verilog {'-sv' if suffix == 'sv' else ''} {' '.join(map(str, files))}"
        set_ = f"chparam -set bits {value} Delayed"
        assert run("yosys", "-q", "-p", f"{read}; {set_}; hierarchy -check -top Delayed; proc; check -assert") == ""


DELAYED_BENCH = """
module bench;
  reg clk = 0;
  reg [BITS-1:0] d;
  reg signed [BITS:0] s;
  wire [BITS:0] q, both;
  wire signed [BITS:0] half;
  wire wide;
  wire [5:0] narrow;
  integer i, seed = 3;
  Delayed #(.bits(BITS)) delayed (
    .clk(clk), .d(d), .s(s), .q(q), .half(half), .wide(wide), .narrow(narrow), .both(both));
  initial begin
    #1 if (q !== 2*BITS - 2 || narrow !== 6'd8) $display("differs at first: %0d %0d", q, narrow);
    for (i = 0; i < 100; i = i + 1) begin
      d = $random(seed);
      s = $random(seed);
      #1 clk = 1;
      #1 clk = 0;
      if (q !== ~{1'b0, d} || half !== (s >>> 1) || wide !== (BITS >= 8) || narrow !== 6'd54
          || both !== (q ^ q[0] ^ 1'b1)) begin
        $display("step %0d differs: %0d %0d %0d %0d %0d", i, q, half, wide, narrow, both);
        $finish;
      end
    end
    $display("right");
    $finish;
  end
endmodule
"""


@pytest.mark.parametrize("value", [3, 5, 8, 30])
@pytest.mark.parametrize("tool", ["iverilog", "verilator"])
def test_an_external_module_is_as_wide_as_a_late_parameter_makes_it(tool, value, tmp_path):
    files = delayed(tmp_path, "sv")
    bench = tmp_path / "bench.v"
    bench.write_text(DELAYED_BENCH.replace("BITS", str(value)))
    if tool == "iverilog":
        run("iverilog", "-g2005-sv", "-s", "bench", "-o", tmp_path / "program", *files, bench)
        said = run("vvp", tmp_path / "program")
    else:
        options = "--binary", "--timing", "-Wno-fatal", "--top", "bench", "-Mdir", tmp_path / "obj"
        run("verilator", *options, *files, bench, cwd=tmp_path)
        said = run(tmp_path / "obj" / "Vbench")
    assert "right" in said and "differs" not in said, said


def test_a_value_that_an_external_module_does_not_take_ends_a_simulation(tmp_path):
    files = delayed(tmp_path, "sv")
    run("iverilog", "-g2005-sv", "-PDelayed.bits=31", "-s", "Delayed", "-o", tmp_path / "program", *files)
    assert "bits <= 30 does not hold" in run("vvp", tmp_path / "program")


def test_what_an_external_module_cannot_be_given_is_told(tmp_path):
    def body(io):
        Delay()("late", bits=40, clk=io.clk, d=0, s=0)

    with pytest.raises(hw.Error, match="HW2107: late parameter `bits` of delay is given 40; it must be 2 to 31"):
        hw.circuit("Top", "in clk: Clock", body).elaborate()
    with pytest.raises(hw.Error, match="HW1050"):
        Delay(bits=5)

    class Typed(hw.Generator):
        bits = hw.Int(min=2, default=4, late=True)
        external = hw.External(parameters={"WIDTH": (hw.Bits[8], bits)})
        interface = hw.Interface(a=hw.In(hw.UInt[bits]))

    with pytest.raises(hw.Error, match=r"HW1040: .* a number that a late parameter decides has no width of its own"):
        Typed()
