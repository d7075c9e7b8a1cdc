"""The pages, one file each; ``PAGES`` is all of them."""

from __future__ import annotations

from typing import Any

from marsad.web.pages import (
    custody,
    events,
    export,
    facets,
    home,
    report,
    report_changes,
    search,
    searches,
    settings,
    work,
)

PAGES: list[Any] = [
    *home.PAGES,
    *search.PAGES,
    *events.PAGES,
    *facets.PAGES,
    *export.PAGES,
    *searches.PAGES,
    *custody.PAGES,
    *settings.PAGES,
    *work.PAGES,
    *report.PAGES,
    *report_changes.PAGES,
]
"""Route handlers of all pages and of their JSON, CSV and GeoJSON."""
