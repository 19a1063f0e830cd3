"""Every test has a context of its own."""

from __future__ import annotations

from collections.abc import Iterator

import hwgen as hw
import pytest


@pytest.fixture(autouse=True)
def context() -> Iterator[hw.Context]:
    with hw.Context() as context:
        yield context
