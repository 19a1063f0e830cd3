"""`when`, `switch` and state machines from Python."""

import hwgen as hw
import pytest

INTERFACE = "in clk: Clock; in rst: Reset; in a, b: Bit; in x: UInt(8); out y: UInt(8)"


def built(body):
    with hw.Context():
        return hw.circuit("M", INTERFACE, body).verilog(header=False)


def test_an_output_without_a_value_on_some_path_is_refused_with_the_branch_and_its_line():
    def body(io):
        with hw.when(io.a):
            io.y @= io.x
        with hw.elsewhen(io.b):
            pass
        with hw.otherwise():
            io.y @= 0

    with pytest.raises(hw.Error, match=r"HW2050.*output `y` has no value in the `else when` at .*test_behaviour.py"):
        built(body)


def test_what_stands_in_a_wrong_place_is_refused_where_it_stands():
    def otherwise(io):
        with hw.otherwise():
            pass

    def case(io):
        with hw.case(1):
            pass

    def drive(io):
        with hw.switch(io.x):
            io.y @= 1

    def twice(io):
        with hw.switch(io.x):
            with hw.case(1):
                io.y @= 1
            with hw.case(2, 1):
                io.y @= 2

    def latent(io):
        with hw.when(io.a):
            io.y @= 1
        io.y @= 2

    for body, said in ((otherwise, "HW2051"), (case, "HW2051"), (twice, "HW2052"), (latent, "HW2002")):
        with pytest.raises(hw.Error, match=said):
            built(body)
    with pytest.raises(hw.Error, match="a drive in a `switch`, outside of its cases"):
        built(drive)


def test_a_branch_that_no_with_enters_is_refused_where_it_stands():
    line = test_a_branch_that_no_with_enters_is_refused_where_it_stands.__code__.co_firstlineno

    def body(io):
        hw.when(io.a)
        io.y @= 1

    with pytest.raises(hw.Error, match=rf"test_behaviour.py:{line + 4}: error HW2051: a branch of M is made and never"):
        built(body)


def test_a_condition_is_a_signal_of_one_bit():
    with pytest.raises(TypeError, match="use Python's if"):
        built(lambda io: hw.when(True).__enter__())
    with pytest.raises(hw.Error, match="the condition of a `when` is a Bit, not `x`"):
        built(lambda io: hw.when(io.x).__enter__())


def test_an_exception_in_a_branch_ends_the_branch():
    def body(io):
        io.y @= 0
        try:
            with hw.when(io.a):
                raise KeyError
        except KeyError:
            pass
        with hw.when(io.b):
            io.y @= 1

    assert "    y = 8'b0;\n    if (b) begin\n      y = 8'd1;\n    end\n" in built(body)


def test_the_error_of_a_branch_is_told_before_that_of_its_end():
    def body(io):
        fsm = hw.FSM("A B")
        with fsm, fsm.state("A"):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        built(body)


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [("binary", "0 1 2"), ("onehot", "1 2 4"), ("gray", "0 1 3"), ([5, 0, 9], "5 0 9")],
)
def test_a_state_machine_has_its_codes(encoding, codes):
    def body(io):
        fsm = hw.FSM("A B C", encoding=encoding, name="phase")
        io.y @= 0
        with fsm:
            with fsm.state("A"):
                fsm.next = "B"
            with fsm.state("B"):
                fsm.next = "C"
                io.y @= 1
            with fsm.state("C"), hw.when(io.a & (fsm != "A")):
                fsm.next = "A"
        assert fsm.code.width == fsm["A"].width

    text = built(body)
    for name, code in zip("ABC", codes.split(), strict=True):
        assert any(
            line.startswith("  localparam") and f" {name} = " in line and line.split("'")[1][1:] == f"{code};"
            for line in text.splitlines()
        ), text
    assert "phase <= A;" in text


def test_states_are_named_as_they_are_declared():
    for wrong, said in (
        (lambda: hw.FSM("A A"), "the enumeration has two members `A`"),
        (lambda: hw.FSM("A B", encoding=[1, 1]), "members `A` and `B` of the enumeration have one code, 1"),
        (lambda: hw.FSM("A B", entry="C"), "there is no state `C`; the states are A, B"),
        (lambda: setattr(hw.FSM("A B"), "next", "C"), "there is no state `C`"),
        (lambda: hw.FSM("A B") == "C", "there is no state `C`"),
    ):
        with pytest.raises(hw.Error, match=said):
            built(lambda io, wrong=wrong: wrong())


def test_a_state_without_a_case_is_named():
    def body(io):
        io.y @= 0
        fsm = hw.FSM("A B C")
        with fsm, fsm.state("A", "C"):
            fsm.next = "A"

    with pytest.raises(hw.Error, match=r"HW2054.*state `B` of `state`"):
        built(body)


def test_a_state_that_nothing_leads_to_is_noted():
    def body(io):
        io.y @= 0
        fsm = hw.FSM("A B")
        with fsm, fsm.state("A", "B"):
            fsm.next = "A"

    with hw.Context() as context:
        hw.circuit("M", INTERFACE, body).verilog()
        assert any("state `B`" in each.message and each.code == "HW2055" for each in context.take_warnings())


def test_a_record_port_that_is_taken_for_a_value_is_told_what_to_do():
    packet = hw.Record(x=hw.Bit, y=hw.UInt(4))

    def chosen(io):
        io.o @= hw.mux(io.s, io.p, io.q)["x"]

    def written(io):
        hw.Memory(packet, 2).write(io.s, io.p)

    for body in (chosen, written):
        with pytest.raises(TypeError, match="not Group: it is several ports; drive a wire of its type with it"):
            hw.circuit("T", "in clk: Clock; in s: Bit; in p, q: {x: Bit, y: UInt(4)}; out o: Bit", body).verilog()


def test_statements_in_branches_are_under_their_condition():
    class Inner(hw.Generator):
        interface = hw.Interface("in i: UInt(4); out o: UInt(4)")

        def body(self, io):
            io.o @= ~io.i

    def body(io):
        memory = hw.Memory(hw.UInt(4), 4).named("memory")
        inner = Inner()("inner", i=io.d)
        with hw.when(io.we):
            memory.write(io.a, io.d)
            # What is made here has its nets behind those that the write made.
            there = Inner()("there", i=io.d + 1)
            inner.i @= there.o
        with hw.elsewhen(io.d[0]):
            memory.write(io.a, there.o, enable=io.d[1])
        io.o @= inner.o

    text = hw.circuit("T", "in clk: Clock; in we: Bit; in a: UInt(2); in d: UInt(4); out o: UInt(4)", body).verilog()
    assert "    if (we) begin\n      memory[a] <= d;\n    end\n" in text
    assert "    if (d[0] & ~we & d[1]) begin\n      memory[a] <= there_o;\n    end\n" in text
    assert "    inner_i = d;\n    if (we) begin\n      inner_i = there_o;\n    end\n" in text
