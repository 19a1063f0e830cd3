"""Expressions over parameters: Python's operators write the library's expression language.

An `Expression` is a small tree that becomes text when a generator is declared, not before: only then do its parameters
have names. The library parses, checks and evaluates it; nothing is computed here. `&`, `|` and `~` stand for `and`,
`or` and `not`, which Python does not let a class define; `//` is the language's flooring `/`.
"""

from __future__ import annotations

import operator

from ._errors import refusal, user_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, SupportsIndex

ATOM, INFIX, PREFIX, CALL, CONDITIONAL, INDEX, RECORD, HOOK, UNION = range(9)


class Slotted:
    """What has slots is pickled by the old protocols as by the new ones."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return super().__reduce_ex__(max(operator.index(protocol), 2))


class Expression(Slotted):
    """A value that depends on parameters: what operators on parameters, and the functions here, make.

    There are `+ - * // % **`, comparisons, `&`, `|` and `~` for and, or, not, and `taps[i]`. An expression has no value
    in Python: as a condition or a number it raises TypeError. The library checks and evaluates it; a sum of a text and
    a number, say, is HW1003 when the class is made. Nothing here is to be called: expressions are made by operators.
    """

    __slots__ = ("_form", "_operands", "_symbol")
    _form: int
    _symbol: str
    _operands: tuple[Any, ...]

    def __init__(self, form: int, symbol: str, operands: tuple[Any, ...] = ()) -> None:
        self._form = form
        self._symbol = symbol
        self._operands = operands

    # Whether the symbol of an atom is text already, and not a name.
    _is_written: bool = False

    def __str__(self) -> str:
        return text(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {_shown(self)}>"

    def __bool__(self) -> bool:
        self._refuse_late("a condition")
        raise TypeError(
            f"{_shown(self)} depends on parameters that have no value yet: use hw.if_, and & | ~ for and, or, not"
        )

    def __index__(self) -> int:
        self._refuse_late("a number")
        raise TypeError(
            f"{_shown(self)} depends on parameters that have no value yet: in an interface use .repeat(count), "
            "in a body self has the values"
        )

    def __truediv__(self, _other: object) -> Expression:
        raise TypeError("expressions over parameters are integers: write //, which rounds down, instead of /")

    __rtruediv__ = __truediv__
    if TYPE_CHECKING:

        def __hash__(self) -> int: ...

    else:
        __hash__ = object.__hash__

    def __add__(self, other: object) -> Expression:
        return Expression(INFIX, "+", (self, other))

    def __radd__(self, other: object) -> Expression:
        return Expression(INFIX, "+", (other, self))

    def __sub__(self, other: object) -> Expression:
        return Expression(INFIX, "-", (self, other))

    def __rsub__(self, other: object) -> Expression:
        return Expression(INFIX, "-", (other, self))

    def __mul__(self, other: object) -> Expression:
        return Expression(INFIX, "*", (self, other))

    def __rmul__(self, other: object) -> Expression:
        return Expression(INFIX, "*", (other, self))

    def __floordiv__(self, other: object) -> Expression:
        return Expression(INFIX, "/", (self, other))

    def __rfloordiv__(self, other: object) -> Expression:
        return Expression(INFIX, "/", (other, self))

    def __mod__(self, other: object) -> Expression:
        return Expression(INFIX, "%", (self, other))

    def __rmod__(self, other: object) -> Expression:
        return Expression(INFIX, "%", (other, self))

    def __pow__(self, other: object) -> Expression:
        return Expression(CALL, "pow", (self, other))

    def __rpow__(self, other: object) -> Expression:
        return Expression(CALL, "pow", (other, self))

    def __neg__(self) -> Expression:
        return Expression(PREFIX, "-", (self,))

    def __and__(self, other: object) -> Expression:
        return Expression(INFIX, "and", (self, other))

    def __rand__(self, other: object) -> Expression:
        return Expression(INFIX, "and", (other, self))

    def __or__(self, other: object) -> Expression:
        return Expression(INFIX, "or", (self, other))

    def __ror__(self, other: object) -> Expression:
        return Expression(INFIX, "or", (other, self))

    def __invert__(self) -> Expression:
        return Expression(PREFIX, "not ", (self,))

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]
        return Expression(INFIX, "==", (self, other))

    def __ne__(self, other: object) -> Expression:  # type: ignore[override]
        return Expression(INFIX, "!=", (self, other))

    def __lt__(self, other: object) -> Expression:
        return Expression(INFIX, "<", (self, other))

    def __le__(self, other: object) -> Expression:
        return Expression(INFIX, "<=", (self, other))

    def __gt__(self, other: object) -> Expression:
        return Expression(INFIX, ">", (self, other))

    def __ge__(self, other: object) -> Expression:
        return Expression(INFIX, ">=", (self, other))

    def __getitem__(self, index: object) -> Expression:
        return Expression(INDEX, "", (self, index))

    def _refuse_late(self, use: str) -> None:
        from ._late import refuse_number

        refuse_number(self, use)

    # Without this, Python would iterate by asking for ever greater indices.
    __iter__: None = None


def clog2(value: object) -> Expression:
    """The least n with 2**n >= value: how many bits number so many things. HW1012 below 1."""
    return Expression(CALL, "clog2", (value,))


def minimum(*values: object) -> Expression:
    """The least of some values: `hw.minimum(depth, 16)`."""
    return Expression(CALL, "min", values)


def maximum(*values: object) -> Expression:
    """The greatest of some values: `hw.maximum(bits - 8, 1)`."""
    return Expression(CALL, "max", values)


def length(value: object) -> Expression:
    """The number of elements of a list parameter: `hw.length(taps)`."""
    return Expression(CALL, "len", (value,))


def if_(condition: object, then: object, otherwise: object) -> Expression:
    """One of two values by a condition: `hw.if_(fast, 1, 2 * stages)`.

    Both are of one kind, any that parameters have, types included. The one that is not chosen is not evaluated.
    """
    return Expression(CONDITIONAL, "", (condition, then, otherwise))


# Words of the library's language, which a name must be told apart from.
WORDS = frozenset(
    (
        "and", "or", "not", "if", "then", "else", "true", "false", "min", "max", "clog2", "pow", "len", "in", "out",
        "for", "flip", "derived", "require", "hook", "opaque", "generator", "record", "empty", "int", "bool", "string",
        "type", "enum", "list", "Bit", "Bits", "UInt", "SInt", "Clock", "Reset", "AsyncReset", "ResetN",
        "AsyncResetN", "Array",
    )
)  # fmt: skip


def is_identifier(name: str) -> bool:
    return name.isidentifier() and name.isascii()


def written_name(name: str) -> str:
    """A name in the library's language, where any text can be one in backquotes; what it may be, the library says."""
    return name if is_identifier(name) and name not in WORDS else quoted(name, "`")


