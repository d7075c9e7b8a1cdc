"""What speaks for and against two events of two reports being one incident: named signs, whose weights are fitted.

Signs are symmetric: the order of the two never matters. ``tools/fit_linking.py`` fits the weights.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from marsad.linking.tellings import Article, Point, Telling
from marsad.linking.words import cosine

_EARTH = 6371.0
_BINS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8)
_KILOMETRES = (
    (1, "same point"),
    (5, "within 5 km"),
    (15, "within 15 km"),
    (40, "within 40 km"),
    (120, "within 120 km"),
)
_AKIN = (
    frozenset({"aerial", "drone"}),
    frozenset({"aerial", "heavy-weapons"}),
    frozenset({"explosives", "suicide-attack"}),
)
_DAYS_APART = ("on the same day", "a day apart", "two days apart")
_SEVERAL = ("no", "one", "two", "several")


def whole(a: Article, b: Article) -> list[str]:
    """The names of what two reports have in common as wholes, for all of their events."""
    found = [
        _TEXTS[_step(cosine(a.words, b.words))],
        _BEGINNINGS[_step(cosine(a.lead, b.lead))],
        _apart(a, b),
        _towns(a, b),
        _NUMBERS[min(len(a.numbers & b.numbers), 3)],
    ]
    if a.outlet and a.outlet == b.outlet:
        found.append("same outlet")
    return found


def _towns(a: Article, b: Article) -> str:
    shared = len(a.towns & b.towns)
    if not shared:
        return "no towns in both" if a.towns and b.towns else "no towns in one"
    share = shared / len(a.towns | b.towns)
    return _TOWNS[min(shared, 3)][0 if share > 0.7 else 1 if share > 0.35 else 2]


def _step(likeness: float) -> int:
    return bisect_right(_BINS, likeness)


def _steps(what: str) -> tuple[str, ...]:
    """``0.2 to 0.3``: likeness in steps, so that each step has a weight of its own."""
    below = zip((0, *_BINS), _BINS)
    return (*(f"{what} alike {least} to {most}" for least, most in below), f"{what} alike over {_BINS[-1]}")


_TEXTS, _BEGINNINGS, _AROUND = map(_steps, ("texts", "beginnings", "words around"))
_NUMBERS = tuple(f"{number} casualty numbers in both" for number in _SEVERAL)
_RARE = tuple(f"{n if n < 5 else '5 or 6' if n < 7 else '7 or more'} rare words shared" for n in range(8))
_TOWNS = tuple(
    tuple(f"{number} towns in both, {part} of them" for part in ("nearly all", "half", "few")) for number in _SEVERAL
)


def _apart(a: Article, b: Article) -> str:
    if a.published is None or b.published is None:
        return "published at an unknown time"
    days = abs((a.published - b.published).days)
    return f"published {_DAYS_APART[days] if days < 3 else 'days apart' if days <= 7 else 'weeks apart'}"


def signs(a: Telling, b: Telling) -> list[str]:
    """The names of what speaks for or against ``a`` and ``b`` being one incident, beside what their reports have in common."""
    found = [
        _AROUND[_step(cosine(a.near, b.near))],
        _RARE[min(len(a.rare & b.rare), 7)],
        f"place: {_places(a.points, b.points)}",
        f"time: {_times(a, b)}",
        _means(a, b),
        *_parties(a, b),
        *_counts(a, b),
        _RANKS[min(a.rank, 3)][min(b.rank, 3)],
    ]
    if a.status != b.status:
        found.append("one denied")
    return found


def _places(a: tuple[Point, ...], b: tuple[Point, ...]) -> str:
    """The nearest two of their places, and how exact they are."""
    if not a or not b:
        return "not known of one"
    if any(p.exact and q.exact and p.id == q.id for p in a for q in b):
        return "same town or point"
    pairs = [(distance(p, q), p.exact and q.exact) for p in a for q in b]
    kilometres, exact = min(pairs, key=lambda pair: (not pair[1], pair[0]))
    if not exact:
        return _wider(a, b, min(pairs)[0])
    return next((name for limit, name in _KILOMETRES if kilometres <= limit), "far apart")


def _wider(a: tuple[Point, ...], b: tuple[Point, ...], kilometres: float) -> str:
    """One of the two is told of a region only."""
    if {p.id for p in a} & {q.id for q in b}:
        return "same region"
    if {(p.country, p.admin1) for p in a if p.admin1} & {(q.country, q.admin1) for q in b if q.admin1}:
        return "one inside the region of the other"
    if {p.country for p in a} & {q.country for q in b}:
        return "same country" if kilometres <= 120 else "far apart in one country"
    return "far apart"


def distance(p: Point, q: Point) -> float:
    """Kilometres between two points along a great circle."""
    return _distance(p.lat, p.lon, q.lat, q.lon)


@lru_cache(maxsize=100_000)
def _distance(south: float, west: float, north: float, east: float) -> float:
    lat, other = math.radians(south), math.radians(north)
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(east - west) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _times(a: Telling, b: Telling) -> str:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "open in both" if a.first is b.first else "open in one"
    gap = max((max(a.first, b.first) - min(a.last, b.last)).days, 0)
    if not (a.precise and b.precise):
        return "a period that holds the other" if gap == 0 else "other period"
    if gap:
        return "a day apart" if gap == 1 else "two or three days apart" if gap <= 3 else "further apart"
    return "same day" if a.first == a.last == b.first == b.last else "days that overlap"


def _means(a: Telling, b: Telling) -> str:
    if a.type != b.type:
        return "other type"
    if a.mode == b.mode:
        return "same type and mode" if a.mode else "same type without mode"
    if a.mode is None or b.mode is None:
        return "same type, one without mode"
    return "akin modes" if any({a.mode, b.mode} <= akin for akin in _AKIN) else "other mode"


def _parties(a: Telling, b: Telling) -> Iterator[str]:
    yield f"actors: {_shared(a.actors, b.actors)}"
    if a.targets and b.targets:
        yield f"targets: {_shared(a.targets, b.targets)}"
    if a.actors & b.targets or b.actors & a.targets:
        yield "sides changed"
    if a.classes & b.classes:
        yield "same kind of party"


def _shared(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "not known of one"
    return "shared" if a & b else "others"


def _counts(a: Telling, b: Telling) -> Iterator[str]:
    for kind in sorted(a.kinds.keys() & b.kinds.keys()):
        (low, high), (least, most) = a.kinds[kind], b.kinds[kind]
        name = kind if kind in ("killed", "injured") else "other count"
        if (low, high) == (least, most):
            yield f"{name}: same {'one' if low == 1 else 'few' if low < 5 else 'number'}"
        elif low <= most and least <= high:
            yield f"{name}: compatible"
        else:
            yield f"{name}: others"


_ORDER = ("first", "second", "third", "later")
_RANKS = tuple(tuple(f"told {_ORDER[min(m, n)]} and {_ORDER[max(m, n)]}" for n in range(4)) for m in range(4))
