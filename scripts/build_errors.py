"""Writes docs/errors/README.md from the catalogue of diagnostics, DiagnosticCode.swift and DiagnosticCode+Rows.swift
in Sources/HwgenSupport.

    build_errors.py            write the page
    build_errors.py --check    fail if the page is not what the catalogue gives

The catalogue is read as text: the cases of the enumeration, with their numbers and the comments that head their groups,
and the `Row(title, advice, severity)` of each case. A case without a row is an error here too, and so is the reverse.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "Sources" / "HwgenSupport" / "DiagnosticCode.swift"
ROWS = CATALOGUE.with_name("DiagnosticCode+Rows.swift")
PAGE = ROOT / "docs" / "errors" / "README.md"

HEAD = """# Errors, warnings and notes

All that hwgen can say, by code. A code is never used again for something else. What a diagnostic consists of, how
hosts receive it, and how notes and warnings are silenced or made errors, is told in
[the guide to diagnostics](../guide/diagnostics.md).

This page is made from the catalogue by `scripts/build_errors.py`; it is not edited by hand.
"""


class CatalogueError(RuntimeError):
    """The catalogue does not have the form that this script reads."""


@dataclass(frozen=True)
class Row:
    name: str
    code: int
    group: str
    title: str
    advice: str
    severity: str


STRING = r'"((?:[^"\\]|\\.)*)"'
ROW = re.compile(
    rf"case \.(\w+):\s*Row\(\s*{STRING},\s*{STRING}\s*(?:,\s*\.(\w+)\s*)?\)",
)


def unescaped(literal: str) -> str:
    """The text of a Swift string literal that has no escapes but these."""
    if re.search(r'\\[^"\\]', literal):
        raise CatalogueError(f"an escape that is not read here: {literal}")
    return re.sub(r"\\(.)", r"\1", literal)


def read(source: str) -> list[Row]:
    cases: dict[str, tuple[int, str]] = {}
    group = ""
    for line in source.splitlines():
        if heading := re.fullmatch(r"  // (\d: .+)", line):
            group = heading[1]
        elif case := re.fullmatch(r"  case (\w+) = (\d+)", line):
            cases[case[1]] = int(case[2]), group
    written = {
        name: (unescaped(title), unescaped(advice), severity) for name, title, advice, severity in ROW.findall(source)
    }
    if not cases:
        raise CatalogueError("no case was found")
    if cases.keys() != written.keys():
        raise CatalogueError(f"these have a case or a row, but not both: {sorted(cases.keys() ^ written.keys())}")
    codes = [code for code, _ in cases.values()]
    if len(set(codes)) != len(codes):
        raise CatalogueError("a code is used twice")
    rows = [
        Row(name, code, group, written[name][0], written[name][1], written[name][2] or "error")
        for name, (code, group) in cases.items()
    ]
    for row in rows:
        if row.group[:1] != str(row.code)[0]:
            raise CatalogueError(f"HW{row.code} stands under `{row.group}`")
    return sorted(rows, key=lambda row: row.code)


def page(rows: list[Row]) -> str:
    parts = [HEAD]
    group = None
    for row in rows:
        if row.group != group:
            group = row.group
            number, _, title = group.partition(": ")
            parts.append(f"## HW{number}xxx: {title}\n")
        parts.append(f"### HW{row.code}\n\n*{row.severity}*: {row.title}.\n\n{row.advice}\n")
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description="write the page of errors from the catalogue")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is stale")
    options = parser.parse_args()
    try:
        wanted = page(read(CATALOGUE.read_text() + ROWS.read_text()))
    except CatalogueError as error:
        print(f"build_errors: {CATALOGUE.relative_to(ROOT)}: {error}", file=sys.stderr)
        return 1
    if options.check:
        found = PAGE.read_text() if PAGE.exists() else ""
        if found == wanted:
            return 0
        changes = difflib.unified_diff(
            found.splitlines(), wanted.splitlines(), "as it is", "as it should be", "", "", 1
        )
        print("\n".join(changes), file=sys.stderr)
        print(f"{PAGE.relative_to(ROOT)} is stale: run scripts/build_errors.py", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(wanted)
    print(f"{PAGE.relative_to(ROOT)}: {len(read(CATALOGUE.read_text() + ROWS.read_text()))} codes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
