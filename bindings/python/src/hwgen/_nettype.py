"""A type as a context knows it: its number, its width, and which operations lead from it to which type."""

from __future__ import annotations

from ._expressions import field_of, split, split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._context import Context

NUMBERS = ("UInt", "SInt")
FIXED = ("UFix", "SFix")
VECTORS = ("Bits", "UInt", "SInt")


class NetType:
    """One for each type of a context, so that types are compared with `is`.

    `results[operation]` is the type of the operation on operands that are all of this type, once it is known.
    """

    __slots__ = (
        "_fields",
        "context",
        "greatest",
        "handle",
        "index",
        "kind",
        "least",
        "mixed",
        "results",
        "text",
        "width",
    )

    def __init__(self, context: Context, handle: int, text: str, width: int) -> None:
        self.context: Context = context
        self.handle: int = handle
        self.index: int = handle & 0xFFFFFFFF
        self.text: str = text
        self.width: int = width
        kind = "Record" if text[:1] == "{" else text.partition("(")[0]
        self.kind: str = "Enum" if kind in ("OneHot", "Gray") else kind
        # The bounds of a literal.
        is_signed = kind in ("SInt", "SFix")
        magnitude = max(width - is_signed, 0)
        self.least: int = -1 << magnitude if is_signed else 0
        self.greatest: int = (1 << magnitude) - 1
        if width < 0:
            # A late parameter decides it, and the library what fits.
            self.least, self.greatest = -1 << 63, (1 << 63) - 1
        self.results: list[NetType | None] = [None] * 64
        self.mixed: dict[tuple[int, NetType], NetType] = {}
        self._fields: dict[str, tuple[int, NetType]] | None = None

    def element(self) -> NetType:
        """Of an array, the type of its elements; of anything else, a Bit."""
        if self.kind != "Array":
            return self.context._type_of("Bit")
        return self.context._type_of(split(self.text[6:-1], ",")[1])

    def length(self) -> int:
        return self.width // self.element().width

    def fields(self) -> dict[str, tuple[int, NetType]]:
        """Of a record, the lowest bit and the type of each field."""
        if self._fields is None:
            fields: dict[str, tuple[int, NetType]] = {}
            if self.kind == "Record":
                low = self.width
                for field in split(self.text[1:-1], ","):
                    name, text = field_of(field)
                    type_ = self.context._type_of(text)
                    low -= type_.width
                    fields[name] = (low, type_)
            self._fields = fields
        return self._fields

    def variants(self) -> dict[str, NetType | None]:
        """Of a union, the type of each variant's payload, if it has one."""
        found: dict[str, NetType | None] = {}
        if self.kind != "Union":
            return found
        parts = split(self.text[6:-1], ",")
        # `Name: first`, or the first variant.
        parts[0] = split(parts[0], ":")[-1]
        for part in parts:
            pieces = split_name(part)
            found[pieces[0]] = self.context._type_of(pieces[1]) if pieces[1] else None
        return found

    def fraction(self) -> int:
        """Of a fixed-point number the bits behind the point, of anything else 0."""
        return int(self.text[:-1].partition(",")[2]) if self.kind in FIXED else 0

    def slice(self, width: int) -> NetType:
        return self.context._vector("UInt" if self.kind in NUMBERS else "Bits", width)
