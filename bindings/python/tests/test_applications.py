"""Generators that are called with signals, and what this host alone takes: lists, dictionaries, ports alike, pads."""

from __future__ import annotations

import hwgen as hw
import pytest


class Add(hw.Generator):
    bits = hw.Int(min=1)
    has_ce = hw.Bool()
    interface = hw.Interface("in I0, I1: UInt(bits); in CE: Bit if has_ce; out O: UInt(bits)")

    def body(self, io):
        io.O @= io.I0 + io.I1


class Stage(hw.Generator):
    w = hw.Int()
    interface = hw.Interface("in p: {valid: Bit, data: UInt(w), flip ready: Bit}; out q: UInt(w); out r: Bit")

    def body(self, io):
        io.q @= io.p_data
        io.r @= io.p_valid
        io.p_ready @= io.p_valid


class Lanes(hw.Generator):
    n = hw.Int(min=1)
    w = hw.Int()
    interface = hw.Interface("in I[i]: {d: UInt(w), v: Bit} for i in 0..<n; out O: UInt(w)")

    def body(self, io):
        io.O @= io.I_0_d


def built(ports, body):
    return hw.circuit("Top", ports, body).elaborate()


def test_an_application_and_a_request_are_one_circuit():
    def body(io):
        io.o @= Add(io.x, io.y)

    text = built("in x, y: UInt(8); out o: UInt(8)", body).netlist
    assert "instance Add_8_false(I0: x, I1: y)" in text
    assert [each.arguments for each in hw.family(Add)] == ["bits = 8, has_ce = false"]
    assert hw.family(Add)[0] is Add(8, False)


def test_the_place_is_that_of_the_call_and_the_body_goes_on():
    def body(io):
        with pytest.raises(hw.Error) as caught:
            Add(io.x, io.z)
        assert caught.value.code == "HW1057"
        assert caught.value.diagnostics[0].file == __file__
        io.o @= Add(io.x, io.x)

    assert "instance Add_8_false" in built("in x: UInt(8); in z: UInt(4); out o: UInt(8)", body).netlist


def test_several_outputs_are_the_instance():
    def body(io):
        made = Stage(p={"valid": io.v, "data": io.d})
        assert isinstance(made, hw.Instance)
        io.o @= made.q
        io.r @= made.p.ready

    assert (
        "instance Stage_6(p_valid: v, p_data: d)"
        in built("in v: Bit; in d: UInt(6); out o: UInt(6); out r: Bit", body).netlist
    )


def test_a_port_alike_is_joined_both_ways():
    def body(io):
        io.o @= Stage(p=io.s).q

    text = built("in s: {valid: Bit, data: UInt(6), flip ready: Bit}; out o: UInt(6)", body).netlist
    assert "instance Stage_6(p_valid: s_valid, p_data: s_data)" in text
    assert "drive s_ready" in text


def test_a_repeated_port_takes_a_list_of_signals_or_of_records():
    def body(io):
        io.o @= Lanes(I=[{"d": io.x, "v": io.v}, {"d": io.y, "v": io.v}])

    text = built("in x, y: UInt(8); in v: Bit; out o: UInt(8)", body).netlist
    assert "instance Lanes_2_8(I_0_d: x, I_0_v: v, I_1_d: y, I_1_v: v)" in text


def test_a_record_is_given_as_a_whole():
    class Both(hw.Generator):
        w = hw.Int()
        interface = hw.Interface("in p: {a: UInt(w), b: Bit}; out o: UInt(w)")

        def body(self, io):
            io.o @= io.p_a

    def body(io):
        record = hw.wire(hw.Record(a=hw.UInt(5), b=hw.Bit))
        record["a"] @= io.x
        record["b"] @= io.v
        io.o @= Both(record)

    assert "instance Both_5(" in built("in x: UInt(5); in v: Bit; out o: UInt(5)", body).netlist


def test_a_pad_is_joined():
    pad = hw.external("Pad", "inout p: Bit; in x: Bit")

    class Pads(hw.Generator):
        w = hw.Int()
        interface = hw.Interface("inout p: Bit; in x: Bits(w); out o: Bit")

        def body(self, io):
            pad(p=io.p, x=io.x[0])
            io.o @= io.x[0]

    def body(io):
        io.o @= Pads(io.x, p=io.pin)

    assert "instance Pads_3(p: pin, x: x)" in built("inout pin: Bit; in x: Bits(3); out o: Bit", body).netlist


def test_a_generator_of_the_library_is_applied():
    def body(io):
        fifo = hw.lib.FIFO(clk=io.clk, rst=io.rst, write=io.w, d=io.d, read=io.r, depth=4)
        io.q @= fifo.q

    ports = "in clk: Clock; in rst: Reset; in w, r: Bit; in d: UInt(12); out q: UInt(12)"
    assert "instance FIFO_UInt_12__4" in built(ports, body).netlist


def test_what_is_no_signal_is_refused():
    def body(io):
        with pytest.raises(TypeError, match="a signal or an integer is expected, not str"):
            Lanes(I=[io.x, "y"])
        with pytest.raises(TypeError, match="needs its name"):
            Add(io.x, 8)

    built("in x: UInt(8)", body)


def test_signals_of_another_body_are_foreign():
    kept = []
    built("in x: UInt(8)", lambda io: kept.append(io.x))
    with pytest.raises(hw.Error) as caught:
        built("in x: UInt(8)", lambda io: Add(io.x, kept[0]))
    assert caught.value.code == "HW2010"


def test_a_stage_is_applied_and_its_circuits_are_those_of_the_generator():
    def body(io):
        io.o @= hw.bind(Add, has_ce=True)(io.x, io.y, CE=io.c)
        io.p @= hw.bind(Add, bits=8)(io.x, io.y)

    text = built("in x, y: UInt(8); in c: Bit; out o, p: UInt(8)", body).netlist
    assert "instance Add_8_true(" in text
    assert "instance Add_8_false(" in text
