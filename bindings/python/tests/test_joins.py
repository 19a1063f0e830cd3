"""Record and repeated ports that are joined as a whole: what drives what, and what does not fit."""

from __future__ import annotations

import hwgen as hw
import pytest

Point = hw.Record(x=hw.UInt(4), y=hw.SInt(3))
Stream = hw.Record(data=Point, valid=hw.Bit, ready=hw.Flip(hw.Bit))
Lane = hw.Record(x=hw.UInt(4), y=hw.Flip(hw.Bit))


def interface(**ports):
    return hw.Interface(**ports)


def text(ports, body):
    return hw.circuit("Top", ports, body).verilog()


def refusal(ports, body):
    with pytest.raises(hw.Error) as caught:
        hw.circuit("Top", ports, body).elaborate()
    return caught.value


def given(to, value):
    """A body that drives one port by another."""

    def body(io):
        target = io[to]
        target @= io[value]

    return body


def passing():
    @hw.circuit("Pass", interface(i=hw.In(Stream), o=hw.Out(Stream)))
    def stage(io):
        io.o @= io.i

    return stage


def test_an_output_takes_an_input_and_flipped_fields_run_back():
    printed = text(interface(i=hw.In(Stream), o=hw.Out(Stream)), given("o", "i"))
    for line in ("o_data_x = i_data_x", "o_data_y = i_data_y", "o_valid = i_valid", "i_ready = o_ready"):
        assert f"assign {line};" in printed


def test_nested_parts_are_joined_by_themselves():
    def body(io):
        io.o.data @= io.i.data
        io.o.valid @= io.i.valid
        io.i.ready @= io.o.ready

    assert "assign o_data_y = i_data_y;" in text(interface(i=hw.In(Stream), o=hw.Out(Stream)), body)


def test_instances_are_joined_in_either_order():
    def body(io):
        first, second = passing()("first"), passing()("second")
        first.o @= second.i
        first.i @= io.i
        second.o @= io.o

    printed = text(interface(i=hw.In(Stream), o=hw.Out(Stream)), body)
    for pin in (".i_valid(first_o_valid)", ".o_ready(second_i_ready)", ".o_valid(o_valid)", ".i_ready(i_ready)"):
        assert pin in printed, printed


def test_what_an_instance_gives_may_be_read_and_joined():
    def body(io):
        inner = passing()("inner", i=io.i)
        io.seen @= inner.o.valid & io.o.ready
        io.o @= inner.o

    assert "assign seen = inner_o_valid & o_ready;" in text(
        interface(i=hw.In(Stream), o=hw.Out(Stream), seen=hw.Out(hw.Bit)), body
    )


def test_a_record_goes_to_ports_and_comes_from_them():
    def body(io):
        point = hw.wire(Point).named("point")
        point @= io.p
        io.q @= point
        io.r @= hw.record(Point, x=point["x"] + 1, y=point["y"])

    printed = text(interface(p=hw.In(Point), q=hw.Out(Point), r=hw.Out(Point)), body)
    assert "assign q_x = point[6:3];" in printed
    assert "assign point[2:0] = p_y;" in printed


def test_a_wire_of_a_record_with_flipped_fields_runs_both_ways():
    def body(io):
        middle = hw.wire(Stream).named("middle")
        middle @= io.i
        io.o @= middle

    printed = text(interface(i=hw.In(Stream), o=hw.Out(Stream)), body)
    assert "assign middle[0] = o_ready;" in printed
    assert "assign i_ready = middle[0];" in printed


def test_repeated_records_and_arrays():
    @hw.circuit("Lanes", interface(lanes=hw.In(Lane).repeat(3)))
    def lanes(io):
        for lane in io.lanes:
            lane.y @= lane.x.any()

    def body(io):
        inner = lanes("inner")
        inner.lanes @= io.lanes
        io.bits @= io.array
        io.cut[0] @= io.lanes[2].x
        io.cut[1] @= io.lanes[0].x
        io.parts @= [io.lanes[0].y, io.e]

    ports = interface(
        lanes=hw.In(Lane).repeat(3),
        array=hw.In(hw.Array(2, hw.UInt(4))),
        bits=hw.Out(hw.UInt(4)).repeat(2),
        cut=hw.Out(hw.UInt(4)).repeat(2),
        parts=hw.Out(hw.Bit).repeat(2),
        e=hw.In(hw.Bit),
    )
    printed = text(ports, body)
    assert ".lanes_2_y(lanes_2_y)" in printed
    assert "assign bits_1 = array[7:4];" in printed
    assert "assign parts_1 = e;" in printed


