"""Late parameters in Python: expressions in a body, what is refused, and where the message points."""

from __future__ import annotations

import hwgen as hw
import pytest


class Sum(hw.Generator):
    bits = hw.Int(min=2, max=60, default=8, late=True, doc="operand width")
    twice = hw.Derived(2 * bits)
    area = hw.Member(5 * bits)
    interface = hw.Interface(a=hw.In(hw.UInt[bits]), b=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits + 1]))

    def body(self, io):
        io.o @= io.a.add_expanding(io.b)


def of(body, interface="in a: UInt(bits); in k: UInt(4); out o: UInt(bits)"):
    bits = hw.Int(min=4, max=60, default=8, late=True)
    return type("M", (hw.Generator,), {"bits": bits, "interface": hw.Interface(interface), "body": body})()


def refused(code, body):
    with pytest.raises(hw.Error) as caught:
        of(body).elaborate()
    assert caught.value.code == code
    assert caught.value.diagnostics[0].file == __file__
    return str(caught.value)


def test_a_circuit_says_what_it_leaves_to_verilog():
    circuit = Sum()
    assert circuit is Sum()
    assert Sum.parameters() == 'bits: late int in 2..60 = 8 "operand width", derived twice = 2*bits'
    assert (circuit.name, circuit.arguments, circuit.late_parameters) == ("Sum", "", {"bits": "8"})
    assert str(circuit.bits) == "bits" and str(circuit.twice) == "(2*bits)" and str(circuit.area) == "(5*bits)"
    assert hw.read_netlist(circuit.netlist).late_parameters == {"bits": "8"}


@pytest.mark.parametrize(
    "use",
    [lambda bits: range(bits), lambda bits: bits > 3 and 1, lambda bits: [1][bits], lambda bits: 1 if bits else 0],
)
def test_it_is_no_number(use):
    said = refused("HW1053", lambda self, io: use(self.bits))
    assert "`bits` is a late parameter" in said and "make `bits` an ordinary parameter" in said


def test_a_width_is_an_expression():
    def body(self, io):
        assert str(io.a.width) == "bits" and str(io.a.zext(self.bits + 3).width) == "(bits + 3)"
        assert io.k.width == 4
        io.o @= io.a.zext(io.a.width + 1)[: self.bits] + io.a[0:4].zext(io.a.width)

    of(body).elaborate()


def test_its_length_is_not_known():
    refused("HW1053", lambda self, io: len(io.a))
    refused("HW1053", lambda self, io: list(io.a))


