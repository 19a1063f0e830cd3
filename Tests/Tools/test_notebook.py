"""The notebooks: run as they stand, and seen to fail where they give something else."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import notebook

BOOKS = sorted(notebook.FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_a_notebook_gives_what_is_stored(book):
    assert notebook.execute(book) == []
    assert "<div><svg " in notebook.page(book)


def test_another_output_a_missing_picture_and_a_mistake_are_seen(tmp_path):
    book = json.loads(BOOKS[0].read_text())
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    path = tmp_path / "book.ipynb"

    def complaints():
        path.write_text(json.dumps(book))
        return notebook.execute(path)

    assert complaints() == []
    picture = cells[0]["outputs"][0]["data"].pop(notebook.PICTURE)
    assert [each.split(" gives ")[0] for each in complaints()] == ["book.ipynb: cell 1"]
    cells[0]["outputs"][0]["data"][notebook.PICTURE] = picture
    cells[1]["source"] = ["print(1)"]
    assert [each.split(" gives ")[0] for each in complaints()] == ["book.ipynb: cell 2"]
    cells[1]["source"] = ["print(1 / 0)"]
    with pytest.raises(ZeroDivisionError):
        complaints()


def test_without_graphviz_a_circuit_is_text(monkeypatch):
    import hwgen as hw

    monkeypatch.setenv("PATH", "")
    (output,) = notebook.run("hw.lib.Counter(limit=3)", "cell", 1, {"hw": hw})
    assert list(output["data"]) == ["text/plain"]
    assert "no `dot` on PATH" in output["data"]["text/plain"][0]
