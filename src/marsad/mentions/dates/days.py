"""Single days by the day of writing, and the days that a night touches."""

from __future__ import annotations

import datetime

from marsad.mentions.dates import calendars, edtf
from marsad.mentions.dates.edtf import Bounds
from marsad.mentions.dates.partial import Partial

_MIDNIGHTS = ("midnight", "midnight_eve")


def single_day(partial: Partial, today: datetime.date) -> Bounds:
    if partial.offset is not None:
        day = calendars.shifted(today, partial.offset)
        if partial.weekday is not None and day.weekday() != partial.weekday:
            day = near_weekday(day, partial.weekday)
        return night(day, partial)
    if partial.weekday is None:
        return Bounds(None)
    last = calendars.on_or_before(today, partial.weekday)
    if partial.sign == 1:
        return night(calendars.shifted(last, 7), partial)
    if partial.sign == -1 and last == today:
        last = calendars.shifted(last, -7)
    return night(last, partial)


def near_weekday(day: datetime.date, weekday: int) -> datetime.date:
    """The day with ``weekday`` that a report stamped ``day`` was written on: up to five days before, or one after."""
    ahead = (weekday - day.weekday()) % 7
    return calendars.shifted(day, ahead if ahead <= 1 else ahead - 7)


def night(day: datetime.date, partial: Partial) -> Bounds:
    """The days that a night touches.

    ليلة السبت leads to Saturday, منتصف ليل السبت follows it; the night of a relative day (ليلة أمس) is counted to that
    day, its midnight to that day and the next, and midnight of today is the one before today.
    """
    before, after = calendars.shifted(day, -1), calendars.shifted(day, 1)
    if partial.part in _MIDNIGHTS and partial.offset is not None:
        return edtf.days(before, day) if partial.offset == 0 else edtf.days(day, after)
    if partial.offset is None and partial.weekday is not None and partial.part in ("eve", "midnight_eve"):
        return edtf.days(before, day)
    return edtf.days(day, after) if partial.part == "midnight" else edtf.days(day)
