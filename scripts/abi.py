"""The ABI of include/hwgen.h as text, and its baseline, cmake/hwgen.abi.

A line for each constant with its value, each type, each field of a structure with its place, and each function with its
types. Names of parameters, comments and what the header says of NULL are no part of it. The header must be what the
baseline says; `--record` writes the baseline anew, and refuses anything but additions unless HWGEN_ABI is raised.

    abi.py            compares
    abi.py --record   writes cmake/hwgen.abi
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "include" / "hwgen.h"
BASELINE = ROOT / "cmake" / "hwgen.abi"
RECORD = ".venv/bin/python scripts/abi.py --record"

# What says nothing of the interface: the guard, attributes for the compiler, the version, and the number itself.
OTHER = {"HWGEN_H", "HWGEN_NONNULL", "HWGEN_NULLABLE", "HWGEN_VERSION", "HWGEN_ABI"}


def gcc(*arguments: str | Path) -> str:
    done = subprocess.run(["gcc", "-std=c99", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"abi: gcc {' '.join(map(str, arguments))} failed:\n{done.stderr}")
    return done.stdout


def functions(header: Path) -> list[str]:
    """The prototypes that the header declares, as gcc read them, with types alone."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "declarations"
        gcc("-x", "c", "-fsyntax-only", "-aux-info", listing, header)
        pattern = re.compile(rf"^/\* {re.escape(str(header))}:\d+:\w+ \*/ extern (.*);$")
        return [found[1] for line in listing.read_text().splitlines() if (found := pattern.match(line))]


def own_text(header: Path) -> str:
    """The header without comments and directives, and without what it includes."""
    lines, is_own = [], False
    for line in gcc("-E", "-x", "c", header).splitlines():
        if marker := re.match(r'# \d+ "(.*?)"', line):
            is_own = marker[1] == str(header)
        elif is_own:
            lines.append(line)
    return re.sub(r"\s+", " ", " ".join(lines))


def constants(header: Path) -> list[str]:
    """The names of the macros that stand for values."""
    defined = re.findall(r"^#define (HWGEN_\w+) (.*)$", gcc("-E", "-dM", "-x", "c", header), re.MULTILINE)
    return sorted(name for name, _ in defined if name not in OTHER)


def without_names(declaration: str) -> str:
    """A callback's type without the names of its parameters."""
    head, parameters = re.fullmatch(r"(.*?\) ?\()(.*)\)", declaration).groups()
    types = [re.sub(r"(?<=[\s*])\w+$", "", each.strip()).strip() for each in parameters.split(",")]
    return f"{head}{', '.join(types)})"


def abi(header: Path = HEADER) -> list[str]:
    """The lines of the ABI. The first is its number."""
    structures: dict[str, list[tuple[str, str]]] = {}
    types = []
    for name, body in re.findall(r"typedef struct (\w+) \{(.*?)\} \1;", text := own_text(header)):
        fields = [re.fullmatch(r"(.*?)(\w+)", each.strip()).groups() for each in body.split(";") if each.strip()]
        structures[name] = [(field, kind.strip()) for kind, field in fields]
    for declaration in re.findall(r"typedef ([^;{}]*);", re.sub(r"typedef struct \w+ \{.*?\} \w+;", "", text)):
        types.append(f"type {without_names(declaration) if '(' in declaration else declaration.strip()}")

    program = ["#include <stdio.h>", f'#include "{header}"', "int main(void) {"]
    program.append('  printf("HWGEN_ABI %d\\n", HWGEN_ABI);')
    for name in constants(header):
        program.append(f'  printf("constant {name} = %lld\\n", (long long)({name}));')
    for name, fields in structures.items():
        program.append(f'  printf("struct {name}: %zu bytes\\n", sizeof({name}));')
        for field, kind in fields:
            place = f"offsetof({name}, {field}), sizeof((({name} *)0)->{field})"
            program.append(f'  printf("struct {name} at %zu, %zu bytes: {kind} {field}\\n", {place});')
    program.append("  return 0;\n}")
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder) / "abi.c", Path(folder) / "abi"
        source.write_text("\n".join(program))
        gcc("-o", binary, source)
        said = subprocess.run([binary], capture_output=True, text=True, check=True).stdout.splitlines()
    prototypes = sorted(functions(header), key=lambda each: re.search(r"(\w+) \(", each)[1])
    return [*said, *sorted(types), *(f"function {each}" for each in prototypes)]


def number(lines: list[str]) -> int:
    return int(lines[0].split()[1])


def differences(before: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """What is gone or has changed, and what is new."""
    return sorted(set(before[1:]) - set(now[1:])), sorted(set(now[1:]) - set(before[1:]))


def complaints(header: Path = HEADER, baseline: Path = BASELINE) -> list[str]:
    """What the header says otherwise than the baseline."""
    before, now = baseline.read_text().splitlines(), abi(header)
    gone, new = differences(before, now)
    if before == now:
        return []
    found = [f"the baseline has, and {header.name} has not: {line}" for line in gone]
    found += [f"{header.name} has, and the baseline has not: {line}" for line in new]
    if number(before) != number(now):
        found.append(f"the baseline is of ABI {number(before)}, and {header.name} of ABI {number(now)}")
    elif gone:
        found.append("a change that is no addition raises HWGEN_ABI, with a line in CHANGELOG.md")
    return [*found, f"if it is meant: {RECORD}"]


def record(header: Path = HEADER, baseline: Path = BASELINE) -> str | None:
    """Writes the baseline; or why not."""
    now = abi(header)
    if baseline.exists():
        before = baseline.read_text().splitlines()
        gone, _ = differences(before, now)
        if number(now) < number(before):
            return f"HWGEN_ABI was {number(before)} and is {number(now)}: it never falls"
        if gone and number(now) == number(before):
            listed = "\n".join(f"  {line}" for line in gone)
            return f"these are gone or have changed, and HWGEN_ABI is {number(now)} still:\n{listed}"
    baseline.write_text("\n".join(now) + "\n")
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description="compare the ABI of include/hwgen.h with its baseline")
    parser.add_argument("--record", action="store_true", help="write the baseline anew")
    if parser.parse_args().record:
        refusal = record()
        found = [refusal] if refusal else []
    else:
        found = complaints()
    for line in found:
        print(f"abi: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
