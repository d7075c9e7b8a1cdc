"""Arithmetic of days, months and years, and the Hijri calendar."""

from __future__ import annotations

import calendar
import datetime

from hijridate import Gregorian, Hijri

EARLIEST, LATEST = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)


def month_length(year: int, month: int) -> int:
    """Days in a Gregorian month."""
    return calendar.monthrange(year, month)[1]


def shifted(day: datetime.date, days: int) -> datetime.date:
    """``day`` moved by ``days``; stops at the ends of the calendar."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return EARLIEST if days < 0 else LATEST


def months_from(day: datetime.date, months: int) -> tuple[int, int]:
    """Year and month ``months`` away from those of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(max(year, 1), 9999), month + 1


def moved(day: datetime.date, unit: str, amount: int) -> datetime.date:
    """``day`` moved by ``amount`` units; a day that its month lacks becomes the month's last."""
    if unit in ("month", "year"):
        year, month = months_from(day, amount * (12 if unit == "year" else 1))
        return datetime.date(year, month, min(day.day, month_length(year, month)))
    return shifted(day, amount * (7 if unit == "week" else 1))


def on_or_before(day: datetime.date, weekday: int) -> datetime.date:
    """The last day with ``weekday`` up to ``day``."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """A Gregorian day, None where there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def hijri_bounds(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date] | None:
    """First and last Gregorian day of a Hijri day, month or year; None outside the table (1343 to 1500)."""
    try:
        first = Hijri(year, month or 1, day or 1)
        start = _gregorian(first)
        if day is not None:
            return start, start
        last = Hijri(year, month or 12, 1)
        return start, shifted(_gregorian(last), last.month_length() - 1)
    except (ValueError, OverflowError):
        return None


def _gregorian(day: Hijri) -> datetime.date:
    converted = day.to_gregorian()
    return datetime.date(converted.year, converted.month, converted.day)


def hijri_year(day: datetime.date) -> int | None:
    """The Hijri year of a Gregorian day; None outside the table."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None
