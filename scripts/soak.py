"""What takes too long for `make test`; what it did is written to Tests/SOAK.md.

HWGEN_SOAK=1 is set for every step: property tests then run many more rounds, and generators their nightly sizes.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "build" / "soak"
RECORD = ROOT / "Tests" / "SOAK.md"

HEADING = """# Soak runs

Written by `make soak`: each row is one run of one long check, at the commit it names (`+` if the tree had changes).

| date | commit | check | what it did | minutes | outcome |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Check:
    name: str
    command: str
    did: str
    """A pattern for the lines of the output that say how much was done."""


PYTEST = ".venv/bin/python -m pytest -q -p no:cacheprovider"

CHECKS = [
    *(
        Check(
            f"fuzz, seed {seed}",
            f".venv/bin/python scripts/fuzz.py --seed {seed} --count 300000",
            r"\d+ inputs.*findings",
        )
        for seed in (1001, 1002, 1003)
    ),
    Check("libFuzzer", ".venv/bin/python scripts/libfuzzer.py run --seconds 600", r"\w+: \d+ inputs in.*"),
    Check("a million rounds", f"HWGEN_ROUNDS=1000000 {PYTEST} Tests/C -k rounds", r"\d+ passed.*"),
    # What an unloaded library had, or another copy, nobody can be seen to hold; a call that is left loses what it had,
    # and so does a process that ends.
    Check(
        "valgrind",
        f"HWGEN_VALGRIND=1 HWGEN_ROUNDS=200 {PYTEST} Tests/C "
        "-k 'not (loading or leaving or exceptions or another or exhausted)'",
        r"\d+ passed.*",
    ),
    Check(
        "threads",
        "swift test --disable-xctest --sanitize=thread --scratch-path .build-thread --filter threads && "
        "swift build --product hwgen --sanitize=thread --scratch-path .build-thread && "
        "HWGEN_SANITIZE=thread HWGEN_LIBRARY=.build-thread/debug/libhwgen.so "
        f"{PYTEST} Tests/C -k 'threads and not loading'",
        r"Test run with [1-9].*|\d+ passed.*",
    ),
    Check(
        "swift tests",
        "swift test --disable-xctest -c release --scratch-path .build-soak -Xswiftc -enable-testing",
        r"Test run with [1-9].*",
    ),
    Check("python tests", f"{PYTEST} bindings/python/tests", r"\d+ passed.*"),
    Check(
        "random designs",
        f"{PYTEST} -s Tests/Differential",
        r"\d+ designs from seed.*",
    ),
    Check("conformance", f"{PYTEST} Tests/Conformance", r"\d+ passed.*"),
]


def said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def commit() -> str:
    changes = "+" if said("git", "status", "--porcelain", "--untracked-files=no") else ""
    return said("git", "rev-parse", "--short=10", "HEAD") + changes


def run(check: Check) -> str:
    """The row of the record."""
    log = LOG / f"{re.sub(r'[^a-z0-9]+', '-', check.name)}.log"
    begin = time.monotonic()
    with log.open("w") as output:
        command = ["bash", "-euo", "pipefail", "-c", check.command]
        status = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT).returncode
    minutes = (time.monotonic() - begin) / 60
    did = [found[0] for line in log.read_text(errors="replace").splitlines() if (found := re.search(check.did, line))]
    outcome = "passed" if status == 0 and did else f"FAILED ({status})"
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    return f"| {date} | {commit()} | {check.name} | {'; '.join(did) or 'nothing'} | {minutes:.1f} | {outcome} |"


def main() -> int:
    parser = argparse.ArgumentParser(description="run the long checks and record them")
    parser.add_argument("checks", nargs="*", help="only checks whose name contains one of these words")
    options = parser.parse_args()
    LOG.mkdir(parents=True, exist_ok=True)
    os.environ["HWGEN_SOAK"] = "1"
    rows = []
    for check in CHECKS:
        if options.checks and not any(word in check.name for word in options.checks):
            continue
        print(f"{check.name} ...", flush=True)
        rows.append(run(check))
        print(rows[-1], flush=True)
    if not rows:
        parser.error("no check has such a name")
    record = RECORD.read_text() if RECORD.exists() else HEADING
    RECORD.write_text(record + "".join(f"{row}\n" for row in rows))
    return 0 if all(row.endswith("passed |") for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
