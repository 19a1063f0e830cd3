"""Relaxed scopes: widths that differ, what is noted, and what stays strict."""

from __future__ import annotations

import hwgen as hw
import pytest

INTERFACE = "in clk: Clock; in s: Bit; in a: UInt(4); in b: UInt(9); in x: SInt(3); in p: {v: UInt(4)}; out y: UInt(6)"


def elaborated(body, interface=INTERFACE):
    made = hw.circuit("M", interface, body)
    made.elaborate()
    return made


def refusal(body):
    with pytest.raises(hw.Error) as caught:
        elaborated(body)
    return caught.value


def test_operands_are_extended_to_the_widest_and_drives_fit():
    def body(io):
        with hw.relaxed():
            total = io.a + io.b
            assert total.width == 9
            assert (io.b - 1 > io.a).type == hw.Bit
            assert (io.b >= io.a).width == 1
            assert (io.a * io.b).width == 13
            assert (io.a << io.b).width == 4
            assert (io.a // io.b).width == 4
            assert (io.a % io.b).width == 9
            assert hw.mux(io.s, io.a, io.b).width == 9
            assert hw.select(io.s, {0: io.a}, default=io.b).width == 9
            assert hw.select1hot(io.a[0:2], [io.a, io.b]).width == 9
            assert io.a.min(io.b).width == 9
            io.y @= total ^ io.p.v
        assert (io.a + 1).width == 4

    assert "assign y = " in elaborated(body).verilog()


def test_what_is_made_behind_a_scope_is_counted_right():
    def body(io):
        count = hw.reg(hw.UInt(5))
        words = hw.Memory(hw.UInt(6), 4)
        other = hw.wire(hw.Bits(7))
        with hw.relaxed():
            with hw.when(io.s):
                count.next = io.b
            words.write(io.a, io.b, enable=io.s)
            first = hw.Memory(hw.UInt(3), 2, init=[1]).named("first")
            held = hw.reg(hw.UInt(6), io.a, initial=3).named("held")
            clock = hw.crossing(io.b, "quasi_static").named("still")
            other @= io.a.as_bits()
            io.y @= count + words[io.a] + held + first[io.a] + clock + other.as_uint()
        assert io.a.zext(6).width == 6

    made = elaborated(body)
    assert hw.read_netlist(made.netlist).netlist == made.netlist
    assert "reg [5:0] held = 6'd3;" in made.verilog()


def test_records_variants_elements_and_inputs_fit():
    @hw.circuit("Half", "in i: UInt(3); out o: UInt(2)")
    def half(io):
        io.o @= io.i[0:2]

    union = hw.Union("P", wide=hw.UInt(12), none=None)

    def body(io):
        with hw.relaxed():
            packed = hw.record(hw.Record(u=hw.UInt(5), v=hw.SInt(2)), u=io.a, v=io.x)
            assert packed.width == 7
            assert hw.variant(union, "wide", io.a).width == 13
            inner = half("inner", i=io.b)
            late = half("late")
            late.i @= io.a
            io.y @= packed.as_uint() + inner.o + late.o

    text = elaborated(body).verilog()
    assert ".i(b[2:0])" in text
    assert ".i(a[2:0])" in text


def test_each_place_is_noted_once():
    def body(io):
        with hw.relaxed():
            total = io.b
            for _ in range(3):
                total = io.a + total
            io.y @= total

    elaborated(body)
    notes = [note for note in hw.current_context().take_warnings() if note.code in ("HW2100", "HW2101")]
    assert [(note.code, note.severity, note.message) for note in notes] == [
        ("HW2100", "note", "add: `a`: UInt(4) is extended to 9 bits"),
        ("HW2101", "note", "assignment: UInt(9) is cut to 6 bits"),
    ]
    assert notes[0].file.endswith("test_relaxed.py")
    assert notes[1].line == notes[0].line + 1


def test_a_cut_can_be_made_an_error():
    def body(io):
        with hw.relaxed():
            io.y @= io.b

    hw.current_context().set_policy("HW2101", "error")
    assert refusal(body).code == "HW2101"


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("HW2003", lambda io: io.a + io.x),
        ("HW2003", lambda io: io.s & io.a),
        ("HW2003", lambda io: hw.mux(io.s, io.x, io.a)),
        ("HW2011", lambda io: io.a + 16),
        ("HW2005", lambda io: io.a.__imatmul__(io.b)),
    ],
)
def test_all_else_is_strict(code, wrong):
    def body(io):
        with hw.relaxed():
            wrong(io)

    assert refusal(body).code == code


def test_strictness_is_back_behind_the_scope_and_after_an_exception():
    def body(io):
        with pytest.raises(ZeroDivisionError), hw.relaxed():
            _ = 1 // 0
        with pytest.raises(hw.Error, match="HW2003"):
            io.a + io.b
        with hw.relaxed():
            io.y @= io.a

    elaborated(body)
