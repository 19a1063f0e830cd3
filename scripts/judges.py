"""The judges: real Verilog tools asked for their opinion of printed designs.

verilator, iverilog, yosys and slang each read a design with all of their warnings on and return a verdict. The tests
and the demo read the verdicts; nobody else decides what "accepted without a message" means.

A message is anything a tool says, with one exception: that an input, a bit, an instance's output or a parameter is
never read. That is a property of the user's design, so it is filed under ``unused`` and not under ``messages``. In a
strict judgement every such signal must be one the library announced: named in the ``.vlt`` file it wrote for
verilator, or called ``unused`` in its name; and each line of that file must silence something.

A judge that is not installed raises ``MissingJudge``: a skipped opinion is never a good one.

    judges.py build/add.v                         one design of one file; its top is called like the file
    judges.py --top Add build/add.v build/half.v  one design of two files
    judges.py --each a.v b.v:Other                two designs of one file each
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

PROFILES = ("systemverilog", "verilog")

# One message is cut to this many characters: names may have thousands.
MESSAGE_LIMIT = 400


class MissingJudge(RuntimeError):
    """A tool that must give its opinion is not installed."""


@dataclass(frozen=True)
class Design:
    """What is judged: Verilog files that together hold ``top`` and every module under it."""

    name: str
    top: str
    files: tuple[Path, ...]
    waivers: Path | None = None
    """The ``.vlt`` file that names the signals nobody reads, if the library wrote one."""
    profile: str = "systemverilog"
    """``verilog``: also judged as IEEE 1364-2005."""
    strict: bool = False
    """A signal nobody reads is a message, unless it is announced."""

    @staticmethod
    def of(
        file: Path | str,
        top: str | None = None,
        *,
        waivers: Path | None = None,
        profile: str = "systemverilog",
        strict: bool = False,
    ) -> Design:
        """One file that holds everything; the top is called like the file unless given."""
        path = Path(file)
        return Design(path.stem, top or path.stem, (path,), waivers, profile, strict)


@dataclass(frozen=True)
class Unused:
    """A signal, or some of its bits, that the design never reads."""

    file: str
    line: int
    signal: str
    bits: str = ""
    """Empty for the whole signal, else verilator's list, such as ``7:6,1:0``."""
    text: str = ""
    """What the tool said of it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.signal}" + (f"[{self.bits}]" if self.bits else "")


@dataclass(frozen=True)
class Verdict:
    """One tool's opinion of one design."""

    design: str
    tool: str
    version: str
    ok: bool
    messages: tuple[str, ...] = ()
    unused: tuple[Unused, ...] = ()

    def __str__(self) -> str:
        unused = f" ({len(self.unused)} signals are never read)" if self.unused else ""
        lines = [f"{self.design}: {self.tool} {self.version}: {'accepted' if self.ok else 'refused'}{unused}"]
        return "\n".join(lines + [f"  {message}" for message in self.messages])


def judge(designs: Iterable[Design], tools: Sequence[str] | None = None, jobs: int | None = None) -> list[Verdict]:
    """Every tool's verdict on every design, in the order of the designs, then of the tools.

    ``tools`` are names from ``JUDGES`` (default: all). The tools run side by side on ``jobs`` cores.
    """
    designs = list(designs)
    judges = [JUDGES[name]() for name in (tools or JUDGES)]
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        rows = [[pool.submit(each.verdict, design) for each in judges] for design in designs]
        return [future.result() for row in rows for future in row]


def complaints(verdicts: Iterable[Verdict]) -> str:
    """The refusals as text, empty if there are none: what an assertion shows."""
    return "\n".join(str(verdict) for verdict in verdicts if not verdict.ok)


# -- the tools --------------------------------------------------------------------------------------------------------


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise MissingJudge(f"{name} is not installed; `make test` installs it")
    return path


