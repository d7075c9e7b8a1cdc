"""Which events wait to be looked at, in the order of need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select

from marsad.records import Filter, Said
from marsad.store import reads, schema
from marsad.store.cursors import Cursors
from marsad.store.decisions import QueueRow
from marsad.store.sqlite.asking import Asked, held
from marsad.store.sqlite.searching import Searching

Reason = Literal["disputed", "contested", "doubt"]
_event, _decision, _report = schema.event.c, schema.decision.c, schema.report.c
_OF_CONTESTED: ColumnElement[bool] = literal_column(
    "event.key IN (SELECT held.key FROM incident CROSS JOIN incident_event AS told ON told.incident = incident.number "
    "CROSS JOIN event AS held ON held.report = told.report AND held.id = told.event WHERE incident.contested)"
)
_IS_CONTESTED: ColumnElement[bool] = literal_column(
    "EXISTS (SELECT 1 FROM incident_event AS told JOIN incident ON incident.number = told.incident "
    "WHERE told.report = event.report AND told.event = event.id AND incident.contested)"
)
_NOT_UNDONE: ColumnElement[bool] = literal_column(
    "NOT EXISTS (SELECT 1 FROM decision AS undo, json_each(undo.document, '$.undoes') AS taken WHERE undo.action = 'undo' "
    "AND undo.report = decision.report AND undo.record = decision.record AND taken.value = decision.number)"
)
_TOGETHER = 200
"""Reports that are asked for at once."""
_SAID = msgspec.json.Decoder(tuple[Said, ...])


class Step(NamedTuple):
    """A part of the queue: why its events wait, which those are, and in which state (any where none is given)."""

    reason: Reason
    condition: ColumnElement[bool]
    state: str | None = None


class Queueing(Searching):
    """The part of an archive that tells reviewers what to look at next."""

    def queue(self, where: Filter, who: str, limit: int, after: str | None = None) -> tuple[QueueRow, ...]:
        """Events that wait for a reviewer, by need; see the contract."""
        cursors = Cursors(where, f"queue of {who}")
        place = cursors.read(after, 3) if after else None
        rows: list[QueueRow] = []
        with self.reading():
            asked = self._ask(msgspec.structs.replace(where, review=()))
            asked.not_rejected = []  # reviewers may differ on whether an event is to be rejected
            for number, step in enumerate(_steps(where.review)):
                if len(rows) >= limit or (place is not None and number < place[0]):
                    continue
                tests = [step.condition, *self._left(step, who, bool(where.review))]
                if place is not None and number == place[0]:
                    tests.append(_behind(place[1], int(place[2])))
                for row in self.core.execute(_waiting(asked, step, tests).limit(limit - len(rows))):
                    cursor = cursors.make(number, row.doubt, row.key)
                    rows.append(
                        QueueRow(report=row.of, event=row.id, reason=step.reason, doubt=row.doubt, cursor=cursor)
                    )
        return tuple(rows)

    def reviewed_reports(self, where: Filter, people: int = 1) -> Iterator[str]:
        """Ids of the reports on which so many people decided and that answer a filter, the newest first."""
        with self.reading():
            rows = self.raw.execute(
                "SELECT report.id FROM decision JOIN report ON report.key = decision.report "
                "GROUP BY report.key HAVING count(DISTINCT decision.who) >= ? ORDER BY report.key DESC",
                (people,),
            )
            ids = [id for (id,) in rows]
        yield from (id for _, id in self._answering(ids, where))

    def said(self, where: Filter) -> Iterator[tuple[Said, ...]]:
        """What several coders said of the same records; see the contract."""
        self._work_out()
        with self.reading():
            rows = self.raw.execute(
                "SELECT report, id, document FROM said JOIN report ON key = report ORDER BY report DESC"
            ).fetchall()
        documents = {key: document for key, _, document in rows}
        asked = (
            documents if where == Filter() else (key for key, _ in self._answering([id for _, id, _ in rows], where))
        )
        yield from (_SAID.decode(documents[key]) for key in asked)

    def _work_out(self) -> None:
        """What coders said where it was not worked out yet: in an archive that an earlier Marsad made."""
        with self.reading():
            left = self.raw.execute("SELECT report FROM said WHERE document IS NULL").fetchall()
        for (key,) in left:
            with self.writing():
                run, coded = reads.newest_coding(self.core, key)
                said = () if coded is None else self.overlaid(key, run, coded).said
                self.raw.execute("UPDATE said SET document = ? WHERE report = ?", (msgspec.json.encode(said), key))

    def _answering(self, ids: Sequence[str], where: Filter) -> Iterator[tuple[int, str]]:
        """Key and id of those of the reports that answer a filter, in the order in which they are given, some at a time."""
        ids = [id for id in ids if not where.reports or id in where.reports]
        for first in range(0, len(ids), _TOGETHER):
            some = msgspec.structs.replace(where, reports=tuple(ids[first : first + _TOGETHER]))
            with self.reading():
                asked = self._ask(some)
                keys = list(asked.report_keys(asked.range, newest=True))
                named = {
                    row.key: row.id
                    for row in self.core.execute(select(_report.key, _report.id).where(_report.key.in_(keys)))
                }
            yield from ((key, named[key]) for key in keys)

    @staticmethod
    def _left(step: Step, who: str, again: bool) -> list[ColumnElement[bool]]:
        """That an event was not skipped, or where others decided already, that ``who`` did not decide on it yet."""
        of_it = [
            _decision.report == _event.report, _decision.record == _event.id, _decision.who == who,
            _decision.run == _report.run, _decision.action != "undo", _NOT_UNDONE,
        ]  # fmt: skip
        if not again or step.reason == "disputed":
            of_it.append(_decision.action == "skip")
        return [~exists().where(*of_it).correlate(schema.event, schema.report)]


def _steps(states: tuple[str, ...]) -> Iterator[Step]:
    """What reviewers dispute, what accounts of an incident tell otherwise, then all the rest. Conditions are those of indices."""
    yield Step("disputed", literal_column("event.disputed"))
    agreed: ColumnElement[bool] = literal_column("NOT event.disputed")
    for state in states or ("new",):
        yield Step("contested", and_(agreed, _OF_CONTESTED), state)
    for state in states or ("new",):
        yield Step("doubt", and_(agreed, ~_IS_CONTESTED), state)


def _behind(doubt: float, key: int) -> ColumnElement[bool]:
    return or_(_event.doubt < doubt, and_(_event.doubt == doubt, _event.key < key))


def _waiting(asked: Asked, step: Step, tests: list[ColumnElement[bool]]) -> Select[Any]:
    """The events of a step that answer the filter, those of which most is doubtful first, then the newest."""
    start = asked.start() if step.reason == "doubt" else None
    tests += [*asked.of_event(start), *asked.of_words(asked.range)]
    if asked.is_dated:
        tests.append(_event.key.between(*asked.range.of_events()))
    if start is not None:
        tests.append(asked.begins(start))
    if step.state is not None:
        tests.append((held(_event.review) if step.reason == "contested" else _event.review) == step.state)
    found = select(_event.key, _event.id, _event.doubt, _report.id.label("of"))
    return (
        found.join_from(schema.event, schema.report, _report.key == _event.report).where(*tests)
        .order_by(_event.doubt.desc(), _event.key.desc())
    )  # fmt: skip
