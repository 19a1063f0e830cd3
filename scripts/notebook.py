"""Runs the notebooks of docs/notebook: the cells of one in a namespace, from top to bottom, as Jupyter runs them.

    notebook.py            run all, and fail where an output is not the one that is stored
    notebook.py --write    store the outputs

Nothing of Jupyter is needed: a notebook is JSON (nbformat 4), and what a cell shows is its last expression, as a
picture if that has one, else as text. Of pictures it is compared that there is one, since Graphviz places things by its
version and the fonts there are. `page` is a notebook as Markdown, for build_docs.py.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "notebook"

os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
sys.path.insert(0, str(ROOT / "bindings" / "python" / "src"))

PICTURE = "image/svg+xml"


class Printer:
    """What IPython gives to `_repr_pretty_`."""

    def __init__(self) -> None:
        self.written = ""

    def text(self, text: str) -> None:
        self.written += text


def shown(value: object) -> dict[str, Any]:
    """The forms in which a front end can show a value."""
    printer = Printer()
    if hasattr(value, "_repr_pretty_"):
        value._repr_pretty_(printer, False)
    found: dict[str, Any] = {"text/plain": lines(printer.written or repr(value))}
    picture = value._repr_svg_() if hasattr(value, "_repr_svg_") else None
    if picture is not None:
        found[PICTURE] = lines(picture)
    return found


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def run(source: str, name: str, number: int, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs of a cell."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    outputs: list[dict[str, Any]] = []
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, name, "exec"), scope)
        value = None if last is None else eval(compile(ast.Expression(last.value), name, "eval"), scope)
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        data = shown(value)
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def compared(outputs: list[dict[str, Any]]) -> list[object]:
    """What must be the same in every run."""
    return [
        each["text"] if "text" in each else (each["data"]["text/plain"], PICTURE in each["data"]) for each in outputs
    ]


def execute(path: Path, write: bool = False) -> list[str]:
    """Runs a notebook. What is to be said against it, or its outputs are stored."""
    book = json.loads(path.read_text())
    scope: dict[str, Any] = {"__name__": "__main__"}
    complaints = []
    number = 0
    for cell in book["cells"]:
        if cell["cell_type"] != "code":
            continue
        number += 1
        outputs = run("".join(cell["source"]), f"{path.name}[{number}]", number, scope)
        if not write and compared(outputs) != compared(cell["outputs"]):
            complaints.append(f"{path.name}: cell {number} gives {compared(outputs)}, not {compared(cell['outputs'])}")
        cell["outputs"], cell["execution_count"] = outputs, number
    if write:
        path.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n")
    return complaints


def page(path: Path) -> str:
    """A notebook with its stored outputs, as Markdown."""
    parts = []
    for cell in json.loads(path.read_text())["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        for output in cell.get("outputs", []):
            if "text" in output:
                parts.append(f"```text\n{''.join(output['text']).rstrip()}\n```")
            elif PICTURE in output["data"]:
                picture = "".join(output["data"][PICTURE])
                # What stands before the element is for files.
                parts.append(f"<div>{' '.join(picture[picture.index('<svg') :].splitlines())}</div>")
            else:
                parts.append(f"```text\n{''.join(output['data']['text/plain'])}\n```")
    return "\n\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="run the notebooks of docs/notebook")
    parser.add_argument("--write", action="store_true", help="store the outputs")
    write = parser.parse_args().write
    complaints = [each for path in sorted(FOLDER.glob("*.ipynb")) for each in execute(path, write)]
    print(*complaints, sep="\n", end="")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
