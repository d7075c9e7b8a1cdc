"""A coded report as rows: what searches, lists, maps and facets read. The same for every database."""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from marsad.records import Claim, Event, Figure, Mention, ReviewMark, When, doubt
from marsad.store import schema
from marsad.store.decisions import Shown
from marsad.store.schema import EVENT_BITS, packed
from marsad.text import fold_string

Row = tuple[Any, ...]

AREAS = frozenset({"country", "region", "governorate", "district"})
"""Levels of places that contain others: a box around their middle says nothing about where an event was."""
_NEW = ReviewMark()
_LONGEST = 300
"""Characters of a name; longer ones are cut in the view, never in the coding."""
_OUTLET = list(schema.event.columns.keys()).index("outlet")
"""Where in a row of ``event`` its report's outlet stands, and behind it the day of publication."""


class ReportKey(NamedTuple):
    """What the rows of a report take over from it, the run whose coding they show now, and the last decision on it."""

    key: int
    outlet: str | None = None
    published: str | None = None
    run: int | None = None
    decided: int = 0


class PlaceRow(NamedTuple):
    """A row of ``event_place``; its key is given when it is written."""

    key: int | None
    event: int
    number: int
    mention: str
    place_id: str | bytes | None
    name: str | bytes
    folded: str | bytes
    folded_en: str | bytes | None
    country: str | bytes | None
    admin1: str | bytes | None
    level: str | bytes | None
    lat: float | None
    lon: float | None


class View(NamedTuple):
    """Rows by table, their columns in the order of the schema."""

    mention: list[Row]
    claim: list[Row]
    figure: list[Row]
    event: list[Row]
    participant: list[Row]
    teller: list[Row]
    event_place: list[PlaceRow]
    event_count: list[Row]
    said: list[Row]


def rows_of(reports: Iterable[tuple[ReportKey, Shown]]) -> View:
    """The rows of coded reports as people left them."""
    return under((report, bare(shown)) for report, shown in reports)


def under(reports: Iterable[tuple[ReportKey, View]]) -> View:
    """Bare rows with what they take over from their reports."""
    view = View(*([] for _ in View._fields))
    for report, rows in reports:
        _add(view, report, rows)
    return view


def _add(view: View, report: ReportKey, rows: View) -> None:
    key, first = (report.key,), report.key << EVENT_BITS
    view.mention.extend([key + row[1:] for row in rows.mention])
    view.claim.extend([key + row[1:] for row in rows.claim])
    view.figure.extend([key + row[1:] for row in rows.figure])
    view.said.extend([key + row[1:] for row in rows.said])
    told = (packed(report.outlet), report.published)
    view.event.extend([(first | row[0], report.key, *row[2:_OUTLET], *told, *row[_OUTLET + 2 :]) for row in rows.event])
    view.participant.extend([(first | row[0], *row[1:]) for row in rows.participant])
    view.teller.extend([(first | row[0], *row[1:]) for row in rows.teller])
    view.event_place.extend([row._replace(event=first | row.event) for row in rows.event_place])
    view.event_count.extend([(first | row[0], *row[1:]) for row in rows.event_count])


def bare(shown: Shown) -> View:
    """The rows of a coded report as people left it, as if its key were 0 and nothing known about it: an archive need not be
    asked for them."""
    coded = shown.coded
    mentions = {mention.id: mention for mention in coded.mentions}
    claims = {claim.id: claim for claim in coded.claims}
    view = View(*([] for _ in View._fields))
    view.mention.extend(_mentions(coded.mentions))
    if shown.said:
        view.said.append((0, msgspec.json.encode(shown.said)))
    view.claim.extend(_claims(coded.claims, mentions))
    view.figure.extend(_figures(coded.figures))
    for key, event in enumerate(coded.events[: 1 << EVENT_BITS]):
        places = [mentions[id] for id in event.places if id in mentions]
        view.event.append(_event(key, event, places, shown.marks.get(event.id, _NEW)))
        view.participant.extend(_participants(key, event, mentions))
        view.teller.extend(_tellers(key, event, claims, mentions))
        view.event_place.extend(_place(key, n, place) for n, place in enumerate(places))
        view.event_count.extend(
            (key, n, c.kind, packed(c.what), _number(c.min), _number(c.max), c.bound, c.mention)
            for n, c in enumerate(event.counts)
        )
    return view


def stands_on_map(place: PlaceRow) -> bool:
    """Whether a place says where its event was, and not only in which province or country."""
    return place.lat is not None and place.lon is not None and (place.number == 0 or place.level not in AREAS)


def folded(name: str | None) -> str | None:
    """A name as names are compared."""
    return _folded(name) if name else None


@lru_cache(maxsize=50_000)
def _folded(name: str) -> str:
    return fold_string(name).strip()


