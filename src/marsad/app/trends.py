"""Timelines and trends of what an archive holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from marsad.linking.trends import Line, Occurrence, Period, trend
from marsad.records import CodedReport, Figure, Filter, Record, standing
from marsad.store.contract import EventRow

if TYPE_CHECKING:
    from marsad.store.contract import EventDay, EventRow, Store

By = str
_PAGE, _READ = 1_000, 200
_DIMENSIONS: dict[str, Callable[[EventRow], str | None]] = {
    "country": lambda row: row.country, "admin1": lambda row: row.admin1, "place": lambda row: row.place,
    "type": lambda row: row.type, "mode": lambda row: row.mode, "status": lambda row: row.status,
}  # fmt: skip
DIMENSIONS = tuple(_DIMENSIONS)
_FAR = datetime.date.max


class Moment(Record, frozen=True):
    """An event on a timeline, with the incident that it is an account of. ``others`` are further events of that incident, as
    ``report/event``: one occurrence stands once, whoever tells of it."""

    row: EventRow
    incident: str | None
    others: tuple[str, ...] = ()


class Entry(Record, frozen=True):
    """A moment before its words are read."""

    report: str
    event: str
    incident: str | None
    others: tuple[str, ...] = ()


class ReportedTrend(Record, frozen=True):
    """A trend that a report states ("attacks up by nearly 20 %"), to be read beside what the archive holds."""

    report: str
    figure: Figure
    words: str
    places: tuple[str, ...]
    speakers: tuple[str, ...]


def timeline(archive: Store, where: Filter) -> list[Moment]:
    """The events that answer ``where`` in the order of their days, undated ones last, one of each incident."""
    told: dict[object, list[tuple[EventRow, str | None]]] = {}
    for row, incident in _with_incidents(archive, where):
        told.setdefault(incident or (row.report, row.event), []).append((row, incident))
    moments = []
    for group in told.values():
        (first, incident), *others = sorted(group, key=lambda pair: (pair[0].published or _FAR, pair[0].report))
        moments.append(Moment(row=first, incident=incident, others=tuple(f"{r.report}/{r.event}" for r, _ in others)))
    return sorted(moments, key=lambda m: (m.row.start or _FAR, m.row.published or _FAR, m.row.report, m.row.event))


class Entries(NamedTuple):
    """Some entries of a timeline, how many it has in all, and whether there are events beyond the most that are looked at."""

    some: list[Entry]
    total: int
    left_out: bool


def entries(archive: Store, where: Filter, most: int, first: int = 0, limit: int | None = None) -> Entries:
    """The same order for the ``most`` events published last, ``limit`` from the one numbered ``first``; quick, since no words
    are read."""
    newest = list(archive.days(where, most + 1))
    told: dict[object, list[EventDay]] = {}
    for day in newest[:most]:
        told.setdefault(day.incident or (day.report, day.event), []).append(day)
    groups = [sorted(group, key=_published) if len(group) > 1 else group for group in told.values()]
    groups.sort(key=lambda group: _in_time(group[0]))
    shown = groups[first:][:limit]
    return Entries([_entry(*group) for group in shown], len(groups), len(newest) > most)


def _entry(first: EventDay, *others: EventDay) -> Entry:
    return Entry(
        report=first.report, event=first.event, incident=first.incident,
        others=tuple(f"{day.report}/{day.event}" for day in others),
    )  # fmt: skip


def _published(day: EventDay) -> tuple[datetime.date, str]:
    return day.published or _FAR, day.report


def _in_time(day: EventDay) -> tuple[datetime.date, datetime.date, str, str]:
    return day.start or _FAR, day.published or _FAR, day.report, day.event


def moments(archive: Store, some: Sequence[Entry]) -> list[Moment]:
    """Entries with their words, in their order; events that went meanwhile are left out."""
    rows: dict[tuple[str, str], EventRow] = {}
    for n in range(0, len(some), _READ):
        reports = tuple(dict.fromkeys(entry.report for entry in some[n : n + _READ]))
        rows |= {(row.report, row.event): row for row in archive.events(Filter(reports=reports), limit=None)}
    found = ((entry, rows.get((entry.report, entry.event))) for entry in some)
    return [Moment(row=row, incident=entry.incident, others=entry.others) for entry, row in found if row is not None]


def trends(archive: Store, where: Filter, period: Period, by: Sequence[By] = ()) -> list[Line]:
    """Incidents period by period, by the dimensions asked for; see ``marsad.linking.trends``."""
    return trend((_occurrence(row, incident, by) for row, incident in _with_incidents(archive, where)), period)


def _occurrence(row: EventRow, incident: str | None, by: Sequence[By]) -> Occurrence:
    group = tuple(_DIMENSIONS[name](row) for name in by)
    return Occurrence(row.report, row.event, row.outlet, row.start, _precision(row.date), group, incident)


def _precision(edtf: str | None) -> str | None:
    """What an EDTF date settles, by its first part."""
    first = (edtf or "").partition("/")[0].rstrip("~?%")
    return {10: "day", 7: "month", 4: "year"}.get(len(first)) if first and "X" not in first else None


def _with_incidents(archive: Store, where: Filter) -> Iterator[tuple[EventRow, str | None]]:
    rows = archive.events(where, sort="oldest", limit=None)
    while page := list(islice(rows, _PAGE)):
        incidents = archive.incidents_of({(row.report, row.event) for row in page})
        yield from ((row, incidents.get((row.report, row.event))) for row in page)


def reported(archive: Store, where: Filter) -> Iterator[ReportedTrend]:
    """The trends that the reports answering ``where`` state."""
    for stored in archive.reports(where):
        coded = standing(stored)
        if coded is not None:
            for figure in coded.figures:
                if figure.kind == "trend":
                    yield _stated(stored.report.id or "", coded, figure)


def _stated(report: str, coded: CodedReport, figure: Figure) -> ReportedTrend:
    mentions = {m.id: m for m in coded.mentions}
    tellers = [c.speaker for c in coded.claims if c.id in figure.claims and c.speaker]
    return ReportedTrend(
        report=report, figure=figure, words=mentions[figure.mention].text if figure.mention in mentions else "",
        places=tuple(mentions[p].text for p in figure.places), speakers=tuple(mentions[t].text for t in tellers),
    )  # fmt: skip
