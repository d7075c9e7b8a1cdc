"""Dates: from words to EDTF, resolved against the day the report was written on.

Kinds of the lexicon used here: ``month`` (``month``, ``calendar``, ``ambiguous``), ``weekday`` (``weekday``, Monday 0) and
``time_word`` (``role`` with ``days``, ``part``, ``sign``, ``unit`` or ``at``).
"""

from marsad.mentions.dates.finder import anchor, find_dates
from marsad.mentions.dates.resolve import DateValue

__all__ = ["DateValue", "anchor", "find_dates"]
