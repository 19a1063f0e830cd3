"""The reference of include/hwgen.h, by Doxygen, from the header's own comments.

The header is written for who reads it, with plain comments: one stands over what it is about, or over several lines
that share it, or behind a constant; one that stands alone says something of its section, which begins at a ruled line.
Here they become comments of Doxygen, a topic for each section. A public name without a comment is a complaint, and so
is whatever Doxygen warns of.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "include" / "hwgen.h"

CONFIGURATION = """
PROJECT_NAME = hwgen.h
INPUT = {folder}/hwgen.h
STRIP_FROM_PATH = {folder}
OUTPUT_DIRECTORY = {folder}
HTML_OUTPUT = html
GENERATE_TAGFILE = {folder}/html/hwgen.tag
GENERATE_LATEX = NO
OPTIMIZE_OUTPUT_FOR_C = YES
TYPEDEF_HIDES_STRUCT = YES
SORT_MEMBER_DOCS = NO
MACRO_EXPANSION = NO
EXTRACT_ALL = NO
WARN_NO_PARAMDOC = NO
QUIET = YES
HTML_TIMESTAMP = NO
HTML_COLORSTYLE_SAT = 30
HTML_DYNAMIC_MENUS = NO
SEARCHENGINE = NO
HAVE_DOT = NO
VERBATIM_HEADERS = NO
SHOW_INCLUDE_FILES = NO
"""

OPENING = re.compile(r" *typedef struct (\w+) \{$")
NAME = re.compile(r"#define (\w+)|\(\*(\w+)\)\(|(\w+)\(|(\w+)(?: \{ .* \w+)?;$")
# What stands in the header for the compilers' sake.
MACHINERY = re.compile(
    r"#(if|ifdef|ifndef|else|endif|pragma|include)\b|extern \"C\"|\}$|#define HWGEN_(H|NONNULL|NULLABLE)\b"
)


@dataclass
class Reference:
    """The header with comments of Doxygen."""

    names: frozenset[str]
    lines: list[str] = field(default_factory=list)
    undocumented: list[str] = field(default_factory=list)

    def prose(self, comment: list[str]) -> str:
        """A comment's text as Doxygen and its Markdown read it. Lines further right behind an empty one are code."""
        text = re.sub(r"(?m)^( .*\n)(?=\S)", r"\1\n", "\n".join(comment))
        parts = re.split(r"(?<=\n\n)((?:  .*\n?)+)", text)
        for index, part in enumerate(parts):
            parts[index] = f"@code{{.unparsed}}\n{part}\n@endcode\n" if index % 2 else self.words(part)
        return "".join(parts)

    def words(self, text: str) -> str:
        """What is in quotes is code. Outside of code nothing is markup, and names of the header are links."""
        parts = re.split(r'(`[^`]*`|"(?:\\.|[^"\\])*")', re.sub(r"(?m)^ +", "", text))
        for index, part in enumerate(parts):
            if index % 2:
                parts[index] = f"`{part.strip('`')}`"
            else:
                escaped = re.sub(r"([\\@<>&$#%*~])", r"\\\1", part)
                parts[index] = re.sub(r"\b(hwgen_\w+|HWGEN_\w+)\b(?!\()", self.linked, escaped)
        return "".join(parts)

    def linked(self, name: re.Match[str]) -> str:
        return f"#{name[0]}" if name[0] in self.names else name[0]

    def say(self, command: str, comment: list[str], end: str = "") -> None:
        self.lines += [f"/** {command}".rstrip(), self.prose(comment), *filter(None, [end]), "*/"]

    def declare(self, text: str, comments: list[list[str]]) -> None:
        if comments:
            self.say("", [line for each in comments for line in [*each, ""]])
        else:
            found = OPENING.match(text) or NAME.search(text)
            self.undocumented.append(next(filter(None, found.groups())) if found else text)
        self.lines.append(text)


def comment_text(block: list[str]) -> list[str]:
    """The lines of a comment without its marks."""
    inside = "\n".join(block).strip().removeprefix("/*").removesuffix("*/")
    lines = [re.sub(r"^ *\* ?", "", line) if index else line[1:] for index, line in enumerate(inside.split("\n"))]
    return "\n".join(line.rstrip() for line in lines).strip("\n").split("\n")


def read(header: str) -> Reference:
    code = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    reference = Reference(frozenset(re.findall(r"\b(?:hwgen|HWGEN)_\w+", code)) - {"HWGEN_NONNULL", "HWGEN_NULLABLE"})
    lines = header.split("\n")
    shared: list[str] | None = None
    kind = ""
    topics = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        start = at
        if line.lstrip().startswith("/*"):
            while "*/" not in lines[at]:
                at += 1
            text = comment_text(lines[start : at + 1])
            following = lines[at + 1] if at + 1 < len(lines) else ""
            shared, kind = None, ""
            ruled = re.match(r"---- (.*?) *-*$", text[0])
            if start == 0:
                reference.say("@mainpage hwgen.h", ["", *text])
                reference.lines += ["/** @file */", "/** @defgroup topic0 Version, statuses and handles", "@{ */"]
            elif ruled:
                topics += 1
                reference.lines.append("/** @} */")
                reference.say(f"@defgroup topic{topics} {ruled[1].replace('`', '')}", text[1:], "@{")
            elif not following.strip() or following.lstrip().startswith("/*"):
                reference.lines.append("/** @} */")
                reference.say(f"@addtogroup topic{topics}", ["", *text], "@{")
            else:
                shared = text
        elif not line.strip() or MACHINERY.match(line):
            shared = None
        elif OPENING.match(line):
            reference.declare(line, [shared] if shared else [])
            shared = None
        elif line.startswith("} "):
            reference.lines.append(line)
            shared = None
        else:
            while not line.startswith("#") and ";" not in lines[at]:
                at += 1
            declared = "\n".join(lines[start : at + 1])
            behind = re.search(r" */\*(.*)\*/$", declared)
            own = [behind[1].strip()] if behind else None
            # Constants share a comment with constants, functions with functions.
            if kind and line.startswith("#") != (kind == "#"):
                shared = None
            kind = line[0]
            comments = [each for each in (own, shared) if each]
            # What is in a handle is nobody's business.
            plain = declared[: behind.start()] if behind else declared
            reference.declare(plain.replace("{ uint64_t bits; } ", ""), comments)
        at += 1
    reference.lines.append("/** @} */")
    return reference


def build(out: Path) -> list[str]:
    """Writes the pages into a folder; the complaints."""
    if not shutil.which("doxygen"):
        return ["doxygen is missing: scripts/install-tools.sh installs it"]
    reference = read(HEADER.read_text())
    complaints = [f"{HEADER.name}: {name} has no comment" for name in reference.undocumented]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hwgen.h").write_text("\n".join(reference.lines) + "\n")
        configuration = CONFIGURATION.format(folder=folder)
        done = subprocess.run(["doxygen", "-"], input=configuration, capture_output=True, text=True, cwd=folder)
        complaints += [line.replace(f"{folder}/", "doxygen: ") for line in done.stderr.splitlines()]
        if done.returncode:
            return [*complaints, f"doxygen ended with {done.returncode}"]
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(Path(folder) / "html", out)
    return complaints


if __name__ == "__main__":
    found = build(ROOT / "build" / "docs" / "reference" / "c")
    print("\n".join(found), file=sys.stderr)
    sys.exit(1 if found else 0)
