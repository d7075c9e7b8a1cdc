"""Turns the stated parts of a date into EDTF, against the day the report was written on."""

from __future__ import annotations

import calendar
import datetime

import msgspec

from marsad.mentions.dates.partial import Partial

_AHEAD = 45
"""Days after publication up to which a yearless date may lie ahead; beyond, the year before is meant."""


class DateValue(msgspec.Struct, frozen=True, kw_only=True):
    """``edtf`` (level 1), and first and last unit at the precision stated; both None where the year stays open."""

    edtf: str
    start: str | None = None
    end: str | None = None
    precision: str = "day"
    relative: bool = False
    part_of_day: str | None = None


def resolve(partial: Partial, today: datetime.date | None) -> DateValue | None:
    """The value of ``partial``; None where the words say no date after all."""
    relative = partial.offset is not None or partial.sign is not None or partial.ago or partial.year is None
    first, last, precision = _bounds(partial, today)
    if first is None:
        return DateValue(edtf=_open(partial), precision=precision, relative=relative, part_of_day=partial.part)
    end = last
    if partial.since and today is not None and precision == "day" and partial.offset != 0:
        end = today.isoformat()
    elif partial.position == "begin" and partial.since and today is not None:
        first, end, precision = _begin_of(first), today.isoformat(), "day"
    edtf = f"{first}/{end}" if end and end != first else first
    return DateValue(
        edtf=edtf, start=first, end=end if end != first else None, precision=precision, relative=relative,
        part_of_day=partial.part,
    )  # fmt: skip


def _begin_of(first: str) -> str:
    return (first + "-01-01")[:10] if len(first) == 4 else (first + "-01")[:10]


def _open(partial: Partial) -> str:
    """EDTF with the year left open, or empty where nothing is known."""
    if partial.month is None:
        return ""
    month = f"XXXX-{partial.month:02d}"
    if partial.day is None:
        return month
    if partial.last_day is not None:
        return f"{month}-{partial.day:02d}/{month}-{partial.last_day:02d}"
    return f"{month}-{partial.day:02d}"


Bounds = tuple[str | None, str | None, str]


def _bounds(partial: Partial, today: datetime.date | None) -> Bounds:
    if partial.month is not None:
        return _calendar(partial, today)
    if partial.year is not None:
        return str(partial.year), str(partial.last_year) if partial.last_year else None, "year"
    if today is None:
        return None, None, partial.unit or "day"
    if partial.day is not None:
        return _day_of_month(partial, today)
    if partial.unit is not None:
        return _units(partial, today)
    return _single_day(partial, today)


def _calendar(partial: Partial, today: datetime.date | None) -> Bounds:
    assert partial.month is not None
    precision = "day" if partial.day is not None else "month"
    if partial.hijri:
        return _hijri(partial, today)
    year = partial.year if partial.year is not None else _year_for(partial, today)
    if year is None:
        return None, None, precision
    if partial.day is None:
        return f"{year}-{partial.month:02d}", None, precision
    longest = calendar.monthrange(year, partial.month)[1]
    if partial.day > longest:
        return f"{year}-{partial.month:02d}", None, "month"
    first = datetime.date(year, partial.month, partial.day)
    if partial.last_day is not None and partial.last_day <= longest:
        return first.isoformat(), first.replace(day=partial.last_day).isoformat(), "day"
    return _night(first, partial)


def _year_for(partial: Partial, today: datetime.date | None) -> int | None:
    if today is None or partial.month is None:
        return None
    if partial.unit == "year" and partial.sign == -1:
        return today.year - 1
    if partial.sign == 0:
        return today.year
    if partial.day is not None and partial.weekday is not None:
        return _year_by_weekday(partial, today)
    day = min(partial.day or 1, calendar.monthrange(today.year, partial.month)[1])
    candidate = datetime.date(today.year, partial.month, day)
    if partial.sign == -1:
        return today.year if (candidate.year, candidate.month) < (today.year, today.month) else today.year - 1
    if partial.sign == 1:
        return today.year if candidate >= today.replace(day=1) else today.year + 1
    return today.year if candidate <= today + datetime.timedelta(days=_AHEAD if partial.day else 0) else today.year - 1


def _year_by_weekday(partial: Partial, today: datetime.date) -> int:
    """The nearest year in which the day falls on the weekday that the text names."""
    assert partial.month is not None
    for year in (today.year, today.year - 1, today.year + 1):
        longest = calendar.monthrange(year, partial.month)[1]
        if datetime.date(year, partial.month, min(partial.day or 1, longest)).weekday() == partial.weekday:
            return year
    return today.year


