"""One incident whole: its accounts, what changed from one to the next, why they are together, and who decided what on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.app.agreements import Wings, gathered
from marsad.app.incident_views import Head, Range, bounds, head
from marsad.linking.accounts import Account, Agreement, Change, Source, agreement
from marsad.linking.link import Link, explained
from marsad.records import Filter, Record
from marsad.records.coded import digest
from marsad.store.incidents import Decision, EventKey, FormerName
from marsad.text.opening import opening

if TYPE_CHECKING:
    from marsad.store.contract import EventRow, Store

_EXPLAINED = 15
"""Accounts between which all pairs are looked at; of further ones only that with the first."""


class Card(Record, frozen=True):
    """What a report is shown by; ``opening`` are its first words, for reports without a title."""

    report: str
    title: str | None
    url: str | None
    outlet: str | None
    published: datetime.date | None
    published_at: str | None
    opening: str = ""


class Step(Record, frozen=True):
    """An account in the order of time: what it tells otherwise than the account before it, and than its own outlet did."""

    report: str
    changes: tuple[Change, ...]
    corrected: tuple[Change, ...]


class Ruling(Record, frozen=True):
    """A decision of a person that two events belong together or apart."""

    number: int
    at: str
    who: str
    together: bool
    reports: tuple[str, str]
    why: str


class Reason(Record, frozen=True):
    """Why two accounts are taken for one incident: signs with their weights; the sum of weights is the score."""

    a: str
    b: str
    score: float
    signs: tuple[tuple[str, float], ...]


class Incident(Record, frozen=True):
    """An incident with all that is told of it. ``state`` changes when accounts come or go or somebody decides."""

    id: str
    former: tuple[FormerName, ...]
    head: Head
    agreement: Agreement
    ranges: tuple[Range, ...]
    reports: tuple[Card, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]
    rulings: tuple[Ruling, ...]
    state: str


def incident(archive: Store, id: str) -> Incident:
    """The incident that a name, also a former one, leads to. Raises StoreError when there is none."""
    name, events = archive.incident(id)
    told = gathered(archive, {name: events})[name]
    table = agreement(told, Wings(archive))
    rulings = _rulings(archive, events)
    return Incident(
        id=name, former=archive.former_names(name), head=head(told), agreement=table, ranges=tuple(_ranges(table)),
        reports=_cards(archive, events, told), steps=tuple(_steps(table)), reasons=tuple(_reasons(archive, table.accounts)),
        rulings=rulings, state=_state(events, rulings),
    )  # fmt: skip


def event_rows(archive: Store, events: Sequence[EventKey]) -> list[EventRow]:
    """Events as lists and maps show them, in the order of publication."""
    reports, asked = tuple(dict.fromkeys(report for report, _ in events)), set(events)
    rows = archive.events(Filter(reports=reports), sort="oldest", limit=None) if reports else ()
    return [row for row in rows if (row.report, row.event) in asked]


def state_of(archive: Store, id: str) -> str:
    """The ``state`` of an incident, without reading its reports. Raises StoreError when there is none."""
    _, events = archive.incident(id)
    return _state(events, _rulings(archive, events))


def _state(events: Sequence[EventKey], rulings: Sequence[Ruling]) -> str:
    last = max((ruling.number for ruling in rulings), default=0)
    return digest(f"{sorted(events)} {last}")[:16]


def _ranges(table: Agreement) -> Iterator[Range]:
    for row in table.rows:
        if row.kind in ("killed", "injured") and row.what is None:
            found = bounds(table, row)
            if found is not None:
                yield found


def _cards(archive: Store, events: Sequence[EventKey], told: Sequence[Source]) -> tuple[Card, ...]:
    """All reports, copies too: originals were read already."""
    known = {source.report.id: source.report for source in told}
    others = {report for report, _ in events} - known.keys()
    known |= {id: report for id, (report, _) in archive.to_link(others).items()} if others else {}
    return tuple(
        Card(report=id, title=report.title, url=report.url, outlet=report.outlet, published=report.published,
             published_at=report.published_at, opening=opening(report.text))
        for id, report in known.items() if id
    )  # fmt: skip


def _steps(table: Agreement) -> Iterator[Step]:
    """What each account changes; an outlet's own earlier account is what it corrects."""
    before: dict[str, dict[str, str]] = {}
    for n, account in enumerate(table.accounts):
        told = {
            row.label: "; ".join(dict.fromkeys(a.value for a in row.cells[n])) for row in table.rows if row.cells[n]
        }
        own = before.get(account.outlet or "", {})
        corrected = tuple(
            Change(label=label, report=account.report, published=account.published, old=own[label], new=new)
            for label, new in told.items()
            if _is_number(table, label) and own.get(label, new) != new
        )
        changes = tuple(c for c in table.changes if c.report == account.report)
        yield Step(report=account.report, changes=changes, corrected=corrected)
        if account.outlet:
            before[account.outlet] = own | told


def _is_number(table: Agreement, label: str) -> bool:
    return any(row.label == label and row.question == "count" for row in table.rows)


def _reasons(archive: Store, accounts: Sequence[Account]) -> Iterator[Reason]:
    """For each account but the first the strongest link to one before it."""
    for n, account in enumerate(accounts[1:], 1):
        earlier = accounts[:n] if n < _EXPLAINED else accounts[:1]
        links = [link for other in earlier if (link := _link(archive, other, account)) is not None]
        if links:
            yield max(links, key=lambda link: link.score)


def _link(archive: Store, a: Account, b: Account) -> Reason | None:
    for pair in archive.pairs_between(a.report, b.report):
        ends = dict((pair.a, pair.b))
        if ends.get(a.report) in a.events and ends.get(b.report) in b.events:
            link = Link(a=pair.a, b=pair.b, score=pair.score, signs=pair.signs)
            return Reason(a=a.report, b=b.report, score=pair.score, signs=tuple(explained(link)))
    return None


def _rulings(archive: Store, events: Sequence[EventKey]) -> tuple[Ruling, ...]:
    """What people decided on these events and any other, one line for each time that somebody decided."""
    made: dict[tuple[str, str, bool, str], Decision] = {}
    for decision in sorted(archive.rulings_on(events)):
        made.setdefault((decision.at, decision.who, decision.together, decision.why), decision)
    return tuple(
        Ruling(number=d.number, at=d.at, who=d.who, together=d.together, reports=(d.a[0], d.b[0]), why=d.why)
        for d in made.values()
    )
