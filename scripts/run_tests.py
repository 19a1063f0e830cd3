"""What `make test` runs: the steps, one line each, with their time; the last line is `N passed, N failed`.

A step that fails does not stop the others, only those that need it; the run then fails and names it. What a step says
goes to build/test/NAME.log, and to the screen if it fails. Steps that run tests report theirs; any other step counts as
one test.

    run_tests.py                  everything
    run_tests.py build swift      these steps alone
    run_tests.py --list
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "test"


@dataclass(frozen=True)
class Step:
    name: str
    command: str
    """One shell line, run from the root of the repository."""
    needs: tuple[str, ...] = ()
    reports: str = ""
    """The JUnit file the command leaves in build/test, if it runs tests."""


STRICT = "-Xswiftc -warnings-as-errors"
ASAN = f"--sanitize=address --scratch-path .build-sanitize {STRICT}"
PYTEST = ".venv/bin/python -m pytest -q -p no:cacheprovider --junitxml build/test"

STEPS = [
    Step("lint", "scripts/lint.sh"),
    Step("build", f"swift build --build-tests {STRICT}"),
    Step(
        "swift",
        f"swift test --disable-xctest --skip-build {STRICT} --xunit-output build/test/swift.xml",
        ("build",),
        "swift.xml",
    ),
    Step("library", "scripts/build-library.sh"),
    Step("header", ".venv/bin/python scripts/check_header.py", ("library",)),
    Step("c", f"{PYTEST}/c.xml Tests/C", ("library",), "c.xml"),
    Step(
        "leaks",
        f"HWGEN_VALGRIND=1 {PYTEST}/leaks.xml Tests/C -k 'ownership or callbacks or wrapper'",
        ("library",),
        "leaks.xml",
    ),
    Step("package", "scripts/install-python.sh", ("library",)),
    Step("python", f"{PYTEST}/python.xml bindings/python/tests", ("package",), "python.xml"),
    Step("wheel", ".venv/bin/python scripts/check_wheel.py", ("library",)),
    Step("conformance", f"{PYTEST}/conformance.xml Tests/Conformance", ("package",), "conformance.xml"),
    Step("differential", f"{PYTEST}/differential.xml Tests/Differential", ("package",), "differential.xml"),
    Step("designs", f"{PYTEST}/designs.xml Tests/Designs", ("package",), "designs.xml"),
    Step("tools", f"{PYTEST}/tools.xml Tests/Tools", ("build", "package"), "tools.xml"),
    Step("demo", ".venv/bin/python scripts/demo.py", ("package",)),
    Step("install", "scripts/check-install.sh", ("library",)),
    Step("fuzz", ".venv/bin/python scripts/fuzz.py --seed 1 --count 3000", ("package",)),
    Step("docs", ".venv/bin/python scripts/build_docs.py", ("library",)),
    Step(
        "sanitize",
        f"LSAN_OPTIONS=suppressions=$PWD/scripts/lsan.supp swift test --disable-xctest {ASAN} "
        "--xunit-output build/test/sanitize.xml",
        ("build",),
        "sanitize.xml",
    ),
    Step("replay", ".venv/bin/python scripts/libfuzzer.py replay", ("sanitize",)),
]


@dataclass(frozen=True)
class Outcome:
    passed: int
    failed: int
    seconds: float
    note: str = ""


def run(step: Step) -> Outcome:
    report = RESULTS / step.reports if step.reports else None
    if report:
        report.unlink(missing_ok=True)
    log = RESULTS / f"{step.name}.log"
    begin = time.monotonic()
    with log.open("w") as output:
        # The runs of the judges' tools and of the compilers say nothing to the terminal, and read nothing from it.
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step.command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    seconds = time.monotonic() - begin
    passed, failed = counts(report) if report else (0, 0)
    note = ""
    if report and passed + failed == 0:
        failed, note = 1, "no test was run"
    elif done.returncode and not failed:
        failed, note = 1, f"exit status {done.returncode}"
    elif not report:
        passed = 1
    return Outcome(passed, failed, seconds, note)


def counts(report: Path) -> tuple[int, int]:
    """Tests passed and failed in a JUnit file; a skipped test is neither."""
    if not report.exists():
        return 0, 0
    passed = failed = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        tags = {child.tag for child in case}
        if tags & {"failure", "error"}:
            failed += 1
        elif "skipped" not in tags:
            passed += 1
    return passed, failed


def main() -> int:
    parser = argparse.ArgumentParser(description="run the steps of `make test`")
    parser.add_argument("steps", nargs="*", metavar="STEP", help="default: all")
    parser.add_argument("--list", action="store_true", help="name the steps and their commands")
    options = parser.parse_args()
    if options.list:
        for step in STEPS:
            print(f"{step.name:12} {step.command}")
        return 0
    unknown = set(options.steps) - {step.name for step in STEPS}
    if unknown:
        parser.error(f"no step is called {', '.join(sorted(unknown))}; see --list")

    steps = [step for step in STEPS if not options.steps or step.name in options.steps]
    RESULTS.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("SWIFT_BACKTRACE", "enable=no")
    passed = failed = 0
    bad: list[str] = []
    begin = time.monotonic()
    for number, step in enumerate(steps, 1):
        print(f"[{number:2}/{len(steps)}] {step.name:12} ", end="", flush=True)
        broken = [need for need in step.needs if need in bad]
        outcome = Outcome(0, 1, 0, f"not run: {', '.join(broken)} failed") if broken else run(step)
        passed += outcome.passed
        failed += outcome.failed
        verdict = "FAILED" if outcome.failed else "ok"
        tests = f"{outcome.passed} passed, {outcome.failed} failed" if step.reports else ""
        print("  ".join(filter(None, [f"{outcome.seconds:6.1f} s", verdict, tests, outcome.note])), flush=True)
        if outcome.failed:
            bad.append(step.name)
            if not broken:
                lines = (RESULTS / f"{step.name}.log").read_text(errors="replace").splitlines()
                print("\n".join(f"    {line}" for line in lines[-60:]), flush=True)
    print(f"{(time.monotonic() - begin) / 60:.1f} minutes")
    if bad:
        print(f"failed: {', '.join(bad)} (their logs are in build/test)")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
