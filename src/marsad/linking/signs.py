"""What speaks for and against two events of two reports being one incident: named signs, whose weights are fitted.

Signs are symmetric: the order of the two never matters. ``tools/fit_linking.py`` fits the weights.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from marsad.linking.tellings import Article, Point, Telling
from marsad.linking.words import cosine

Points = tuple[Point, ...]
Day = date | None
Days = tuple[Day, Day, bool]
"""First, last, and whether the text gives days."""
Means = tuple[str, str | None]
"""Type and mode."""
Parties = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""Actors, targets and their classes."""
Counts = tuple[tuple[str, tuple[float, float]], ...]
"""Ranges by kind of casualty and damage."""
Standing = tuple[int, str]
"""The place among the events of the report, 3 at most, and the status."""
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
_PUBLISHED = (
    "published on the same day",
    "published a day apart",
    "published two days apart",
    *["published days apart"] * 5,
)
_SEVERAL = ("no", "one", "two", "several")


def whole(a: Article, b: Article) -> list[str]:
    """The names of what two reports have in common as wholes, for all of their events."""
    return [*likeness(a, b), *beside(a, b)]


def likeness(a: Article, b: Article) -> tuple[str, str]:
    """How alike two texts and their beginnings are, which takes the longest to find out."""
    return TEXTS[_step(cosine(a.words, b.words))], BEGINNINGS[_step(cosine(a.lead, b.lead))]


def beside(a: Article, b: Article) -> tuple[str, ...]:
    """What else two reports have in common."""
    found = _apart(a, b), _towns(a, b), _NUMBERS[min(len(a.numbers & b.numbers), 3)]
    return (*found, "same outlet") if a.outlet and a.outlet == b.outlet else found


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


TEXTS, BEGINNINGS, AROUND = map(_steps, ("texts", "beginnings", "words around"))
_NUMBERS = tuple(f"{number} casualty numbers in both" for number in _SEVERAL)
RARE = tuple(f"{n if n < 5 else '5 or 6' if n < 7 else '7 or more'} rare words shared" for n in range(8))
_TOWNS = tuple(
    tuple(f"{number} towns in both, {part} of them" for part in ("nearly all", "half", "few")) for number in _SEVERAL
)


def _apart(a: Article, b: Article) -> str:
    if a.published is None or b.published is None:
        return "published at an unknown time"
    days = abs((a.published - b.published).days)
    return _PUBLISHED[days] if days <= 7 else "published weeks apart"


def signs(a: Telling, b: Telling) -> list[str]:
    """The names of what speaks for or against ``a`` and ``b`` being one incident, beside what their reports have in common."""
    found = [*wording(a, b)]
    for question in QUESTIONS:
        found += question.answer(question.of(a), question.of(b))
    return found


def wording(a: Telling, b: Telling) -> tuple[str, str]:
    """How alike the words around two events are."""
    return AROUND[_step(cosine(a.near, b.near))], RARE[min(len(a.rare & b.rare), 7)]


def _places(a: Points, b: Points) -> Iterator[str]:
    yield f"place: {_nearest(a, b)}"


def _nearest(a: Points, b: Points) -> str:
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


def _wider(a: Points, b: Points, kilometres: float) -> str:
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


def _times(a: Days, b: Days) -> Iterator[str]:
    yield f"time: {_overlap(*a, *b)}"


def _overlap(first: Day, last: Day, precise: bool, start: Day, end: Day, exact: bool) -> str:
    """How two stretches of days lie to one another."""
    if first is None or last is None or start is None or end is None:
        return "open in both" if first is start else "open in one"
    gap = max((max(first, start) - min(last, end)).days, 0)
    if not (precise and exact):
        return "a period that holds the other" if gap == 0 else "other period"
    if gap:
        return "a day apart" if gap == 1 else "two or three days apart" if gap <= 3 else "further apart"
    return "same day" if first == last == start == end else "days that overlap"


def _means(a: Means, b: Means) -> Iterator[str]:
    mode, other = a[1], b[1]
    if a[0] != b[0]:
        yield "other type"
    elif mode == other:
        yield "same type and mode" if mode else "same type without mode"
    elif mode is None or other is None:
        yield "same type, one without mode"
    else:
        yield "akin modes" if any({mode, other} <= akin for akin in _AKIN) else "other mode"


def _parties(a: Parties, b: Parties) -> Iterator[str]:
    (actors, targets, classes), (others, aims, kinds) = a, b
    yield f"actors: {_shared(actors, others)}"
    if targets and aims:
        yield f"targets: {_shared(targets, aims)}"
    if actors & aims or others & targets:
        yield "sides changed"
    if classes & kinds:
        yield "same kind of party"


def _shared(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "not known of one"
    return "shared" if a & b else "others"


def _counts(a: Counts, b: Counts) -> Iterator[str]:
    ours, theirs = dict(a), dict(b)
    for kind in sorted(ours.keys() & theirs.keys()):
        (low, high), (least, most) = ours[kind], theirs[kind]
        name = kind if kind in ("killed", "injured") else "other count"
        if (low, high) == (least, most):
            yield f"{name}: same {'one' if low == 1 else 'few' if low < 5 else 'number'}"
        elif low <= most and least <= high:
            yield f"{name}: compatible"
        else:
            yield f"{name}: others"


def _standing(a: Standing, b: Standing) -> Iterator[str]:
    yield _RANKS[a[0]][b[0]]
    if a[1] != b[1]:
        yield "one denied"


_ORDER = ("first", "second", "third", "later")
_RANKS = tuple(tuple(f"told {_ORDER[min(m, n)]} and {_ORDER[max(m, n)]}" for n in range(4)) for m in range(4))


class Question(NamedTuple):
    """What is asked of two events: ``of`` takes from each what the answer depends on, ``answer`` gives the signs."""

    of: Callable[[Telling], Any]
    answer: Callable[[Any, Any], Iterator[str]]


QUESTIONS = (
    Question(lambda t: t.points, _places),
    Question(lambda t: (t.first, t.last, t.precise), _times),
    Question(lambda t: (t.type, t.mode), _means),
    Question(lambda t: (t.actors, t.targets, t.classes), _parties),
    Question(lambda t: tuple(sorted(t.kinds.items())), _counts),
    Question(lambda t: (min(t.rank, 3), t.status), _standing),
)
"""What is asked beside the wording. The values recur: towns, days, types, parties."""
