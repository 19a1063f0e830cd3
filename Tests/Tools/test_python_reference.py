"""The reference of the Python package, as `make docs` makes it: every public name has a docstring, and an entry."""

from __future__ import annotations

import inspect
import os
import pydoc
import re
from collections.abc import Collection
from pathlib import Path

import build_docs
import pytest
import python_reference

ROOT = Path(__file__).resolve().parent.parent.parent
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))

import hwgen as hw  # noqa: E402

SOURCE = python_reference.SOURCE


def entries(folder: Path) -> dict[str, bool]:
    """Each entry in the pages of a folder, and whether a text stands in it."""
    found: dict[str, bool] = {}
    for page in folder.glob("*.html"):
        for match in re.finditer(
            r'<dt class="sig[^>]* id="([^"]+)">.*?</dt>\s*<dd>(<p>)?', page.read_text(), re.DOTALL
        ):
            found[match[1]] = match[2] is not None
    return found


def members(what: type) -> dict[str, object]:
    """The public methods and properties that stand in a class."""
    return {
        key: value
        for key, value in vars(what).items()
        if key[0] != "_" and (inspect.isroutine(value) or isinstance(value, property))
    }


def undocumented(what: object, name: str) -> list[str]:
    """The names of a class or function, and of the methods and properties of a class, that have no docstring."""
    # A class has its base's otherwise.
    found = [] if (vars(what).get("__doc__") if inspect.isclass(what) else what.__doc__) else [name]
    if inspect.isclass(what):
        found += [f"{name}.{key}" for key, value in members(what).items() if not value.__doc__]
    return found


def inherited(what: type, classes: Collection[type]) -> list[type]:
    """A class, and its bases of the package that have no entry of their own."""
    bases = [base for base in what.__mro__ if base.__module__.split(".")[0] == "hwgen"]
    return [base for base in bases if base is what or base not in classes]


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("reference")
    assert python_reference.build(folder) == []
    return folder


def test_every_public_name_has_an_entry_with_a_text(reference):
    found = entries(reference)
    wanted = [f"hwgen.{name}" for name in hw.__all__ if name != "lib"] + ["hwgen.print", "hwgen.lib.names"]
    wanted += [f"hwgen.lib.{name}" for name in hw.lib.names()]
    assert len(wanted) > 100
    assert [name for name in wanted if name not in found] == []
    assert [name for name, has_text in found.items() if not has_text] == []


def test_every_public_method_and_property_has_an_entry(reference):
    found = entries(reference)
    classes = {name: each for name in found if inspect.isclass(each := pydoc.locate(name))}
    assert {getattr(hw, name) for name in hw.__all__ if inspect.isclass(getattr(hw, name))} <= {*classes.values()}
    wanted = [
        f"{name}.{key}"
        for name, each in classes.items()
        for base in inherited(each, classes.values())
        for key in members(base)
    ]
    assert len(wanted) > 70
    assert [name for name in wanted if name not in found] == []


def test_every_public_class_function_and_method_has_a_docstring():
    public = {name: getattr(hw, name) for name in hw.__all__}
    made = {name: each for name, each in public.items() if inspect.isclass(each) or inspect.isroutine(each)}
    assert len(made) > 70
    assert [missing for name, each in made.items() for missing in undocumented(each, name)] == []
    assert hw.__doc__ and hw.lib.__doc__


def test_what_has_no_docstring_is_found():
    class Some:
        def method(self) -> None: ...

        @property
        def value(self) -> int:
            """It has one."""
            return 1

    assert undocumented(Some, "Some") == ["Some", "Some.method"]
    assert undocumented(lambda: None, "f") == ["f"]
    assert [*members(Some)] == ["method", "value"]


def test_links_to_the_other_pages_lead_to_files_of_the_documentation(reference):
    pages = {build_docs.read(source).target for source in build_docs.sources()}
    links = {
        link.partition("#")[0]
        for page in reference.glob("*.html")
        for link in re.findall(r'href="\.\./\.\./([^"]+)"', page.read_text())
    }
    assert "docs/guide/python.html" in links
    assert links <= pages


def test_a_warning_of_sphinx_and_an_entry_without_a_text_are_seen(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text((SOURCE / "conf.py").read_text())
    (source / "index.rst").write_text("Title\n=====\n\n.. py:data:: hwgen.empty\n\n.. autofunction:: hwgen.no_such\n")
    assert "no_such" in "".join(python_reference.build(tmp_path / "out", source))
    assert entries(tmp_path / "out") == {"hwgen.empty": False}
