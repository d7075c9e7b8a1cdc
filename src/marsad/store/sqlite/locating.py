"""Events with coordinates or days alone, very many at once: without SQLAlchemy, which takes twice as long over them."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator

from marsad.store.contract import EventDay, EventPoint
from marsad.store.schema import unpacked
from marsad.store.sqlite.asking import batches

_LOCATED = """SELECT report.id, event.id, type, mode, status, edtf, start, "end", place, country, level, lat, lon
    FROM (SELECT key AS nth, value FROM json_each(?))
    JOIN event ON event.key = value JOIN report ON report.key = event.report
    WHERE lat IS NOT NULL AND lon IS NOT NULL ORDER BY nth"""

_DATED = """SELECT report.id, event.id, start, event.published
    FROM (SELECT key AS nth, value FROM json_each(?))
    JOIN event ON event.key = value JOIN report ON report.key = event.report ORDER BY nth"""


def located(raw: sqlite3.Connection, keys: Iterable[int]) -> Iterator[EventPoint]:
    """Those of the events of these keys that have coordinates, in their order."""
    for some in batches(keys):
        for row in raw.execute(_LOCATED, (json.dumps(some),)).fetchall():
            report, event, type, mode, status, date, start, end, place, country, level, lat, lon = row
            yield EventPoint(
                report=report, event=event, type=unpacked(type), mode=unpacked(mode), status=unpacked(status),
                date=unpacked(date), start=_day(start), end=_day(end), place=unpacked(place), country=unpacked(country),
                level=unpacked(level), lat=lat, lon=lon,
            )  # fmt: skip


def dated(raw: sqlite3.Connection, keys: Iterable[int]) -> Iterator[EventDay]:
    """The events of these keys with their days, in their order."""
    for some in batches(keys):
        for report, event, start, published in raw.execute(_DATED, (json.dumps(some),)).fetchall():
            yield EventDay(report=report, event=event, start=_day(start), published=_day(published))


def _day(words: str | None) -> datetime.date | None:
    return None if words is None else datetime.date.fromisoformat(words)
