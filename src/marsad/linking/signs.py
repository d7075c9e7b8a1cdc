"""What speaks for and against two events of two reports being one incident: named signs, whose weights are fitted.

Signs are symmetric: the order of the two never matters. ``tools/fit_linking.py`` fits the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

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
_SEVERAL = ("no", "one", "two", "several")


class Compared:
    """Two articles compared once for all of their events."""

    __slots__ = ("signs",)

    def __init__(self, a: Article, b: Article) -> None:
        self.signs = [
            f"texts alike {_bin(cosine(a.words, b.words))}",
            f"beginnings alike {_bin(cosine(a.lead, b.lead))}",
            f"published {_apart(a, b)}",
        ]
        self.signs += [_towns(a, b), f"{_SEVERAL[min(len(a.numbers & b.numbers), 3)]} casualty numbers in both"]
        if a.outlet and a.outlet == b.outlet:
            self.signs.append("same outlet")


def _towns(a: Article, b: Article) -> str:
    shared = len(a.towns & b.towns)
    if not shared:
        return "no towns in both" if a.towns and b.towns else "no towns in one"
    share = shared / len(a.towns | b.towns)
    part = "nearly all" if share > 0.7 else "half" if share > 0.35 else "few"
    return f"{_SEVERAL[min(shared, 3)]} towns in both, {part} of them"


def _bin(likeness: float) -> str:
    """``0.2 to 0.3``: likeness as a step, so that each step has a weight of its own."""
    below = next((edge for edge in _BINS if likeness < edge), None)
    if below is None:
        return f"over {_BINS[-1]}"
    at = _BINS.index(below)
    return f"{_BINS[at - 1] if at else 0} to {below}"


def _apart(a: Article, b: Article) -> str:
    if a.published is None or b.published is None:
        return "at an unknown time"
    days = abs((a.published - b.published).days)
    return {0: "on the same day", 1: "a day apart", 2: "two days apart"}.get(
        days, "days apart" if days <= 7 else "weeks apart"
    )


def signs(a: Telling, b: Telling, whole: Compared) -> list[str]:
    """The names of all that speaks for or against ``a`` and ``b`` being one incident."""
    found = list(whole.signs)
    found.append(f"words around alike {_bin(cosine(a.near, b.near))}")
    found.extend(_words(a, b))
    found.append(f"place: {_places(a.points, b.points)}")
    found.append(f"time: {_times(a, b)}")
    found.append(_means(a, b))
    found.extend(_parties(a, b))
    found.extend(_counts(a, b))
    found.append(_ranks(a, b))
    if a.status != b.status:
        found.append("one denied")
    return found


def _words(a: Telling, b: Telling) -> Iterator[str]:
    shared = len(a.rare & b.rare)
    yield f"{min(shared, 8) if shared < 5 else '5 or 6' if shared < 7 else '7 or more'} rare words shared"


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
    lat, other = math.radians(p.lat), math.radians(q.lat)
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(math.radians(q.lon - p.lon) / 2) ** 2
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


def _ranks(a: Telling, b: Telling) -> str:
    first, second = sorted((min(a.rank, 3), min(b.rank, 3)))
    return f"told {_ORDER[first]} and {_ORDER[second]}"


_ORDER = ("first", "second", "third", "later")
