"""What the text index is given and what is taken out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import itemgetter

from marsad.store.folding import COLUMNS

Words = tuple[int, str | bytes, str | bytes, str | bytes, str | bytes]
"""A report's key and its row in the text index (``folding.index_row``), which may be in UTF-8 already."""

_COLUMNS = ", ".join(("rowid", *COLUMNS))


def add_words(raw: sqlite3.Connection, words: Sequence[Words]) -> None:
    """Index reports, in the order of their keys: the index writes a piece whenever a key goes backwards."""
    raw.executemany(f"INSERT INTO text_index ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", sorted(words, key=itemgetter(0)))


def remove_words(raw: sqlite3.Connection, words: Words) -> None:
    """Take a report out of the index; the words must be those that went in."""
    raw.execute(f"INSERT INTO text_index (text_index, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)", words)
