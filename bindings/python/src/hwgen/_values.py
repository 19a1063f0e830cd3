"""Values of hardware types on the host's side: as text in the library's language, and back.

A record is a dictionary, an array a list, a number an `int`, a fixed-point number a `Fraction`, a member of an
enumeration its name, a variant of a union a `Variant`, or its name if it has no payload.
"""

from __future__ import annotations

import operator
import re

from ._enumerations import EnumerationMember
from ._expressions import written_name
from ._types import Variant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Any


def scalar_text(value: Any) -> str | None:
    """The text of a value that is not made of others."""
    if value is True or value is False:
        return str(int(value))
    if isinstance(value, EnumerationMember):
        return written_name(value.name)
    if isinstance(value, str):
        return written_name(value)
    try:
        number = operator.index(value)
        # Python refuses to write very long numbers in decimal.
        return str(number) if number.bit_length() <= 64 else hex(number)
    except TypeError:
        pass
    if isinstance(value, (list, tuple, dict)):
        return None
    from fractions import Fraction

    try:
        exact = Fraction(value)
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{value!r} is no value of a hardware type") from None
    return f"{'-' if exact < 0 else ''}{abs(exact.numerator)}/{exact.denominator}"


def value_text(root: Any) -> str:
    """A value as the library reads it. Works through values of any depth."""
    out: list[str] = []
    stack: list[Any] = [(root,)]
    while stack:
        item = stack.pop()
        if item.__class__ is str:
            out.append(item)
            continue
        value = item[0]
        if isinstance(value, Variant):
            out.append(written_name(value.name))
            if value.payload is not None:
                stack += [")", (value.payload,), "("]
            continue
        scalar = scalar_text(value)
        if scalar is not None:
            out.append(scalar)
            continue
        parts: list[Any] = []
        if isinstance(value, dict):
            for name, field in item[0].items():
                parts += [", " if parts else "{", written_name(name) + ": ", (field,)]
            parts.append("}" if parts else "{}")
        else:
            for element in value:
                parts += [", " if parts else "[", (element,)]
            parts.append("]" if parts else "[]")
        stack += reversed(parts)
    return "".join(out)


_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?(?:0x[0-9a-f]+p-?\d+|0x[0-9a-f]+|\d+\.\d+|\d+))|(?P<name>[A-Za-z_]\w*)"
    r"|`(?P<quoted>(?:[^`\\]|\\.)*)`|(?P<sign>[\[\]{}(),:]))",
    re.ASCII,
)


def _number(text: str) -> int | Fraction:
    if "." not in text and "p" not in text:
        return int(text, 0)
    from fractions import Fraction

    if "." in text:
        return Fraction(text)
    mantissa, _, power = text.partition("p")
    return Fraction(int(mantissa, 16)) * Fraction(2) ** int(power)


def read_value(text: str) -> Any:
    """The value of a text that the library wrote."""
    # What is open: the container, and of a dictionary or a variant the name that waits for its value.
    stack: list[list[Any]] = []
    done: Any = None
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found is not None, text[at : at + 40]
        at = found.end()
        sign = found["sign"]
        if found["number"] is not None:
            done = _number(found["number"])
        elif sign is None:
            name = found["name"]
            done = re.sub(r"\\(.)", r"\1", found["quoted"]) if name is None else name
        elif sign in "[{":
            stack.append([[] if sign == "[" else {}, None])
            done = None
        elif sign == "(":
            stack.append([Variant, done])
        elif sign == ":":
            stack[-1][1] = done
        else:
            container, name = opened = stack[-1]
            if isinstance(container, list):
                opened[0].append(done)
            elif isinstance(container, dict):
                container[name] = done
            else:
                opened[0] = Variant(name, done)
            if sign != ",":
                done = stack.pop()[0]
    return done
