"""Which pairs of events are worth comparing: those that share a day and a neighbourhood, or a day, a kind and a party.

Every event is filed under some keys; two events that share a key are a pair. The number of pairs grows with how much is told
of a place on a day, not with the square of the archive.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from marsad.linking.tellings import Telling

Key = str
_CELL = 0.4
"""Degrees of a cell's side, some 40 km: further apart than that two places are not one scene."""
_LONGEST = 7
"""Days of a stretch that are each filed; longer ones are filed under their first day and the day of publication."""
_LATE = datetime.timedelta(days=1)


def keys(telling: Telling) -> frozenset[Key]:
    """The keys of an event. Days and cells are widened by half a step on either side, so that neighbours share a key."""
    whens = set(_days(telling))
    wheres = set(_neighbourhoods(telling))
    return frozenset(f"{when}|{where}" for when in whens for where in wheres)


def _days(telling: Telling) -> Iterator[str]:
    """Pairs of days: two events a day apart share one of them."""
    days: set[datetime.date] = set()
    if telling.first and telling.last and telling.precise:
        length = min((telling.last - telling.first).days, _LONGEST)
        days |= {telling.first + datetime.timedelta(days=n) for n in range(length + 1)}
    elif telling.first:
        yield telling.first.isoformat()[:7]
    if telling.article.published and not days:
        days |= {telling.article.published, telling.article.published - _LATE}
    for day in days:
        yield str(day.toordinal() // 2)
        yield f"{(day.toordinal() + 1) // 2}'"


def _neighbourhoods(telling: Telling) -> Iterator[str]:
    for point in telling.points:
        if point.exact:
            yield from _cells(point.lat, point.lon)
        if point.country and not (point.exact and point.admin1):
            yield f"{point.country}/{telling.type}/{telling.mode}"
        if point.admin1:
            yield f"{point.country}/{point.admin1}/{telling.type}"
    if not telling.points:
        for actor in telling.actors:
            yield f"{telling.type}/{actor}"


def _cells(lat: float, lon: float) -> Iterator[str]:
    """Four grids, each shifted by half a cell: points closer than half a cell share a cell in at least one."""
    for grid, (up, right) in enumerate(((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5))):
        yield f"{grid}:{math.floor(lat / _CELL + up)}:{math.floor(lon / _CELL + right)}"


def pairs(events: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Every pair of events of two reports that share a key, once, in the order of the events."""
    events = list(events)
    filed: dict[Key, list[int]] = defaultdict(list)
    for n, telling in enumerate(events):
        mates: set[int] = set()
        for key in keys(telling):
            mates.update(filed[key])
            filed[key].append(n)
        for mate in sorted(mates):
            if events[mate].article.report != telling.article.report:
                yield events[mate], telling
