"""Builds the wheel: the package and the library, for machines like this one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# The library's relocations are packed, which the loader of glibc 2.36 is the first to know.
PLATFORM = f"manylinux_2_36_{platform.machine()}"


def library() -> Path:
    """The library that goes into the wheel: HWGEN_LIBRARY, or the repository's, which is built if it is not there."""
    given = os.environ.get("HWGEN_LIBRARY")
    found = Path(given) if given else ROOT / "build" / "lib" / "libhwgen.so"
    if not found.exists() and not given and shutil.which("swift"):
        subprocess.run([ROOT / "scripts" / "build-library.sh"], check=True)
    if not found.exists():
        raise SystemExit(f"hwgen: there is no {found}: `make library` builds it, which takes Swift 6.3")
    return found.resolve()


class BuildWithLibrary(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            link = HERE / "src" / "hwgen" / "libhwgen.so"
            link.unlink(missing_ok=True)
            link.symlink_to(library())
        else:
            shutil.copyfile(library(), Path(self.build_lib) / "hwgen" / "libhwgen.so")


class WheelOfPlatform(bdist_wheel):
    """One wheel for every Python: the library is reached by ctypes, and knows nothing of the interpreter."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", PLATFORM


class WithLibrary(Distribution):
    def has_ext_modules(self) -> bool:
        return True


setup(cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": WheelOfPlatform}, distclass=WithLibrary)
