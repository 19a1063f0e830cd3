"""What a notebook shows."""

import importlib
import inspect
import pkgutil
import re
import sys
from html import unescape
from types import SimpleNamespace

import hwgen as hw
import pytest


def test_a_notebook_shows_verilog_in_colour(monkeypatch):
    class Compare(hw.Generator):
        interface = hw.Interface("in a, b: UInt(8); out y: Bit")

        def body(self, io):
            io.y @= io.a < io.b

    text = Compare().verilog()
    assert isinstance(text, str)
    html = text._repr_html_()
    assert '<span style="' in html
    assert html_text(html) == text
    monkeypatch.setitem(sys.modules, "pygments", None)
    html = text._repr_html_()
    assert html.startswith("<pre>module Compare")
    assert html_text(html) == text
    printed = []
    text._repr_pretty_(SimpleNamespace(text=printed.append), False)
    assert printed == [text]


def html_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip("\n") + "\n"


# Classes that no user has an object of, or only one of a class that is made of them.
WITHIN = {"Body", "Declaration", "GeneratorValue", "NetType", "Slotted", "_Inputs", "_Members", "_Page"}


def test_no_object_is_shown_by_its_address():
    # The library itself may lie beside the modules.
    names = {each.name for each in pkgutil.iter_modules(hw.__path__)} - {"libhwgen"}
    modules = [importlib.import_module(f"hwgen.{name}") for name in sorted(names)]
    classes = {
        each
        for module in modules
        if module.__name__ != "hwgen._native"
        for each in vars(module).values()
        if inspect.isclass(each) and each.__module__ == module.__name__
    }
    assert {each for name in hw.__all__ if inspect.isclass(each := getattr(hw, name))} <= classes
    assert {each.__name__ for each in classes if each.__repr__ is object.__repr__} == WITHIN


class Add(hw.Generator):
    bits = hw.Int(min=1, max=64, default=8, doc="operand width")
    less = hw.Derived(bits - 1)
    latency = hw.Member(2 * bits)
    interface = hw.Interface(a=hw.In(hw.UInt[bits]), b=hw.In(hw.UInt[bits]), o=hw.Out(hw.UInt[bits]))

    @hw.member
    def area(self) -> int:
        return self.bits

    def body(self, io):
        io.o @= io.a + io.b


REPRS = []


class Builder(hw.CircuitBuilder):
    def __init__(self, bits):
        self.bits = bits

    def generate(self):
        return hw.circuit(f"Built_{self.bits}", "in x: Bit", lambda io: REPRS.append(repr(self)))


class Untold:
    def __repr__(self):
        raise RuntimeError("on purpose")


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        (lambda: Add.bits, "<Int bits: int in 1..64 = 8>"),
        (lambda: Add.less, "<Derived less = bits - 1>"),
        (lambda: Add.latency, "<Member latency: int = 2 * bits>"),
        (lambda: Add.area, "<Member area: int = Add.area()>"),
        (
            lambda: Add.members,
            "<members of Add: latency: int = 2*bits; area: int = hook test_display.Add.area(bits, less): int>",
        ),
        (lambda: Add.interface, "<Interface in a: UInt(bits); in b: UInt(bits); out o: UInt(bits)>"),
        (lambda: Add(16), "<circuit Add_16>"),
        (lambda: hw.Int(min=1), "<Int int >= 1>"),
        (lambda: hw.List(hw.Int(max=hw.Int())), "<List list(int <= int)>"),
        (lambda: hw.Int() + 1, "<Expression int + 1>"),
        (lambda: hw.UInt[hw.Int()], "<Type UInt(int)>"),
        (lambda: hw.Interface(a=hw.In(hw.UInt[hw.Int()])), "<Interface in a: UInt(int)>"),
        (lambda: hw.In(hw.Bit).when(hw.Bool()), "<in Bit if bool>"),
        (lambda: hw.Out(hw.UInt(4)).repeat(3), "<out UInt(4) for i in 0..<3>"),
        (lambda: hw.Flip(hw.Bit), "<Flip Bit>"),
        (lambda: hw.opaque("sine", [1, 2]), "<opaque 'sine': [1, 2]>"),
        (lambda: hw.opaque("lines", SimpleNamespace(a="\n")), "<opaque 'lines': namespace(a='\\n')>"),
        (lambda: hw.opaque("untold", Untold()), "<opaque 'untold': a value>"),
        (hw.Context, "<Context>"),
    ],
)
def test_each_thing_says_in_a_line_what_it_is(thing, shown):
    assert repr(thing()) == shown


