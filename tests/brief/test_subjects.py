"""What a brief is called where nobody gave it a title."""

from __future__ import annotations

import pytest

from marsad.app.brief_subjects import asked_for
from marsad.records import Circle, Filter

ASKED = [
    (Filter(), None, None),
    (Filter(wings=False), None, None),
    (Filter(types=("PROTEST",), countries=("SY",)), "احتجاج، سوريا", "protest, Syria"),
    (Filter(query="غارة", places=("تدمر",)), "«غارة»، تدمر", "«غارة», تدمر"),
    (Filter(parties=("actor.group.isis",)), "داعش", "Islamic State"),
    (Filter(circle=Circle(lat=34.0, lon=38.0, km=10.0)), "تقارير مختارة", "selected reports"),
]


@pytest.mark.parametrize(("where", "arabic", "english"), ASKED)
def test_what_was_asked_for(where: Filter, arabic: str | None, english: str | None) -> None:
    assert asked_for(where, "en") == english
    assert asked_for(where, "ar") == arabic
