"""The first page: what the archive holds, what waits to be done, and the ways into it."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from marsad.records import CustodyEntry, Filter, Record, SavedSearch
from marsad.store.contract import Store
from marsad.web.asked import Pairs, pairs
from marsad.web.facets import naming
from marsad.web.finding import Found, Yes, find
from marsad.web.handling import Asking, TheDesk
from marsad.web.labels import Both, labels
from marsad.web.pages.search import TOOLS
from marsad.web.rendering import page, visit

_LATEST, _SAVED, _LINES = 6, 8, 6


class Held(Record, frozen=True):
    """What the first page shows at once."""

    events: int
    outlets: dict[str, Both]
    latest: Found
    saved: list[tuple[SavedSearch, Pairs]]
    log: tuple[CustodyEntry, ...]


class Needs(Record, frozen=True):
    """What takes longer to count: ``unreviewed`` are events that nobody looked at, ``unlinked`` reports not yet compared."""

    stats: dict[str, Any]
    unreviewed: int
    unlinked: int


@get("/", include_in_schema=False)
async def home(request: Asking, desk: TheDesk, counted: Yes = False) -> Response[str]:
    """What the archive holds, what waits to be done, and the ways into it. Counting all of it can take a second."""
    named = labels(visit(request).language)

    def ask(archive: Store) -> tuple[Held, Needs | None]:
        return _held(archive, dict(naming(archive, named).outlets)), _needs(archive) if counted else None

    held, needs = await desk.ask(ask)
    return page(request, "home.html", held=held, needs=needs, **TOOLS)


@get("/needs", include_in_schema=False)
async def needs_part(request: Asking, desk: TheDesk) -> Response[str]:
    """What waits to be done, as a piece of a page."""
    return page(request, "home_needs.html", needs=await desk.ask(_needs))


def _held(archive: Store, outlets: dict[str, Both]) -> Held:
    return Held(
        events=sum(_states(archive).values()), outlets=outlets,
        latest=find(archive, Filter(), "newest", _LATEST, None),
        saved=[(one, pairs(one.asked)) for one in archive.saved_searches()[:_SAVED]],
        log=archive.latest_custody(_LINES),
    )  # fmt: skip


def _needs(archive: Store) -> Needs:
    from marsad.linking.weights import bundled

    return Needs(
        stats=archive.stats(),
        unreviewed=_states(archive).get("new", 0),
        unlinked=archive.count_unlinked(bundled().version),
    )


def _states(archive: Store) -> dict[str | None, int]:
    return {bucket.values[0]: bucket.events for bucket in archive.facets(Filter(), ["review"])}


@get("/api/stats")
async def stats_json(desk: TheDesk) -> dict[str, Any]:
    """Counts of all that the archive holds, sizes in bytes, first and last day of publication."""
    return await desk.ask(lambda archive: archive.stats())


PAGES = [home, needs_part, stats_json]
