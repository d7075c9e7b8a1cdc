"""One question to the archive: what a filter asks of words, reports and events, and where to begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    UnaryExpression,
    bindparam,
    exists,
    func,
    select,
    union_all,
)
from sqlalchemy.sql.operators import custom_op

from marsad.records import Filter
from marsad.store import schema
from marsad.store.conditions import (
    KeyRange,
    Keys,
    Part,
    event_parts,
    is_dated,
    published,
    report_parts,
    reports_of_events,
)
from marsad.store.query import Node, Prefix, parse
from marsad.store.schema import DAY_BITS, EVENT_BITS
from marsad.store.sqlite import beginning, matching
from marsad.store.sqlite.area import area_parts
from marsad.store.sqlite.matching import INDEX, match

RARE = 2_000
"""What has no more rows is looked at as a whole; what has more is read in order until enough is found."""
_OF_SEVERAL = 5
"""So many times as much is still rare when several parts are asked for, or words beside one."""
_COMMON, _SEEN = 50_000, 2_000
"""What stands in more reports is soon found in stretches that are read in order. Whether it does is told by how long ago the
first of so many of the newest was: to count them would take as long as the search."""
_FIRST_WINDOW, _LONGER = 2 << DAY_BITS, 4
"""Keys of two days: the first stretch that is read in order; each further one is so many times as long."""
_FIRST_OF_BEGINNINGS = 64 << DAY_BITS
"""The same where beginnings of words are looked for: gathering them costs as much for a short stretch as for a long one."""
_FIRST_PAGE = 100
"""Reports that are read at first where nobody says how many are taken."""
_AT_ONCE = 500

_event, _report = schema.event.c, schema.report.c
KEYS = select(_event.key)
REPORT_OF_EVENT = _event.key.op(">>")(EVENT_BITS)
"""The key of an event's report from its own, so that an index of events has it too."""


class Start(NamedTuple):
    """Where to begin: a part whose keys, of events or reports, hold all that answer, and how many there are at most."""

    part: Part
    size: int
    of_events: bool


