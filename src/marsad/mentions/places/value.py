"""What a place mention means, and what is known of it while it is being read."""

from __future__ import annotations

import msgspec

from marsad.lexicon.gazetteer import Word


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


class Spot:
    """A stretch of a passage that may be a place.

    ``first`` and ``last`` are tokens of the mention (``last`` exclusive); ``name`` the folded name without the words
    around it; ``rows`` the gazetteer rows that bear it. ``head`` is the place word in front, ``direction`` the side of the
    named place that is meant (شمال حلب) and ``sides`` adjectives behind (ريف حلب الشمالي). A ``label`` is a name inside a
    hashtag that says more (#انفجار_بيروت): it tells what the report is about and is no mention.
    """

    __slots__ = (
        "container", "direction", "end", "first", "group", "head", "label", "last", "name", "passage", "place", "pro", "rows",
        "sides", "start", "state", "supported", "text", "weak",
    )  # fmt: skip

    def __init__(self, passage: int, start: int, end: int, name: str, rows: tuple[int, ...], weak: bool) -> None:
        self.passage = passage
        self.start = start
        self.end = end
        self.first = self.last = 0
        self.name = name
        self.text = ""
        self.rows = rows
        self.weak = weak
        self.pro = ""
        self.head: Word | None = None
        self.direction = ""
        self.sides: tuple[str, ...] = ()
        self.supported = False
        self.label = False
        self.group = -1
        self.container: Spot | None = None
        self.place: int | None = None
        self.state = ""

    @property
    def known(self) -> bool:
        """Whether the gazetteer has the name."""
        return bool(self.rows)

    def __repr__(self) -> str:
        return f"Spot({self.name}, {self.start}:{self.end}, {len(self.rows)} rows, {self.state})"
