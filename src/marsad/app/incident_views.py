"""What is told of incidents, in brief for lists and whole for their pages. Nothing is merged: bounds name who gives them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.app.agreements import Wings, gathered
from marsad.linking.accounts import Agreement, Row, Source, agreement
from marsad.records import Event, Filter, Record
from marsad.store.incidents import EventKey, IncidentRow, IncidentSort

if TYPE_CHECKING:
    from marsad.store.contract import Store

T = TypeVar("T")


class PlaceName(Record, frozen=True):
    """A place by the name that the gazetteer has for it in both scripts, else by the words of a report."""

    name: str
    arabic: str | None
    id: str | None
    level: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None


class Head(Record, frozen=True):
    """What an incident is called by: what most accounts say of what, where and when (EDTF); None where none says."""

    type: str
    mode: str | None
    place: PlaceName | None
    date: str | None


class Bound(Record, frozen=True):
    """A bound of a range with the account that gives it: its report, its outlet, and who speaks there (None: the report)."""

    value: float
    report: str
    outlet: str | None
    speaker: str | None
    speaker_id: str | None


class Range(Record, frozen=True):
    """The least and the greatest number that accounts give; ``mark`` is how they stand to one another."""

    kind: str
    mark: str
    low: Bound | None
    high: Bound | None


class Summary(Record, frozen=True):
    """An incident in a list. ``reports`` counts all, ``accounts`` those with words of their own, ``copies`` the others;
    ``disputed`` are the questions on which accounts are in conflict."""

    id: str
    head: Head
    types: tuple[str, ...]
    reports: int
    accounts: int
    copies: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    killed: Range | None
    injured: Range | None
    disputed: tuple[str, ...]


class Page(Record, frozen=True):
    """A page of a list; ``more`` is the cursor of the next."""

    incidents: tuple[Summary, ...]
    more: str | None


def listed(archive: Store, where: Filter, *, least: int, sort: IncidentSort, limit: int, after: str | None) -> Page:
    """Incidents that answer a filter, in brief. Raises StoreError for a cursor of another list."""
    rows = archive.find_incidents(where, least=least, sort=sort, limit=limit + 1, after=after)
    shown = rows[:limit]
    return Page(incidents=summaries(archive, shown), more=shown[-1].cursor if len(rows) > limit else None)


def summaries(archive: Store, rows: Sequence[IncidentRow]) -> tuple[Summary, ...]:
    """Incidents in brief, their reports read at once."""
    events = {row.id: archive.incident(row.id)[1] for row in rows}
    told, wings = gathered(archive, events), Wings(archive)
    return tuple(_summary(row, events[row.id], told[row.id], agreement(told[row.id], wings)) for row in rows)


def _summary(row: IncidentRow, events: Sequence[EventKey], told: Sequence[Source], table: Agreement) -> Summary:
    by = {r.label: r for r in table.rows}
    return Summary(
        id=row.id, head=head(told), types=row.types, reports=len({report for report, _ in events}), accounts=len(told),
        copies=sum(len(source.copies) for source in told),
        outlets=tuple(sorted({source.report.outlet for source in told if source.report.outlet})),
        first=row.first.isoformat() if row.first else None, last=row.last.isoformat() if row.last else None,
        killed=bounds(table, by["killed"]), injured=bounds(table, by["injured"]),
        disputed=tuple(r.label for r in table.rows if r.mark == "conflict"),
    )  # fmt: skip


def head(told: Iterable[Source]) -> Head:
    """What most accounts say; of what equally many say, what is said first."""
    events = [(source, event) for source in told for event in _events(source)]
    kind = _most([(event.type, event.mode) for _, event in events]) or ("", None)
    place = _most(
        [(name.id or name.name, name) for pair in events if (name := _place(*pair))], key=lambda pair: pair[0]
    )
    dates = [event.when.edtf for _, event in events if event.when and event.when.edtf]
    return Head(type=kind[0], mode=kind[1], place=place[1] if place else None, date=_most(dates))


def _events(source: Source) -> Iterator[Event]:
    return (event for event in source.coded.events if event.id in source.events)


def _place(source: Source, event: Event) -> PlaceName | None:
    mentions = {mention.id: mention for mention in source.coded.mentions}
    mention = mentions.get(event.places[0]) if event.places else None
    if mention is None:
        return None
    value: dict[str, Any] = mention.value
    return PlaceName(
        name=str(value.get("name") or mention.text), arabic=value.get("arabic"), id=value.get("gazetteer_id"),
        level=value.get("level"), country=value.get("country"), admin1=value.get("admin1"), lat=value.get("lat"),
        lon=value.get("lon"),
    )  # fmt: skip


def _most(values: Sequence[T], key: Any = lambda value: value) -> T | None:
    if not values:
        return None
    often = Counter(map(key, values)).most_common(1)[0][0]
    return next(value for value in values if key(value) == often)


def bounds(table: Agreement, row: Row) -> Range | None:
    """The range of a row of numbers, each bound with who gives it; None where no account gives a number."""
    low, high = _bound(table, row, row.low, row.low_from, 0), _bound(table, row, row.high, row.high_from, 1)
    if low is None and high is None:
        return None
    return Range(kind=row.kind or row.label, mark=row.mark, low=low, high=high)


def _bound(table: Agreement, row: Row, value: float | None, report: str | None, end: int) -> Bound | None:
    if value is None or report is None:
        return None
    account, cell = next(
        (account, cell) for account, cell in zip(table.accounts, row.cells, strict=True) if account.report == report
    )
    given = next((a for a in cell if a.meaning[end] == value and a.stance != "deny"), None)
    return Bound(
        value=value, report=report, outlet=account.outlet, speaker=given.speaker if given else None,
        speaker_id=given.speaker_id if given else None,
    )  # fmt: skip
