"""The demonstration: one systolic array from three hosts, one Verilog text, four judges, one real product.

A program in Python, one in C and one in Swift elaborate the same 8x8 array and write build/demo/HOST/systolic.v. The
three texts must be the same, byte for byte. verilator, iverilog, yosys and slang must accept it without a message. Two
simulators then run it on a photograph's matrix, and what comes out of the circuit must be what NumPy computes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"
HEAD = 48

sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "examples" / "systolic")]

from judges import Design, MissingJudge, judge  # noqa: E402
from systolic_bench import BenchFailure, run_systolic  # noqa: E402


class DemoFailure(RuntimeError):
    pass


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise DemoFailure(f"{' '.join(map(str, command))}: exit status {done.returncode}")
    return done.stdout


# Every program takes the path of the Verilog file it writes. Beside it may stand systolic.vlt, the notes for verilator.


def python(out: Path) -> None:
    run(sys.executable, ROOT / "examples" / "python" / "systolic.py", out)


def c(out: Path) -> None:
    program = OUT / "systolic-c"
    source, library = ROOT / "examples" / "c" / "systolic.c", ROOT / "build" / "lib"
    flags = ["-std=c99", "-O1", "-Wall", "-Wextra", "-pedantic", "-Werror", f"-I{ROOT / 'include'}"]
    run("cc", *flags, source, "-o", program, f"-L{library}", "-lhwgen", f"-Wl,-rpath,{library}")
    run(program, out)


def swift(out: Path) -> None:
    folder = run("scripts/swift-release.sh", "systolic-example").splitlines()[-1]
    run(Path(folder) / "systolic-example", out)


HOSTS: dict[str, Callable[[Path], None]] = {"python": python, "c": c, "swift": swift}


def generate() -> Path:
    """Runs the three programs; the path of the Python host's text."""
    texts = {}
    for host, program in HOSTS.items():
        out = OUT / host / "systolic.v"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.unlink(missing_ok=True)
        print(f"elaborating the array in {host}", flush=True)
        program(out)
        if not out.exists():
            raise DemoFailure(f"the {host} program did not write {out.relative_to(ROOT)}")
        texts[host] = out.read_bytes()
    for host, text in texts.items():
        if text != texts["python"]:
            raise DemoFailure(f"build/demo/{host}/systolic.v differs from build/demo/python/systolic.v")
    print(f"the three texts are the same: {len(texts['python'])} bytes", flush=True)
    return OUT / "python" / "systolic.v"


def top_of(text: str) -> str:
    found = re.findall(r"^module (Systolic\w*)", text, re.MULTILINE)
    if len(found) != 1:
        raise DemoFailure(f"expected one module called Systolic..., found {found or 'none'}")
    return found[0]


def main() -> int:
    try:
        verilog = generate()
        text = verilog.read_text()
        top = top_of(text)
        design = Design.of(verilog, top, profile="verilog", strict=True)
        verdicts = judge([design])
        report = run_systolic(verilog, top, 8, folder=OUT / "run")
    except (DemoFailure, MissingJudge, BenchFailure) as failure:
        print(f"demo: {failure}", file=sys.stderr)
        return 1

    lines = text.splitlines()
    print("\n" + "\n".join(lines[:HEAD]))
    print(f"... {len(lines) - HEAD} more lines\n" if len(lines) > HEAD else "")
    for verdict in verdicts:
        print(verdict)
    print(f"\n{report}", flush=True)
    return 0 if report.ok and all(verdict.ok for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
