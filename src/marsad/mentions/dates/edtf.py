"""Bounds of dates and how they are written in EDTF (ISO 8601-2 level 1)."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from marsad.mentions.dates.partial import Partial

SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
"""EDTF number of the season by its first month."""


class Bounds(NamedTuple):
    """What a partial date resolves to. ``edtf`` is given where it is more than first and last say."""

    first: str | None
    last: str | None = None
    precision: str = "day"
    edtf: str | None = None


def days(first: datetime.date, last: datetime.date | None = None, roughly: bool = False) -> Bounds:
    """Bounds of a day or of a stretch of days."""
    start = first.isoformat()
    end = last.isoformat() if last is not None and last != first else None
    return Bounds(start, end, "day", start + "~" if roughly else None)


def month(year: int, number: int, roughly: bool = False) -> Bounds:
    """Bounds of a month."""
    text = f"{year:04d}-{number:02d}"
    return Bounds(text, None, "month", text + "~" if roughly else None)


def year(number: int, roughly: bool = False) -> Bounds:
    """Bounds of a year."""
    return Bounds(f"{number:04d}", None, "year", f"{number:04d}~" if roughly else None)


def season(number: int, first_month: int) -> Bounds:
    """Bounds of a season of three months; a winter reaches into the next year."""
    last_year, last_month = (number + 1, 2) if first_month == 12 else (number, first_month + 2)
    first, last = f"{number:04d}-{first_month:02d}", f"{last_year:04d}-{last_month:02d}"
    return Bounds(first, last, "month", f"{number:04d}-{SEASONS[first_month]}")


def interval(bounds: Bounds) -> str:
    """The EDTF of bounds."""
    if bounds.edtf is not None:
        return bounds.edtf
    if bounds.first is None:
        return ""
    return f"{bounds.first}/{bounds.last}" if bounds.last not in (None, bounds.first) else bounds.first


def open_year(partial: Partial) -> str:
    """EDTF with the year left open; empty where no Gregorian month is named."""
    text = _open(partial)
    if partial.until is not None:
        last = _open(partial.until)
        return f"{text}/{last}" if text and last else text
    return text


def _open(partial: Partial) -> str:
    if partial.month is None or partial.hijri or partial.unit == "season":
        return ""
    year_text = f"{partial.year:04d}" if partial.year is not None else "XXXX"
    return f"{year_text}-{partial.month:02d}" + (f"-{partial.day:02d}" if partial.day is not None else "")
