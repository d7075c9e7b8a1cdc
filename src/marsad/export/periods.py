"""The time of an event as days, with the precision codes of ACLED and UCDP."""

from __future__ import annotations

import calendar
import datetime

from marsad.records import Record, When

_WEEK, _MONTH, _HALF_WEEK = 7, 31, 6


class Period(Record, frozen=True):
    """From ``first`` to ``last`` day as far as the text tells. ``roughly`` for dates that are about right, ``open`` when only
    the beginning is told.
    """

    first: datetime.date
    last: datetime.date
    roughly: bool = False
    open: bool = False

    @property
    def days(self) -> int:
        """How many days it spans; 1 for a day."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> datetime.date:
        """The day in its middle, the earlier of two."""
        return self.first + datetime.timedelta(days=(self.days - 1) // 2)


def period(when: When | None) -> Period | None:
    """The days of an event; None when the text does not settle them.

    >>> period(When(edtf="2024-02", start="2024-02", precision="month")).last
    datetime.date(2024, 2, 29)
    """
    if when is None or not when.start:
        return None
    try:
        first, last = _first(when.start), _last(when.end or when.start)
    except ValueError:
        return None
    if last < first:
        return None
    return Period(first=first, last=last, roughly="~" in when.edtf, open=when.edtf.endswith("/.."))


def acled_date(time: Period | None) -> tuple[datetime.date | None, int | None]:
    """ACLED's day and time precision: a day is itself, a week (2) and a month (3) their middle, anything longer has neither."""
    if time is None or time.days > _MONTH:
        return None, None
    if time.days == 1:
        return time.first, 2 if time.roughly or time.open else 1
    return time.middle, 2 if time.days <= _WEEK else 3


def ucdp_precision(time: Period) -> int:
    """UCDP's date precision: 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 longer."""
    if time.days == 1:
        return 2 if time.roughly or time.open else 1
    if time.days <= _HALF_WEEK:
        return 2
    if time.days == _WEEK:
        return 3
    return 4 if time.days <= _MONTH else 5


def _first(text: str) -> datetime.date:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def _last(text: str) -> datetime.date:
    parts = [*map(int, text.split("-"))]
    if len(parts) < 2:
        return datetime.date(parts[0], 12, 31)
    if len(parts) < 3:
        return datetime.date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    return datetime.date(*parts)
