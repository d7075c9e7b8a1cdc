"""Counts of events over everything, from tables that triggers keep exact (see migration 0005)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection

from marsad.records import Filter
from marsad.store import names
from marsad.store.contract import Bucket, Facet
from marsad.store.schema import packed
from marsad.store.sqlite.facets import UNSTATED, buckets

TABLES = ("event_cell", "event_kind", "event_tally")
"""Each has a view ``…_counted`` of the rows that should stand in it."""

_NARROWED = {"types": "type", "modes": "mode", "statuses": "status", "countries": "country", "admin1": "admin1",
             "review": "review"}  # fmt: skip
"""Fields of a filter that a summary can answer, and their columns."""
_CELL = frozenset({"month", "admin1", "type"})
_KIND = _CELL | {"country", "year", "status", "mode", "review"}
_SEVERAL = frozenset({"actor", "target", "speaker"})
"""What an event may have several of, or none."""
_Rows = list[tuple[Any, ...]]


def answers(where: Filter, by: Sequence[Facet]) -> bool:
    """Whether a summary can count the events that answer a filter by these dimensions."""
    rest = msgspec.structs.replace(where, **dict.fromkeys(_NARROWED, ()), wings=True)
    if rest.query is not None and not rest.query.strip():
        rest = msgspec.structs.replace(rest, query=None)
    narrowed = any(getattr(where, field) for field in _NARROWED)
    return rest == Filter() and (_KIND.issuperset(by) or (len(by) == 1 and not narrowed))


def count(core: Connection, raw: sqlite3.Connection, where: Filter, by: Sequence[Facet]) -> list[Bucket]:
    """The buckets of the events that answer, the most frequent first, then by their values."""
    only = {column: _values(core, where, field) for field, column in _NARROWED.items() if getattr(where, field)}
    rows = _tallied(raw, by[0]) if len(by) == 1 and not only else _grouped(raw, by, only)
    rows.sort(key=itemgetter(-1), reverse=True)  # keeps the order of values among equals
    return buckets(rows)


def recount(raw: sqlite3.Connection) -> None:
    """Make the summaries anew; within a transaction."""
    for table in TABLES:
        raw.execute(f"DELETE FROM {table}")
        raw.execute(f"INSERT INTO {table} SELECT * FROM {table}_counted")


def wrong(raw: sqlite3.Connection) -> list[str]:
    """The summaries that are not those of the events."""
    return [table for table in TABLES if any(_lacking(raw, *ways) for ways in _both(table, f"{table}_counted"))]


def _both(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, other), (other, one)


def _lacking(raw: sqlite3.Connection, one: str, other: str) -> bool:
    return raw.execute(f"SELECT 1 FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other})").fetchone() is not None


def _values(core: Connection, where: Filter, field: str) -> tuple[str, ...]:
    asked: tuple[str, ...] = getattr(where, field)
    if field == "admin1":
        return names.provinces(core, asked)
    return tuple(map(str.upper, asked)) if field == "countries" else asked


def _grouped(raw: sqlite3.Connection, by: Sequence[Facet], only: dict[str, tuple[str, ...]]) -> _Rows:
    table = "event_cell" if _CELL.issuperset((*by, *only)) else "event_kind"
    columns, values = ", ".join(by), [packed(value) for some in only.values() for value in some]
    of = [f"{column} IN ({', '.join('?' * len(some))})" for column, some in only.items()]
    if table == "event_kind" and "review" not in only:
        of.append("review <> 'rejected'")
    tests = f"WHERE {' AND '.join(of)}" if of else ""
    if table == "event_cell" and _CELL.issubset(by):  # each row is a bucket
        return raw.execute(f"SELECT {columns}, events FROM event_cell {tests} ORDER BY {columns}", values).fetchall()
    return raw.execute(
        f"SELECT {columns}, sum(events) FROM {table} {tests} GROUP BY {columns} ORDER BY {columns}", values
    ).fetchall()


def _tallied(raw: sqlite3.Connection, by: Facet) -> _Rows:
    rows = raw.execute("SELECT value, events FROM event_tally WHERE facet = ? ORDER BY value", (by,)).fetchall()
    if by in _SEVERAL:
        without = raw.execute(_WITHOUT, (f"any {by}",)).fetchone()[0]
        rows += [(UNSTATED, without)] if without else []
    return rows


_WITHOUT = """SELECT coalesce(sum(events), 0) - coalesce((SELECT events FROM event_tally WHERE facet = ?), 0)
    FROM event_tally WHERE facet = 'status'"""
"""Every event has one status."""
