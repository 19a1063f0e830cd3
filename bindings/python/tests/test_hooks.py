"""Python functions in expressions, and members that methods compute."""

import hwgen as hw
import pytest

CALLS = []


@hw.hook
def noted(n: int) -> int:
    CALLS.append(n)
    return n + 1


class Wide(hw.Generator):
    n = hw.Int(min=1)
    interface = hw.Interface(a=hw.In(hw.UInt[noted(n)]), o=hw.Out(hw.UInt[noted(n)]))

    @hw.member
    def latency(self) -> int:
        """Cycles from input to output."""
        return 3 * self.n

    @hw.member
    def style(self) -> str:
        return "wide" if self.n > 4 else 'narrow "\u00e9"'

    @hw.member
    def word(self) -> hw.Type:
        return hw.UInt(self.n)

    def body(self, io):
        io.o @= io.a


def test_a_hook_gives_a_width_and_is_called_once_for_equal_arguments():
    CALLS.clear()
    assert Wide(7).interface == "in a: UInt(8); out o: UInt(8)"
    assert "[7:0] a" in Wide(7).verilog()
    assert CALLS == [7]


def test_with_plain_values_a_hook_is_a_function():
    assert noted(4) == 5


def test_members_are_methods_and_known_before_any_body_runs():
    assert (Wide(2).latency, Wide(2).style, Wide(5).style) == (6, 'narrow "\u00e9"', "wide")
    assert Wide(2).word == hw.UInt(2)
    assert "hook" in Wide.members()


def test_what_a_hook_raises_comes_out_as_it_is():
    failure = KeyError("of mine")

    @hw.hook
    def failing(n: int) -> int:
        raise failure

    class Failing(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.UInt[failing(n)]))

    with pytest.raises(KeyError) as caught:
        Failing(3)
    assert caught.value is failure
    assert Wide(1).verilog()


def test_a_hook_that_gives_another_kind_is_told():
    @hw.hook
    def wrong(n: int) -> int:
        return "x"

    class Wrong(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.UInt[wrong(n)]))

    with pytest.raises(hw.Error) as caught:
        Wrong(3)
    assert (
        caught.value.code == "HW1003" and "wrong" in str(caught.value) and caught.value.diagnostics[0].file == __file__
    )


def test_a_hook_may_ask_for_circuits():
    @hw.hook
    def ports_of(n: int) -> int:
        return sum(port.type.width if hasattr(port.type, "width") else 1 for port in Wide(n).ports)

    class Asking(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.UInt[ports_of(n)]))

    assert Asking(2).interface == "in a: UInt(2)"


def test_two_hooks_of_one_name_are_told_apart():
    def made(add):
        @hw.hook
        def width(n: int) -> int:
            return n + add

        class Local(hw.Generator):
            n = hw.Int()
            interface = hw.Interface(a=hw.In(hw.UInt[width(n)]))

        return Local

    first, second = made(1), made(2)
    assert (first(1).interface, second(1).interface) == ("in a: UInt(2)", "in a: UInt(3)")


def test_a_hook_without_an_annotation_is_refused():
    with pytest.raises(TypeError, match="annotate"):

        @hw.hook
        def untold(n):
            return n


def test_a_netlist_reads_back():
    text = Wide(3).netlist
    with hw.Context():
        circuit = hw.read_netlist(text)
        assert circuit.netlist == text
        assert [port.name for port in circuit.ports] == ["a", "o"]
        assert "module Wide_3" in circuit.verilog()


def test_a_netlist_that_is_refused_leaves_the_context_as_it_was():
    with pytest.raises(hw.Error) as caught:
        hw.read_netlist("module A {\n  in a: UInt(8)\n  %1: UInt(8) = frobnicate a\n}\n")
    assert caught.value.code == "HW2014" and "line 3" in str(caught.value)
    assert hw.read_netlist("module A {\n  out o: Bit\n  %1: Bit = literal 1\n  drive o = %1\n}\n").verilog()
