"""How Sphinx makes the reference of the Python package, from its docstrings; `scripts/build_docs.py` runs it."""

from __future__ import annotations

import re
from typing import Any

import hwgen as hw
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

project = "hwgen"
version = release = hw.__version__
extensions = ["sphinx.ext.autodoc", "sphinx.ext.viewcode"]
default_role = "code"
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autoclass_content = "class"
# `type` is a class of Python, and what several things have.
suppress_warnings = ["ref.python"]
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"
html_theme = "alabaster"
html_theme_options = {
    "description": "Hardware generators: the Python package",
    "extra_nav_links": {"All documentation": "../../index.html"},
}
html_title = "hwgen for Python"
html_copy_source = False
html_show_copyright = False


class LibraryGenerators(SphinxDirective):
    """What each generator of the library says of itself."""

    def run(self) -> list[nodes.Node]:
        lines: list[str] = []
        for name in hw.lib.names():
            generator = getattr(hw.lib, name)
            lines += [f".. py:data:: {name}", "   :type: hwgen.DeclaredGenerator", ""]
            lines += ["   " + re.sub(r"([\\*`|_])", r"\\\1", generator.doc), ""]
            for what in ("parameters", "interface", "members"):
                text = getattr(generator, what)
                if text:
                    lines += [f"   {what.capitalize()}::", "", f"      {text}", ""]
        return self.parse_text_to_nodes("\n".join(lines))


# Classes that nobody calls: something else of the package makes their objects.
MADE = (
    "Case",
    "Diagnostic",
    "EnumerationMember",
    "Expression",
    "Hook",
    "Instance",
    "Match",
    "Parameter",
    "Part",
    "Port",
)
MADE += ("PortTemplate", "Type", "Vector", "Fixed", "DeclaredGenerator", "DeclaredCircuit", "Signal", "Generator")


def without_constructor(_app: Sphinx, what: str, _name: str, item: Any, *_more: Any) -> tuple[str, None] | None:
    """No signature for a class that is not called, or not as its constructor says."""
    return ("", None) if what == "class" and item.__name__ in MADE and item is not hw.Type else None


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("library-generators", LibraryGenerators)
    app.connect("autodoc-process-signature", without_constructor)
    return {"parallel_read_safe": True}
