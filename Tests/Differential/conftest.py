"""The library that the tests run with: the one of HWGEN_LIBRARY, else build/lib."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
