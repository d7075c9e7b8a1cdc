"""Search, lists and counts over a SQLite archive."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal

import msgspec
from sqlalchemy import Select, distinct, func, literal_column, select

from marsad.records import CodedReport, Filter, StoredReport
from marsad.store import names, reads, rows, schema
from marsad.store.conditions import KeyRange, Keys, with_party
from marsad.store.contract import (
    RANKED,
    Bucket,
    EventDay,
    EventPoint,
    EventRow,
    EventWords,
    Facet,
    Hit,
    Known,
    Sort,
    Standing,
    StoreError,
)
from marsad.store.cursors import Cursors
from marsad.store.documents import text_of
from marsad.store.incidents import EventKey
from marsad.store.schema import EVENT_BITS
from marsad.store.snippets import Finder
from marsad.store.sqlite import facets, summary
from marsad.store.sqlite.area import teach
from marsad.store.sqlite.asking import KEYS, REPORT_OF_EVENT, Asked, batches
from marsad.store.sqlite.locating import DATED, LOCATED, dated, located, told
from marsad.store.sqlite.matching import INDEX, match
from marsad.store.sqlite.overlay import Overlay
from marsad.text.opening import opening

_PAGE = 200
_SORTS = ("newest", "oldest", "relevance")
_WEIGHTS = "bm25(text_index, 4.0, 1.0, 4.0, 1.0)"
"""A word of the title counts as four of the text."""

_event, _report = schema.event.c, schema.report.c


class Searching(Overlay):
    """The part of an archive that finds things again."""

    def search(
        self, where: Filter, *, sort: Sort = "newest", limit: int = 20, after: str | None = None
    ) -> tuple[Hit, ...]:
        """Reports that answer a filter, with words in context; see the contract."""
        _check(sort, limit)
        cursors = Cursors(where, f"reports {sort}")
        with self.reading():
            asked = self._ask(where)
            if sort == "relevance" and asked.words:
                place = cursors.read(after, 2) if after else None
                behind = (place[0], -int(place[1])) if place else None
                ranked = (at for at in self._scored(asked) if behind is None or at > behind)
                found = [(score, -key) for score, key in heapq.nsmallest(limit, ranked)]
                return self._hits(asked, [key for _, key in found], [cursors.make(*at) for at in found])
            range = _from(asked.range, int(cursors.read(after, 1)[0]) if after else None, sort)
            keys = list(islice(asked.report_keys(range, sort != "oldest", limit), limit))
            return self._hits(asked, keys, [cursors.make(key) for key in keys])

    def count(self, where: Filter) -> int:
        """How many reports answer a filter."""
        with self.reading():
            return self._count_reports(self._ask(where))

    def events(
        self, where: Filter, *, sort: Sort = "newest", limit: int | None = 50, after: str | None = None
    ) -> Iterator[EventRow]:
        """Events that answer a filter; see the contract."""
        _check(sort, limit or 0)
        cursors = Cursors(where, f"events {sort}")
        with self.reading() as core:
            asked = self._ask(where)
            places: Iterator[tuple[float, ...]]
            if sort == "relevance" and asked.words:
                places = self._ranked_events(asked, cursors.read(after, 2) if after else None)
            else:
                at = int(cursors.read(after, 1)[0]) if after else None
                places = self._event_rows(KEYS, asked, sort != "oldest", at, limit)
            left = islice(places, limit)
            while some := list(islice(left, _PAGE)):
                found = rows.event_rows(core, [int(place[-1]) for place in some])
                for place, row in zip(some, found, strict=True):
                    yield msgspec.structs.replace(row, cursor=cursors.make(*place))

    def points(self, where: Filter, limit: int, after: EventKey | None = None) -> Iterator[EventPoint]:
        """The newest events with coordinates; see the contract."""
        with self.reading() as core:
            behind = reads.event_key(core, *after) if after else None
            rows = self._event_rows(LOCATED, self._ask(where, placed=True), True, behind, limit)
            yield from located(islice(rows, limit))

    def days(self, where: Filter, limit: int) -> Iterator[EventDay]:
        """The newest events with their days alone; see the contract."""
        with self.reading():
            yield from dated(islice(self._event_rows(DATED, self._ask(where), True, None, limit), limit))

    def words_of(self, events: Collection[EventKey]) -> dict[EventKey, EventWords]:
        """What events are told in, and by whom; see the contract."""
        with self.reading() as core:
            found = list(told(self.raw, events))
            speakers: dict[int, list[str]] = {}
            for some in batches(key for key, *_ in found):
                speakers |= rows.tellers(core, some)
            return {
                name: EventWords(rows.quotation(text_of(text), at, upto), tuple(speakers.get(key, ())))
                for key, name, text, at, upto in found
            }

    def facets(self, where: Filter, by: Sequence[Facet], limit: int | None = None) -> tuple[Bucket, ...]:
        """How many events answer a filter, by one or several dimensions; see the contract."""
        facets.check(by, limit)
        with self.reading() as core:
            if summary.answers(where, by):
                return tuple(summary.count(core, self.raw, where, by)[:limit])
            return facets.count(self._ask(where), by, limit)

    def countings(self, where: Filter, by: Sequence[Sequence[Facet]]) -> tuple[tuple[Bucket, ...], ...]:
        """``facets`` for each of several ``by``; see the contract."""
        for one in by:
            facets.check_single(one)
        with self.reading():
            return facets.countings(self._ask(where), by)

    def countings_as(
        self, party: str, by: Mapping[Standing, Sequence[Sequence[Facet]]]
    ) -> dict[Standing, tuple[tuple[Bucket, ...], ...]]:
        """``countings`` by what a party stands as; see the contract."""
        for one in (one for some in by.values() for one in some):
            facets.check_single(one)
        with self.reading() as core:
            wanted = names.actors(core, (party,), wings=True)
            keys: dict[Standing, Keys] = {role: with_party(wanted, role).keys for role in ("actor", "target")}
            return facets.countings_as(self._ask(Filter(parties=(party,))), by, keys)

    def count_events(self, where: Filter) -> int:
        """How many events answer a filter."""
        with self.reading() as core:
            if summary.answers(where, ("status",)):
                return sum(bucket.events for bucket in summary.count(core, self.raw, where, ("status",)))
            return facets.total(self._ask(where))

    def known(self, kind: Literal["actor", "place", "speaker"], beginning: str, limit: int = 10) -> tuple[Known, ...]:
        """Names that begin so; see the contract."""
        with self.reading() as core:
            return tuple(islice(names.beginning(core, kind, beginning, limit), limit))

    def reports(self, where: Filter) -> Iterator[StoredReport]:
        """The reports that answer a filter, newest first, with their codings narrowed to the events that do."""
        with self.reading() as core:
            asked = self._ask(where)
            for keys in batches(asked.report_keys(asked.range, newest=True)):
                for n in range(0, len(keys), _PAGE):
                    page = keys[n : n + _PAGE]
                    events = self._events_of(asked, page) if asked.events else None
                    whole = self.all_overlaid(dict(zip(page, reads.stored(core, page), strict=True)))
                    for key, stored in whole.items():
                        yield stored if events is None else _narrowed(stored, set(events.get(key, ())))

    def _ask(self, where: Filter, placed: bool = False) -> Asked:
        teach(self.raw)
        asked = Asked(self.core, where, placed)
        if asked.query is not None:
            self.indexed()
        return asked

    def _hits(self, asked: Asked, keys: Sequence[int], cursors: Sequence[str]) -> tuple[Hit, ...]:
        finder = Finder(asked.query)
        events = self._events_of(asked, keys)
        found = self.core.execute(reads.reports().where(_report.key.in_(keys)))
        known = {row.key: reads.as_report(row) for row in found}
        return tuple(
            Hit(report=report.id or "", published=report.published, outlet=report.outlet, title=report.title,
                snippet=finder.snippet(report.text), opening=opening(report.text), events=tuple(events.get(key, ())),
                cursor=cursor)
            for key, cursor in zip(keys, cursors) if (report := known.get(key)) is not None
        )  # fmt: skip

    def _events_of(self, asked: Asked, keys: Sequence[int]) -> dict[int, list[str]]:
        """The ids of the events of these reports that answer."""
        tests = [part.check for part in asked.events] + asked.not_rejected
        found = select(_event.report, _event.id).where(_event.report.in_(keys), *tests).order_by(_event.key)
        events: dict[int, list[str]] = {}
        for row in self.core.execute(found):
            events.setdefault(row.report, []).append(row.id)
        return events

    def _scored(self, asked: Asked) -> Iterator[tuple[float, int]]:
        """Score (less is better) and negated key of the newest reports that answer."""
        asks_more = asked.events or asked.of_report(INDEX.c.rowid)
        scored = select(INDEX.c.rowid, literal_column(_WEIGHTS)).where(match(asked.words or ""))
        if not asks_more:
            newest = scored.where(INDEX.c.rowid.between(*asked.range)).order_by(INDEX.c.rowid.desc()).limit(RANKED)
            yield from ((score, -key) for key, score in self.core.execute(newest).cursor.fetchall())
            return
        keys = set(islice(asked.report_keys(asked.range, newest=True, most=RANKED), RANKED))
        if keys:
            found = self.core.execute(scored.where(INDEX.c.rowid >= min(keys))).cursor.fetchall()
            yield from ((score, -key) for key, score in found if key in keys)

    def _ranked_events(self, asked: Asked, after: list[float] | None) -> Iterator[tuple[float, int]]:
        """Score and key of events, those of the best report first, behind the place seen last."""
        tests = asked.of_event()
        for score, report in sorted(self._scored(asked)):
            if after is None or score >= after[0]:
                found = select(_event.key).where(_event.report == -report, *tests).order_by(_event.key)
                seen = after is not None and score == after[0] and -report >= int(after[1]) >> EVENT_BITS
                for key in self.core.execute(found).scalars().all():
                    if not seen or (after is not None and -report == int(after[1]) >> EVENT_BITS and key > after[1]):
                        yield score, key

    def _event_rows(
        self, told: Select[Any], asked: Asked, newest: bool, after: int | None, most: int | None
    ) -> Iterator[tuple[Any, ...]]:
        """What is told of events in order, behind the one seen last; ``most`` is how many are taken."""
        if after is None:
            return asked.event_rows(told, asked.range, newest, most=most)
        (first, last), report = asked.range, after >> EVENT_BITS
        range = KeyRange(first, min(last, report)) if newest else KeyRange(max(first, report), last)
        of_range = range.of_events()
        within = KeyRange(of_range.first, after - 1) if newest else KeyRange(after + 1, of_range.last)
        return asked.event_rows(told, range, newest, within, most)

    def _count_reports(self, asked: Asked) -> int:
        start = asked.start()
        if start is not None or (asked.words and asked.found_by_words(asked.range) is not None):
            return sum(1 for _ in asked.report_keys(asked.range, newest=True))
        if asked.events:
            return self._count_by_events(asked)
        key = INDEX.c.rowid if asked.words else _report.key
        counted = select(func.count()).where(key.between(*asked.range), *asked.of_report(key))
        if asked.words:
            counted = counted.where(match(asked.words))
        return int(self.core.execute(counted.select_from(INDEX if asked.words else schema.report)).scalar_one())

    def _count_by_events(self, asked: Asked) -> int:
        tests = [_event.key.between(*asked.range.of_events()), *asked.of_event(), *asked.of_words(asked.range)]
        counted = select(func.count(distinct(REPORT_OF_EVENT))).where(*tests)
        return int(self.core.execute(counted).scalar_one())


def _check(sort: str, limit: int) -> None:
    if sort not in _SORTS:
        raise StoreError(f"{sort!r} is no order; there are {', '.join(_SORTS)}")
    if limit < 0:
        raise StoreError(f"a limit of {limit} cannot be; give 0 or more")


def _from(range: KeyRange, after: int | None, sort: Sort) -> KeyRange:
    """What is left of a range behind the last key seen."""
    if after is None:
        return range
    if sort == "oldest":
        return KeyRange(max(range.first, after + 1), range.last)
    return KeyRange(range.first, min(range.last, after - 1))


def _narrowed(stored: StoredReport, events: set[str]) -> StoredReport:
    """A report whose coding holds only these events."""
    coded: CodedReport | None = stored.coded
    if coded is None:
        return stored
    kept = tuple(event for event in coded.events if event.id in events)
    return msgspec.structs.replace(stored, coded=msgspec.structs.replace(coded, events=kept))
