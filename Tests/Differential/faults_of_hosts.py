"""Faults planted in what hosts put together, in checks and in pads; `faults` joins them with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from .branches import Guard
from .checks import Check, Checking, is_looked_at, is_on, numbers
from .fixed import ROUNDINGS
from .meaning import MEANING, RULES, Meaning, Rule, Shape, saturated


def _of(s: Shape, **changed: object) -> Shape:
    """The shape of a cell that says something else."""
    assert s.cell is not None
    return replace(s, cell=replace(s.cell, **changed))  # type: ignore[arg-type]


def _wrong(operation: str, value: Callable[..., int]) -> Meaning:
    return replace(MEANING, rules={**RULES, operation: Rule(value, RULES[operation].of_patterns)})


def _rounded(one: str, other: str) -> Meaning:
    def value(s: Shape, a: int) -> int:
        assert s.cell is not None
        return RULES["convert"].value(_of(s, rounding=other) if s.cell.rounding == one else s, a)

    return _wrong("convert", value)


def _overflowing(one: str, other: str) -> Meaning:
    def value(s: Shape, a: int) -> int:
        assert s.cell is not None
        return RULES["convert"].value(_of(s, overflow=other) if s.cell.overflow == one else s, a)

    return _wrong("convert", value)


def _saturated_below(s: Shape, a: int) -> int:
    """Saturates at the greatest value alone."""
    assert s.cell is not None and s.cell.type is not None
    whole = RULES["convert"].value(_of(s, overflow="wrap"), a)
    return min(whole, saturated(s.cell.type, whole)) if s.cell.overflow == "saturate" else whole


def _top_payload(s: Shape, *payload: int) -> int:
    """The payload just below the tag."""
    assert s.cell is not None and s.cell.type is not None
    type = s.cell.type
    tag = RULES["variant"].value(s)
    return tag | (payload[0] << (type.width - type.tag_width - s.widths[0]) if payload else 0)


def _filled(s: Shape, *payload: int) -> int:
    """Ones between the tag and the payload."""
    assert s.cell is not None and s.cell.type is not None
    type = s.cell.type
    below = sum(s.widths)
    return RULES["variant"].value(s, *payload) | (1 << (type.width - type.tag_width)) - (1 << below)


def _all_of_payload(s: Shape, p: int) -> int:
    """What is between the tag and the payload is taken for a part of it."""
    union = s.types[0]
    return p & ((1 << (union.width - union.tag_width)) - 1)


def _other_variant(s: Shape, p: int) -> int:
    assert s.cell is not None
    return RULES["is_variant"].value(_of(s, variant=(s.cell.variant + 1) % len(s.types[0].payloads)), p)


OTHER = dict(zip(ROUNDINGS, [*list(ROUNDINGS)[1:], "floor"], strict=True))

HOSTED_FAULTS: dict[str, Meaning] = {
    **{f"{one} is {other}": _rounded(one, other) for one, other in OTHER.items()},
    "what saturates wraps": _overflowing("saturate", "wrap"),
    "what wraps saturates": _overflowing("wrap", "saturate"),
    "what is below the least wraps": _wrong("convert", _saturated_below),
    "a sum that grows does not": _wrong("add_expanding", lambda s, a, b: (a + b) % (1 << (s.width - 1))),
    "a sum does not align the points": _wrong("add_expanding", lambda s, a, b: a + b),
    "a difference that grows has no sign": _wrong("sub_expanding", lambda s, a, b: abs(a - b)),
    "a difference does not align the points": _wrong("sub_expanding", lambda s, a, b: a - b),
    "every variant is the first": _wrong("variant", lambda s, *p: RULES["variant"].value(_of(s, variant=0), *p)),
    "a payload stands below the tag": _wrong("variant", _top_payload),
    "ones stand below the tag": _wrong("variant", _filled),
    "a variant is taken for the next": _wrong("is_variant", _other_variant),
    "a match takes all below the tag": _wrong("match", _all_of_payload),
    "a match has no payload": _wrong("match", lambda s, p: 0),
}


def _checking(**changed: object) -> Meaning:
    return replace(MEANING, checking=replace(Checking(), **changed))  # type: ignore[arg-type]


def _turned(check: Check, values: Sequence[int], taken: Callable[[Guard, Sequence[int]], bool]) -> bool:
    """A reset of the other polarity."""
    is_off = check.reset < 0 or bool(values[check.reset])
    return is_off and is_looked_at(replace(check, reset=-1), values, taken)


def _failing(kind: str) -> Meaning:
    """One kind that speaks in the other case."""
    return _checking(is_on=lambda c, values: is_on(c, values) != (c.kind == kind and kind != "print"))


CHECK_FAULTS: dict[str, Meaning] = {
    "the reset of a check is ignored": _checking(
        is_looked_at=lambda c, values, taken: is_looked_at(replace(c, reset=-1), values, taken)
    ),
    "the reset of a check is turned round": _checking(is_looked_at=_turned),
    "a check does not look at its branches": _checking(
        is_looked_at=lambda c, values, taken: is_looked_at(replace(c, guards=()), values, taken)
    ),
    "a check looks at its innermost branch alone": _checking(
        is_looked_at=lambda c, values, taken: is_looked_at(replace(c, guards=c.guards[-1:]), values, taken)
    ),
    "an assertion that holds fails": _failing("assert"),
    "an assumption that holds fails": _failing("assume"),
    "a cover is seen where it is not": _failing("cover"),
    "a print is silent": _checking(is_on=lambda c, values: c.kind != "print" and is_on(c, values)),
    "a value is printed without sign": _checking(
        numbers=lambda c, values: numbers(replace(c, values=tuple((net, 0) for net, _ in c.values)), values)
    ),
    "what is not negative is printed as 0": _checking(
        numbers=lambda c, values: [number if number < 0 else 0 for number in numbers(c, values)]
    ),
}


PAD_FAULTS: dict[str, Meaning] = {
    "a pad has what is outside while it is driven": replace(MEANING, pad=lambda enable, inside, outside: outside),
    "a pad is always driven": replace(MEANING, pad=lambda enable, inside, outside: inside),
    "a pad is driven while it is not enabled": replace(
        MEANING, pad=lambda enable, inside, outside: outside if enable else inside
    ),
}

FAULTS = HOSTED_FAULTS | CHECK_FAULTS | PAD_FAULTS
