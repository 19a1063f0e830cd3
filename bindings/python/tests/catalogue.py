"""The catalogue of errors: the smallest thing that triggers each code.

The files `catalogue_*.py` beside it have parts of their own, each a dictionary; `test_catalogue.py` runs all.
"""

from __future__ import annotations

import time
from array import array

import hwgen as hw
from hwgen import _native
from hwgen._generator import declare

DESIGNS = {}
"""By code: what triggers it."""


def triggers(code):
    def add(function):
        assert code not in DESIGNS, f"{code} has two rows"
        DESIGNS[code] = function
        return function

    return add


def request(parameters="", arguments="", interface="", members="", name="G"):
    """Declares a black box from texts and asks for a circuit; the handle."""
    context = hw.current_context()
    made = declare(
        context, name, hw.Interface(interface), name, (__file__, 1), parameters, members, external=hw.External()
    )
    return circuit(made.handle, arguments.encode())


def circuit(generator, arguments=b"", context=None):
    context = context or hw.current_context()
    scratch = context._scratch
    context._check(
        _native.circuit_request(context._pointer, generator, arguments, None, 0, scratch.handle, scratch.error)
    )
    return scratch.take_handle()


def build(interface, body, name="M"):
    return hw.circuit(name, interface, body).elaborate()


def value(handle, name):
    return hw.current_context()._text(_native.circuit_value, handle, name)


def native_generator(body=None, name=b"G", interface=b""):
    context = hw.current_context()
    callback = None if body is None else _native._Body(body)
    context._callbacks.append(callback)
    status = _native.generator_declare(
        context._pointer, context._scratch, name, b"", interface, b"", b"", b"", 0, b"", callback
    )
    context._check(status)
    return context._scratch.take_handle()


def append(*words):
    """A body that hands these words over."""

    def body(io):
        context = hw.current_context()
        context._check(_native.module_append(io._body._module, array("I", words), context._scratch))

    return body


# -- 1: parameters, expressions, interfaces ----------------------------------------------------------------------------


@triggers("HW1001")
def unknown_parameter():
    request("a: int", "1, b = 2")


@triggers("HW1002")
def missing_parameter():
    request("a: int")


@triggers("HW1003")
def wrong_kind():
    request("a: int", "true")


@triggers("HW1004")
def out_of_range():
    request("a: int >= 1", "0")


@triggers("HW1005")
def constraint_failed():
    request("a: int, require a % 2 == 0", "3")


@triggers("HW1006")
def duplicate_parameter():
    request("a: int", "1, a = 1")


@triggers("HW1007")
def too_many_arguments():
    request("a: int", "1, 2")


@triggers("HW1008")
def expression_syntax():
    request("a: int", "1 +")


@triggers("HW1009")
def unknown_name():
    request("a: int", interface="in x: UInt(b)")


@triggers("HW1011")
def division_by_zero():
    request("a: int", "0", "in x: UInt(8 / a)")


@triggers("HW1012")
def logarithm_domain():
    request("a: int", "0", "in x: UInt(clog2(a))")


@triggers("HW1013")
def negative_exponent():
    request("a: int", "-1", "in x: UInt(pow(2, a))")


@triggers("HW1014")
def bad_index():
    request("a: list(int)", "[8]", "in x: UInt(a[1])")


@triggers("HW1015")
def result_too_large():
    request("a: int", "70000", "in x: UInt(pow(2, a))")


@triggers("HW1016")
def schema_syntax():
    request("a int")


@triggers("HW1017")
def interface_syntax():
    request(interface="a: Bit")


@triggers("HW1018")
def duplicate_port():
    request(interface="in a: Bit; out a: Bit")


@triggers("HW1019")
def bad_width():
    request(interface="in a: UInt(0)")


@triggers("HW1020")
def bad_name():
    request(name="9a")


@triggers("HW1021")
def hook_failed():
    request(interface="in a: UInt(hook nowhere(): int)")


@triggers("HW1022")
def unknown_member():
    value(request(members="area: int = 3"), b"volume")


