"""The designs of all test files in one simulation of each tool, since a model of verilator takes seconds to build.

A test file has `benches_of_file()`, by name; its tests take `lines`, what each of them wrote in the simulator.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("HWGEN_LIBRARY", str(ROOT / "build" / "lib" / "libhwgen.so"))
sys.path.insert(0, str(ROOT / "scripts"))

import benches  # noqa: E402
import hwgen as hw  # noqa: E402

PROFILE = {"iverilog": "verilog", "verilator": "systemverilog"}


@pytest.fixture(scope="session")
def all_benches(request: pytest.FixtureRequest) -> Iterator[dict[str, benches.Bench]]:
    """Of the test files that are run."""
    files = dict.fromkeys(item.module for item in request.session.items if isinstance(item, pytest.Function))
    with hw.Context():
        found: dict[str, benches.Bench] = {}
        for file in files:
            if hasattr(file, "benches_of_file"):
                more = file.benches_of_file()
                assert not more.keys() & found.keys()
                found |= more
        yield found


@pytest.fixture(scope="session", params=benches.TOOLS)
def lines(
    request: pytest.FixtureRequest, all_benches: dict[str, benches.Bench], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    tool = request.param
    return benches.simulate(all_benches, tool, tmp_path_factory.mktemp(tool), PROFILE[tool])
