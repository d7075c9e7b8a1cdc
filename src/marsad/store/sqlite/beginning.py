"""Beginnings of words that stand in very many reports. The index gathers all words that begin so before it tells of the first, so
the newest reports are read instead, as long as many of them hold one."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from itertools import groupby
from typing import Any

from marsad.store.conditions import KeyRange
from marsad.store.documents import text_of
from marsad.store.folding import index_text
from marsad.store.query import Prefix, begun
from marsad.store.schema import EVENT_BITS, unpacked

_NEWEST = """SELECT key, title, text FROM report JOIN body ON body.report = key
    WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?"""
_ONE = "SELECT title, text FROM report JOIN body ON body.report = key WHERE key = ?"
_PAGE = 20
"""Reports that are read before it is asked whether to go on."""
_MANY = 0.25
"""The part of the reports read that must hold such a word, for reading to go on."""
_MOST = 400
"""Reports that are read at most: whoever wants that many is better served by the index."""


class _Reader:
    """Looks for words that begin so, and knows whether reading is worth it."""

    def __init__(self, query: Prefix) -> None:
        self._field = query.field
        self._ways = [f" {way}" for way in begun(query.word)]
        self._found = self._read = 0

    def finds(self, title: str | bytes | None, text: bytes) -> bool:
        """Whether a report holds such a word."""
        words = self._words(unpacked(title), text)
        found = any(way in words for way in self._ways)
        self._read, self._found = self._read + 1, self._found + found
        return found

    def goes_on(self) -> bool:
        """Whether more reports are to be read."""
        return self._read % _PAGE > 0 or (self._found >= self._read * _MANY and self._read < _MOST)

    def _words(self, title: str | None, text: bytes) -> str:
        """The words that are looked at, each behind a space."""
        of_title = index_text(title or "").words if self._field != "text" else ""
        of_text = index_text(text_of(text)).words if self._field != "title" else ""
        return f" {of_title} {of_text}"


def newest(raw: sqlite3.Connection, query: Prefix, range: KeyRange) -> Generator[int, None, KeyRange]:
    """The newest reports of a range with words that begin so, by key; returns what is left of the range, for the index."""
    reader = _Reader(query)
    first, last = range
    while first <= last and reader.goes_on():
        rows = raw.execute(_NEWEST, (first, last, _PAGE)).fetchall()
        yield from (key for key, title, text in rows if reader.finds(title, text))
        last = rows[-1][0] - 1 if len(rows) == _PAGE else first - 1
    return KeyRange(first, last)


def among(
    raw: sqlite3.Connection, query: Prefix, events: Iterator[tuple[Any, ...]], range: KeyRange
) -> Generator[tuple[Any, ...], None, KeyRange]:
    """The rows of events, the newest first, whose reports hold words that begin so; returns what is left of the range."""
    reader = _Reader(query)
    for report, rows in groupby(events, lambda row: row[0] >> EVENT_BITS):
        if not reader.goes_on():
            return KeyRange(range.first, report)
        if reader.finds(*raw.execute(_ONE, (report,)).fetchone()):
            yield from rows
    return KeyRange(range.first, range.first - 1)