def test_a_dictionary_gives_each_field_its_own():
    def body(io):
        io.q @= {"x": io.p.x, "y": -1}

    assert "assign q_y = -3'd1;" in text(interface(p=hw.In(Point), q=hw.Out(Point)), body)


def test_a_port_whose_name_begins_alike_is_no_field():
    def body(io):
        io.q @= io.p

    ports = "in p: {x: Bit}; in p_mode: Bit; out q: {x: Bit}"
    hw.current_context().set_policy("HW2022", "silence")
    assert "assign q_x = p_x;" in text(ports, body)


def test_a_circuit_that_was_read_is_joined():
    stage = hw.read_netlist(passing().netlist)

    def body(io):
        stage("inner", i=io.i, o=io.o)

    assert ".i_data_x(i_data_x)" in text(interface(i=hw.In(Stream), o=hw.Out(Stream)), body)


def test_each_field_that_does_not_fit_is_told_with_its_path():
    other = hw.Record(data=hw.Record(x=hw.UInt(5), y=hw.UInt(3)), valid=hw.Bit, ready=hw.Flip(hw.Bit))
    error = refusal(interface(i=hw.In(other), o=hw.Out(Stream)), given("o", "i"))
    assert [(each.code, each.message) for each in error.diagnostics] == [
        ("HW2003", "field `data.x`: `o.data.x`, UInt(4), is driven by `i.data.x`, UInt(5): 4 bits against 5"),
        ("HW2004", "field `data.y`: `o.data.y`, SInt(3), is driven by `i.data.y`, UInt(3)"),
    ]
    assert error.diagnostics[0].file == __file__


def test_fields_that_one_side_lacks_are_told():
    less = hw.Record(data=Point, valid=hw.Bit, last=hw.Bit)
    error = refusal(interface(i=hw.In(less), o=hw.Out(Stream)), given("o", "i"))
    assert [(each.code, each.message) for each in error.diagnostics] == [
        ("HW2103", "no field `ready` in `i`, with which `o.ready` is to be joined"),
        ("HW2103", "no field `last` in `o`, with which `i.last` is to be joined"),
    ]


def test_elements_are_told_by_their_index():
    ports = interface(a=hw.In(hw.Record(v=hw.UInt(2))).repeat(2), b=hw.Out(hw.Record(v=hw.UInt(3))).repeat(2))
    error = refusal(ports, given("b", "a"))
    assert "field `[1].v`: `b[1].v`, UInt(3), is driven by `a[1].v`" in error.diagnostics[1].message


def test_two_inputs_are_not_joined():
    error = refusal(interface(i=hw.In(Point), p=hw.In(Point)), given("i", "p"))
    assert error.code == "HW2005"
    assert "field `x`: `i.x` and `p.x` are joined: neither of them can be driven here" in error.diagnostics[0].message


def test_an_input_of_an_instance_gives_nothing():
    def body(io):
        inner = passing()("inner")
        io.o @= inner.i

    error = refusal(interface(o=hw.Out(Stream)), body)
    assert "`inner.i.valid` is an input of an instance, and gives no value" in str(error)


def test_an_input_is_connected_once():
    def body(io):
        inner = passing()("inner", i=io.i)
        inner.i @= io.i

    error = refusal(interface(i=hw.In(Stream)), body)
    assert error.code == "HW2002"
    assert "field `data.x`: input `inner.i.data.x` is connected twice" in error.diagnostics[0].message


def test_a_value_that_cannot_be_driven_is_no_target_of_a_flipped_field():
    def body(io):
        middle = hw.wire(Stream)
        made = hw.mux(io.e, middle, middle)
        io.o @= made

    error = refusal(interface(o=hw.Out(Stream), e=hw.In(hw.Bit)), body)
    assert error.code == "HW2005"
    assert "field `ready`" in str(error)


def test_what_is_no_record_is_told():
    error = refusal("in a: UInt(8); out p: {x: Bit, y: Bit}", given("p", "a"))
    assert error.code == "HW2103"
    assert "`a`: UInt(8) is no record, and `p` is 2 ports: p_x, p_y" in str(error)


def test_a_join_in_a_relaxed_scope_and_under_a_condition():
    def body(io):
        io.o @= {"v": 0}
        with hw.relaxed(), hw.when(io.e):
            io.o @= io.i

    ports = interface(i=hw.In(hw.Record(v=hw.UInt(3))), o=hw.Out(hw.Record(v=hw.UInt(8))), e=hw.In(hw.Bit))
    assert "o_v = {5'b0, i_v};" in text(ports, body)


def test_a_group_is_not_assigned():
    def body(io):
        io.o = io.i

    with pytest.raises(TypeError, match="drive it with @="):
        text(interface(i=hw.In(Point), o=hw.Out(Point)), body)
