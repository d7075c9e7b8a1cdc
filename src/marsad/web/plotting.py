"""Very many events as a map draws them: columns of numbers, with each label, place and report once.

A GeoJSON feature for each of a hundred thousand events would be sixty megabytes of repeated words.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Sequence

from marsad.records import Record
from marsad.store.contract import EventPoint
from marsad.web.labels import Labels

KM = {"point": 1, "town": 3, "district": 20, "governorate": 70, "region": 200, "country": 400}
"""How far from its point a place of a level may be, in kilometres: what is drawn where the true extent is not known."""
_EPOCH = datetime.date(1970, 1, 1).toordinal()
Coded = tuple[str, str]
"""A code and what it is called."""
PlaceRow = tuple[str, str | None, int, float, float]
"""Name, level, kilometres around, longitude and latitude."""


class Plot(Record, frozen=True):
    """Events by columns, the newest first. ``type``, ``status``, ``place`` and ``report`` are numbers of rows in the tables of
    those names; ``start`` and ``end`` days since 1970, ``date`` EDTF where it says other than the one day ``start``. ``after`` is
    the event to go on behind, None where there are no more."""

    types: list[Coded]
    statuses: list[Coded]
    places: list[PlaceRow]
    reports: list[str]
    type: list[int]
    status: list[int]
    place: list[int]
    report: list[int]
    event: list[str]
    start: list[int | None]
    end: list[int | None]
    date: list[str | None]
    after: str | None


class _Table(dict[Hashable, int]):
    """Numbers of things in the order in which they were first asked for."""

    def __missing__(self, key: Hashable) -> int:
        self[key] = number = len(self)
        return number


def plot(points: Sequence[EventPoint], named: Labels, more: bool) -> Plot:
    """Points as columns; ``more`` says that others stand behind them."""
    types, statuses, places, reports = _Table(), _Table(), _Table(), _Table()
    return Plot(
        type=[types[point.type, point.mode] for point in points],
        status=[statuses[point.status] for point in points],
        place=[places[point.place, point.country, point.level, point.lon, point.lat] for point in points],
        report=[reports[point.report] for point in points],
        event=[point.event for point in points],
        start=[_day(point.start) for point in points], end=[_day(point.end) for point in points],
        date=[_date(point) for point in points],
        types=[_type(named, *code) for code in types],  # type: ignore[misc]
        statuses=[(str(code), named("status", str(code))) for code in statuses],
        places=[_place(named, *place) for place in places],  # type: ignore[misc]
        reports=[str(id) for id in reports],
        after=f"{points[-1].report}/{points[-1].event}" if more else None,
    )  # fmt: skip


def _type(named: Labels, type: str, mode: str | None) -> Coded:
    return type, named.event(type, mode)


def _place(named: Labels, name: str | None, country: str | None, level: str | None, lon: float, lat: float) -> PlaceRow:
    return named.place(name, country), level, KM.get(level or "", 0), lon, lat


def _day(day: datetime.date | None) -> int | None:
    return None if day is None else day.toordinal() - _EPOCH


def _date(point: EventPoint) -> str | None:
    return None if point.start is not None and point.date == point.start.isoformat() else point.date
