"""Pages for people: what `hwgen.documents` writes as Markdown and HTML, from one list of blocks."""

from __future__ import annotations

import re
from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Manifest = dict[str, Any]


class _Code(str):
    """Text of the library's language or a name, which is set as code."""

    __slots__ = ()


class _Page:
    """Headings, paragraphs and tables in order: what both kinds of page are written from."""

    def __init__(self, manifest: Manifest) -> None:
        self.blocks: list[tuple[str, Any]] = []
        {"context": self._context, "generator": self._generator, "circuit": self._circuit}[subject(manifest)](manifest)

    def _table(self, title: str, header: Sequence[str], rows: list[list[str]]) -> None:
        """A table under its heading, without the columns in which nothing stands; nothing of no rows."""
        if rows:
            used = [index for index in range(len(header)) if any(row[index] for row in rows)]
            table = [[header[index] for index in used], *([row[index] for index in used] for row in rows)]
            self.blocks += [("heading", title), ("table", table)]

    def _context(self, manifest: Manifest) -> None:
        self.blocks.append(("title", "Generators"))
        rows = [[_Code(signature(each)), each.get("doc", "").split("\n")[0]] for each in manifest["generators"]]
        self.blocks.append(("table", [["generator", "what it is"], *rows]))
        for each in manifest["generators"]:
            self._generator(each)

    def _opening(self, manifest: Manifest, code: str) -> None:
        self.blocks += [("title", manifest["name"]), ("code", code)]
        self.blocks += [("text", part) for part in re.split(r"\n\s*\n", manifest.get("doc", "")) if part.strip()]
        place = manifest.get("place")
        told = f"Declared at {place['file']}:{place['line']}." if place else ""
        if manifest["external"]:
            told += " Its circuits are modules written in Verilog."
        if told:
            self.blocks.append(("text", told.strip()))

    def _generator(self, manifest: Manifest) -> None:
        self._opening(manifest, signature(manifest))
        given = [each for each in manifest["parameters"] if "derived" not in each]
        self._table(
            "Parameters",
            ("name", "kind", "range", "default", "what it is"),
            [
                [
                    _Code(each["name"]),
                    _Code(kind_of(each)),
                    _Code(range_of(each)),
                    _Code(_text(each, "default")),
                    _doc(each),
                ]
                for each in given
            ],
        )
        self._table(
            "Derived parameters",
            ("name", "value", "what it is"),
            [
                [_Code(each["name"]), _Code(_text(each, "derived")), _doc(each)]
                for each in manifest["parameters"]
                if "derived" in each
            ],
        )
        self._table("Constraints", ("what must hold",), [[_Code(each["text"])] for each in manifest["constraints"]])
        self.blocks.append(("symbol", manifest))
        self._table(
            "Ports",
            ("name", "direction", "type", "width", "there is one"),
            [
                [_Code(_port_name(each)), each["direction"], _Code(each["type"]["text"]), _width(each), _presence(each)]
                for each in manifest["ports"]
            ],
        )
        self._table(
            "Members",
            ("name", "kind", "value", "what it is"),
            [
                [_Code(each["name"]), _Code(kind_of(each)), _Code(_text(each, "value")), _doc(each)]
                for each in manifest["members"]
            ],
        )
        self._table("Host functions", ("name",), [[_Code(each)] for each in manifest["hooks"]])
        self._table(
            "Family",
            ("circuit", "arguments"),
            [[_Code(each["circuit"]), _Code(each["arguments"])] for each in manifest["family"]],
        )

    def _circuit(self, manifest: Manifest) -> None:
        arguments = ", ".join(f"{each['name']} = {each['text']}" for each in manifest["arguments"])
        self._opening(manifest, f"{manifest.get('generator', manifest['name'])}({arguments})")
        self._table(
            "Parameters",
            ("name", "kind", "value", "what it is"),
            [
                [_Code(each["name"]), _Code(kind_of(each)), _Code(each["text"]), _doc(each)]
                for each in manifest["arguments"]
            ],
        )
        self._table(
            "Parameters of the Verilog module",
            ("name", "least", "greatest", "default"),
            [
                [_Code(each["name"]), *(str(each[name]) for name in ("minimum", "maximum", "default"))]
                for each in manifest["late"]
            ],
        )
        self.blocks.append(("symbol", manifest))
        self._table(
            "Ports",
            ("name", "direction", "type", "width"),
            [
                [_Code(each["name"]), each["direction"], _Code(each["type"]["text"]), _width(each)]
                for each in manifest["ports"]
            ],
        )
        self._table(
            "Members",
            ("name", "kind", "value", "what it is"),
            [
                [_Code(each["name"]), _Code(kind_of(each)), _Code(each["text"]), _doc(each)]
                for each in manifest["members"]
            ],
        )