def day(unit: str | None, last: bool = False) -> datetime.date | None:
    """The first or last day of an EDTF year, month or day; None for what is no such (seasons, open ends)."""
    parts = (unit or "")[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
    try:
        month = month or (12 if last else 1)
        return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def _mentions(mentions: Iterable[Mention]) -> Iterator[Row]:
    for number, mention in enumerate(mentions):
        ref = _word(mention, "entity") or _word(mention, "gazetteer_id")
        yield 0, number, mention.id, mention.kind, mention.start, mention.end, ref


def _claims(claims: Iterable[Claim], mentions: dict[str, Mention]) -> Iterator[Row]:
    for number, claim in enumerate(claims):
        speaker = mentions.get(claim.speaker or "")
        yield 0, number, claim.id, claim.stance, claim.speaker, *_named(speaker), claim.within


def _figures(figures: Iterable[Figure]) -> Iterator[Row]:
    for number, f in enumerate(figures):
        least, most = _number(f.min), _number(f.max)
        yield 0, number, f.id, f.kind, packed(f.what), least, most, f.bound, packed(f.unit), f.direction


def _event(key: int, event: Event, places: list[Mention], mark: ReviewMark) -> Row:
    place = places[0] if places else None
    first, last, year, month = _time(event.when)
    trigger = event.triggers[0] if event.triggers else None
    return (
        key, 0, event.id, packed(event.type), packed(event.mode), event.status,
        packed(event.when.edtf) or None if event.when else None, event.when.precision if event.when else None,
        first, last, year, month, _name(place) if place else None, _word(place, "gazetteer_id"), _word(place, "country"),
        _word(place, "admin1"), _word(place, "level"), _degrees(place, "lat"), _degrees(place, "lon"),
        None, None, mark.state,
        trigger.start if trigger else 0, trigger.end if trigger else 0, doubt(event), int(mark.disputed),
    )  # fmt: skip


def _time(when: When | None) -> tuple[str | None, str | None, str | None, str | None]:
    """First and last day, year and month; a month only where the text is as precise as that."""
    start = when.start if when else None
    first = day(start)
    if when is None or not start or first is None:
        return None, None, None, None
    last = day(when.end or start, last=True)
    text = first.isoformat()
    return text, (last or first).isoformat(), text[:4], text[:7] if len(start) >= 7 else None


def _participants(key: int, event: Event, mentions: dict[str, Mention]) -> Iterator[Row]:
    for role, ids in (("actor", event.actors), ("target", event.targets)):
        for number, id in enumerate(ids):
            mention = mentions.get(id)
            if mention is not None:
                kind = _word(mention, "cls") or _word(mention, "class")
                yield key, role, number, id, *_named(mention), kind, _word(mention, "country")


def _tellers(key: int, event: Event, claims: dict[str, Claim], mentions: dict[str, Mention]) -> Iterator[Row]:
    """The claims that carry an event, then those in which they lie; each once, at the least depth."""
    level, depth, number, met = [claims[id] for id in event.claims if id in claims], 0, 0, set[str]()
    while level:
        for claim in level:
            if claim.id not in met:
                met.add(claim.id)
                speaker = mentions.get(claim.speaker or "")
                yield key, number, depth, claim.id, claim.stance, claim.speaker, *_named(speaker)
                number += 1
        outer = (claims.get(claim.within or "") for claim in level)
        level, depth = [claim for claim in outer if claim is not None and claim.id not in met], depth + 1


def _place(key: int, number: int, place: Mention) -> PlaceRow:
    """A place by its Arabic name in the gazetteer, else as the text has it, and by its English one."""
    arabic = place.value.get("arabic")
    return PlaceRow(
        None, key, number, place.id, _word(place, "gazetteer_id"), _name(place),
        packed(folded(arabic if isinstance(arabic, str) and arabic else place.text)) or "",
        packed(folded(_string(place, "name"))), _word(place, "country"), _word(place, "admin1"), _word(place, "level"),
        _degrees(place, "lat"), _degrees(place, "lon"),
    )  # fmt: skip


def _named(mention: Mention | None) -> Row:
    """Entity, name and folded name of a mention. Words are folded as the text has them: that is what people look for."""
    if mention is None:
        return None, None, None
    return _word(mention, "entity"), _name(mention), packed(folded(mention.text[:_LONGEST])) or ""


def _name(mention: Mention) -> str | bytes:
    """The name of what a mention was taken to be, else its words."""
    return packed((_string(mention, "name") or mention.text)[:_LONGEST]) or ""


def _string(mention: Mention | None, member: str) -> str | None:
    value = mention.value.get(member) if mention else None
    return value if isinstance(value, str) and value else None


def _word(mention: Mention | None, member: str) -> str | bytes | None:
    return packed(_string(mention, member))


def _number(value: int | float | None) -> float | None:
    """A number as databases take it; what is none or beyond all measure is not stated."""
    try:
        number = float(value) if value is not None else math.nan
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _degrees(mention: Mention | None, member: str) -> float | None:
    value = mention.value.get(member) if mention else None
    return _number(value) if isinstance(value, int | float) else None
