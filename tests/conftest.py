"""What many tests share: one engine with the bundled data."""

from __future__ import annotations

import pytest

from marsad.app import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.load()
