"""The table of capabilities, docs/parity.md: every name in it exists, nothing that a host has is left out, and each row
says how it is held.

The Swift names are those of the symbol graph that the compiler writes of the built modules, after `swift build`. A cell
names an entity, such as `Context.budget` or `.uint`, or shows how it is written, such as `Input(…, when:)`; each
form has its rule below, and a name that has no rule fails.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import abi
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "parity.md"
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))

import hwgen as hw  # noqa: E402

# The modules whose types a Swift user sees: the library, and those that it has types of.
MODULES = ["Hwgen", "HwgenEmbedding", "HwgenBits", "HwgenSupport", "HwgenGenerator", "HwgenNetlist", "HwgenVerilog"]
MODULES += ["HwgenTypes"]
# What stands for a thing in an example of the table, and the type that it is of.
SWIFT_OBJECTS = {"io": "IO", "signal": "Signal", "instance": "Instance"}
PYTHON_OBJECTS = {"io": "Ports", "signal": "Signal", "instance": "Instance", "register": "Signal", "circuit": "Circuit"}
STANDARD = {"Array", "Bool", "Double", "Int", "String", "T", "Fir"}
# The names of a user's own parameters and ports.
OWN = {"bits", "port: value", "port=value", "self.bits", "self", "Add(16)", "circuit.bits"}
FOLDERS_OF_C = [ROOT / "include", *(ROOT / "Sources").glob("C*")]
OPERATOR = r"[-+*/%&|^~!=<>@]+"


HOSTS = {"C": 1, "Swift": 2, "Python": 3}
PAGE, EXCEPTIONS = TABLE.read_text().split("## What has no row")


def rows(page: str = PAGE) -> list[list[str]]:
    found = [line[2:-2].split(" | ") for line in page.splitlines() if line.startswith("| ")]
    found = [row for row in found if row[0] != "capability"]
    assert found and all(len(row) == 5 for row in found), [row for row in found if len(row) != 5]
    return found


def cells(column: int) -> list[str]:
    return [found.replace("\\|", "|") for row in rows() for found in re.findall(r"`([^`]*)`", row[column])]


def named(host: str) -> set[str]:
    """What the column of a host names; a `field` of a `structure` by both."""
    column = HOSTS[host]
    whole = {re.sub(r"^hw\.(?=\w+\.)|\(…\)", "", cell) for cell in cells(column)}
    for row in rows():
        for parts, owner in re.findall(r"((?:`\w+` )+)of `(\w+)`", row[column]):
            whole |= {f"{owner}.{part}" for part in re.findall(r"\w+", parts)}
    return whole


def excepted(host: str) -> list[str]:
    """The names and patterns that need no row, each with a reason."""
    lines = [line[2:-2].split(" | ") for line in EXCEPTIONS.splitlines() if line.startswith(f"| {host}: ")]
    assert lines and all(len(line) == 2 and len(line[1]) > 15 for line in lines), lines
    return [name for line in lines for name in re.findall(r"`([^`]*)`", line[0])]


def without_a_row(host: str, names: set[str]) -> list[str]:
    """Those that neither the table has nor the exceptions; `Context.read(netlist:)` may be named without its labels."""
    known, patterns = named(host), excepted(host)
    groups = [name for name in known if name.endswith("_*")]

    def has_row(name: str) -> bool:
        short = name.partition("(")[0]
        return bool({name, short, f".{short.rpartition('.')[2]}"} & known) or any(
            fnmatchcase(name, group) for group in groups
        )

    def is_excepted(name: str) -> bool:
        return any(fnmatchcase(each, pattern) for pattern in patterns for each in (name, name.partition("(")[0]))

    return sorted(name for name in names if not has_row(name) and not is_excepted(name))


def stale(host: str, names: set[str]) -> list[str]:
    """The exceptions that are of nothing."""
    return [
        pattern
        for pattern in excepted(host)
        if not any(fnmatchcase(each, pattern) for name in names for each in (name, name.partition("(")[0]))
    ]


# ---- How a row is held


CASES = {path.stem for path in (ROOT / "Tests" / "Conformance").glob("*/[!_]*") if path.suffix in (".c", ".py")}


def unheld(row: list[str]) -> bool:
    """Whether a row has no case that there is, and no reason with tests that there are."""
    held = row[4]
    if held == "every case":
        return False
    paths = re.findall(r"`([^`]*)`", held)
    if held.startswith("– "):
        return len(held.partition(":")[0]) < 15 or not paths or not all((ROOT / path).is_file() for path in paths)
    return not re.fullmatch(r"`\w+`( `\w+`)*", held) or not set(paths) <= {*CASES, "systolic"}


def test_every_row_has_a_case_or_says_why_not_and_what_tests_it():
    assert [row[0] for row in rows() if unheld(row)] == []


@pytest.mark.parametrize(
    "held", ["–", "– no text", "– for a long reason", "– a reason that is long: `no.c`", "`ad`", ""]
)
def test_a_row_that_nothing_holds_is_seen(held):
    assert unheld(["", "", "", "", held])


# ---- C


@pytest.fixture(scope="module")
def header() -> set[str]:
    """The functions, constants and fields of hwgen.h."""
    names = {re.split(r"[ (]", line)[1] for line in abi.macros(abi.HEADER)}
    for text, body in abi.declarations(abi.HEADER):
        owner = re.findall(r"\w+", text)[-1]
        names |= {f"{owner}.{re.findall(r'[A-Za-z_]+', field)[-1]}" for field in body.split(";") if field.strip()}
        names |= set(re.findall(r"\b(hwgen_\w+)\(", text))
    return names


def test_every_function_constant_and_field_of_the_header_is_in_the_table(header):
    assert len([name for name in header if name.startswith("HWGEN_")]) > 100 and "hwgen_port.width" in header
    assert without_a_row("C", header) == []
    assert stale("C", header) == []


def test_every_c_name_in_the_table_is_in_the_header(header):
    types = set(re.findall(r"\bhwgen_\w+\b", abi.own_text(abi.HEADER)))
    names = [name for name in named("C") if re.fullmatch(r"(hwgen|HWGEN)_[\w.*]+", name)]
    assert len(names) > 200
    assert [name for name in names if name not in types and not any(fnmatchcase(each, name) for each in header)] == []


# ---- Swift


@dataclass
class Symbol:
    """One of the symbol graph of a module; `Context.budget` is the path."""

    module: str
    path: str
    kind: str
    is_own: bool
    alias_of: str
    """The type that the name stands for, if it stands for one."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> list[Symbol]:
    """The public symbols of the modules."""
    folder = tmp_path_factory.mktemp("symbols")
    modules = ROOT / ".build" / "debug" / "Modules"
    assert (modules / "Hwgen.swiftmodule").exists(), "`swift build` makes what this test reads"
    target = subprocess.run(["swift", "-print-target-info"], capture_output=True, text=True, check=True).stdout
    triple = json.loads(target)["target"]["triple"]
    found = []
    for module in MODULES:
        command = ["swift", "symbolgraph-extract", "-module-name", module, "-I", modules]
        for folder_of_c in FOLDERS_OF_C:
            command += ["-I", folder_of_c]
        options = ["-target", triple, "-minimum-access-level", "public", "-output-dir", folder]
        done = subprocess.run([*map(str, [*command, *options])], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        # Beside its own, a file for each module whose types it extends.
        for file in folder.glob(f"{module}[.@]*symbols.json"):
            for symbol in json.loads(file.read_text())["symbols"]:
                kind = symbol["kind"]["identifier"]
                is_own = "::SYNTHESIZED::" not in symbol["identifier"]["precise"]
                last = (symbol.get("declarationFragments") or [{}])[-1].get("spelling", "")
                alias = last if kind == "swift.typealias" else ""
                found.append(Symbol(module, ".".join(symbol["pathComponents"]), kind, is_own, alias))
    return found


@pytest.fixture(scope="module")
def aliases(graph) -> dict[str, str]:
    """The names that the library has for types of its parts."""
    return {
        each.path: each.alias_of for each in graph if each.module == "Hwgen" and each.alias_of and "." not in each.path
    }


def without_place(path: str) -> str:
    return path.replace("file:line:)", ")")


@pytest.fixture(scope="module")
def symbols(graph, aliases) -> set[str]:
    """The symbols, `Context.budget`; a function also without labels, and without those of its caller's place."""
    found = set()
    for each in graph:
        paths = [each.path]
        paths += [f"{name}{each.path[len(of) :]}" for name, of in aliases.items() if each.path.startswith(f"{of}.")]
        for path in paths:
            found |= {path, path.partition("(")[0], without_place(path)}
    return found


@pytest.fixture(scope="module")
def members(graph, aliases) -> set[str]:
    """The members of the library's types, and of those that it has names for, but the cases of enumerations."""
    found = set()
    for each in graph:
        owner, _, member = each.path.partition(".")
        if not member or not each.is_own or each.kind == "swift.enum.case":
            continue
        if each.module in ("Hwgen", "HwgenEmbedding"):
            found.add(without_place(each.path))
        found |= {
            f"{name}.{without_place(member)}" for name, of in aliases.items() if of == owner and each.module != "Hwgen"
        }
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


def test_every_public_type_and_function_of_the_swift_library_is_in_the_table(graph):
    known = set(re.findall(r"\w+", " ".join(cells(2))))
    public = {re.split(r"[.(]", each.path)[0] for each in graph if each.module == "Hwgen" and each.path[0].isalpha()}
    assert "Signal" in public and "mux" in public
    assert sorted(public - known - STANDARD) == []


def test_every_public_member_of_the_swift_library_is_in_the_table(members):
    assert {"Context.budget", "External.json", "VerilogOptions.profile", "Signal.parity()"} <= members
    members = {member for member in members if re.search(r"\.[A-Za-z]\w*[^.]*$", member)}
    assert without_a_row("Swift", members) == []
    assert stale("Swift", {*members, "Signal.=="}) == []


# The enumerations whose cases are the constants of C.
GROUPS = {
    "Rounding": "ROUND",
    "Overflow": "OVERFLOW",
    "Crossing": "CROSSING",
    "ReadDuringWrite": "ON_WRITE",
    "DiagnosticPolicy": "POLICY",
    "VerilogOptions.Profile": "PROFILE",
}


@pytest.mark.parametrize("owner", GROUPS)
def test_the_cases_of_an_enumeration_are_the_constants_of_c(owner, graph, header):
    group = f"HWGEN_{GROUPS[owner]}_"
    cases = [each.path for each in graph if each.kind == "swift.enum.case" and each.path.startswith(f"{owner}.")]
    words = {re.sub(r"(?=[A-Z])", "_", path.rpartition(".")[2]).upper() for path in cases}
    assert len(words) >= 2
    assert {word.replace("SYSTEM_VERILOG", "SYSTEMVERILOG") for word in words} == {
        name.removeprefix(group) for name in header if name.startswith(group)
    }


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
    if found := re.fullmatch(r"hw\.(\w+)(\(\w+=\w+\))?", token):
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


@pytest.fixture(scope="module")
def attributes() -> set[str]:
    """The public attributes of the package's classes, each by the first class that has it."""
    classes = [value for name in hw.__all__ if isinstance(value := getattr(hw, name), type)]
    found = set()
    for each in classes:
        for base in each.__mro__:
            if base is not each and base in classes:
                break
            if base.__module__.partition(".")[0] == "hwgen":
                names = {*vars(base), *vars(base).get("__annotations__", {})}
                found |= {f"{each.__name__}.{name}" for name in names if not name.startswith("_")}
    return found


def test_every_public_attribute_of_the_package_is_in_the_table(attributes):
    assert {"Context.set_budget", "Circuit.netlist", "Port.direction", "Diagnostic.line"} <= attributes
    assert without_a_row("Python", attributes) == []
    assert stale("Python", attributes) == []


def test_every_python_name_in_the_table_exists():
    tokens = cells(3)
    assert len(tokens) > 90
    assert [token for token in tokens if not is_python(token)] == []


@pytest.mark.parametrize("token", ["hw.Contxt", "Context.set_bugdet", "In(…).wen", "Circuit.member", "hw.Signal.zxt"])
def test_a_python_name_that_does_not_exist_is_seen(token):
    assert not is_python(token)
