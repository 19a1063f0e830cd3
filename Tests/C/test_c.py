"""Builds each program of this folder, in C or in C++, against the library and runs its cases, one test each.

HWGEN_LIBRARY names the library; without it build/lib/libhwgen.so is taken. HWGEN_SANITIZE is the sanitizer that it is
built with. With HWGEN_VALGRIND=1 every case runs under valgrind, and a leak or an invalid access fails it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
WARNINGS = ["-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Werror", f"-I{ROOT / 'include'}"]
C = ["-std=c99", "-Wstrict-prototypes", *WARNINGS]
CPP = ["-std=c++17", "-Wshadow", *WARNINGS]
VALGRIND = ["valgrind", "--quiet", "--leak-check=full", "--show-leak-kinds=definite", "--error-exitcode=9"]
# The Swift runtime keeps its caches of types by pointers into them, which valgrind calls possibly lost.
VALGRIND += ["--errors-for-leak-kinds=definite"]

BUILD = Path(tempfile.mkdtemp(prefix="hwgen-c-"))


def compiler(source: Path) -> list[str]:
    is_c = source.suffix == ".c"
    (name, clang), options = (("cc", "clang"), C) if is_c else (("c++", "clang++"), CPP)
    if sanitizer := os.environ.get("HWGEN_SANITIZE"):
        # Its runtime must be of the compiler that the library is of, and asks for libdispatch.
        swift = Path(shutil.which("swift") or "").resolve()
        folder = swift.parent.parent / "lib" / "swift" / "linux"
        dispatch = [f"-L{folder}", "-ldispatch", "-lBlocksRuntime", f"-Wl,-rpath,{folder}"]
        # clang also warns of a NULL where the header says that there is none, which is what some cases are about.
        return [str(swift.with_name(clang)), f"-fsanitize={sanitizer}", *dispatch, *options, "-w"]
    return [name, *options]


def build(source: Path) -> Path:
    program = BUILD / source.stem
    if not program.exists():
        # A program that calls nothing by name is not linked with the library, and may load it.
        link = ["-Wl,--as-needed", str(LIBRARY), f"-Wl,-rpath,{LIBRARY.parent}"]
        command = [*compiler(source), "-g", "-O1", str(source), "-o", str(program), *link]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"{source.name} does not compile:\n{done.stderr}"
    return program


def run(program: Path, *arguments: str, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    command = [str(program), *arguments]
    if os.environ.get("HWGEN_SOAK") == "1":
        seconds *= 20
    if arguments and os.environ.get("HWGEN_VALGRIND") == "1":
        command = [*VALGRIND, *command]
        seconds *= 20
    # The library's folder first, under the name it was linked by.
    environment = {**os.environ, "LD_LIBRARY_PATH": str(LIBRARY.parent)}
    return subprocess.run(command, capture_output=True, text=True, timeout=seconds, cwd=BUILD, env=environment)


def cases() -> list[tuple[Path, str]]:
    found = []
    for source in sorted([*HERE.glob("*.c"), *HERE.glob("*.cpp")]):
        found += [(source, case) for case in run(build(source)).stdout.splitlines()]
    return found


@pytest.fixture(scope="session", autouse=True)
def remove_programs():
    yield
    shutil.rmtree(BUILD, ignore_errors=True)


@pytest.mark.parametrize(("source", "case"), [pytest.param(*each, id=f"{each[0].stem}: {each[1]}") for each in cases()])
def test_case(source: Path, case: str) -> None:
    done = run(build(source), case)
    assert done.returncode == 0, f"exit status {done.returncode}\n{done.stdout}{done.stderr}"
    assert not done.stdout and not done.stderr, "the library printed something"


def test_every_function_of_the_header_is_called() -> None:
    header = (ROOT / "include" / "hwgen.h").read_text()
    declared = set(re.findall(r"^[a-z].*?\b(hwgen_\w+)\(", header, re.MULTILINE))
    called = {name for source in HERE.glob("*.[ch]*") for name in re.findall(r"\bhwgen_\w+", source.read_text())}
    assert len(declared) > 150
    assert declared <= called


@pytest.mark.parametrize("standard", ["-std=c++17", "-std=c++20"])
@pytest.mark.parametrize("compiler", ["g++", "clang++"])
def test_the_programs_in_cpp_are_clean_in_each_compiler(compiler: str, standard: str) -> None:
    for source in [*HERE.glob("*.cpp"), *(ROOT / "examples" / "cpp").glob("*.cpp")]:
        done = subprocess.run([compiler, *CPP, standard, "-fsyntax-only", str(source)], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), source.name


def test_every_rule_of_the_header_has_a_program() -> None:
    assert {path.stem for path in HERE.glob("*.c*")} >= {
        "ownership", "handles", "errors", "callbacks", "nulls", "modules", "operations", "batches", "input", "warnings",
        "wrapper"
    }  # fmt: skip
