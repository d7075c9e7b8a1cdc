"""Incidents that answer an address: what several reports tell of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromQuery, Parameter

from marsad.app.asking import settled
from marsad.app.incident_views import Bound, Page, Range, Summary, listed
from marsad.export.privacy import Mask
from marsad.linking.weights import bundled
from marsad.records import Filter
from marsad.store.contract import Store
from marsad.store.incidents import IncidentSort
from marsad.web.asked import pairs
from marsad.web.features import geojson, incident_feature
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.jobs import jobs_of
from marsad.web.labels import labels
from marsad.web.links import to
from marsad.web.masking import Full, Names
from marsad.web.pages.search import described
from marsad.web.rendering import page, visit
from marsad.web.tables import MOST, Cut, csv_response, cut
from marsad.web.told import Told

Least = Annotated[int, Parameter(ge=1, le=1_000)]
Limit = Annotated[int, Parameter(ge=1, le=100)]
Order = FromQuery[IncidentSort]
Cursor = Annotated[str | None, Parameter(max_length=400)]
A_PAGE, LEAST = 20, 2
Masks = dict[str, Mask]
"""What masks the names of each report."""
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

    def ask(archive: Store) -> tuple[Page, Any, int]:
        asked = settled(where, archive)
        found = listed(archive, asked, least=least, sort=sort, limit=A_PAGE, after=after)
        return found, archive.outlets(), archive.count_unlinked(bundled().version)

    found, outlets, untied = await desk.ask(ask)
    visitor = visit(request)
    asked = [*pairs(where), ("least", str(least)), ("sort", sort)]
    return page(
        request, "incidents.html", found=found, where=where, least=least, sort=sort, after=after, asked=asked, to=to,
        told=Told(visitor, outlets), untied=untied, linking=jobs_of(request).busy_with("link"), address=address,
        kept=[both for both in pairs(where) if both[0] not in _OWN],
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


def _all(archive: Store, where: Filter, least: int, sort: IncidentSort) -> Cut[Summary]:
    return cut(_each(archive, settled(where, archive), least, sort), MOST["incidents"])


def _each(archive: Store, asked: Filter, least: int, sort: IncidentSort) -> Iterator[Summary]:
    after = None
    while True:
        found = listed(archive, asked, least=least, sort=sort, limit=100, after=after)
        yield from found.incidents
        after = found.more
        if after is None:
            return


@get("/incidents.csv", include_in_schema=False)
async def incidents_csv(
    request: Asking, desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest", full: Full = False
) -> Response[bytes]:
    """Incidents that answer as a table, the first thousand; logged, for it takes names of speakers along. Those of private
    persons are masked unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> Cut[list[Any]]:
        names, found = Names(archive, full), _all(archive, where, least, sort)
        masks = names.of_all(bound.report for one in found.rows for bound in _bounds(one))
        archive.log(
            who, "export", "incidents.csv", f"{found.told} incidents as shown, {names.told}; {described(where)}"
        )
        return found.of([_line(one, masks) for one in found.rows])

    found = await desk.ask(ask)
    return csv_response(found.name("incidents.csv"), _COLUMNS, found.rows)


def _line(one: Summary, masks: Masks) -> list[Any]:
    head, place = one.head, one.head.place
    return [
        one.id, head.type, head.mode, place and place.name, place and place.arabic, place and place.country,
        place and place.admin1, head.date, one.first, one.last, one.reports, one.accounts, one.copies,
        "; ".join(one.outlets), *_range(one.killed, masks), *_range(one.injured, masks), "; ".join(one.disputed),
    ]  # fmt: skip


def _bounds(one: Summary) -> Iterator[Bound]:
    for found in (one.killed, one.injured):
        if found:
            yield from filter(None, (found.low, found.high))


def _range(found: Range | None, masks: Masks) -> Iterator[Any]:
    for bound in (found.low, found.high) if found else (None, None):
        yield bound and bound.value
        speaker = masks[bound.report].headline(bound.speaker) if bound else None
        yield bound and " → ".join(filter(None, (speaker, bound.outlet, bound.report)))


@get("/incidents.geojson", include_in_schema=False)
async def incidents_geojson(
    request: Asking, desk: TheDesk, where: Where, least: Least = LEAST, sort: Order = "newest"
) -> Response[dict[str, Any]]:
    """Incidents that answer as GeoJSON, the first thousand, each at the place that most accounts name; without names, coordinates
    rounded; logged."""
    named, who = labels(visit(request).language), visit(request).who

    def ask(archive: Store) -> list[Summary]:
        found = _all(archive, where, least, sort)
        archive.log(who, "export", "incidents.geojson", f"{found.told} incidents as shown, public; {described(where)}")
        return found.rows

    found = await desk.ask(ask)
    return geojson(incident_feature(one, named, address(one.id)) for one in found)


PAGES = [incidents, incidents_json, incidents_csv, incidents_geojson]
