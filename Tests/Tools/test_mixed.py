"""One context with generators of C, Python and Swift: a Swift program exports hwgen.h and embeds CPython, whose `hwgen`
package loads the program itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "Tests" / "Mixed"
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
EXPORTS = ["-Xlinker", "--export-dynamic-symbol=hwgen_*"]


def run(command: list[str | Path], **environment: str) -> str:
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, timeout=1200, env={**os.environ, **environment}
    )
    assert (done.returncode, done.stderr) == (0, ""), f"{command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def program() -> Path:
    script = ROOT / "scripts" / "swift-release.sh"
    done = subprocess.run([script, "mixed-host", *EXPORTS], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1]) / "mixed-host"


@pytest.fixture
def host(program: Path):
    """Runs a case of the program: what it prints."""
    library = run([sys.executable, ROOT / "scripts" / "find_libpython.py"]).strip()
    path = f"{ROOT / 'bindings' / 'python' / 'src'}:{HERE}"

    def call(case: str, *arguments: str | Path, **environment: str) -> str:
        given = {"HWGEN_LIBRARY": "process", "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **environment}
        return run([program, library, case, *arguments], **given)

    return call


def golden() -> str:
    return (HERE / "smooth.v").read_text()


ENDED = (
    "Failure: error HW9006: the context is ending, or has ended\n  fix: call nothing on it in a finalizer, or later\n"
)


@pytest.mark.parametrize(
    ("case", "behind"), [("swift", ""), ("python", ""), ("c", ENDED), ("of python", ENDED)]
)  # whoever makes the context, and whoever elaborates
def test_three_hosts_build_one_design(host, case: str, behind: str) -> None:
    assert host(case) == golden() + behind


def test_the_design_does_what_its_three_parts_say(tmp_path: Path) -> None:
    inputs = [(37 * i + 11) & 0xFF for i in range(40)]
    drives = "\n".join(f'    a = 8\'d{a}; #1 $display("%0d %0d", y, tag); #4 clk = 1; #5 clk = 0;' for a in inputs)
    bench = f"""module bench;
  reg clk = 0;
  reg [7:0] a;
  wire [7:0] y;
  wire [3:0] tag;
  Smooth_8 dut (.clk(clk), .a(a), .y(y), .tag(tag));
  initial begin
{drives}
  end
endmodule
"""
    (tmp_path / "bench.v").write_text(bench)
    run(
        [
            "iverilog",
            "-g2005",
            "-Wall",
            "-Wno-timescale",
            "-o",
            tmp_path / "bench",
            HERE / "smooth.v",
            tmp_path / "bench.v",
        ]
    )
    seen = run(["vvp", tmp_path / "bench"]).splitlines()
    for i, a in enumerate(inputs):
        if i >= 3:
            delayed = inputs[i - 3]
            assert seen[i] == f"{a ^ ~(delayed ^ delayed >> 1) & 0xFF} 8", i
    run(["verilator", "--lint-only", "-Wall", "-Wno-DECLFILENAME", "--top-module", "Smooth_8", HERE / "smooth.v"])


def place(file: Path, shown: str, text: str) -> str:
    """Where a text stands in a file."""
    (line,) = (number for number, line in enumerate(file.read_text().splitlines(), 1) if text in line)
    return f"{shown}:{line}"


def blocks(text: str) -> str:
    return place(HERE / "blocks.py", str(HERE / "blocks.py"), text)


def swift(text: str) -> str:
    return place(HERE / "swift" / "Delay.swift", "MixedHost/Delay.swift", text)


def test_swift_sees_why_and_where_another_host_failed(host) -> None:
    output = host("failures in Swift")
    assert f"HW8001: the body of Wide_ValueError failed: {blocks('too wide')}: ValueError: too wide" in output
    assert f"failed: {blocks('zext(4)')}: error HW2003: " in output
    assert "HW8001: the body of Failing failed: C is out of gates" in output
    assert "Oops: Oops()" in output
    assert f"Failure: {swift('io.a.zext(4)')}: error HW2003: " in output
    # Python's hook asks C's function, which asks Python's member.
    assert f"hook `blocks.tag_bits` failed: {blocks('unlucky')}: ValueError: unlucky" in output


def test_python_sees_why_and_where_another_host_failed(host) -> None:
    output = host("failures in Python")
    assert output.count("ValueError: too wide") == 2
    assert "HW8001: the body of Failing failed: C is out of gates" in output
    assert ": error HW8001: the body of Throwing threw Oops()" in output
    assert f"Error: {swift('io.a.zext(4)')}: error HW2003: " in output
    assert "ValueError: unlucky" in output


def test_a_second_thread_is_refused_whoever_is_in_the_context(host) -> None:
    assert host("threads") == "0\n9009\n"


def test_an_adopted_context_ends_with_its_owner(host) -> None:
    assert "HW9001: the context has ended" in host("ends")


def test_contexts_of_another_copy_are_refused(host) -> None:
    output = host("another copy", LIBRARY)
    refusal = "HW9003: the pointer is to no context of this copy of the library"
    assert output.count(refusal) == 2, output
    assert "HW9001: the context is NULL" in output
    assert refusal in host("another copy in Python", HWGEN_LIBRARY=str(LIBRARY))


def test_the_code_of_the_manual_is_of_the_program() -> None:
    sources = [path.read_text() for path in [*HERE.glob("*.py"), *HERE.glob("swift/*.swift")]]
    page = (ROOT / "docs" / "guide" / "hosts.md").read_text()
    found = re.findall(r"^```(?:swift|python no-run)$\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(found) == 6
    for block in found:
        assert any(unindented(block) in unindented(source) for source in sources), block


def unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
