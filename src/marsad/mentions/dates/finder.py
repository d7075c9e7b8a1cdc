"""Date mentions of a passage."""

from __future__ import annotations

import datetime

from marsad.lexicon import Passage
from marsad.mentions.dates.edtf import DateValue
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.reader import partials_of
from marsad.mentions.dates.resolve import resolve
from marsad.mentions.found import Found


def find_dates(passage: Passage, today: datetime.date | None) -> list[Found]:
    """The dates of ``passage`` in order; ``today`` is the day of writing (see ``anchor``), None when unknown.

    ``Found.rule`` says how the date was read: ``date``, ``month``, ``year``, ``weekday``, ``offset``, ``unit``,
    ``ago``, ``stretch``, ``anaphor`` or ``range``.
    """
    found: list[Found] = []
    named: datetime.date | None = None
    for partial in partials_of(passage):
        value = resolve(partial, today, named)
        if partial.anaphor is None:
            named = _last_named(value, named)
        elif value.start is None:
            continue
        found.append(Found("date", partial.first, partial.last, value, _rule(partial)))
    return found


def _last_named(value: DateValue, before: datetime.date | None) -> datetime.date | None:
    """The day that a following في اليوم التالي starts from."""
    text = value.end or value.start
    return datetime.date.fromisoformat(text) if text is not None and len(text) == 10 else before


def _rule(partial: Partial) -> str:
    if partial.until is not None:
        return "range"
    if partial.anaphor is not None:
        return "anaphor"
    if partial.span or partial.ago:
        return "stretch" if partial.span else "ago"
    if partial.month is not None:
        return "date" if partial.day is not None else "month"
    if partial.year is not None:
        return "year"
    if partial.unit is not None:
        return "unit"
    return "offset" if partial.offset is not None else "weekday"
