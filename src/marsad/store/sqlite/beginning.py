"""Beginnings of words that stand in very many reports. The index gathers all words that begin so before it tells of the first, so
the newest reports are read instead, as long as many of them hold one."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator

from marsad.store.conditions import KeyRange
from marsad.store.documents import text_of
from marsad.store.folding import index_text
from marsad.store.query import Prefix, begun
from marsad.store.schema import unpacked

_NEWEST = """SELECT key, title, text FROM report JOIN body ON body.report = key
    WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?"""
_PAGE = 20
"""Reports that are read at once."""
_MANY = 0.25
"""The part of the reports read that must hold such a word, for reading to go on."""
_MOST = 400
"""Reports that are read at most: whoever wants that many is better served by the index."""


def newest(raw: sqlite3.Connection, query: Prefix, range: KeyRange) -> Generator[int, None, KeyRange]:
    """The newest reports of a range with words that begin so, by key; returns what is left of the range, for the index."""
    ways = [f" {way}" for way in begun(query.word)]
    found = read = 0
    first, last = range
    while first <= last and found >= read * _MANY and read < _MOST:
        rows = raw.execute(_NEWEST, (first, last, _PAGE)).fetchall()
        for key, title, text in rows:
            words = _words(query, unpacked(title), text)
            if any(way in words for way in ways):
                found += 1
                yield key
        read += len(rows)
        last = rows[-1][0] - 1 if rows else first - 1
    return KeyRange(first, last)


def _words(query: Prefix, title: str | None, text: bytes) -> str:
    """The words that are looked at, each behind a space."""
    of_title = index_text(title or "").words if query.field != "text" else ""
    of_text = index_text(text_of(text)).words if query.field != "title" else ""
    return f" {of_title} {of_text}"
