"""The ABI of include/hwgen.h as text, and its baseline, cmake/hwgen.abi.

A line for each macro with what it stands for, each type, each structure and field with its place, and each function,
all as the header declares them: with names, attributes and what may be NULL. The words of an operation in a batch stand
in the comment behind its code, and are part of it. The header must be what the baseline says; `--record` writes the
baseline anew, and refuses what programs of before would not go on with, unless HWGEN_ABI is raised. A comment of an
operation that says the same in other words is mended in the baseline by hand.

    abi.py            compares
    abi.py --record   writes cmake/hwgen.abi
"""

from __future__ import annotations

import argparse
import functools
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "include" / "hwgen.h"
BASELINE = ROOT / "cmake" / "hwgen.abi"
CHANGELOG = ROOT / "CHANGELOG.md"
RECORD = ".venv/bin/python scripts/abi.py --record"

# What says nothing of the interface: the guard, what may be NULL for the compiler, the version, and the number itself.
OTHER = {"HWGEN_H", "HWGEN_NONNULL", "HWGEN_NULLABLE", "HWGEN_VERSION", "HWGEN_ABI"}
# The codes whose words stand in a comment.
WORDS = re.compile(r"^#define (HWGEN_(?:OP|COMPOSE)_\w+) .*?/\*(.*?)\*/", re.MULTILINE)


def gcc(*arguments: str | Path) -> str:
    done = subprocess.run(["gcc", "-std=c99", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"abi: gcc {' '.join(map(str, arguments))} failed:\n{done.stderr}")
    return done.stdout


def own_text(header: Path) -> str:
    """The header without comments, directives and what it includes; as clang sees it, with what may be NULL."""
    lines, is_own = [], False
    for line in gcc("-E", "-D__clang__", "-x", "c", header).splitlines():
        if marker := re.match(r'# \d+ "(.*?)"', line):
            is_own = marker[1] == str(header)
        elif is_own and not line.startswith("#"):
            lines.append(line)
    return re.sub(r"\s+", " ", " ".join(lines))


def macros(header: Path) -> list[str]:
    words = dict(WORDS.findall(header.read_text()))
    found = re.findall(r"^#define ((hwgen_\w+).*)$", gcc("-E", "-dM", "-x", "c", header), re.MULTILINE | re.IGNORECASE)
    return sorted(
        f"macro {text}{f' /*{words[name]}*/' if name in words else ''}" for text, name in found if name not in OTHER
    )


def declarations(header: Path) -> list[tuple[str, str]]:
    """Each declaration, and what stands in its braces, if any, which in itself is `{}`."""
    pieces = re.findall(r"((?:[^;{}]|\{[^{}]*\})+);", own_text(header))
    return [(re.sub(r"\{.*\}", "{}", piece).strip(), "".join(re.findall(r"\{(.*)\}", piece))) for piece in pieces]


def layout(header: Path, name: str, body: str) -> list[str]:
    """The lines of a program that prints those of a structure."""
    lines = [f'  printf("struct {name}: %zu bytes\\n", sizeof({name}));']
    for text in filter(None, map(str.strip, body.split(";"))):
        field = re.search(r"(\w+)\W*$", re.sub(r"\[.*|\)\(.*", "", text))
        if not field:
            raise SystemExit(f"abi: `{text}` of {name} is no field")
        place = f"offsetof({name}, {field[1]}), sizeof((({name} *)0)->{field[1]})"
        lines.append(f'  printf("struct {name} at %zu, %zu bytes: {text}\\n", {place});')
    return lines


@functools.cache
def abi(header: Path = HEADER) -> list[str]:
    """The lines of the ABI. The first is its number."""
    program = ["#include <stdio.h>", f'#include "{header}"', "int main(void) {"]
    program.append('  printf("HWGEN_ABI %d\\n", HWGEN_ABI);')
    types, functions = [], []
    for text, body in declarations(header):
        (types if text.startswith("typedef ") else functions).append(text)
        if body and text.startswith("typedef "):
            program += layout(header, text.split()[-1], body)
    program.append("  return 0;\n}")
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder) / "abi.c", Path(folder) / "abi"
        source.write_text("\n".join(program))
        gcc("-o", binary, source)
        said = subprocess.run([binary], capture_output=True, text=True, check=True).stdout.splitlines()
    functions.sort(key=lambda each: (re.findall(r"(\w+)\(", each) or [each])[-1])
    types = sorted(each.removeprefix("typedef ") for each in types)
    lines = [*macros(header), *said[1:], *(f"type {each}" for each in types)]
    return [said[0], *lines, *(f"function {each}" for each in functions)]


