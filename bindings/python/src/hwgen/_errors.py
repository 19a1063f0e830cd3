"""What goes wrong, as exceptions. The library words the message; a few mistakes are seen before it is asked."""

from __future__ import annotations

import sys

from . import _native

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType, TracebackType
    from typing import Any


class Diagnostic:
    """One thing that hwgen has to say: `code`, as HW2003, `severity`, which is "error", "warning" or "note", the
    `message`, and the place in the host's source, `file` and `line`, an empty name if there is none. `fix` is what
    would mend it, if that is known, and `notes` say of other places what they have to do with it. `str` is what it
    says, in a line. It is never changed; two are equal if all of it is."""

    __slots__ = ("code", "file", "fix", "line", "message", "notes", "severity")
    code: str
    severity: str
    message: str
    file: str
    line: int
    fix: str
    notes: tuple[Diagnostic, ...]

    def __init__(
        self,
        code: str,
        severity: str,
        message: str,
        file: str = "",
        line: int = 0,
        fix: str = "",
        notes: tuple[Diagnostic, ...] = (),
    ) -> None:
        parts = {"code": code, "severity": severity, "message": message, "file": file, "line": line}
        for name, value in {**parts, "fix": fix, "notes": notes}.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of a diagnostic is not changed: make another one")

    def _parts(self) -> tuple[str, str, str, str, int, str, tuple[Diagnostic, ...]]:
        return self.code, self.severity, self.message, self.file, self.line, self.fix, self.notes

    @property
    def title(self) -> str:
        """What its code stands for, whatever the design."""
        return _native.code_title(self._number).decode()  # type: ignore[no-any-return]

    @property
    def advice(self) -> str:
        """What is to be done where the code is told."""
        return _native.code_advice(self._number).decode()  # type: ignore[no-any-return]

    @property
    def _number(self) -> int:
        digits = self.code.removeprefix("HW")
        return int(digits) if digits.isdecimal() else 0

    def __eq__(self, other: object) -> bool:
        return self._parts() == other._parts() if isinstance(other, Diagnostic) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._parts())

    def __reduce__(self) -> tuple[Any, ...]:
        return Diagnostic, self._parts()

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        return f"{place}{self.severity} {self.code}: {self.message}"

    def __repr__(self) -> str:
        *parts, fix, notes = self._parts()
        given = (*parts, fix, notes) if notes else (*parts, fix) if fix else parts
        return f"Diagnostic({', '.join(map(repr, given))})"


class Error(Exception):
    """A design or a call that hwgen refuses. `diagnostics` says each reason; `str` shows all, with their places::

        try:
            text = circuit.verilog()
        except hw.Error as error:
            print(error.code, error)

    The context can be used afterwards.
    """

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, text: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(text)
        self.diagnostics = tuple(diagnostics)

    @property
    def code(self) -> str:
        """The code of the first diagnostic, `HW2003`; empty if there is none."""
        return self.diagnostics[0].code if self.diagnostics else ""


class PortError(Error, AttributeError):
    """A port that does not exist, or is absent for these parameters; so that `hasattr(io, "CE")` works.

    HW2008 for one that no circuit of the generator has, HW2009 for one that is absent.
    """


def refusal(
    code: str, message: str, frame: FrameType | None = None, kind: type[Error] = Error, file: str = "", line: int = 0
) -> Error:
    """An error that the package itself reports, at the line that a frame stands at."""
    if frame is not None:
        file, line = frame.f_code.co_filename, frame.f_lineno
    diagnostic = Diagnostic(code, "error", message, file, line)
    return kind(str(diagnostic), (diagnostic,))


def told(exception: BaseException) -> str:
    """What an exception says, with the user's line that raised it, for who sees no traceback."""
    try:
        text = str(exception)
    except Exception:  # an exception of the user's
        text = ""
    if isinstance(exception, Error):
        return text
    text = ": ".join(filter(None, (type(exception).__name__, text)))
    last = _last_of_user(exception)
    return text if last is None else f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}: {text}"


def cut_traceback(exception: BaseException) -> None:
    """Lets the traceback of a refusal end at the user's line, without the package's frames behind it."""
    last = _last_of_user(exception) if isinstance(exception, Error) else None
    if last is not None:
        last.tb_next = None


def _last_of_user(exception: BaseException) -> TracebackType | None:
    last, traceback = None, exception.__traceback__
    while traceback is not None:
        if not _is_own(traceback.tb_frame):
            last = traceback
        traceback = traceback.tb_next
    return last


def _is_own(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).startswith(__name__.partition(".")[0] + ".")


def user_frame() -> FrameType:
    """The innermost frame that is not of this package."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_own(frame):
        frame = frame.f_back
    return frame
