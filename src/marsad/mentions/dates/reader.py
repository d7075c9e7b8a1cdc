"""Reads the partial dates of a passage: each construction in turn, then parts and ranges joined."""

from __future__ import annotations

from marsad.lexicon import Passage
from marsad.mentions.dates import absolute, joining, relative
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.terms import Terms, may_hold_dates

_CONSTRUCTIONS = (
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
    for construction in _CONSTRUCTIONS:
        partial = construction(terms, n)
        if partial is not None:
            return partial
    return _since(terms, n)


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
