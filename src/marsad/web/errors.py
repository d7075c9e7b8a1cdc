"""What went wrong, in words: a page for people, JSON for programs."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from marsad.records.causes import Caused
from marsad.store.contract import Conflict, StoreError
from marsad.web.asked import AskedWrongly
from marsad.web.causes import cause_of
from marsad.web.rendering import page, visit
from marsad.web.security import HEADERS

log = logging.getLogger(__name__)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What the JSON side answers when something went wrong (RFC 9457). ``cause`` is the name of what it was, None where it has
    none; it stays the same when the words of ``detail`` change."""

    status: int
    title: str
    detail: str
    cause: str | None = None


class NotFound(Caused):
    """What an address names is not there; the message says what."""


class Changed(Caused):
    """Somebody else decided meanwhile; the message says what is to be looked at."""


def wants_json(request: Request[Any, Any, Any]) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv", ".geojson"))


def _answer(request: Request[Any, Any, Any], status: int, detail: str, error: Exception | None = None) -> Response[Any]:
    kind = str(status) if status in (400, 403, 404, 405, 409, 413, 503) else "500" if status >= 500 else "400"
    if wants_json(request):
        problem = Problem(status=status, title=kind, detail=detail, cause=getattr(error, "cause", None) or None)
        answer: Response[Any] = Response(problem, status_code=status, media_type="application/problem+json")
    else:
        try:
            cause = cause_of(error, visit(request).language) if error else None
            answer = page(request, "error.html", status, kind=kind, detail=detail, cause=cause)
        except Exception:  # the page itself is at fault; the reader is to be told all the same
            log.exception("the page of an error could not be made")
            answer = Response(detail, status_code=status, media_type=MediaType.TEXT)
    answer.headers.update(HEADERS)
    return answer


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    extra = error.extra if isinstance(error.extra, list) else []
    wrong = "; ".join(f"{e.get('key', '')}: {e.get('message', '')}" for e in extra if isinstance(e, dict))
    named = [str(e["key"]) for e in extra if isinstance(e, dict) and e.get("key")]
    cause = Caused(wrong, "parameter", name="، ".join(named)) if named else None
    return _answer(request, error.status_code, wrong or error.detail, cause)


def _asked(request: Request[Any, Any, Any], error: AskedWrongly) -> Response[Any]:
    return _answer(request, 400, str(error), error)


def _absent(request: Request[Any, Any, Any], error: NotFound) -> Response[Any]:
    return _answer(request, 404, str(error), error)


def _changed(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    return _answer(request, 409, str(error), error)


def _store(request: Request[Any, Any, Any], error: StoreError) -> Response[Any]:
    return _answer(request, 400, str(error), error)


def _nested(request: Request[Any, Any, Any], error: RecursionError) -> Response[Any]:
    """Brackets in brackets by the thousand are a fault of who sends them, anything else is one of the desk."""
    if request.method == "POST" and request.url.path.startswith("/api/"):
        return _answer(request, 400, "what was sent is nested too deeply to be read")
    return _other(request, error)


def _other(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _answer(request, 500, f"{type(error).__name__}")


HANDLERS: ExceptionHandlersMap = {
    HTTPException: _http,
    AskedWrongly: _asked,
    NotFound: _absent,
    Changed: _changed,
    Conflict: _changed,
    StoreError: _store,
    RecursionError: _nested,
    Exception: _other,
}
"""Which error becomes which answer."""