def quoted(value: str, quote: str = '"') -> str:
    """A string in the library's language."""
    return quote + "".join(_escaped(character, quote) for character in value) + quote


def _escaped(character: str, quote: str) -> str:
    if character in (quote, "\\"):
        return "\\" + character
    if character < " " or character == "\x7f":
        return f"\\u{{{ord(character):x}}}"
    return character


def unquoted(written: str) -> str:
    """The string that the library wrote in quotes."""
    from re import sub

    plain = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

    def character(found: Any) -> str:
        escaped: str = found[2]
        return chr(int(found[1], 16)) if found[1] else plain.get(escaped, escaped)

    return sub(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", character, written[1:-1])


def decimal(value: int) -> str:
    """The digits of an integer of any size; `str` refuses over 4300 of them."""
    if -(1 << 8192) < value < 1 << 8192:
        return int.__str__(value)
    if value.bit_length() > 1 << 17:
        raise refusal("HW1015", f"an integer of {value.bit_length()} bits; 65536 are the most")
    sign, value = "-" if value < 0 else "", abs(value)
    parts: list[str] = []
    while value:
        value, part = divmod(value, 10**2000)
        parts.append(f"{part:02000d}" if value else str(part))
    return sign + "".join(reversed(parts))


def words(text: str) -> list[str]:
    """The names and numbers in a text in the library's language."""
    return "".join(c if c.isalnum() or c == "_" else " " for c in text).split()


def integer(digits: str) -> int:
    """The integer that `decimal` writes."""
    if len(digits) < 2000:
        return int(digits)
    sign, digits = (-1, digits[1:]) if digits[0] == "-" else (1, digits)
    head = len(digits) % 2000
    value = int(digits[:head] or "0")
    for start in range(head, len(digits), 2000):
        value = value * 10**2000 + int(digits[start : start + 2000])
    return sign * value


class GeneratorValue:
    """What stands for a generator and is no class."""

    __slots__ = ()

    def _identity(self) -> str:
        raise NotImplementedError


class Opaque:
    """A value that means nothing to the library: it is told from others by its key. Made by `hw.opaque`."""

    __slots__ = ("key", "value")

    def __init__(self, key: str, value: object) -> None:
        self.key: str = key
        self.value: object = value

    def written(self) -> str:
        """The key, after the current context has noted whose it is."""
        from ._context import current_context

        known = current_context()._opaque.setdefault(self.key, self.value)
        if known is not self.value:
            what = f"two different values have the key {self.key[:60]!r}"
            raise refusal("HW8002", f"{what}: {_shown(known)} and {_shown(self.value)}", user_frame())
        return self.key

    def __repr__(self) -> str:
        return brief(f"opaque {self.key!r}:", lambda: _shown(self.value))

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (self.key, self.value)


def _unpickled(key: str, value: object) -> Opaque:
    """What a context knows by the key stays what it is: the copy of it that was pickled means the same."""
    from ._context import current_context

    return Opaque(key, current_context()._opaque.get(key, value))


def opaque(key: str, value: object) -> Opaque:
    """A value of any kind for an `hw.OpaqueParameter`: `Rom(hw.opaque("sine", table))`.

    The library sees the key alone: it tells circuits apart, and stands in their arguments. In one context one key means
    one object; HW8002 for a second.
    """
    return Opaque(key, value)


def split(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand in no bracket and no string."""
    parts: list[str] = []
    depth, start, quote, escaped = 0, 0, "", False
    for position, character in enumerate(text):
        if quote:
            if character == quote and not escaped:
                quote = ""
            escaped = character == "\\" and not escaped
        elif character in '"`':
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return parts


def field_of(text: str) -> tuple[str, str]:
    """The name of a record's field, which may be quoted, and what stands behind the colon."""
    text = text.removeprefix("flip ").strip()
    name = split(text, ":")[0]
    return unquoted(name) if name[:1] == "`" else name, text[len(name) :].lstrip(" :")


def split_name(text: str) -> tuple[str, str]:
    """A name, which may be quoted, and what stands in the parentheses behind it."""
    end = 0
    if text[:1] == "`":
        end = 1
        while text[end] != "`":
            end += 2 if text[end] == "\\" else 1
        name = text[1:end].replace("\\`", "`").replace("\\\\", "\\")
        rest = text[end + 1 :]
    else:
        name, bracket, rest = text.partition("(")
        rest = bracket + rest
    return name.strip(), rest.strip()[1:-1]


def atom(value: object) -> str | None:
    """The text of a plain value; nothing for what is made of others, or is no value of the language."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Opaque):
        return f"opaque({quoted(value.written())})"
    if isinstance(value, (type, GeneratorValue)):
        # A generator's class stands for the generator.
        identity = getattr(value, "_identity", None)
        return None if identity is None else f"generator({quoted(identity())})"
    try:
        return decimal(operator.index(value))  # type: ignore[arg-type]
    except TypeError:
        return None


def atoms(root: Expression) -> Iterator[Expression]:
    """The atoms of an expression or type: parameters, and types that are written as they are. Without recursion."""
    stack: list[object] = [root]
    while stack:
        value = stack.pop()
        if not isinstance(value, Expression):
            continue
        if value._form == ATOM:
            yield value
        elif value._form == RECORD:
            stack += [field[2] for field in value._operands]
        elif value._form == UNION:
            stack += [payload for _, payload in value._operands]
        else:
            stack += value._operands


def text(root: object, shown: bool = False) -> str:
    """A value or expression in the library's language. Works through trees of any depth.

    A parameter that no class has yet is HW1009; where the text is shown, and not read, its kind stands for it.
    """
    out: list[str] = []
    # What is still to be written, the next one last: text, or a value and whether parentheses are needed around it.
    stack: list[Any] = [(root, False)]
    while stack:
        item = stack.pop()
        if item.__class__ is str:
            out.append(item)
            continue
        value, enclosed = item
        if not isinstance(value, Expression):
            if isinstance(value, dict):
                fields: dict[str, Any] = item[0]
                stack.append(")")
                for position, (name, field) in reversed(list(enumerate(fields.items()))):
                    stack.append((field, False))
                    stack.append(f"{', ' if position else ''}{written_name(name)}: ")
                stack.append("record(")
                continue
            if isinstance(value, (list, tuple)):
                elements: Any = item[0]
                stack.append("]")
                for position in range(len(elements) - 1, -1, -1):
                    stack.append((elements[position], False))
                    if position:
                        stack.append(", ")
                stack.append("[")
                continue
            written = atom(value)
            if written is None:
                raise refusal("HW1003", no_value(value), user_frame())
            out.append(f"({written})" if enclosed and written[0] == "-" else written)
            continue
        form, symbol, operands = value._form, value._symbol, value._operands
        if form == ATOM:
            if not symbol and not shown:
                raise refusal(
                    "HW1009", "a parameter is used that is no attribute of the generator's class", user_frame()
                )
            out.append(symbol if value._is_written else written_name(symbol) if symbol else getattr(value, "kind", ""))
        elif form == CALL:
            stack.append(")")
            for position in range(len(operands) - 1, -1, -1):
                stack.append((operands[position], False))
                if position:
                    stack.append(", ")
            stack.append(symbol + "(")
        elif form == HOOK:
            # The first operand is the hook, which the current context now knows by a name.
            hook, *arguments = operands
            stack.append(f"): {hook.kind}{')' if enclosed else ''}")
            for position in range(len(arguments) - 1, -1, -1):
                stack.append((arguments[position], False))
                if position:
                    stack.append(", ")
            called = hook.name if shown else quoted(hook._declared(), "`")
            stack.append(f"{'(' if enclosed else ''}hook {called}(")
        elif form == RECORD:
            stack.append("}")
            for position in range(len(operands) - 1, -1, -1):
                field, flipped, type_ = operands[position]
                stack.append((type_, False))
                stack.append(f"{', ' if position else ''}{'flip ' if flipped else ''}{written_name(field)}: ")
            stack.append("{")
        elif form == UNION:
            stack.append(")")
            for position in range(len(operands) - 1, -1, -1):
                name, payload = operands[position]
                stack += [] if payload is None else [")", (payload, False), "("]
                stack.append(f"{', ' if position else ''}{written_name(name)}")
            stack.append(f"Union({written_name(symbol)}: " if symbol else "Union(")
        elif form == INDEX:
            stack += ["]", (operands[1], False), "[", (operands[0], True)]
        else:
            if enclosed:
                stack.append(")")
            if form == INFIX:
                stack += [(operands[1], True), f" {symbol} ", (operands[0], True)]
            elif form == PREFIX:
                stack += [(operands[0], True), symbol]
            else:
                stack += [(operands[2], True), " else ", (operands[1], True), " then ", (operands[0], True), "if "]
            if enclosed:
                stack.append("(")
    return "".join(out)


def no_value(value: object) -> str:
    """Why a value cannot stand in a text for the library."""
    if type(value).__name__ == "Vector":
        return f"{value!r} is no type yet: give its width, {value!r}(8)"
    return f"{_shown(value)} of type {type(value).__name__} is no value of a parameter"


def _shown(value: object) -> str:
    """A value in a message: never long, and never a failure of its own."""
    try:
        shown = text(value, shown=True) if isinstance(value, Expression) else repr(value)
    except Exception:
        return "an expression" if isinstance(value, Expression) else "a value"
    return shown if len(shown) <= 60 else shown[:57] + "..."


def brief(head: str, more: Callable[[], str]) -> str:
    """What a repr gives, `<head more>`: one line, never long, and never a failure of its own."""
    try:
        shown = f"{head} {more()}"
    except Exception:
        shown = head
    line = " ".join(shown.split())
    return f"<{line if len(line) <= 100 else line[:97] + '...'}>"
