"""Comparison of generators for all sets of parameters."""

from __future__ import annotations

import sys
from ctypes import byref, c_int32

from . import _native
from ._context import current_context, encode
from ._declared import handle_of
from ._expressions import written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal, NoReturn

    from ._declared import DeclaredGenerator
    from ._generator import Generator

_REASONS = ("hook", "nonlinear", "limit")


class Comparison:
    """What `hwgen.compare` found; it is true if the relation is known to hold, and false otherwise. It is a value,
    and is not changed."""

    __slots__ = (
        "accepted_by",
        "answer",
        "arguments",
        "expression",
        "first",
        "other_arguments",
        "reason",
        "second",
        "text",
    )

    answer: Literal["same", "different", "unknown"]
    """What is known."""
    text: str
    """The whole answer in words."""
    arguments: str
    """Of a difference: the set of parameters that shows it, as a request of the first generator writes it."""
    other_arguments: str
    """The same as a request of the second generator writes it."""
    first: str
    """The first port that differs, of the first generator, or nothing if there is none; or why it refuses the set."""
    second: str
    """The same of the second generator."""
    accepted_by: Literal["first", "second"] | None
    """Which of the two alone accepts the set; None if both do."""
    reason: Literal["hook", "nonlinear", "limit"] | None
    """Of an unknown answer: what is in the way."""
    expression: str
    """Of an unknown answer: the sub-expression."""

    def __init__(self, answer: int, lines: list[str]) -> None:
        alone = {_native.ANSWER_FIRST_ALONE: "first", _native.ANSWER_SECOND_ALONE: "second"}
        is_unknown = answer >= _native.ANSWER_UNKNOWN_HOOK
        is_different = not is_unknown and answer != _native.ANSWER_SAME
        witness = lines[1:5] if is_different else [""] * 4
        values: dict[str, object] = {
            "answer": "unknown" if is_unknown else "different" if is_different else "same",
            "text": lines[0],
            "accepted_by": alone.get(answer),
            "reason": _REASONS[answer - _native.ANSWER_UNKNOWN_HOOK] if is_unknown else None,
            "expression": lines[1] if is_unknown else "",
        }
        values.update(zip(("arguments", "other_arguments", "first", "second"), witness, strict=True))
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a comparison is not changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a comparison is not changed: {name}")

    def __bool__(self) -> bool:
        return self.answer == "same"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Comparison) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Comparison: {self.text}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """It is pickled as what it says."""
        return _restored, (self._values(),)


def _restored(values: tuple[object, ...]) -> Comparison:
    made = Comparison.__new__(Comparison)
    for name, value in zip(Comparison.__slots__, values, strict=True):
        object.__setattr__(made, name, value)
    return made


def compare(
    first: type[Generator] | DeclaredGenerator,
    second: type[Generator] | DeclaredGenerator,
    *,
    substitutable: bool = False,
    names: Mapping[str, str] | None = None,
) -> Comparison:
    """Whether two generators have the same interface for all sets of parameters: `hw.compare(Add, Sub)`.

    Names, order, directions and types of the ports count, and which sets are legal; defaults and docs do not. The
    answer is proven, or comes with a set of parameters that both have evaluated, or is unknown with what is in the
    way. Runs no body and makes no circuit.

    With `substitutable` it is asked whether the second accepts what the first accepts, and has the same ports for it.
    Parameters correspond by name, or by `names`: `{"bits": "width"}` for what the first calls `bits` and the second
    `width`. HW1054 for a map that does not fit.
    """
    context = current_context()
    frame = sys._getframe(1)
    handles = (handle_of(first, context), handle_of(second, context))
    written = ", ".join(f"{written_name(name)} = {written_name(other)}" for name, other in (names or {}).items())
    answer = c_int32()
    text = context._text(
        _native.generator_compare,
        *handles,
        _native.RELATION_SUBSTITUTABLE if substitutable else _native.RELATION_SAME,
        encode(written),
        context._file(frame.f_code.co_filename),
        frame.f_lineno or 0,
        results=(byref(answer),),
    )
    return Comparison(answer.value, text.split("\n"))
