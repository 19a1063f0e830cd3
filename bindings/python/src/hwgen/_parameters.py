"""Parameters of a generator, as attributes of its class: `bits = hw.Int(min=1)`.

On the class a parameter is an expression, to be used in the interface and in other parameters; on a circuit it is the
value. `_schema_item` writes it in the library's schema language.
"""

from __future__ import annotations

from ._expressions import ATOM, Expression, _shown, brief, text, written_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol, TypeVar, overload

    from typing_extensions import Self

    from ._generator import Generator
    from ._types import Type as HardwareType

    V_co = TypeVar("V_co", covariant=True)
    # What writes an expression: strictly for the library, or as far as it is known.
    Writer = Callable[[object], str]

    class _Reading(Protocol[V_co]):
        @property
        def _value(self) -> V_co: ...


class Parameter(Expression):
    """What all kinds of parameters share. Not used by itself.

    `default` makes it optional, and may be an expression over the parameters before it; None is no default. `doc` is
    for those who read the generator. On the class it is an expression, on a circuit the value::

        class Rotate(hw.Generator):
            bits = hw.Int(min=2)
            by = hw.Int(min=0, default=bits // 2)

    A value of another kind is HW1003, one out of range HW1004, one that is missing HW1002, and an argument for no
    parameter HW1001.
    """

    __slots__ = ("default", "doc")
    kind = ""
    # The word of the schema that stands before the name.
    _word = ""
    # What it is on a circuit.
    if TYPE_CHECKING:

        @property
        def _value(self) -> Any: ...

    def __init__(self, default: object = None, doc: str = "") -> None:
        super().__init__(ATOM, "")
        self.default: object = default
        self.doc: str = doc

    @property
    def name(self) -> str:
        """The attribute of the class that it is; empty until the class is made."""
        return self._symbol

    def __set_name__(self, owner: type, name: str) -> None:
        if not self._symbol:
            self._symbol = name

    def _kind_text(self, write: Writer = text) -> str:
        """The kind as a schema has it: `int >= 1`."""
        return self.kind

    def _schema_item(self) -> str:
        """The item of the schema, or of the members, that declares it."""
        doc = f" {text(self.doc)}" if self.doc else ""
        return f"{self._word}{written_name(self._symbol)}{self._told(text)}{doc}"

    def _told(self, write: Writer) -> str:
        """What stands behind the name."""
        default = "" if self.default is None else f" = {write(self.default)}"
        return f": {self._kind_text(write)}{default}"

    def __repr__(self) -> str:
        return brief(type(self).__name__, lambda: f"{self._symbol}{self._told(_shown)}".lstrip(": "))

    if TYPE_CHECKING:

        @overload
        def __get__(self, circuit: None, owner: type) -> Self: ...
        @overload
        def __get__(self: _Reading[V_co], circuit: object, owner: type) -> V_co: ...
        def __get__(self, circuit: object, owner: type) -> Any: ...

    else:

        def __get__(self, circuit, owner):
            return self if circuit is None else circuit._value(self)


class Int(Parameter):
    """An integer of any size, from `min` to `max`: `bits = hw.Int(min=1, max=64, default=8)`.

    Both bounds are allowed values, and may be expressions; HW1004 for a value beyond them. Objects with `__index__` are
    integers, True and False are not. `late` leaves it to Verilog: a parameter of the emitted module, with a default,
    that decides widths and nothing else. In a body it is an expression then, which type checkers take for an int.
    """

    __slots__ = ("late", "max", "min")
    kind = "int"
    if TYPE_CHECKING:

        @property
        def _value(self) -> int: ...

    def __init__(
        self, min: object = None, max: object = None, default: object = None, doc: str = "", *, late: bool = False
    ) -> None:
        super().__init__(default, doc)
        self.min: object = min
        self.max: object = max
        self.late: bool = late

    def _kind_text(self, write: Writer = text) -> str:
        """The kind with its range."""
        kind = "late int" if self.late else "int"
        if self.min is not None and self.max is not None:
            return f"{kind} in {write(self.min)}..{write(self.max)}"
        if self.min is not None:
            return f"{kind} >= {write(self.min)}"
        if self.max is not None:
            return f"{kind} <= {write(self.max)}"
        return kind


class Bool(Parameter):
    """True or False: `has_ce = hw.Bool(default=False)`.

    The numbers 0 and 1 are no booleans here (HW1003).
    """

    __slots__ = ()
    kind = "bool"
    if TYPE_CHECKING:

        @property
        def _value(self) -> bool: ...


