"""Date mentions of a passage."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from marsad.lexicon import Passage
from marsad.mentions.dates import calendars
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.reader import partials_of
from marsad.mentions.dates.resolve import resolve
from marsad.mentions.dates.value import DateValue
from marsad.mentions.found import Found

_NEAR, _FAR = 7, 100
"""Days before writing between which a day that is named makes the weekdays after it count from it."""


class Reached(NamedTuple):
    """The day that a sentence leaves its reader at, and whether it was told as a weekday with day and month."""

    day: datetime.date
    framed: bool


def find_dates(passage: Passage, today: datetime.date | None, before: Reached | None = None) -> list[Found]:
    """The dates of ``passage`` in order; ``today`` is the day of writing (see ``anchor``), None when unknown.

    ``before`` is where the sentence before ended (see ``reached``): في اليوم التالي counts from that day, and so does a bare
    weekday where it lies well back. ``Found.rule`` says how the date was read: ``date``, ``month``, ``year``, ``weekday``,
    ``offset``, ``unit``, ``ago``, ``stretch``, ``anaphor`` or ``range``.
    """
    found: list[Found] = []
    now = before
    for partial in partials_of(passage):
        value = resolve(partial, _frame(partial, today, now), now.day if now is not None else None)
        if partial.anaphor is None:
            now = _reached(partial, value) or now
        elif value.start is None:
            continue
        found.append(Found("date", partial.first, partial.last, value, _rule(partial)))
    return found


def reached(passage: Passage, found: list[Found]) -> Reached | None:
    """Where a sentence with the dates ``found`` leaves its reader; None where it names no day."""
    partials = partials_of(passage)
    return _reached(partials[-1], found[-1].value) if partials and found else None


def _reached(partial: Partial, value: DateValue) -> Reached | None:
    text = value.end or value.start
    if text is None or len(text) != 10:
        return None
    framed = partial.until is None and None not in (partial.weekday, partial.day, partial.month)
    return Reached(datetime.date.fromisoformat(text), framed)


def _frame(partial: Partial, today: datetime.date | None, now: Reached | None) -> datetime.date | None:
    """The day to count a bare weekday from.

    After الثلاثاء 4 نيسان, well back, الإثنين is the nearest to that day, unless it is the day of writing or the one before.
    """
    if now is None or today is None or not now.framed or not _NEAR < (today - now.day).days <= _FAR:
        return today
    if _rule(partial) != "weekday" or partial.sign is not None or partial.weekday is None:
        return today
    if (today.weekday() - partial.weekday) % 7 <= 1:
        return today
    return calendars.shifted(now.day, _NEAR // 2)


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
