"""The smallest things that trigger the codes of comparisons: see test_catalogue.py."""

from __future__ import annotations

import hwgen as hw


def generator(interface=""):
    return type("G", (hw.Generator,), {"bits": hw.Int(min=1), "interface": hw.Interface(interface)})


DESIGNS = {
    "HW1054": lambda: hw.compare(generator(), generator(), names={"width": "bits"}),
}
