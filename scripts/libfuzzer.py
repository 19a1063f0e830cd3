"""The library under libFuzzer and the address sanitizer.

Two targets: its functions in any order (Tests/Fuzz/handles.c), and its parsers (Tests/Fuzz/parsers.c).

    libfuzzer.py replay              runs what is kept, with a debug build
    libfuzzer.py run --seconds 600   looks for more, with a build that counts what is covered; the time is for the
                                     functions, and again for the parsers together
    libfuzzer.py keep                keeps of what the runs found all that covers something of its own

What is kept is Tests/Corpus/libfuzzer.tar.xz. A finding is written to build/libfuzzer/findings, and belongs, once it is
understood, into a test.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "libfuzzer"
KEPT = ROOT / "Tests" / "Corpus" / "libfuzzer.tar.xz"
FOUND = OUT / "corpus"
REPLAYED = OUT / "replayed"
PARSERS = ("expression", "interface", "netlist", "value", "json", "inlined", "signature")
TARGETS = ("handles", *PARSERS)
DEBUG = ("debug", ".build-sanitize", "-Xswiftc", "-warnings-as-errors")
COVERED = ("release", ".build-fuzz", "-Xswiftc", "-sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table")
LIMITS = ("-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={OUT}/findings/")


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(each) for each in command], cwd=ROOT, text=True, **options)  # type: ignore[call-overload, no-any-return]


def build(configuration: str, scratch: str, *options: str) -> Path:
    """The folder of the two programs, linked against a library with the address sanitizer."""
    swift = [
        "swift",
        "build",
        "-c",
        configuration,
        "--product",
        "hwgen",
        "--scratch-path",
        scratch,
        "--sanitize=address",
    ]
    run(*swift, *options, check=True)
    library = Path(run(*swift, "--show-bin-path", check=True, capture_output=True).stdout.strip())
    folder = OUT / configuration
    folder.mkdir(parents=True, exist_ok=True)
    (OUT / "findings").mkdir(exist_ok=True)
    calls = run(sys.executable, "Tests/Fuzz/calls.py", check=True, capture_output=True).stdout
    (folder / "calls.inc").write_text(calls)
    # The sanitizer's runtime must be of the compiler that the library is of.
    clang = Path(shutil.which("swift") or "").resolve().with_name("clang")
    for program in ("handles", "parsers"):
        command = [
            clang,
            "-std=gnu99",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-g",
            "-O1",
            "-fuse-ld=lld",
            "-fsanitize=fuzzer,address",
        ]
        command += ["-Iinclude", f"-I{folder}", f"Tests/Fuzz/{program}.c", "-o", folder / program]
        run(*command, f"-L{library}", "-lhwgen", f"-Wl,-rpath,{library}", check=True)
    return folder


def unpack(to: Path) -> dict[str, Path]:
    """The folders of what is kept, beside what they hold already."""
    if KEPT.exists():
        with tarfile.open(KEPT) as archive:
            archive.extractall(to, filter="data")
    folders = {target: to / target for target in TARGETS}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return folders


def seeds(target: str) -> list[Path]:
    """The inputs of scripts/fuzz.py for the same parser."""
    return [ROOT / "Tests" / "Corpus" / target] if target in PARSERS else []


def fuzz(folder: Path, target: str, *arguments: str | Path) -> list[str]:
    """What a run of libFuzzer says. Ends the program if it found something."""
    options = {"SWIFT_BACKTRACE": "enable=no", "LSAN_OPTIONS": f"suppressions={ROOT}/scripts/lsan.supp"}
    program = folder / ("handles" if target == "handles" else "parsers")
    log = OUT / f"{target}.log"
    with log.open("w") as output:
        environment = {**os.environ, **options, "HWGEN_PARSER": target}
        done = run(program, *LIMITS, *arguments, env=environment, stdout=output, stderr=subprocess.STDOUT)
    lines = log.read_text(errors="replace").splitlines()
    if done.returncode:
        sys.exit("\n".join([f"{target}: a finding; the whole is {log}", *lines[-40:]]))
    return lines


def replay() -> None:
    shutil.rmtree(REPLAYED, ignore_errors=True)
    folder, kept = build(*DEBUG), unpack(REPLAYED)
    for target in TARGETS:
        files = sorted(path for source in (kept[target], *seeds(target)) for path in source.iterdir())
        if not files:
            sys.exit(f"{target}: nothing is kept")
        # libFuzzer takes folders as corpora that it may change, files as inputs to run.
        executed = [line for line in fuzz(folder, target, *files) if line.startswith("Executed ")]
        if len(executed) != len(files):
            sys.exit(f"{target}: {len(executed)} of {len(files)} inputs were run")
        print(f"{target}: {len(files)} inputs, 0 findings", flush=True)


def search(seconds: int) -> None:
    folder, kept = build(*COVERED), unpack(FOUND)
    for target in TARGETS:
        time = seconds if target == "handles" else seconds // len(PARSERS)
        options = ("-len_control=0", "-max_len=2000", f"-max_total_time={time}")
        lines = fuzz(folder, target, *options, kept[target], *seeds(target))
        said = next((line for line in reversed(lines) if "cov:" in line), "")
        runs, covered = re.search(r"#(\d+)", said), re.search(r"cov: (\d+)", said)
        if not (runs and covered):
            sys.exit(f"{target}: nothing was run")
        print(f"{target}: {runs[1]} inputs in {time} s, {covered[1]} edges, 0 findings", flush=True)


def keep() -> None:
    folder, kept = build(*COVERED), unpack(FOUND)
    merged = OUT / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    for target in TARGETS:
        (merged / target).mkdir(parents=True)
        # By edges alone: how often one is taken would keep three times as many, which the replay has to run.
        fuzz(folder, target, "-merge=1", "-use_counters=0", merged / target, kept[target])
        print(f"{target}: {len(list((merged / target).iterdir()))} inputs", flush=True)
    new = KEPT.with_suffix(".new")
    with tarfile.open(new, "w:xz") as archive:
        for path in sorted(merged.rglob("*")):
            entry = archive.gettarinfo(path, path.relative_to(merged))
            entry.uid = entry.gid = entry.mtime = 0
            entry.uname = entry.gname = ""
            with path.open("rb") if path.is_file() else open(os.devnull, "rb") as content:
                archive.addfile(entry, content)
    new.replace(KEPT)


def main() -> None:
    parser = argparse.ArgumentParser(description="run the library under libFuzzer")
    parser.add_argument("what", choices=("replay", "run", "keep"))
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    {"replay": replay, "run": lambda: search(options.seconds), "keep": keep}[options.what]()


if __name__ == "__main__":
    main()
