"""Writes docs/library/README.md and its pictures from what the generators of the library say of themselves.

    build_library_page.py            write the page and the pictures
    build_library_page.py --check    fail if the page is not what the library gives

It needs the library (HWGEN_LIBRARY, or build/lib/libhwgen.so), and Graphviz for the pictures, which are not compared:
their coordinates depend on the version of Graphviz and the fonts there are.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "library"

os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
sys.path.insert(0, str(ROOT / "bindings" / "python" / "src"))

import hwgen as hw  # noqa: E402

HEAD = """# The standard library

Generators that come with hwgen, written with nothing but what every host has. They are reached by name from every host,
and are generators like your own: `hwgen_library_generator(context, "FIFO", …)` in C, `hw.lib.FIFO(hw.UInt(8), depth=4)`
in Python, `try context.library("FIFO")("UInt(8), depth = 4")` in Swift; [the guide](../guide/library.md) has an
example. Each is run against a model in iverilog and verilator, and synthesised by yosys without a warning.

An `item` is data that goes one way: `Bit`, `Bits`, a number, an enumeration, a union, or an array or record of these;
the fields of a record are ports of their own.

This page is made by `scripts/build_library_page.py` from what they say of themselves; it is not edited by hand.
"""

# Small ones, so that the picture can be read.
PICTURED = {
    "Synchroniser": {},
    "ResetSynchroniser": {},
    "AsyncFIFO": {"item": hw.UInt(8), "depth": 4},
    "GrayEncoder": {"width": 4},
    "GrayDecoder": {"width": 4},
    "Counter": {"limit": 10},
    "ShiftRegister": {"item": hw.UInt(8), "length": 3},
    "LFSR": {},
    "FIFO": {"item": hw.UInt(8), "depth": 4},
    "Queue": {"item": hw.UInt(8)},
    "Pipe": {"item": hw.UInt(8)},
    "SkidBuffer": {"item": hw.UInt(8)},
    "PriorityArbiter": {"count": 4},
    "RoundRobinArbiter": {"count": 4},
    "OneHotEncoder": {"count": 4},
    "PriorityEncoder": {"count": 4},
    "Decoder": {"count": 4},
    "Mux": {"item": hw.UInt(8), "count": 3},
    "CRC": {"width": 3, "polynomial": 3, "data_width": 1, "initial": 7, "final_xor": 7},
    "RegisterFile": {"item": hw.UInt(8), "count": 4},
    "UARTTransmitter": {},
    "UARTReceiver": {},
    "UART": {},
    "AXI4LiteRegisters": {
        "registers": [{"name": "control", "width": 8}, {"name": "status", "access": "ro"}],
        "address_width": 4,
    },
}


def items(text: str, separators: str) -> list[str]:
    """A text cut behind the separators that stand in no bracket and no string."""
    found, depth, is_string, start = [], 0, False, 0
    for at, character in enumerate(text):
        if character == '"':
            is_string = not is_string
        elif is_string:
            continue
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0 and character in separators:
            found.append(text[start : at + 1].strip())
            start = at + 1
    return [*found, text[start:].strip()]


def declaration(text: str) -> str:
    """A declaration of an interface; a record that is too long has a line for each field."""
    head, brace, fields = text.partition("{")
    if len(text) <= 120 or not brace:
        return text
    inner, _, end = fields.rpartition("}")
    return "\n".join([head + brace, *(f"  {field}" for field in items(inner, ",")), "}" + end])


def parameters(made: hw.DeclaredGenerator) -> list[str]:
    return items(made.parameters, ",")


def section(name: str) -> str:
    made = getattr(hw.lib, name)
    ports = [declaration(each) for each in items(made.interface, ";")]
    parts = [f"## {name}", made.doc, *("```text\n" + "\n".join(each) + "\n```" for each in (parameters(made), ports))]
    if made.members:
        parts.append(f"Members:\n\n```text\n{made.members}\n```")
    parts.append(f"![{name}({made(**PICTURED[name]).arguments})]({name}.svg)")
    return "\n\n".join(parts) + "\n"


def page() -> str:
    assert list(PICTURED) == hw.lib.names(), "a generator has no picture, or the order is another"
    table = "\n".join(f"- [{name}](#{name.lower()})" for name in hw.lib.names())
    return "\n".join([HEAD, table + "\n", *(section(name) for name in hw.lib.names())])


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes docs/library/README.md.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    path = FOLDER / "README.md"
    text = page()
    if check:
        found = path.read_text() if path.exists() else ""
        sys.stdout.writelines(difflib.unified_diff(found.splitlines(True), text.splitlines(True), "page", "library"))
        missing = [name for name in PICTURED if not (FOLDER / f"{name}.svg").exists()]
        print(*(f"no picture of {name}" for name in missing), sep="\n", end="")
        return int(found != text or bool(missing))
    FOLDER.mkdir(exist_ok=True)
    path.write_text(text)
    for name, arguments in PICTURED.items():
        (FOLDER / f"{name}.svg").write_text(getattr(hw.lib, name)(**arguments).svg())
    print(f"{path.relative_to(ROOT)}: {len(PICTURED)} generators")
    return 0


if __name__ == "__main__":
    sys.exit(main())
