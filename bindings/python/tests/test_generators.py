"""Generators, their parameters and their circuits."""

import gc
import os
import types
import weakref

import hwgen as hw
import pytest


class Add(hw.Generator):
    """Adds two numbers, and perhaps a carry."""

    bits = hw.Int(min=1, doc="operand width")
    has_ce = hw.Bool(default=False)
    double = hw.Derived(2 * bits)
    latency = hw.Member(0 * bits)
    registered = hw.Member(False, kind="bool")
    interface = hw.Interface(
        I0=hw.In(hw.UInt[bits]),
        I1=hw.In(hw.UInt[bits]),
        O=hw.Out(hw.UInt[bits]),
        CE=hw.In(hw.Bit).when(has_ce),
    )

    def body(self, io):
        total = io.I0 + io.I1
        if self.has_ce:
            total = total + io.CE.zext(self.bits)
        io.O @= total


def test_equal_arguments_give_one_circuit():
    assert Add(16) is Add(bits=16) is Add(16, False) is Add(has_ce=False, bits=16)
    assert Add(16) is not Add(16, True)


def test_an_integer_like_object_is_an_integer():
    class Sixteen:
        def __index__(self):
            return 16

    assert Add(Sixteen()) is Add(16)


def test_parameters_and_members_are_attributes():
    circuit = Add(16, has_ce=True)
    assert (circuit.bits, circuit.has_ce, circuit.double, circuit.latency) == (16, True, 32, 0)
    assert circuit.has_ce is True and circuit.registered is False


def test_ports_are_known_before_any_body_runs():
    class Never(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(I=hw.In(hw.UInt[n]).repeat(n), O=hw.Out(hw.UInt[n + 1]))

        def body(self, io):
            raise AssertionError("the body ran")

    ports = Never(2).ports
    assert [(port.name, port.direction, str(port.type)) for port in ports] == [
        ("I_0", "in", "UInt(2)"),
        ("I_1", "in", "UInt(2)"),
        ("O", "out", "UInt(3)"),
    ]


def test_the_name_carries_the_parameters():
    assert Add(16).name == "Add_16_false"


def test_a_circuit_prints_its_arguments_and_its_interface():
    circuit = Add(4, True)
    assert circuit.arguments.startswith("bits = 4, has_ce = true")
    assert "in CE: Bit" in circuit.interface


def test_a_generator_s_class_shows_the_library_s_canonical_text():
    assert Add.interface.text.endswith("in CE: Bit if has_ce")
    assert Add.parameters() == 'bits: int >= 1 "operand width", has_ce: bool = false, derived double = 2*bits'

    class Scaled(hw.Generator):
        n = hw.Int(min=1)
        area = hw.Member(3 * n + n * 2)
        template = hw.Interface(a=hw.In(hw.Bit))
        interface = hw.Interface("in   a,b:UInt(2 * n+0)")
        external = True

    for _ in range(2):
        assert Scaled.interface.text == str(Scaled.interface) == "in a, b: UInt(2*n)"
        assert Scaled.members() == "area: int = 5*n"
        with hw.Context():
            assert Scaled.parameters() == "n: int >= 1"
    assert Scaled.template.text == "in a: Bit"

    class Other(hw.Generator):
        n = hw.Int(min=2)
        interface = Scaled.interface
        external = True

    assert Other.interface.text == Scaled.interface.text
    assert Other(3).interface == Scaled(3).interface == "in a, b: UInt(6)"


def test_docs_come_back_from_the_library():
    class Told(hw.Generator):
        """What it is.

        And "more"."""

        bits = hw.Int(min=1, default=8, doc="operand width")
        label = hw.String(default="x", doc='a "label";\n\tand \\ more')
        plain = hw.Bool(default=False)
        top = hw.Derived(2 * bits, doc="twice")
        latency = hw.Member(bits + 1, doc="in cycles")
        interface = hw.Interface(a=hw.In(hw.UInt[bits]))
        external = True

        @hw.member
        def area(self) -> int:
            """In gates."""
            return self.bits

    assert Told.doc() == 'What it is.\n\nAnd "more".'
    assert Told.parameters() == (
        'bits: int >= 1 = 8 "operand width", label: string = "x" "a \\"label\\";\\n\\tand \\\\ more", '
        'plain: bool = false, derived top = 2*bits "twice"'
    )
    assert Told.members().startswith('latency: int = bits + 1 "in cycles"; area: int = hook ')
    assert Told.members().endswith('): int "In gates."')
    circuit = Told(3)
    assert circuit.members == "latency: int = 4; area: int = 3"
    assert hw.circuit("Plain", "in a: Bit", lambda io: None).members == ""


def test_a_class_without_an_interface_has_no_text_of_it():
    class Base(hw.Generator):
        n = hw.Int(min=1)

    with pytest.raises(hw.Error, match="Base has no interface"):
        Base.parameters()


def test_the_verilog_has_the_ports_and_the_sum():
    text = Add(16, has_ce=True).verilog()
    assert "module Add_16_true" in text and "endmodule" in text
    assert "input wire [15:0] I0" in text and "CE" in text


def test_the_file_is_the_same_as_the_text(tmp_path):
    path = tmp_path / "add.v"
    Add(16).write_verilog(path)
    assert path.read_text() == Add(16).verilog()


def test_a_folder_has_a_file_for_each_module(tmp_path):
    folder = tmp_path / "made" / "here"
    written = Add(16).write_verilog_folder(folder, profile="systemverilog")
    assert [os.path.basename(each) for each in written] == ["Add_16_false.sv"]
    assert sorted(os.listdir(folder)) == ["Add_16_false.f", "Add_16_false.sv"]
    assert (folder / "Add_16_false.sv").read_text() == Add(16).verilog(profile="systemverilog")


def test_the_map_of_names_says_what_is_what():
    found = Add(16).name_map()["modules"]["Add_16_false"]
    assert found["identity"].endswith("Add(bits = 16, has_ce = false)")
    assert found["signals"]["I0"]["kind"] == "input"
    assert found["signals"]["I0"]["type"] == "UInt(16)"
    assert found["place"]["file"] == __file__


def test_a_schematic_is_drawn(monkeypatch):
    text = Add(16).schematic()
    assert text.startswith('digraph "Add_16_false" {')
    assert 'label="I0"' in text
    picture = Add(16)._repr_svg_()
    assert "<svg" in picture and ">I0</text>" in picture
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="install graphviz"):
        Add(16).svg()
    # A notebook asks for what there is, and shows the text.
    assert Add(16)._repr_svg_() is None
    written = []
    Add(16)._repr_pretty_(types.SimpleNamespace(text=written.append), False)
    assert "".join(written).startswith("<circuit Add_16_false>: its schematic is drawn by Graphviz")


