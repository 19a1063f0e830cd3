"""Builds build/docs from the Markdown of the repository: a page per file, one index, no server needed.

The README becomes index.html. A link from one page to another file of the repository is followed: to a page if it is
one, else the file is copied along. A link that leads nowhere fails the build, and so does one to a missing heading.
Notebooks are run, and are pages too. References that other tools build stand beside, and in the index.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import header_reference
import markdown
import notebook
import python_reference
from pygments.formatters import HtmlFormatter

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "docs"

# The pages outside docs/, in the order of the index; docs/ follows, folder by folder, in the order of its names.
FIRST = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
FIRST += ["Benchmarks/RESULTS.md"]

# What other tools build: where it goes, what the index calls it, and what builds it there and gives complaints.
REFERENCES = [
    ("reference/c", "hwgen.h", header_reference.build),
    ("reference/python", "The Python package", python_reference.build),
]

STYLE = """
:root { color-scheme: light dark; --line: light-dark(#ddd, #444); --code: light-dark(#f6f6f4, #262624); }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { padding: 1.5rem; border-right: 1px solid var(--line); font-size: 0.9rem; }
nav h2 { font-size: 0.8rem; text-transform: uppercase; letter-spacing: 0.05em; margin: 1.2rem 0 0.2rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav [aria-current] { font-weight: 600; }
main { padding: 1.5rem 2.5rem 4rem; max-width: 52rem; }
pre, code { font: 0.875em/1.45 ui-monospace, monospace; background: var(--code); }
pre { padding: 0.8rem 1rem; overflow-x: auto; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
a { color: light-dark(#0a58a6, #7ab8ff); }
@media (max-width: 50rem) { body { display: block; } nav { border: 0; } }
"""


@dataclass
class Page:
    source: Path
    target: str
    """Path in build/docs."""
    title: str
    body: str
    anchors: frozenset[str]


def sources() -> list[Path]:
    first = [ROOT / name for name in FIRST if (ROOT / name).exists()]
    rest = (path for path in (ROOT / "docs").rglob("*") if path.suffix in (".md", ".ipynb"))
    return first + sorted(rest) if (ROOT / "docs").is_dir() else first


def read(source: Path) -> Page:
    converter = markdown.Markdown(
        extensions=["extra", "toc", "sane_lists", "codehilite"],
        extension_configs={"codehilite": {"guess_lang": False}},
        output_format="html",
    )
    text = notebook.page(source) if source.suffix == ".ipynb" else source.read_text()
    # What a fence says behind its language is for the tests of the documentation.
    body = converter.convert(re.sub(r"^```(\w+) .*$", r"```\1", text, flags=re.MULTILINE))
    relative = source.relative_to(ROOT)
    target = "index.html" if relative == Path("README.md") else str(relative.with_suffix(".html"))
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = html.unescape(re.sub(r"<[^>]+>", "", heading[1])) if heading else relative.stem
    return Page(source, target, title, body, frozenset(re.findall(r'\sid="([^"]+)"', body)))


def link(page: Page, pages: dict[Path, Page], complaints: list[str]) -> str:
    """The page's body with its links led to the built files."""

    def follow(match: re.Match[str]) -> str:
        attribute, address = match[1], html.unescape(match[2])
        if re.match(r"[a-z]+:", address) or address.startswith("//"):
            return match[0]
        path, _, anchor = address.partition("#")
        file = (page.source.parent / path).resolve() if path else page.source
        where = f"{page.source.relative_to(ROOT)}: {address}"
        if not file.exists() or not file.is_relative_to(ROOT):
            complaints.append(f"{where} leads nowhere")
            return match[0]
        to = pages.get(file)
        if to is not None:
            if anchor and anchor not in to.anchors:
                complaints.append(f"{where}: there is no such heading")
            target = to.target
        elif file.suffix == ".rst":
            target = str(file.relative_to(ROOT / "docs").with_suffix(".html"))
        elif file.is_dir():
            index = file / "README.md"
            target = pages[index].target if index in pages else None
            if target is None:
                return ""  # A folder is named, not shown.
        else:
            target = f"files/{file.relative_to(ROOT)}"
            (OUT / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, OUT / target)
        address = os.path.relpath(target, os.path.dirname(page.target) or ".") + (f"#{anchor}" if anchor else "")
        return f'{attribute}="{html.escape(address)}"'

    return re.sub(r'\b(href|src)="([^"]*)"', follow, page.body)


def navigation(page: Page, pages: list[Page]) -> str:
    parts: list[str] = []
    folder = None
    for other in pages:
        parent = (
            str(other.source.parent.relative_to(ROOT / "docs")) if other.source.is_relative_to(ROOT / "docs") else ""
        )
        if parent != folder:
            parts.append(
                f"{'</ul>' if parts else ''}{f'<h2>{html.escape(parent)}</h2>' if parent not in ('', '.') else ''}<ul>"
            )
            folder = parent
        address = os.path.relpath(other.target, os.path.dirname(page.target) or ".")
        current = ' aria-current="page"' if other is page else ""
        parts.append(f'<li><a href="{html.escape(address)}"{current}>{html.escape(other.title)}</a></li>')
    up = os.path.relpath(".", os.path.dirname(page.target) or ".")
    built = "".join(f'<li><a href="{up}/{folder}/index.html">{name}</a></li>' for folder, name, _ in REFERENCES)
    return f"{''.join(parts)}</ul><h2>reference</h2><ul>{built}</ul>"


def main() -> int:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    pages = [read(source) for source in sources()]
    by_source = {page.source: page for page in pages}
    # What a notebook shows is what it gives.
    complaints = [each for page in pages if page.source.suffix == ".ipynb" for each in notebook.execute(page.source)]
    light, dark = (HtmlFormatter(style=name).get_style_defs(".codehilite") for name in ("friendly", "github-dark"))
    (OUT / "style.css").write_text(f"{STYLE}{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n")
    for page in pages:
        target = OUT / page.target
        target.parent.mkdir(parents=True, exist_ok=True)
        up = os.path.relpath("style.css", os.path.dirname(page.target) or ".")
        body = link(page, by_source, complaints)
        target.write_text(
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(page.title)}</title>'
            f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{up}"></head>\n'
            f"<body><nav>{navigation(page, pages)}</nav>\n<main>{body}</main></body></html>\n"
        )
    for folder, _, build in REFERENCES:
        complaints += build(OUT / folder)
    for complaint in complaints:
        print(f"docs: {complaint}", file=sys.stderr)
    if not (OUT / "index.html").exists():
        print("docs: there is no README.md", file=sys.stderr)
        return 1
    print(f"{len(pages)} pages: build/docs/index.html")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
