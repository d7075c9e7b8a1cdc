"""Reads the partial dates of a passage: each construction in turn, then parts and ranges joined."""

from __future__ import annotations

from collections.abc import Callable

from marsad.lexicon import Passage
from marsad.mentions.dates import absolute, joining, relative
from marsad.mentions.dates import words as w
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.terms import Terms, may_hold_dates

Construction = Callable[[Terms, int], Partial | None]
_CONSTRUCTIONS: tuple[Construction, ...] = (
    absolute.numeric,
    absolute.day_and_month,
    absolute.years,
    relative.position,
    relative.within,
    relative.ago,
    relative.season,
    absolute.decade,
    absolute.feast,
    absolute.vague,
    relative.unit,
    relative.anaphor,
    relative.offset,
    relative.weekday,
    absolute.month,
    relative.part,
)
"""The most telling first: the first that reads something decides."""
_BY_ROLE: dict[str, tuple[Construction, ...]] = {
    "ordinal": (absolute.day_and_month,),
    "position": (relative.position,),
    "within": (relative.within,),
    "ago": (relative.ago,),
    "since": (relative.ago,),
    "season": (relative.season,),
    "decade": (absolute.decade,),
    "feast": (absolute.feast,),
    "vague": (absolute.vague,),
    "anaphor": (relative.anaphor,),
    "offset": (relative.offset,),
    "part": (relative.part,),
    "day": (relative.part,),
}
"""What a time word may begin, by its role."""
_BY_FIGURE: tuple[Construction, ...] = (absolute.numeric, absolute.day_and_month, absolute.years)


def partials_of(passage: Passage) -> list[Partial]:
    """The partial dates of a passage in order, worked out once."""
    known: list[Partial] | None = passage.memo.get("dates")
    if known is None:
        known = passage.memo["dates"] = _read(Terms(passage)) if may_hold_dates(passage) else []
    return known


def _read(terms: Terms) -> list[Partial]:
    found: list[Partial] = []
    reached = 0
    for n in terms.starts():
        if n < reached:
            continue
        partial = _at(terms, n)
        if partial is not None:
            reached = partial.last
            joining.add(terms, found, partial)
    return joining.ranges(terms, [p for p in found if not p.weak])


def _at(terms: Terms, n: int) -> Partial | None:
    for construction in _beginning(terms, n):
        partial = construction(terms, n)
        if partial is not None:
            return partial
    return _since(terms, n)


def _beginning(terms: Terms, n: int) -> tuple[Construction, ...]:
    """The constructions that may begin with the word at ``n``, in order; all of them where it is of several kinds."""
    hit, word = terms.roles.get(n), terms.words[n]
    if word[0].isdecimal() or word in w.ARTICLE:
        return _CONSTRUCTIONS if hit is not None else _BY_FIGURE
    if n in terms.months or n in terms.weekdays:
        return _CONSTRUCTIONS
    if hit is None:
        return ()
    return _CONSTRUCTIONS if "unit" in hit.entry.attrs else _BY_ROLE.get(hit.entry.attrs["role"], ())


def _since(terms: Terms, n: int) -> Partial | None:
    """منذ with the date that follows it."""
    hit = terms.role(n, "since")
    if hit is None:
        return None
    at = hit.end + (terms.word(hit.end) == "شهر")
    partial = _at(terms, at) if at < len(terms.words) else None
    if partial is not None:
        partial.first, partial.since = n, True
    return partial
