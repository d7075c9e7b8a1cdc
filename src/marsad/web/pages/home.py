"""The first page: what the archive holds, what waits to be done, and the ways into it."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from marsad.records import CustodyEntry, Filter, Record, SavedSearch
from marsad.store.contract import Store
from marsad.web.asked import Pairs, pairs
from marsad.web.facets import naming
from marsad.web.finding import Found, find
from marsad.web.handling import Asking, TheDesk
from marsad.web.labels import Both, labels
from marsad.web.pages.search import TOOLS
from marsad.web.rendering import page, visit

_LATEST, _SAVED, _LINES = 6, 8, 6


class Held(Record, frozen=True):
    """What the first page shows. ``unreviewed`` are events that nobody looked at, ``unlinked`` reports not yet compared."""

    stats: dict[str, Any]
    unreviewed: int
    unlinked: int
    latest: Found
    outlets: dict[str, Both]
    saved: list[tuple[SavedSearch, Pairs]]
    log: tuple[CustodyEntry, ...]


@get("/", include_in_schema=False)
async def home(request: Asking, desk: TheDesk) -> Response[str]:
    """What the archive holds, what waits to be done, and the ways into it."""
    named = labels(visit(request).language)
    held = await desk.ask(lambda archive: _held(archive, dict(naming(archive, named).outlets)))
    return page(request, "home.html", held=held, stats=held.stats, more_saved=len(held.saved) > _SAVED, **TOOLS)


def _held(archive: Store, outlets: dict[str, Both]) -> Held:
    from marsad.linking.weights import bundled

    states = {bucket.values[0]: bucket.events for bucket in archive.facets(Filter(), ["review"])}
    return Held(
        stats=archive.stats(), unreviewed=states.get("new", 0), unlinked=archive.count_unlinked(bundled().version),
        latest=find(archive, Filter(), "newest", _LATEST, None), outlets=outlets,
        saved=[(one, pairs(one.asked)) for one in archive.saved_searches()[: _SAVED + 1]],
        log=archive.latest_custody(_LINES),
    )  # fmt: skip


@get("/api/stats")
async def stats_json(desk: TheDesk) -> dict[str, Any]:
    """Counts of all that the archive holds, sizes in bytes, first and last day of publication."""
    return await desk.ask(lambda archive: archive.stats())


PAGES = [home, stats_json]