@pytest.mark.parametrize(
    ("code", "use"),
    [
        ("HW2105", lambda a, k, bits: a + k),
        ("HW2105", lambda a, k, bits: hw.mux(k[0], a, a.zext(bits + 1))),
        ("HW2106", lambda a, k, bits: a // a),
        ("HW2106", lambda a, k, bits: a % k),
        ("HW2106", lambda a, k, bits: k // a),
        ("HW2106", lambda a, k, bits: a[k]),
        ("HW2106", lambda a, k, bits: a[2:]),
        ("HW2106", lambda a, k, bits: a[-2]),
        ("HW2106", lambda a, k, bits: a[bits - 2]),
        ("HW2106", lambda a, k, bits: a.rotate_left(1)),
        ("HW2106", lambda a, k, bits: a.popcount()),
        ("HW2106", lambda a, k, bits: hw.Memory(hw.UInt[bits], 4)),
        ("HW2108", lambda a, k, bits: a[1:5]),
        ("HW2108", lambda a, k, bits: a[4]),
        ("HW2108", lambda a, k, bits: a.zext(8)),
        ("HW2108", lambda a, k, bits: a + 16),
        ("HW2108", lambda a, k, bits: a.trunc(bits + 1)),
        ("HW2011", lambda a, k, bits: a + -1),
        ("HW2109", lambda a, k, bits: hw.wire(hw.UInt[12 // (bits - 4)])),
    ],
)
def test_what_is_not_right_for_all_values_is_refused_on_its_line(code, use):
    refused(code, lambda self, io: use(io.a, io.k, self.bits))


def test_operations_that_are_right_for_all_values():
    def body(self, io):
        a, bits = io.a, self.bits
        same = hw.literal(5, hw.UInt[bits]).named("five")
        top = a[bits - 1] ^ a[-1]
        low = hw.cat(a[:4], same[0:2], top).as_uint()
        shifted = (a << 1) + (a >> io.k) + (a << same.trunc(4)) + (io.k << a.trunc(3)).zext(bits)
        chosen = hw.wire(hw.UInt[bits]).named("chosen")
        chosen @= shifted
        with hw.when(low == 3):
            chosen @= abs(a.as_sint()).max(same) - 1
        io.o @= chosen | ~hw.literal(0, hw.UInt[bits])

    circuit = of(body)
    text = circuit.verilog()
    assert "wire [bits-1:0] five = {{(bits - 3){1'b0}}, 3'd5};" in text
    assert hw.read_netlist(circuit.netlist).verilog() == text


def test_a_cast_between_widths_that_may_agree_is_checked_in_the_text():
    bits, more = (hw.Int(min=1, max=9, default=8, late=True) for _ in range(2))
    ports = hw.Interface(a=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[more]))

    def body(self, io):
        io.o @= io.a.as_type(hw.UInt[self.more])

    made = type("Same", (hw.Generator,), {"bits": bits, "more": more, "interface": ports, "body": body})()
    assert 'if (bits != more) begin\n      $display("%m: bits == more does not hold");' in made.verilog()


def test_an_instance_gives_values_by_the_names_of_the_parameters():
    def body(self, io):
        wide = Sum()("wide", bits=self.bits + 1)
        wide.a @= io.a.zext(self.bits + 1)
        wide.b @= 3
        fixed = Sum()(a=1, b=2)
        io.o @= wide.o.trunc(self.bits) + fixed.o.zext(64).trunc(4).zext(self.bits)

    text = of(body).verilog("systemverilog")
    assert "Sum #(.bits(bits + 1)) wide (" in text and "Sum #(.bits(8)) sum (" in text
    assert ".b({{(bits - 1){1'b0}}, 2'd3})" in text


@pytest.mark.parametrize("value", [1, 61, "bits"])
def test_an_argument_is_checked(value):
    def body(self, io):
        Sum()("inner", bits=self.bits + 80 if value == "bits" else value)

    refused("HW2107", body)


def test_temporaries_with_one_name_are_told_apart():
    def body(self, io):
        left = [(io.a & io.a.zext(self.bits + i).trunc(self.bits)) + i for i in range(1, 4)]
        io.o @= (left[0] ^ left[1])[: self.bits] ^ ((left[0] ^ left[1]) << left[2].trunc(3))

    first, second = of(body), of(body)
    assert first.verilog() == second.verilog()


def test_circuits_of_other_values_have_other_ranges_though_their_ports_are_alike():
    class Alike(hw.Generator):
        n = hw.Int(min=1)
        bits = hw.Int(min=1, max=n, default=n, late=True)
        interface = hw.Interface(a=hw.In(hw.Bit), o=hw.Out(hw.Bit))

        def body(self, io):
            io.o @= hw.cat(io.a, hw.literal(0, hw.UInt[self.bits])).any()

    assert Alike(3).late_parameters == {"bits": "3"} and Alike(4).late_parameters == {"bits": "4"}
    assert "bits > 4" in Alike(4).verilog() and "bits > 3" in Alike(3).verilog()


def test_a_constraint_without_a_form_in_verilog_is_refused():
    class Odd(hw.Generator):
        bits = hw.Int(min=1, default=4, late=True)
        constraints = 8 % (bits - 1) == 0
        interface = hw.Interface(a=hw.In(hw.UInt[bits]))

        def body(self, io):
            pass

    with pytest.raises(hw.Error, match="HW2109: the constraint"):
        Odd()


def test_a_request_gives_it_no_value():
    with pytest.raises(hw.Error, match="HW1050"):
        Sum(bits=3)
    with pytest.raises(hw.Error, match="HW1007"):
        Sum(3)
    with pytest.raises(hw.Error, match="HW1052"):
        of(lambda self, io: None, "in a: Bit if bits > 3")


def test_an_input_of_a_late_width_may_be_driven_in_a_branch():
    class Inner(hw.Generator):
        bits = hw.Int(min=1, max=64, default=8, late=True)
        interface = hw.Interface(i=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))

        def body(self, io):
            io.o @= ~io.i

    class Outer(hw.Generator):
        bits = hw.Int(min=1, max=64, default=8, late=True)
        interface = hw.Interface(s=hw.In(hw.Bit), i=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))

        def body(self, io):
            inner = Inner()("inner", bits=self.bits)
            inner.i @= io.i
            with hw.when(io.s):
                inner.i @= ~io.i
            io.o @= inner.o

    text = Outer().verilog()
    assert "  reg [bits-1:0] inner_i;\n" in text
    assert "    inner_i = i;\n    if (s) begin\n      inner_i = ~i;\n    end\n" in text


@pytest.mark.parametrize("is_external", [False, True])
def test_what_does_not_fit_32_bits_is_checked_where_it_is_given(is_external):
    """Verilog would compute it with 32 bits, or with more, as the tool likes."""

    class Inner(hw.Generator):
        n = hw.Int(default=4, late=True)
        external = hw.External(parameters="TWICE = 2*n") if is_external else False
        interface = hw.Interface(d=hw.In(hw.Bit), q=hw.Out(hw.Bit))

        def body(self, io):
            io.q @= io.d

    class Outer(hw.Generator):
        bits = hw.Int(min=1, max=40, default=4, late=True)
        interface = hw.Interface(d=hw.In(hw.Bit), q=hw.Out(hw.Bit))

        def body(self, io):
            io.q @= Inner()("inner", n=100000000 * self.bits, d=io.d).q

    assert f"    if (bits >= {11 if is_external else 22}) begin\n" in Outer().verilog()
