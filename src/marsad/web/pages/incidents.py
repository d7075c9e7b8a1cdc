"""Incidents that answer an address: what several reports tell of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromQuery, Parameter

from marsad.app.asking import settled
from marsad.app.incident_views import Page, Range, Summary, listed
from marsad.records import Filter
from marsad.store.contract import Store
from marsad.store.incidents import IncidentSort
from marsad.web.asked import pairs
from marsad.web.features import geojson, incident_feature
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import labels
from marsad.web.links import to
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response
from marsad.web.told import Told

Least = Annotated[int, Parameter(ge=1, le=1_000)]
Limit = Annotated[int, Parameter(ge=1, le=100)]
Order = FromQuery[IncidentSort]
Cursor = Annotated[str | None, Parameter(max_length=400)]
A_PAGE, LEAST = 20, 2
MOST_LINES = 1_000
"""Lines of a table and features of a map."""
_COLUMNS = (
    "incident", "type", "mode", "place", "place_ar", "country", "admin1", "date", "first", "last", "reports", "accounts",
    "copies", "outlets", "killed_low", "killed_low_from", "killed_high", "killed_high_from", "injured_low",
    "injured_low_from", "injured_high", "injured_high_from", "disputed",
)  # fmt: skip
_OWN = frozenset({"since", "until", "place", "type"})
"""Parts of a filter that the form of this page has fields for; others are passed on as they came."""


def address(id: str) -> str:
    """The address of an incident."""
    return f"/incidents/{quote(id, safe='')}"


@get("/incidents", include_in_schema=False)
async def incidents(
    request: Asking, desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest",
    after: Cursor = None,
) -> Response[str]:  # fmt: skip
    """The incidents that answer, a page at a time."""

    def ask(archive: Store) -> tuple[Page, Any]:
        asked = settled(where, archive)
        return listed(archive, asked, least=least, sort=sort, limit=A_PAGE, after=after), archive.outlets()

    found, outlets = await desk.ask(ask)
    visitor = visit(request)
    asked = [*pairs(where), ("least", str(least)), ("sort", sort)]
    return page(
        request, "incidents.html", found=found, where=where, least=least, sort=sort, after=after, asked=asked, to=to,
        told=Told(visitor, outlets), address=address, kept=[both for both in pairs(where) if both[0] not in _OWN],
    )  # fmt: skip


@get("/api/incidents")
async def incidents_json(
    desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest", limit: Limit = A_PAGE,
    after: Cursor = None,
) -> Page:  # fmt: skip
    """Incidents that answer a filter: what, where and when most accounts say, the bounds of numbers with who gives them, and on
    what accounts are in conflict."""
    return await desk.ask(
        lambda archive: listed(archive, settled(where, archive), least=least, sort=sort, limit=limit, after=after)
    )


def _all(archive: Store, where: Filter, least: int, sort: IncidentSort) -> Iterator[Summary]:
    asked, after, left = settled(where, archive), None, MOST_LINES
    while left > 0:
        found = listed(archive, asked, least=least, sort=sort, limit=min(left, 100), after=after)
        yield from found.incidents
        left, after = left - len(found.incidents), found.more
        if after is None:
            return


@get("/incidents.csv", include_in_schema=False)
async def incidents_csv(
    request: Asking, desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest"
) -> Response[bytes]:
    """Incidents that answer as a table, the first thousand; logged, for it takes names of speakers along."""
    who = visit(request).who

    def ask(archive: Store) -> list[list[Any]]:
        rows = [_line(one) for one in _all(archive, where, least, sort)]
        archive.log(who, "export", "incidents.csv", f"{len(rows)} incidents as shown")
        return rows

    return csv_response("incidents.csv", _COLUMNS, await desk.ask(ask))


def _line(one: Summary) -> list[Any]:
    head, place = one.head, one.head.place
    return [
        one.id, head.type, head.mode, place and place.name, place and place.arabic, place and place.country,
        place and place.admin1, head.date, one.first, one.last, one.reports, one.accounts, one.copies,
        "; ".join(one.outlets), *_range(one.killed), *_range(one.injured), "; ".join(one.disputed),
    ]  # fmt: skip


def _range(found: Range | None) -> Iterator[Any]:
    for bound in (found.low, found.high) if found else (None, None):
        yield bound and bound.value
        yield bound and " → ".join(filter(None, (bound.speaker, bound.outlet, bound.report)))


@get("/incidents.geojson", include_in_schema=False)
async def incidents_geojson(
    request: Asking, desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest"
) -> Response[dict[str, Any]]:
    """Incidents that answer as GeoJSON, the first thousand, each at the place that most accounts name."""
    named = labels(visit(request).language)
    found = await desk.ask(lambda archive: list(_all(archive, where, least, sort)))
    return geojson(incident_feature(one, named, address(one.id)) for one in found)


PAGES = [incidents, incidents_json, incidents_csv, incidents_geojson]
