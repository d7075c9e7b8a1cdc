"""Events in the order of their days, each incident once; background that reports tell of stands in its own year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Any, NamedTuple

from litestar import Response, get
from litestar.params import Parameter, QueryParameter

from marsad.app.asking import settled
from marsad.app.incident_detail import event_rows
from marsad.app.trends import Moment, entries, moments
from marsad.records import Filter, Record
from marsad.store.contract import EventRow, Store
from marsad.web.asked import pairs
from marsad.web.handling import Asking, Number, TheDesk, Where
from marsad.web.masking import Full, Names, event_cells
from marsad.web.pages.incident import known
from marsad.web.pages.search import described
from marsad.web.profiling import TOOLS
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response
from marsad.web.told import Told

A_PAGE, _AT_ONCE = 50, 100
"""Moments of a page, and of an answer to a program."""
MOST = 5_000
"""Events that a timeline is made of; of more, those published last."""
Name = Annotated[str | None, Parameter(max_length=100)]
_OF_EVENT = ("date", "type", "mode", "status", "place", "country", "actors", "targets", "counts", "speakers", "quotation",
             "report", "event", "outlet", "published")  # fmt: skip


class Timeline(Record, frozen=True):
    """Moments in the order of their days, undated ones last; ``total`` counts them all, ``left_out`` events beyond the most that
    are looked at."""

    moments: tuple[Moment, ...]
    total: int
    left_out: bool


class Month(NamedTuple):
    """The moments of a month or, where reports say no more, of a year; ``label`` is EDTF, None for undated ones."""

    label: str | None
    moments: list[Moment]


class Found(NamedTuple):
    """The moments asked for, how many there are in all, and whether there are events beyond the most that are looked at."""

    moments: list[Moment]
    total: int
    left_out: bool


def _moments(archive: Store, where: Filter, incident: str | None, first: int, limit: int | None) -> Found:
    """Moments in the order of their days, so many from the one numbered ``first``."""
    if incident:
        name, events = known(archive, incident)
        rows = sorted(event_rows(archive, events), key=_order)
        return Found([Moment(row=row, incident=name) for row in rows][first:][:limit], len(rows), False)
    found = entries(archive, settled(where, archive), MOST, first, limit)
    return Found(moments(archive, found.some), found.total, found.left_out)


def _order(row: EventRow) -> tuple[str, str, str]:
    return (row.start.isoformat() if row.start else "9", str(row.published or "9"), row.event)


def _months(moments: Sequence[Moment]) -> Iterator[Month]:
    for label, some in groupby(moments, key=lambda moment: _label(moment.row)):
        yield Month(label, list(some))


def _label(row: EventRow) -> str | None:
    if row.start is None:
        return None
    return row.start.isoformat()[: 7 if len((row.date or "").partition("/")[0].rstrip("~?%")) >= 7 else 4]


@get("/timeline", include_in_schema=False)
async def timeline_page(
    request: Asking, desk: TheDesk, where: Where, incident: Name = None,
    first: Annotated[Number, QueryParameter(name="from")] = 0,
) -> Response[str]:  # fmt: skip
    """The timeline of an actor, a place, an incident, or of all that answers."""

    def ask(archive: Store) -> tuple[Found, int, Any]:
        start = first // A_PAGE * A_PAGE
        found = _moments(archive, where, incident or None, start, A_PAGE)
        if start and not found.moments:
            start = max(0, found.total - 1) // A_PAGE * A_PAGE
            found = _moments(archive, where, incident or None, start, A_PAGE)
        return found, start, archive.outlets()

    found, start, outlets = await desk.ask(ask)
    asked = [*pairs(where), *([("incident", incident)] if incident else [])]
    return page(
        request, "timeline.html", months=list(_months(found.moments)), total=found.total, start=start,
        size=A_PAGE, left_out=found.left_out, most=MOST, where=where, incident=incident or None, asked=asked,
        told=Told(visit(request), outlets), kept=[both for both in pairs(where) if both[0] not in _OWN], **TOOLS,
    )  # fmt: skip


_OWN = frozenset({"actor", "place", "since", "until"})


@get("/api/timeline")
async def timeline_json(
    desk: TheDesk, where: Where, incident: Name = None, first: Annotated[Number, QueryParameter(name="from")] = 0
) -> Timeline:
    """Events in the order of their days, each incident once, 100 from ``from``."""

    def ask(archive: Store) -> Timeline:
        found = _moments(archive, where, incident or None, first, _AT_ONCE)
        return Timeline(moments=tuple(found.moments), total=found.total, left_out=found.left_out)

    return await desk.ask(ask)


@get("/timeline.csv", include_in_schema=False)
async def timeline_csv(
    request: Asking, desk: TheDesk, where: Where, incident: Name = None, full: Full = False
) -> Response[bytes]:
    """The whole timeline as a table; logged. Names of private persons are masked unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> list[list[Any]]:
        names = Names(archive, full)
        told = names.each(_moments(archive, where, incident or None, 0, None).moments, lambda moment: moment.row.report)
        lines = [[*event_cells(m.row, _OF_EVENT, mask, full), m.incident, "; ".join(m.others)] for m, mask in told]
        archive.log(who, "export", "timeline.csv", f"{len(lines)} events as shown, {names.told}; {described(where)}")
        return lines

    return csv_response("timeline.csv", (*_OF_EVENT, "incident", "others"), await desk.ask(ask))


PAGES = [timeline_page, timeline_json, timeline_csv]
