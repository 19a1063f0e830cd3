"""Prints the shared library of this Python, which a program embeds; fails if there is none.

It is the interpreter's own if that was built with one, else what the system has of its version.
"""

import ctypes.util
import sys
import sysconfig
from pathlib import Path


def find() -> str | None:
    name = str(sysconfig.get_config_var("INSTSONAME"))
    own = Path(str(sysconfig.get_config_var("LIBDIR"))) / name
    if ".so" in name and own.exists():
        return str(own)
    return ctypes.util.find_library(f"python{sys.version_info.major}.{sys.version_info.minor}")


if __name__ == "__main__":
    found = find()
    if found is None:
        sys.exit(f"{sys.executable} has no shared library: Debian's libpython3-dev brings its own")
    print(found)
