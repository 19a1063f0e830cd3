"""What there is in a context: generators, families, the generator of a circuit, manifests."""

from __future__ import annotations

import gc
from typing import Any

import hwgen as hw
import pytest


class Tree(hw.Generator):
    """Asks for smaller ones of itself."""

    n = hw.Int(min=0, max=10**40)
    interface = hw.Interface(a=hw.In(hw.Bit), o=hw.Out(hw.Bit))

    def body(self, io):
        io.o @= io.a if self.n == 0 else Tree(self.n - 1)("next", a=io.a).o


def ruled() -> Any:
    raise AssertionError("a body runs")


def test_the_generators_of_a_context_are_listed_in_their_order() -> None:
    assert hw.generators() == []

    class A(hw.Generator):
        interface = hw.Interface(a=hw.In(hw.Bit))

        def body(self, io):
            ruled()

    fifo = hw.lib.FIFO
    fifo(hw.UInt(8))
    Tree(3)
    assert hw.generators() == [A, fifo, Tree]
    with hw.Context():
        assert hw.generators() == []


def test_a_family_has_the_circuits_that_bodies_asked_for() -> None:
    top = Tree(3)
    assert hw.family(Tree) == [top]
    top.elaborate()
    assert [circuit.n for circuit in hw.family(Tree)] == [3, 2, 1, 0]
    assert hw.family(Tree)[0] is top
    del top
    gc.collect()
    assert [circuit.n for circuit in hw.family(Tree)] == [3, 2, 1, 0]
    with hw.Context():
        assert hw.family(Tree) == []


def test_a_family_of_the_library() -> None:
    first, second = hw.lib.Counter(limit=3), hw.lib.Counter(limit=4)
    found = hw.family(hw.lib.Counter)
    assert [circuit.name for circuit in found] == [first.name, second.name]
    assert found[1].value("limit") == 4 and hw.generator(found[1]) is hw.lib.Counter


def test_the_generator_of_a_circuit() -> None:
    assert hw.generator(Tree(1)) is Tree
    assert hw.generator(hw.lib.FIFO(hw.Bit)) is hw.lib.FIFO
    made = hw.circuit("Wire", "in a: Bit; out o: Bit", lambda io: io.o.__imatmul__(io.a))
    found = hw.generator(made)
    assert isinstance(found, hw.DeclaredGenerator) and hw.family(found)[0].name == "Wire"
    assert hw.generator(hw.read_netlist(Tree(0).netlist.replace("Tree_0", "Other"))) is None
    with pytest.raises(TypeError, match="by its identity, a string, or a circuit, not int"):
        hw.generator(3)  # type: ignore[call-overload]


def test_a_manifest_runs_no_body() -> None:
    class A(hw.Generator):
        n = hw.Int(default=4)
        interface = hw.Interface(a=hw.In(hw.UInt[n]))
        twice = hw.Member(n * 2)

        def body(self, io):
            ruled()

    assert hw.manifest(A)["name"] == "A"
    described = hw.manifest(A(5))
    assert described["name"] == A(5).name and described["arguments"][0]["value"] == 5
    assert described["members"] == [{"name": "twice", "kind": "int", "text": "10", "value": 10}]
    assert [each["name"] for each in hw.manifest()["generators"]] == ["A"]


def test_numbers_of_any_size_and_texts_of_any_kind_are_told() -> None:
    assert hw.manifest(Tree)["parameters"][0]["maximum"]["value"] == 10**40
    assert hw.manifest(Tree(10**39))["arguments"][0]["value"] == 10**39

    class Texts(hw.Generator):
        """Quotes " and \\ and é
        and lines."""

        s = hw.String(default='"\\\n\t\u0001é')
        interface = hw.Interface(a=hw.In(hw.Bit))

        def body(self, io):
            pass

    described = hw.manifest(Texts)
    assert described["doc"] == 'Quotes " and \\ and é\nand lines.'
    assert described["parameters"][0]["default"]["value"] == '"\\\n\t\u0001é'


def test_a_list_of_a_hundred_thousand_numbers_is_told() -> None:
    class Table(hw.Generator):
        values = hw.List(hw.Int)
        interface = hw.Interface(a=hw.In(hw.Bit))

        def body(self, io):
            pass

    values = list(range(100_000))
    assert hw.manifest(Table(values))["arguments"][0]["value"] == values


def test_what_is_no_generator_is_refused() -> None:
    for ask in (hw.manifest, hw.family):
        for what in (3, "Tree", hw.Generator, int):
            with pytest.raises(TypeError, match=r"a subclass of hw\.Generator or an hw\.Decl"):
                ask(what)


def test_what_fails_in_a_member_is_told() -> None:
    class Odd(hw.Generator):
        n = hw.Int()
        interface = hw.Interface(a=hw.In(hw.Bit))
        share = hw.Member(12 // n)

        def body(self, io):
            pass

    with pytest.raises(hw.Error, match="division by zero"):
        hw.manifest(Odd(0))
    assert hw.manifest(Odd(5))["members"][0]["value"] == 2
