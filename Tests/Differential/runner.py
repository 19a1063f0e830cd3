"""Prints designs and runs them, many at a time, in iverilog and verilator: what each output is in each phase.

All designs of a batch stand in one bench. Each has one vector for its inputs and one for its outputs, and the phases
come from a file, so that the bench is the same for both tools. Of verilator the runtime is compiled once, and the bench
of a batch at the lowest optimisation of the C++ compiler: it runs for milliseconds.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import hwgen as hw

from . import checks, hosted, netlist, pads
from .evaluator import Evaluator
from .meaning import MEANING, Meaning
from .netlist import Design, Port
from .stimulus import Phase

PROFILES = ("verilog", "systemverilog")
TOOLS = ("iverilog", "verilator")

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "differential"


class ToolFault(RuntimeError):
    """A tool refused what was printed, or broke."""


@dataclass
class Case:
    """A design to run: its text in one profile, and its input."""

    design: Design
    phases: list[Phase]
    profile: str = "verilog"
    power_up: int = 0
    """What the bits of registers without an initial value are at first."""
    verilog: str = ""
    name: str = ""
    """Of the root in the text; empty for the design's own."""
    said: list[tuple[int, str]] = field(default_factory=list)
    """What it printed in the last run, each line with its phase. A design that prints begins its lines with `@` and its
    name."""
    checked: list[tuple[int, str]] = field(default_factory=list)
    """What its checks said, in the form of `checks.lines`."""

    def __post_init__(self) -> None:
        self.name = self.name or self.design.root.key

    def ports(self, direction: str) -> list[Port]:
        """A pad is both: what the bench drives there, and what is there."""
        return [port for port in self.design.root.ports if port.direction in (direction, "inout")]


def printed(design: Design, profile: str) -> str:
    """What the core prints."""
    with hw.Context():
        return hw.read_netlist(netlist.write(hosted.expanded(design))).verilog(profile) + pads.verilog(design)


# -- the bench --------------------------------------------------------------------------------------------------------


def _offsets(ports: Iterable[Port]) -> list[tuple[Port, int]]:
    """The ports, each with the place of its lowest bit in the vector; the first is the highest."""
    found, low = [], 0
    for port in reversed(list(ports)):
        found.append((port, low))
        low += port.type.width
    return found[::-1]


def width(ports: Iterable[Port]) -> int:
    """Of the vector, at least 65: verilator's C++ then has one form for all."""
    return max(65, sum(port.type.width for port in ports))


def packed(ports: Sequence[Port], values: Sequence[int]) -> int:
    total = 0
    for port, value in zip(ports, values, strict=True):
        total = (total << port.type.width) | value
    return total


MODULE = re.compile(r"^module (\S+)(?: \((.*?)^\);|\(\);)(.*?)^endmodule", re.MULTILINE | re.DOTALL)
# At the start of a statement: a broken line may begin with a comparison.
ASSIGNED = re.compile(r"(?:(?<=begin\n)|(?<=;\n)|(?<=end\n)|(?<=endcase\n)) +([\w$]+)(?:\[[\d:]+\])? <= ")
INITIAL = re.compile(r"(?:reg|logic|initial) (?:\[\d+:0\] )?([\w$]+) = ")
INSTANCE = re.compile(r"^  ([\w$]+) ([\w$]+) \((?:$|\);$)", re.MULTILINE)


def uninitialised(verilog: str, root: str) -> list[str]:
    """The paths of all registers that the text gives no initial value, below the root."""
    modules = {found[1]: (found[2] or "", found[3]) for found in MODULE.finditer(verilog)}
    paths, waiting = [], [(root, "")]
    while waiting:
        name, path = waiting.pop()
        head, body = modules.get(name, ("", ""))  # an unreadable text is refused by the tool
        known = set(INITIAL.findall(head + body))
        paths += [path + register for register in dict.fromkeys(ASSIGNED.findall(body)) if register not in known]
        waiting += [(found[1], f"{path}{found[2]}.") for found in INSTANCE.finditer(body) if found[1] in modules]
    return paths


