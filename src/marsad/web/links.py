"""Where records are shown."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from marsad.records import Filter
from marsad.web.asked import Pairs, pairs


def report(id: str, event: str | None = None) -> str:
    """The address of a report, or of an event in it."""
    return f"/reports/{quote(id, safe='')}" + (f"#{quote(event, safe='')}" if event else "")


def to(path: str, given: Pairs | tuple[tuple[str, str], ...], **more: str | None) -> str:
    """``path`` with parameters; those of ``more`` that are None are left out."""
    query = urlencode([*given, *((name, value) for name, value in more.items() if value is not None)], errors="replace")
    return f"{path}?{query}" if query else path


def showing(path: str, where: Filter, **more: str | None) -> str:
    """The address of a page that shows what answers ``where``."""
    return to(path, pairs(where), **more)
