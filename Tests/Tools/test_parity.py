"""The table of capabilities, docs/parity.md: every Swift and Python name in it exists, and none is left out.

The Swift names are those of the symbol graph that the compiler writes of the built modules, after `swift build`. A cell
names an entity, such as `Context.budget` or `.uint`, or shows how it is written, such as `Input(…, when:)`; each
form has its rule below, and a name that has no rule fails.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "parity.md"
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))

import hwgen as hw  # noqa: E402

# The modules whose types a Swift user sees: the library, and those that it has types of.
MODULES = ["Hwgen", "HwgenEmbedding", "HwgenBits", "HwgenSupport", "HwgenGenerator", "HwgenNetlist", "HwgenVerilog"]
# What stands for a thing in an example of the table, and the type that it is of.
SWIFT_OBJECTS = {"io": "IO", "signal": "Signal", "instance": "Instance"}
PYTHON_OBJECTS = {"io": "Ports", "signal": "Signal", "instance": "Instance", "register": "Signal", "circuit": "Circuit"}
STANDARD = {"Int", "Bool", "String", "T", "Fir"}
# The names of a user's own parameters and ports.
OWN = {"bits", "port: value", "port=value", "self.bits", "self", "Add(16)", "circuit.bits"}
OPERATOR = r"[-+*/%&|^~!=<>@]+"


def cells(column: int) -> list[str]:
    rows = [line.split(" | ") for line in TABLE.read_text().splitlines() if line.startswith("| ")]
    assert rows and all(len(row) == 5 for row in rows), [row for row in rows if len(row) != 5]
    return [found.replace("\\|", "|") for row in rows for found in re.findall(r"`([^`]*)`", row[column])]


# ---- Swift


@pytest.fixture(scope="module")
def symbols(tmp_path_factory) -> set[str]:
    """The public symbols, `Context.budget`; a function also without labels, and without those of its caller's place."""
    folder = tmp_path_factory.mktemp("symbols")
    modules = ROOT / ".build" / "debug" / "Modules"
    assert (modules / "Hwgen.swiftmodule").exists(), "`swift build` makes what this test reads"
    target = subprocess.run(["swift", "-print-target-info"], capture_output=True, text=True, check=True).stdout
    triple = json.loads(target)["target"]["triple"]
    found = set()
    for module in MODULES:
        command = ["swift", "symbolgraph-extract", "-module-name", module, "-I", modules]
        for folder_of_c in (ROOT / "include", ROOT / "Sources" / "CProcess", ROOT / "Sources" / "CFFI"):
            command += ["-I", folder_of_c]
        options = ["-target", triple, "-minimum-access-level", "public", "-output-dir", folder]
        done = subprocess.run([*map(str, [*command, *options])], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        # Beside its own, a file for each module whose types it extends.
        for graph in folder.glob(f"{module}[.@]*symbols.json"):
            for symbol in json.loads(graph.read_text())["symbols"]:
                path = ".".join(symbol["pathComponents"])
                found |= {path, path.partition("(")[0], path.replace("file:line:)", ")")}
                if graph.name == "Hwgen.symbols.json":
                    found.add(f"Hwgen:{symbol['pathComponents'][0].partition('(')[0]}")
    return found


def swift_needs(token: str) -> list[str]:
    """The symbols that an entry of the table is of; `*.name` stands for a member of any type."""
    if token in OWN:
        return []
    if found := re.fullmatch(r"\.(\w+)", token):
        return [f"*.{found[1]}"]
    if re.fullmatch(r"[A-Z]\w*(\.\w+)*(\([\w:]+\))?|[a-z]\w*", token):
        return [token]
    if found := re.fullmatch(r"@(\w+)( var \w+: (.*))?", token):
        return [found[1], *sorted(set(re.findall(r"[A-Z]\w*", found[3] or "")) - STANDARD)]
    if found := re.fullmatch(r"([A-Z]\w*)\(…, (\w+):\)", token):
        return [f"{found[1]}.init({found[2]}:)"]
    if found := re.fullmatch(r"([A-Z]\w*)\(.*\)", token):
        return [found[1], f"{found[1]}.init"]
    if re.fullmatch(OPERATOR, token):
        return [f"Signal.{token}"]
    if found := re.fullmatch(rf"[\w.]+ ({OPERATOR}) \w+", token):
        return [f"Signal.{found[1]}"]
    if found := re.fullmatch(r"(\w+)(\[.*\]|\.\w+)", token):
        return [f"{SWIFT_OBJECTS[found[1]]}.subscript"]
    raise AssertionError(f"`{token}` is of no known form")


def is_swift(need: str, symbols: set[str]) -> bool:
    if found := re.fullmatch(r"(\w+)\.init\((\w+):\)", need):
        return any(re.fullmatch(rf"{found[1]}\.init\(.*\b{found[2]}:.*\)", symbol) for symbol in symbols)
    if need.startswith("*."):
        return any(symbol.count(".") and symbol.endswith(need[1:]) for symbol in symbols)
    return need in symbols


def test_every_swift_name_in_the_table_exists(symbols):
    tokens = cells(2)
    assert len(tokens) > 90
    assert [f"{token}: {need}" for token in tokens for need in swift_needs(token) if not is_swift(need, symbols)] == []


def test_every_public_type_and_function_of_the_swift_library_is_in_the_table(symbols):
    named = set(re.findall(r"\w+", " ".join(cells(2))))
    public = {symbol.removeprefix("Hwgen:") for symbol in symbols if symbol.startswith("Hwgen:")}
    assert "Signal" in public and "mux" in public
    assert sorted(public - named) == []


@pytest.mark.parametrize(
    "token",
    """Context.bugdet|Contxt|@Paramter var n: Int|@Parameter var t: HardType|Input(…, wen:)|.uitn|Circuit.write(into:)
    <=>|muxx|io.name.more|Context.read(text:)""".replace("\n    ", "|").split("|"),
)
def test_a_swift_name_that_does_not_exist_is_seen(token, symbols):
    try:
        needs = swift_needs(token)
    except AssertionError:
        return
    assert not all(is_swift(need, symbols) for need in needs), needs


# ---- Python


def has_member(owner: object, name: str) -> bool:
    """Whether objects of a class have the attribute; those that `__init__` sets are annotated. `In` makes a port."""
    if not isinstance(owner, type):
        owner = type(owner(hw.Bit))
    return hasattr(owner, name) or any(name in vars(base).get("__annotations__", {}) for base in owner.__mro__)


def is_python(token: str) -> bool:
    if token in OWN or token.endswith("="):
        return True
    if found := re.fullmatch(r"hw\.(\w+)", token):
        return hasattr(hw, found[1])
    if found := re.fullmatch(r"(?:hw\.)?([A-Z]\w*)(?:\(…\))?\.(\w+)", token):
        return hasattr(hw, found[1]) and has_member(getattr(hw, found[1]), found[2])
    if re.fullmatch(OPERATOR, token) or (found := re.fullmatch(rf"[\w.]+ ({OPERATOR}) \w+", token)):
        method = {"&": "and", "|": "or", "^": "xor", "~": "invert", "+": "add", "-": "sub", "*": "mul", "==": "eq"}
        method |= {"!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "<<": "lshift", ">>": "rshift"}
        method |= {"@=": "imatmul", "//": "floordiv", "%": "mod"}
        operator = token if re.fullmatch(OPERATOR, token) else found[1]
        return operator == "=" or hasattr(hw.Signal, f"__{method.get(operator, 'none')}__")
    if found := re.fullmatch(r"(\w+)(?:\[.*\]|\.\w+)(?: @?= \w+)?", token):
        return found[1] in PYTHON_OBJECTS
    return token in {"import hwgen", "with hw.Context():", "str(error)", "str(type)", "abs(signal)"}


def test_every_python_name_in_the_table_exists():
    tokens = cells(3)
    assert len(tokens) > 90
    assert [token for token in tokens if not is_python(token)] == []


@pytest.mark.parametrize("token", ["hw.Contxt", "Context.set_bugdet", "In(…).wen", "Circuit.member", "hw.Signal.zxt"])
def test_a_python_name_that_does_not_exist_is_seen(token):
    assert not is_python(token)
