"""How two accounts' answers to one question stand to one another."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from marsad.linking.signs import distance
from marsad.linking.tellings import Point, edge

if TYPE_CHECKING:
    from marsad.linking.accounts import Answer

Mark = Literal["agree", "compatible", "conflict", "single", "silent"]
_BESIDE = 15.0
"""Kilometres within which two named places may be one scene."""


def days_stand(a: list[Answer], b: list[Answer]) -> Mark:
    """Same days agree; a longer stretch, a month or a year is compatible with the days inside it."""
    ours, theirs = {x.meaning for x in a}, {x.meaning for x in b}
    if ours & theirs:
        return "agree"
    return "compatible" if any(_overlap(x, y) for x in ours for y in theirs) else "conflict"


def _overlap(x: tuple[str | None, str | None], y: tuple[str | None, str | None]) -> bool:
    edges: list[datetime.date | None] = [
        edge(t, last=n == 1) if t else None for stretch in (x, y) for n, t in enumerate(stretch)
    ]
    first, last, start, end = edges
    if first is None or last is None or start is None or end is None:
        return True  # open: nothing speaks against it
    return first <= end and start <= last


def places_stand(a: list[Answer], b: list[Answer]) -> Mark:
    """Same places agree; one inside the other, or a few kilometres off, is compatible."""
    ours, theirs = [x.meaning for x in a], [x.meaning for x in b]
    if any(p[0] and p[0] == q[0] for p in ours for q in theirs) or {x.value for x in a} & {x.value for x in b}:
        return "agree"
    return "compatible" if any(_may_be_one(p, q) for p in ours for q in theirs) else "conflict"


_PlaceKey = tuple[str | None, float | None, float | None, str | None, str | None, str | None]


def _may_be_one(p: _PlaceKey, q: _PlaceKey) -> bool:
    if p[1] is None or q[1] is None or p[2] is None or q[2] is None:
        return True
    a, b = (Point("", lat, lon, True, None, None) for lat, lon in ((p[1], p[2]), (q[1], q[2])))
    wide = {p[3], q[3]} - {"point", "town"}
    if wide and p[4] == q[4] and (p[5] == q[5] or wide & {"country", "region"}):
        return True
    return distance(a, b) <= _BESIDE


def parties_stand(a: list[Answer], b: list[Answer], within: Callable[[str, str], bool]) -> Mark:
    """A shared party agrees; a wing and its whole, or an unnamed party, is compatible."""
    ours, theirs = {x.meaning for x in a if x.meaning}, {x.meaning for x in b if x.meaning}
    if ours & theirs or {x.value for x in a} & {x.value for x in b}:
        return "agree"
    if not ours or not theirs:
        return "compatible"
    return "compatible" if any(within(x, y) or within(y, x) for x in ours for y in theirs) else "conflict"


def means_stand(a: list[Answer], b: list[Answer]) -> Mark:
    """Same type and mode agree; a mode left open is compatible with any of its type."""
    ours, theirs = {x.meaning for x in a}, {x.meaning for x in b}
    if ours & theirs:
        return "agree"
    if any(x[0] == y[0] and None in (x[1], y[1]) for x in ours for y in theirs):
        return "compatible"
    return "conflict"


def counts_stand(a: list[Answer], b: list[Answer]) -> Mark:
    """Equal numbers agree, ranges that meet are compatible (15+ and 17)."""
    ours, theirs = {x.meaning for x in a}, {x.meaning for x in b}
    if ours & theirs:
        return "agree"
    return "compatible" if any(_meet(x, y) for x in ours for y in theirs) else "conflict"


def _meet(x: tuple[float | None, float | None], y: tuple[float | None, float | None]) -> bool:
    low, high = (-math.inf if x[0] is None else x[0]), (math.inf if x[1] is None else x[1])
    least, most = (-math.inf if y[0] is None else y[0]), (math.inf if y[1] is None else y[1])
    return low <= most and least <= high
