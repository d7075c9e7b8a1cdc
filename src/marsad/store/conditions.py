"""A filter as conditions on rows, the same for every database.

What is asked of an event is a list of parts that must all hold for one event. Each part is a condition on the row of the
event and, where an index has them, a statement that gives the keys of all events for which it holds: a planner begins with
the rarest and tests the others.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, or_, select

from marsad.records import CountRange, Filter
from marsad.store import names, schema
from marsad.store.contract import StoreError
from marsad.store.schema import DAY_BITS, EVENT_BITS

Keys = tuple[Select[tuple[int]], ...]
"""Statements whose rows together are the keys; one key may come several times."""
Hold = Callable[[ColumnElement[Any]], ColumnElement[Any]]
"""What is done to a column so that a database tests it and does not begin with its index."""

_event, _report = schema.event.c, schema.report.c
_ANY = "any"


class Part(NamedTuple):
    """Something asked of an event: a condition on its row, and, where indexes have them, the keys of all events that
    meet it; ``rough`` gives some more, more quickly, for counting. ``plain`` is the condition as an index of events answers it
    without other tables. ``in_order``: the indexes have the keys of each value in order, so that those of a stretch lie together.
    """

    check: ColumnElement[bool]
    keys: Keys = ()
    rough: Keys = ()
    plain: ColumnElement[bool] | None = None
    in_order: bool = False


class KeyRange(NamedTuple):
    """First and last key, both included."""

    first: int
    last: int

    def of_events(self) -> KeyRange:
        """The keys of the events of these reports."""
        return KeyRange(self.first << EVENT_BITS, (self.last + 1 << EVENT_BITS) - 1)

    def met_by(self, other: KeyRange) -> KeyRange:
        """The keys that both have."""
        return KeyRange(max(self.first, other.first), min(self.last, other.last))


def event_parts(core: Connection, where: Filter, hold: Hold) -> list[Part]:
    """What a filter asks of one event, without its report and the place on the map."""
    parts = [*_time(where, hold), *_columns(core, where, hold)]
    if where.places:
        parts.append(_at_places(core, where.places))
    for role, asked in (("actor", where.actors), ("target", where.targets), (None, where.parties)):
        if asked:
            parts.append(with_party(names.actors(core, asked, where.wings), role))
    if where.speakers or where.stances:
        parts.append(_told(core, where))
    if where.counts:
        parts.append(_counted(where.counts))
    return parts


def published(where: Filter) -> KeyRange:
    """The keys of reports published in the days asked for (and of undated ones taken in then: see ``is_dated``)."""
    first, last = where.published_since or datetime.date.min, where.published_until or datetime.date.max
    return KeyRange(first.toordinal() << DAY_BITS, (last.toordinal() + 1 << DAY_BITS) - 1)


def is_dated(where: Filter) -> bool:
    """Whether only reports whose day of publication is known can answer."""
    return where.published_since is not None or where.published_until is not None


def report_parts(where: Filter) -> list[Part]:
    """What a filter asks of a report, but for its words and day, as conditions on ``report`` with the keys of reports."""
    asked = ((_report.outlet, where.outlets), (_report.id, where.reports))
    parts = [Part(column.in_(of), (select(_report.key).where(column.in_(of)),)) for column, of in asked if of]
    return [parts[0]._replace(plain=_event.outlet.in_(where.outlets)), *parts[1:]] if where.outlets else parts


def reports_of_events(where: Filter, hold: Hold) -> list[ColumnElement[bool]]:
    """The same, and that the day is known where one was asked for, as conditions on ``event``."""
    tests: list[ColumnElement[bool]] = [hold(_event.outlet).in_(where.outlets)] if where.outlets else []
    if where.reports:
        tests.append(hold(_event.report).in_(select(_report.key).where(_report.id.in_(where.reports))))
    if is_dated(where):
        tests.append(_event.published.is_not(None))
    return tests


def _time(where: Filter, hold: Hold) -> Iterator[Part]:
    """Events whose days overlap those asked for; where nothing is said of the end, the last day is meant."""
    since, until = where.since, where.until
    if since is None and until is None:
        return
    since, until = since or datetime.date.min, until or datetime.date.max
    begins = select(_event.key).where(_event.start.between(since, until))
    lasts = select(_event.key).where(_event.start != _event.end, _event.start < since, _event.end >= since)
    yield Part(and_(hold(_event.start) <= until, hold(_event.end) >= since), (begins, lasts))


def _columns(core: Connection, where: Filter, hold: Hold) -> Iterator[Part]:
    """What stands in the row of the event itself."""
    if where.types:
        yield _of_column(_event.type, where.types, hold)
    if where.modes:
        yield Part(hold(_event.mode).in_(where.modes))
    if where.statuses:
        yield Part(hold(_event.status).in_(where.statuses))
    if where.countries:
        yield _of_column(_event.country, tuple(country.upper() for country in where.countries), hold)
    if where.admin1:
        yield Part(hold(_event.admin1).in_(names.provinces(core, where.admin1)))
    if where.review:
        yield Part(hold(_event.review).in_(where.review))


def _of_column(column: ColumnElement[Any], values: tuple[str, ...], hold: Hold) -> Part:
    plain = column.in_(values)
    return Part(hold(column).in_(values), (select(_event.key).where(plain),), plain=plain)


def _exists(condition: ColumnElement[bool], event: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(event == _event.key, condition)


def _at_places(core: Connection, asked: tuple[str, ...]) -> Part:
    place, wanted = schema.event_place.c, names.places(core, asked)
    ways = (place.place_id.in_(wanted.ids), place.folded.in_(wanted.names), place.folded_en.in_(wanted.names))
    keys = tuple(select(place.event).where(way) for way in ways)
    return Part(_exists(or_(*ways), place.event), keys, in_order=True)


def with_party(wanted: names.Wanted, role: str | None) -> Part:
    """That one of these stands in an event, in a role or any."""
    party = schema.participant.c
    ways: list[ColumnElement[bool]] = [party.entity.in_(wanted.ids), party.folded.in_(wanted.names)]
    if role is not None:
        ways = [and_(way, party.role == role) for way in ways]
    return Part(_exists(or_(*ways), party.event), tuple(select(party.event).where(way) for way in ways))


def _told(core: Connection, where: Filter) -> Part:
    """Speaker and stance hold for one claim: what X denies, not what X says and somebody denies."""
    teller = schema.teller.c
    ways: list[ColumnElement[bool]] = []
    if where.speakers:
        wanted = names.actors(core, where.speakers, wings=False)
        ways = [teller.entity.in_(wanted.ids), teller.folded.in_(wanted.names)]
    if where.stances:
        stance = teller.stance.in_(where.stances)
        ways = [and_(way, stance) for way in ways] or [stance]
    return Part(_exists(or_(*ways), teller.event), tuple(select(teller.event).where(way) for way in ways))


def _counted(ranges: tuple[CountRange, ...]) -> Part:
    count = schema.event_count.c
    held = or_(false(), *(_may_lie_in(one) for one in ranges))
    return Part(_exists(held, count.event), (select(count.event).where(held),))


def _may_lie_in(asked: CountRange) -> ColumnElement[bool]:
    """Counts that may lie within a range: what is open in the text is open here."""
    count = schema.event_count.c
    if asked.least is not None and asked.most is not None and asked.least > asked.most:
        raise StoreError(
            f"a count of {asked.least:g} at least and {asked.most:g} at most cannot be; turn the two around",
            "count_turned",
        )
    conditions: list[ColumnElement[bool]] = [] if asked.kind == _ANY else [count.kind == asked.kind]
    if asked.least is not None:
        conditions.append(or_(count.most.is_(None), count.most >= asked.least))
    if asked.most is not None:
        conditions.append(or_(count.least.is_(None), count.least <= asked.most))
    return and_(*conditions) if conditions else count.number >= 0
