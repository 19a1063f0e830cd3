"""The judges: real Verilog tools asked for their opinion of printed designs.

verilator, iverilog, yosys and slang each read a design with all of their warnings on and return a verdict. The tests
and the demo read the verdicts; nobody else decides what "accepted without a message" means.

A message is anything a tool says, with one exception: that an input, a bit, an instance's output or a parameter is
never read. That is a property of the user's design, so it is filed under ``unused`` and not under ``messages``. In a
strict judgement every such signal must be one the library announced: named in the ``.vlt`` file it wrote for
verilator, or called ``unused`` in its name; and each line of that file must silence something.

A judge that is not installed raises ``MissingJudge``: a skipped opinion is never a good one.

Many small designs are given to a tool in one call, and its messages sorted by the files they name.

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

# So many designs a tool reads in one call.
BATCH = 50


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
    older: frozenset[Path] = frozenset()
    """Those of the files that are IEEE 1364-2005 alone: yosys, which has no ``begin_keywords``, reads them as such."""

    @staticmethod
    def of(
        file: Path | str,
        top: str | None = None,
        *,
        waivers: Path | None = None,
        profile: str = "systemverilog",
        strict: bool = False,
    ) -> Design:
        """One file that holds everything; the top is called like the file unless given, the waivers stand beside it."""
        path = Path(file)
        if waivers is None and path.with_suffix(".vlt").exists():
            waivers = path.with_suffix(".vlt")
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


@dataclass
class Opinion:
    """What one call of a tool says."""

    messages: list[str] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    is_partial: bool = False
    """It may have more to say of what it read: it stops at the first faults."""


def judge(designs: Iterable[Design], tools: Sequence[str] | None = None, jobs: int | None = None) -> list[Verdict]:
    """Every tool's verdict on every design, in the order of the designs, then of the tools.

    ``tools`` are names from ``JUDGES`` (default: all). The tools run side by side on ``jobs`` cores.
    """
    judges = [JUDGES[name]() for name in (tools or JUDGES)]
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        rows = [[pool.submit(each.verdicts, some) for each in judges] for some in batches(designs)]
        told = [zip(*(each.result() for each in row), strict=True) for row in rows]
        return [verdict for some in told for verdicts in some for verdict in verdicts]


def batches(designs: Iterable[Design]) -> list[list[Design]]:
    """The designs in their order, cut into what a tool can read in one call: files that hold one design each, of one
    profile, with no name of a module twice."""
    found: list[list[Design]] = []
    profile: str | None = None
    taken: set[str] = set()
    for design in designs:
        names = set(
            re.findall(r"^ *(?:module|package|interface) +([^ ;(#]+)", design.files[0].read_text(), re.MULTILINE)
        )
        if len(design.files) > 1:
            found.append([design])
            profile = None
        elif profile == design.profile and not names & taken and len(found[-1]) < BATCH:
            found[-1].append(design)
            taken |= names
        else:
            found.append([design])
            profile, taken = design.profile, names
    return found


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
    """One tool. ``verdicts`` may be called from several threads."""

    name: str = ""
    version: str = field(default="", init=False)

    def verdicts(self, designs: Sequence[Design]) -> list[Verdict]:
        """On designs of which one call of the tool is made, or one for each if it gave up or names no file."""
        opinion = self.opinion(designs)
        if len(designs) == 1:
            return [self._verdict(designs[0], opinion.messages, opinion.unused)]
        places = [tuple(f"{path}:" for path in (*each.files, each.waivers)) for each in designs]
        said: list[list[str]] = [[] for _ in designs]
        for message in opinion.messages:
            owner = next((i for i, paths in enumerate(places) if any(path in message for path in paths)), None)
            if owner is None or opinion.is_partial:
                return [verdict for design in designs for verdict in self.verdicts([design])]
            said[owner].append(message)
        files = {str(each.files[0]): i for i, each in enumerate(designs)}
        unread: list[list[Unused]] = [[] for _ in designs]
        for each in opinion.unused:
            unread[files[each.file]].append(each)
        return [self._verdict(*each) for each in zip(designs, said, unread, strict=True)]

    def _verdict(self, design: Design, messages: list[str], unused: list[Unused]) -> Verdict:
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

    def opinion(self, designs: Sequence[Design]) -> Opinion:
        """What one call of the tool says of designs of one profile."""
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

    def opinion(self, designs: Sequence[Design]) -> Opinion:
        command = [self.program, "--lint-only", "-Wall"]
        if len(designs) > 1:
            command.append("-Wno-MULTITOP")
        elif len(designs[0].top) <= self._longest_top:
            command += ["--top-module", designs[0].top]
        if len(designs[0].files) == 1:
            command.append("-Wno-DECLFILENAME")
        if designs[0].profile == "verilog":
            command += ["--default-language", "1364-2005"]
        files = [str(file) for design in designs for file in design.files]
        waived = {str(file) for design in designs for file in design.files if design.waivers is not None}
        status, said = _run([*command, *files])
        messages: list[str] = []
        unused: list[Unused] = []
        meant: list[Unused] = []
        for line in said.splitlines():
            warning = self._warning.match(line)
            if warning is None or warning["text"].startswith("Exiting due to"):
                continue
            signal = self._unused.match(warning["text"]) if warning["code"] in self._unused_codes else None
            if warning["code"] == self._meant_code and warning["file"] in waived:
                meant.append(Unused(warning["file"], int(warning["line"]), warning["text"], "", warning["text"]))
            elif signal is None:
                messages.append(line)
            else:
                place, bits = (warning["file"], int(warning["line"])), signal["bits"] or ""
                unused.append(Unused(*place, signal["signal"], bits, warning["text"]))
        if status and not messages and not unused and not meant:
            messages.append(f"exit status {status}: {said.strip()[-200:]}")
        is_partial = bool(messages)
        given = [design.waivers for design in designs if design.waivers is not None]
        if given:
            unread = (*self._unused_codes, self._meant_code)
            # With the waivers verilator itself must be silent, and each of them must silence something.
            _, said = _run([*command, *map(str, given), *files])
            for line in said.splitlines():
                warning = self._warning.match(line)
                if warning and warning["file"] in waived and warning["code"] in (None, *unread):
                    messages.append(f"not waived: {line}")
        for waivers in given:
            for number, waiver in _waivers(waivers):
                if not any(waiver.covers(each) for each in unused + meant):
                    messages.append(f"{waivers}:{number}: this waiver silences nothing")
        return Opinion(messages, unused, is_partial)


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

    def opinion(self, designs: Sequence[Design]) -> Opinion:
        opinion = Opinion()
        for generation in ("2005-sv", "2005") if designs[0].profile == "verilog" else ("2005-sv",):
            # Not into /dev/null: iverilog makes what it writes executable, and root may do that even there.
            with tempfile.NamedTemporaryFile(suffix=".vvp") as program:
                command = [self.program, "-Wall", f"-g{generation}", "-o", program.name]
                for design in designs:
                    command += ["-s", design.top, *map(str, design.files)]
                status, said = _run(command)
            opinion.messages += [f"-g{generation}: {line}" for line in said.splitlines()]
            if status and not said:
                opinion.messages.append(f"-g{generation}: exit status {status}")
            opinion.is_partial |= status != 0
        return opinion


class Yosys(Judge):
    """``read_verilog -sv; hierarchy -check; proc; check -assert``; the Verilog profile is also read without ``-sv``."""

    def __init__(self) -> None:
        super().__init__("yosys")
        self.program = _program("yosys")
        self.version = _run([self.program, "-V"])[1].split()[1]

    def opinion(self, designs: Sequence[Design]) -> Opinion:
        opinion = Opinion()
        top = f" -top {designs[0].top}" if len(designs) == 1 else ""
        for dialect in ("-sv", "") if designs[0].profile == "verilog" else ("-sv",):
            # Names stand in a script file: yosys cuts its command line at spaces and semicolons.
            script = [
                f'read_verilog {"" if file in design.older else dialect} "{file}"'
                for design in designs
                for file in design.files
            ]
            script += [f"hierarchy -check{top}", *(["proc", "check -assert"] if dialect else [])]
            with tempfile.NamedTemporaryFile("w", suffix=".ys") as commands:
                commands.write("\n".join(script) + "\n")
                commands.flush()
                status, said = _run([self.program, "-q", "-s", commands.name])
            opinion.messages += [f"{dialect} {line}".strip() for line in said.splitlines() if line.strip()]
            if status and not said.strip():
                opinion.messages.append(f"exit status {status}")
            opinion.is_partial |= status != 0
        return opinion


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

    def opinion(self, designs: Sequence[Design]) -> Opinion:
        standards = ("1800-2017", "1364-2005") if designs[0].profile == "verilog" else ("1800-2017",)
        opinions = [self._read(designs, standard) for standard in standards]
        return Opinion(
            [message for opinion in opinions for message in opinion.messages],
            list(dict.fromkeys(each for opinion in opinions for each in opinion.unused)),
            any(opinion.is_partial for opinion in opinions),
        )

    def _read(self, designs: Sequence[Design], standard: str) -> Opinion:
        driver = self._driver()
        driver.addStandardArgs()
        command = f"slang -Weverything --std {standard}"
        for design in designs:
            command += f" --top {design.top}"
            for file in design.files:
                command += ' "' + str(file).replace("\\", "\\\\").replace('"', '\\"') + '"'
        if not driver.parseCommandLine(command) or not driver.processOptions():
            return Opinion(["the command line was refused"])
        parsed = driver.parseAllSources()
        compilation = driver.createCompilation()
        engine, sources = driver.diagEngine, driver.sourceManager
        engine.clearClients()  # the verdict is returned, not printed
        names = {file.resolve(): file for design in designs for file in design.files}
        found = list(compilation.getAllDiagnostics())
        is_partial = any(diagnostic.isError() for diagnostic in found)
        if not is_partial:
            found += list(driver.runAnalysis(compilation).getDiagnostics())
        messages = [] if parsed or found else ["the sources could not be parsed"]
        unused = []
        for diagnostic in found:
            group = engine.getOptionName(diagnostic.code)
            text = engine.formatMessage(diagnostic)
            path, line = sources.getFullPath(diagnostic.location.buffer), sources.getLineNumber(diagnostic.location)
            file = names.get(path, path)
            if group in self._unused_groups:
                signal = re.search(r"'([^']*)'", text)
                unused.append(Unused(str(file), line, signal[1] if signal else text, "", text))
            else:
                messages.append(f"{standard}: {file}:{line}: {text} [{group or 'error'}]")
        return Opinion(messages, unused, is_partial)


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
