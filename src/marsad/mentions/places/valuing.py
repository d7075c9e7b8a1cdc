"""Turns a settled spot into the value of a mention."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Gazetteer, Place
from marsad.mentions.places.resolve import Context
from marsad.mentions.places.sides import Sides
from marsad.mentions.places.spot import Spot
from marsad.mentions.places.value import PlaceValue

_SURE_OF_COUNTRY = 0.7
_LOCAL = ("point", "town", "district")


class Valuer:
    """Makes values; needs the gazetteer for names of divisions."""

    def __init__(self, gazetteer: Gazetteer, sides: Sides) -> None:
        self._gazetteer = gazetteer
        self._sides = sides

    def rule(self, spot: Spot) -> str:
        """Which way of naming a place this is."""
        if spot.direction:
            return "direction"
        if not spot.rows:
            return "place word"
        if spot.head is not None:
            return "listed" if spot.group >= 0 else "headed"
        return "name"

    def value(self, spot: Spot, context: Context) -> PlaceValue:
        """What ``spot`` means, with a reason."""
        if spot.place is None:
            return self._open(spot, context)
        place = self._gazetteer[spot.place]
        if _is_facility(spot, place):
            return self._facility(spot, place)
        if spot.direction or (spot.head is not None and spot.head.level == "region" and place.level != "region"):
            return self._part(spot, place)
        return self._whole(spot, place)

    def _whole(self, spot: Spot, place: Place) -> PlaceValue:
        return PlaceValue(
            name=place.name, arabic=place.arabic, country=place.country, admin1=self._division(place.admin1), lat=place.lat,
            lon=place.lon, level=place.level, gazetteer_id=place.id, reason=spot.state, within=self._within(spot),
        )  # fmt: skip

    def _part(self, spot: Spot, place: Place) -> PlaceValue:
        """The countryside or a side of a place: where the place lies, or in the middle of that side of a wide one."""
        named = self._sides.named(spot.direction, place)
        if named is not None:
            return self._whole(spot, named)
        point = self._sides.middle(spot.direction, place)
        if point is None and (place.level in _LOCAL or not spot.direction):
            point = _point(place)
        words = [spot.direction or "-".join(spot.sides), place.name]
        if spot.head is not None and spot.head.level == "region":
            words.append("countryside")
        level = "region" if place.level in ("country", "governorate", "region") else "district"
        if spot.direction and place.level in _LOCAL:
            level = place.level
        return PlaceValue(
            name=" ".join(word for word in words if word), arabic=spot.text, country=place.country,
            admin1=self._division(place.admin1), lat=point[0] if point else None, lon=point[1] if point else None,
            level=level, gazetteer_id=place.id, reason=f"part of {place.name}; {spot.state}",
            near=_point(place), within=self._within(spot),
        )  # fmt: skip

    def _facility(self, spot: Spot, place: Place) -> PlaceValue:
        """A site called after a place: there, if sites of its kind are called after where they are."""
        assert spot.head is not None
        shares = spot.head.shares
        return PlaceValue(
            name=spot.text, arabic=spot.text, country=place.country, admin1=self._division(place.admin1),
            lat=place.lat if shares else None, lon=place.lon if shares else None, level="point",
            candidates=(place.id,), reason=f"site called after {place.name}; {spot.state}", near=_point(place),
            within=self._within(spot),
        )  # fmt: skip

    def _open(self, spot: Spot, context: Context) -> PlaceValue:
        """A name that stays open or that the gazetteer lacks: only what the text states about where it is."""
        container = (
            self._gazetteer[spot.container.place] if spot.container and spot.container.place is not None else None
        )
        country = container.country if container else self._country(context)
        candidates = tuple(self._gazetteer[n].id for n in spot.rows)
        return PlaceValue(
            name=spot.text, arabic=spot.text, country=country,
            admin1=self._division(container.admin1) if container else None,
            level=spot.head.level if spot.head is not None else None, candidates=candidates, reason=_REASONS[spot.state],
            near=_point(container) if container else None, within=self._within(spot),
        )  # fmt: skip

    def _country(self, context: Context) -> str | None:
        sure = [c for c in context.votes if context.share(c) >= _SURE_OF_COUNTRY]
        return sure[0] if sure and sum(context.votes.values()) >= 2 else None

    def _division(self, code: str | None) -> str | None:
        division = self._gazetteer.division(code)
        return division.name if division is not None else None

    def _within(self, spot: Spot) -> str | None:
        container = spot.container
        if container is None:
            return None
        return self._gazetteer[container.place].name if container.place is not None else container.text


_REASONS = {
    "open": "several places of this name",
    "unknown": "not in the gazetteer",
    "elsewhere": "the gazetteer knows the name only in countries the report does not speak of",
}


def _is_facility(spot: Spot, place: Place) -> bool:
    """مطار س where the gazetteer knows س only as a town."""
    return spot.head is not None and spot.head.level == "point" and place.level != "point"


def _point(place: Place) -> tuple[float, float] | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)
