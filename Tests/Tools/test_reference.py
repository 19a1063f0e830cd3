"""The reference of the header: each function has an entry with the comment that stands over it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import header_reference
import pytest
from check_header import declared


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("reference") / "c"
    assert header_reference.build(out) == []
    return out


def entries(pages: Path) -> dict[str, str]:
    """What the pages say of each function and constant, without markup."""
    found = {}
    for member in ElementTree.parse(pages / "hwgen.tag").getroot().iter("member"):
        name, file, anchor = (member.findtext(key) or "" for key in ("name", "anchorfile", "anchor"))
        if file.startswith("group__"):
            page = (pages / file).read_text()
            entry = page.partition(f'<a id="{anchor}" name="{anchor}"></a>')[2]
            text = re.search(r'<div class="memdoc">(.*?)</div>', entry, re.DOTALL)
            assert text, f"{name} has no entry in {file}"
            found[name] = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text[1])).split())
    return found


def test_each_function_of_the_header_has_an_entry_with_its_comment(pages):
    said = entries(pages)
    functions = declared()
    assert len(functions) > 160
    assert [name for name in sorted(functions) if len(said.get(name, "")) < 10] == []
    assert said["hwgen_wire"] == "A wire, to be driven."
    assert said["hwgen_xor"] == said["hwgen_and"]
    assert said["hwgen_type_width"].startswith("In bits; -1 for a handle that is not valid")
    assert said["HWGEN_OP_MUX"].startswith("selector, when_1, when_0")


def test_fields_of_options_have_their_comments(pages):
    assert "Zeroed: always enabled." in (pages / "structhwgen__register__options.html").read_text()


def test_what_is_not_public_is_not_there(pages):
    assert {"HWGEN_NONNULL", "HWGEN_NULLABLE", "HWGEN_H"}.isdisjoint(entries(pages))
    assert "HWGEN_H<" not in (pages / "globals_defs.html").read_text()


def test_rules_of_the_header_are_the_first_page(pages):
    index = (pages / "index.html").read_text()
    assert all(rule in index for rule in ("Ownership. ", "Handles. ", "Errors. ", "Threads. "))
    assert 'href="group__' in index, "names are no links"


HEADER = """/* A header. */
/* ---- Things ---- */

/* Of both. */
void hwgen_a(void);
void hwgen_b(void);
#define HWGEN_A 1
#define HWGEN_B 2 /* two */

typedef struct hwgen_c {
  /* How @much < that. */
  int32_t much;
} hwgen_c;
"""


def test_a_name_without_a_comment_is_a_complaint(tmp_path, monkeypatch):
    header = tmp_path / "hwgen.h"
    header.write_text(HEADER)
    monkeypatch.setattr(header_reference, "HEADER", header)
    complaints = header_reference.build(tmp_path / "out")
    assert "hwgen.h: HWGEN_A has no comment" in complaints
    assert "hwgen.h: hwgen_c has no comment" in complaints
    assert not any("hwgen_b" in each or "HWGEN_B" in each or "much" in each for each in complaints)


def test_a_comment_that_doxygen_cannot_read_is_a_complaint(tmp_path, monkeypatch):
    header = tmp_path / "hwgen.h"
    header.write_text("/* A header. */\n\n/* See `@ref nothing`. */\nvoid hwgen_a(int a);\n")
    monkeypatch.setattr(header_reference, "HEADER", header)
    monkeypatch.setattr(header_reference.Reference, "words", lambda self, line: line.replace("`", ""))
    assert any("nothing" in each for each in header_reference.build(tmp_path / "out"))