MEMORY = re.compile(r"^  (?:reg|logic) (?:\[\d+:0\] )?([\w$]+) \[0:(\d+)\];", re.MULTILINE)


def unset(verilog: str, root: str) -> list[tuple[str, int]]:
    """The paths and depths of all memories that the text gives no contents, below the root."""
    modules = {found[1]: found[3] for found in MODULE.finditer(verilog)}
    paths, waiting = [], [(root, "")]
    while waiting:
        name, path = waiting.pop()
        body = modules.get(name, "")
        known = set(re.findall(r"^ +([\w$]+)\[\w+\] = ", body, re.MULTILINE))
        paths += [(path + found[1], int(found[2]) + 1) for found in MEMORY.finditer(body) if found[1] not in known]
        waiting += [(found[1], f"{path}{found[2]}.") for found in INSTANCE.finditer(body) if found[1] in modules]
    return paths


def instances(cases: Sequence[Case]) -> str:
    """The designs, each between `s…` and `r…`."""
    lines = []
    for number, case in enumerate(cases):
        around, pins = pads.bench(number, _offsets(case.ports("in")), _offsets(case.ports("out")))
        lines += around
        for vector, direction in (("s", "in"), ("r", "out")):
            for port, low in _offsets(case.ports(direction)):
                if port.direction == direction:
                    pins.append(f".{port.name}({vector}{number}[{low} +: {port.type.width}])")
        lines.append(f"  {case.name} u{number} ({', '.join(pins)});")
        missing = width(case.ports("out")) - sum(port.type.width for port in case.ports("out"))
        if missing:
            lines.append(f"  assign r{number}[{width(case.ports('out')) - 1} -: {missing}] = 0;")
    return "\n".join(lines)


# -- iverilog ---------------------------------------------------------------------------------------------------------


SECONDS = {"vvp": 20}
"""After which a tool is taken to hang; 120 for those that are not named."""


def run(command: Sequence[str | Path], folder: Path, said: str = "") -> str:
    """What a command prints that is told something."""
    try:
        done = subprocess.run(
            [*map(str, command)],
            cwd=folder,
            capture_output=True,
            input=said,
            text=True,
            errors="replace",
            timeout=SECONDS.get(str(command[0]), 120),
        )
    except subprocess.TimeoutExpired as late:
        raise ToolFault(f"{Path(command[0]).name}: not done after {late.timeout:.0f} seconds") from late
    if done.returncode:
        raise ToolFault(
            f"{Path(command[0]).name}: exit status {done.returncode}\n{(done.stdout + done.stderr)[-3000:]}"
        )
    return done.stdout


def unmarked(line: str) -> str:
    """Without the name of a design: those that are edited or reduced have others."""
    return re.sub(r"@\S+ ?", "", line, count=1)


def sorted_out(text: str, cases: Sequence[Case]) -> list[list[str]]:
    """The rows of each case out of what a simulation said; what a case printed goes into its `said`, what its checks
    said into its `checked`."""
    found: list[list[str]] = [[] for _ in cases]
    numbers = {case.name: number for number, case in enumerate(cases)}
    for case in cases:
        case.said, case.checked = [], []
    for line in text.splitlines():
        if line.startswith("@"):
            number = numbers.get(line[1:].split(" ", 1)[0], -1)
            if number < 0:
                raise ToolFault(f"the simulation said {line!r}")
            cases[number].said.append((len(found[number]), line))
            cases[number].checked.append((len(found[number]), unmarked(line)))
            continue
        if (checked := checks.read(line)) is not None:
            number, text = checked
            cases[number].checked.append((len(found[number]), unmarked(text)))
            continue
        if checks.NOISE.match(line):
            continue
        try:
            name, digits = line.split()
            found[int(name)].append(digits)
        except ValueError:
            raise ToolFault(f"the simulation said {line!r}") from None
    return found


