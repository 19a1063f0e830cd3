"""Clock domains: what registers take, what crosses, and what is refused with which code."""

from __future__ import annotations

import hwgen as hw
import pytest
from catalogue import build

TWO = "in ca, cb: Clock; in ra: Reset; in rn: AsyncResetN; in d, e: Bit; out q: Bit"


def verilog(body, interface=TWO):
    return hw.circuit("M", interface, body).verilog()


def refused(body, interface=TWO):
    with pytest.raises(hw.Error) as caught:
        build(interface, body)
    return caught.value


def test_a_register_in_a_domain_takes_its_clock_and_reset():
    def body(io):
        with hw.domain(io.ca, reset=io.ra):
            a = hw.reg(hw.Bit, io.d, reset_value=1).named("a")
            with hw.domain(~io.cb, reset=io.rn):
                b = hw.reg(hw.Bit, io.e, reset_value=1).named("b")
            c = hw.reg(hw.Bit, a, reset_value=0).named("c")
        io.q @= hw.crossing(c, "quasi_static") & b

    text = verilog(body)
    assert "always @(posedge ca) begin\n    if (ra) begin\n      a <= 1'b1;\n      c <= 1'b0;" in text
    assert "always @(negedge cb or negedge rn) begin\n    if (!rn) begin\n      b <= 1'b1;" in text


def test_a_domain_without_reset_has_none():
    def body(io):
        with hw.domain(io.ca):
            hw.reg(hw.Bit, io.d, reset_value=1)

    error = refused(body)
    assert error.code == "HW2024" and "the clock domain has 0 reset ports" in str(error)


def test_memories_and_state_machines_are_of_the_domain():
    def body(io):
        with hw.domain(io.cb, reset=io.rn):
            memory = hw.Memory(hw.Bit, 2).named("m")
            memory.write(io.d, io.d)
            fsm = hw.FSM("A B")
            with fsm:
                with fsm.state("A"):
                    fsm.next = "B"
                with fsm.state("B"):
                    fsm.next = "A"
            io.q @= memory.read_sync(io.d) & (fsm == "A")

    text = verilog(body)
    assert text.count("posedge cb") == 3 and "posedge cb or negedge rn" in text and "posedge ca" not in text


def test_a_crossing_names_both_domains_and_lines():
    def body(io):
        with hw.domain(io.ca):
            a = hw.reg(hw.Bit, io.d).named("a")
        with hw.domain(io.cb):
            io.q @= hw.reg(hw.Bit, ~a).named("b")

    error = refused(body)
    line = body.__code__.co_firstlineno
    assert error.code == "HW2070"
    assert "`ca` is used in clock domain `cb` of M: `a` → `b`" in str(error)
    assert f"test_clocks.py:{line + 4}: error" in str(error) and f"test_clocks.py:{line + 2}: note" in str(error)


def test_a_crossing_that_is_declared_is_no_error():
    def body(io):
        memory = hw.Memory(hw.Bit, 2).crossing()
        memory.write(0, io.d, clock=io.ca)
        io.q @= memory.read_sync(0, clock=io.cb) ^ hw.crossing(io.d, "quasi_static")

    assert "posedge cb" in verilog(body)


def test_clocks_that_are_made():
    def body(io):
        gate = hw.clock_gate(io.ca, io.e).named("gate")
        a = hw.reg(hw.Bit, io.d, clock=gate).named("a")
        slow = hw.derived_clock(a, synchronous_to=io.ca)
        io.q @= hw.reg(hw.Bit, a, clock=slow).named("b")

    text = verilog(body)
    assert "  wire gate = ca & clock_enable;\n" in text and "always @(posedge a) begin\n    b <= a;" in text
    assert "always @(negedge ca) begin\n    clock_enable <= e;" in text


def test_what_is_no_signal_or_no_clock_is_refused():
    for call in (
        lambda io: hw.domain(1),
        lambda io: hw.domain(io.ca, reset=1),
        lambda io: hw.derived_clock(1),
        lambda io: hw.clock_gate(1, io.e),
        lambda io: hw.crossing(1, "asynchronous"),
    ):
        with pytest.raises(TypeError):
            build(TWO, call)
    with pytest.raises(ValueError):
        build(TWO, lambda io: hw.crossing(io.d, "fast"))

    def opened(io):
        with hw.domain(io.d):
            pass

    assert refused(opened).code == "HW2004"
    assert refused(lambda io: hw.derived_clock(io.ra)).code == "HW2004"
    assert refused(lambda io: hw.clock_gate(io.d, io.e)).code == "HW2004"
    assert refused(lambda io: hw.crossing(io.ca, "quasi_static")).code == "HW2004"


def test_what_is_raised_in_a_domain_is_told_first():
    def body(io):
        with hw.domain(io.ca):
            raise KeyError("mine")

    with pytest.raises(KeyError):
        build(TWO, body)


def test_a_clock_that_is_chosen_is_refused_however_it_is_chosen():
    def register(io, clock):
        io.q @= hw.reg(hw.Bit, io.d, reset_value=0, reset=io.ra, clock=clock)

    def under_a_condition(io):
        clock = hw.wire(hw.Clock).named("w")
        clock @= io.ca
        with hw.when(io.e):
            clock @= io.cb
        register(io, clock)

    error = refused(under_a_condition)
    assert error.code == "HW2071" and "a drive of `w`: Clock under a condition makes a clock" in str(error)
    several = hw.Array(2, hw.Clock)
    interface = hw.Interface(k=hw.In(several), e=hw.In(hw.Bit), d=hw.In(hw.Bit), ra=hw.In(hw.Reset), q=hw.Out(hw.Bit))
    error = refused(lambda io: register(io, io.k[io.e]), interface)
    assert error.code == "HW2071" and "an element of `k`" in str(error)
    build(interface, lambda io: register(io, io.k[1]))
