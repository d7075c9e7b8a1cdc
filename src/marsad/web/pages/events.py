"""Events that answer an address, as a table."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from marsad.app.asking import settled
from marsad.export.privacy import Mask
from marsad.records import Filter, Record
from marsad.store.contract import EventRow, Store
from marsad.web.answers import json_response
from marsad.web.asked import pairs
from marsad.web.finding import EVENTS, Cursor, Limit, Listed, Order, OrderOf, Sort, Yes, listed
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import labels
from marsad.web.masking import Full, Names, event_cells
from marsad.web.pages.search import TOOLS, View, described, view_of
from marsad.web.rendering import page, visit
from marsad.web.tables import MOST, Cut, csv_response, cut

_COLUMNS = ("report", "event", "type", "mode", "status", "date", "place", "admin1", "country", "lat", "lon", "level", "actors",
            "targets", "counts", "speakers", "outlet", "published", "quotation", "review")  # fmt: skip
_PROPERTIES = ("report", "event", "type", "mode", "status", "date", "place", "admin1", "country", "level", "counts",
               "outlet", "published", "review")  # fmt: skip


class Events(Record, frozen=True):
    """A page of events that answer, and the cursor of the next page."""

    events: tuple[EventRow, ...]
    more: str | None


@get("/events", include_in_schema=False)
async def events(
    request: Asking, desk: TheDesk, where: Where, sort: Order = None, after: Cursor = None, counted: Yes = False
) -> Response[str]:
    """Events that answer, a line each."""
    named = labels(visit(request).language)

    def ask(archive: Store) -> View:
        return view_of(archive, where, named, listed(archive, where, sort or "newest", EVENTS, after), counted)

    view = await desk.ask(ask)
    return page(
        request, "events.html", view=view, found=view.found, where=where, asked=pairs(where), sort=sort, after=after,
        **TOOLS,
    )  # fmt: skip


@get("/api/events")
async def events_json(
    desk: TheDesk, where: Where, sort: OrderOf = "newest", limit: Limit = EVENTS, after: Cursor = None
) -> Response[Events]:
    """Events that answer a filter; names and coordinates are exact, as the desk shows them."""
    found = await desk.ask(lambda archive: _told(listed(archive, where, sort, limit, after)))
    return json_response(Events(events=found.events, more=found.more))


def _told(found: Listed) -> Listed:
    if found.fault is not None:
        raise found.fault
    return found


@get("/events.csv", include_in_schema=False)
async def events_csv(
    request: Asking, desk: TheDesk, where: Where, sort: OrderOf = "newest", full: Full = False
) -> Response[bytes]:
    """Events that answer, as a table; logged. Names of private persons are masked and coordinates rounded to what the place
    allows, unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> Cut[list[Any]]:
        names, found = Names(archive, full), _all(archive, where, sort)
        told = names.each(found.rows, lambda row: row.report)
        rows = found.of([event_cells(row, _COLUMNS, mask, full) for row, mask in told])
        archive.log(who, "export", "events.csv", f"{found.told} events as shown, {names.told}; {described(where)}")
        return rows

    found = await desk.ask(ask)
    return csv_response(found.name("events.csv"), _COLUMNS, found.rows)


@get(["/events.geojson", "/search.geojson"], include_in_schema=False)
async def events_geojson(
    request: Asking, desk: TheDesk, where: Where, sort: OrderOf = "newest", full: Full = False
) -> Response[dict[str, Any]]:
    """Events that answer, as GeoJSON without names; logged. Coordinates are rounded to what the place allows, unless ``full`` is
    asked for."""
    who = visit(request).who

    def ask(archive: Store) -> list[dict[str, Any]]:
        names, found = Names(archive, full), _all(archive, where, sort)
        told = names.each(found.rows, lambda row: row.report)
        features = [_feature(row, mask, full) for row, mask in told]
        archive.log(who, "export", "events.geojson", f"{found.told} events as shown, {names.told}; {described(where)}")
        return features

    features = await desk.ask(ask)
    return Response({"type": "FeatureCollection", "features": features}, media_type="application/geo+json")


def _all(archive: Store, where: Filter, sort: Sort) -> Cut[EventRow]:
    most = MOST["events"]
    return cut(archive.events(settled(where, archive), sort=sort, limit=most + 1), most)


def _feature(row: EventRow, mask: Mask, full: bool) -> dict[str, Any]:
    lat, lon = event_cells(row, ("lat", "lon"), mask, full)
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    told = dict(zip(_PROPERTIES, event_cells(row, _PROPERTIES, mask, full), strict=True))
    return {"type": "Feature", "id": f"{row.report}/{row.event}", "geometry": point, "properties": told}


PAGES = [events, events_json, events_csv, events_geojson]
