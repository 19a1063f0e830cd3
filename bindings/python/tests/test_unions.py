"""Unions, records and conversions of numbers in a body: what they print as, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import hwgen as hw
import pytest

Packet = hw.Union("Packet", data=hw.UInt(8), address=hw.UInt(8), flag=hw.Bit, idle=None)
Point = hw.Record(x=hw.UInt(4), y=hw.Record(z=hw.Bit, w=hw.SInt(3)))


def circuit(body, interface="in p: " + str(Packet) + "; in a: UFix(4, 4); out o: UInt(8)"):
    return hw.circuit("M", interface, body)


def refusal(body):
    def whole(io):
        io.o @= 1
        body(io)

    with pytest.raises(hw.Error) as caught:
        circuit(whole).elaborate()
    return str(caught.value)


def test_two_variants_of_one_payload_type_have_tags_of_their_own():
    assert str(Packet) == "Union(Packet: data(UInt(8)), address(UInt(8)), flag(Bit), idle)"
    assert Packet.pack(hw.Variant("data", 5)) != Packet.pack(hw.Variant("address", 5))
    assert Packet.unpack(Packet.pack(hw.Variant("address", 5))) == hw.Variant("address", 5)

    def body(io):
        io.o @= hw.mux(io.p.is_variant("data"), 1, hw.mux(io.p.is_variant("address"), 2, hw.literal(3, hw.UInt(8))))

    text = circuit(body).verilog()
    assert "p[9:8] == Packet_data" in text
    assert "p[9:8] == Packet_address" in text


def test_a_match_gives_payloads_and_is_complete_with_all_variants():
    def body(io):
        with hw.match(io.p) as match:
            with match.case("data") as data:
                assert str(data.type) == "UInt(8)"
                io.o @= data
            with match.case("flag") as flag:
                assert str(flag.type) == "Bit"
                io.o @= flag.zext(8)
            with match.case("address", "idle") as nothing:
                assert nothing is None
                io.o @= 7

    made = circuit(body)
    text = made.verilog()
    assert "default: begin // Packet_address, Packet_idle" in text
    assert hw.read_netlist(made.netlist).netlist == made.netlist


def test_the_name_of_a_variant_in_a_match_may_have_spaces():
    odd = hw.Union("Odd", **{"x y": hw.UInt(8), "y": hw.UInt(8), "a`b c": None, "z": None})

    def body(io):
        with hw.match(io.p) as match:
            with match.case("x y") as payload:
                assert str(payload.type) == "UInt(8)"
                io.o @= payload
            with match.case("a`b c", "z") as nothing:
                assert nothing is None
                io.o @= 7
            with hw.default():
                io.o @= 9

    made = circuit(body, f"in p: {odd}; out o: UInt(8)")
    assert "default: o = 8'd9;" in made.verilog() or "8'd9" in made.verilog()
    assert hw.read_netlist(made.netlist).netlist == made.netlist


def test_a_variant_takes_a_signal_or_a_constant():
    def body(io):
        io.q @= hw.variant(Packet, "data", 5)
        io.r @= hw.variant(Packet, "flag", io.p.is_variant("idle"))
        io.s @= hw.variant(Packet, "idle")

    text = circuit(body, f"in p: {Packet}; out q, r, s: {Packet}").verilog()
    assert "assign q = 10'h005;" in text
    assert "assign r = {Packet_flag, 7'b0, p[9:8] == Packet_idle};" in text
    assert "assign s = 10'h300;" in text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            lambda io: hw.variant(Packet, "none"),
            "HW1034: Union(Packet: data(UInt(8)), address(UInt(8)), flag(Bit), idle)",
        ),
        (lambda io: hw.variant(Packet, "data"), "HW2024: variant `data`"),
        (lambda io: hw.variant(Packet, "idle", io.p.is_variant("data")), "HW2024: variant `idle`"),
        (lambda io: hw.variant(Packet, "flag", hw.literal(1, hw.UInt(8))), "HW2004: variant `flag`"),
        (lambda io: hw.variant(Point, "x", 1), "HW2004"),
        (lambda io: io.p.is_variant("none"), "HW1034"),
        (lambda io: io.a.is_variant("none"), "HW2004: UFix(4, 4) is no union"),
        (lambda io: io.p[0], "HW2024"),
        (lambda io: io.p & io.p, "HW2024"),
        (
            lambda io: hw.record(Point, x=1),
            "HW1036: field `y` of {x: UInt(4), y: {z: Bit, w: SInt(3)}} without a value",
        ),
        (lambda io: hw.record(Point, {"x": 1, "y": {"z": 1}}), "HW1036"),
        (lambda io: hw.record(Point, x=1, y={"z": 1, "w": 0}, v=1), "HW2024"),
        (lambda io: hw.record(Point, x=io.p.is_variant("data"), y={"z": 1, "w": 0}), "HW2003: field `x` is UInt(4)"),
        (lambda io: hw.record(Packet, x=1), "HW2004"),
        (lambda io: io.a.convert(hw.UInt(4)), "HW2080"),
        (lambda io: io.a.convert(hw.UFix(3, 4)), "HW2080"),
        (lambda io: io.a.convert(hw.Bits(8), rounding="floor", overflow="wrap"), "HW2024: a conversion"),
        (lambda io: io.a + 0.3, "HW2011: 0.3 is no number of UFix(4, 4)"),
        (lambda io: io.a + 16, "HW2011"),
        (lambda io: io.a // io.a, "HW2024: divide is not defined"),
        (lambda io: io.a + hw.literal(1, hw.UFix(4, 3)), "HW2004"),
        (lambda io: hw.literal(float("nan"), hw.UFix(4, 3)), "a literal of UFix(4, 3)"),
    ],
)
def test_what_has_no_meaning_is_refused(body, said):
    if "literal of" in said:
        with pytest.raises(TypeError, match="a literal of"):
            circuit(body).elaborate()
    else:
        assert said in refusal(body)


def test_a_match_without_a_variant_names_it():
    def body(io):
        with hw.match(io.p) as match, match.case("data", "address", "flag"):
            io.o @= 1

    with pytest.raises(hw.Error, match=r"HW2050.*`case idle` of the `switch`"):
        circuit(body).elaborate()


def test_a_mode_that_there_is_not_is_named():
    def body(io):
        io.a.convert(hw.UInt(4), rounding="nearest")

    with pytest.raises(ValueError, match="a mode of rounding is one of exact, floor"):
        circuit(body).elaborate()


def test_a_conversion_that_loses_nothing_needs_no_mode():
    def body(io):
        io.o @= io.a.convert(hw.UFix(6, 6)).as_uint()[4:12]
        assert str((io.a * io.a).type) == "UFix(8, 8)"
        assert str(io.a.add_expanding(io.a).type) == "UFix(5, 4)"
        assert str(io.a.sub_expanding(io.a).type) == "SFix(5, 4)"

    assert "{2'b0" in circuit(body).verilog()


def test_constants_of_records_and_numbers_stand_where_signals_do():
    def body(io):
        held = hw.reg(Point, reset_value={"x": 5, "y": {"w": -1, "z": 1}}).named("held")
        held.next = hw.mux(io.go, {"x": 1, "y": {"z": 0, "w": 2}}, held)
        io.x @= held["x"]
        io.w @= held["y"]["w"]
        level = hw.reg(hw.SFix(3, 4), reset_value=Fraction(-5, 8)).named("level")
        level.next = level + 0.25
        io.level @= level

    text = circuit(
        body, "in clk: Clock; in rst: Reset; in go: Bit; out x: UInt(4); out w: SInt(3); out level: SFix(3, 4)"
    ).verilog()
    assert "held <= 8'h5f;" in text
    assert "level <= -7'd10;" in text
    assert "level <= level + 7'd4;" in text


def test_a_field_of_a_wire_that_nothing_drives_is_named():
    def body(io):
        point = hw.wire(Point).named("point")
        point["x"] @= 1
        io.o @= point["x"].zext(8)

    with pytest.raises(hw.Error, match="bits 3 down to 0 of wire `point`, in field `y` have no driver"):
        circuit(body).elaborate()
