"""The command line, as a user's shell calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import hwgen as hw
import pytest
from hwgen._pages import signature

SOURCE = '''
"""Generators of the tests."""
import hwgen as hw
from neighbour import WIDTH


class Leaf(hw.Generator):
    interface = hw.Interface(a=hw.In(hw.Bit), o=hw.Out(hw.Bit))

    def body(self, io):
        io.o @= io.a


class Kinds(hw.Generator):
    """One of each kind: 100 % of them.

    More of it."""

    width_of_it = hw.Int(min=1, max=64, default=WIDTH, doc="bits")
    flag = hw.Bool(default=True)
    word = hw.String(default="x")
    mode = hw.Enum("fast", "small", default="fast", doc="how")
    item = hw.Type(default=hw.UInt(4))
    taps = hw.List(hw.Int, default=[1])
    options = hw.Dict(default={"a": 1})
    child = hw.GeneratorParameter(default=Leaf)
    help = hw.Int(default=3)
    half = hw.Derived(width_of_it // 2)
    interface = hw.Interface(x=hw.In(hw.UInt[width_of_it]), i=hw.In(item), o=hw.Out(hw.UInt[width_of_it]))
    kept = hw.Member(width_of_it * 2)

    def body(self, io):
        io.o @= io.x


class Strict(hw.Generator):
    n_bits = hw.Int(min=2)
    key = hw.OpaqueParameter(default=hw.opaque("k", 1))
    interface = hw.Interface(x=hw.In(hw.UInt[n_bits]), o=hw.Out(hw.UInt[n_bits]))

    def body(self, io):
        if self.n_bits == 13:
            raise RuntimeError("unlucky")
        io.o @= io.x


class _Hidden(Leaf):
    pass
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(SOURCE)
    (tmp_path / "neighbour.py").write_text("WIDTH = 16\n")
    return tmp_path


def hwgen(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hwgen", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={**os.environ, "COLUMNS": "100", **environment}
    )


def says(folder: Path, *arguments: str) -> str:
    done = hwgen(folder, *arguments)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return done.stdout


def refuses(folder: Path, *arguments: str, status: int = 1) -> str:
    done = hwgen(folder, *arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr and not done.stdout
    return done.stderr


def test_generators_are_listed_with_their_parameters(folder: Path) -> None:
    kinds = 'Kinds(width_of_it = 16, flag = true, word = "x", mode = "fast"'
    for source in ("mine.py", "mine"):
        lines = says(folder, "list", source).splitlines()
        assert (
            lines[0] == "Leaf()" and lines[1].startswith(kinds) and lines[2] == "    One of each kind: 100 % of them."
        )
        assert lines[3].startswith("Strict(n_bits, ") and len(lines) == 4
    assert [line for line in says(folder, "list", "lib").splitlines() if line[0] != " "] == [
        signature(hw.manifest(getattr(hw.lib, name))) for name in hw.lib.names()
    ]


def test_the_help_of_a_generator_tells_its_parameters(folder: Path) -> None:
    text = says(folder, "emit", "mine.py:Kinds", "--help")
    assert "parameters of Kinds:\n  One of each kind: 100 % of them." in text
    assert "--width-of-it INT bits (int 1..64) [16]" in " ".join(text.split())
    assert "--flag, --no-flag" in text and "--mode {fast,small}" in text
    assert "--set-help INT" in text and "--half" not in text
    assert "(required)" in says(folder, "emit", "mine.py:Strict", "--help")
    for command in ("list", "describe", "emit", "draw", "package", "completion"):
        assert "usage:" in says(folder, command, "--help")
        assert command in says(folder, "--help")
    assert says(folder, "--version").split() == ["hwgen", hw.__version__]


def test_every_kind_of_parameter_can_be_given(folder: Path) -> None:
    given = ["--width-of-it", "0b1001", "--no-flag", "--word", 'a "b" \\c', "--mode", "small", "--item", "SInt(3)"]
    given += ["--taps", "[1, -2]", "--options", 'record(b: "c")', "--child", "lib:FIFO", "--set-help=-4"]
    described = json.loads(says(folder, "describe", "mine.py:Kinds", *given, "--format", "json"))
    values = {each["name"]: each["value"] for each in described["arguments"]}
    assert values == {
        "width_of_it": 9,
        "flag": False,
        "word": 'a "b" \\c',
        "mode": "small",
        "item": "SInt(3)",
        "taps": [1, -2],
        "options": {"b": "c"},
        "child": "lib.FIFO",
        "help": -4,
        "half": 4,
    }
    assert described["members"][0]["value"] == 18


def test_verilog_is_what_the_class_gives(folder: Path) -> None:
    text = says(folder, "emit", "mine.py:Strict", "--n-bits", "5")
    assert text.startswith("module Strict_5_") and "output wire [4:0] o" in text
    assert says(folder, "emit", "mine:Strict", "--n-bits=5", "-o", "five.v") == ""
    assert (folder / "five.v").read_text() == text
    says(folder, "emit", "mine.py:Strict", "--n-bits", "5", "-o", "five.sv", "--header", "--provenance")
    system = (folder / "five.sv").read_text()
    assert "output logic [4:0] o" in system and "mine.py:" in system and "n_bits = 5" in system
    assert says(folder, "emit", "mine.py:Strict", "--n-bits", "5", "--profile", "systemverilog", "-o", "-") != text
    listed = says(folder, "emit", "lib:UART", "--folder", "uart", "--clock-hz", "1000000", "--baud", "9600").split()
    assert len(listed) > 1 and all((folder / path).is_file() for path in listed)


def test_a_page_and_a_manifest_of_a_file(folder: Path) -> None:
    page = says(folder, "describe", "mine.py:Kinds")
    assert page.startswith("# Kinds\n") and "More of it." in page and "| `mode` | `enum(fast, small)` |" in page
    assert says(folder, "describe", "mine.py:Kinds", "-o", "kinds.html") == ""
    assert (folder / "kinds.html").read_text().startswith("<!DOCTYPE html>")
    assert says(folder, "describe", "mine.py:Kinds", "-o", "kinds.json") == ""
    assert says(folder, "describe", "kinds.json") == page
    assert (
        says(folder, "list", "kinds.json") == says(folder, "list", "mine.py").partition("\n")[2].partition("Strict")[0]
    )
    (folder / "all.json").write_text(json.dumps(hw.manifest()))
    assert says(folder, "describe", "all.json").startswith("# Generators")
    whole = {"manifest": "context", "version": 1, "generators": [json.loads((folder / "kinds.json").read_text())]}
    (folder / "all.json").write_text(json.dumps(whole))
    assert says(folder, "describe", "all.json:Kinds") == page
    assert "| `half` | `int` | `8` |" in says(folder, "describe", "mine.py:Kinds", "--width-of-it", "16")


def test_a_drawing(folder: Path) -> None:
    assert "<svg" in says(folder, "draw", "mine.py:Leaf")
    says(folder, "draw", "mine.py:Leaf", "-o", "leaf.svg")
    says(folder, "draw", "mine.py:Leaf", "-o", "leaf.dot")
    says(folder, "draw", "mine.py:Leaf", "-o", "leaf.png")
    assert "digraph" in (folder / "leaf.dot").read_text() and (folder / "leaf.png").read_bytes()[1:4] == b"PNG"
    assert "<svg" in (folder / "leaf.svg").read_text()
    assert "dot writes no leaf.xyz" in refuses(folder, "draw", "mine.py:Leaf", "-o", "leaf.xyz")


def test_a_package_for_other_tools(folder: Path) -> None:
    written = says(folder, "package", "mine.py:Kinds", "--folder", "out", "--vlnv", "acme:ip:kinds:1.0").split()
    assert all((folder / path).is_file() for path in written)
    circuit = Path(written[0]).stem
    core = (folder / "out" / f"{circuit}.core").read_text()
    assert 'name: "acme:ip:kinds:1.0"' in core and f'"{circuit}.v"' in core and f'"{circuit}.vlt"' in core
    ElementTree.parse(folder / "out" / f"{circuit}.xml")
    assert "vendor:library:name:version" in refuses(
        folder, "package", "mine.py:Leaf", "--folder", "none", "--vlnv", "kinds"
    )
    assert not (folder / "none").exists()
    assert says(folder, "package", "--vlnv", "acme:ip:kinds:1.0", "--folder", "out", "mine.py:Kinds").split() == written
    assert says(folder, "emit", "-o", "a:b.v", "mine.py:Strict", "--n-bits", "5") == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["emit", "none.py:Add"], "there is no file none.py"),
        (["emit", "none:Add"], "there is no module none"),
        (["emit", "mine.py:Add"], "mine.py has no generator Add; there are Leaf, Kinds, Strict"),
        (["emit", "mine.py"], "which generator of mine.py? say mine.py:NAME; there are Leaf, Kinds, Strict"),
        (["emit", "lib:Fifo"], "lib has no generator Fifo; there are"),
        (["list", "neighbour.py"], "neighbour.py has no generators"),
        (["list", "none.json"], "none.json is not read"),
        (["describe", "neighbour.json"], "neighbour.json is no manifest"),
        (["describe", "one.json:X"], "one.json is the manifest of one generator"),
        (["emit", "one.json"], "one.json is a manifest"),
        (["emit", "mine.py:Strict", "--n-bits", "1"], "error HW1004: `n_bits` of Strict is 1; it must be at least 2"),
        (["emit", "mine.py:Strict", "--n-bits", "wide"], "error HW1009: column 10: nothing is named `wide` here"),
        (["emit", "mine.py:Strict", "--n-bits", "3", "--key", "3"], "`key` is a value of Python's"),
        (["emit", "mine.py:Leaf", "-o", "none/leaf.v"], "error HW5002"),
        (["describe", "mine.py:Leaf", "-o", "none/leaf.md"], "none/leaf.md is not written: No such file or directory"),
    ],
)
def test_what_is_refused_says_why(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "neighbour.json").write_text("[]")
    (folder / "one.json").write_text(json.dumps(hw.manifest(hw.lib.FIFO)))
    assert message in refuses(folder, *arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "required: COMMAND"),
        (["emit"], "required: target"),
        (["emit", "mine.py:Strict"], "Strict needs --n-bits"),
        (["emit", "mine.py:Strict", "--bits", "3"], "unrecognized arguments: --bits 3"),
        (["emit", "mine.py:Kinds", "--mode", "slow"], "invalid choice: 'slow'"),
        (["paint", "mine.py:Kinds"], "invalid choice: 'paint'"),
        (["package", "mine.py:Leaf"], "required: --folder"),
    ],
)
def test_a_wrong_call_shows_the_usage(folder: Path, arguments: list[str], message: str) -> None:
    told = refuses(folder, *arguments, status=2)
    assert "usage: hwgen" in told and message in told


def test_what_a_users_file_raises_is_shown_from_its_line_on(folder: Path) -> None:
    done = hwgen(folder, "emit", "mine.py:Strict", "--n-bits", "13")
    assert done.returncode == 1 and done.stderr.endswith("RuntimeError: unlucky\n")
    assert 'raise RuntimeError("unlucky")' in done.stderr and "_tool.py" not in done.stderr
    (folder / "wrong.py").write_text("import hwgen\nx = 1 +\n")
    done = hwgen(folder, "list", "wrong.py")
    assert done.returncode == 1 and "SyntaxError" in done.stderr and "_tool.py" not in done.stderr
    (folder / "needs.py").write_text("import nothing_of_this_name\n")
    assert "nothing_of_this_name" in hwgen(folder, "list", "needs.py").stderr
    assert "nothing_of_this_name" in hwgen(folder, "list", "needs").stderr


def test_a_pipe_that_ends_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m hwgen list lib | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
    assert done.stdout and not done.stderr
