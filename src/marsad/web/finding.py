"""What search and the list of events have in common: how an address is asked, and what a page needs beside the hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from litestar.params import QueryParameter

from marsad.app.asking import settled
from marsad.records import Filter, Record
from marsad.store.contract import EventRow, Hit
from marsad.web.labels import Labels

if TYPE_CHECKING:
    from marsad.app.nothing import Nothing
    from marsad.store.contract import Store
    from marsad.store.query import QueryError

Sort = Literal["newest", "oldest", "relevance"]
Order = Annotated[Sort | None, QueryParameter()]
OrderOf = Annotated[Sort, QueryParameter()]
Limit = Annotated[int, QueryParameter(ge=1, le=200)]
Cursor = Annotated[str | None, QueryParameter(max_length=400)]
Yes = Annotated[bool, QueryParameter()]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "relevance")
PAGE, EVENTS = 20, 50
_OF_A_PAGE = 200
"""Events shown below the reports of a page, at most."""


class Found(Record, frozen=True):
    """Reports that answer a search with their events by report, and what is known when there are none.

    ``more`` is the cursor of the next page. ``fault`` says why the query cannot be read; then nothing was looked for.
    """

    hits: tuple[Hit, ...] = ()
    events: dict[str, list[EventRow]] = msgspec.field(default_factory=dict)
    more: str | None = None
    nothing: Any = None
    fault: Any = None


class Listed(Record, frozen=True):
    """Events that answer a filter; otherwise as in ``Found``."""

    events: tuple[EventRow, ...] = ()
    more: str | None = None
    nothing: Any = None
    fault: Any = None


def fault(where: Filter) -> QueryError | None:
    """Why the query of a filter cannot be read; None when it can."""
    from marsad.store.query import QueryError, parse

    try:
        if where.query:
            parse(where.query)
    except QueryError as error:
        return error
    return None


def find(archive: Store, where: Filter, sort: Sort, limit: int, after: str | None) -> Found:
    """A page of reports that answer. Raises StoreError for a cursor of another search and a report that is not there."""
    wrong = fault(where)
    if wrong is not None:
        return Found(fault=wrong)
    asked = settled(where, archive)
    hits = archive.search(asked, sort=sort, limit=limit + 1, after=after)
    shown = hits[:limit]
    return Found(
        hits=shown, events=_events_of(archive, asked, shown), more=shown[-1].cursor if len(hits) > limit else None,
        nothing=_nothing(archive, asked) if not hits and after is None else None,
    )  # fmt: skip


def listed(archive: Store, where: Filter, sort: Sort, limit: int, after: str | None) -> Listed:
    """A page of events that answer; raises as ``find``."""
    wrong = fault(where)
    if wrong is not None:
        return Listed(fault=wrong)
    asked = settled(where, archive)
    events = tuple(archive.events(asked, sort=sort, limit=limit + 1, after=after))
    shown = events[:limit]
    return Listed(
        events=shown, more=shown[-1].cursor if len(events) > limit else None,
        nothing=_nothing(archive, asked) if not events and after is None else None,
    )  # fmt: skip


def _events_of(archive: Store, asked: Filter, hits: Sequence[Hit]) -> dict[str, list[EventRow]]:
    """The events of hits that answer the filter, as rows; the words of the query are those of the report."""
    reports = tuple(hit.report for hit in hits if hit.events)
    found: dict[str, list[EventRow]] = {}
    if reports:
        narrowed = msgspec.structs.replace(asked, query=None, reports=reports)
        for row in archive.events(narrowed, limit=_OF_A_PAGE):
            found.setdefault(row.report, []).insert(0, row)
    return found


def _nothing(archive: Store, asked: Filter) -> Nothing:
    from marsad.app.nothing import why_nothing

    return why_nothing(archive, asked)


class CountParts(Record, frozen=True):
    """A count of an event row: what is counted (a code), the number with its sign, of whom."""

    kind: str
    number: str
    what: str


def count_parts(words: str) -> CountParts:
    """The parts of a count in words.

    >>> count_parts("killed ≥3 soldiers")
    CountParts(kind='killed', number='≥3', what='soldiers')
    """
    kind, _, rest = words.partition(" ")
    number, _, what = rest.partition(" ")
    return CountParts(kind=kind, number="" if number == "?" else number, what=what)


def party_names(labels: Labels, names: Sequence[str]) -> list[str]:
    """Actors, targets or speakers of a row in one language; words of reports as they are."""
    return [labels.actor(name) for name in names]