def subject(manifest: Manifest) -> str:
    """What a manifest is of. ValueError for what is none, or one of another version."""
    what, version = manifest.get("manifest"), manifest.get("version")
    if what not in ("context", "generator", "circuit"):
        raise ValueError(f"a manifest says what it is of in its member `manifest`, and this one says {what!r}")
    if version != 1:
        raise ValueError(f"the manifest is of version {version!r}, and this version of hwgen reads 1")
    return str(what)


def _text(item: dict[str, Any], name: str) -> str:
    return str(item[name]["text"]) if name in item else ""


def _doc(item: dict[str, Any]) -> str:
    late = "left to Verilog" if item.get("late") else ""
    return ": ".join(filter(None, (late, item.get("doc", ""))))


def signature(manifest: Manifest) -> str:
    """The parameters that a request gives, with their defaults: `Add(bits, has_ce = false)`."""
    given = [each for each in manifest["parameters"] if "derived" not in each and "late" not in each]
    items = [f"{each['name']} = {_text(each, 'default')}" if "default" in each else each["name"] for each in given]
    return f"{manifest['name']}({', '.join(items)})"


def kind_of(item: dict[str, Any]) -> str:
    """The kind as a schema has it."""
    if "words" in item:
        return f"enum({', '.join(item['words'])})"
    return f"list({item['element']})" if "element" in item else str(item["kind"])


def range_of(item: dict[str, Any]) -> str:
    """The range as a schema has it."""
    low, high = _text(item, "minimum"), _text(item, "maximum")
    if low and high:
        return f"{low}..{high}"
    return f">= {low}" if low else f"<= {high}" if high else ""


def _port_name(port: dict[str, Any]) -> str:
    return f"{port['name']}[{port['repeat']['index']}]" if "repeat" in port else str(port["name"])


def _width(port: dict[str, Any]) -> str:
    return _Code(_text(port["type"], "width"))


def _presence(port: dict[str, Any]) -> str:
    parts: list[str] = []
    if "repeat" in port:
        repeat = port["repeat"]
        parts.append(f"for {repeat['index']} in {repeat['from']['text']}..<{repeat['below']['text']}")
    if "if" in port:
        parts.append(f"if {port['if']['text']}")
    return _Code(" ".join(parts))


# -- Markdown ----------------------------------------------------------------------------------------------------------