def write_stimulus(cases: Sequence[Case], folder: Path) -> None:
    for number, case in enumerate(cases):
        ports = case.ports("in")
        lines = [f"{packed(ports, [phase[port.name] for port in ports]):x}" for phase in case.phases]
        (folder / f"{number}.hex").write_text("\n".join(lines) + "\n")


def iverilog(cases: Sequence[Case], folder: Path) -> list[list[str]]:
    """What each case's outputs are in each phase: the digits of the vector, `x` among them where one is unknown."""
    write_stimulus(cases, folder)
    lines = ["module Bench;"]
    for number, case in enumerate(cases):
        bits = width(case.ports("in")) - 1
        lines.append(f"  integer i{number};")
        lines.append(f"  reg [{bits}:0] s{number}; wire [{width(case.ports('out')) - 1}:0] r{number};")
        lines.append(f"  reg [{bits}:0] m{number} [0:{len(case.phases) - 1}];")
    lines.append(instances(cases))
    for number, case in enumerate(cases):
        fill = f"{{65536{{1'b{case.power_up}}}}}"
        lines.append("  initial begin")
        lines += [f"    u{number}.{path} = {fill};" for path in uninitialised(case.verilog, case.name)]
        for path, depth in unset(case.verilog, case.name):
            lines.append(f"    for (i{number} = 0; i{number} < {depth}; i{number} = i{number} + 1)")
            lines.append(f"      u{number}.{path}[i{number}] = {fill};")
        lines.append(f'    $readmemh("{number}.hex", m{number});')
        lines.append(f"    for (i{number} = 0; i{number} < {len(case.phases)}; i{number} = i{number} + 1) begin")
        lines.append(f'      s{number} = m{number}[i{number}]; #1 $display("{number} %h", r{number});')
        lines.append("    end\n  end")
    (folder / "bench.v").write_text("\n".join(lines) + "\nendmodule\n")
    (folder / "designs.v").write_text("".join(case.verilog for case in cases))
    standard = "-g2005" if all(case.profile == "verilog" for case in cases) else "-g2012"
    run(["iverilog", standard, "-s", "Bench", "-o", "bench.vvp", "designs.v", "bench.v"], folder)
    # An assertion that fails stops the simulation of IEEE 1364, which is then told to go on.
    return sorted_out(run(["vvp", "bench.vvp"], folder, said="cont\n" * 200_000), cases)


# -- verilator --------------------------------------------------------------------------------------------------------

HARNESS = r"""
#include <cstdio>
#include "VTop.h"
static char line[1 << 20];
template <std::size_t N> static bool put(VlWide<N>& to, FILE* from) {
  if (std::fscanf(from, "%1048575s", line) != 1) return false;
  std::size_t n = 0;
  while (line[n]) ++n;
  for (std::size_t i = 0; i < N; ++i) to.m_storage[i] = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const char c = line[n - 1 - i];
    to.m_storage[i / 8] |= (EData)(c <= '9' ? c - '0' : c - 'a' + 10) << (i % 8 * 4);
  }
  return true;
}
template <std::size_t N> static void show(int number, const VlWide<N>& from) {
  std::printf("%d ", number);
  for (std::size_t i = N; i-- > 0;) std::printf("%08x", from.m_storage[i]);
  std::printf("\n");
}
int main(int argc, char** argv) {
  VerilatedContext context;
  context.commandArgs(argc, argv);
  VTop top{&context};
  FILE* files[COUNT];
  bool more[COUNT];
  for (int i = 0; i < COUNT; ++i) {
    char name[20];
    std::snprintf(name, 20, "%d.hex", i);
    files[i] = std::fopen(name, "r");
  }
  for (;;) {
    bool any = false;
#define CASE(i) any |= more[i] = put(top.s##i, files[i]);
    CASES
#undef CASE
    if (!any) break;
    top.eval();
#define CASE(i) if (more[i]) show(i, top.r##i);
    CASES
#undef CASE
  }
  top.final();
}
"""

