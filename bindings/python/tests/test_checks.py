"""Assertions, covers and prints from Python. That they fire is seen in Tests/Conformance/test_checks.py."""

import hwgen as hw
import pytest

INTERFACE = "in clk: Clock; in rst: Reset; in a: Bit; in x: UInt(8); in s: SInt(8); in m: Bits(8); out y: UInt(8)"


def built(body, interface=INTERFACE, profile="systemverilog"):
    def whole(io):
        io.y @= io.x
        body(io)

    with hw.Context():
        return hw.circuit("M", interface, whole).verilog(profile)


def test_the_only_reset_switches_checks_off_unless_they_are_to_hold_in_reset():
    text = built(lambda io: hw.assert_(io.a))
    assert "    if (~rst) begin\n      assert (a);\n    end\n" in text
    text = built(lambda io: hw.assert_(io.a, in_reset=True))
    assert "  always @(posedge clk) begin\n    assert (a);\n  end\n" in text
    two = INTERFACE + "; in other: AsyncReset"
    assert "rst)" not in built(lambda io: hw.assert_(io.a), two)
    assert "if (~other) begin" in built(lambda io: hw.assert_(io.a, reset=io.other), two)


def test_a_clock_is_named_where_there_are_several():
    two = INTERFACE + "; in other: Clock"
    with pytest.raises(hw.Error, match=r"HW2013.*2 clocks; say which one a `print` uses"):
        built(lambda io: hw.print("m"), two)
    assert "always @(posedge other)" in built(lambda io: hw.print("m", clock=io.other), two)


def test_a_mistake_is_told_on_its_line_and_the_body_may_go_on():
    seen = []

    def body(io):
        for bad, code in (
            (lambda: hw.print("{:q}", io.x), "HW2060"),
            (lambda: hw.print("{} {}", io.x), "HW2061"),
            (lambda: hw.assert_(io.a, "m", io.x), "HW2061"),
            (lambda: hw.print("{}", io.m), "HW2062"),
            (lambda: hw.print("{:x}", io.s), "HW2062"),
            (lambda: hw.print("{:3x}", io.x), "HW2062"),
            (lambda: hw.assume(io.x), "HW2004"),
            (lambda: hw.cover(io.a, clock=io.a), "HW2004"),
        ):
            with pytest.raises(hw.Error) as caught:
                bad()
            first = caught.value.diagnostics[0]
            assert first.code == code
            assert first.file == __file__ and first.line == bad.__code__.co_firstlineno
            seen.append(code)
        hw.print("{}", io.x)

    assert built(body).count("$display") == 1
    assert len(seen) == 8


def test_what_is_no_signal_is_a_type_error():
    def body(io):
        for bad, said in (
            (lambda: hw.print(io.x), "hw.print takes a message and its values"),
            (lambda: hw.print("{}", 3), "value 1 of the message of hw.print is a signal, not int"),
            (lambda: hw.assert_(True), "the condition of hw.assert_ is a signal, not bool"),
            (lambda: hw.assert_(io.a, io.x), "the message of hw.assert_ is a string, not Signal"),
            (lambda: hw.cover(io.a, clock="clk"), "the clock of hw.cover is a signal, not str"),
            (lambda: hw.assume(io.a, reset=0), "the reset of hw.assume is a signal, not int"),
        ):
            with pytest.raises(TypeError, match=said):
                bad()

    built(body)


def test_a_signal_of_another_circuit_is_refused():
    kept = []

    def body(io):
        if kept:
            hw.print("{}", kept[0])
        kept.append(io.x)

    with hw.Context():
        hw.circuit("A", "in x: UInt(8)", body).elaborate()
        with pytest.raises(hw.Error, match="HW2010"):
            hw.circuit("B", "in clk: Clock; in x: UInt(8)", body).elaborate()


def test_what_follows_a_check_counts_its_nets_right():
    def body(io):
        total = (io.x + io.x).named("total")
        hw.assert_(total == io.x, "{} {}", total, io.x)
        with hw.when(io.a):
            hw.print("{}", total)
        other = (total ^ io.x).named("another")
        hw.cover(other == 3)

    text = built(body)
    assert "wire [7:0] total = x + x;" in text and "wire [7:0] another = total ^ x;" in text
    assert "cover (another == 8'd3);" in text


def test_nothing_is_told_to_be_unused_that_a_check_reads():
    def body(io):
        count = hw.reg(hw.UInt(8)).named("count")
        count.next = count + 1
        with hw.when(io.a):
            hw.assert_(count < 9, "{} {:x}", io.s, io.m)

    with hw.Context() as context:

        def whole(io):
            io.y @= io.x
            body(io)

        hw.circuit("M", INTERFACE, whole).elaborate()
        assert context.take_warnings() == ()


def test_python_keeps_its_own_print():
    names = {}
    exec("from hwgen import *", names)
    assert "print" not in names and names["assert_"] is hw.assert_


def test_checks_are_off_while_a_reset_that_is_active_low_is_0():
    design = hw.circuit("M", "in clk: Clock; in rst_n: ResetN; in a: Bit; out o: Bit")

    @design
    def made(io):
        io.o @= io.a
        hw.assert_(io.a, "a is low")

    text = made.verilog()
    assert "    if (rst_n) begin\n" in text, text
    assert "~rst_n" not in text