def _run(command: Sequence[str], folder: str | None = None) -> tuple[int, str]:
    """Exit status and everything that was said, standard output first."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd=folder)
    return done.returncode, done.stdout + done.stderr


def _cut(message: str) -> str:
    return message if len(message) <= MESSAGE_LIMIT else message[:MESSAGE_LIMIT] + "..."


@dataclass
class Judge:
    """One tool. ``verdict`` may be called from several threads."""

    name: str = ""
    version: str = field(default="", init=False)

    def verdict(self, design: Design) -> Verdict:
        messages, unused = self.opinion(design)
        if design.strict:
            waivers = list(_waivers(design.waivers)) if design.waivers else []
            for each in unused:
                if "unused" not in each.signal and not any(waiver.covers(each) for _, waiver in waivers):
                    messages.append(f"{each}: never read, and not announced")
        return Verdict(
            design.name,
            self.name,
            self.version,
            not messages,
            tuple(_cut(message) for message in messages),
            tuple(sorted(unused, key=lambda u: (u.file, u.line, u.signal, u.bits))),
        )

    def opinion(self, design: Design) -> tuple[list[str], list[Unused]]:
        raise NotImplementedError


class Verilator(Judge):
    """``verilator --lint-only -Wall``; DECLFILENAME only counts when a file holds one module."""

    _warning = re.compile(
        r"^%(?:Warning|Error)(?:-(?P<code>\w+))?: (?:(?P<file>.+?):(?P<line>\d+):(?:\d+:)? )?(?P<text>.*)$"
    )
    _unused = re.compile(
        r"^(?:Parameter is not used|Signal is not (?:driven, nor )?used|Bits of signal are not (?:driven, nor )?used): "
        r"'(?P<signal>[^']*)'"
        r"(?:\[(?P<bits>[\d:,]+)\])?"
    )

    _unused_codes = ("UNUSEDSIGNAL", "UNUSEDPARAM")
    # A memory that several clocks write: no other tool says it, and a waiver must have announced it.
    _meant_code = "MULTIDRIVEN"

    # It hashes longer names before it looks for the top; a second top is then a message of its own (MULTITOP).
    _longest_top = 127

    def __init__(self) -> None:
        super().__init__("verilator")
        self.program = _program("verilator")
        self.version = _run([self.program, "--version"])[1].split()[1]

    def opinion(self, design: Design) -> tuple[list[str], list[Unused]]:
        command = [self.program, "--lint-only", "-Wall"]
        if len(design.top) <= self._longest_top:
            command += ["--top-module", design.top]
        if len(design.files) == 1:
            command.append("-Wno-DECLFILENAME")
        if design.profile == "verilog":
            command += ["--default-language", "1364-2005"]
        status, said = _run([*command, *map(str, design.files)])
        messages: list[str] = []
        unused: list[Unused] = []
        meant: list[Unused] = []
        for line in said.splitlines():
            warning = self._warning.match(line)
            if warning is None or warning["text"].startswith("Exiting due to"):
                continue
            signal = self._unused.match(warning["text"]) if warning["code"] in self._unused_codes else None
            if warning["code"] == self._meant_code and design.waivers is not None:
                meant.append(Unused(warning["file"], int(warning["line"]), warning["text"], "", warning["text"]))
            elif signal is None:
                messages.append(line)
            else:
                place, bits = (warning["file"], int(warning["line"])), signal["bits"] or ""
                unused.append(Unused(*place, signal["signal"], bits, warning["text"]))
        if status and not messages and not unused and not meant:
            messages.append(f"exit status {status}: {said.strip()[-200:]}")
        if design.waivers is not None:
            messages += self._judge_waivers(command, design, unused + meant)
        return messages, unused

    def _judge_waivers(self, command: list[str], design: Design, unused: list[Unused]) -> list[str]:
        """With the waivers verilator itself must be silent, and each of them must silence something."""
        assert design.waivers is not None
        _, said = _run([*command, str(design.waivers), *map(str, design.files)])
        messages = [
            f"not waived: {line}"
            for line in said.splitlines()
            if line.startswith(("%Error", *(f"%Warning-{code}" for code in (*self._unused_codes, self._meant_code))))
            and "Exiting due to" not in line
        ]
        for number, waiver in _waivers(design.waivers):
            if not any(waiver.covers(each) for each in unused):
                messages.append(f"{design.waivers}:{number}: this waiver silences nothing")
        return messages


@dataclass(frozen=True)
class _Waiver:
    file: str
    lines: range | None
    match: str | None

    def covers(self, signal: Unused) -> bool:
        if not _matches(signal.file, self.file):
            return False
        if self.lines is not None:
            return signal.line in self.lines
        # Another tool says it in other words; what verilator would say of the whole signal is known.
        said = (signal.text, f"Signal is not used: '{signal.signal}'")
        return self.match is None or any(_matches(text, self.match) for text in said)


def _matches(text: str, pattern: str) -> bool:
    """As verilator matches: ``*`` and ``?`` are special, brackets are not."""
    return fnmatch.fnmatchcase(text, re.sub(r"([\[\]])", r"[\1]", pattern))


def _waivers(path: Path) -> Iterable[tuple[int, _Waiver]]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.startswith("lint_off"):
            continue
        file = re.search(r'-file "([^"]*)"', line)
        lines = re.search(r"-lines (\d+)(?:-(\d+))?", line)
        match = re.search(r'-match "([^"]*)"', line)
        span = range(int(lines[1]), int(lines[2] or lines[1]) + 1) if lines else None
        yield number, _Waiver(file[1] if file else "*", span, match[1] if match else None)


class Icarus(Judge):
    """``iverilog -Wall -g2005-sv`` and, for the Verilog profile, ``-g2005`` too."""

    def __init__(self) -> None:
        super().__init__("iverilog")
        self.program = _program("iverilog")
        self.version = re.search(r"version (\S+)", _run([self.program, "-V"])[1])[1]  # type: ignore[index]

    def opinion(self, design: Design) -> tuple[list[str], list[Unused]]:
        messages = []
        for generation in ("2005-sv", "2005") if design.profile == "verilog" else ("2005-sv",):
            # Not into /dev/null: iverilog makes what it writes executable, and root may do that even there.
            with tempfile.NamedTemporaryFile(suffix=".vvp") as program:
                command = [self.program, "-Wall", f"-g{generation}", "-s", design.top, "-o", program.name]
                status, said = _run([*command, *map(str, design.files)])
            messages += [f"-g{generation}: {line}" for line in said.splitlines()]
            if status and not said:
                messages.append(f"-g{generation}: exit status {status}")
        return messages, []


class Yosys(Judge):
    """``read_verilog -sv; hierarchy -check; proc; check -assert``; the Verilog profile also without ``-sv``."""

    def __init__(self) -> None:
        super().__init__("yosys")
        self.program = _program("yosys")
        self.version = _run([self.program, "-V"])[1].split()[1]

    def opinion(self, design: Design) -> tuple[list[str], list[Unused]]:
        messages = []
        for dialect in ("-sv", "") if design.profile == "verilog" else ("-sv",):
            # Names stand in a script file: yosys cuts its command line at spaces and semicolons.
            script = [f'read_verilog {dialect} "{file}"' for file in design.files]
            script += [f"hierarchy -check -top {design.top}", "proc", "check -assert"]
            with tempfile.NamedTemporaryFile("w", suffix=".ys") as commands:
                commands.write("\n".join(script) + "\n")
                commands.flush()
                status, said = _run([self.program, "-q", "-s", commands.name])
            messages += [f"{dialect} {line}".strip() for line in said.splitlines() if line.strip()]
            if status and not said.strip():
                messages.append(f"exit status {status}")
        return messages, []


class Slang(Judge):
    """slang through pyslang with ``-Weverything``: parse, elaborate, and analyse drivers and uses."""

    # The groups that say "nobody reads this"; any other `unused-` group is a message.
    _unused_groups = frozenset(
        f"unused-{what}"
        for what in ("port", "net", "variable", "parameter", "but-set-port", "but-set-net", "but-set-variable")
    )

    def __init__(self) -> None:
        super().__init__("slang")
        try:
            import pyslang
            from pyslang import driver
        except ImportError as missing:
            raise MissingJudge("pyslang is not installed; `make test` installs it in .venv") from missing
        self._driver = driver.Driver
        self.version = pyslang.__version__

    def opinion(self, design: Design) -> tuple[list[str], list[Unused]]:
        standards = ("1800-2017", "1364-2005") if design.profile == "verilog" else ("1800-2017",)
        messages: list[str] = []
        unused: dict[Unused, None] = {}
        for standard in standards:
            more, notes = self._read(design, standard)
            messages += [f"{standard}: {message}" for message in more]
            unused |= dict.fromkeys(notes)
        return messages, list(unused)

    def _read(self, design: Design, standard: str) -> tuple[list[str], list[Unused]]:
        driver = self._driver()
        driver.addStandardArgs()
        files = " ".join('"' + str(file).replace("\\", "\\\\").replace('"', '\\"') + '"' for file in design.files)
        command = f"slang -Weverything --std {standard} --top {design.top} {files}"
        if not driver.parseCommandLine(command) or not driver.processOptions():
            return ["the command line was refused"], []
        parsed = driver.parseAllSources()
        compilation = driver.createCompilation()
        engine, sources = driver.diagEngine, driver.sourceManager
        engine.clearClients()  # the verdict is returned, not printed
        found = list(compilation.getAllDiagnostics())
        if not any(diagnostic.isError() for diagnostic in found):
            found += list(driver.runAnalysis(compilation).getDiagnostics())
        messages = [] if parsed or found else ["the sources could not be parsed"]
        unused = []
        for diagnostic in found:
            group = engine.getOptionName(diagnostic.code)
            text = engine.formatMessage(diagnostic)
            file, line = sources.getFileName(diagnostic.location), sources.getLineNumber(diagnostic.location)
            if group in self._unused_groups:
                signal = re.search(r"'([^']*)'", text)
                unused.append(Unused(str(file), line, signal[1] if signal else text, "", text))
            else:
                messages.append(f"{file}:{line}: {text} [{group or 'error'}]")
        return messages, unused


JUDGES: dict[str, Callable[[], Judge]] = {
    "verilator": Verilator,
    "iverilog": Icarus,
    "yosys": Yosys,
    "slang": Slang,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="ask real Verilog tools for their opinion of a design")
    parser.add_argument("files", nargs="+", metavar="FILE[:TOP]")
    parser.add_argument("--top", help="the top module (default: called like the first file)")
    parser.add_argument("--each", action="store_true", help="every file is a design of its own")
    parser.add_argument("--waivers", type=Path, help="the .vlt file the library wrote")
    parser.add_argument("--profile", choices=PROFILES, default="systemverilog")
    parser.add_argument("--strict", action="store_true", help="a signal nobody reads must be announced")
    parser.add_argument("--tools", nargs="+", choices=list(JUDGES), help="default: all")
    parser.add_argument("--json", action="store_true", help="print the verdicts as JSON")
    options = parser.parse_args(arguments)

    named = [(Path(file), top or None) for file, _, top in (each.partition(":") for each in options.files)]
    for path, _ in named:
        if not path.is_file():
            parser.error(f"{path} is not a file")
    if options.each:
        designs = [
            Design.of(file, top or options.top, profile=options.profile, strict=options.strict) for file, top in named
        ]
    else:
        file, top = named[0]
        paths = tuple(path for path, _ in named)
        top = options.top or top or file.stem
        designs = [Design(file.stem, top, paths, options.waivers, options.profile, options.strict)]
    try:
        verdicts = judge(designs, options.tools)
    except MissingJudge as missing:
        print(f"judges: {missing}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([asdict(verdict) for verdict in verdicts], indent=1))
    else:
        for verdict in verdicts:
            print(verdict)
            for unused in verdict.unused:
                print(f"  unused: {unused}")
    return 0 if all(verdict.ok for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
