"""Every kind of parameter, from Python to the library and back."""

import hwgen as hw
import pytest


class Leaf(hw.Generator):
    interface = "out o: Bit"

    def body(self, io):
        io.o @= 1


class All(hw.Generator):
    number = hw.Int()
    flag = hw.Bool()
    word = hw.String()
    mode = hw.Enum("fast", "small")
    element = hw.Type()
    taps = hw.List(hw.Int)
    words = hw.List(hw.String)
    options = hw.Dict()
    child = hw.GeneratorParameter()
    lookup = hw.OpaqueParameter()
    double = hw.Derived(2 * number)
    interface = hw.Interface(o=hw.Out(hw.Bit))

    def body(self, io):
        io.o @= self.child()("leaf").o


TABLE = object()
VALUES = {
    "number": -(1 << 100),
    "flag": True,
    "word": 'a "b"\n`c` \\ é',
    "mode": "small",
    "element": hw.Array(3, hw.SInt(4)),
    "taps": [1, -2, 3],
    "words": ["a,b", "", "]"],
    "options": {"gain": 3, "name": "x: y, z", "list": [True, False], "inner": {"a": 1}},
    "child": Leaf,
    "lookup": TABLE,
}


def made(**changed):
    values = {**VALUES, **changed}
    if "lookup" not in changed:
        values["lookup"] = hw.opaque("lookup", TABLE)
    return All(**values)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_as_it_went_in(name):
    assert getattr(made(), name) == VALUES[name]


def test_derived_values_and_elaboration():
    assert made().double == -(1 << 101)
    assert "Leaf leaf" in made().verilog()


def test_equal_values_are_one_circuit():
    assert made() is made()
    assert made(options=dict(VALUES["options"])) is made()
    assert made(taps=[1, -2]) is not made()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("number", True, "HW1003"),
        ("flag", 1, "HW1003"),
        ("word", 3, "HW1003"),
        ("mode", "large", "HW1004"),
        ("element", 8, "HW1003"),
        ("taps", ["a"], "HW1003"),
        ("taps", [1, "a"], "HW1003"),
        ("options", [1], "HW1003"),
        ("child", "Leaf", "HW1003"),
        ("child", int, "HW1003"),
        ("lookup", TABLE, "HW1003"),
    ],
)
def test_another_kind_is_refused(name, value, code):
    with pytest.raises(hw.Error) as caught:
        made(**{name: value})
    assert caught.value.code == code and name in str(caught.value)


def test_one_key_means_one_value():
    made()
    with pytest.raises(hw.Error) as caught:
        made(lookup=hw.opaque("lookup", object()))
    assert caught.value.code == "HW8002"


def test_the_name_of_a_generator_names_a_circuit():
    class Row(hw.Generator):
        child = hw.GeneratorParameter()
        interface = "out o: Bit"

        def body(self, io):
            io.o @= self.child()("child").o

    assert Row(Leaf).name == "Row_Leaf"
