"""Some tests load the Python cases, which share `_case`."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "python"))
