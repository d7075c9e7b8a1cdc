"""Events with coordinates or days alone, very many at once: without SQLAlchemy, which takes twice as long over them."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import select

from marsad.store import schema
from marsad.store.contract import EventDay, EventPoint
from marsad.store.incidents import EventKey
from marsad.store.schema import unpacked
from marsad.store.sqlite.incident_tables import INCIDENT, INCIDENT_EVENT

Rows = Iterable[tuple[Any, ...]]

_event, _report, _of, _incident = (
    schema.event.c,
    schema.report.alias("of_event"),
    INCIDENT_EVENT.alias("told"),
    INCIDENT,
)
_with_report = schema.event.join(_report, _report.c.key == _event.report)
LOCATED = select(
    _event.key, _report.c.id, _event.id, _event.type, _event.mode, _event.status, _event.edtf, _event.start, _event.end,
    _event.place, _event.country, _event.level, _event.lat, _event.lon,
).select_from(_with_report)  # fmt: skip
"""What ``located`` makes points of."""
DATED = select(_event.key, _report.c.id, _event.id, _event.start, _event.published, _incident.c.id).select_from(
    _with_report.outerjoin(_of, (_of.c.report == _event.report) & (_of.c.event == _event.id))
    .outerjoin(_incident, _incident.c.number == _of.c.incident)
)  # fmt: skip
"""What ``dated`` makes days of."""
_TOLD = """SELECT event.key, report.id, event.id, body.text, event.at, event.upto
    FROM json_each(?) AS asked JOIN report ON report.id = json_extract(asked.value, '$[0]')
    JOIN event ON event.report = report.key AND event.id = json_extract(asked.value, '$[1]')
    JOIN body ON body.report = report.key"""


def located(rows: Rows) -> Iterator[EventPoint]:
    """Events with coordinates as points, from rows of ``LOCATED``."""
    days = _Days()
    for _, report, event, type, mode, status, date, start, end, place, country, level, lat, lon in rows:
        yield EventPoint(
            report=report, event=event, type=unpacked(type), mode=unpacked(mode), status=unpacked(status),
            date=unpacked(date), start=days[start], end=days[end], place=unpacked(place), country=unpacked(country),
            level=unpacked(level), lat=lat, lon=lon,
        )  # fmt: skip


def dated(rows: Rows) -> Iterator[EventDay]:
    """Events with their days, from rows of ``DATED``."""
    days = _Days()
    for _, report, event, start, published, incident in rows:
        yield EventDay(report=report, event=event, start=days[start], published=days[published], incident=incident)


def told(raw: sqlite3.Connection, events: Collection[EventKey]) -> Iterator[tuple[int, EventKey, bytes, int, int]]:
    """Key, name, compressed text and first words of events."""
    for key, report, event, text, at, upto in raw.execute(_TOLD, (json.dumps(list(events)),)).fetchall():
        yield key, (report, event), text, at, upto


class _Days(dict[str | None, datetime.date | None]):
    """Days as they are stored, read once each: thousands of events have few different ones."""

    def __missing__(self, words: str | None) -> datetime.date | None:
        self[words] = day = None if words is None else datetime.date.fromisoformat(words)
        return day
