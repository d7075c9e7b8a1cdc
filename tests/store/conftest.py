"""The stores that the contract suite runs over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad import store as stores
from marsad.app.opening import reviewing
from marsad.store import Store

KINDS = ["sqlite"]
"""Every kind of store keeps the same promises; add its name here and to ``place``."""


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where an archive can be made."""
    assert request.param == "sqlite"
    return tmp_path / "archive.marsad"


@pytest.fixture
def store(place: str | Path) -> Iterator[Store]:
    """A new, empty archive."""
    with stores.create(place, "Salma", reviewing=reviewing) as made:
        yield made
