"""Turns the stated parts of a date into a value, against the day the report was written on."""

from __future__ import annotations

import datetime
from dataclasses import replace

from marsad.mentions.dates import calendars, days, edtf, units, years
from marsad.mentions.dates.edtf import Bounds
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.value import DateValue

_PARTS_OF_DAY = {"eve": "night", "midnight_eve": "midnight"}


def resolve(partial: Partial, today: datetime.date | None, named: datetime.date | None = None) -> DateValue:
    """The value of ``partial``. ``today`` is the day of writing; ``named`` the day named last, for في اليوم التالي."""
    bounds = _range(partial, today, named) if partial.until is not None else _bounds(partial, today, named)
    if bounds.first is None:
        text = edtf.open_year(partial)
        return _value(partial, Bounds(None, None, bounds.precision, text))
    if partial.since and partial.until is None:
        bounds = _since(partial, bounds, today)
    return _value(partial, bounds)


def _value(partial: Partial, bounds: Bounds) -> DateValue:
    absolute = partial.year is not None and partial.offset is None
    return DateValue(
        edtf=edtf.interval(bounds), start=bounds.first, end=bounds.last if bounds.last != bounds.first else None,
        precision=bounds.precision, relative=not absolute,
        part_of_day=_PARTS_OF_DAY.get(partial.part or "", partial.part),
    )  # fmt: skip


def _since(partial: Partial, bounds: Bounds, today: datetime.date | None) -> Bounds:
    """From a day or the beginning of a unit up to the day of writing; from a month or year on with an open end."""
    assert bounds.first is not None
    if partial.offset == 0 or partial.unit == "hour":
        return bounds
    if bounds.precision == "day" or partial.position == "begin":
        first = _first_day(bounds.first)
        if today is None or first > today.isoformat():
            return Bounds(first, None, "day", f"{first}/..")
        return Bounds(first, today.isoformat(), "day")
    return Bounds(bounds.first, None, bounds.precision, f"{bounds.first}/..")


def _range(partial: Partial, today: datetime.date | None, named: datetime.date | None) -> Bounds:
    assert partial.until is not None
    first, last = _completed(replace(partial, until=None, part=None), replace(partial.until, part=None))
    end = _bounds(last, today, named)
    start = _bounds(first, _day(end) if _only_weekday(first) and _only_weekday(last) else today, named)
    if start.first is None or end.first is None:
        return Bounds(None, None, start.precision)
    begin = _first_day(start.first) if first.position == "begin" else start.first
    finish = _finish(end, len(begin), last.position == "end")
    if finish < begin:
        return _wrapped(first, last, today) or Bounds(begin, None, start.precision)
    return Bounds(begin, finish, "day" if len(begin) == 10 else start.precision)


def _finish(end: Bounds, length: int, at_its_end: bool) -> str:
    """The last unit of a range, as a day where it begins with a day."""
    text = end.last or end.first or ""
    return _last_day(text) if length == 10 and (at_its_end or len(text) < length) else text


def _wrapped(first: Partial, last: Partial, today: datetime.date | None) -> Bounds | None:
    """من 28 كانون الأول إلى 3 كانون الثاني: the beginning lies in the year before."""
    if first.month is None or last.month is None or first.month <= last.month:
        return None
    end = _bounds(last, today, None)
    if end.first is None:
        return None
    start = _bounds(replace(first, year=int(end.first[:4]) - 1), today, None)
    return Bounds(start.first, end.first, start.precision)


def _completed(first: Partial, last: Partial) -> tuple[Partial, Partial]:
    """The beginning of a range takes over what only its end states, and the other way round."""
    if first.day is not None and first.month is None and first.unit is None:
        first = replace(first, month=last.month, hijri=last.hijri, year=last.year, sign=last.sign, unit=last.unit)
    if first.month is not None and last.month is not None and first.year is None and first.sign is None:
        first = replace(first, year=last.year, sign=last.sign)
    if last.month is not None and last.year is None and last.sign is None and first.year is not None:
        last = replace(last, year=first.year + (first.month is not None and last.month < first.month))
    return first, last


def _only_weekday(partial: Partial) -> bool:
    return partial.weekday is not None and partial.month is partial.day is partial.offset is None


def _day(bounds: Bounds) -> datetime.date | None:
    return datetime.date.fromisoformat(bounds.first) if bounds.first is not None and len(bounds.first) == 10 else None


def _first_day(text: str) -> str:
    """The first day of a year or month."""
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text


def _last_day(text: str) -> str:
    """The last day of a year or month."""
    if len(text) == 4:
        return f"{text}-12-31"
    return f"{text}-{calendars.month_length(int(text[:4]), int(text[5:])):02d}" if len(text) == 7 else text


def _bounds(partial: Partial, today: datetime.date | None, named: datetime.date | None) -> Bounds:
    if partial.unit == "season":
        return units.season(partial, today)
    if partial.unit == "decade" and partial.year is not None:
        return Bounds(str(partial.year), str(partial.year + 9), "decade", f"{partial.year // 10}X")
    if partial.hijri:
        return _hijri(partial, today)
    if partial.month is not None:
        return _calendar(partial, today)
    if partial.year is not None:
        return units.piece_of_year(partial, partial.year)
    if partial.anaphor is not None:
        return edtf.days(calendars.shifted(named, partial.anaphor)) if named is not None else Bounds(None)
    if today is None:
        return Bounds(None, None, partial.unit or "day")
    if partial.day is not None:
        return units.day_of_month(partial, today)
    return units.units(partial, today) if partial.unit is not None else days.single_day(partial, today)


def _calendar(partial: Partial, today: datetime.date | None) -> Bounds:
    assert partial.month is not None
    year = partial.year if partial.year is not None else years.year_for(partial, today)
    if year is None:
        return Bounds(None, None, "day" if partial.day is not None else "month")
    day = calendars.day_of(year, partial.month, partial.day) if partial.day is not None else None
    return edtf.month(year, partial.month) if day is None else days.night(day, partial)


def _hijri(partial: Partial, today: datetime.date | None) -> Bounds:
    precision = "day" if partial.day is not None else "month"
    year = partial.year if partial.year is not None else years.hijri_year_for(partial, today)
    bounds = calendars.hijri_bounds(year, partial.month, partial.day) if year is not None else None
    if bounds is None:
        return Bounds(None, None, precision)
    return edtf.days(bounds[0], bounds[1], roughly=partial.feast)
