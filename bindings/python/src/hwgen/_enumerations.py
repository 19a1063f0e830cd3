"""Enumerations: `State = hw.Enumeration("State", "idle run done")`; `State.idle` stands where a signal may."""

from __future__ import annotations

from ._context import current_context
from ._errors import refusal, user_frame
from ._expressions import ATOM, Slotted, split, written_name
from ._types import Type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

_WORDS = {"binary": "Enum", "onehot": "OneHot", "gray": "Gray"}


def _unquoted(name: str) -> str:
    if name[:1] != "`":
        return name
    return name[1:-1].replace("\\`", "`").replace("\\\\", "\\")


class EnumerationMember(Slotted):
    """A member of an enumeration: `State.idle`. A constant of its type, in any body.

    It has a `name`, a `code`, an integer, and the `type` that it is of.
    """

    __slots__ = ("code", "name", "type")

    def __init__(self, type: Enumeration, name: str, code: int) -> None:
        self.type: Enumeration = type
        self.name: str = name
        self.code: int = code

    def __repr__(self) -> str:
        return f"<{self.type.name or 'enumeration'}.{self.name}: {self.code}>"

    def __eq__(self, other: object) -> Any:
        if isinstance(other, EnumerationMember):
            return self.name == other.name and self.type == other.type
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.code))


class Enumeration(Type):
    """A type whose values are named: members between spaces or in a list, or a dictionary with their codes::

        State = hw.Enumeration("State", "idle run done", encoding="gray")
        Op = hw.Enumeration("Op", {"add": 3, "sub": 8}, width=4)

    `encoding` is "binary", "onehot" or "gray". In the Verilog a member is a `localparam`, `State_idle`; with None for a
    name, `idle`. Two enumerations are one type if names, members and codes are the same. A member is an attribute, or
    `State["idle"]`; HW1034 if there is none of that name. HW1030 to HW1033 for members and codes that cannot be.
    """

    __slots__ = ("_members", "name")
    name: str | None

    def __init__(
        self,
        name: str | None,
        members: str | Sequence[str] | Mapping[str, int],
        encoding: str = "binary",
        width: int | None = None,
    ) -> None:
        if encoding not in _WORDS:
            raise ValueError(f"an encoding is one of {', '.join(_WORDS)}, not {encoding!r}")
        listed = members.split() if isinstance(members, str) else list(members)
        head = [*([written_name(name)] if name else []), *([str(width)] if width is not None else [])]
        if isinstance(members, dict):
            parts = [f"{written_name(member)} = {int(code)}" for member, code in members.items()]
        else:
            parts = [written_name(member) for member in listed]
        written = f"{_WORDS[encoding]}({', '.join(head)}{': ' if head else ''}{', '.join(parts)})"
        self._read(current_context()._type_of(written).text)

    def _read(self, text: str) -> None:
        super().__init__(ATOM, text)
        self.name, codes = enumeration_parts(text)
        self._members = {member: EnumerationMember(self, member, code) for member, code in codes.items()}

    @classmethod
    def _of(cls, text: str) -> Enumeration:
        """The type of a canonical text."""
        made = cls.__new__(cls)
        made._read(text)
        return made

    def __getitem__(self, name: object) -> Any:
        found = self._members.get(name) if isinstance(name, str) else None
        if found is None:
            known = ", ".join(list(self._members)[:20])
            raise refusal("HW1034", f"{self} has no member {name!r}; it has {known}", user_frame())
        return found

    def __getattr__(self, name: str) -> Any:
        if name[:1] == "_":
            raise AttributeError(name)
        found = self._members.get(name)
        if found is None:
            raise AttributeError(f"{self} has no member {name!r}; it has {', '.join(list(self._members)[:20])}")
        return found

    def __iter__(self) -> Iterator[EnumerationMember]:  # type: ignore[override]
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)


def enumeration_parts(text: str) -> tuple[str | None, dict[str, int]]:
    """The name and the codes of an enumeration, from its text as the library writes it."""
    word, _, rest = text.partition("(")
    parts = split(rest[:-1], ",")
    name: str | None = None
    # `State: idle`, `State` and `4: idle`, or `4: idle`: the head ends at the first colon.
    for index, part in enumerate(parts[:2]):
        pieces = split(part, ":")
        if len(pieces) == 2:
            head = [*parts[:index], pieces[0]]
            name = None if head[0].isdecimal() else _unquoted(head[0])
            parts = [pieces[1], *parts[index + 1 :]]
            break
    codes: dict[str, int] = {}
    for index, part in enumerate(parts):
        member, *code = split(part, "=")
        value = {"Enum": index, "OneHot": 1 << index, "Gray": index ^ index >> 1}[word]
        codes[_unquoted(member)] = int(code[0]) if code else value
    return name, codes
