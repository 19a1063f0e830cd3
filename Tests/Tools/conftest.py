"""The tests of scripts/ and of the systolic array's bench: what judges and compares must itself find planted faults."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "examples" / "systolic")]
