"""The year that a date without one means, as the day of writing suggests it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from marsad.mentions.dates import calendars
from marsad.mentions.dates.partial import Partial

_AHEAD = 45
"""Days after writing up to which a yearless day may lie; beyond, the year before is meant."""
_LONGEST_BACK, _LONGEST_AHEAD = 400, 183
"""Days around writing in which a yearless date may lie that its weekday confirms."""


def year_for(partial: Partial, today: datetime.date | None) -> int | None:
    """The year of a month (and day) with none stated."""
    assert partial.month is not None
    if today is None:
        return None
    if partial.unit == "year":
        return today.year + (partial.sign or 0)
    if partial.sign == 0:
        return today.year
    if partial.day is not None and partial.weekday is not None:
        return _year_by_weekday(partial, today)
    day = min(partial.day or 1, calendars.month_length(today.year, partial.month))
    candidate = datetime.date(today.year, partial.month, day)
    if partial.sign == -1:
        return today.year if (candidate.year, candidate.month) < (today.year, today.month) else today.year - 1
    if partial.sign == 1:
        return today.year if candidate >= today.replace(day=1) else today.year + 1
    if candidate > calendars.shifted(today, _AHEAD if partial.day else 0):
        return today.year - 1
    return today.year + _turn_of_year(partial, today)


def _turn_of_year(partial: Partial, today: datetime.date) -> int:
    """2 كانون الثاني in a report of the last days of December lies ahead."""
    return int(
        partial.day is not None and partial.month == 1 and today.month == 12 and today.day > 20 and partial.day < 15
    )


def _year_by_weekday(partial: Partial, today: datetime.date) -> int:
    """The year in which the day falls on the weekday that the text names; else as without a weekday."""
    assert partial.month is not None
    assert partial.day is not None
    distances = {
        year: (day - today).days
        for year in (today.year, today.year - 1, today.year + 1)
        if (day := calendars.day_of(year, partial.month, partial.day)) and day.weekday() == partial.weekday
    }
    for year, distance in distances.items():
        if -_LONGEST_BACK <= distance <= _LONGEST_AHEAD:
            return year
    fallback = year_for(replace(partial, weekday=None), today)
    return fallback if fallback is not None else today.year


def hijri_year_for(partial: Partial, today: datetime.date | None) -> int | None:
    year = calendars.hijri_year(today) if today is not None else None
    if year is None or today is None:
        return None
    if partial.unit == "year":
        return _hijri_year_within(partial, today.year + (partial.sign or 0), year)
    if partial.sign == 0:
        return year
    bounds = calendars.hijri_bounds(year, partial.month, partial.day)
    if bounds is None:
        return year
    if partial.sign == -1:
        return year if bounds[1] < today else year - 1
    if partial.sign == 1:
        return year if bounds[0] > today else year + 1
    return year if bounds[0] <= calendars.shifted(today, _AHEAD) else year - 1


def _hijri_year_within(partial: Partial, year: int, now: int) -> int | None:
    """The Hijri year in which the month or day falls into a Gregorian ``year`` (عيد الفطر من العام الماضي)."""
    for candidate in range(now - 3, now + 3):
        bounds = calendars.hijri_bounds(candidate, partial.month, partial.day)
        if bounds is not None and bounds[0].year == year:
            return candidate
    return None
