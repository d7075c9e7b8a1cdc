"""Where an event took place: its places, each once, without those that only contain another, as exactly as may be told."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.export.view import View
from marsad.records import Mention, Record

DECIMALS = {"point": 2, "town": 2, "district": 1, "governorate": 1, "region": 1, "country": 0}
"""Decimals of a degree in a public export, by level: 2 are about a kilometre, 1 some ten, 0 a hundred."""
_UNKNOWN = 1
_WIDTH = ("point", "town", "district", "governorate", "region", "country")


class Spot(Record, frozen=True):
    """A place of an event. ``lat`` and ``lon`` (WGS 84) are rounded unless the export is full; None when not known.

    ``near`` says that they are those of a place beside or around it, whose level is ``point_level``. ``words`` are the
    report's, names masked.
    """

    name: str
    words: str
    country: str | None
    admin1: str | None
    level: str | None
    lat: float | None
    lon: float | None
    gazetteer_id: str | None
    near: bool = False
    point_level: str | None = None

    @property
    def geonames(self) -> str | None:
        """The GeoNames id, where the gazetteer has the place from there."""
        id = self.gazetteer_id or ""
        return id.removeprefix("gn:") if id.startswith("gn:") else None


def spots(view: View, ids: Iterable[str]) -> list[Spot]:
    """The places with these mention ids, in order."""
    found = [view.mentions[i] for i in dict.fromkeys(ids) if i in view.mentions and view.mentions[i].kind == "place"]
    distinct = {_key(m): m for m in reversed(found)}
    kept = [m for m in found if distinct[_key(m)] is m]
    return [
        _spot(view, m, [o for o in kept if o is not m and _contains(o.value, m.value)])
        for m in kept
        if not any(_contains(m.value, o.value) for o in kept if o is not m)
    ]


def rounded(degrees: float | None, level: str | None, full: bool) -> float | None:
    """A coordinate as exactly as may be published.

    >>> rounded(35.12345, "town", False), rounded(35.12345, None, True)
    (35.12, 35.12345)
    """
    if degrees is None or full:
        return degrees
    return round(float(degrees), DECIMALS.get(level or "", _UNKNOWN)) + 0.0


def _key(mention: Mention) -> tuple[str, str]:
    value = mention.value
    return str(value.get("gazetteer_id") or value.get("name") or mention.text), str(value.get("level"))


def _contains(outer: dict[str, object], inner: dict[str, object]) -> bool:
    """Whether ``outer`` only says where ``inner`` lies; of regions of one country this is taken for granted."""
    if _width(outer) <= _width(inner):
        return False
    if inner.get("within") and inner.get("within") == outer.get("name"):
        return True
    if outer.get("level") == "governorate" and inner.get("admin1") and outer.get("admin1"):
        return inner["admin1"] == outer["admin1"]
    return bool(outer.get("country")) and outer.get("country") == inner.get("country")


def _width(value: dict[str, object]) -> int:
    level = value.get("level")
    return _WIDTH.index(str(level)) if level in _WIDTH else 0


def _spot(view: View, mention: Mention, around: list[Mention]) -> Spot:
    """``around`` are the places told that contain it: where its own point is not known, the narrowest of them stands in."""
    value, words = mention.value, view.words(mention.id)
    known = [o.value for o in sorted(around, key=lambda o: _width(o.value)) if o.value.get("lat") is not None]
    at = value if value.get("lat") is not None or not known else known[0]
    level, near = at.get("level"), at.get("near")
    lat, lon = at.get("lat"), at.get("lon")
    beside = near is not None and lat is not None and [float(x) for x in near] == [float(lat), float(lon or 0)]
    return Spot(
        name=view.mask.scrub(value.get("name")) or words, words=words, country=value.get("country") or at.get("country"),
        admin1=value.get("admin1") or at.get("admin1"), level=value.get("level"),
        lat=rounded(lat, level, view.job.options.full), lon=rounded(lon, level, view.job.options.full),
        gazetteer_id=value.get("gazetteer_id"), near=beside or at is not value, point_level=level,
    )  # fmt: skip