class String(Parameter):
    """A text: `label = hw.String(default="left")`.

    It names things or chooses among them; for a choice among known words there is `hw.Enum`.
    """

    __slots__ = ()
    kind = "string"
    if TYPE_CHECKING:

        @property
        def _value(self) -> str: ...


class Type(Parameter):
    """A hardware type: `item = hw.Type(default=hw.UInt(8))`.

    The argument is a type without parameters. In the interface the parameter stands where a type does, `hw.In(item)`.
    """

    __slots__ = ()
    kind = "type"
    if TYPE_CHECKING:

        @property
        def _value(self) -> HardwareType: ...


class Enum(Parameter):
    """One of some words: `style = hw.Enum("ripple", "fast", default="fast")`.

    Expressions compare it with a word, `style == "fast"`; on a circuit it is the word, a string.
    """

    __slots__ = ("words",)
    kind = "enum"
    if TYPE_CHECKING:

        @property
        def _value(self) -> str: ...

    def __init__(self, *words: str, default: str | None = None, doc: str = "") -> None:
        super().__init__(default, doc)
        for word in words:
            if not isinstance(word, str):
                raise TypeError(f"a word of hw.Enum is a string, not {word!r:.40}")
        self.words: tuple[str, ...] = words

    def _kind_text(self, write: Writer = text) -> str:
        """The kind with its words."""
        return f"enum({', '.join(written_name(word) for word in self.words)})"


class List(Parameter):
    """A list of values of one kind: `taps = hw.List(hw.Int, default=[1, 2])`.

    `element` is a class of parameters, or an object of one: `hw.List(hw.Int(min=0))`. Expressions use `taps[i]` and
    `hw.length(taps)`; on a circuit it is a list.
    """

    __slots__ = ("element",)
    kind = "list"
    if TYPE_CHECKING:

        @property
        def _value(self) -> list[Any]: ...

    def __init__(self, element: Parameter | type[Parameter], default: object = None, doc: str = "") -> None:
        super().__init__(default, doc)
        self.element: Parameter = element() if isinstance(element, type) else element
        if not isinstance(self.element, Parameter):
            raise TypeError(f"the element of hw.List is a parameter, as in hw.List(hw.Int), not {element!r:.40}")

    def _kind_text(self, write: Writer = text) -> str:
        """The kind with that of the elements."""
        return f"list({self.element._kind_text(write)})"


class Dict(Parameter):
    """A record of named values, as a dictionary: `Tap({"gain": 3, "mode": "fast"})`.

    It is for the body, where it is a dictionary.
    """

    __slots__ = ()
    kind = "record"
    if TYPE_CHECKING:

        @property
        def _value(self) -> dict[str, Any]: ...


class GeneratorParameter(Parameter):
    """A generator, given as its class: `Row(Element)`.

    In the body it is the class, to be called for a circuit: `self.element(8)("first", a=io.a)`.
    """

    __slots__ = ()
    kind = "generator"
    if TYPE_CHECKING:

        @property
        def _value(self) -> type[Generator]: ...


class OpaqueParameter(Parameter):
    """A value that the library does not look into: `Rom(hw.opaque("sine", table))`."""

    __slots__ = ()
    kind = "opaque"


class Derived(Parameter):
    """A parameter that others decide: `addr = hw.Derived(hw.clog2(depth))`.

    It is never given as an argument, and stands in expressions behind it like any other.
    """

    __slots__ = ("expression",)
    _word = "derived "

    def __init__(self, expression: object, doc: str = "") -> None:
        super().__init__(None, doc)
        self.expression: object = expression

    def _told(self, write: Writer) -> str:
        return f" = {write(self.expression)}"


class Member(Parameter):
    """What a generator knows of its circuits before any body runs: `latency = hw.Member(2 * stages)`.

    `kind` says what the expression is: "int", "bool", "string", "type" or "list(int)" and the like. Who holds a circuit
    reads the value, `Filter(16).latency`. A method does the same with `hw.member`.
    """

    __slots__ = ("expression", "kind")

    def __init__(self, expression: object, kind: str = "int", doc: str = "") -> None:
        super().__init__(None, doc)
        self.expression: object = expression
        self.kind: str = kind

    def _told(self, write: Writer) -> str:
        return f": {self.kind} = {write(self.expression)}"


def schema_text(parameters: list[Parameter], constraints: tuple[object, ...] = ()) -> str:
    """The schema of a generator, as the library reads it."""
    items = [parameter._schema_item() for parameter in parameters]
    return ", ".join(items + [f"require {text(constraint)}" for constraint in constraints])


def members_text(members: list[Member]) -> str:
    return "; ".join(member._schema_item() for member in members)