@triggers("HW1023")
def bad_type():
    request(interface="in a: Array(2, {x: Bit, flip y: Bit})")


@triggers("HW1024")
def bad_default():
    request("a: int >= 1 = 0")


@triggers("HW1025")
def derived_given():
    request("a: int, derived b = a + 1", "1, b = 2")


@triggers("HW1026")
def type_syntax():
    hw.current_context()._type_of("UInt(8")


# -- 2: netlist and elaboration ----------------------------------------------------------------------------------------


@triggers("HW2001")
def undriven():
    build("out o: Bit", lambda io: None)


@triggers("HW2002")
def multiply_driven():
    def body(io):
        io.o @= io.a
        io.o @= io.a

    build("in a: Bit; out o: Bit", body)


@triggers("HW2003")
def width_mismatch():
    def body(io):
        io.o @= io.a

    build("in a: UInt(8); out o: UInt(9)", body)


@triggers("HW2004")
def type_mismatch():
    def body(io):
        io.o @= io.a

    build("in a: UInt(8); out o: SInt(8)", body)


@triggers("HW2005")
def direction_mismatch():
    build("in a, b: Bit", append(_native.DRIVE, 0, 0, 1))


@triggers("HW2006")
def combinational_loop():
    def body(io):
        io.o @= ~io.o

    build("out o: Bit", body)


@triggers("HW2007")
def unconnected_port():
    inner = hw.circuit("Inner", "in a: Bit", lambda io: None)
    build("", lambda io: inner() and None)


@triggers("HW2008")
def unknown_port():
    build("in a: Bit", lambda io: io.b and None)


@triggers("HW2009")
def absent_port():
    class Optional(hw.Generator):
        has_ce = hw.Bool()
        interface = hw.Interface(CE=hw.In(hw.Bit).when(has_ce))

        def body(self, io):
            assert io.CE is not None

    Optional(False).elaborate()


@triggers("HW2010")
def foreign_net():
    kept = []
    build("in a: Bit", lambda io: kept.append(io.a))

    def body(io):
        io.o @= kept[0]

    build("out o: Bit", body, "N")


@triggers("HW2011")
def literal_range():
    build("", lambda io: hw.literal(256, hw.UInt(8)) and None)


@triggers("HW2012")
def bad_slice():
    build("in a: UInt(8); out o: UInt(9)", append(_native.EXTRACT, 0, 0, 8, 3))


@triggers("HW2013")
def no_clock():
    build("", lambda io: hw.reg(hw.Bit) and None)


@triggers("HW2014")
def netlist_syntax():
    hw.read_netlist("modul")


class Ring(hw.Generator):
    """Contains itself, as often as it is told."""

    levels = hw.Int()
    shrinks = hw.Bool(default=True)
    interface = hw.Interface()

    def body(self, io):
        if self.levels > 0:
            Ring(self.levels - self.shrinks, self.shrinks)()


@triggers("HW2015")
def self_containing():
    Ring(1, False).elaborate()


@triggers("HW2016")
def circuit_budget():
    hw.current_context().set_budget(circuits=2)
    Ring(2).elaborate()


@triggers("HW2017")
def port_budget():
    hw.current_context().set_budget(ports=1)
    request(interface="in a, b: Bit")


@triggers("HW2018")
def node_budget():
    def body(io):
        io.o @= ~io.a

    hw.current_context().set_budget(cells=2)
    build("in a: Bit; out o: Bit", body)


@triggers("HW2019")
def time_budget():
    hw.current_context().set_budget(seconds=1)
    build("", lambda io: time.sleep(1.01))


@triggers("HW2020")
def name_clash():
    native_generator()
    native_generator()


@triggers("HW2021")
def body_missing():
    class Bodiless(hw.Generator):
        interface = hw.Interface()

    Bodiless().elaborate()


@triggers("HW2022")
def unused_input():
    build("in a: Bit", lambda io: None)


@triggers("HW2023")
def unused_value():
    def body(io):
        hw.wire(hw.Bit).__imatmul__(io.a)

    build("in a: Bit", body)


