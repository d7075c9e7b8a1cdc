"""Dates in words, from EDTF; what a date leaves open stays open."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from marsad.brief.model import Runs
from marsad.brief.phrases import Phrases, fill, one
from marsad.records import When

_PART = re.compile(r"(?P<year>\d{4}|X{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:T[\d:]+)?(?P<mark>[~?%]?)")


class Days(NamedTuple):
    """First and last day that a date may mean."""

    first: datetime.date
    last: datetime.date


def days(when: When | None) -> Days | None:
    """The days of an event; None where it has no date or its year is open.

    >>> days(When(edtf="2011", start="2011")).last.isoformat()
    '2011-12-31'
    """
    if when is None or not when.start:
        return None
    first, last = _days(when.start), _days(when.end or when.start)
    return Days(first.first, max(first.last, last.last)) if first and last else None


def _days(part: str) -> Days | None:
    match = _PART.fullmatch(part)
    if match is None or not match["year"].isdigit():
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        first = datetime.date(year, month or 1, day or 1)
        last_month = month or 12
        return Days(first, datetime.date(year, last_month, day or calendar.monthrange(year, last_month)[1]))
    except ValueError:
        return None


def date_words(edtf: str, phrases: Phrases) -> Runs:
    """An EDTF date or interval in words; what has no words stays as it is written."""
    dates = phrases.dates
    first, slash, last = edtf.partition("/")
    if not slash:
        return _point(edtf, phrases)
    if first in ("", ".."):
        return fill(dates["until"], a=_point(last, phrases))
    if last in ("", ".."):
        return fill(dates["since"], a=_point(first, phrases))
    if first[:4].isdigit() and len(first) == len(last) == 4:
        return fill(dates["years"], a=one(first, "number"), b=one(last, "number"))
    return fill(dates["range"], a=_shortened(first, last, phrases), b=_point(last, phrases))


def _shortened(first: str, last: str, phrases: Phrases) -> Runs:
    """The first end without what the last says too: ``24 to 27 November``."""
    a, b = _PART.fullmatch(first), _PART.fullmatch(last)
    same = a and b and a["day"] and b["day"] and a["year"] == b["year"] and a["month"] == b["month"] and not a["mark"]
    return one(str(int(a["day"])), "number") if a and same else _point(first, phrases)


def _point(part: str, phrases: Phrases) -> Runs:
    match = _PART.fullmatch(part)
    if match is None or (match["month"] and not 1 <= int(match["month"]) <= 12):
        return one(part, "number")
    told = _plain(match, phrases)
    pattern = {"~": "about", "?": "unsure", "%": "unsure"}.get(match["mark"])
    return fill(phrases.dates[pattern], a=told) if pattern else told


def _plain(match: re.Match[str], phrases: Phrases) -> Runs:
    year = one(match["year"], "number")
    if not match["month"]:
        return year
    known = match["year"].isdigit()
    month = phrases.dates["months"][int(match["month"]) - 1]
    shape = ("day" if match["day"] else "month") + ("" if known else "_open")
    day = one(str(int(match["day"])), "number") if match["day"] else ""
    return fill(phrases.dates[shape], d=day, m=month, y=year)