def test_what_is_shown_is_never_long():
    shown = repr(hw.Interface(**{f"port_{index}": hw.In(hw.Bit) for index in range(100)}))
    assert len(shown) == 102 and shown.endswith("...>")


def test_a_circuit_builder_says_what_it_was_given():
    Builder(3).elaborate()
    assert REPRS == ["<Builder bits = 3>"]


def test_a_context_says_what_generators_are_known_in_it():
    with hw.Context() as context:
        Add(8)
        hw.lib.FIFO(hw.Bit, 4)
        assert repr(context) == "<Context Add, hwgen.lib.FIFO>"
        circuit = Add(9)
    context._destroy(context._pointer)
    context._pointer = 0
    assert repr(context) == "<Context that has ended>"
    assert repr(circuit) == "<circuit>"


def test_what_a_body_works_with_says_what_it_is():
    told = {}
    pad = hw.external("Pad", "inout p: Bit")

    @hw.circuit(
        "Top",
        "in clk: Clock; in s: Bit; in op: UInt(2); in a: UInt(8); in q: {x: Bit, y: Bit}; out o: UInt(8);"
        " in u: Union(Packet: data(UInt(4)), ack); inout p: Bit; in wide[i]: UInt(8) for i in 0..<100",
    )
    def top(io):
        def note(name, thing):
            told[name] = repr(thing)
            return thing

        add = Add(8)("add", a=io.a)
        note("io", io), note("instance", add), note("input", add.b), note("group", io.q), note("pad", io.p)
        add.b @= io.a
        note("memory", hw.Memory(hw.Bit, 4))
        with note("domain", hw.domain(io.clk)), note("relaxed", hw.relaxed()):
            pass
        io.o @= add.o
        with note("when", hw.when(io.s)):
            io.o @= 1
        with note("elsewhen", hw.elsewhen(io.s)):
            io.o @= 2
        with note("otherwise", hw.otherwise()):
            io.o @= 3
        with note("switch", hw.switch(io.op)):
            with note("case", hw.case(1)):
                io.o @= 4
            with note("default", hw.default()):
                pass
        with note("match", hw.match(io.u)) as match, note("variant", match.case("ack")):
            io.o @= 5
        with note("fsm", hw.FSM("IDLE RUN")) as fsm:
            with note("state", fsm.state("IDLE")):
                fsm.next = "RUN"
            with fsm.state("RUN"):
                fsm.next = "IDLE"
        pad(p=io.p)

    top.elaborate()
    assert told.pop("io").startswith("<io of Top: in clk: Clock; in s: Bit; in op: UInt(2); in a: UInt(8); in q_x: Bit")
    assert told.pop("memory").endswith(": 4 words of Bit>")
    assert told == {
        "instance": "<instance of Add_8: in a: UInt(8); in b: UInt(8); out o: UInt(8)>",
        "input": "<input b of an instance of Add_8: UInt(8)>",
        "group": "<ports q of Top: in q_x: Bit; in q_y: Bit>",
        "pad": "<inout port p of Top>",
        "domain": "<clock domain of clk in Top>",
        "relaxed": "<relaxed scope in Top>",
        "fsm": "<FSM of IDLE, RUN in Top>",
        "variant": "<case in Top>",
    } | {
        name: f"<{name} in Top>"
        for name in ("when", "elsewhen", "otherwise", "switch", "case", "default", "match", "state")
    }
