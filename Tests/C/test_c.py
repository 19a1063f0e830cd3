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


def sources() -> list[Path]:
    return sorted([*HERE.glob("*.c"), *HERE.glob("*.cpp")])


def cases() -> list[tuple[Path, str]]:
    found = []
    for source in sources():
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


# The rules at the head of hwgen.h, and what each is held by: a program, and functions that it calls.
RULES = {
    "Ownership": ("ownership", "hwgen_context_destroy hwgen_error_destroy hwgen_context_keep"),
    "Handles": ("handles", "hwgen_module_finish hwgen_net_type hwgen_circuit_verilog"),
    "Errors": ("errors", "hwgen_error_count hwgen_error_text hwgen_error_host_token hwgen_circuit_verilog_file"),
    "NULL": ("nulls", "hwgen_circuit_verilog hwgen_context_set_progress hwgen_closure_code hwgen_and"),
    "Strings": ("input", "hwgen_type_parse hwgen_literal hwgen_generator_text"),
    "Threads": ("threads", "hwgen_context_destroy hwgen_context_take_warnings hwgen_closure_take_error"),
    "Callbacks": ("callbacks", "hwgen_hook_declare hwgen_generator_declare hwgen_context_destroy"),
    "Hosts": ("threads", "hwgen_generator_find hwgen_function_declare"),
    "Options": ("errors", "hwgen_generator_declare hwgen_register hwgen_circuit_verilog"),
}


# What is of no context.
ASK_THE_LIBRARY = {"hwgen_library_names", "hwgen_code_title", "hwgen_code_advice"}


def without_comments(source: Path) -> str:
    command = ["gcc", "-fpreprocessed", "-dD", "-E", "-P", str(source)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def called(program: Path) -> set[str]:
    """The functions of the library that a program has calls of."""
    done = subprocess.run(["nm", "-u", str(program)], capture_output=True, text=True, check=True)
    return set(re.findall(r"\bhwgen_\w+", done.stdout))


def unchecked(codes: set[str], programs: list[Path]) -> list[str]:
    """The codes that no program names outside of comments."""
    text = "\n".join(map(without_comments, programs))
    return sorted(code for code in codes if not re.search(rf"\b{code}\b", text))


def test_every_function_of_the_header_is_called() -> None:
    header = (ROOT / "include" / "hwgen.h").read_text()
    declared = set(re.findall(r"^[a-z].*?\b(hwgen_\w+)\(", header, re.MULTILINE))
    assert len(declared) > 150
    assert sorted(declared - set().union(*(called(build(source)) for source in sources()))) == []


def test_a_function_in_a_comment_is_not_called() -> None:
    source = BUILD / "comment.c"
    source.write_text("/* hwgen_abi(); */\n#include <hwgen.h>\nint main(void) { return !*hwgen_version(); }\n")
    assert called(build(source)) == {"hwgen_version"}


@pytest.mark.parametrize("standard", ["-std=c++17", "-std=c++20"])
@pytest.mark.parametrize("compiler", ["g++", "clang++"])
def test_the_programs_in_cpp_are_clean_in_each_compiler(compiler: str, standard: str) -> None:
    for source in [*HERE.glob("*.cpp"), *(ROOT / "examples" / "cpp").glob("*.cpp")]:
        done = subprocess.run([compiler, *CPP, standard, "-fsyntax-only", str(source)], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), source.name


def test_every_rule_of_the_header_has_a_program() -> None:
    head = (ROOT / "include" / "hwgen.h").read_text().partition("*/")[0]
    assert re.findall(r"^ \* ([A-Z]\w*)", head.partition("The rules,")[2], re.MULTILINE) == ["Names", *RULES]
    programs = {source.stem: source for source in sources()}
    for rule, (name, functions) in RULES.items():
        program = build(programs[name])
        assert run(program).stdout.splitlines(), f"{name} has no case"
        assert sorted(set(functions.split()) - called(program)) == [], f"{rule}: {name} does not call them"


def test_functions_are_named_and_take_their_parameters_as_the_header_says() -> None:
    lines = (ROOT / "cmake" / "hwgen.abi").read_text().splitlines()
    functions = [re.match(r"function .*?\b(hwgen_\w+)\((.*)\)", line) for line in lines if line.startswith("function ")]
    assert len(functions) > 170
    for found in filter(None, functions):
        name, parameters = found[1], [each.split()[-1].lstrip("*") for each in found[2].split(", ") if each != "void"]
        outs = [each for each in parameters if each.startswith("out_")]
        assert parameters[len(parameters) - len(outs) :] == outs, f"{name} has an out-parameter before another"
        assert "out_error" not in outs[:-1], f"{name} has something behind out_error"
        of_what = re.match(r"(const )?hwgen_(context|module|error|closure) \*", found[2])
        assert of_what or found[2] == "void" or name in ASK_THE_LIBRARY, f"{name} does not take what it is of first"


def test_every_code_that_the_header_names_is_of_a_program() -> None:
    codes = set(re.findall(r"\bHW(\d{4})\b", (ROOT / "include" / "hwgen.h").read_text()))
    assert len(codes) > 60
    assert unchecked(codes, sources()) == []


def test_a_code_in_a_comment_is_of_no_program() -> None:
    source = BUILD / "code.c"
    source.write_text('/* HW9001, 9001 */\nconst char *text = "// HW9002"; int code = 9003, other = 19001; // 9001\n')
    assert unchecked({"9001", "9002", "9003"}, [source]) == ["9001", "9002"]
