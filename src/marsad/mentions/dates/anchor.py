"""The day a report was written on: its publication stamp, moved where the text names its own day."""

from __future__ import annotations

import datetime

from marsad.lexicon import Passage
from marsad.mentions.dates import calendars
from marsad.mentions.dates.days import near_weekday
from marsad.mentions.dates.partial import Partial
from marsad.mentions.dates.reader import partials_of
from marsad.mentions.dates.resolve import resolve

_READ = 40
"""Sentences that are asked for the report's own day; later ones are background or other reports."""
_FURTHEST = 10
"""Days by which a full date that the text calls today or yesterday may differ from the stamp."""


def anchor(passages: list[Passage], published: datetime.date | None) -> datetime.date | None:
    """The day that اليوم means in a report.

    ``اليوم الأربعاء`` under a stamp of Thursday makes it Wednesday. Without a stamp only a full date that the text
    itself calls today or yesterday (اليوم الأربعاء 18 كانون الثاني 2023) settles it; None where nothing does.
    """
    votes: dict[datetime.date, int] = {}
    for passage in passages[:_READ]:
        for partial in partials_of(passage):
            day = _own_day(partial, published)
            if day is not None:
                votes[day] = votes.get(day, 0) + 1
    if not votes:
        return published
    return max(votes, key=lambda day: (votes[day], -abs((day - (published or day)).days), -day.toordinal()))


def _own_day(partial: Partial, published: datetime.date | None) -> datetime.date | None:
    """The day of writing as one mention tells it."""
    if partial.offset not in (0, -1, -2) or partial.until is not None or partial.sign is not None:
        return None
    if partial.month is not None and partial.day is not None and not partial.hijri:
        return _by_date(partial, published)
    if partial.weekday is None or published is None:
        return None
    return near_weekday(published, (partial.weekday - partial.offset) % 7)


def _by_date(partial: Partial, published: datetime.date | None) -> datetime.date | None:
    assert partial.offset is not None
    value = resolve(Partial(0, 1, year=partial.year, month=partial.month, day=partial.day), published)
    if value.start is None or len(value.start) != 10:
        return None
    day = calendars.shifted(datetime.date.fromisoformat(value.start), -partial.offset)
    near = published is None or abs((day - published).days) <= _FURTHEST
    return day if near else None