def _hijri(partial: Partial, today: datetime.date | None) -> Bounds:
    from hijridate import Gregorian, Hijri

    precision = "day" if partial.day is not None else "month"
    year = partial.year
    try:
        if year is None and today is not None:
            year = Gregorian(today.year, today.month, today.day).to_hijri().year
        if year is None or partial.month is None:
            return None, None, precision
        start = Hijri(year, partial.month, partial.day or 1).to_gregorian()
    except (ValueError, OverflowError):
        return None, None, precision
    day = datetime.date(start.year, start.month, start.day)
    if partial.day is not None:
        return day.isoformat(), None, "day"
    length = Hijri(year, partial.month, 1).month_length()
    return day.isoformat(), (day + datetime.timedelta(days=length - 1)).isoformat(), "day"


def _day_of_month(partial: Partial, today: datetime.date) -> Bounds:
    month = today.replace(day=1)
    if partial.sign == -1:
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    if partial.day is None or partial.day > calendar.monthrange(month.year, month.month)[1]:
        return None, None, "day"
    return month.replace(day=partial.day).isoformat(), None, "day"


def _units(partial: Partial, today: datetime.date) -> Bounds:
    sign = partial.sign if partial.sign is not None else -1
    if partial.span:
        return _stretch(partial, today, sign)
    if partial.ago:
        return _ago(partial, today)
    if partial.unit == "year":
        return str(today.year + sign), None, "year"
    if partial.unit == "month":
        month = today.year * 12 + today.month - 1 + sign
        return f"{month // 12}-{month % 12 + 1:02d}", None, "month"
    if partial.unit == "week":
        monday = today - datetime.timedelta(days=today.weekday()) + datetime.timedelta(weeks=sign)
        return monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat(), "day"
    return (today + datetime.timedelta(days=sign)).isoformat(), None, "day"


def _back(today: datetime.date, unit: str | None, amount: int) -> datetime.date:
    if unit == "year" or unit == "month":
        months = today.year * 12 + today.month - 1 - amount * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < 1:
            return today
        return datetime.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    days = amount * (7 if unit == "week" else 1)
    return today - datetime.timedelta(days=days)


def _stretch(partial: Partial, today: datetime.date, sign: int) -> Bounds:
    if not partial.amount or sign != -1:
        return None, None, partial.unit or "day"
    first = _back(today, partial.unit, partial.amount)
    last = today - datetime.timedelta(days=1) if partial.unit == "day" else today
    return first.isoformat(), last.isoformat(), "day"


def _ago(partial: Partial, today: datetime.date) -> Bounds:
    if partial.since and partial.unit != "day":
        return None, None, partial.unit or "day"
    if not partial.amount:
        return (f"{today.year}-{today.month:02d}", None, "month") if partial.unit == "day" else (None, None, "month")
    day = _back(today, partial.unit, partial.amount)
    if partial.unit in ("day", "week"):
        return day.isoformat(), None, "day"
    return (f"{day.year}-{day.month:02d}", None, "month") if partial.unit == "month" else (str(day.year), None, "year")


def _single_day(partial: Partial, today: datetime.date) -> Bounds:
    if partial.offset is not None:
        day = today + datetime.timedelta(days=partial.offset)
        if partial.weekday is not None and day.weekday() != partial.weekday:
            day = near_weekday(day, partial.weekday)
        return _night(day, partial)
    if partial.weekday is None:
        return None, None, "day"
    behind = (today.weekday() - partial.weekday) % 7
    if partial.sign == 1:
        return _night(today + datetime.timedelta(days=7 - behind), partial)
    if partial.sign == -1 and behind == 0:
        behind = 7
    return _night(today - datetime.timedelta(days=behind), partial)


def near_weekday(day: datetime.date, weekday: int) -> datetime.date:
    """The day with ``weekday`` nearest to ``day``, at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + datetime.timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _night(day: datetime.date, partial: Partial) -> Bounds:
    """ليلة السبت is the night before Saturday; the night of a relative day (ليلة أمس) is counted to that day."""
    if partial.part == "midnight" and partial.offset is not None:
        return day.isoformat(), (day + datetime.timedelta(days=1)).isoformat(), "day"
    if partial.part in ("night", "midnight") and partial.weekday is not None and partial.offset is None:
        return (day - datetime.timedelta(days=1)).isoformat(), day.isoformat(), "day"
    return day.isoformat(), None, "day"