def parts(declaration: str) -> list[tuple[str, ...]]:
    """The type, what it says of NULL, and the name, of a function and each parameter; nothing of anything else."""
    found = re.fullmatch(r"(.*)\(([^()]*)\)", declaration)
    each = [found[1], *found[2].split(",")] if found else []
    matches = [re.fullmatch(r"\s*(.*?)(_Nonnull |_Nullable )?(\w+)\)?\s*", part) for part in each]
    return [match.groups() for match in matches if match] if all(matches) else []


def goes_on(before: str, now: str) -> bool:
    """Whether a program that knows a function or a callback as it was goes on with it as it is.

    A parameter may have a new name, but not that of another. What the library takes may become NULL, and what it gives
    may no longer be: of a function it takes the parameters, of a callback it gives them.
    """
    was, becomes = parts(before), parts(now)
    if not was or len(was) != len(becomes) or was[0][2] != becomes[0][2]:
        return False
    names, others = ([each[2] for each in every] for every in (was, becomes))
    if any(name in others and others.index(name) != place for place, name in enumerate(names)):
        return False
    for place, ((kind, null, _), (other, other_null, _)) in enumerate(zip(was, becomes, strict=True)):
        is_given = (place == 0) != before.startswith("type ")
        allowed = ("_Nullable ", "_Nonnull ") if is_given else ("_Nonnull ", "_Nullable ")
        if kind != other or (null != other_null and (null, other_null) != allowed):
            return False
    return True


def number(lines: list[str]) -> int:
    return int(lines[0].split()[1])


def differences(before: list[str], now: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What is gone or has changed, what is new, and of the first that with which no program of before goes on."""
    gone, new = sorted(set(before[1:]) - set(now[1:])), sorted(set(now[1:]) - set(before[1:]))
    return gone, new, [line for line in gone if not any(goes_on(line, other) for other in new)]


def complaints(header: Path = HEADER, baseline: Path = BASELINE, changelog: Path = CHANGELOG) -> list[str]:
    """What the header says otherwise than the baseline, and a number that the changelog does not name."""
    before, now = baseline.read_text().splitlines(), abi(header)
    gone, new, broken = differences(before, now)
    found = [f"the baseline has, and {header.name} has not: {line}" for line in gone]
    found += [f"{header.name} has, and the baseline has not: {line}" for line in new]
    if number(before) != number(now):
        found.append(f"the baseline is of ABI {number(before)}, and {header.name} of ABI {number(now)}")
    elif broken:
        found.append("a change that is no addition raises HWGEN_ABI, with a line in CHANGELOG.md")
    if before != now:
        found.append(f"if it is meant: {RECORD}")
    if not re.search(rf"\bABI {number(now)}\b", changelog.read_text()):
        found.append(f"{changelog.name} has no line that names ABI {number(now)}")
    return found


def record(header: Path = HEADER, baseline: Path = BASELINE) -> str | None:
    """Writes the baseline; or why not."""
    now = abi(header)
    if baseline.exists():
        before = baseline.read_text().splitlines()
        _, _, broken = differences(before, now)
        if number(now) < number(before):
            return f"HWGEN_ABI was {number(before)} and is {number(now)}: it never falls"
        if broken and number(now) == number(before):
            listed = "\n".join(f"  {line}" for line in broken)
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
