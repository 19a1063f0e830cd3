"""The reference of the Python package: pages that Sphinx makes from its docstrings, as docs/reference/python has it.

It imports the package of this tree, and so loads the library that was built.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "reference" / "python"


def build(out: Path, source: Path = SOURCE) -> list[str]:
    """Has Sphinx write the pages: what it says of them, each warning being an error, if it is not content."""
    path = os.pathsep.join(filter(None, (str(ROOT / "bindings" / "python" / "src"), os.environ.get("PYTHONPATH"))))
    library = os.environ.get("HWGEN_LIBRARY") or str(ROOT / "build" / "lib" / "libhwgen.so")
    with tempfile.TemporaryDirectory() as kept:
        # Nothing is kept from one run to the next: Sphinx does not know of the library, whose generators tell what
        # they are.
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-d", kept, source, out],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": path, "HWGEN_LIBRARY": library},
        )
    return [f"reference of the Python package: {done.stdout}{done.stderr}".rstrip()] if done.returncode else []
