"""Date mentions of a passage, and the day a report was written on."""

from __future__ import annotations

import datetime

from marsad.lexicon import Passage
from marsad.mentions.dates.parser import Parser
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.resolve import DateValue, near_weekday, resolve
from marsad.mentions.found import Found

_KINDS = frozenset({"month", "weekday", "time_word"})
_FURTHEST = 4
"""Days that a weekday in the text may move the day of writing away from the publication stamp."""


def find_dates(passage: Passage, today: datetime.date | None) -> list[Found]:
    """The dates of ``passage``; ``today`` is the day the report was written on (see ``anchor``), None when unknown."""
    found = []
    for partial in _partials(passage):
        value = resolve(partial, today)
        if value is None:
            continue
        opened = found[-1] if found and _since_until(passage, found[-1], partial) else None
        if opened is not None:
            found[-1] = Found("date", opened.first, partial.last, _between(opened.value, value), "range")
        else:
            found.append(Found("date", partial.first, partial.last, value, "date"))
    return found


def _since_until(passage: Passage, before: Found, after: Partial) -> bool:
    """منذ … حتى …: one stretch of time."""
    opening = passage.words[before.first].lstrip("وف")
    return opening in ("منذ", "من", "بين") and passage.words[before.last : after.first] in (["حتي"], ["الي"], ["لغايه"])


def _between(first: DateValue, last: DateValue) -> DateValue:
    if first.start is None or last.start is None:
        return first
    end = last.end or last.start
    return DateValue(edtf=f"{first.start}/{end}", start=first.start, end=end, precision=last.precision, relative=True)


def _partials(passage: Passage) -> list[Partial]:
    known: list[Partial] | None = passage.memo.get("dates")
    if known is None:
        marked = any(hit.entry.kind in _KINDS for hit in passage.hits) or any(w[0].isdigit() for w in passage.words)
        known = passage.memo["dates"] = Parser(passage).partials() if marked else []
    return known


def anchor(passages: list[Passage], published: datetime.date | None) -> datetime.date | None:
    """The day the report was written on: the publication stamp, moved where the text names its own weekday.

    ``اليوم الأربعاء`` under a stamp of Thursday means the text is of Wednesday. Without a stamp the day stays unknown:
    nothing in a report may settle its own year.
    """
    if published is None:
        return None
    for passage in passages[:12]:
        for partial in _partials(passage):
            if partial.offset in (0, -1) and partial.weekday is not None and partial.sign is None:
                day = near_weekday(published, (partial.weekday - partial.offset) % 7)
                return day if abs((day - published).days) <= _FURTHEST else published
    return published
