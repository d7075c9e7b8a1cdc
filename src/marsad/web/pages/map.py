"""Map and timeline of what is reported: everything that answers, what has no place, and the same as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Response, get
from litestar.params import Parameter
from litestar.response import File

from marsad.app.asking import settled
from marsad.records import Filter, Record
from marsad.store.contract import EventPoint, EventRow, EventWords, Store
from marsad.web import links
from marsad.web.asked import pairs
from marsad.web.chips import Chip, chips
from marsad.web.errors import NotFound
from marsad.web.facets import naming
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import Labels, labels
from marsad.web.pages.search import TOOLS
from marsad.web.plotting import KM, plot
from marsad.web.rendering import page, visit

MOST = 100_000
"""Events that a map draws; beyond them the newest ones, and the page says so."""
_WITH_WORDS = 1_000
"""Events up to which the words and speakers of each come along; beyond them the report is a click away."""
_ROWS = 100
"""Rows of the tables; the list of events has all."""
_AT_FIRST, _AT_ONCE = 5_000, 10_000
"""Of very many events the newest that a map begins with, and how many come with each further question."""
Behind = Annotated[str | None, Parameter(max_length=200, pattern="^[^/]+/[^/]+$")]


class Placed(Record, frozen=True):
    """What the page shows beside the map."""

    chips: list[Chip]
    rows: tuple[EventRow, ...]
    unplaced: tuple[EventRow, ...]
    more_unplaced: bool
    events: int


@get("/map", include_in_schema=False)
async def map_page(request: Asking, desk: TheDesk, where: Where) -> Response[str]:
    """The map, the histogram, and tables of what has a place and what has none."""
    named = labels(visit(request).language)
    seen = await desk.ask(lambda archive: _placed(archive, where, named))
    return page(
        request, "map.html", seen=seen, where=where, asked=pairs(where), most=MOST, tiles=bool(desk.settings.pmtiles),
        events="/map.geojson" if seen.events <= _WITH_WORDS else "/map.json",
        kept=[pair for pair in pairs(where) if pair[0] not in ("since", "until")], **TOOLS,
    )  # fmt: skip


def _placed(archive: Store, where: Filter, named: Labels) -> Placed:
    asked = settled(where, archive)
    rows: list[EventRow] = []
    unplaced: list[EventRow] = []
    for row in archive.events(asked, limit=_ROWS * 2):
        (rows if row.lat is not None else unplaced).append(row)
    total = archive.count_events(asked)
    return Placed(
        chips=chips(where, naming(archive, named)), rows=tuple(rows[:_ROWS]), unplaced=tuple(unplaced[:_ROWS]),
        more_unplaced=len(unplaced) > _ROWS or len(rows) + len(unplaced) < total, events=total,
    )  # fmt: skip


@get("/map.geojson", include_in_schema=False)
async def map_geojson(request: Asking, desk: TheDesk, where: Where) -> Response[bytes]:
    """What the map draws: exact coordinates as the desk keeps them, with how exact the place is."""
    named = labels(visit(request).language)
    return Response(
        await desk.ask(lambda archive: _collection(archive, where, named)), media_type="application/geo+json"
    )


def _collection(archive: Store, where: Filter, named: Labels) -> bytes:
    asked = settled(where, archive)
    points = list(archive.points(asked, MOST))
    asked_for = [(point.report, point.event) for point in points]
    words = archive.words_of(asked_for) if len(points) <= _WITH_WORDS else {}
    features = [_feature(point, named, words.get((point.report, point.event))) for point in points]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


@get("/map.json", include_in_schema=False)
async def map_json(request: Asking, desk: TheDesk, where: Where, after: Behind = None) -> Response[bytes]:
    """The same without the words of reports, in columns, some at a time, the newest first: for maps with very many events."""
    named = labels(visit(request).language)
    return Response(await desk.ask(lambda archive: _plot(archive, where, named, after)), media_type=MediaType.JSON)


def _plot(archive: Store, where: Filter, named: Labels, after: str | None) -> bytes:
    report, _, event = (after or "").partition("/")
    limit = _AT_ONCE if after else _AT_FIRST
    points = list(archive.points(settled(where, archive), limit + 1, (report, event) if after else None))
    return msgspec.json.encode(plot(points[:limit], named, len(points) > limit))


def _feature(point: EventPoint, named: Labels, told: EventWords | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": (point.lon, point.lat)},
        "properties": {
            "report": point.report, "event": point.event, "type": point.type, "type_label": named.event(point.type, point.mode),
            "status": point.status, "status_label": named("status", point.status), "date": point.date, "start": point.start,
            "end": point.end, "place": named.place(point.place, point.country), "level": point.level,
            "km": KM.get(point.level or "", 0), "quotation": told.quotation if told else None,
            "url": links.report(point.report, point.event),
            "speakers": [named.actor(one) for one in told.speakers] if told else [],
        },
    }  # fmt: skip


@get("/tiles/own.pmtiles", include_in_schema=False, media_type=MediaType.TEXT)
async def tiles(desk: TheDesk) -> File:
    """The map file of the user."""
    if desk.settings.pmtiles is None:
        raise NotFound("this desk was opened without a map file; see `marsad serve --pmtiles`", "no_map_file")
    return File(Path(desk.settings.pmtiles), media_type="application/octet-stream", content_disposition_type="inline")


PAGES = [map_page, map_geojson, map_json, tiles]
