"""What the accounts of incidents tell apart, for briefs: the rows of their agreement tables that are in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from marsad.brief.dates import days
from marsad.brief.disputes import Disputed, EventKey, Row, Side
from marsad.linking.accounts import DENIABLE, Agreement, Answer, Source, agreement
from marsad.linking.accounts import Row as Compared
from marsad.linking.compare_answers import mark, means_stand, speaker_of
from marsad.records import CodedReport, Event, StoredReport, report_id

_OCCURRED = frozenset({"actual", "denied"})
"""What is planned or usual is no account of anything that occurred."""
Within = Callable[[str, str], bool]
Answers = list[tuple[str, Answer]]
"""Answers of all accounts, each with its report."""


def disputed(
    reports: Sequence[StoredReport], incidents: Iterable[Sequence[EventKey]], within: Within
) -> tuple[Disputed, ...]:
    """What is disputed among the events of each incident, in the order in which the incidents come."""
    known = {report_of(stored): stored for stored in reports}
    return tuple(found for events in incidents if (found := _disputed(known, events, within)) is not None)


def _disputed(known: Mapping[str, StoredReport], events: Sequence[EventKey], within: Within) -> Disputed | None:
    told: dict[str, list[str]] = defaultdict(list)
    for report, event in events:
        if report in known and _event(known[report], event).status in _OCCURRED:
            told[report].append(event)
    sources = [_source(known[report], report, ids) for report, ids in told.items()]
    table = agreement(sources, within)
    rows = tuple(_rows(table))
    left = tuple((report, event) for report, ids in told.items() for event in ids)
    denied = any(_event(known[report], event).status == "denied" for report, event in left)
    return Disputed(events=left, rows=rows) if rows or denied else None


def _source(stored: StoredReport, id: str, events: Sequence[str]) -> Source:
    from msgspec.structs import replace

    return Source(replace(stored.report, id=id), _coded(stored), tuple(events), stored.outlet)


def _coded(stored: StoredReport) -> CodedReport:
    assert stored.coded is not None, "a report without records has no events"
    return stored.coded


def _event(stored: StoredReport, id: str) -> Event:
    return next(event for event in _coded(stored).events if event.id == id)


def report_of(stored: StoredReport) -> str:
    """The id of a report, also where it has none of its own yet."""
    return stored.report.id or report_id(stored.report.text, stored.report.outlet)


def alike(reports: Iterable[StoredReport]) -> list[list[EventKey]]:
    """Events of one kind, day and place together: the nearest to an incident that records alone give."""
    groups: dict[object, list[EventKey]] = defaultdict(list)
    for stored in reports:
        id = report_of(stored)
        for event in stored.coded.events if stored.coded else ():
            when, place = days(event.when), _place(stored, event)
            sure = when is not None and place is not None and when.first == when.last
            key = (event.type, event.mode, when, place) if sure else (id, event.id)
            groups[key].append((id, event.id))
    return list(groups.values())


def _place(stored: StoredReport, event: Event) -> str | None:
    first = event.places[:1]
    mention = next((m for m in _coded(stored).mentions if m.id in first), None)
    return str(mention.value.get("gazetteer_id") or mention.value.get("name")) if mention else None


# ---- rows
def _rows(table: Agreement) -> Iterator[Row]:
    """The rows in conflict; what a row on some of those counted says that the one on all does too is told once."""
    reports = [account.report for account in table.accounts]
    deniers: set[tuple[str, str | None]] = set()
    counted: set[tuple[str, Side]] = set()
    for row in table.rows:
        if row.mark != "conflict":
            continue
        answers: Answers = [(report, a) for report, cell in zip(reports, row.cells, strict=True) for a in cell]
        if row.question == "what":
            yield from _what(row, answers, deniers)
            continue
        if row.question == "who":
            deniers = _deniers(answers)
        sides = tuple(_side(*answer) for answer in _named(row, answers))
        if row.question == "count" and {(row.kind or "", side) for side in sides} <= counted:
            continue
        counted |= {(row.kind or "", side) for side in sides}
        yield Row(question=row.question, sides=sides, kind=row.kind)


def _what(row: Compared, answers: Answers, told: set[tuple[str, str | None]]) -> Iterator[Row]:
    """Whether it occurred, where somebody denies that and not only who did it (``told``); what it was, where that differs."""
    if _deniers(answers) - told:
        yield Row(question="status", sides=tuple(_side(*answer) for answer in answers))
    asserted = [[a for a in cell if a.stance != "deny"] for cell in row.cells]
    if mark("what", asserted, means_stand) == "conflict":
        yield Row(question="what", sides=tuple(_side(*x) for x in answers if x[1].stance != "deny"))


def _deniers(answers: Answers) -> set[tuple[str, str | None]]:
    return {(report, speaker_of(a)) for report, a in answers if a.stance == "deny"}


def _named(row: Compared, answers: Answers) -> Answers:
    """Without parties that nobody names where others do: «gunmen» are in conflict with nobody."""
    if row.question not in ("who", "to whom"):
        return answers
    named = [(report, a) for report, a in answers if a.meaning is not None or _denies(row, a)]
    known = {a.meaning for _, a in named if a.meaning is not None and not _denies(row, a)}
    return named if len(known) > 1 else answers


def _denies(row: Compared, answer: Answer) -> bool:
    return row.question in DENIABLE and answer.stance == "deny"


def _side(report: str, answer: Answer) -> Side:
    return Side(report=report, event=answer.event, mention=answer.mention, claim=answer.claim)
