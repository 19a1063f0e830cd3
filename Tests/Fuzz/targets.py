"""What scripts/fuzz.py feeds: the library's parsers, each as a function from bytes to whether the text was accepted.

An accepted text is printed by the library, read again and printed once more: the two prints must be the same. An error
must be a diagnostic of the language, not one of the library's own.
"""

from __future__ import annotations

import hwgen as hw
from hwgen import _native

SCHEMA = "p: int, q: bool, s: string, t: type, l: list(int), r: record"


def declared(context: hw.Context, identity: bytes, parameters: bytes, interface: bytes) -> int | None:
    """A generator of this schema and interface; nothing if it was refused."""
    scratch = context._scratch
    if b"\0" in parameters or b"\0" in interface:
        return None
    status = _native.generator_declare(
        context._pointer, scratch, b"Fuzzed", parameters, interface, b"", b"", b"fuzz", 1, identity, None
    )
    if status == _native.OK:
        return scratch.take_handle()
    error = context.failure()
    assert isinstance(error, hw.Error), error
    assert 1000 < int(error.code[2:]) < 2000 or error.code == "HW9005", error
    return None


def round_trip(parameters: bytes, interface: bytes, what: int) -> bool:
    with hw.Context() as context:
        first = declared(context, b"first", parameters, interface)
        if first is None:
            return False
        text = context.text(_native.generator_text, first, what).encode()
        second = declared(
            context, b"second", *((text, interface) if what == _native.TEXT_PARAMETERS else (parameters, text))
        )
        assert second is not None, f"what was printed is refused: {text!r}"
        again = context.text(_native.generator_text, second, what).encode()
        assert text == again, f"{text!r} is printed as {again!r}"
        return True


def expression(data: bytes) -> bool:
    """The text as the value of a derived parameter, which may be of any kind; with commas it is more of a schema."""
    return round_trip(f"{SCHEMA}, derived x = ".encode() + data, b"", _native.TEXT_PARAMETERS)


def interface(data: bytes) -> bool:
    return round_trip(SCHEMA.encode(), data, _native.TEXT_INTERFACE)


def netlist(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    with hw.Context():
        try:
            first = hw.read_netlist(text).netlist
        except hw.Error as error:
            # A NUL never reaches the library.
            assert 1000 < int(error.code[2:]) < 3000, error
            return False
    with hw.Context():
        again = hw.read_netlist(first).netlist
        assert first == again, f"{first!r} is printed as {again!r}"
        return True


def value(data: bytes) -> bool:
    """A type in the first line, a value of it in the rest."""
    written, _, text = data.partition(b"\n")
    if b"\0" in data:
        return False
    with hw.Context() as context:
        scratch = context._scratch
        if _native.type_parse(context._pointer, written, scratch.handle, scratch.error) != _native.OK:
            context.failure()
            return False
        type = scratch.take_handle()
        try:
            bits = context.text(_native.type_pack, type, text)
        except hw.Error as error:
            assert 1000 < int(error.code[2:]) < 3000 or error.code == "HW9005", error
            return False
        first = context.text(_native.type_unpack, type, bits.encode())
        assert context.text(_native.type_pack, type, first.encode()) == bits, f"{first!r} has other bits than {text!r}"
        context.text(_native.type_layout, type)
        return True


TARGETS = {"expression": expression, "interface": interface, "netlist": netlist, "value": value}
