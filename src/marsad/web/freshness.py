"""Answers that need not be sent again: what the JSON side tells of the archive has a tag, which stays while nobody writes.

A browser keeps such an answer for itself and asks each time whether it still holds; where it does, nothing is looked up.
"""

from __future__ import annotations

import hashlib
from typing import Any

from litestar import Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from marsad.app.places import stamp
from marsad.web.desk import Desk
from marsad.web.visit import visit_of

_OF_ARCHIVE = frozenset(
    {"/map.json", "/map.geojson"}
    | {f"/api/{name}" for name in ("search", "total", "facets", "suggest", "events", "incidents", "reports", "actors", "speakers",
                                   "places", "outlets", "timeline", "charts", "custody", "stats")}
)  # fmt: skip
"""Beginnings of paths whose answers follow from the address, the visitor's choices and the archive alone."""
_KEPT = "marsad-tag"
HEADERS = {"Cache-Control": "private, no-cache"}
"""Kept by the visitor's own browser only, and not used without asking."""


async def unchanged(request: Request[Any, Any, Any]) -> Response[None] | None:
    """That what the browser has still holds; None where it is to be answered."""
    path = "/".join(request.url.path.split("/")[:3])
    if request.method != "GET" or path not in _OF_ARCHIVE:
        return None
    request.scope["state"][_KEPT] = tag = await _tag(request)
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    return Response(None, status_code=304, headers={"ETag": tag, **HEADERS}) if tag in known else None


async def _tag(request: Request[Any, Any, Any]) -> str:
    """Asked for before the answer is made: what is written meanwhile ends it."""
    desk: Desk = request.app.state.desk
    visitor = visit_of(request, desk.settings.who)
    parts = (desk.started, await desk.edition(), stamp(), visitor, request.url.query)
    return f'W/"{hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


class Tagging(ASGIMiddleware):
    """Sends the tag along with what was answered."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Answer, with the tag among the headers."""

        async def tagged(message: Message) -> None:
            tag = scope["state"].get(_KEPT) if message["type"] == "http.response.start" else None
            if tag and message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableScopeHeaders.from_message(message)
                headers["ETag"] = tag
                headers.update(HEADERS)
            await send(message)

        await next_app(scope, receive, tagged)
