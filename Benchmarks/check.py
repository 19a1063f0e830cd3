"""Does a program of the ladder print the right circuit? Its small designs are simulated with one test bench for all."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from programs import HERE, Missing, Program, said

BENCH = HERE / "check" / "check.v"

# The size each design is checked at, and what the bench then says.
EXPECTED = {
    "addtree": (4, "PASS"),
    "distinct": (10, "d747ff2d"),
    "systolic": (4, "afb62cc8"),
    "flatlogic": (50, "7e73b34c"),
}


def top(text: str) -> tuple[str, str]:
    """The module that no other one instantiates, and its ports' text."""
    modules = dict(
        re.findall(r"^\s*module\s+(\\\S+|\w+)\s*(?:#\s*\([^;]*?\))?\s*\((.*?)\)\s*;", text, re.MULTILINE | re.DOTALL)
    )
    used = set(re.findall(r"^\s*(\\\S+|[A-Za-z_]\w*)\s+(?:\\\S+\s|\w+)\s*\(", text, re.MULTILINE))
    tops = [name for name in modules if name not in used]
    if len(tops) != 1:
        raise Missing(f"{len(tops)} top modules: {', '.join(tops) or 'none'}")
    return tops[0], modules[tops[0]]


def definitions(design: str, text: str) -> list[str]:
    name, ports = top(text)
    there = set(re.findall(r"\w+", ports))
    clock = next((port for port in ("sys_clk", "CLK", "clk") if port in there), "clk")
    extra = "".join(
        f", .{port}({'rst' if design == 'systolic' else chr(49) + chr(39) + 'b0'})"
        for port in ("rst", "sys_rst", "reset")
        if port in there
    )
    if design != "systolic" and clock in there:
        extra += f", .{clock}(clk)"
    size = EXPECTED[design][0]
    return [f"-DD_{design.upper()}", f"-DTOP={name}", f"-DK={size}", f"-DN={size}", f"-DCK={clock}", f"-DEXTRA={extra}"]


def check(program: Program, design: str, folder: Path) -> str:
    """Nothing, or what is wrong with the program's circuit."""
    size, expected = EXPECTED[design]
    out = folder / f"{design}.v"
    out.unlink(missing_ok=True)
    try:
        said(program.line(design, size, out))
        defined = definitions(design, out.read_text())
        if design == "systolic":
            # Its registers have no reset; verilator can start them at zero.
            build = folder / "verilator"
            switches = ["--binary", "--timing", "--top-module", "tb", "--x-initial", "0", "-CFLAGS", "-O0"]
            switches += ["-Wno-fatal", "-Wno-lint", "-Wno-style", "-Wno-MULTITOP", "-Mdir", str(build), "-o", "check"]
            said(["verilator", *switches, *defined, BENCH, out])
            answer = said([build / "check"])
        else:
            compiled = folder / "check.vvp"
            said(["iverilog", "-g2012", *defined, "-s", "tb", "-o", compiled, BENCH, out])
            answer = said(["vvp", "-n", compiled])
    except (Missing, OSError, subprocess.SubprocessError) as error:
        return str(error)
    words = [line.strip() for line in answer.splitlines() if re.fullmatch(r"PASS|FAIL|[0-9a-fx]{8}", line.strip())]
    return "" if words == [expected] else f"the circuit answers {' '.join(words) or 'nothing'}, not {expected}"
