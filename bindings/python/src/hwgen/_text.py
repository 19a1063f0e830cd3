"""The text of a design, which a notebook shows in colour."""

from __future__ import annotations

# Pygments has no types.
# pyright: basic


class VerilogText(str):
    """Verilog or SystemVerilog: a string that a notebook shows in colour, where Pygments is installed."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        try:
            from pygments import highlight  # type: ignore[import-untyped]
            from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
            from pygments.lexers import SystemVerilogLexer  # type: ignore[import-untyped]
        except ImportError:
            from html import escape

            return f"<pre>{escape(self)}</pre>"
        return str(highlight(str(self), SystemVerilogLexer(), HtmlFormatter(noclasses=True)))

    def _repr_pretty_(self, printer: object, _is_cycle: bool) -> None:
        printer.text(str(self))  # type: ignore[attr-defined]
