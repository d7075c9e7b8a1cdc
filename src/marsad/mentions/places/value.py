"""What a place mention means."""

from __future__ import annotations

import msgspec


class PlaceValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place as far as the report and the gazetteer tell.

    ``name`` is romanised or English where the place is known and the words of the text where it is not; ``country`` an
    ISO 3166-1 code, ``admin1`` the English name of the first-order division; ``lat`` and ``lon`` are WGS 84 degrees, None
    where unknown, never zero for want of knowledge; ``level`` one of point, town, district, governorate, region, country.
    ``candidates`` are the gazetteer ids a name that stays open may stand for; ``reason`` says in a word or two what
    decided. ``near`` is the point of the stated container of a place whose own point is not known.
    """

    name: str
    arabic: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    level: str | None = None
    gazetteer_id: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str = ""
    near: tuple[float, float] | None = None
    within: str | None = None
