"""Checks include/hwgen.h against itself and against the library.

- Its ABI is the baseline's, cmake/hwgen.abi.
- It compiles alone as C99 and as C++11, pedantic and without a warning, with every compiler that is there;
  and hwgen.hpp, which stands beside it, as C++17 and C++20.
- The functions it declares are exactly the symbols that build/lib/libhwgen.so exports.
- Its number is what hwgen_abi() says, and that of the library's soname.
- The library needs nothing but the system's C and C++ runtime.
- It is at most 8 MB.
"""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import abi

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "include" / "hwgen.h"
LIBRARY = ROOT / "build" / "lib" / "libhwgen.so"

WARNINGS = ["-pedantic-errors", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Wundef", "-Werror"]
CPP = ["g++", "clang++"]
DIALECTS = [("hwgen.h", "c", "-std=c99", ["gcc", "clang"]), ("hwgen.h", "c++", "-std=c++11", CPP)]
DIALECTS += [("hwgen.hpp", "c++", "-std=c++17", CPP), ("hwgen.hpp", "c++", "-std=c++20", CPP)]

RUNTIME = re.compile(r"^(libc|libm|libgcc_s|libstdc\+\+|libdl|libpthread|ld-linux\S*)\.so")
LARGEST = 8 * 1024 * 1024


def said(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"check_header: {' '.join(map(str, command))} failed:\n{done.stderr or done.stdout}")
    return done.stdout


def compile_header() -> list[str]:
    """Complaints of the compilers about the headers, and a line for each dialect that no compiler was found for."""
    complaints = []
    for header, language, standard, compilers in DIALECTS:
        found = [compiler for compiler in compilers if shutil.which(compiler)]
        if not found:
            complaints.append(f"no compiler for {standard}: tried {', '.join(compilers)}")
        for compiler in found:
            # Included twice, so that its guard is seen too.
            source = f'#include "{header}"\n' * 2
            command = [compiler, "-x", language, standard, *WARNINGS, "-fsyntax-only", f"-I{HEADER.parent}", "-"]
            done = subprocess.run(command, input=source, capture_output=True, text=True)
            if done.returncode or done.stderr:
                complaints.append(f"{header}, {compiler} {standard}:\n{done.stderr}")
    return complaints


def declared() -> set[str]:
    """The functions that the header declares, as gcc read them."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "declarations"
        said("gcc", "-x", "c", "-std=c99", "-fsyntax-only", "-aux-info", listing, HEADER)
        pattern = re.compile(rf"^/\* {re.escape(str(HEADER))}:\d+:\w+ \*/ extern .*?\b(\w+) \(")
        return {found[1] for line in listing.read_text().splitlines() if (found := pattern.match(line))}


def exported() -> set[str]:
    return {line.split()[-1] for line in said("nm", "-D", "--defined-only", LIBRARY).splitlines()}


def foreign() -> list[str]:
    """Libraries that libhwgen.so needs and ought not to."""
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", said("readelf", "-d", LIBRARY))
    return [name for name in needed if not RUNTIME.match(name)]


def numbers(library: Path = LIBRARY) -> list[str]:
    """Where the library says another ABI than the header."""
    number = abi.number(abi.BASELINE.read_text().splitlines())
    (soname,) = re.findall(r"\(SONAME\).*\[(.*)\]", said("readelf", "-d", library))
    complaints = [] if soname == f"libhwgen.so.{number}" else [f"ABI {number} is in {soname}, not libhwgen.so.{number}"]
    if (found := ctypes.CDLL(str(library)).hwgen_abi()) != number:
        complaints.append(f"hwgen_abi() is {found}, and HWGEN_ABI {number}")
    return complaints


def main() -> int:
    complaints = compile_header() + abi.complaints() + numbers()
    functions, symbols = declared(), exported()
    if not functions:
        complaints.append(f"{HEADER.name} declares no function")
    complaints += [f"declared, not exported: {name}" for name in sorted(functions - symbols)]
    complaints += [f"exported, not declared: {name}" for name in sorted(symbols - functions)]
    complaints += [f"{LIBRARY.name} needs {name}" for name in foreign()]
    if LIBRARY.stat().st_size > LARGEST:
        complaints.append(f"{LIBRARY.name} has {LIBRARY.stat().st_size} bytes, more than {LARGEST}")
    for complaint in complaints:
        print(f"check_header: {complaint}", file=sys.stderr)
    if not complaints:
        print(f"{len(functions)} functions: declared, exported, C99 and C++11 clean; hwgen.hpp C++17 and C++20 clean")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
