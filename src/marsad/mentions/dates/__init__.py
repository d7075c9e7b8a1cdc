"""Dates: from words to EDTF, resolved against the day the report was written on.

Kinds of the lexicon used here (each may be ``pseudo``, to cover words that look like a date and are none):

- ``month``: ``month`` (1 to 12), ``calendar`` (gregorian, hijri), ``ambiguous`` (also another word).
- ``weekday``: ``weekday`` (Monday 0).
- ``time_word``: ``role`` and, by role, ``days`` (offset, anaphor, ordinal), ``part`` (offset, part), ``unit`` and
  ``amount`` (unit, day), ``sign`` (direction, this), ``at`` (position), ``month``, ``day``, ``calendar`` and ``year``
  (feast), ``month`` (season), ``year`` (decade). The roles are told at the head of ``data/ar/time/words.yaml``.
"""

from marsad.mentions.dates.anchor import anchor
from marsad.mentions.dates.finder import find_dates, reached
from marsad.mentions.dates.value import DateValue

__all__ = ["DateValue", "anchor", "find_dates", "reached"]
