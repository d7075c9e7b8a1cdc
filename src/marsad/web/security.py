"""What keeps other pages, and the words of reports, from doing anything in the desk.

A desk has no accounts: who reaches it may use it. So it answers only under its own names (a page elsewhere can point a name of
its own at this machine), takes changes only from its own pages, and sends a policy by which browsers load and run nothing that
is not the desk's own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.datastructures import FormMultiDict
from litestar.exceptions import NotFoundException, PermissionDeniedException, ValidationException

from marsad.web.desk import Desk

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
"""``same-origin`` and not ``no-referrer``: with the latter browsers send forms of the desk's own pages with ``Origin: null``."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


async def check(request: Request[Any, Any, Any]) -> None:
    """Refuse what comes under another name, what would change something and comes from another site, and what another site's page
    would have fetched (a link may lead here; files are logged, and not under the name of somebody who only looked at a page).

    Raises PermissionDeniedException, and NotFoundException for paths that no page has.
    """
    desk: Desk = request.app.state.desk
    host = _host(request.headers.get("host", ""))
    if host not in desk.settings.hosts:
        raise PermissionDeniedException(f"this desk does not answer under the name {host!r}; see `marsad serve --host`")
    if not request.url.path.isprintable():
        raise NotFoundException("no page of the desk has such a path")
    if request.method not in _READING and not _from_here(request):
        raise PermissionDeniedException("changes are taken from this desk's own pages only")
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _is_followed(request):
        raise PermissionDeniedException(
            "files and data go to this desk's own pages only; open the page that offers them"
        )


def _is_followed(request: Request[Any, Any, Any]) -> bool:
    """Whether somebody followed a link to a page; not whether a page elsewhere takes a picture, a frame or a file from here."""
    headers, path = request.headers, request.url.path
    navigates = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") in (None, "document")
    return navigates and "." not in path.rpartition("/")[2] and "/captures/" not in path


def _host(header: str) -> str:
    return urlsplit(f"//{header}").hostname or ""


def _from_here(request: Request[Any, Any, Any]) -> bool:
    """Browsers say where a request comes from; a program that says nothing must send JSON, which no foreign form can."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host") and site in (None, "same-origin")
    if site is not None:
        return site in ("same-origin", "none")
    return request.headers.get("content-type", "").split(";")[0].strip() == "application/json"


class Incoming(Request[Any, Any, Any]):
    """A request whose forms are read in words that can be read: a part may claim any encoding."""

    async def form(self) -> FormMultiDict:
        """What a form sent. Raises ValidationException."""
        try:
            return await super().form()
        except (LookupError, UnicodeError) as error:
            raise ValidationException("the form cannot be read: send it in UTF-8") from error


async def add_headers(response: Response[Any]) -> Response[Any]:
    """Send the policy with every answer."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