RUNTIME = ("verilated.cpp", "verilated_threads.cpp")
COMPILER = ("g++", "-std=c++17", "-O0", "-w", "-fno-strict-aliasing", "-pthread")
VERILATOR = (
    "verilator",
    "--cc",
    "--top-module",
    "Top",
    "--prefix",
    "VTop",
    "--Mdir",
    "model",
    "--x-initial",
    "unique",
    "--assert",
)
VERILATOR += ("--output-split", "0", "-Wno-fatal", "-Wno-lint", "-Wno-style", "-O3")


def _include() -> Path:
    return Path(run(["verilator", "--getenv", "VERILATOR_ROOT"], ROOT).strip()) / "include"


def runtime() -> list[Path]:
    """The objects of verilator's runtime, made when they are not there."""
    include = _include()
    mark = hashlib.sha256(" ".join([*COMPILER, run(["verilator", "--version"], ROOT)]).encode()).hexdigest()[:12]
    folder = WORK / f"runtime-{mark}"
    folder.mkdir(parents=True, exist_ok=True)
    objects = []
    for name in RUNTIME:
        path = folder / f"{name}.o"
        if not path.exists():
            made = folder / f"{name}.{os.getpid()}.o"
            run([*COMPILER, f"-I{include}", f"-I{include}/vltstd", "-c", include / name, "-o", made], folder)
            made.replace(path)
        objects.append(path)
    return objects


def verilator(cases: Sequence[Case], folder: Path, *more: str) -> list[list[str]]:
    """As `iverilog`; all cases have the same `power_up`. `more` are flags for verilator."""
    assert len({case.power_up for case in cases}) <= 1
    write_stimulus(cases, folder)
    ports = [f"input [{width(case.ports('in')) - 1}:0] s{number}" for number, case in enumerate(cases)]
    ports += [f"output [{width(case.ports('out')) - 1}:0] r{number}" for number, case in enumerate(cases)]
    top = f"module Top({', '.join(ports)});\n{instances(cases)}\nendmodule\n"
    (folder / "top.v").write_text(top + "".join(case.verilog for case in cases))
    language = "1364-2005" if all(case.profile == "verilog" for case in cases) else "1800-2017"
    run([*VERILATOR, *more, "--default-language", language, "top.v"], folder)
    harness = HARNESS.replace("COUNT", str(len(cases)))
    harness = harness.replace("CASES", " ".join(f"CASE({number})" for number in range(len(cases))))
    (folder / "model" / "main.cpp").write_text(harness)
    sources = sorted((folder / "model").glob("*.cpp"))
    joined = folder / "model" / "all.cc"
    joined.write_text("".join(f'#include "{source.name}"\n' for source in sources))
    include = _include()
    flags = [f"-I{include}", f"-I{include}/vltstd", "-Imodel"]
    run([*COMPILER, *flags, joined, *runtime(), "-o", "simulation"], folder)
    power_up = cases[0].power_up if cases else 0
    more = (f"+verilator+rand+reset+{power_up}", "+verilator+error+limit+1000000000")
    return sorted_out(run([folder / "simulation", *more], folder), cases)


def literally(cases: Sequence[Case], folder: Path) -> list[list[str]]:
    """Verilator without its optimisations, of which some are wrong: it takes `$signed(1'b0) <= $signed(1'b0)` for 0."""
    return verilator(cases, folder, "-O0", "-fno-const")


IVERILOG_CRASH = "unsigned int ivl_nexus_ptrs(ivl_nexus_t): Assertion `net' failed"
"""What iverilog 11 ends with where two instances of a module share a net, one of them at two inputs of a block."""

VERILATOR_CRASHES = ("Internal Error", "Unsupported: 4-state numbers in this context")
"""What verilator 5.006 may end with where it computes with constants that nothing uses. Such a text is tried again
without optimisations."""

SIMULATORS = {"iverilog": iverilog, "verilator": verilator, "verilator -O0": literally}


# -- comparing --------------------------------------------------------------------------------------------------------


