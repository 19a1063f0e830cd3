"""What users write by mistake, and what the package says to it: the value, the rule, and what to write instead."""

import re
import sys
import traceback

import hwgen as hw
import pytest


class Sum(hw.Generator):
    interface = hw.Interface(I=hw.In(hw.UInt(8)).repeat(2), e=hw.In(hw.Bit), o=hw.Out(hw.UInt(8)))

    def body(self, io):
        io.o @= hw.mux(io.e, io.I[0] + io.I[1], 0)


class Wide(hw.Generator):
    bits = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(hw.UInt[bits]))


def built(body):
    hw.circuit(
        "Top", "in clk: Clock; in a: UInt(8); in s: UInt(3); in e: Bit; out o: UInt(8); out p: {x: Bit, y: Bit}"
    )(body).elaborate()


# What is written in a body, and what the message must contain.
BODIES = {
    "an enable that is no signal": (lambda io: hw.reg(hw.UInt(8), enable=1), "the enable of a register is a signal"),
    "a register of a signal": (lambda io: hw.reg(io.a), "takes a type first"),
    "a selector that is no signal": (lambda io: hw.mux(True, io.a, 0), "use Python's if"),
    "a number for an index that is a signal": (lambda io: io.a.slice_at(3, 2), "write x[low:high]"),
    "a choice of integers": (lambda io: hw.select(io.s, {0: 1}, default=2), "needs a signal among its values"),
    "a choice by a number": (lambda io: hw.select(3, {0: io.a}), "use a dictionary"),
    "a key that is no integer": (lambda io: hw.select(io.s, {"0": io.a}, default=2), "a key of hw.select is an int"),
    "an integer among one-hot values": (lambda io: hw.select1hot(io.s, [1]), "takes signals, not int"),
    "a boolean divisor": (lambda io: io.a // True, "write 1"),
    "a boolean beside a number": (lambda io: io.a + True, "write 1"),
    "inputs by position": (lambda io: Sum()(io.a, io.a), "inputs by their names, as in I_0=…"),
    "a signal for a repeated port": (lambda io: Sum()(I=3), "a list for a repeated port"),
    "an input of an instance that is read": (lambda io: Sum()("u", e=io.e)["e"] & 1, "e is an input of Sum"),
    "an input of an instance as a right operand": (lambda io: io.e & Sum()("u")["e"], "cannot be read"),
    "a port by a number": (lambda io: io[5], "a port of Top is found by its name, a string, as in ['clk'], not by int"),
    "a port by a list": (lambda io: io[["a"]], "not by list"),
    "a port of an instance by a number": (lambda io: Sum()("u")[5], "a port of Sum is found by its name"),
    "a record port as a whole": (lambda io: io.p.__imatmul__(5), "p_x, p_y"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_mistake_of_python_s_types_says_what_to_write(name):
    body, message = BODIES[name]
    with pytest.raises(TypeError) as caught:
        built(body)
    assert message in str(caught.value)


def test_a_slice_in_verilog_s_order_is_told_the_right_one():
    with pytest.raises(hw.Error) as caught:
        built(lambda io: io.a[7:0])
    assert caught.value.code == "HW2012" and "[0:8] is bits 7 to 0" in str(caught.value)


@pytest.mark.parametrize("value", [16.0, None, object()])
def test_a_value_of_no_kind_is_told_with_its_parameter_and_kind(value):
    with pytest.raises(hw.Error) as caught:
        Wide(value)
    told = str(caught.value)
    assert caught.value.code == "HW1003" and "`bits` of Wide" in told and "int >= 1" in told
    assert caught.value.diagnostics[0].file == __file__


def test_a_parameter_by_position_among_signals_is_told():
    with pytest.raises(TypeError, match="3 needs its name, as in bits=3"):
        built(lambda io: Sum(3, e=io.e))


def test_one_constraint_needs_no_tuple():
    class Even(hw.Generator):
        n = hw.Int()
        constraints = n % 2 == 0
        interface = hw.Interface(a=hw.In(hw.UInt[n]))

    assert Even(2).ports[0].type == hw.UInt(2)
    with pytest.raises(hw.Error) as caught:
        Even(3)
    assert caught.value.code == "HW1005"


def test_a_parameter_without_a_name_is_called_after_its_kind():
    with pytest.raises(TypeError, match="int > 4 depends"):
        bool(hw.Int() > 4)


def test_an_interface_of_another_type_is_refused_where_it_stands():
    with pytest.raises(hw.Error, match="the interface of Listed is of type dict") as caught:

        class Listed(hw.Generator):
            interface = {"a": hw.In(hw.Bit)}  # noqa: RUF012

    assert caught.value.diagnostics[0].file == __file__


def test_a_type_without_its_width_is_told():
    with pytest.raises(hw.Error, match=r"hwgen.UInt\(8\)") as caught:
        hw.Interface(a=hw.In(hw.UInt)).text  # noqa: B018
    assert caught.value.diagnostics[0].file == __file__


def test_what_a_body_returns_is_told_with_the_body_s_place():
    with pytest.raises(hw.Error) as caught:
        built(lambda io: io.a)
    assert caught.value.code == "HW8002" and caught.value.diagnostics[0].file == __file__


def test_a_hook_that_gives_no_value_is_named():
    @hw.hook
    def nothing(n: int) -> int:
        pass

    class Empty(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.UInt[nothing(n)]))

    with pytest.raises(hw.Error, match="nothing gave None") as caught:
        Empty(3)
    assert caught.value.diagnostics[0].file == __file__


def test_bits_that_are_iterated_have_the_line_of_the_loop():
    @hw.circuit("Turned", "in a: UInt(8); out o: Bits(8)")
    def turned(io):
        io.o @= hw.cat(*io.a)

    assert "_signal.py" not in turned.verilog(provenance=True)


def test_a_code_is_a_text_or_a_number():
    with hw.Context() as context:
        context.set_policy(2022, "silence")
        with pytest.raises(ValueError, match="HW2022"):
            context.set_policy("unused", "silence")


def test_a_parameter_is_no_number_yet():
    with pytest.raises(TypeError, match=r"int depends on parameters .*\.repeat"):
        range(hw.Int())
    with pytest.raises(TypeError, match="write //"):
        hw.Int() / 2
    with pytest.raises(TypeError, match="write //"):
        2 / hw.Int()


def test_a_slice_of_the_whole_or_of_negative_bounds_still_works():
    @hw.circuit("Parts", "in a: UInt(8); out o: UInt(8); out p: UInt(2)")
    def parts(io):
        io.o @= io.a[:]
        io.p @= io.a[-2:]

    assert "assign p = a[7:6];" in parts.verilog()


# What is called by mistake, the code, and what the message must contain.
CALLS = {
    "a name that is a number": (lambda: hw.circuit(5, "out o: Bit"), "HW1020", "is a string, not 5"),
    "an interface that is a number": (lambda: hw.circuit("T", 5), "HW1017", "the interface of T is of type int"),
    "a body that is a number": (lambda: hw.circuit("T", "out o: Bit", 5), "HW2021", "the body of T is 5, of type int"),
    "a decorated number": (lambda: hw.circuit("T", "out o: Bit")(5), "HW2021", "must be a function of io"),
    "a NUL in a name": (lambda: hw.circuit("a\0b", "out o: Bit")(print), "HW1020", "'a\\x00b' contains a NUL"),
    "a NUL in a netlist": (lambda: hw.read_netlist("\0"), "HW1020", "contains a NUL"),
    "half a surrogate pair in a name": (lambda: hw.circuit("\ud800", "")(print), "HW9005", "'\\ud800' cannot be"),
    "half a surrogate pair in an interface": (lambda: hw.circuit("T", "in \udfff")(print), "HW9005", "as UTF-8"),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_mistaken_call_has_its_code_and_its_line(name):
    call, code, message = CALLS[name]
    with pytest.raises(hw.Error) as caught:
        call()
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == (code, __file__) and message in diagnostic.message
    assert diagnostic.line == call.__code__.co_firstlineno


@pytest.mark.parametrize("value", [5, None, b"circuit"])
def test_a_netlist_that_is_no_text_is_refused(value):
    with pytest.raises(TypeError, match=f"a string, not from {type(value).__name__}"):
        hw.read_netlist(value)


def test_a_body_that_is_no_function_is_refused_where_its_class_stands():
    with pytest.raises(hw.Error, match="the body of Numbered is 5, of type int; it must be a function") as caught:

        class Numbered(hw.Generator):
            interface = "out o: Bit"
            body = 5

    assert caught.value.code == "HW2021" and caught.value.diagnostics[0].file == __file__


def test_a_body_may_be_any_object_that_can_be_called():
    class Builder:
        def __call__(self, io):
            io.o @= 1

    assert "assign o = 1'b1;" in hw.circuit("One", "out o: Bit", Builder()).verilog()


def test_a_returned_value_is_told_by_its_type():
    with pytest.raises(hw.Error, match="the body of Top returned int; it must return nothing"):
        built(lambda io: 5)


# What a signal is compared with by mistake: Python would say that it is not equal, and the circuit have a constant.
COMPARED = {
    "a string": (lambda io: io.a == "idle", "a signal of UInt(8) is compared with a signal or an integer, not str"),
    "nothing": (lambda io: io.a != None, "not NoneType"),  # noqa: E711
    "a float": (lambda io: io.a == 1.5, "not float"),
    "a string on the left": (lambda io: "idle" == io.a, "not str"),  # noqa: SIM300
    "a port as a whole": (lambda io: io.p == io.a, "p is several ports (p_x, p_y): compare each of them"),
    "a name of a member": (
        lambda io: hw.wire(hw.Enumeration("State", ["idle", "run"])) == "idle",
        "is compared with a signal or a member of it, not str",
    ),
}


@pytest.mark.parametrize("name", COMPARED)
def test_what_a_signal_cannot_be_equal_to_is_refused_and_no_constant(name):
    body, message = COMPARED[name]
    with pytest.raises(TypeError) as caught:
        built(body)
    assert message in str(caught.value)


# What is given where something else is expected.
KINDS = {
    "a name of a signal": (lambda: built(lambda io: io.a.named(5)), "a name is a string, not int"),
    "the cases of a choice": (lambda: built(lambda io: hw.select(io.a, [io.a])), "are a dictionary"),
    "a word of an enumeration": (lambda: hw.Enum("a", 2), "a word of hw.Enum is a string, not 2"),
    "the element of a list": (lambda: hw.List(5), "as in hw.List(hw.Int), not 5"),
    "constraints": (lambda: type("G", (hw.Generator,), {"constraints": "n > 5"}), "expressions over parameters"),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_is_of_another_kind_is_told_what_it_must_be(name):
    call, message = KINDS[name]
    with pytest.raises(TypeError, match=re.escape(message)):
        call()


def test_an_interface_that_is_no_text_is_told():
    with pytest.raises(hw.Error, match="an interface is a text or ports by name, not int"):
        hw.Interface(5)


@pytest.mark.parametrize("width", [0, -1])
def test_a_width_that_is_none_is_told_as_it_was_written(width):
    with pytest.raises(hw.Error, match=rf"UInt\(8\) has 8 bits and is extended to {width}$"):
        built(lambda io: io.a.zext(width))


@pytest.mark.parametrize("limit", [-1, 1 << 64])
def test_a_budget_beyond_64_bits_is_refused(limit):
    with hw.Context() as context, pytest.raises(hw.Error, match=f"a budget of {limit} cells"):
        context.set_budget(cells=limit)


def test_a_circuit_s_parameters_are_not_assigned():
    circuit = Wide(8)
    with pytest.raises(AttributeError, match="bits of Wide_8 is what the circuit was asked for with"):
        circuit.bits = 5
    circuit.note = "of the user"
    assert (Wide(8).bits, circuit.note) == (8, "of the user")


@pytest.mark.parametrize("field", ["a b", "`", "a:b", "a,b", "ä", "\n", "flip"])
def test_a_field_of_any_name_is_found(field):
    def body(io):
        pair = hw.record(hw.Record(**{field: hw.Bit, "other": hw.Bit}), **{field: io.e, "other": 0})
        io.o @= pair[field].zext(8)
        io.p.x @= 0
        io.p.y @= 0

    built(body)


def test_a_record_s_fields_may_have_any_name():
    class Named(hw.Generator):
        options = hw.Dict()
        interface = hw.Interface()

    assert Named({"a:b": 1, "`": "x", "\n": [True]}).options == {"a:b": 1, "`": "x", "\n": [True]}


def test_what_leaves_a_callback_comes_out_of_the_call(monkeypatch):
    from hwgen import _native

    circuit = hw.circuit("One", "out o: Bit", lambda io: setattr(io, "o", io.o.__imatmul__(1)))
    text = circuit.verilog()

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    hook = sys.unraisablehook
    with monkeypatch.context() as patch:
        patch.setattr(_native, "string_at", interrupted)
        with pytest.raises(KeyboardInterrupt):
            circuit.verilog()
    assert circuit.verilog() == text and sys.unraisablehook is hook


def test_a_port_of_a_wide_interface_is_found_without_a_walk_through_all():
    wide = hw.circuit("Wide", "in a[i]: Bit for i in 0..<3000; out o[i]: Bit for i in 0..<3000", lambda io: None)
    table = wide._port_table()

    class Counted(type(table)):
        walks = 0

        def __iter__(self):
            Counted.walks += 1
            return super().__iter__()

    counted = Counted(table)
    assert counted.has_group("a") and counted.has_group("o") and not counted.has_group("x")
    assert not counted.has_group("a_0") and Counted.walks == 1


def an_operator(io):
    io.o @= io.a + io.s


def a_port(io):
    io.o @= io.nope


def a_literal(io):
    io.o @= 300


def a_call(io):
    Wide(0)


def a_function_of_the_user(io):
    an_operator(io)


def a_hook_of_another_kind(io):
    @hw.hook
    def wrong(n: int) -> int:
        return "x"

    class Hooked(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.UInt[wrong(n)]))

    Hooked(1)


@pytest.mark.parametrize(
    "body", [an_operator, a_port, a_literal, a_call, a_function_of_the_user, a_hook_of_another_kind]
)
def test_the_traceback_of_a_body_ends_at_the_line_of_the_user(body):
    with pytest.raises(hw.Error) as caught:
        built(body)
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.filename == __file__
    if body is not a_hook_of_another_kind:
        assert last.lineno == caught.value.diagnostics[0].line


def test_the_traceback_of_a_call_ends_in_the_package_and_its_message_names_the_line():
    with pytest.raises(hw.Error) as caught:
        Wide(0)
    frames = traceback.extract_tb(caught.value.__traceback__)
    assert frames[0].lineno == caught.value.diagnostics[0].line
    assert caught.value.diagnostics[0].file == __file__


def test_other_exceptions_have_all_their_frames():
    with pytest.raises(TypeError) as caught:
        built(lambda io: hw.when(3))
    assert traceback.extract_tb(caught.value.__traceback__)[-1].filename != __file__


def test_a_diagnostic_has_its_fix_and_notes_as_data():
    @hw.circuit("Uneven", "in a: UInt(4); in b: UInt(5); out o: UInt(5)")
    def uneven(io):
        io.o @= io.a + io.b

    with pytest.raises(hw.Error) as caught:
        uneven.elaborate()
    (found,) = caught.value.diagnostics
    assert found.fix == "extend the narrower with zext or sext"
    assert [note.message for note in found.notes] == ["`a`: UInt(4) was made here", "`b`: UInt(5) was made here"]
    assert {(note.severity, note.code, note.file) for note in found.notes} == {("note", "HW2003", __file__)}
    # The line of the decorator or of the function, as the version of Python has it.
    assert all(note.line in (found.line - 2, found.line - 1) for note in found.notes)
    assert found.title == "two widths that must agree differ"
    assert found.advice == "Write the conversion: zext, sext or trunc."
    assert repr(hw.Diagnostic("HW1", "error", "x")) == "Diagnostic('HW1', 'error', 'x', '', 0)"
    assert eval(repr(found), {"Diagnostic": hw.Diagnostic}) == found and found.fix in repr(found)


def test_a_code_that_there_is_not_has_no_title():
    assert hw.Diagnostic("HW1", "error", "x").title == "" == hw.Diagnostic("", "error", "x").advice
