"""The documentation against the library: every snippet of README.md and docs/guide runs, and the tables are complete.

The Python of one page is run from top to bottom in one namespace, as somebody would who copies it. What a snippet
prints, or the text of the error that it raises, is the block after it. Each snippet in C or C++ is compiled with all
warnings; a whole program is run, and the block after it is what it prints. A fence may say more:

    python no-run         a fragment, not run
    python file=add.py    compiled under this name, from line 1, as in places that the block after it shows
    python raises=HW2003  raises this hw.Error
    c statements          in a function with `context`, `m` and `error`; `cpp statements` have the first two
    sh run                commands, run in a folder with the page's files; the block after it is what they print
    verilog no-run, text no-run    shown, not compared

The Swift of docs/guide/swift.md is compared by Tests/HwgenTests/GuideTests.swift.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import types
from dataclasses import dataclass
from pathlib import Path

import pytest
from check_header import declared

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
os.environ.setdefault("HWGEN_LIBRARY", str(LIBRARY))

import hwgen as hw  # noqa: E402

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
FENCE = re.compile(r"^```(\w*) ?(.*?)$\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = ["-pedantic", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function", f"-I{ROOT / 'include'}"]


@dataclass(frozen=True)
class Compiled:
    """How a snippet of a language becomes a program."""

    suffix: str
    command: tuple[str, ...]
    preamble: str
    statements: str
    """What opens the function around statements."""


COMPILED = {
    "c": Compiled(
        ".c",
        ("cc", "-std=c99"),
        "#include <hwgen.h>\n#include <stdio.h>\n#include <string.h>\n",
        "void statements(hwgen_context *context, hwgen_module *m, hwgen_error *error) {\n"
        "(void)context, (void)m, (void)error;\n",
    ),
    "cpp": Compiled(
        ".cpp",
        ("c++", "-std=c++17"),
        "#include <hwgen.hpp>\n",
        "void statements(const hwgen::context_ref &context, const hwgen::module &m) {\n(void)context, (void)m;\n",
    ),
}


@dataclass(frozen=True)
class Block:
    language: str
    attributes: tuple[str, ...]
    text: str
    line: int
    """Of its first line in the page."""

    def attribute(self, name: str) -> str | None:
        return next((each.partition("=")[2] for each in self.attributes if each.partition("=")[0] == name), None)


def blocks(page: Path) -> list[Block]:
    text = page.read_text()
    return [
        Block(found[1], tuple(found[2].split()), found[3], text.count("\n", 0, found.start(3)) + 1)
        for found in FENCE.finditer(text)
    ]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def expected(all_blocks: list[Block], index: int) -> Block | None:
    """The block that shows what a snippet gives: the next one, if it is such."""
    following = all_blocks[index + 1] if index + 1 < len(all_blocks) else None
    return following if following and following.language in ("verilog", "text") else None


def compare(page: Path, said: str, shown: Block | None, line: int) -> None:
    assert shown is not None, f"{name_of(page)}:{line} says this, and no block shows it:\n{said}"
    if shown.attribute("no-run") is None:
        assert said.rstrip() == shown.text.rstrip(), f"{name_of(page)}:{shown.line} shows something else than is said"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_python_of_a_page_runs_and_says_what_the_page_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module = types.ModuleType("guide")
    monkeypatch.setitem(sys.modules, "guide", module)
    found = blocks(page)
    with hw.Context():
        for index, block in enumerate(found):
            if block.language != "python" or block.attribute("no-run") is not None:
                continue
            file = block.attribute("file")
            module.__name__ = Path(file).stem if file else "guide"
            padding = "" if file else "\n" * (block.line - 1)
            code = compile(padding + block.text, file or name_of(page), "exec")
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                try:
                    exec(code, module.__dict__)
                except hw.Error as error:
                    if block.attribute("raises") != error.code:
                        raise
                    print(error)
                else:
                    assert block.attribute("raises") is None, f"{name_of(page)}:{block.line} raised nothing"
            if output.getvalue():
                compare(page, output.getvalue(), expected(found, index), block.line)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(each.attribute("run") is not None for each in blocks(page))], ids=name_of
)
def test_the_commands_of_a_page_print_what_the_page_shows(page, tmp_path):
    found = blocks(page)
    for block in found:
        if block.language == "python" and (file := block.attribute("file")):
            (tmp_path / file).write_text(block.text)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for index, block in enumerate(found):
        if block.attribute("run") is None:
            continue
        command = ["bash", "-euo", "pipefail", "-c", block.text]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PATH": path, "COLUMNS": "100"}
        )
        said = done.stdout + done.stderr
        if said:
            compare(page, said, expected(found, index), block.line)
        assert done.returncode == 0 or done.stderr, f"{name_of(page)}:{block.line} ends with {done.returncode}"


COMPILED_SNIPPETS = [
    pytest.param(page, index, id=f"{name_of(page)}:{block.line}")
    for page in PAGES
    for index, block in enumerate(blocks(page))
    if block.language in COMPILED and block.attribute("no-run") is None
]


@pytest.mark.parametrize(("page", "index"), COMPILED_SNIPPETS)
def test_the_c_and_cpp_of_a_page_compile_and_a_whole_program_says_what_the_page_shows(page, index, tmp_path):
    found = blocks(page)
    block = found[index]
    is_program = "int main(" in block.text
    how = COMPILED[block.language]
    text = block.text if is_program else how.preamble
    if block.attribute("statements") is not None:
        text += how.statements + block.text + "}\n"
    elif not is_program:
        text += block.text
    source = tmp_path / f"snippet{how.suffix}"
    source.write_text(text)
    output = ["-o", tmp_path / "snippet", LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"] if is_program else ["-fsyntax-only"]
    command = [*how.command, *FLAGS, source, *output]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert done.returncode == 0, f"{name_of(page)}:{block.line} does not compile:\n{done.stderr}"
    if is_program:
        environment = {**os.environ, "LD_LIBRARY_PATH": str(LIBRARY.parent)}
        ran = subprocess.run([tmp_path / "snippet"], capture_output=True, text=True, timeout=60, env=environment)
        assert ran.returncode == 0, f"{name_of(page)}:{block.line} failed:\n{ran.stdout}{ran.stderr}"
        if ran.stdout:
            compare(page, ran.stdout, expected(found, index), block.line)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_verilog_in_a_page_is_what_a_snippet_gives(page):
    found = blocks(page)
    for index, block in enumerate(found):
        if block.language == "verilog" and block.attribute("no-run") is None:
            before = found[index - 1] if index else None
            is_checked = (
                before is not None and before.language in ("python", *COMPILED) and not before.attribute("no-run")
            )
            assert is_checked, f"{name_of(page)}:{block.line}: nothing before it prints this"


def test_the_snippets_are_found():
    count = dict.fromkeys(("python", "c", "cpp", "verilog"), 0)
    for page in PAGES:
        for block in blocks(page):
            if block.language in count and block.attribute("no-run") is None:
                count[block.language] += 1
    assert all(number >= 5 for number in count.values()), count


def test_the_table_of_capabilities_has_every_function_of_the_header():
    table = set(re.findall(r"`(hwgen_\w+)`", (ROOT / "docs" / "parity.md").read_text()))
    functions = declared()
    assert len(functions) > 80
    assert sorted(functions - table) == []


def test_the_table_of_capabilities_has_every_name_of_the_package():
    table = (ROOT / "docs" / "parity.md").read_text()
    names = set(re.findall(r"\bhw\.(\w+)", table))
    assert sorted(set(hw.__all__) - names) == []
    assert sorted(name for name in names if not hasattr(hw, name)) == []


def test_the_guide_of_python_has_every_name_of_the_package():
    guide = "".join((ROOT / "docs" / "guide" / name).read_text() for name in ("python.md", "types.md"))
    names = {found for found in re.findall(r"\bhw\.(\w+)", guide)} | {"__version__"}
    assert sorted(set(hw.__all__) - names) == []


def test_the_guide_of_c_has_every_function_of_the_header():
    names = ("c.md", "netlist-and-verilog.md", "types.md")
    pages = "".join((ROOT / "docs" / "guide" / name).read_text() for name in names)
    missing = {function for function in declared() if not re.search(rf"\b{function}\b", pages)}
    assert sorted(missing) == []