def markdown(manifest: Manifest) -> str:
    """The page of a generator, a circuit or a context, as Markdown with tables.

    ValueError for what is no manifest, or one of another version.
    """
    out: list[str] = []
    for kind, content in _Page(manifest).blocks:
        if kind == "title":
            out.append(f"# {_plain(content)}")
        elif kind == "heading":
            out.append(f"## {content}")
        elif kind == "code":
            out.append(f"    {content}")
        elif kind == "text":
            out.append(_plain(content))
        elif kind == "table":
            table: list[list[str]] = content
            lines = [table[0], ["---"] * len(table[0]), *table[1:]]
            out.append("\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines))
    return "\n\n".join(out) + "\n"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _cell(text: str) -> str:
    line = " ".join(text.split()).replace("|", "\\|")
    if not isinstance(text, _Code):
        return _plain(line)
    # As many backquotes around it as the text has none of.
    marks = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    space = " " if marks != "`" else ""
    return f"{marks}{space}{line}{space}{marks}" if line else ""


# -- HTML --------------------------------------------------------------------------------------------------------------

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
code, pre { font-family: ui-monospace, monospace; font-size: 90%; }
pre { background: #f4f4f4; padding: .6em 1em; overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; border-bottom: 1px solid #ddd; }
svg text { font: 12px ui-monospace, monospace; }
""".strip()


def html(manifest: Manifest) -> str:
    """The same page as HTML that stands alone, with a symbol of the ports.

    ValueError for what is no manifest, or one of another version.
    """
    title = manifest.get("name", "Generators")
    out = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(str(title))}</title>',
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>",
    ]
    for kind, content in _Page(manifest).blocks:
        if kind == "title":
            out.append(f"<h1>{escape(content)}</h1>")
        elif kind == "heading":
            out.append(f"<h2>{escape(content)}</h2>")
        elif kind == "code":
            out.append(f"<pre>{escape(content)}</pre>")
        elif kind == "text":
            out.append(f"<p>{escape(content)}</p>")
        elif kind == "symbol":
            out.append(_symbol(content))
        else:
            table: list[list[str]] = content
            header, *rows = table
            out.append("<table>")
            out.append(f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in header)}</tr>")
            out += [f"<tr>{''.join(f'<td>{_html_cell(cell)}</td>' for cell in row)}</tr>" for row in rows]
            out.append("</table>")
    return "\n".join([*filter(None, out), "</body>\n</html>\n"])


def _html_cell(text: str) -> str:
    return f"<code>{escape(text)}</code>" if text and isinstance(text, _Code) else escape(text)


def _symbol(manifest: Manifest) -> str:
    """A box with its inputs on the left and its outputs on the right; nothing of no ports or very many."""
    ports = manifest["ports"]
    if not ports or len(ports) > 64:
        return ""
    sides = [[each for each in ports if (each["direction"] == "in") == is_input] for is_input in (True, False)]
    labels = [[_port_name(each) for each in side] for side in sides]
    types = [[each["type"]["text"] for each in side] for side in sides]
    letter, row, wire = 7.3, 20, 14
    room = [letter * max((len(text) for text in side), default=0) + wire + 8 for side in types]
    inner = letter * sum(max((len(text) for text in side), default=0) for side in labels) + 60
    inner = max(inner, letter * len(manifest["name"]) + 20)
    height = row * max(map(len, sides)) + 40
    left, right = room[0], room[0] + inner
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + inner + room[1]:.0f}" height="{height}" role="img">',
        f"<title>ports of {escape(manifest['name'])}</title>",
        f'<rect x="{left:.1f}" y="24" width="{inner:.1f}" height="{height - 25}" fill="#f8f8f8" stroke="#444"/>',
        f'<text x="{left + inner / 2:.1f}" y="16" text-anchor="middle" font-weight="bold">'
        f"{escape(manifest['name'])}</text>",
    ]
    for edge, toward, anchors, side, side_types in (
        (left, -1, ("start", "end"), labels[0], types[0]),
        (right, 1, ("end", "start"), labels[1], types[1]),
    ):
        for index, (label, type_) in enumerate(zip(side, side_types, strict=True)):
            y = 40 + row * index
            out += [
                f'<path d="M{edge:.1f} {y}h{toward * wire}" stroke="#444"/>',
                f'<text x="{edge - toward * 6:.1f}" y="{y + 4}" text-anchor="{anchors[0]}">{escape(label)}</text>',
                f'<text x="{edge + toward * (wire + 4):.1f}" y="{y + 4}" text-anchor="{anchors[1]}" fill="#666">'
                f"{escape(type_)}</text>",
            ]
    return "\n".join([*out, "</svg>"])
