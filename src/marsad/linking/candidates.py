"""Which pairs of events are worth comparing: those that share a day and a neighbourhood, or a day, a kind and a party.

An event is *filed* under the days and cells that it is told of, and *looks* under those and the ones beside them; b is found by a
exactly when a is found by b. The number of pairs grows with how much is told of a place on a day, not with the square of
the archive.

What happened long before a report was published (its *background*) would break that: every report of a war tells of how it
began. So background is compared with what was told of the day while it was new, whenever that was, but with other background
only of reports published in the same weeks.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from marsad.linking.tellings import Telling

Key = int
"""A digest of 64 bits of what is shared, signed, as databases keep it."""
_CELL = 0.2
"""Degrees of a cell's side, some 22 km; places in cells that touch may be one scene."""
_LONGEST = 7
"""Days of a stretch that are each filed; a longer one is filed under its first days."""
_LATE = datetime.timedelta(days=1)
"""An event without a day was mostly on the day of publication or the one before."""
_NEWS = datetime.timedelta(days=31)
"""What ended longer than this before its report was published is background."""
_WEEK = 7


def filed(telling: Telling) -> frozenset[Key]:
    """The keys under which others find an event."""
    era = _era(telling)
    spaces = ("all", "new" if era is None else f"old {era}")
    return frozenset(
        _key(space, day, where) for day in _days(telling) for where in _wheres(telling, around=0) for space in spaces
    )


def looked(telling: Telling) -> frozenset[Key]:
    """The keys under which an event finds others."""
    era = _era(telling)
    spaces = ("all",) if era is None else ("new", *(f"old {era + step}" for step in (-1, 0, 1)))
    days = {day + step for day in _days(telling) for step in (-1, 0, 1)}
    wheres = list(_wheres(telling, around=1))
    return frozenset(_key(space, day, where) for day in days for where in wheres for space in spaces)


def _era(telling: Telling) -> int | None:
    """The week in which a report told of background; None for news."""
    published = telling.article.published
    if published is None or telling.last is None or published - telling.last <= _NEWS:
        return None
    return published.toordinal() // _WEEK


@lru_cache(maxsize=100_000)
def _key(space: str, day: int, where: str) -> Key:
    content = f"{space}|{day}|{where}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)


def _days(telling: Telling) -> set[int]:
    """Days as ordinals; months, as negative numbers, for events of which only the month is told."""
    days = set(_published(telling))
    if telling.first and telling.last and telling.precise:
        length = min((telling.last - telling.first).days, _LONGEST)
        return days | {telling.first.toordinal() + n for n in range(length + 1)}
    if telling.first:
        days.add(-(telling.first.year * 1000 + telling.first.month * 10))  # far enough apart that months never touch
    return days


def _published(telling: Telling) -> Iterator[int]:
    """The day of publication where the event is recent or has no day: a day in the text is now and then misread."""
    published = telling.article.published
    if published is None:
        return
    if telling.first is None:
        yield (published - _LATE).toordinal()
    if telling.first is None or abs((published - telling.first).days) <= _LONGEST:
        yield published.toordinal()


def _wheres(telling: Telling, around: int) -> Iterator[str]:
    for point in telling.points:
        if point.exact:
            yield from _cells(point.lat, point.lon, around)
        if point.country and not (point.exact and point.admin1):
            yield f"{point.country}/{telling.type}/{telling.mode}"
        if point.admin1:
            yield f"{point.country}/{point.admin1}/{telling.type}"
    if not telling.points:
        yield from (f"{telling.type}/{actor}" for actor in telling.actors)


def _cells(lat: float, lon: float, around: int) -> Iterator[str]:
    row, column, columns = math.floor(lat / _CELL), math.floor(lon / _CELL), round(360 / _CELL)
    steps = range(-around, around + 1)
    yield from (f"{row + up}:{(column + right) % columns}" for up in steps for right in steps)


def mated(events: Iterable[Telling]) -> Iterator[tuple[Telling, list[Telling]]]:
    """Each event with those before it, of other reports, that it finds and that find it, in their order."""
    events = list(events)
    held: dict[Key, list[int]] = defaultdict(list)
    for n, telling in enumerate(events):
        mates = {mate for key in looked(telling) for mate in held.get(key, ())}
        for key in filed(telling):
            held[key].append(n)
        found = (events[mate] for mate in sorted(mates))
        yield telling, [mate for mate in found if mate.article.report != telling.article.report]