@triggers("HW2025")
def depth_budget():
    class Endless(hw.Generator):
        n = hw.Int()
        interface = hw.Interface()

        def body(self, io):
            Endless(self.n + 1)()

    hw.current_context().set_budget(depth=5)
    Endless(0).elaborate()


@triggers("HW2024")
def bad_operand():
    def body(io):
        io.o @= io.a + io.a

    build("in a: Bits(8); out o: Bits(8)", body)


@triggers("HW2050")
def incomplete_path():
    def body(io):
        with hw.when(io.s):
            io.o @= io.s

    build("in s: Bit; out o: Bit", body)


@triggers("HW2051")
def scope_order():
    def body(io):
        with hw.otherwise():
            io.o @= io.s

    build("in s: Bit; out o: Bit", body)


@triggers("HW2052")
def unreachable_case():
    def body(io):
        io.o @= io.a[0]
        with hw.switch(io.a):
            with hw.case(1):
                io.o @= io.a[1]
            with hw.case(1):
                io.o @= io.a[0]

    build("in a: UInt(2); out o: Bit", body)


@triggers("HW2053")
def bad_state():
    build("in clk: Clock; in rst: Reset", lambda io: hw.FSM("IDLE", entry="RUN"))


@triggers("HW2054")
def missing_state():
    def body(io):
        fsm = hw.FSM("IDLE RUN")
        with fsm, fsm.state("IDLE"):
            fsm.next = "RUN"
        io.o @= fsm == "RUN"

    build("in clk: Clock; in rst: Reset; out o: Bit", body)


@triggers("HW2070")
def domain_crossing():
    def body(io):
        io.q @= hw.reg(hw.Bit, hw.reg(hw.Bit, io.d, clock=io.a), clock=io.b)

    build("in a, b: Clock; in d: Bit; out q: Bit", body)


@triggers("HW2071")
def undeclared_clock():
    def body(io):
        io.q @= io.d.as_type(hw.Clock)

    build("in d: Bit; out q: Clock", body)


@triggers("HW2072")
def bad_domain():
    build("in d: Bit", append(_native.DOMAIN_END, 0))


@triggers("HW2055")
def unreachable_state():
    def body(io):
        fsm = hw.FSM("IDLE RUN")
        with fsm:
            with fsm.state("IDLE"):
                fsm.next = "IDLE"
            with fsm.state("RUN"):
                fsm.next = "IDLE"
        io.o @= fsm == "RUN"

    build("in clk: Clock; in rst: Reset; out o: Bit", body)


@triggers("HW2030")
def duplicate_key():
    class One:
        """An integer that no dictionary takes for 1."""

        def __index__(self):
            return 1

    def body(io):
        io.o @= hw.select(io.a, {1: io.a, One(): io.a}, default=0)

    build("in a: UInt(8); out o: UInt(8)", body)


@triggers("HW2031")
def missing_case():
    def body(io):
        io.o @= hw.select(io.s, {0: io.a, 1: io.a, 3: io.a})

    build("in s: UInt(2); in a: UInt(8); out o: UInt(8)", body)


# -- 5: Verilog --------------------------------------------------------------------------------------------------------


@triggers("HW2040")
def no_words():
    build("", lambda io: hw.Memory(hw.Bit, 0))


@triggers("HW2041")
def memory_budget():
    build("", lambda io: hw.Memory(hw.UInt(8), 1 << 40))


@triggers("HW2042")
def bad_contents():
    build("", lambda io: hw.Memory(hw.Bit, 1, init=[2]))


@triggers("HW2043")
def unreadable_file():
    build("", lambda io: hw.Memory(hw.Bit, 1, file="/no/such/file.hex"))


@triggers("HW2044")
def unset_memory():
    def body(io):
        io.y @= hw.Memory(hw.Bit, 2)[io.a]

    build("in a: Bit; out y: Bit", body)


@triggers("HW5002")
def write_failed():
    build("", lambda io: None).write_verilog("/no/such/directory/m.v")
