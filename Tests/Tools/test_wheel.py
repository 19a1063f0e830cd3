"""The wheel is tested with the Pythons that are found; those that are not are named, and none at all is a failure."""

from __future__ import annotations

from pathlib import Path

import check_wheel
import pytest


@pytest.fixture
def tested(monkeypatch):
    """Runs the check where only some Pythons are found; the versions that were tested."""

    def run(*found: str) -> list[str]:
        done = []
        monkeypatch.setattr(check_wheel, "build", lambda: Path("hwgen.whl"))
        monkeypatch.setattr(check_wheel, "find", lambda version: f"python{version}" if version in found else None)
        monkeypatch.setattr(check_wheel, "test", lambda version, *_: done.append(version) or "1 passed")
        check_wheel.main()
        return done

    return run


def test_a_python_that_is_not_found_is_named(tested, capsys):
    assert tested("3.11", "3.13") == ["3.11", "3.13"]
    assert capsys.readouterr().err == "NOT FOUND, and not tested: Python 3.10, 3.12\n"


def test_all_pythons_are_tested_where_all_are_found(tested, capsys):
    assert tested(*check_wheel.VERSIONS) == list(check_wheel.VERSIONS)
    assert capsys.readouterr().err == ""


def test_no_python_at_all_is_a_failure(tested):
    with pytest.raises(SystemExit, match="no Python was found"):
        tested()


def test_a_version_that_there_is_not_is_not_found():
    assert check_wheel.find("3.99") is None
