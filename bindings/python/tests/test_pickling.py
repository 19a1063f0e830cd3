"""Circuits that are pickled, copied and sent to other processes."""

import copy
import multiprocessing
import pickle

import hwgen as hw
import pytest


class Inner(hw.Generator):
    bits = hw.Int(min=1)
    interface = hw.Interface("in x: UInt(bits); out y: UInt(bits)")

    def body(self, io):
        io.y @= io.x


class Everything(hw.Generator):
    """Has a parameter of each kind."""

    number = hw.Int()
    is_fast = hw.Bool()
    label = hw.String()
    mode = hw.Enum("slow", "fast")
    taps = hw.List(hw.Int())
    table = hw.Dict()
    things = hw.List(hw.OpaqueParameter())
    kind = hw.Type()
    inner = hw.GeneratorParameter()
    thing = hw.OpaqueParameter()
    twice = hw.Derived(2 * number)
    interface = hw.Interface("in x: kind; out y: kind")

    def body(self, io):
        io.y @= io.x


def everything() -> Everything:
    return Everything(
        number=-(10**30),
        is_fast=True,
        label='a "b"\n',
        mode="fast",
        taps=[1, -2, 3],
        table={"low": 1, "high": 2},
        kind=hw.Record(a=hw.UInt(8), b=hw.Array(2, hw.SInt(3))),
        things=[hw.opaque("pi", 3.14)],
        inner=Inner,
        thing=hw.opaque("one, two", (1, "two")),
    )


PROTOCOLS = pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))


@PROTOCOLS
def test_a_circuit_is_asked_for_again_where_it_is_read(protocol: int) -> None:
    circuit = everything()
    pickled = pickle.dumps(circuit, protocol)
    assert pickle.loads(pickled) is circuit
    with hw.Context():
        other = pickle.loads(pickled)
        assert other is not circuit
        assert other is pickle.loads(pickled)
        assert other.twice == -2 * 10**30
        assert other.thing == (1, "two")
        assert other.verilog() == circuit.verilog()


def test_a_copy_is_the_circuit() -> None:
    circuit = Inner(8)
    assert copy.copy(circuit) is circuit
    assert copy.deepcopy([circuit])[0] is circuit


def test_defaults_are_kept_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(hw.Generator):
        depth = hw.Int(default=4)
        late = hw.Int(default=8, late=True, min=1, max=64)
        interface = hw.Interface("in x: UInt(late); out y: UInt(late)")

        def body(self, io):
            io.y @= io.x

    monkeypatch.setattr(f"{__name__}.Late", Late, raising=False)
    Late.__qualname__ = "Late"
    assert pickle.loads(pickle.dumps(Late())) is Late()
    assert pickle.loads(pickle.dumps(Late(5))) is Late(5)


def verilog(circuit: hw.Circuit) -> str:
    return circuit.verilog()


def test_circuits_go_to_other_processes() -> None:
    circuits = [Inner(bits) for bits in range(1, 9)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(verilog, circuits) == [circuit.verilog() for circuit in circuits]


State = hw.Enumeration("State", "idle run")


def declared() -> list[hw.DeclaredCircuit]:
    """Circuits of generators that have no class here."""
    everything()
    return [
        hw.lib.FIFO(hw.UInt(8), depth=4, reset=hw.AsyncReset),
        hw.lib.Mux(State, 2),
        hw.lib.AXI4LiteRegisters([{"name": "go", "width": 1}, {"name": "all"}]),
        hw.generator(Everything._identity())(
            -(10**30), True, 'a "b", = `', "fast", [1, -2], {"low": 1}, [], State, Inner, hw.opaque("1, 2", (1, 2))
        ),
    ]


@PROTOCOLS
def test_a_circuit_of_a_generator_without_a_class_is_asked_for_again_where_it_is_read(protocol: int) -> None:
    circuits = declared()
    pickled = pickle.dumps(circuits, protocol)
    assert [each._handle for each in pickle.loads(pickled)] == [each._handle for each in circuits]
    with hw.Context():
        Inner(1), everything()
        others = pickle.loads(pickled)
        assert [type(each) for each in others] == [hw.DeclaredCircuit] * len(circuits)
        assert [each.arguments for each in others] == [each.arguments for each in circuits]
        assert others[-1].value("thing") == (1, 2)
    assert [each.verilog() for each in others] == [each.verilog() for each in circuits]
    assert copy.copy(circuits[0])._handle == circuits[0]._handle


@PROTOCOLS
def test_types_and_members_are_pickled(protocol: int) -> None:
    for thing in (hw.UInt(8), State, hw.Record(a=State, b=hw.Array(2, hw.Bit)), State.run):
        assert pickle.loads(pickle.dumps(thing, protocol)) == thing


def test_circuits_of_the_library_go_to_other_processes() -> None:
    circuits = [hw.lib.FIFO(hw.UInt(bits), 4) for bits in range(1, 5)]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(verilog, circuits) == [circuit.verilog() for circuit in circuits]


def test_what_has_no_class_is_not_pickled() -> None:
    @hw.circuit("Made", "in x: Bit; out y: Bit")
    def made(io):
        io.y @= io.x

    for circuit in (made, hw.read_netlist(made.netlist), hw.external("Ext", "in x: Bit; out y: Bit")):
        with pytest.raises(TypeError, match=r"<circuit \w+> cannot be pickled: it is of no generator class"):
            pickle.dumps(circuit)


def test_an_error_is_pickled_with_its_diagnostics() -> None:
    with pytest.raises(hw.Error) as raised:
        Inner(0)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again), again.code) == (type(raised.value), str(raised.value), raised.value.code)
    assert repr(again.diagnostics) == repr(raised.value.diagnostics)


def test_a_context_is_not_pickled_and_says_what_can_be():
    with pytest.raises(TypeError, match=r"^a context cannot be pickled: pickle its circuits, .* or their netlists$"):
        pickle.dumps(hw.current_context())


def test_a_diagnostic_is_a_value():
    first, same = (hw.Diagnostic("HW2003", "error", "8 bits against 16", "a.py", 7) for _ in range(2))
    assert first == same and hash(first) == hash(same)
    assert repr(first) == "Diagnostic('HW2003', 'error', '8 bits against 16', 'a.py', 7)"
    assert eval(repr(first), vars(hw)) == first
    others = {
        hw.Diagnostic("HW2004", "error", "8 bits against 16", "a.py", 7),
        hw.Diagnostic("HW2003", "note", "8 bits against 16", "a.py", 7),
        hw.Diagnostic("HW2003", "error", "8 bits against 17", "a.py", 7),
        hw.Diagnostic("HW2003", "error", "8 bits against 16", "b.py", 7),
        hw.Diagnostic("HW2003", "error", "8 bits against 16"),
    }
    assert len(others | {first, same}) == 6
    assert first != "HW2003" and first.__eq__(0) is NotImplemented
    with pytest.raises(AttributeError, match=r"^line of a diagnostic is not changed"):
        first.line = 8
    with pytest.raises(hw.Error) as raised:
        hw.Interface(3)
    assert raised.value.diagnostics[0].line > 0


@PROTOCOLS
def test_a_diagnostic_and_an_error_are_pickled(protocol: int) -> None:
    with pytest.raises(hw.Error) as raised:
        hw.UInt(0).layout()
    again = pickle.loads(pickle.dumps(raised.value, protocol))
    assert again.diagnostics == raised.value.diagnostics and again.diagnostics[0].file == __file__
    assert copy.copy(again.diagnostics[0]) == again.diagnostics[0]