def held(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that SQLite does not look up in an index."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


class Asked:
    """A filter, read; with ``placed`` only events with coordinates answer. Raises StoreError when it cannot be."""

    def __init__(self, core: Connection, where: Filter, placed: bool = False) -> None:
        self.core = core
        self.query: Node | None = parse(where.query) if where.query and where.query.strip() else None
        self.words, self._others = matching.parted(self.query) if self.query is not None else (None, [])
        self.events = [*event_parts(core, where, held), *area_parts(where)]
        self.reports = report_parts(where)
        self.not_rejected = [] if where.review else [held(_event.review) != "rejected"]
        """What people rejected is only shown to those who ask for it."""
        self._placed = [_event.lat.is_not(None), _event.lon.is_not(None)] if placed else []
        self.is_dated = is_dated(where)
        self._in_days = where.since is not None or where.until is not None
        self._of_their_reports = reports_of_events(where, held)
        self.range = self._narrowed(published(where))

    def _narrowed(self, asked: KeyRange) -> KeyRange:
        ends = (select(end(_report.key)).scalar_subquery() for end in (func.min, func.max))
        first, last = self.core.execute(select(*ends)).one()
        return asked.met_by(KeyRange(first or 0, last if last is not None else -1))

    @property
    def _raw(self) -> sqlite3.Connection:
        """For thousands of small looks, whose time SQLAlchemy would triple."""
        raw: Any = self.core.connection.driver_connection
        return raw  # type: ignore[no-any-return]

    # ---- conditions
    def of_report(self, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """What is asked of the report of a key, but for the words of ``self.words``."""
        tests = [part.check for part in self.reports]
        if self.is_dated:
            tests.append(_report.published.is_not(None))
        beside = [matching.condition(self.core, query, key) for query in self._others]
        if key is not _report.key and tests:
            tests = [exists().where(_report.key == key, *tests)]
        return [*tests, *beside]

    def of_event(self, start: Start | None = None) -> list[ColumnElement[bool]]:
        """What is asked of an event and its report, but for the words and what one begins with, as conditions on its row."""
        return self._of_event_but(start.part if start else None)

    def _of_event_but(self, begun: Part | None) -> list[ColumnElement[bool]]:
        beside = [matching.condition(self.core, query, REPORT_OF_EVENT) for query in self._others]
        return [
            *(part.check for part in self.events if part is not begun),
            *self._of_their_reports,
            *self.not_rejected,
            *self._placed,
            *beside,
        ]

    def of_words(self, range: KeyRange) -> list[ColumnElement[bool]]:
        """That an event's report holds the words."""
        if not self.words:
            return []
        rare = self.found_by_words(range)
        found = select(INDEX.c.rowid).where(match(self.words), INDEX.c.rowid.between(*range))
        return [REPORT_OF_EVENT.in_(found) if rare is None else _event.report.in_(rare)]

    # ---- where to begin
    def start(self, most: int | None = None) -> Start | None:
        """The rarest part that an index has, if it is rare; of several parts, one may be less so, for together they are. ``most``
        says otherwise how many keys are still rare."""
        parts = [(part, True) for part in self.events if part.keys] + [(part, False) for part in self.reports]
        if most is None:
            most = RARE * _OF_SEVERAL if len(parts) > 1 else RARE
        best: Start | None = None
        for part, of_events in parts:
            size = self._count(part.rough or part.keys, best.size if best else most)
            if size <= most and (best is None or size < best.size):
                best = Start(part, size, of_events)
        return best

    def _rare_beside_words(self, range: KeyRange) -> int | None:
        """How many keys are still rare: more beside words that are not very common, for few of the newest hold these, and where
        days of events are asked for, which may all be long ago."""
        if not self.words or matching.BEGINS in self.words:
            return None
        if self._in_days or not self._are_common(self.words, range):
            return RARE * _OF_SEVERAL
        return None

    def _are_common(self, words: str, range: KeyRange) -> bool:
        """Whether so many of the newest reports hold the words that twenty-five times as many of all would."""
        found = select(INDEX.c.rowid).where(match(words), INDEX.c.rowid.between(*range))
        seen = self.core.execute(found.order_by(INDEX.c.rowid.desc()).limit(1).offset(_SEEN)).scalar()
        return seen is not None and (range.last - seen) * _COMMON < (range.last - range.first) * _SEEN

    def _count(self, keys: Keys, most: int) -> int:
        """How many keys there are; just more than ``most`` when there are more."""
        count = 0
        for some in keys:
            bounded = some.limit(most + 1 - count).subquery()
            count += self.core.execute(select(func.count()).select_from(bounded)).scalar_one()
            if count > most:
                break
        return count

    def found_by_words(self, range: KeyRange, limit: int | None = None) -> list[int] | None:
        """The reports that hold the words, by key; None when there are more than ``limit`` (else RARE)."""
        assert self.words is not None
        limit = RARE if limit is None else limit
        found = select(INDEX.c.rowid).where(match(self.words), INDEX.c.rowid.between(*range)).limit(limit + 1)
        keys = [row[0] for row in self._rows(found)]
        return keys if len(keys) <= limit else None

    # ---- keys in order
    def event_keys(
        self, range: KeyRange, newest: bool, within: KeyRange | None = None, most: int | None = None
    ) -> Iterator[int]:
        """The keys of the events that answer, in order."""
        return (row[0] for row in self.event_rows(KEYS, range, newest, within, most))

    def event_rows(
        self, told: Select[Any], range: KeyRange, newest: bool, within: KeyRange | None = None, most: int | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """What is ``told`` of the events that answer, in their order: a statement whose first column is the key of an event. Rows
        are as SQLite gives them: there may be very many.

        It is about events of reports in a range, or only those ``within`` keys of events. Whoever takes no more than ``most``
        says so: then not many more are read.
        """
        told = told.order_by(_event.key.desc() if newest else _event.key.asc())
        within = within or range.of_events()
        start = self.start(self._rare_beside_words(range))
        if newest and isinstance(self.query, Prefix):
            events = iter(self._begun(told, start, within)) if start else self._without_words(told, range, within)
            range = yield from beginning.among(self._raw, self.query, events, range)
            if range.first > range.last:
                return
            within = within.met_by(range.of_events())
        words = self.found_by_words(range, start.size if start else RARE) if self.words else None
        if words is not None:
            yield from self._events_of(told, words, within, newest)
        elif start is not None:
            yield from self._with_words(self._begun(told, start, within), EVENT_BITS)
        else:
            yield from self._in_windows(self._with_their_words(self._events_within(told)), range, newest, most, within)

    def _begun(self, told: Select[Any], start: Start, within: KeyRange) -> list[tuple[Any, ...]]:
        """What is told of the events that answer, but for the words, from a rare part on."""
        return self._rows(told.where(self.begins(start), _event.key.between(*within), *self.of_event(start)))

    def _without_words(self, told: Select[Any], range: KeyRange, within: KeyRange) -> Iterator[tuple[Any, ...]]:
        """What is told of the events that answer, but for the words, the newest first."""
        return self._in_windows(self._events_within(told), range, newest=True, most=None, within=within)

    def _rows(self, found: Select[Any], places: dict[str, int] | None = None) -> list[tuple[Any, ...]]:
        return list(self.core.execute(found, places or {}).cursor.fetchall())

    def begins(self, start: Start) -> ColumnElement[bool]:
        """The condition on an event that it is one of those to begin with."""
        if start.part.plain is not None:
            return start.part.plain
        keys = _as_one(start.part.keys)
        return _event.key.in_(keys) if start.of_events else _event.report.in_(keys)

    def _events_of(
        self, told: Select[Any], reports: Sequence[int], within: KeyRange, newest: bool
    ) -> Iterator[tuple[Any, ...]]:
        # held: of a long range of keys and a list of reports SQLite takes the range
        tests = [held(_event.key).between(*within), *self.of_event()]
        for some in batches(sorted(reports, reverse=newest)):
            yield from self._rows(told.where(_event.report.in_(some), *tests))

    def _in_windows(
        self, found: Select[Any], range: KeyRange, newest: bool, most: int | None, within: KeyRange
    ) -> Iterator[tuple[Any, ...]]:
        """What a statement finds in stretches of the range, one after the other, up to ``most``; events ``within`` keys only."""
        left, found = -1 if most is None else most, found.limit(bindparam("left", type_=Integer))
        long = self.words is not None and matching.BEGINS in self.words
        for some in windows(range, newest, _FIRST_OF_BEGINNINGS if long else _FIRST_WINDOW):
            if not left:
                return
            # One pair of ends: of two, SQLite begins at the first it is given and tests the other on every row.
            events = some.of_events().met_by(within)
            places = {"first": some.first, "last": some.last, "first_event": events.first, "last_event": events.last}
            rows = self._rows(found, {**places, "left": left})  # any number where it is -1
            yield from rows
            left -= len(rows) if left > 0 else 0

    def _events_within(self, told: Select[Any]) -> Select[Any]:
        """What is told of the events of a stretch that answer, but for the words."""
        first, last = bindparam("first_event", type_=Integer), bindparam("last_event", type_=Integer)
        lying = next((part for part in self.events if part.in_order), None)
        if lying is None:
            return told.where(_event.key.between(first, last), *self.of_event())
        keys = _as_one(tuple(some.where(some.selected_columns[0].between(first, last)) for some in lying.keys))
        return told.where(_event.key.in_(keys), *self._of_event_but(lying))

    def _with_their_words(self, found: Select[Any]) -> Select[Any]:
        if not self.words:
            return found
        there = INDEX.c.rowid.between(bindparam("first"), bindparam("last"))
        return found.where(REPORT_OF_EVENT.in_(select(INDEX.c.rowid).where(match(self.words), there)))

    def report_keys(self, range: KeyRange, newest: bool, most: int | None = None) -> Iterator[int]:
        """The keys of the reports that answer, in order; ``most`` is how many are taken, if that is known."""
        if self.events:
            events = self.event_keys(range, newest)
            return (key for key, _ in groupby(events, lambda event: event >> EVENT_BITS))
        return self._plain_reports(range, newest, most or _FIRST_PAGE)

    def _plain_reports(self, range: KeyRange, newest: bool, most: int) -> Iterator[int]:
        """The reports where nothing is asked of events."""
        start = self.start()
        if start is not None:
            found = select(_report.key).where(
                _report.key.in_(_as_one(start.part.keys)), _report.key.between(*range), *self.of_report(_report.key)
            )
            order = _report.key.desc() if newest else _report.key.asc()
            yield from (row[0] for row in self._with_words(self._rows(found.order_by(order)), 0))
            return
        if newest and isinstance(self.query, Prefix) and not self.of_report(_report.key):
            range = yield from beginning.newest(self._raw, self.query, range)
        key = INDEX.c.rowid if self.words else _report.key
        inside = select(key).where(key.between(bindparam("first"), bindparam("last")), *self.of_report(key))
        if self.words:
            inside = inside.where(match(self.words))
        yield from self._in_pages(inside.order_by(key.desc() if newest else key.asc()), range, newest, most)

    def _in_pages(self, found: Select[Any], range: KeyRange, newest: bool, size: int) -> Iterator[int]:
        """The keys that a statement finds in a range, so many at first, then more: SQLite goes no further than for those. Where
        words are looked up, stretches of the range would begin with looking up all words in all pieces of the index each."""
        found = found.limit(bindparam("size", type_=Integer))
        while range.first <= range.last:
            keys = [row[0] for row in self._rows(found, {"first": range.first, "last": range.last, "size": size})]
            yield from keys
            if len(keys) < size:
                return
            range = KeyRange(range.first, keys[-1] - 1) if newest else KeyRange(keys[-1] + 1, range.last)
            size *= _LONGER

    def _with_words(self, rows: Sequence[tuple[Any, ...]], bits: int) -> Iterator[tuple[Any, ...]]:
        """Those of ``rows``, which are in order, whose report (the key shifted by ``bits``) holds the words."""
        if not self.words:
            yield from rows
            return
        reports = list(dict.fromkeys(row[0] >> bits for row in rows))
        groups = (some for _, some in groupby(rows, lambda row: row[0] >> bits))
        for some, found in zip(groups, matching.finds(self._raw, self.words, reports)):
            if found:
                yield from some


def _as_one(keys: Keys) -> Any:
    return union_all(*keys) if len(keys) > 1 else keys[0]


def windows(range: KeyRange, newest: bool, size: int = _FIRST_WINDOW) -> Iterator[KeyRange]:
    """Stretches of a range of keys, the first of so many, each longer than the one before."""
    first, last = range
    while first <= last:
        if newest:
            begin = max(first, last - size + 1)
            yield KeyRange(begin, last)
            last = begin - 1
        else:
            end = min(last, first + size - 1)
            yield KeyRange(first, end)
            first = end + 1
        size *= _LONGER


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """``keys`` in lists short enough for a statement."""
    left = iter(keys)
    while some := list(islice(left, _AT_ONCE)):
        yield some
