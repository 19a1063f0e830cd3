"""Generators with some parameters bound."""

from __future__ import annotations

import copy
import itertools
import pickle

import hwgen as hw
import pytest

ran: list[str] = []


class Add(hw.Generator):
    """A sum."""

    bits = hw.Int(min=1)
    has_ce = hw.Bool(default=False)
    low = hw.Int(default=bits // 2)
    constraints = low <= bits
    interface = hw.Interface(
        I0=hw.In(hw.UInt[bits]), I1=hw.In(hw.UInt[bits]), O=hw.Out(hw.UInt[bits]), CE=hw.In(hw.Bit).when(has_ce)
    )
    area = hw.Member(5 * bits)

    def body(self, io):
        ran.append(self.name)
        total = io.I0 + io.I1
        io.O @= total + io.CE.zext(self.bits) if self.has_ce else total


class Row(hw.Generator):
    element = hw.GeneratorParameter()
    interface = hw.Interface(a=hw.In(hw.UInt(4)), o=hw.Out(hw.UInt(4)))

    def body(self, io):
        made = self.element(bits=4)
        io.o @= made("element", I0=io.a, I1=io.a).O


def test_what_is_left_is_known() -> None:
    stage = hw.bind(Add, has_ce=True)
    assert stage.parameters == "bits: int >= 1, low: int = bits / 2, require bits >= low"
    assert stage.interface == "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit"
    assert stage.doc == "A sum." and stage.members == "area: int = 5*bits" and stage.base is Add
    assert repr(stage).startswith("<stage ") and "Add[has_ce = true]" in repr(stage)
    manifest = hw.manifest(stage)
    assert manifest["base"] == hw.manifest(Add)["identity"]
    assert manifest["bound"] == [{"name": "has_ce", "kind": "bool", "text": "true", "value": True}]
    assert hw.generators() == [Add]


def test_every_order_leads_to_one_circuit_and_one_elaboration() -> None:
    ran.clear()
    circuit = Add(16, has_ce=True, low=3)
    given = {"bits": 16, "has_ce": True, "low": 3}
    for order in itertools.permutations(given):
        stage = Add
        for name in order:
            stage = hw.bind(stage, **{name: given[name]})
        assert stage() is circuit
        first, *rest = order
        assert hw.bind(Add, **{first: given[first]})(**{name: given[name] for name in rest}) is circuit
        stage().elaborate()
    assert ran == ["Add_16_true_3"]
    assert hw.bind(Add, 16)() is Add(16) and hw.bind(Add)(16) is Add(16)
    assert hw.bind(Add, 16) == hw.bind(Add, bits=8 + 8) and hw.bind(Add, 16) != hw.bind(Add, 17)
    assert len({hw.bind(Add, 16), hw.bind(Add, bits=16)}) == 1
    assert hw.family(hw.bind(Add, has_ce=True)) == [circuit]


def test_the_library_is_bound_too() -> None:
    bytes_ = hw.bind(hw.lib.FIFO, hw.UInt(8))
    circuit = bytes_(depth=4)
    assert circuit.name == hw.lib.FIFO(hw.UInt(8), depth=4).name
    assert hw.generator(circuit) is hw.lib.FIFO and bytes_.base is hw.lib.FIFO
    assert bytes_.interface.startswith("in clk: Clock") and "d: UInt(8)" in bytes_.interface


def test_a_stage_is_a_value_of_a_generator_parameter() -> None:
    row = Row(hw.bind(Add, has_ce=False, low=1))
    assert row is Row(hw.bind(hw.bind(Add, low=1), has_ce=False))
    assert "Add_4_false_1 element (" in row.verilog()
    assert row.element(bits=4).name == "Add_4_false_1"
    assert Row(Add).name != row.name


def test_a_stage_in_another_context_and_process() -> None:
    stage = hw.bind(hw.bind(Add, has_ce=True), low=0)
    with hw.Context():
        assert stage(8) is Add(8, True, 0)
        again = pickle.loads(pickle.dumps(stage))
        assert again == stage and again(8) is Add(8, True, 0)
    assert copy.deepcopy(stage) == stage


def test_what_cannot_be_is_told_when_it_is_bound() -> None:
    line = "test_stages.py"
    for code, ask in (
        ("HW1004", lambda: hw.bind(Add, bits=0)),
        ("HW1003", lambda: hw.bind(Add, bits=True)),
        ("HW1005", lambda: hw.bind(Add, bits=3, low=4)),
        ("HW1001", lambda: hw.bind(Add, width=4)),
        ("HW1001", lambda: hw.bind(hw.bind(Add, bits=4), bits=5)),
        ("HW1005", lambda: hw.bind(Add, low=9)(8)),
        ("HW1002", lambda: hw.bind(Add, low=9)()),
    ):
        with pytest.raises(hw.Error) as caught:
            ask()
        assert caught.value.diagnostics[0].code == code and caught.value.diagnostics[0].file.endswith(line)
    with pytest.raises(TypeError, match=r"a subclass of hw\.Generator"):
        hw.bind(3)  # type: ignore[arg-type]
