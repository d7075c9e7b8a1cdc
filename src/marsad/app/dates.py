"""Reads the date off a line of a page, in Arabic words."""

from __future__ import annotations

import datetime

from marsad.lexicon import Lexicon
from marsad.mentions.dates import find_dates
from marsad.text import read

_LONGEST = 300
"""Characters of a line that states a date; longer ones are text."""


class DateReader:
    """Finds the one full day that a line states; relative days and days without a year are none."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __call__(self, line: str) -> datetime.date | None:
        """The day that ``line`` states, or None."""
        if len(line) > _LONGEST:
            return None
        for sentence in read(line):
            for found in find_dates(self._lexicon.passage(sentence), None):
                if found.value.precision == "day" and found.value.end in (None, found.value.start):
                    return _day(found.value.start)
        return None


def _day(stated: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(stated or "")
    except ValueError:
        return None
