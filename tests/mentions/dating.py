"""Reads dates off short texts, for the tables of this folder."""

from __future__ import annotations

import datetime
from functools import cache

from marsad import lexicon
from marsad.lexicon import Lexicon, Passage
from marsad.mentions.dates import DateValue, anchor, find_dates
from marsad.text import read

WEDNESDAY = datetime.date(2023, 6, 14)
"""The day of writing in these tables unless they say another."""


@cache
def words() -> Lexicon:
    return lexicon.load()


def passages_of(text: str) -> list[Passage]:
    return [words().passage(sentence) for sentence in read(text)]


def dated(text: str, today: datetime.date | None = WEDNESDAY) -> list[tuple[str, DateValue]]:
    """The words and the value of every date in ``text``."""
    return [
        (passage.sentence.span(found.first, found.last).text, found.value)
        for passage in passages_of(text)
        for found in find_dates(passage, today)
    ]


def edtf(text: str, today: datetime.date | None = WEDNESDAY) -> list[str]:
    return [value.edtf for _, value in dated(text, today)]


def written_on(text: str, published: str | None) -> str | None:
    day = anchor(passages_of(text), datetime.date.fromisoformat(published) if published else None)
    return day.isoformat() if day is not None else None
