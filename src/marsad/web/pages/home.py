"""The first page: what the archive holds, and the ways into it."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from marsad.web.handling import Asking, TheDesk
from marsad.web.rendering import page


@get("/", include_in_schema=False)
async def home(request: Asking, desk: TheDesk) -> Response[str]:
    """What the archive holds, and the ways into it."""
    stats = await desk.ask(lambda archive: archive.stats())
    return page(request, "home.html", stats=stats)


@get("/api/stats")
async def stats_json(desk: TheDesk) -> dict[str, Any]:
    """Counts of all that the archive holds, sizes in bytes, first and last day of publication."""
    return await desk.ask(lambda archive: archive.stats())


PAGES = [home, stats_json]
