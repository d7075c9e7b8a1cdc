"""A query as SQLite's full-text search takes it. Words come from ``folding`` and hold nothing but letters and digits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, and_, column, literal_column, not_, or_, select, table

from marsad.store import names, schema
from marsad.store.folding import attached, stem
from marsad.store.query import And, Leaf, Node, Not, OfOutlet, Or, Phrase, Prefix, Word, begun

INDEX = table("text_index", column("rowid"))
_HOLDS = "SELECT 1 FROM text_index WHERE text_index MATCH ? AND rowid = ?"
"""Whether a full-text expression finds one report."""
_HOLD = """SELECT rowid FROM text_index WHERE text_index MATCH ? AND rowid BETWEEN ? AND ?
    AND +rowid IN (SELECT value FROM json_each(?))"""
"""Which of some reports it finds, in one pass over what it finds between them."""
BEGINS = '"*'
"""Stands in expressions with the beginning of a word. Whenever such one is looked up, all words that begin so are gathered."""
_SINGLY = 64
"""Reports that are asked one by one: mostly enough answer among them. Beginnings of words are never asked for so."""
_FEW, _MORE = 64, 4
"""Reports that are asked together at first, and so many times as many each time."""
_EXACT = {"": "title text", "title": "title", "text": "text"}
_STEMS = {"": "", "title": "{title title_stems} : ", "text": "{text text_stems} : "}


def match(expression: str) -> ColumnElement[bool]:
    """The condition that a row of ``INDEX`` is found by a full-text expression."""
    return literal_column("text_index").bool_op("MATCH")(expression)


def finds(raw: sqlite3.Connection, words: str, reports: Sequence[int]) -> Iterator[bool]:
    """Whether a full-text expression finds each of some reports, which are in order; they are looked at as far as is read."""
    at, many = 0 if BEGINS in words else _SINGLY, _FEW
    yield from (raw.execute(_HOLDS, (words, report)).fetchone() is not None for report in reports[:at])
    while some := reports[at : at + many]:
        ends = sorted((some[0], some[-1]))
        found = {key for (key,) in raw.execute(_HOLD, (words, *ends, json.dumps(some)))}
        yield from (report in found for report in some)
        at, many = at + many, many * _MORE


def parted(query: Node) -> tuple[str | None, list[Node]]:
    """A query as one full-text expression and what is left of it beside: all of them must hold."""
    whole = expression(query)
    if whole is not None or not isinstance(query, And):
        return whole, [] if whole is not None else [query]
    words = tuple(part for part in query.parts if expression(part) is not None)
    without = tuple(part for part in query.parts if isinstance(part, Not) and expression(part.part) is not None)
    if not words:
        return None, list(query.parts)
    return expression(And((*words, *without))), [
        part for part in query.parts if part not in words and part not in without
    ]


def condition(core: Connection, query: Node, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the report of a key is found by a query."""
    words = expression(query)
    if words is not None:
        return key.in_(select(INDEX.c.rowid).where(match(words)))
    if isinstance(query, Not):
        return not_(condition(core, query.part, key))
    if isinstance(query, OfOutlet):
        held = schema.report.c.outlet.in_(names.outlets(core, query.name))
        return key.in_(select(schema.report.c.key).where(held))
    assert isinstance(query, And | Or)
    parts = [condition(core, part, key) for part in query.parts]
    return and_(*parts) if isinstance(query, And) else or_(*parts)


def expression(query: Node) -> str | None:
    """The full-text expression of a query; None when it asks for more than words, or only for what is not there."""
    if isinstance(query, Or):
        parts = [expression(part) for part in query.parts]
        return None if None in parts else f"({' OR '.join(filter(None, parts))})"
    if isinstance(query, And):
        return _all(query)
    return None if isinstance(query, Not | OfOutlet) else _leaf(query)


def _all(query: And) -> str | None:
    words = [expression(part) for part in query.parts if not isinstance(part, Not)]
    without = [expression(part.part) for part in query.parts if isinstance(part, Not)]
    if not words or None in words or None in without:
        return None
    found = f"({' AND '.join(filter(None, words))})"
    return f"({found} NOT ({' OR '.join(filter(None, without))}))" if without else found


def _leaf(leaf: Leaf) -> str:
    if isinstance(leaf, Word):
        return f'{_STEMS[leaf.field]}"{stem(leaf.word)}"'
    if isinstance(leaf, Prefix):
        return _exactly(leaf.field, [f'"{word}"*' for word in begun(leaf.word)])
    assert isinstance(leaf, Phrase)
    rest = "".join(f" {word}" for word in leaf.words[1:])
    end = '"*' if leaf.open else '"'
    return _exactly(leaf.field, [f'"{first}{rest}{end}' for first in attached(leaf.words[0])])


def _exactly(field: str, ways: list[str]) -> str:
    return f"{{{_EXACT[field]}}} : ({' OR '.join(ways)})"
