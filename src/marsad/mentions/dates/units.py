"""Units of time by the day of writing: the last month, three days ago, last summer."""

from __future__ import annotations

import datetime

from marsad.mentions.dates import calendars, edtf
from marsad.mentions.dates.edtf import Bounds
from marsad.mentions.dates.partial import Partial

_PIECES = {"q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "h1": (1, 6), "h2": (7, 12)}
"""First and last month of the quarters and halves of a year."""


def season(partial: Partial, today: datetime.date | None) -> Bounds:
    """الصيف الماضي is the last summer that is over or nearly so; صيف 2014 and صيف العام الماضي name their year."""
    assert partial.month is not None
    if partial.year is not None:
        return edtf.season(partial.year, partial.month)
    if today is None:
        return Bounds(None, None, "month")
    if partial.amount is not None:
        return edtf.season(today.year + partial.amount, partial.month)
    first = datetime.date(today.year, partial.month, 1)
    if partial.sign == -1:
        over = (partial.month + 2, today.year) < (today.month, today.year) if partial.month != 12 else False
        return edtf.season(today.year if over else today.year - 1, partial.month)
    return edtf.season(today.year + (partial.sign == 1 and first <= today), partial.month)


def day_of_month(partial: Partial, today: datetime.date) -> Bounds:
    if partial.unit != "month" or partial.day is None:
        return Bounds(None)
    year, month = calendars.months_from(today, partial.sign or 0)
    day = calendars.day_of(year, month, partial.day)
    return edtf.days(day) if day is not None else edtf.month(year, month)


def units(partial: Partial, today: datetime.date) -> Bounds:
    sign = partial.sign if partial.sign is not None else -1
    if partial.span:
        return _stretch(partial, today, sign)
    if partial.ago:
        return _ago(partial, today)
    if partial.unit == "year":
        return piece_of_year(partial, min(max(today.year + sign, 1), 9999))
    if partial.unit == "month":
        return edtf.month(*calendars.months_from(today, sign))
    if partial.unit == "week":
        monday = calendars.shifted(today, 7 * sign - today.weekday())
        return edtf.days(monday, calendars.shifted(monday, 6))
    return Bounds(None, None, partial.unit or "day")


def _stretch(partial: Partial, today: datetime.date, sign: int) -> Bounds:
    """The last three months, two days, hours; days end yesterday, longer units today."""
    unit, amount = partial.unit or "day", partial.amount or 0
    if sign != -1:
        return Bounds(None, None, unit)
    if unit == "hour":
        return (
            edtf.days(calendars.shifted(today, -((amount + 23) // 24)), today)
            if amount >= 24
            else edtf.days(today, roughly=True)
        )
    if not amount:
        return Bounds(None, None, unit)
    first = calendars.moved(today, unit, -amount)
    return edtf.days(first, calendars.shifted(today, -1) if unit == "day" else today)


def _ago(partial: Partial, today: datetime.date) -> Bounds:
    """Three days ago is a day; weeks, months and years ago are rough; قبل أيام is somewhere in the month."""
    unit, amount = partial.unit or "day", partial.amount or 0
    if unit == "hour":
        return edtf.days(calendars.shifted(today, -(amount // 24)), roughly=True)
    if partial.since and unit != "day":
        return Bounds(None, None, unit)
    if not amount:
        return edtf.month(today.year, today.month) if unit == "day" and not partial.since else Bounds(None, None, unit)
    day = calendars.moved(today, unit, -amount)
    if unit in ("day", "week"):
        return edtf.days(day, roughly=unit == "week")
    return edtf.month(day.year, day.month, roughly=True) if unit == "month" else edtf.year(day.year, roughly=True)


def piece_of_year(partial: Partial, year: int) -> Bounds:
    """A year, or the quarter or half of it that is named."""
    piece = _PIECES.get(partial.position or "")
    return Bounds(f"{year:04d}-{piece[0]:02d}", f"{year:04d}-{piece[1]:02d}", "month") if piece else edtf.year(year)
