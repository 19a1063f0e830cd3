"""What a body can build, and what it is told when it is wrong."""

import sys
import traceback

import hwgen as hw
import pytest


def build(interface, body, name="Under_test"):
    return hw.circuit(name, interface, body).verilog()


def refused(interface, body):
    """The error of a body that hwgen refuses."""
    with pytest.raises(hw.Error) as caught:
        build(interface, body)
    return caught.value


def last_line(error):
    """The line of this file that an exception went through last."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == __file__]
    return frames[-1].line


def test_every_operation_can_be_printed():
    def body(io):
        a, b = io.a, io.b
        results = [
            a + b, a - b, a & b, a | b, a ^ b, ~a, -a, a << 1, a >> b, a + 3, 3 + a, 10 - a, a & 1,
            (a * b).trunc(8), a.zext(12)[0:8], (a == b).zext(8), (a != 0).zext(8), (a < b).zext(8), (a <= b).zext(8),
            (a > b).zext(8), (a <= 3).zext(8), a.all().zext(8), a.any().zext(8), a.xor().zext(8), a[3].zext(8),
            hw.mux(a[0], a, b), hw.mux(a[0], 0, b), hw.cat(a[4:], b[:4]).as_uint(),
            a.as_sint().sext(9).trunc(8).as_uint(), a[-4:].zext(8), hw.literal(255, hw.UInt(8)),
        ]  # fmt: skip
        total = results[0]
        for result in results[1:]:
            total = total ^ result
        io.o @= total

    text = build("in a, b: UInt(8); out o: UInt(8)", body)
    assert "module Under_test" in text


def test_the_same_program_prints_the_same_text():
    def body(io):
        io.o @= (io.a + 1) * io.b

    texts = set()
    for _ in range(2):
        with hw.Context():
            texts.add(build("in a, b: UInt(8); out o: UInt(16)", body))
    assert len(texts) == 1


def test_registers_have_enable_reset_and_initial_value():
    def body(io):
        count = hw.reg(hw.UInt(8), reset_value=3, enable=io.go).named("count")
        count.next = count + 1
        plain = hw.reg(hw.UInt(8), next=count, initial=7).named("plain")
        io.o @= plain

    text = build("in clk: Clock; in rst: Reset; in go: Bit; out o: UInt(8)", body)
    assert "posedge clk" in text and "count" in text and "plain" in text


def test_wires_can_be_read_before_they_are_driven_and_driven_in_parts():
    def body(io):
        w = hw.wire(hw.Bits(8))
        io.o @= w
        w[0:4] @= io.a
        w[4:8] @= ~io.a

    assert "module" in build("in a: Bits(4); out o: Bits(8)", body)


def test_record_and_repeated_ports_are_groups():
    def body(io):
        assert len(io.I) == 3
        io.p.data @= io.I[0] ^ io.I[1] ^ io.I[-1]
        io.p.valid @= io.p.ready
        io["q"] @= 1

    text = build(
        "in I[i]: UInt(8) for i in 0..<3; out p: {data: UInt(8), valid: Bit, flip ready: Bit}; out q: Bit", body
    )
    assert "p_data" in text and "I_2" in text


def test_arrays_and_records_are_taken_apart():
    def body(io):
        assert len(io.a) == 3
        w = hw.wire(hw.Record(x=hw.UInt(8), y=hw.UInt(8)))
        w["x"] @= io.a[2]
        w["y"] @= io.a[0]
        io.o @= w["x"] + w["y"] + io.a[1]

    assert "module" in build("in a: Array(3, UInt(8)); out o: UInt(8)", body)


class Inverter(hw.Generator):
    bits = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))

    def body(self, io):
        io.o @= ~io.a


def test_instances_are_connected_by_name_at_once_or_later():
    def body(io):
        first = Inverter(8)("first", a=io.a)
        second = Inverter(8)()
        second.a @= first.o
        third = Inverter(8)("third", a=3)
        io.o @= second.o ^ third.o

    text = build("in a: UInt(8); out o: UInt(8)", body)
    assert text.count("module Inverter_8") == 1 and "Inverter_8 first" in text and "Inverter_8 third" in text


def test_a_repeated_port_of_an_instance_takes_a_list():
    class Many(hw.Generator):
        interface = "in I[i]: Bit for i in 0..<2; out o: Bit"

        def body(self, io):
            io.o @= io.I[0] & io.I[1]

    def body(io):
        io.o @= Many()(I=[io.a, 1]).o

    assert "I_1" in build("in a: Bit; out o: Bit", body)


# -- mistakes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("HW2003", lambda io: io.a + io.wide),
        ("HW2004", lambda io: io.a + io.a.as_sint()),
        ("HW2024", lambda io: io.a.as_bits() + io.a.as_bits()),
        ("HW2024", lambda io: -io.flag),
        ("HW2003", lambda io: hw.mux(io.flag, io.a, io.wide)),
        ("HW2003", lambda io: io.wide.zext(8)),
        ("HW2012", lambda io: io.a[8]),
        ("HW2012", lambda io: io.a[0:9]),
        ("HW2012", lambda io: io.a[4:4]),
        ("HW2012", lambda io: io.a.trunc(9)),
        ("HW2012", lambda io: io.a["x"]),
        ("HW2003", lambda io: io.a.as_type(hw.Bits(9))),
        ("HW2011", lambda io: io.a + 256),
        ("HW2011", lambda io: io.a + -1),
        ("HW2011", lambda io: hw.literal(1 << 100, hw.UInt(8))),
        ("HW1019", lambda io: hw.wire(hw.UInt(0))),
        ("HW1019", lambda io: hw.wire(hw.UInt(1 << 24))),
        ("HW2013", lambda io: hw.reg(hw.UInt(8))),
        ("HW2008", lambda io: io.nowhere),
        ("HW2008", lambda io: Inverter(8)(b=io.a)),
        ("HW2003", lambda io: Inverter(9)(a=io.a)),
        ("HW2005", lambda io: Inverter(8)(a=io.a, o=io.a)),
        ("HW1020", lambda io: io.a.named("a\nendmodule")),
    ],
)
def test_a_mistake_is_raised_on_the_line_that_makes_it(code, body):
    error = refused("in a: UInt(8); in wide: UInt(9); in flag: Bit; out o: UInt(8)", body)
    assert error.code == code
    assert last_line(error).startswith(f'("{code}"') or "lambda" in last_line(error)
    assert error.diagnostics[0].file == __file__


def test_bits_that_a_signal_does_not_have_are_told_with_its_name():
    interface = "in a: UInt(8); in v: Array(3, Bits(4)); out o: UInt(8)"
    told = {
        "index 9 of `a`: UInt(8), which has 8 bits": lambda io: io.a[9],
        "slice [2:12] of `a`: UInt(8), which has 8 bits": lambda io: io.a[2:12],
        "index 3 of `v`: Array(3, Bits(4)), which has 3 elements": lambda io: io.v[3],
        "index 8 of UInt(8), which has 8 bits": lambda io: (io.a + 1)[8],
        "`a`: UInt(8) has 8 bits and is cut to 9": lambda io: io.a.trunc(9),
        "`a`: UInt(8) has 8 bits and is extended to 7": lambda io: io.a.zext(7),
    }
    for text, body in told.items():
        assert text in str(refused(interface, body)), text


def test_driving_what_cannot_be_driven_is_refused():
    def body(io):
        io.a @= io.o

    assert refused("in a: Bit; out o: Bit", body).code == "HW2005"


def test_driving_with_another_width_names_both():
    def body(io):
        io.o @= io.a

    error = refused("in a: UInt(9); out o: UInt(8)", body)
    assert error.code == "HW2003" and "9" in str(error) and "8" in str(error)


def test_what_nobody_drives_is_reported():
    assert refused("out o: Bit", lambda io: None).code == "HW2001"


def test_two_drivers_are_reported():
    def body(io):
        io.o @= 1
        io.o @= 0

    assert refused("out o: Bit", body).code == "HW2002"


def test_a_port_is_driven_and_not_assigned():
    def body(io):
        io.o = io.a

    with pytest.raises(TypeError, match="@="):
        build("in a: Bit; out o: Bit", body)


def test_an_absent_port_is_told_from_an_unknown_one():
    class Optional(hw.Generator):
        wide = hw.Bool()
        interface = hw.Interface(extra=hw.In(hw.Bit).when(wide), o=hw.Out(hw.Bit))

        def body(self, io):
            assert hasattr(io, "extra") == self.wide
            io.o @= io.extra

    assert Optional(True).verilog()
    with pytest.raises(hw.Error) as caught:
        Optional(False).verilog()
    assert isinstance(caught.value, hw.PortError) and caught.value.code == "HW2009"
    message = "port `extra` of Optional_false is absent: it exists if wide, and here wide = false"
    assert caught.value.diagnostics[0].message == message
    assert caught.value.diagnostics[0].file == __file__


def test_a_repeated_port_beyond_its_range_is_absent():
    class Lanes(hw.Generator):
        n = hw.Int(min=0)
        interface = hw.Interface(lane=hw.In(hw.Bit).repeat(n))

        def body(self, io):
            assert io["lane_5"] is not None

    with pytest.raises(hw.PortError, match=r"it is repeated for i in 0\.\.<n, and here n = 2") as caught:
        Lanes(2).elaborate()
    assert caught.value.code == "HW2009"


def test_a_circuit_of_another_context_is_no_instance():
    with hw.Context():
        foreign = hw.circuit("Foreign", "in a: Bit", lambda io: None)
    with pytest.raises(hw.Error) as caught:
        build("in a: Bit", lambda io: foreign(a=io.a) and None)
    assert caught.value.code == "HW9003"


@pytest.mark.parametrize("name", ["other", "bad name"])
def test_a_port_cannot_be_named(name):
    with pytest.raises(hw.Error, match=r"port `a` of .* cannot be named .*: its name is the interface's") as caught:
        build("in a: Bit; out o: Bit", lambda io: io.a.named(name))
    assert caught.value.code == "HW1020"
    assert caught.value.diagnostics[0].file == __file__


def test_what_has_nothing_to_do_can_be_named_even_of_a_port():
    def body(io):
        whole = io.a.zext(8).named("whole")
        io.o @= whole + io.a[0:8].named("part") + io.a.as_type(hw.UInt(8)).named("same") + io.a.named("a")

    text = build("in a: UInt(8); out o: UInt(8)", body)
    assert all(f"wire [7:0] {name} = a;" in text for name in ("whole", "part", "same"))


def test_a_signal_has_no_truth_value():
    def body(io):
        if io.a:
            io.o @= 1

    with pytest.raises(TypeError, match="mux"):
        build("in a: Bit; out o: Bit", body)


def test_booleans_are_bits_and_nothing_else():
    def body(io):
        io.o @= io.flag & True
        io.a + True

    with pytest.raises(TypeError, match="bool"):
        build("in a: UInt(8); in flag: Bit; out o: Bit", body)


def test_values_stay_in_their_module():
    kept = []

    class Keeper(hw.Generator):
        interface = "in a: Bit; out o: Bit"

        def body(self, io):
            kept.append(io.a)
            io.o @= io.a

    Keeper().elaborate()
    error = refused("in a: Bit; out o: Bit", lambda io: io.a & kept[0])
    assert error.code == "HW2010"
    with pytest.raises(hw.Error) as caught:
        kept[0] & kept[0]
    assert caught.value.code == "HW9006"


def test_building_outside_a_body_is_refused():
    with pytest.raises(hw.Error) as caught:
        hw.wire(hw.Bit)
    assert caught.value.code == "HW9006"
    with pytest.raises(hw.Error) as caught:
        Inverter(8)(a=1)
    assert caught.value.code == "HW9006"


# -- exceptions and the library ----------------------------------------------------------------------------------------


class Burst(Exception):
    pass


def test_an_exception_comes_out_of_the_outermost_call_with_its_own_traceback():
    class Inner(hw.Generator):
        interface = "out o: Bit"

        def body(self, io):
            raise Burst("in the inner body")

    class Outer(hw.Generator):
        interface = "out o: Bit"

        def body(self, io):
            io.o @= Inner()().o

    with pytest.raises(Burst, match="inner body") as caught:
        Outer().verilog()
    assert last_line(caught.value) == 'raise Burst("in the inner body")'


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, RecursionError])
def test_every_exception_passes(kind):
    def body(io):
        raise kind

    with pytest.raises(kind):
        build("out o: Bit", body)


def test_a_context_is_usable_after_a_failure_and_the_body_may_be_run_again():
    wrong = ["raises", "drives nothing"]

    class Moody(hw.Generator):
        interface = "out o: Bit"

        def body(self, io):
            if "raises" in wrong:
                raise Burst
            if not wrong:
                io.o @= 1

    circuit = Moody()
    with pytest.raises(Burst):
        circuit.elaborate()
    wrong.remove("raises")
    with pytest.raises(hw.Error) as caught:
        circuit.elaborate()
    assert caught.value.code == "HW2001"
    wrong.clear()
    assert "module Moody" in circuit.verilog()


@pytest.mark.parametrize("returned", [5, "x", object()])
def test_a_body_that_returns_something_is_refused(returned):
    def body(io):
        io.o @= 1
        return returned

    assert refused("out o: Bit", body).code == "HW8002"


def test_a_body_with_a_yield_is_refused():
    def body(io):
        io.o @= 1
        yield

    assert refused("out o: Bit", body).code == "HW8002"


def test_a_generator_without_a_body_is_refused():
    class Empty(hw.Generator):
        interface = "out o: Bit"

    with pytest.raises(hw.Error) as caught:
        Empty().verilog()
    assert caught.value.code == "HW2021"


def test_a_circuit_that_contains_itself_is_refused():
    class Loop(hw.Generator):
        interface = "in a: Bit; out o: Bit"

        def body(self, io):
            io.o @= Loop()(a=io.a).o

    with pytest.raises(hw.Error) as caught:
        Loop().verilog()
    assert caught.value.code == "HW2015" and "Loop" in str(caught.value)


def test_a_generator_that_never_ends_meets_its_budget():
    class Endless(hw.Generator):
        n = hw.Int()
        interface = "in a: Bit; out o: Bit"

        def body(self, io):
            io.o @= Endless(self.n + 1)(a=io.a).o

    hw.current_context().set_budget(circuits=50)
    with pytest.raises(hw.Error) as caught:
        Endless(0).verilog()
    assert caught.value.code == "HW2016"
    assert Inverter(8).verilog()


def test_a_body_may_catch_what_it_is_told():
    def body(io):
        with pytest.raises(hw.Error):
            io.a + io.wide
        io.o @= io.a

    assert "module" in build("in a: UInt(8); in wide: UInt(9); out o: UInt(8)", body)


@pytest.mark.parametrize("name", ["", "module", "a b", 'a"', "endmodule\n", "a\0b", "x" * 10_000, "\ud800"])
def test_names_that_cannot_be_kept_are_refused(name):
    with pytest.raises(hw.Error) as caught:
        hw.circuit(name, "out o: Bit", lambda io: None)
    assert caught.value.code in ("HW1020", "HW9005")


def test_a_million_bits_are_a_width_like_any_other():
    def body(io):
        io.o @= ~io.a

    assert "[999999:0]" in build("in a: Bits(1000000); out o: Bits(1000000)", body)


def test_numbers_beyond_64_bits_are_literals():
    def body(io):
        io.o @= io.a + ((1 << 127) + 5)

    assert "module" in build("in a: UInt(128); out o: UInt(128)", body)


def test_many_operations_are_handed_over_in_pieces():
    def body(io):
        value = io.a
        for _ in range(100_000):
            value = value ^ io.b
        io.o @= value

    assert build("in a, b: UInt(4); out o: UInt(4)", body).count("\n") > 1


def test_signals_are_small():
    def body(io):
        assert not hasattr(io.a, "__dict__")
        assert sys.getsizeof(io.a) <= 64
        io.o @= io.a

    build("in a: Bit; out o: Bit", body)
