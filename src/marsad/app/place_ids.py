"""Places by their gazetteer id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.app.places import Stamp, gazetteer, stamp

if TYPE_CHECKING:
    from marsad.lexicon.gazetteer import Place


def place_of(id: str) -> Place | None:
    """The place of an id; None when the gazetteer has none."""
    number = _numbers(stamp()).get(id)
    return None if number is None else gazetteer()[number]


def around(place: Place) -> tuple[Place | None, Place | None]:
    """The first-order division and the country that a place lies in."""
    known = gazetteer()
    return known.division(place.admin1), known.country(place.country)


@lru_cache(maxsize=1)
def _numbers(stamp: Stamp) -> Mapping[str, int]:
    places = gazetteer()
    return {places[n].id: n for n in range(len(places))}
