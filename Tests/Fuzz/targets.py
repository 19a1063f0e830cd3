"""What scripts/fuzz.py feeds: the library's parsers, each as a function from bytes to whether the text was accepted.

An accepted text is printed by the library, read again and printed once more: the two prints must be the same. An error
must be a diagnostic of the language, not one of the library's own.
"""

from __future__ import annotations

import ctypes

import hwgen as hw
from hwgen import _native

SCHEMA = "p: int, q: bool, s: string, t: type, l: list(int), r: record"
# A function that is never called.
CODE = ctypes.CDLL(None).abort


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
    error = context._failure()
    assert isinstance(error, hw.Error), error
    assert 1000 < int(error.code[2:]) < 2000 or error.code == "HW9005", error
    return None


def round_trip(parameters: bytes, interface: bytes, what: int) -> bool:
    with hw.Context() as context:
        first = declared(context, b"first", parameters, interface)
        if first is None:
            return False
        text = context._text(_native.generator_text, first, what).encode()
        second = declared(
            context, b"second", *((text, interface) if what == _native.TEXT_PARAMETERS else (parameters, text))
        )
        assert second is not None, f"what was printed is refused: {text!r}"
        again = context._text(_native.generator_text, second, what).encode()
        assert text == again, f"{text!r} is printed as {again!r}"
        return True


def expression(data: bytes) -> bool:
    """The text as the value of a derived parameter, which may be of any kind; with commas it is more of a schema."""
    return round_trip(f"{SCHEMA}, derived x = ".encode() + data, b"", _native.TEXT_PARAMETERS)


def interface(data: bytes) -> bool:
    return round_trip(SCHEMA.encode(), data, _native.TEXT_INTERFACE)


def as_text(data: bytes) -> str | None:
    """What Python can give to the library; nothing for what is no UTF-8, or has a NUL."""
    try:
        return None if b"\0" in data else data.decode()
    except UnicodeDecodeError:
        return None


def netlist(data: bytes) -> bool:
    text = as_text(data)
    if text is None:
        return False
    with hw.Context():
        try:
            first = hw.read_netlist(text).netlist
        except hw.Error as error:
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
            context._failure()
            return False
        type = scratch.take_handle()
        try:
            bits = context._text(_native.type_pack, type, text)
        except hw.Error as error:
            assert 1000 < int(error.code[2:]) < 3000 or error.code == "HW9005", error
            return False
        first = context._text(_native.type_unpack, type, bits.encode())
        assert context._text(_native.type_pack, type, first.encode()) == bits, f"{first!r} has other bits than {text!r}"
        context._text(_native.type_layout, type)
        return True


def external(told: dict[str, str], interface: str) -> bool:
    """A module of Verilog that is told of, and one around it. What its netlist says is read again, and the same."""
    with hw.Context():
        try:
            inner = hw.external("Fuzzed", interface, hw.External(**told))  # type: ignore[arg-type]

            ports = [f"{port.direction} p{index}: {port.type}" for index, port in enumerate(inner.ports)]

            @hw.circuit("Outer", "; ".join(ports))
            def outer(io: hw.Ports) -> None:
                instance = inner()
                for index, port in enumerate(inner.ports):
                    if port.direction == "out":
                        io[f"p{index}"] @= instance[port.name]
                    else:
                        instance[port.name] @= io[f"p{index}"]

            first = outer.netlist
        except hw.Error as error:
            assert 1000 < int(error.code[2:]) < 3000, error
            return False
    with hw.Context():
        again = hw.read_netlist(first).netlist
        assert first == again, f"{first!r} is printed as {again!r}"
        return True


def json(data: bytes) -> bool:
    """What yosys says of a module."""
    text = as_text(data)
    return text is not None and external({"json": text}, "")


def inlined(data: bytes) -> bool:
    """Verilog parameters in the first line, timing in the second, what stands inline in the rest."""
    text = as_text(data)
    if text is None:
        return False
    told = dict(zip(("parameters", "timing", "verilog"), text.split("\n", 2), strict=False))
    return external(told, "in clk: Clock; in a: Bits(8); in b: Bit; out y: Bits(8); out q: Bit")


def signature(data: bytes) -> bool:
    """What a signature is of is found again by its name."""
    if b"\0" in data:
        return False
    with hw.Context() as context:
        for _ in range(2):
            status, _ = _native.function_declare(context._pointer, context._scratch, None, data, CODE, False)
            if status == _native.OK:
                continue
            error = context._failure()
            assert isinstance(error, hw.Error), error
            assert error.code in ("HW1020", "HW8003", "HW9005", "HW9006"), error
            return error.code == "HW9006"
    raise AssertionError(f"{data!r} is declared twice")


TARGETS = {
    "expression": expression,
    "interface": interface,
    "netlist": netlist,
    "value": value,
    "json": json,
    "inlined": inlined,
    "signature": signature,
}
