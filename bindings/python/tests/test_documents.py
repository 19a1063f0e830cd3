"""Pages and descriptions for other tools, made from manifests."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import hwgen as hw
import pytest
from hwgen import documents

SPIRIT = "{http://www.spiritconsortium.org/XMLSchema/SPIRIT/1685-2009}"


@hw.hook
def area_of(bits) -> int:
    return bits * 5


def add() -> type[hw.Generator]:
    class Add(hw.Generator):
        """Adds <two> numbers | or three.

        The carry & co. stand apart.
        """

        bits = hw.Int(min=1, max=64, doc="operand `width` | in bits")
        style = hw.Enum("ripple", "fast", default="fast")
        taps = hw.List(hw.Int, default=[1, 2])
        has_ce = hw.Bool(default=False)
        half = hw.Derived(bits // 2)
        constraints = bits % 2 == 0
        area = hw.Member(area_of(bits), doc="in gates")
        interface = hw.Interface(
            a=hw.In(hw.UInt[bits]).repeat(bits, index="k"), o=hw.Out(hw.UInt[half]), CE=hw.In(hw.Bit).when(has_ce)
        )

        def body(self, io):
            io.o @= io["a_0"].trunc(self.half)

    return Add


class Balance(HTMLParser):
    """The text of a page, whose tags must be balanced."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words(manifest: dict[str, Any]) -> list[str]:
    """What a page of a generator must say."""
    told = [manifest["name"], *manifest["hooks"], *(each["circuit"] for each in manifest["family"])]
    told += [each["text"] for each in manifest["constraints"]]
    for each in (*manifest["parameters"], *manifest["members"]):
        told += [each["name"], *(each[part]["text"] for part in ("default", "derived", "value") if part in each)]
        told += re.findall(r"\w+", each.get("doc", ""))
    for each in manifest["ports"]:
        told += [each["name"], each["type"]["text"]]
        told += [each["if"]["text"]] if "if" in each else []
    return told


def test_a_page_as_markdown() -> None:
    generator = add()
    generator(8)
    manifest = hw.manifest(generator)
    del manifest["place"]
    assert documents.markdown(manifest) == (Path(__file__).parent / "data" / "add.md").read_text()


@pytest.mark.parametrize("name", hw.lib.names())
def test_every_generator_of_the_library_has_its_pages(name: str) -> None:
    manifest = hw.manifest(getattr(hw.lib, name))
    text = documents.markdown(manifest)
    page = "".join(Balance(documents.html(manifest)).text)
    for word in words(manifest):
        assert word in page and (word in text or word.replace("|", "\\|") in text), word


def test_a_page_of_a_circuit_and_of_a_context() -> None:
    generator = add()
    circuit = documents.markdown(hw.manifest(generator(6, has_ce=True)))
    assert "| `bits` | `int` | `6` | operand `width` \\| in bits |" in circuit
    assert "| `a_5` | in | `UInt(6)` | `6` |" in circuit
    assert "| `area` | `int` | `30` | in gates |" in circuit
    whole = hw.manifest()
    page = documents.html(whole)
    assert "Add(bits, style = &quot;fast&quot;, taps = [1, 2], has_ce = false)" in page
    assert "Adds &lt;two&gt; numbers | or three." in page
    Balance(page)
    assert documents.markdown({**whole, "generators": []}).startswith("# Generators")


def test_a_symbol_has_all_ports() -> None:
    page = documents.html(hw.manifest(add()(4, has_ce=True)))
    symbol = page[page.index("<svg") : page.index("</svg>")]
    for port in ("a_0", "a_3", "o", "CE"):
        assert f">{port}</text>" in symbol
    assert "<svg" not in documents.html(hw.manifest(add()(64)))


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ({}, "says None"),
        ({"manifest": "module", "version": 1}, "says 'module'"),
        ({"manifest": "generator", "version": 2}, "of version 2"),
    ],
)
def test_what_is_no_manifest_is_refused(planted: dict[str, Any], message: str) -> None:
    for make in (
        documents.markdown,
        documents.html,
        lambda it: documents.ipxact(it, []),
        lambda it: documents.fusesoc(it, []),
    ):
        with pytest.raises(ValueError, match=message):
            make(planted)


class Late(hw.Generator):
    """Widths that Verilog decides."""

    n = hw.Int(min=1, max=32, default=8, late=True)
    interface = hw.Interface(clk=hw.In(hw.Clock), x=hw.In(hw.UInt[n]), y=hw.Out(hw.UInt[n + 2]))

    def body(self, io):
        io.y @= io.x.zext(self.n + 2)


def test_a_late_width_is_a_formula_in_ip_xact() -> None:
    root = ElementTree.fromstring(documents.ipxact(hw.manifest(Late()), []))
    lefts = [(left.get(f"{SPIRIT}dependency"), left.text) for left in root.iter(f"{SPIRIT}left")]
    assert lefts == [("id('n') - 1", "7"), ("id('n') + 2 - 1", "9")]
    value = root.find(f".//{SPIRIT}modelParameter/{SPIRIT}value")
    assert value is not None
    assert (value.get(f"{SPIRIT}id"), value.get(f"{SPIRIT}maximum"), value.text) == ("n", "32", "8")


def test_a_late_width_without_a_formula_is_refused() -> None:
    class Log(hw.Generator):
        n = hw.Int(min=2, default=8, late=True)
        interface = hw.Interface(x=hw.In(hw.UInt[hw.clog2(n)]))

        def body(self, io):
            pass

    with pytest.raises(ValueError, match=r"no formula for the width `clog2\(n\)` of port x"):
        documents.ipxact(hw.manifest(Log()), [])


@pytest.mark.parametrize("name", ["", "a:b:c", "a:b:c:d:e", "a:b c:d:1", "a::c:1"])
def test_a_name_that_is_no_vlnv_is_refused(name: str) -> None:
    for make in (documents.ipxact, documents.fusesoc):
        if name:
            with pytest.raises(ValueError, match="vendor:library:name:version"):
                make(hw.manifest(Late()), [], name)
    with pytest.raises(ValueError, match="this is the manifest of a generator"):
        documents.fusesoc(hw.manifest(Late), [])


def test_a_manifest_is_what_json_makes_of_it() -> None:
    manifest = hw.manifest(add())
    assert json.loads(json.dumps(manifest)) == manifest
