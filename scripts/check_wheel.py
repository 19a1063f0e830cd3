"""Builds the wheel as `pip install ./bindings/python` does, and runs its tests with every Python from 3.10 to 3.13.

A Python that is not found is named, and none at all is a failure. auditwheel judges the platform that the wheel says it
is for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "wheel"
VERSIONS = ("3.10", "3.11", "3.12", "3.13")
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


def run(*command: str | Path, **options: object) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return str(done.stdout)


def build() -> Path:
    shutil.rmtree(OUT, ignore_errors=True)
    run(sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", OUT, ROOT / "bindings" / "python")
    (wheel,) = OUT.glob("*.whl")
    said = run(Path(sys.executable).with_name("auditwheel"), "show", wheel)
    judged = re.search(r'platform\s+tag:\s+"(\w+)"', said)
    if not judged or not wheel.name.endswith(f"-py3-none-{judged[1]}.whl"):
        sys.exit(f"{wheel.name} is not what auditwheel takes it for:\n{said}")
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, for {judged[1]} by auditwheel too")
    return wheel


def find(version: str) -> str | None:
    """The interpreter of a version: on PATH, or of pyenv."""
    pyenv = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
    for candidate in (shutil.which(f"python{version}"), *map(str, pyenv)):
        # A shim of pyenv's is there for versions that are not chosen, too.
        if (
            candidate
            and not subprocess.run([candidate, "-c", "import venv, ensurepip"], capture_output=True).returncode
        ):
            return candidate
    return None


def test(version: str, interpreter: str, wheel: Path) -> str:
    folder = OUT / version
    run(interpreter, "-m", "venv", folder)
    python = folder / "bin" / "python"
    run(python, *PIP, "install", f"pytest=={pinned('pytest')}", wheel)
    # Without a compiler, and without the repository's own package in reach.
    environment = {"PATH": "", "HOME": str(folder)}
    name = run(python, "-I", "-c", "import hwgen; print(hwgen.__file__)", env=environment).strip()
    if not Path(name).is_relative_to(folder):
        sys.exit(f"Python {version} took hwgen from {name}")
    environment = {key: value for key, value in os.environ.items() if key not in ("HWGEN_LIBRARY", "PYTHONPATH")}
    # What type checkers say does not depend on the interpreter.
    tests = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore", "tests/test_typing.py")
    said = run(python, *tests, cwd=ROOT / "bindings" / "python", env=environment)
    return said.splitlines()[-1]


def pinned(name: str) -> str:
    found = re.search(rf"^{name}==(\S+)$", (ROOT / "scripts" / "requirements.txt").read_text(), re.MULTILINE)
    assert found, f"scripts/requirements.txt pins no {name}"
    return found[1]


def main() -> None:
    wheel = build()
    interpreters = {version: find(version) for version in VERSIONS}
    missing = [version for version, interpreter in interpreters.items() if not interpreter]
    for version, interpreter in interpreters.items():
        if interpreter:
            print(f"Python {version}: {test(version, interpreter, wheel)}", flush=True)
    if missing:
        print(f"NOT FOUND, and not tested: Python {', '.join(missing)}", file=sys.stderr)
    if len(missing) == len(VERSIONS):
        sys.exit("no Python was found, so nothing was tested")


if __name__ == "__main__":
    main()
