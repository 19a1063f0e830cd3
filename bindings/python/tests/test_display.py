"""What a notebook shows."""

import re
import sys
from html import unescape
from types import SimpleNamespace

import hwgen as hw


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
