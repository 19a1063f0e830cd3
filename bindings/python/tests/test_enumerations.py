"""Enumerations: how they are declared, what their members are, and what a body does with them."""

from __future__ import annotations

import hwgen as hw
import pytest

State = hw.Enumeration("State", "idle run done")
Op = hw.Enumeration("Op", {"add": 3, "sub": 8}, width=4)


def verilog(interface, body):
    return hw.circuit("M", interface, body).verilog()


def refusal(body, interface="in s: Enum(State: idle, run, done); in op: Enum(Op: add = 3, sub = 8); out o: Bit"):
    with pytest.raises(hw.Error) as caught:
        hw.circuit("M", interface, body).elaborate()
    return str(caught.value)


def test_a_type_is_what_it_is_called_and_has():
    assert str(State) == "Enum(State: idle, run, done)"
    assert hw.Enumeration("State", ["idle", "run", "done"]) == State
    assert hw.Enumeration("State", {"idle": 0, "run": 1, "done": 2}) == State
    assert State != hw.Enumeration("State", "idle run done", width=3)
    assert State != hw.Enumeration("Other", "idle run done")
    assert hw.Enumeration(None, "a b", "onehot") == hw.Enumeration(None, {"a": 1, "b": 2})
    assert [member.name for member in State] == ["idle", "run", "done"]
    assert len(Op) == 2


@pytest.mark.parametrize(
    ("encoding", "codes"), [("binary", [0, 1, 2, 3]), ("onehot", [1, 2, 4, 8]), ("gray", [0, 1, 3, 2])]
)
def test_members_know_their_codes(encoding, codes):
    made = hw.Enumeration("E", "a b c d", encoding)
    assert [member.code for member in made] == codes
    assert made.c is made["c"]
    assert made.c.type is made


def test_names_may_be_any_text():
    made = hw.Enumeration("x y", {"a, b": 1, "`": 2, "not": 3, "é": 4})
    assert [(member.name, member.code) for member in made] == [("a, b", 1), ("`", 2), ("not", 3), ("é", 4)]
    assert made.name == "x y"


def test_members_are_equal_if_their_types_are():
    same = hw.Enumeration("State", "idle run done")
    assert State.run == same.run
    assert hash(State.run) == hash(same.run)
    assert State.run != State.done
    assert State.run != 1


def test_a_member_that_there_is_not_is_told_with_those_that_there_are():
    with pytest.raises(AttributeError, match="has no member 'walk'; it has idle, run, done"):
        State.walk  # noqa: B018
    with pytest.raises(hw.Error, match="HW1034"):
        State["walk"]
    with pytest.raises(ValueError, match="an encoding is one of binary, onehot, gray"):
        hw.Enumeration("State", "a b", "johnson")


def test_the_place_of_a_refusal_is_the_line_that_declares_it():
    with pytest.raises(hw.Error) as caught:
        hw.Enumeration("State", "idle idle")
    assert caught.value.diagnostics[0].file == __file__
    assert caught.value.diagnostics[0].line > 0


def test_a_type_parameter_and_the_type_of_a_signal_have_members():
    class Hold(hw.Generator):
        kind = hw.Type()
        interface = hw.Interface(clk=hw.In(hw.Clock), rst=hw.In(hw.Reset), x=hw.In(kind), y=hw.Out(kind))

        def body(self, io):
            assert isinstance(self.kind, hw.Enumeration)
            io.y @= hw.reg(self.kind, hw.mux(io.x == self.kind.a, io.x.type.b, io.x), reset_value=self.kind.a)

    circuit = Hold(hw.Enumeration("Kind", "a b"))
    assert circuit.name == "Hold_Kind"
    assert "y <= Kind_a;" in circuit.verilog()
    assert "y <= (x == Kind_a) ? Kind_b : x;" in circuit.verilog()


def test_two_enumerations_of_one_name_make_two_circuits_of_two_names():
    class Pass(hw.Generator):
        kind = hw.Type()
        interface = hw.Interface(x=hw.In(kind), y=hw.Out(kind))

        def body(self, io):
            io.y @= io.x

    def both(io):
        io.p @= Pass(hw.Enumeration("E", "a b"))(x=io.i).y
        io.q @= Pass(hw.Enumeration("E", "b a"))(x=io.j).y

    text = verilog("in i: Enum(E: a, b); in j: Enum(E: b, a); out p: Enum(E: a, b); out q: Enum(E: b, a)", both)
    modules = [line.split()[1] for line in text.splitlines() if line.startswith("module ")]
    assert len(set(modules)) == 3
    assert all(name == "M" or name.startswith("Pass_E") for name in modules)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lambda io: io.s + io.s, "HW2024: add is not defined"),
        (lambda io: io.s == 1, "HW2011: Enum(State: idle, run, done) takes a member of it, not 1"),
        (lambda io: io.s == Op.add, "HW2004: equal of `s`"),
        (lambda io: io.s == io.op, "HW2004: equal of `s`"),
        (lambda io: io.s < State.run, "HW2024: less is not defined"),
        (lambda io: io.s[0], "HW2024"),
        (lambda io: io.s[0:1], "HW2024"),
        (lambda io: hw.literal(3, State), "HW2011"),
        (lambda io: hw.literal(Op.add, State), "HW2004"),
        (lambda io: hw.mux(io.o, State.idle, Op.add), "HW2004"),
        (lambda io: hw.select(io.s, {Op.add: io.s}, default=io.s), "HW2004"),
        (lambda io: hw.FSM(State, encoding="gray", clock=io.s), "HW2053"),
    ],
)
def test_what_has_no_meaning_for_members_is_refused(body, said):
    def wrong(io):
        body(io)
        io.o @= 1

    assert said in refusal(wrong)


def test_a_machine_over_an_enumeration_takes_its_members_alone():
    def body(io):
        fsm = hw.FSM(State)
        with fsm, fsm.state(Op.add):
            pass

    text = refusal(body, "in clk: Clock; in rst: Reset")
    assert "HW2004" in text
    assert "no state of a machine over Enum(State: idle, run, done)" in text


def test_a_netlist_with_enumerations_reads_back():
    def body(io):
        with hw.switch(io.s):
            for member in State:
                with hw.case(member):
                    io.o @= member == State.run

    circuit = hw.circuit("M", "in s: Enum(State: idle, run, done); out o: Bit", body)
    assert hw.read_netlist(circuit.netlist).netlist == circuit.netlist
    assert "default: begin // State_done" in circuit.verilog()


def test_a_member_may_be_called_of():
    assert hw.Enumeration("Word", "of to").of.code == 0