@dataclass
class Difference:
    """What a tool makes of a case, against what it means."""

    case: Case
    tool: str
    what: str
    phase: int = -1
    """The first that is wrong; -1 where the tool said nothing at all."""
    is_tools_own: bool = False
    """The tool crashes, or is right about the same text if it does not optimise: the fault is not in the text."""

    def __str__(self) -> str:
        return f"{self.case.name} ({self.case.profile}, power-up {self.case.power_up}) in {self.tool}: {self.what}"


class Wanted(list[int]):
    """What the outputs of a case should be in each phase."""

    said: list[list[str]]
    """What its checks should say in each."""


def meant(case: Case, meaning: Meaning = MEANING) -> Wanted:
    """What the case's outputs are, as `iverilog` and `verilator` give them, and what its checks say."""
    evaluator = Evaluator(case.design, case.power_up, meaning)
    ports = case.ports("out")
    wanted = Wanted()
    wanted.said = []
    for phase in case.phases:
        evaluator.apply(phase)
        wanted.append(packed(ports, [value for _, value in evaluator.outputs]))
        wanted.said.append([unmarked(line) for each in evaluator.said for line in checks.lines(each, case.profile)])
    return wanted


def misprint(case: Case, wanted: Wanted) -> tuple[int, str] | None:
    """The first phase in which something else is said. The order of what stands in two blocks is the tool's."""
    for phase, lines in enumerate(wanted.said):
        found = [line for each, line in case.checked if each == phase]
        if sorted(found) != sorted(lines):
            return phase, f"phase {phase}: its checks say {found} and should say {lines}"
    return None


def difference(case: Case, tool: str, rows: Sequence[str], wanted: Sequence[int]) -> Difference | None:
    if len(rows) != len(wanted):
        return Difference(case, tool, f"{len(rows)} phases were run, not {len(wanted)}")
    if isinstance(wanted, Wanted) and (wrong_line := misprint(case, wanted)):
        return Difference(case, tool, wrong_line[1], wrong_line[0])
    for phase, (digits, value) in enumerate(zip(rows, wanted, strict=True)):
        is_known = not set(digits.lower()) & set("xz")
        if is_known and int(digits, 16) == value:
            continue
        if not is_known:
            return Difference(case, tool, f"phase {phase}: bits are unknown: {digits}", phase)
        found = int(digits, 16)
        wrong = []
        for port, low in _offsets(case.ports("out")):
            have, want = (each >> low & ((1 << port.type.width) - 1) for each in (found, value))
            if have != want:
                wrong.append(f"{port.name} is {have:x} and should be {want:x}")
        return Difference(case, tool, f"phase {phase}: {', '.join(wrong) or 'surplus bits are set'}", phase)
    return None


def differences(cases: Sequence[Case], tool: str, wanted: Sequence[Sequence[int]]) -> list[Difference | None]:
    """Runs the cases in a tool. If it refuses them all, they are halved until it is known which it refuses."""
    waiting = [list(range(len(cases)))] if cases else []
    found: list[Difference | None] = [None] * len(cases)
    while waiting:
        some = waiting.pop()
        WORK.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(dir=WORK) as folder:
                rows = SIMULATORS[tool]([cases[index] for index in some], Path(folder))
        except ToolFault as fault:
            if len(some) == 1:
                own = tool == "iverilog" and IVERILOG_CRASH in str(fault)
                found[some[0]] = Difference(cases[some[0]], tool, f"refused: {fault}", is_tools_own=own)
            else:
                waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
            continue
        for index, row in zip(some, rows, strict=True):
            found[index] = difference(cases[index], tool, row, wanted[index])
    again = [
        index
        for index, each in enumerate(found)
        if each is not None and (each.phase >= 0 or any(crash in each.what for crash in VERILATOR_CRASHES))
    ]
    if tool == "verilator" and again:
        second = differences([cases[i] for i in again], "verilator -O0", [wanted[i] for i in again])
        for index, each in zip(again, second, strict=True):
            first = found[index]
            assert first is not None
            first.is_tools_own = each is None
    return found
