"""How two accounts' answers to one question stand to one another."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from marsad.linking.signs import distance
from marsad.linking.tellings import Point, edge

if TYPE_CHECKING:
    from marsad.linking.accounts import Answer

Mark = Literal["agree", "compatible", "conflict", "single", "silent"]
Question = Literal["when", "where", "who", "to whom", "what", "count"]
Stand = Callable[[list["Answer"], list["Answer"]], Mark]
DENIABLE: tuple[Question, ...] = ("who", "what", "count")
"""What a denial denies: that somebody did it, that it happened, or how many; when and where it tells like any account."""
_ONE_ANSWER: tuple[Question, ...] = ("who", "count")
"""Questions on which each speaker is an account of their own: a report's two tolls are two. Where, when and to whom a report
tells in pieces, here and there, so that its answers are taken together unless two speakers whom it names differ."""
_ORDER: tuple[Mark, ...] = ("agree", "compatible", "conflict")
_BESIDE = 15.0
"""Kilometres within which two named places may be one scene."""


def mark(question: Question, cells: Sequence[Sequence[Answer]], stand: Stand) -> Mark:
    """How the answers of all reports stand to one another: the worst of any two; ``cells`` hold those of a report each."""
    told = [list(cell) for cell in cells if cell]
    if question in DENIABLE:
        if _is_denied(told, question):
            return "conflict"
        told = [[a for a in cell if a.stance != "deny"] or cell for cell in told]
    apart = [voice for cell in told for voice in _voices(cell).values()]
    if len(told) < 2:
        return _in_one_report(apart, stand, question) if told else "silent"
    marks = [_worst(apart if question in _ONE_ANSWER else told, stand)]
    marks += [_worst(_named(cell), stand) for cell in told]
    return max(marks, key=_ORDER.index)


def _in_one_report(voices: list[list[Answer]], stand: Stand, question: Question) -> Mark:
    """A report that agrees with a speaker of its own is one account still; two speakers are two."""
    named = [voice for voice in voices if voice[0].speaker is not None]
    if question in _ONE_ANSWER and _worst(voices, stand) == "conflict":
        return "conflict"
    return _worst(named, stand) if len(named) > 1 else "single"


def _worst(sides: Iterable[list[Answer]], stand: Stand) -> Mark:
    """The worst mark of any two sides; those that say the very same are compared once."""
    different = list({frozenset((a.value, str(a.meaning)) for a in side): side for side in sides}.values())
    return max((stand(a, b) for a, b in combinations(different, 2)), key=_ORDER.index, default="agree")


def _voices(cell: Iterable[Answer]) -> dict[str | None, list[Answer]]:
    """The answers of a report by who gives them; None is the report itself."""
    found: dict[str | None, list[Answer]] = {}
    for answer in cell:
        found.setdefault(speaker_of(answer), []).append(answer)
    return found


def _named(cell: Iterable[Answer]) -> list[list[Answer]]:
    return [voice for speaker, voice in _voices(cell).items() if speaker is not None]


def speaker_of(answer: Answer) -> str | None:
    """What tells the speaker of an answer from others; None where the report speaks itself."""
    return answer.speaker_id or answer.speaker


def _is_denied(told: Sequence[Sequence[Answer]], question: Question) -> bool:
    """Whether somebody denies what somebody else tells.

    Who denies a part of what they tell themselves contradicts nobody, and who tells that it happened does not deny that, but
    something of it.
    """
    deniers, tellers = (set(_who_says(told, denying)) for denying in (True, False))
    if question == "what":
        deniers -= tellers
    return any(tellers - {denier} for denier in deniers)


def _who_says(told: Sequence[Sequence[Answer]], denying: bool) -> Iterator[str | int]:
    for n, cell in enumerate(told):
        yield from (speaker_of(a) or n for a in cell if (a.stance == "deny") is denying)


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
    """Equal numbers agree, ranges that meet are compatible (15+ and 17), and so are numbers of others (soldiers, civilians)."""
    alike = [(x.meaning, y.meaning) for x in a for y in b if _may_be_the_same(x.what, y.what)]
    if any(x == y for x, y in alike):
        return "agree"
    return "compatible" if not alike or any(_meet(x, y) for x, y in alike) else "conflict"


_ANYBODY = frozenset({None, "persons"})


def _may_be_the_same(a: str | None, b: str | None) -> bool:
    return a == b or not _ANYBODY.isdisjoint((a, b))


def _meet(x: tuple[float | None, float | None], y: tuple[float | None, float | None]) -> bool:
    low, high = (-math.inf if x[0] is None else x[0]), (math.inf if x[1] is None else x[1])
    least, most = (-math.inf if y[0] is None else y[0]), (math.inf if y[1] is None else y[1])
    return low <= most and least <= high
