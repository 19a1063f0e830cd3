"""What Python assigns behind `@=`, and what `count.next = value` drives; record ports that are joined."""

import hwgen as hw
import pytest

STREAM = hw.Record(data=hw.UInt(8), valid=hw.Bit, ready=hw.Flip(hw.Bit))


def text(ports, body):
    return hw.circuit("Top", ports, body).verilog()


def refused(ports, body):
    with pytest.raises(TypeError, match="drive it with @="):
        hw.circuit("Top", ports, body).elaborate()


def test_a_register_takes_one_that_was_driven_just_before():
    def body(io):
        a, b, c = (hw.reg(hw.UInt(8)).named(name) for name in "abc")
        a.next = io.i
        b.next = a
        c.next = b
        io.o @= c

    printed = text("in clk: Clock; in i: UInt(8); out o: UInt(8)", body)
    for statement in ("a <= i;", "b <= a;", "c <= b;"):
        assert statement in printed


def test_a_register_holds_its_value_behind_a_drive_of_it():
    def body(io):
        a = hw.reg(hw.UInt(8)).named("a")
        a.next = io.i
        with hw.when(io.hold):
            a.next = a
        io.o @= a

    assert "a <= a;" in text("in clk: Clock; in hold: Bit; in i: UInt(8); out o: UInt(8)", body)


def test_next_can_be_driven_in_both_ways():
    def body(io):
        a, b = hw.reg(hw.UInt(8)).named("a"), hw.reg(hw.UInt(8)).named("b")
        a.next @= io.i
        b.next = a
        io.o @= b

    printed = text("in clk: Clock; in i: UInt(8); out o: UInt(8)", body)
    assert printed.count("a <= i;") == 1 and printed.count("b <= a;") == 1


def test_a_port_is_not_assigned_what_was_driven_just_before():
    def body(io):
        io.p @= io.i
        io.o = io.p

    refused("in i: UInt(8); out o, p: UInt(8)", body)


def test_a_port_may_be_read_by_its_computed_name_while_it_is_driven():
    def body(io):
        io["o"] @= io.i.zext(io["o"].width)

    assert "assign o = {8'b0, i};" in text("in i: UInt(8); out o: UInt(16)", body)


def test_a_bit_is_not_assigned_what_was_driven_just_before():
    def body(io):
        wire = hw.wire(hw.Bit)
        wire @= io.i
        io.o[1] = wire

    refused("in i: Bit; out o: Bits(2)", body)


def test_a_field_is_not_assigned_what_was_driven_just_before():
    def body(io):
        io.o.valid @= io.i
        io.o.data[0] = io.o.valid

    refused(hw.Interface(i=hw.In(hw.Bit), o=hw.Out(STREAM)), body)

    def fields(io):
        io.o.valid @= io.i
        io.o.data = io.o.valid

    refused(hw.Interface(i=hw.In(hw.Bit), o=hw.Out(STREAM)), fields)


def make_stage():
    return hw.circuit("Stage", hw.Interface(i=hw.In(STREAM), o=hw.Out(STREAM)), stage_body)


def stage_body(io):
    io.o.data @= ~io.i.data
    io.o["valid"] @= io.i["valid"]
    io.i.ready @= io.o.ready


def test_an_input_of_an_instance_is_not_assigned_what_was_driven_just_before():
    def body(io):
        inner = make_stage()("inner", o={"ready": io.o.ready})
        inner.i.data @= io.i.data
        inner.i.valid = inner.i.data

    refused(hw.Interface(i=hw.In(STREAM), o=hw.Out(STREAM)), body)


def test_record_ports_are_joined_from_port_to_port_and_from_instance_to_instance():
    def body(io):
        first = make_stage()("first", i=io.i)
        make_stage()("second", i=first.o, o=io.o)

    printed = text(hw.Interface(i=hw.In(STREAM), o=hw.Out(STREAM)), body)
    for pin in (".i_ready(i_ready)", ".o_data(o_data)", ".i_data(first_o_data)", ".o_ready(second_i_ready)"):
        assert pin in printed, printed


def test_record_ports_that_are_joined_have_the_same_fields():
    more = hw.Record(data=hw.UInt(8), last=hw.Bit, valid=hw.Bit, ready=hw.Flip(hw.Bit))
    less = hw.Record(data=hw.UInt(8), valid=hw.Bit)
    for record, missing in ((more, "`last` in `inner.i`"), (less, "`ready` in `i`")):

        def body(io):
            make_stage()("inner", i=io.i)

        with pytest.raises(hw.Error, match=f"HW2103: no field {missing}"):
            hw.circuit("Top", hw.Interface(i=hw.In(record)), body).elaborate()


def test_repeated_ports_are_joined():
    def inner(io):
        io.o @= io.i[0] & io.i[1]

    def body(io):
        child = hw.circuit("Child", hw.Interface(i=hw.In(hw.Bit).repeat(2), o=hw.Out(hw.Bit)), inner)
        io.o @= child("child", i=io.i).o

    printed = text(hw.Interface(i=hw.In(hw.Bit).repeat(2), o=hw.Out(hw.Bit)), body)
    assert ".i_1(i_1)" in printed


def test_an_element_at_an_index_that_is_a_value_is_told_how_to_be_driven():
    def body(io):
        value = hw.wire(hw.UInt(4)).named("w")
        value @= 0
        with hw.when(io.e):
            value[io.i] @= 1
        io.o @= value

    with pytest.raises(hw.Error, match=r"an element of `w`: UInt\(4\) at an index that is a value cannot"):
        hw.circuit("M", "in e: Bit; in i: UInt(2); out o: UInt(4)", body).elaborate()


def test_a_number_that_no_fixed_point_type_has_is_told_in_units():
    def body(io):
        io.o @= io.f * 2

    with pytest.raises(hw.Error, match=r"8 times 2\^-2 needs 5 bits and SFix\(2, 2\) has 4"):
        hw.circuit("M", "in f: SFix(2, 2); out o: SFix(4, 4)", body).elaborate()
