"""A report and its events as linking sees them: only what can be compared."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from typing import NamedTuple

from marsad.linking.words import Word, Words, vector
from marsad.records import CodedReport, Count, Event, Mention, Report

_AROUND = 160
"""Characters on either side of a trigger that tell of its event."""
_TELLING = 3.0
"""Rarity from which a word is rare."""
_LINKED = frozenset({"actual", "denied"})
"""What is planned, feared or usual has not occurred and is no account of anything; what somebody denies is."""
_EXACT = frozenset({"point", "town"})


class Point(NamedTuple):
    """A place with coordinates in degrees; ``exact`` for places no larger than a town."""

    id: str
    lat: float
    lon: float
    exact: bool
    country: str | None
    admin1: str | None


class Article(NamedTuple):
    """What all events of a report share.

    ``words`` and ``lead`` are vectors of stems of the whole text and its beginning; ``towns`` the ids of all towns and
    points that it names; ``numbers`` the casualties that it counts, as kind and number.
    """

    report: str
    published: datetime.date | None
    outlet: str | None
    words: dict[int, int]
    lead: dict[int, int]
    towns: frozenset[str]
    numbers: frozenset[tuple[str, float]]


class Telling(NamedTuple):
    """An event as one report tells it.

    ``first`` and ``last`` bound its days (None where the report leaves them open); ``rank`` is its place among the events of
    the report; ``kinds`` of casualty and damage map to their ranges; ``near`` is the vector of the words around its triggers,
    ``rare`` the numbers of those that tell something: names, numbers, odd words.
    """

    article: Article
    event: str
    type: str
    mode: str | None
    status: str
    first: datetime.date | None
    last: datetime.date | None
    precise: bool
    points: tuple[Point, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    classes: frozenset[str]
    kinds: dict[str, tuple[float, float]]
    near: dict[int, int]
    rare: frozenset[int]
    rank: int

    @property
    def key(self) -> tuple[str, str]:
        """Report and event."""
        return self.article.report, self.event


def article(report: Report, coded: CodedReport, words: Words) -> Article:
    """The report as a whole."""
    return Article(
        report.id or coded.report.id, report.published, report.outlet, vector(words.stems), vector(words.stems[: words.lead]),
        frozenset(p.id for p in _points(m for m in coded.mentions if m.kind == "place") if p.exact),
        frozenset((c.kind, c.min) for e in coded.events for c in e.counts if c.min is not None and c.min == c.max),
    )  # fmt: skip


def tellings(report: Report, coded: CodedReport, words: Words | None = None) -> list[Telling]:
    """The events of a report that may be accounts of an incident, in the order of the text; ``words`` are those of its text."""
    words = words or Words.of(report.text)
    whole = article(report, coded, words)
    mentions = {m.id: m for m in coded.mentions}
    chosen = sorted((e for e in coded.events if e.status in _LINKED), key=lambda e: min(t.start for t in e.triggers))
    return [_telling(whole, event, mentions, words, rank) for rank, event in enumerate(chosen)]


def _telling(whole: Article, event: Event, mentions: dict[str, Mention], words: Words, rank: int) -> Telling:
    first, last, precise = _days(event)
    near = words.around(((t.start, t.end) for t in event.triggers), _AROUND)
    actors, targets = ([mentions[m] for m in group] for group in (event.actors, event.targets))
    return Telling(
        whole, event.id, event.type, event.mode, event.status, first, last, precise,
        tuple(_points(mentions[m] for m in event.places)),
        _entities(actors), _entities(targets),
        frozenset(str(m.value[k]) for m in (*actors, *targets) for k in ("cls", "class") if m.value.get(k)),
        {c.kind: _range(c) for c in event.counts}, vector(near), _rare(near), rank,
    )  # fmt: skip


def _rare(words: list[Word]) -> frozenset[int]:
    return frozenset([number for number, rarity in words if rarity >= _TELLING])


def _days(event: Event) -> tuple[datetime.date | None, datetime.date | None, bool]:
    """First and last day, and whether the text gives days; a month or year becomes all of its days."""
    when = event.when
    if when is None or when.start is None:
        return None, None, False
    first, last = edge(when.start, last=False), edge(when.end or when.start, last=True)
    return (first, last, len(when.start) >= len("2025-01-01")) if first and last else (None, None, False)


def edge(text: str, *, last: bool) -> datetime.date | None:
    """The first or last day of a date that may be a month or a year; None when it is no date."""
    parts = text[:10].split("-")
    try:
        year, month, day = (*map(int, parts), *[0] * (3 - len(parts)))
        if day:
            return datetime.date(year, month, day)
        if not last:
            return datetime.date(year, month or 1, 1)
        following = datetime.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return following - datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _points(places: Iterator[Mention]) -> Iterator[Point]:
    for mention in places:
        value = mention.value
        if value.get("lat") is not None and value.get("lon") is not None:
            name = str(value.get("gazetteer_id") or value.get("name") or mention.text)
            exact = value.get("level") in _EXACT
            yield Point(name, value["lat"], value["lon"], exact, value.get("country"), value.get("admin1"))


def _entities(mentions: list[Mention]) -> frozenset[str]:
    return frozenset(str(m.value["entity"]) for m in mentions if m.value.get("entity"))


def _range(count: Count) -> tuple[float, float]:
    return (-math.inf if count.min is None else count.min, math.inf if count.max is None else count.max)
