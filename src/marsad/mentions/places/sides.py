"""Sides of wide places: the north-west of a country is a place of its own where the gazetteer names it, else part of a box."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Box, Gazetteer, Place
from marsad.mentions.places.vocabulary import Vocabulary

_WIDE = frozenset({"country", "governorate", "region"})


class Sides:
    """Looks up the part of a place that a direction means."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        self._gazetteer = gazetteer
        self._named = _named(gazetteer, vocabulary)

    def named(self, direction: str, place: Place) -> Place | None:
        """The region that the gazetteer has for this side of ``place``, however its name is spelt."""
        number = self._named.get((direction, place.id))
        return None if number is None else self._gazetteer[number]

    def middle(self, direction: str, place: Place) -> tuple[float, float] | None:
        """The middle of this side of a wide place whose box is known."""
        if place.box is None or place.level not in _WIDE or not direction:
            return None
        south, west, north, east = _half(place.box, direction.split("-"))
        return round((south + north) / 2, 3), round((west + east) / 2, 3)


def _half(box: Box, sides: list[str]) -> Box:
    south, west, north, east = box
    lat, lon = (south + north) / 2, (west + east) / 2
    for side in sides:
        if side == "north":
            south = lat
        elif side == "south":
            north = lat
        elif side == "east":
            west = lon
        elif side == "west":
            east = lon
    return south, west, north, east


def _named(gazetteer: Gazetteer, vocabulary: Vocabulary) -> dict[tuple[str, str], int]:
    """Regions called after a side of another place, by that side and that place."""
    found: dict[tuple[str, str], int] = {}
    for name, rows in gazetteer.index.items():
        if name.partition(" ")[0] not in vocabulary.directions:
            continue
        words = name.split(" ")
        count = next((n for n, word in enumerate(words) if word not in vocabulary.directions), 0)
        if not count:
            continue
        sides = "-".join(vocabulary.directions[word].side for word in words[:count])
        for base in gazetteer.named(" ".join(words[count:])):
            for row in rows:
                if gazetteer[row].level in _WIDE and gazetteer[row].country == gazetteer[base].country:
                    found.setdefault((sides, gazetteer[base].id), row)
    return found
