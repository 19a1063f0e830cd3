"""The same designs from every host, compared with one golden text, which four tools must accept.

A case is a program per host that writes its Verilog to the path it is given: `c/NAME.c`, `python/NAME.py`, and, in
Swift, the product `conformance-cases`, which takes the case's name before the path. The golden texts are
Tests/Golden/NAME.v and NAME.sv, for both profiles; HWGEN_RECORD=1 writes them from the first host, and the test then
fails, so that a recording is not mistaken for a pass. HWGEN_LIBRARY names the library; without it
build/lib/libhwgen.so is taken.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLDEN = HERE.parent / "Golden"
LIBRARY = Path(os.environ.get("HWGEN_LIBRARY") or ROOT / "build" / "lib" / "libhwgen.so").resolve()
RECORD = os.environ.get("HWGEN_RECORD") == "1"

sys.path.insert(0, str(ROOT / "scripts"))
from judges import Design, complaints, judge  # noqa: E402

# The examples are cases too: what they print must not depend on the host.
EXAMPLES = {"systolic": {"c": ROOT / "examples/c/systolic.c", "python": ROOT / "examples/python/systolic.py"}}
CASES = sorted({path.stem for path in HERE.glob("c/*.c")} | {path.stem for path in HERE.glob("python/[!_]*.py")})
# Examples print for people, and in one profile.
TEXTS = [f"{name}.{suffix}" for name in CASES for suffix in ("v", "sv")] + [f"{name}.v" for name in EXAMPLES]


def run(command: list[str | Path], **environment: str) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, env={**os.environ, **environment})
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}{done.stderr}"


def c(name: str, out: Path) -> None:
    source = EXAMPLES.get(name, {}).get("c", HERE / "c" / f"{name}.c")
    program = out.with_suffix("")
    flags = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", "-O1", f"-I{ROOT / 'include'}"]
    run(["cc", *flags, source, "-o", program, LIBRARY, f"-Wl,-rpath,{LIBRARY.parent}"])
    run([program, out], LD_LIBRARY_PATH=str(LIBRARY.parent))


def python(name: str, out: Path) -> None:
    source = EXAMPLES.get(name, {}).get("python", HERE / "python" / f"{name}.py")
    run([sys.executable, source, out], HWGEN_LIBRARY=str(LIBRARY))


@cache
def built(product: str) -> Path:
    done = subprocess.run([ROOT / "scripts" / "swift-release.sh", product], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1]) / product


def swift(name: str, out: Path) -> None:
    product, arguments = ("systolic-example", [out]) if name in EXAMPLES else ("conformance-cases", [name, out])
    run([built(product), *arguments])


WRITE = {"c": c, "python": python, "swift": swift}


def notes_of(golden: Path) -> Path:
    """What verilator is told of a golden text, if there is anything."""
    return golden.with_name(f"{golden.name}.vlt")


def source_of(golden: Path) -> Path:
    """The modules that a case instantiates and does not print, if there are any."""
    return HERE / "data" / f"{golden.stem}.v"


def test_who_uses_the_types_of_a_package_is_accepted(tmp_path: Path) -> None:
    """A package that nobody uses is a message of slang's; iverilog and yosys know no structures of a package."""
    whole = tmp_path / "package.sv"
    whole.write_text((GOLDEN / "package.sv").read_text() + (HERE / "data" / "package.sv").read_text())
    verdicts = judge([Design.of(whole, "bench", strict=True)], ["verilator", "slang"])
    assert not complaints(verdicts), complaints(verdicts)


@pytest.mark.parametrize("host", WRITE)
@pytest.mark.parametrize("text", TEXTS)
def test_every_host_writes_the_golden_text(text: str, host: str, tmp_path: Path) -> None:
    out, golden = tmp_path / text, GOLDEN / text
    WRITE[host](golden.stem, out)
    written = out.with_suffix(".vlt")
    if RECORD:
        assert not os.environ.get("CI"), "golden files are not recorded in continuous integration"
        if host == next(iter(WRITE)):
            golden.write_bytes(out.read_bytes())
            notes_of(golden).unlink(missing_ok=True)
            if written.exists():
                notes_of(golden).write_bytes(written.read_bytes())
        pytest.fail(f"{golden.name} is recorded")
    assert golden.exists(), f"no {golden.relative_to(ROOT)}; HWGEN_RECORD=1 writes it"
    assert out.read_text() == golden.read_text()
    assert written.exists() == notes_of(golden).exists()
    if written.exists():
        assert written.read_text() == notes_of(golden).read_text()


def test_the_hosts_have_the_same_cases() -> None:
    assert {path.stem for path in HERE.glob("c/*.c")} == set(CASES)
    assert {path.stem for path in HERE.glob("python/[!_]*.py")} == set(CASES)


def test_every_golden_text_has_a_case() -> None:
    assert {path.name for path in GOLDEN.iterdir() if path.suffix not in (".vlt", ".json")} == set(TEXTS)


def test_the_tools_accept_every_golden_text(tmp_path: Path) -> None:
    designs = []
    for text in TEXTS:
        golden = GOLDEN / text
        top = re.search(r"^module (\w+)", golden.read_text(), re.MULTILINE)
        assert top, f"{golden.name} holds no module"
        waivers = notes_of(golden) if notes_of(golden).exists() else None
        if source_of(golden).exists():
            whole = tmp_path / golden.name
            whole.write_text(golden.read_text() + source_of(golden).read_text())
            golden = whole
        profile = "verilog" if golden.suffix == ".v" else "systemverilog"
        designs.append(Design.of(golden, top[1], waivers=waivers, profile=profile, strict=True))
    package = [design for design in designs if design.name == "package" and design.profile == "systemverilog"]
    verdicts = judge([design for design in designs if design not in package])
    assert len(verdicts) == 4 * (len(designs) - 1)
    verdicts += judge(package, ["verilator", "iverilog", "yosys"])
    assert not complaints(verdicts), complaints(verdicts)
