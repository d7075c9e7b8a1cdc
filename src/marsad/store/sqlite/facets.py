"""How many events there are of each kind, by one or several dimensions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, get_args

from sqlalchemy import ColumnElement, FromClause, and_, distinct, func, select

from marsad.store import schema
from marsad.store.conditions import Keys
from marsad.store.contract import Bucket, Facet, Standing, StoreError
from marsad.store.sqlite.asking import Asked

Countings = Sequence[Sequence[Facet]]
"""Several ways to count by."""
Counted = dict[Standing, tuple[tuple[Bucket, ...], ...]]
Rows = Sequence[tuple[Any, ...]]
UNSTATED = b"\xff"
"""How summaries say that something is not stated: no words have these bytes."""
_event = schema.event.c
_SEVERAL = frozenset({"actor", "target", "speaker"})
_COUNTED = 20_000
"""Keys up to which events are counted from an index on: all of them are read, so more pay than where a few are looked for."""


def count(asked: Asked, by: Sequence[Facet], limit: int | None) -> tuple[Bucket, ...]:
    """The buckets of the events that answer, the most frequent first, then by their values.

    An event counts once for each of its actors, targets and speakers.
    """
    if asked.start(_COUNTED) is not None and not _SEVERAL.intersection(by):
        return countings(asked, (by,))[0][:limit]
    columns, source, several = _columns(by)
    number = func.count(distinct(_event.key)) if several else func.count()
    found = select(*columns, number).select_from(source).where(*_conditions(asked)).group_by(*columns)
    ordered = found.order_by(number.desc(), *(column.asc().nulls_last() for column in columns)).limit(limit)
    # The rows as SQLite gives them: there may be very many, and few different values in them.
    return tuple(buckets(asked.core.execute(ordered).cursor.fetchall()))


def countings(asked: Asked, by: Countings) -> tuple[tuple[Bucket, ...], ...]:
    """The buckets of each of several ``by``, of which an event has one value each, in the order of ``count``.

    Each event is looked up once and counted here: for some thousands that is quicker than sorting them to be grouped.
    """
    names = _named(by)
    return _counted(names, _fetched(asked, [_event[name] for name in names]), by)


def countings_as(asked: Asked, by: Mapping[Standing, Countings], keys: Mapping[Standing, Keys]) -> Counted:
    """The same for those of the events that have the ``keys`` of each; for what has none there, of all. One pass over all."""
    names = ("key", *_named([one for some in by.values() for one in some]))
    rows = _fetched(asked, [_event[name] for name in names])
    return {
        standing: _counted(names, _among(asked, rows, keys[standing]) if standing in keys else rows, some)
        for standing, some in by.items()
    }


def _among(asked: Asked, rows: Rows, keys: Keys) -> Rows:
    held = {row[0] for some in keys for row in asked.core.execute(some).cursor.fetchall()}
    return [row for row in rows if row[0] in held]


def _named(by: Countings) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in by for name in one))


def _fetched(asked: Asked, columns: Sequence[ColumnElement[Any]]) -> Rows:
    found = select(*columns).where(*_conditions(asked))
    return asked.core.execute(found).cursor.fetchall()


def _counted(names: Sequence[str], rows: Rows, by: Countings) -> tuple[tuple[Bucket, ...], ...]:
    """The buckets of each ``by`` from rows of the columns ``names``."""
    return tuple(tuple(buckets(_frequent(_frequencies(names, rows, one)))) for one in by)


def _frequencies(names: Sequence[str], rows: Rows, by: Sequence[Facet]) -> Iterable[tuple[tuple[Any, ...], int]]:
    """How often values stand in rows. Not from whole columns: to turn rows into these makes as many objects as there are rows,
    through which Python searches for unused ones."""
    counted = Counter(map(itemgetter(*map(names.index, by)), rows))
    return counted.items() if len(by) > 1 else (((value,), n) for value, n in counted.items())


def _frequent(counted: Iterable[tuple[tuple[Any, ...], int]]) -> Iterator[tuple[Any, ...]]:
    return ((*values, n) for values, n in sorted(counted, key=_place))


def _place(counted: tuple[tuple[Any, ...], int]) -> tuple[object, ...]:
    """The most frequent first, then by their values, those that are not stated last; words that are no Unicode behind others."""
    values, n = counted
    return (-n, *((value is None, isinstance(value, bytes), value or "") for value in values))


def buckets(rows: Iterable[Sequence[Any]]) -> list[Bucket]:
    """A bucket for each row of values and a number."""
    said = _Said().__getitem__
    return [Bucket(values=tuple(map(said, row[:-1])), events=row[-1]) for row in rows]


class _Said(dict[Any, str | None]):
    """What values stand for."""

    def __missing__(self, value: Any) -> str | None:
        said: str | None = None if value == UNSTATED else schema.unpacked(value)
        self[value] = said
        return said


def total(asked: Asked) -> int:
    """How many events answer."""
    found = select(func.count()).select_from(schema.event).where(*_conditions(asked))
    return int(asked.core.execute(found).scalar_one())


def check(by: Sequence[Facet], limit: int | None) -> None:
    """Raise StoreError for dimensions that are none, and limits that cannot be."""
    known = get_args(Facet)
    for name in by:
        if name not in known:
            raise StoreError(f"{name!r} is nothing to count by; there are {', '.join(known)}")
    if not by or len(set(by)) < len(by):
        raise StoreError("name one or several different things to count by")
    if limit is not None and limit < 0:
        raise StoreError(f"a limit of {limit} cannot be; give 0 or more")


def check_single(by: Sequence[Facet]) -> None:
    """Raise StoreError for what is no dimension, or one that events have several values of."""
    check(by, None)
    if several := sorted(_SEVERAL.intersection(by)):
        raise StoreError(f"an event has several of {', '.join(several)}; ask for its facets by themselves")


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    start = asked.start(_COUNTED)
    tests = [*asked.of_event(start), *asked.of_words(asked.range)]
    if asked.is_dated:
        tests.append(_event.key.between(*asked.range.of_events()))
    return tests if start is None else [asked.begins(start), *tests]


def _columns(by: Sequence[Facet]) -> tuple[list[ColumnElement[Any]], FromClause, bool]:
    """The columns to group by, the tables they stand in, and whether an event can stand in several rows of those."""
    source: FromClause = schema.event
    columns: list[ColumnElement[Any]] = []
    for name in by:
        if name in ("actor", "target"):
            party = schema.participant.alias(f"as_{name}")
            source = source.outerjoin(party, and_(party.c.event == _event.key, party.c.role == name))
            columns.append(func.coalesce(party.c.entity, party.c.name))
        elif name == "speaker":
            teller = schema.teller.alias("told")
            source = source.outerjoin(teller, and_(teller.c.event == _event.key, teller.c.name.is_not(None)))
            columns.append(func.coalesce(teller.c.entity, teller.c.name))
        else:
            columns.append(_event[name])
    return columns, source, source is not schema.event
