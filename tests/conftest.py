"""What many tests share: one engine with the bundled data."""

from __future__ import annotations

import pytest

from marsad.app import Engine


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the user of this machine has set for Marsad is no part of a test."""
    for name in ("MARSAD_DB", "MARSAD_WHO", "MARSAD_WAIT", "MARSAD_CONFIG", "MARSAD_CONTACT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine.load()
