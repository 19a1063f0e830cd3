"""What the package writes in the library's language. None of this asks the library anything."""

import hwgen as hw
import pytest
from hwgen._expressions import decimal, integer, quoted, text, unquoted
from hwgen._parameters import schema_text


def named(**parameters):
    for name, parameter in parameters.items():
        parameter.__set_name__(None, name)
    return list(parameters.values())


def repr_length(value):
    return f"{value.bit_length()}-bits"


def test_operators_write_expressions_with_the_parentheses_they_need():
    a, b = named(a=hw.Int(), b=hw.Int())
    assert text((a + 1) * b) == "(a + 1) * b"
    assert text(3 - a // 2) == "3 - (a / 2)"
    assert text(hw.clog2(a) % b) == "clog2(a) % b"
    assert text(-(a + b)) == "-(a + b)"
    assert text(2**a) == "pow(2, a)"
    assert text(a - -1) == "a - (-1)"
    assert text(hw.maximum(a, b, 3)) == "max(a, b, 3)"


def test_conditions_write_and_or_not():
    a, wide = named(a=hw.Int(), wide=hw.Bool())
    assert text((a > 3) & ~wide) == "(a > 3) and (not wide)"
    assert text(hw.if_(wide | (a == 1), 2 * a, a)) == "if (wide or (a == 1)) then (2 * a) else a"


def test_an_expression_has_no_truth_value():
    (a,) = named(a=hw.Int())
    with pytest.raises(TypeError, match=r"hw\.if_"):
        bool(a > 3)


def test_a_million_operators_are_written_without_recursion():
    (a,) = named(a=hw.Int())
    deep = a
    for _ in range(1_000_000):
        deep = deep + 1
    assert text(deep).startswith("((((") and text(deep).endswith(" + 1) + 1")


def test_schemas_write_every_kind():
    parameters = named(
        bits=hw.Int(min=1),
        depth=hw.Int(min=1, max=64, default=16),
        low=hw.Int(max=-1),
        fast=hw.Bool(default=False),
        label=hw.String(default='a "b"'),
        mode=hw.Enum("ripple", "if", default="ripple"),
        item=hw.Type(default=hw.UInt(8)),
        taps=hw.List(hw.Int, default=[1, 2]),
    )
    assert schema_text(parameters, (parameters[1] % 2 == 0,)) == (
        "bits: int >= 1, depth: int in 1..64 = 16, low: int <= -1, fast: bool = false, "
        'label: string = "a \\"b\\"", mode: enum(ripple, `if`) = "ripple", item: type = UInt(8), '
        "taps: list(int) = [1, 2], require (depth % 2) == 0"
    )


def test_derived_parameters_write_their_expression():
    depth = hw.Int(min=1)
    named(depth=depth, address=(address := hw.Derived(hw.clog2(depth))))
    assert schema_text([depth, address]) == "depth: int >= 1, derived address = clog2(depth)"


def test_interfaces_write_every_form():
    n, wide = named(n=hw.Int(), wide=hw.Bool())
    interface = hw.Interface(
        clk=hw.In(hw.Clock),
        I=hw.In(hw.UInt(8)).repeat(n),
        J=hw.In(hw.UInt(8)).repeat(n, lambda i: hw.UInt(n + i)),
        p=hw.Out(hw.Record(valid=hw.Bit, ready=hw.Flip(hw.Bit))).when(wide),
        a=hw.In(hw.Array(4, hw.Bits[n])),
    )
    assert interface.text == (
        "in clk: Clock; in I[i]: UInt(8) for i in 0..<n; in J[i]: UInt(n + i) for i in 0..<n; "
        "out p: {valid: Bit, flip ready: Bit} if wide; in a: Array(4, Bits(n))"
    )


def test_a_name_cannot_smuggle_a_declaration_in():
    assert hw.Interface(**{"a: Bit; in b": hw.In(hw.Bit)}).text == "in `a: Bit; in b`: Bit"
    assert hw.Interface(**{"in": hw.In(hw.Bit)}).text == "in `in`: Bit"


def test_types_without_parameters_compare_by_what_they_are():
    (n,) = named(n=hw.Int())
    assert hw.UInt(8) == hw.UInt[8]
    assert hw.UInt(8) != hw.SInt(8)
    assert len({hw.UInt(8), hw.UInt(8), hw.Bit}) == 2
    assert text(hw.UInt(n) == hw.UInt(8)) == "UInt(n) == UInt(8)"


@pytest.mark.parametrize("value", [0, -1, 10**4299, -(10**5000) + 7, 1 << 65535, 10**2000, 10**4000], ids=repr_length)
def test_integers_of_any_size_are_written_and_read(value):
    assert integer(decimal(value)) == value


@pytest.mark.parametrize("value", ["", 'a"b', "\\", "line\nline", "\0\x1f\x7f", "§ {u}"])
def test_strings_are_written_and_read(value):
    assert unquoted(quoted(value)) == value
    assert "\n" not in quoted(value) and "\0" not in quoted(value)
