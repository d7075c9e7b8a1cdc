"""Search: reports that answer an address, words in context, and what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from litestar import Response, get

from marsad.export.privacy import Mask
from marsad.records import Filter, Record
from marsad.store.contract import EventRow, Hit, Store
from marsad.web import links
from marsad.web.answers import json_response
from marsad.web.asked import pairs
from marsad.web.chips import Chip, chips, fields_of
from marsad.web.facets import FACETS, OPEN, naming
from marsad.web.finding import (
    PAGE,
    SORTS,
    Cursor,
    Found,
    Limit,
    Order,
    OrderOf,
    Yes,
    count_parts,
    fault,
    find,
)
from marsad.web.handling import Asking, TheDesk, Where, Word
from marsad.web.labels import Labels, labels
from marsad.web.marks import marked
from marsad.web.masking import Full, Names
from marsad.web.rendering import page, visit
from marsad.web.tables import MOST, Cut, csv_response

_COLUMNS = ("report", "published", "outlet", "title", "snippet", "events")
_STARS = str.maketrans("\ue000\ue001", "**")
_NO_STARS = dict.fromkeys(_STARS)
TOOLS: dict[str, Any] = {
    "report_href": links.report, "to": links.to, "count_parts": count_parts, "marked": marked, "facets": FACETS,
    "open_facets": OPEN, "sorts": SORTS,
}  # fmt: skip
"""What templates of search and of the list of events use."""


class Hits(Record, frozen=True):
    """A page of reports that answer, their events that answer too; ``more`` is the cursor of the next page."""

    hits: tuple[Hit, ...]
    events: tuple[EventRow, ...]
    more: str | None


class Total(Record, frozen=True):
    """How many reports and events answer."""

    reports: int
    events: int


class View(Record, frozen=True):
    """What a page of search shows beside the hits."""

    found: Any
    chips: list[Chip]
    alone: list[Chip]
    but_for: list[Chip]
    outlets: dict[str, tuple[str | None, str | None]]
    total: Total | None


@get("/search", include_in_schema=False)
async def search(
    request: Asking, desk: TheDesk, where: Where, sort: Order = None, after: Cursor = None, counted: Yes = False
) -> Response[str]:
    """Reports that answer, with their events in short. Counting them all can take longer than showing the first."""
    names = labels(visit(request).language)

    def ask(archive: Store) -> View:
        return view_of(archive, where, names, find(archive, where, sort or "newest", PAGE, after), counted)

    view = await desk.ask(ask)
    return page(
        request, "search.html", view=view, found=view.found, where=where, asked=pairs(where), sort=sort, after=after,
        **TOOLS,
    )  # fmt: skip


def view_of(archive: Store, where: Filter, labels: Labels, found: Any, counted: bool) -> View:
    """What a page of search or events shows beside what was found."""
    names = naming(archive, labels)
    nothing = found.nothing
    return View(
        found=found, chips=chips(where, names), outlets=dict(names.outlets),
        total=total(archive, where) if counted and not found.fault else None,
        alone=fields_of(where, names, nothing.alone) if nothing else [],
        but_for=fields_of(where, names, nothing.but_for) if nothing else [],
    )  # fmt: skip


@get("/api/search")
async def search_json(
    desk: TheDesk, where: Where, sort: OrderOf = "newest", limit: Limit = PAGE, after: Cursor = None
) -> Response[Hits]:
    """Reports that answer a filter, with words in context (those found stand between U+E000 and U+E001) and their events."""
    found = await desk.ask(lambda archive: told(find(archive, where, sort, limit, after)))
    events = tuple(e for some in found.events.values() for e in some)
    return json_response(Hits(hits=found.hits, events=events, more=found.more))


def told(found: Found) -> Found:
    """What was found. Raises the fault of a query that cannot be read."""
    if found.fault is not None:
        raise found.fault
    return found


@get("/api/total")
async def total_json(desk: TheDesk, where: Where) -> Total:
    """How many reports and events answer a filter."""
    return await desk.ask(lambda archive: total(archive, where))


def total(archive: Store, where: Filter) -> Total:
    """How many reports and events answer. Raises StoreError for a query that cannot be read."""
    from marsad.app.asking import settled

    asked = settled(where, archive)
    return Total(reports=archive.count(asked), events=archive.count_events(asked))


@get("/search/total", include_in_schema=False)
async def total_part(request: Asking, desk: TheDesk, where: Where, view: Word = None) -> Response[str]:
    """How many answer, as a piece of a page (``view`` is search or events)."""
    counted = None if fault(where) else await desk.ask(lambda archive: total(archive, where))
    return page(request, "search_total.html", total=counted, asked=pairs(where), to=links.to, view_name=view)


@get("/search/number", include_in_schema=False)
async def number_part(request: Asking, desk: TheDesk, where: Where) -> Response[str]:
    """How many reports answer, as a number in a page."""
    from marsad.app.asking import settled

    number = await desk.ask(lambda archive: archive.count(settled(where, archive)))
    return page(request, "number.html", number=number)


@get("/search.csv", include_in_schema=False)
async def search_csv(
    request: Asking, desk: TheDesk, where: Where, sort: OrderOf = "newest", full: Full = False
) -> Response[bytes]:
    """Reports that answer, as a table; logged, for it takes words of reports along. Names of private persons are masked unless
    ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> Cut[list[Any]]:
        names, found = Names(archive, full), told(find(archive, where, sort, MOST["reports"], None))
        rows = Cut(list(_rows(names, found)), found.more is not None)
        archive.log(who, "export", "search.csv", f"{rows.told} reports as shown, {names.told}; {described(where)}")
        return rows

    found = await desk.ask(ask)
    return csv_response(found.name("search.csv"), _COLUMNS, found.rows)


def described(where: Filter) -> str:
    """A filter for the custody log."""
    asked = {k: v for k, v in msgspec.to_builtins(where).items() if v not in (None, [], ()) and k != "wings"}
    return msgspec.json.encode(asked).decode() if asked else "everything"


def _rows(names: Names, found: Found) -> Iterator[list[Any]]:
    for hit, mask in names.each(found.hits, lambda hit: hit.report):
        day = hit.published.isoformat() if hit.published else None
        yield [hit.report, day, hit.outlet, mask.headline(hit.title), _snippet(hit.snippet, mask), " ".join(hit.events)]


def _snippet(words: str, mask: Mask) -> str:
    """Words in context with stars around those found; without stars where a name is masked, which they would hide from view."""
    plain = words.translate(_NO_STARS)
    masked = mask.headline(plain) or ""
    return masked if masked != plain else words.translate(_STARS)


PAGES = [search, search_json, search_csv, total_json, total_part, number_part]
