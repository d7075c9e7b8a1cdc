"""Lists of incidents in SQLite; see ``store/incidents.py``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, get_args

from sqlalchemy import ColumnElement, FromClause, Select, distinct, exists, func, select, tuple_

from marsad.records import Filter
from marsad.store import schema
from marsad.store.contract import StoreError
from marsad.store.cursors import Cursors
from marsad.store.incidents import FormerName, IncidentRow, IncidentSort
from marsad.store.sqlite.asking import Asked
from marsad.store.sqlite.incident_tables import INCIDENT, INCIDENT_EVENT
from marsad.store.sqlite.searching import Searching

_incident, _told, _event = INCIDENT.c, INCIDENT_EVENT.c, schema.event.c
_NAMES = """WITH RECURSIVE former (id, made_at) AS (
    SELECT id, made_at FROM incident WHERE now = ?
    UNION SELECT incident.id, incident.made_at FROM incident JOIN former ON incident.now = former.id
) SELECT id, made_at FROM former ORDER BY made_at, id"""


class Incidents(Searching):
    """The part of an archive that lists incidents."""

    def find_incidents(
        self, where: Filter, *, least: int = 2, sort: IncidentSort = "newest", limit: int = 50, after: str | None = None
    ) -> tuple[IncidentRow, ...]:
        """Incidents of which an event answers a filter; see the contract."""
        if sort not in get_args(IncidentSort) or limit < 0:
            raise StoreError(f"no list goes by {sort!r} with {limit} rows; there are newest, oldest and reports")
        cursors = Cursors(where, f"incidents {sort} {least}")
        place = [int(n) for n in cursors.read(after, 2 if sort != "reports" else 3)] if after else None
        with self.reading():
            found = _listed(sort, place).where(_incident.told >= least, *_answering(self._ask(where), where))
            rows = self.core.execute(found.limit(limit)).all()
            return tuple(self._incident_rows(rows, sort, cursors))

    def _incident_rows(self, rows: Sequence[Any], sort: IncidentSort, cursors: Cursors) -> list[IncidentRow]:
        details = self._told_of([row.number for row in rows])
        made = []
        for row in rows:
            first, last, events, types, places = details[row.number]
            at = (row.told, row.latest, row.number) if sort == "reports" else (row.latest, row.number)
            made.append(
                IncidentRow(id=row.id, reports=row.told, events=events, first=first, last=last, types=types, places=places,
                            cursor=cursors.make(*at))
            )  # fmt: skip
        return made

    def _told_of(self, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """First and last day, number of events, types and places of each."""
        source = _with_events()
        lasts = func.coalesce(_event.end, _event.start)
        found = (
            select(
                _told.incident,
                func.min(_event.start, type_=_event.start.type),
                func.max(lasts, type_=_event.start.type),
                func.count(),
                func.json_group_array(distinct(_event.type)),
                func.json_group_array(distinct(_event.place)),
            )
            .select_from(source)
            .where(_told.incident.in_(numbers))
            .group_by(_told.incident)
        )
        rows = self.core.execute(found)
        return {row[0]: (_day(row[1]), _day(row[2]), row[3], _words(row[4]), _words(row[5])) for row in rows}

    def former_names(self, id: str) -> tuple[FormerName, ...]:
        """The names of incidents that became part of this one."""
        with self.reading():
            return tuple(FormerName(id=name, made_at=at) for name, at in self.raw.execute(_NAMES, (id,)))


def _with_events() -> FromClause:
    return INCIDENT_EVENT.join(schema.event, (_event.report == _told.report) & (_event.id == _told.event))


def _listed(sort: IncidentSort, after: list[int] | None) -> Select[Any]:
    found = select(_incident.number, _incident.id, _incident.told, _incident.latest)
    order = [_incident.latest, _incident.number]
    if sort == "oldest":
        found = found.where(tuple_(*order) > tuple_(*after)) if after else found
        return found.order_by(*order)
    order = [_incident.told, *order] if sort == "reports" else order
    found = found.where(tuple_(*order) < tuple_(*after)) if after else found
    return found.order_by(*(part.desc() for part in order))


def _answering(asked: Asked, where: Filter) -> list[ColumnElement[bool]]:
    """That an event of the incident answers: all that answer are looked up where they are rare, else each incident is looked at
    in turn, until the page is full."""
    start = asked.start()
    tests = [*asked.of_event(start), *asked.of_words(asked.range)]
    if where.published_since or where.published_until:
        tests.append(_event.key.between(*asked.range.of_events()))
    if start is not None:
        rare = select(_told.incident).select_from(_with_events()).where(asked.begins(start), *tests)
        return [_incident.number.in_(rare)]
    if not tests:
        return []
    return [exists().select_from(_with_events()).where(_told.incident == _incident.number, *tests)]


def _words(values: str) -> tuple[str, ...]:
    return tuple(sorted(value for value in json.loads(values) if value))


def _day(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
