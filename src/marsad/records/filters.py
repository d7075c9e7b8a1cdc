"""What can be asked of an archive: one filter for search, lists, facets, exports and briefs."""

from __future__ import annotations

import datetime

from marsad.records.coded import Record


class Box(Record, frozen=True):
    """A box in degrees (WGS 84); ``west`` > ``east`` crosses the date line."""

    west: float
    south: float
    east: float
    north: float


class Circle(Record, frozen=True):
    """All within ``km`` kilometres of a point in degrees (WGS 84)."""

    lat: float
    lon: float
    km: float


class CountRange(Record, frozen=True):
    """Events with a count of ``kind`` (killed, injured … or ``any``) that may lie between ``least`` and ``most``."""

    kind: str
    least: float | None = None
    most: float | None = None


class Filter(Record, frozen=True):
    """Which reports or events are asked for; what is empty does not narrow. All parts hold at once, the members of one are
    alternatives.

    ``query`` is in the language of full-text search: words, ``"a phrase"``, ``word*``, AND, OR, NOT, brackets, ``title:word``.
    ``since`` and ``until`` (inclusive) are days of the event, ``published_since`` and ``published_until`` of publication.
    ``places`` are names in any spelling or gazetteer ids; ``countries`` ISO 3166-1 alpha-2; ``admin1`` names or codes.
    ``actors`` and ``targets`` are entity ids or names, with all their wings unless ``wings`` is false; ``parties`` holds for
    either role. ``speakers`` are entity ids or names; ``outlets`` are ids. ``review`` are review states (new, accepted,
    corrected, rejected, added); without any, what people rejected is left out of events.
    """

    query: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    published_since: datetime.date | None = None
    published_until: datetime.date | None = None
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    box: Box | None = None
    circle: Circle | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    wings: bool = True
    speakers: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    counts: tuple[CountRange, ...] = ()
    review: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