@pytest.mark.parametrize(
    ("arguments", "named", "code", "said"),
    [
        ((), {}, "HW1002", "bits"),
        ((0,), {}, "HW1004", "0"),
        ((True,), {}, "HW1003", "bits"),
        (("16",), {}, "HW1003", "16"),
        ((16, 1), {}, "HW1003", "has_ce"),
        ((16, False, 3), {}, "HW1007", "3"),
        ((16,), {"width": 3}, "HW1001", "width"),
        ((16,), {"bits": 3}, "HW1006", "bits"),
        ((16,), {"double": 3}, "HW1025", "double"),
        ((16,), {"a = 3, b": 3}, "HW1001", "a = 3"),
        ((3.5,), {}, "HW1003", "3.5"),
        ((object(),), {}, "HW1003", "bits"),
        ((1 << 70000,), {}, "HW1015", "Add"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_arguments_are_refused_at_the_call(arguments, named, code, said):
    with pytest.raises(hw.Error) as caught:
        Add(*arguments, **named)
    assert caught.value.code == code
    assert said in str(caught.value)
    assert caught.value.diagnostics[0].file.endswith("test_generators.py")
    assert Add(16).bits == 16


def test_an_integer_beyond_64_bits_stays_whole():
    class Big(hw.Generator):
        value = hw.Int()
        interface = hw.Interface(O=hw.Out(hw.Bit))

    assert Big(1 << 100).value == 1 << 100
    assert Big(-(1 << 63)).value == -(1 << 63)
    assert Big(10**6000).value == 10**6000


def test_every_kind_of_parameter_comes_back_as_it_was_given():
    class Kinds(hw.Generator):
        label = hw.String()
        mode = hw.Enum("slow", "fast", default="fast")
        item = hw.Type(default=hw.UInt(8))
        taps = hw.List(hw.Int, default=[])
        interface = hw.Interface(O=hw.Out(item))

    circuit = Kinds('a "b"\n', taps=[3, -1])
    assert circuit.label == 'a "b"\n'
    assert (circuit.mode, circuit.item, circuit.taps) == ("fast", hw.UInt(8), [3, -1])
    assert Kinds("x", "slow", hw.Array(2, hw.Bit)).item == hw.Array(2, hw.Bit)


def test_a_constraint_that_fails_says_which():
    class Lanes(hw.Generator):
        depth = hw.Int(min=1)
        lanes = hw.Int(min=1)
        constraints = (depth % lanes == 0,)
        interface = hw.Interface(O=hw.Out(hw.Bit))

    with pytest.raises(hw.Error, match="depth") as caught:
        Lanes(10, 4)
    assert caught.value.code == "HW1005"
    assert Lanes(12, 4).lanes == 4


def test_a_wrong_template_is_refused_when_the_class_is_defined():
    with pytest.raises(hw.Error) as caught:

        class Wrong(hw.Generator):
            interface = "in a: UInt(nowhere)"

    assert caught.value.code in ("HW1009", "HW1017")


def test_a_parameter_cannot_hide_what_a_circuit_has():
    with pytest.raises(hw.Error, match="verilog"):

        class Wrong(hw.Generator):
            verilog = hw.Int()


def test_a_class_defined_again_is_another_generator():
    def define(width):
        class Cell(hw.Generator):
            interface = hw.Interface(O=hw.Out(hw.UInt(width)))

            def body(self, io):
                io.O @= 1

        return Cell

    first, second = define(3), define(5)
    assert first() is not second()
    assert [str(port.type) for port in second().ports] == ["UInt(5)"]
    assert "[2:0]" in first().verilog() and "[4:0]" in second().verilog()


def test_contexts_are_independent():
    here = Add(8)
    with hw.Context():
        there = Add(8)
    assert here is not there
    assert here.verilog() == there.verilog()


def test_a_class_and_its_circuits_can_be_collected():
    class Brief(hw.Generator):
        interface = hw.Interface(O=hw.Out(hw.Bit))

        def body(self, io):
            io.O @= 1

    Brief().verilog()
    watched = weakref.ref(Brief)
    del Brief
    gc.collect()
    assert watched() is None


def test_one_circuit_is_made_by_a_function():
    @hw.circuit("Inverter", "in a: Bit; out o: Bit")
    def inverter(io):
        io.o @= ~io.a

    assert inverter.name == "Inverter"
    assert "module Inverter" in inverter.verilog()


def test_a_circuit_builder_builds_once():
    built = []

    class Builder(hw.CircuitBuilder):
        def __init__(self, width):
            self.width = width

        def generate(self):
            built.append(self.width)
            return hw.circuit(f"Wire_{self.width}", hw.Interface(a=hw.In(hw.UInt(self.width))), lambda io: None)

    assert Builder(3) is Builder(3)
    assert Builder(4) is not Builder(3)
    assert built == [3, 4]


class Chain(hw.Generator):
    n = hw.Int(min=0)
    interface = hw.Interface("in x: UInt(8); out y: UInt(8)")

    def body(self, io):
        io.y @= Chain(self.n - 1)(x=io.x).y if self.n else ~io.x


def test_progress_is_told_and_what_it_raises_ends_the_elaboration():
    context, told = hw.current_context(), []
    context.set_progress(lambda done, known: told.append((done, known)))
    Chain(2).elaborate()
    assert list(dict.fromkeys(told)) == [(0, 1), (1, 2), (2, 3), (3, 3)]

    def stop(done: int, known: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    context.set_progress(stop)
    with pytest.raises(KeyboardInterrupt):
        Chain(9).verilog()

    def replace(done: int, known: int) -> None:
        context.set_progress(None)
        told.clear()

    context.set_progress(replace)
    Chain(4).elaborate()
    assert told == []
    assert Chain(9).verilog().count("endmodule") == 10
    with pytest.raises(TypeError, match="not int"):
        context.set_progress(3)
