"""Comparison of generators for all sets of parameters."""

from __future__ import annotations

import copy
import pickle
import re
from pathlib import Path

import hwgen as hw
import pytest

TABLE = Path(__file__).resolve().parents[3] / "Tests" / "Conformance" / "data" / "comparisons.txt"
ROWS = [
    [field.strip() for field in line.split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def parameter(kind: str) -> hw.Parameter:
    if match := re.fullmatch(r"int >= (\d+)", kind):
        return hw.Int(min=int(match[1]))
    if match := re.fullmatch(r"int in (\d+)\.\.(\d+)", kind):
        return hw.Int(min=int(match[1]), max=int(match[2]))
    if match := re.fullmatch(r"enum\((.*)\)", kind):
        return hw.Enum(*match[1].split(", "))
    return {"bool": hw.Bool, "type": hw.Type}[kind]()


def generator(name: str, parameters: str, interface: str) -> type[hw.Generator]:
    items = [item.split(": ", 1) for item in re.split(r", (?=\w+: )", parameters) if item]
    given = {name: parameter(kind) for name, kind in items}
    return type(name, (hw.Generator,), {**given, "interface": hw.Interface(interface)})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]}, {row[3]}")
def test_each_row_of_the_table_has_its_answer(row):
    with hw.Context():
        first = generator("A", row[0], row[1])
        second = generator("B", row[0] if row[2] == "=" else row[2], row[3])
        names = dict([row[5].split(" = ")]) if row[5] else None
        found = hw.compare(first, second, substitutable=row[4] == "substitutable", names=names)
        assert str(found) == row[6]
        assert bool(found) == (row[6] == "same")
        assert found.answer == row[6].split()[0].rstrip(":")


def test_the_set_of_a_difference_is_a_request():
    first = generator("A", "bits: int >= 1, p: bool", "out O: UInt(bits); in CE: Bit if p")
    second = generator("B", "bits: int >= 1, p: bool", "out O: UInt(bits); in CE: Bit if p and bits != 5")
    found = hw.compare(first, second)
    assert (found.answer, found.arguments) == ("different", "bits = 5, p = true")
    assert (found.first, found.second) == ("in CE: Bit", "")
    assert found.accepted_by is None and found.reason is None
    assert [port.name for port in first(bits=5, p=True).ports] == ["O", "CE"]
    assert [port.name for port in second(bits=5, p=True).ports] == ["O"]


def test_a_set_that_one_alone_accepts_says_which():
    first = generator("A", "bits: int >= 1", "out O: UInt(bits)")
    second = generator("B", "bits: int >= 2", "out O: UInt(bits)")
    assert hw.compare(first, second).accepted_by == "first"
    assert hw.compare(second, first).accepted_by == "second"
    assert hw.compare(second, first, substitutable=True)


def test_what_a_hook_gives_is_not_known():
    @hw.hook
    def width(bits: int) -> int:
        return bits + 1

    bits = hw.Int(min=1)
    asked = type("Asked", (hw.Generator,), {"bits": bits, "interface": hw.Interface(o=hw.Out(hw.UInt[width(bits)]))})
    other = generator("Other", "bits: int >= 1", "out o: UInt(bits + 1)")
    found = hw.compare(asked, other)
    assert (found.answer, found.reason) == ("unknown", "hook")
    assert found.expression.startswith("hook `") and found.expression.endswith("width`(bits): int")
    assert str(found) == f"unknown: `{found.expression}` is a hook's"
    assert not found
    assert hw.compare(asked, asked)


def test_a_hook_that_fails_refuses_its_sets():
    @hw.hook
    def width(bits: int) -> int:
        if bits == 1:
            raise ValueError("one is too few")
        return bits

    bits = hw.Int(min=1, max=4)
    asked = type("Asked", (hw.Generator,), {"bits": bits, "interface": hw.Interface(o=hw.Out(hw.UInt[width(bits)]))})
    found = hw.compare(asked, generator("Other", "bits: int in 1..4", "out o: UInt(bits)"))
    assert (found.answer, found.arguments, found.accepted_by) == ("different", "bits = 1", "second")
    assert "one is too few" in found.first
    assert hw.compare(asked, generator("Two", "bits: int in 2..4", "out o: UInt(bits)"))


def test_generators_of_the_library_are_compared():
    assert hw.compare(hw.lib.FIFO, hw.lib.FIFO)
    assert hw.compare(hw.lib.FIFO, hw.lib.Counter).answer == "different"


def test_stages_are_compared():
    whole = generator("Whole", "bits: int >= 1, p: bool", "out O: UInt(if p then bits + bits else bits)")
    part = generator("Part", "bits: int >= 1", "out O: UInt(2 * bits)")
    assert hw.compare(hw.bind(whole, p=True), part)
    found = hw.compare(hw.bind(whole, p=False), part)
    assert str(found) == "different for bits = 1: `out O: UInt(1)` against `out O: UInt(2)`"


def test_a_comparison_is_a_value():
    first, second = (generator("A", "n: int >= 1", f"out O: UInt(n + {more})") for more in (0, 1))
    found = hw.compare(first, second)
    assert found == hw.compare(first, second) and hash(found) == hash(hw.compare(first, second))
    assert found != hw.compare(first, first)
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
    assert repr(found) == "<Comparison: different for n = 1: `out O: UInt(1)` against `out O: UInt(2)`>"
    with pytest.raises(AttributeError):
        found.answer = "same"
    with pytest.raises(AttributeError):
        del found.answer
    assert found != "different"


def test_what_is_no_generator_is_refused():
    adder = generator("A", "n: int >= 1", "out O: UInt(n)")
    for other in (None, "A", hw.Circuit, adder(3)):
        with pytest.raises(TypeError, match="is asked for"):
            hw.compare(adder, other)


def test_a_map_that_does_not_fit_says_where():
    adder = generator("A", "n: int >= 1", "out O: UInt(n)")
    with pytest.raises(hw.Error, match="A has no parameter `bits`") as caught:
        hw.compare(adder, adder, names={"bits": "n"})
    assert caught.value.code == "HW1054"
    assert caught.value.diagnostics[0].file == __file__
