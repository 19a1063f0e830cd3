"""Hooks: Python functions that expressions over parameters call.

    @hw.hook
    def coefficients(taps: int, window: str) -> int: ...

    class Filter(hw.Generator):
        taps = hw.Int(min=1)
        interface = hw.Interface(x=hw.In(hw.SInt(8)), y=hw.Out(hw.SInt[coefficients(taps, "hann")]))

        @hw.member
        def latency(self) -> int:
            return self.taps + 1

With plain values such a function is called as ever. With parameters the call is an expression, and the library calls
the function when the parameters have values, once for the same values: so it must depend on them alone.
"""

from __future__ import annotations

from types import SimpleNamespace
from weakref import ref

from . import _native
from ._context import current_context, encode
from ._expressions import HOOK, Expression, _shown
from ._parameters import Member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Generic, TypeVar, overload

    from ._context import Context
    from ._parameters import Parameter

    V = TypeVar("V")

    class _MemberOf(Member, Generic[V]):
        @property
        def _value(self) -> V: ...


C_KINDS = {"bool": "bool", "_Bool": "bool", "char": "string", "hwgen_type": "type", "hwgen_generator": "generator"}
KINDS = {"int": "int", "bool": "bool", "str": "string", "list": "list", "Type": "type", "hw.Type": "type"}


class Hook:
    """A function that may stand in expressions; made by `hw.hook`.

    Called with parameters among its arguments it gives an expression, else what the function gives.
    """

    __slots__ = ("__weakref__", "doc", "function", "impure", "kind", "name")

    def __init__(
        self, function: Callable[..., Any], kind: str | None, what: str = "hook", *, impure: bool = False
    ) -> None:
        self.function: Callable[..., Any] = function
        self.impure: bool = impure
        self.doc: str = doc_of(function)
        self.name: str = f"{function.__module__}.{function.__qualname__}"
        self.kind: str = kind or _kind(function, what)

    def __call__(self, *arguments: Any) -> Any:
        if any(isinstance(argument, Expression) for argument in arguments):
            return Expression(HOOK, "", (self, *arguments))
        return self.function(*arguments)

    def _declared(self) -> str:
        """The name by which the current context knows the function; it is made known if it is not yet."""
        return current_context()._hook_name(self)

    def _declare(self, context: Context, name: str) -> tuple[int, object]:
        """Makes it known to a context: the status, and what must live as long as that."""
        weak = ref(context)

        def run(arguments: list[str]) -> str | int:
            context = weak()
            return 0 if context is None else context._call_hook(self, arguments)

        return _native.hook_declare(context._pointer, context._scratch, encode(name), run, self.impure)

    def __repr__(self) -> str:
        return f"<hook {self.name}>"


def doc_of(thing: object) -> str:
    """Its docstring without the indentation of the source, which Python 3.13 leaves out itself."""
    doc = thing.__doc__ or ""
    if "\n" not in doc:
        return doc
    from inspect import cleandoc  # slow to import

    return cleandoc(doc)


def _kind(function: Callable[..., Any], what: str) -> str:
    result = getattr(function, "__annotations__", {}).get("return")
    name = result if isinstance(result, str) else getattr(result, "__name__", "")
    kind = KINDS.get(name)
    if kind is None:
        raise TypeError(
            f"hw.{what} needs to know what {function.__qualname__} returns: annotate it with `-> int`, `-> bool`, "
            "`-> str`, `-> list` or `-> hw.Type`"
        )
    return kind


class CFunction(Hook):
    """A C function that expressions may call, without Python in between::

        width_of = hw.CFunction("int64_t width_of(int64_t mode)", library.width_of)

    `signature` is its prototype, over the types that the header lists. `function` is a function of a library that
    ctypes has loaded, or any other function pointer of ctypes; called with plain values it is called by ctypes, which
    has to be told its types as ever. An `impure` one is called whenever a call of it is evaluated, others once for
    equal arguments. HW8003 for a signature that is none, where it is first used; TypeError for a function that is none
    of ctypes.
    """

    __slots__ = ("signature",)

    def __init__(self, signature: str, function: Any, *, impure: bool = False) -> None:
        if not isinstance(signature, str):
            raise TypeError(f"the signature of hw.CFunction is a string, not {type(signature).__name__}")
        if not _native.is_function(function):
            raise TypeError(
                "hw.CFunction takes a function that ctypes has loaded, or another function pointer of ctypes, as in "
                f"ctypes.CFUNCTYPE(…)(address), not {_shown(function)}; for a function of Python there is hw.hook"
            )
        # What the result is, and the name; the library reads the whole, and says what is wrong with it.
        words = [word for word in signature.partition("(")[0].replace("*", " ").split() if word != "const"]
        self.function = function
        self.doc = ""
        self.name: str = words[1] if len(words) > 1 else ""
        self.kind: str = C_KINDS.get(words[0] if words else "", "int")
        self.signature: str = signature
        self.impure: bool = impure

    def _declare(self, context: Context, name: str) -> tuple[int, object]:
        """Makes it known to a context, by its address."""
        return _native.function_declare(
            context._pointer, context._scratch, encode(name), encode(self.signature), self.function, self.impure
        )


if TYPE_CHECKING:

    @overload
    def hook(function: Callable[..., Any]) -> Hook: ...
    @overload
    def hook(*, impure: bool = False) -> Callable[[Callable[..., Any]], Hook]: ...


def hook(
    function: Callable[..., Any] | None = None, *, impure: bool = False
) -> Hook | Callable[[Callable[..., Any]], Hook]:
    """Makes a function one that expressions may call::

        @hw.hook
        def address_bits(depth: int, style: str) -> int:
            return max(1, (depth - 1).bit_length()) + (style == "gray")

    The annotation of its result says the kind: `int`, `bool`, `str`, `list` or `hw.Type`; TypeError without. It must
    depend on its arguments alone, and is called once for the same values. HW1003 if it gives something else; what it
    raises comes out of the request as it is. One that depends on more is made by `@hw.hook(impure=True)`: it is called
    whenever its value is needed.
    """
    if function is None:
        return lambda function: Hook(function, None, impure=impure)
    return Hook(function, None, impure=impure)


class MethodMember(Member):
    """A member that a method computes; made by `hw.member`."""

    __slots__ = ("method",)

    def __init__(self, method: Callable[[Any], Any]) -> None:
        super().__init__(None, _kind(method, "member"), doc_of(method))
        self.method = method

    def __repr__(self) -> str:
        return f"<Member {self.name}: {self.kind} = {self.method.__qualname__}()>"

    def bind(self, parameters: tuple[Parameter, ...]) -> MethodMember:
        """The member of a generator with these parameters: an expression over all of them."""
        names = [parameter.name for parameter in parameters]
        method = self.method

        def call(*values: Any) -> Any:
            return method(SimpleNamespace(**dict(zip(names, values, strict=True))))

        call.__module__, call.__qualname__ = method.__module__, method.__qualname__
        bound = MethodMember(method)
        bound._symbol = self._symbol
        bound.expression = Expression(HOOK, "", (Hook(call, self.kind), *parameters))
        return bound


def member(method: Callable[[Any], V]) -> _MemberOf[V]:
    """A member as a method: it is called with an object whose attributes are the values of the parameters::

        @hw.member
        def area(self) -> int:
            return 6 * self.bits

    Its annotation says the kind, as for `hw.hook`. On a circuit it is the value, `Add(16).area`.
    """
    made: Any = MethodMember(method)
    return made  # type: ignore[no-any-return]
