"""The pages, one file each; ``PAGES`` is all of them."""

from __future__ import annotations

from typing import Any

from marsad.web.pages import (
    actors,
    custody,
    events,
    export,
    facets,
    home,
    incident,
    incident_deciding,
    incidents,
    outlets,
    places,
    proposals,
    report,
    report_changes,
    review,
    review_api,
    review_report,
    search,
    searches,
    settings,
    speakers,
    timeline,
    work,
)

PAGES: list[Any] = [
    *custody.PAGES,
    *events.PAGES,
    *export.PAGES,
    *facets.PAGES,
    *home.PAGES,
    *proposals.PAGES,
    *review.PAGES,
    *review_api.PAGES,
    *review_report.PAGES,
    *search.PAGES,
    *searches.PAGES,
    *settings.PAGES,
    *work.PAGES,
    *report.PAGES,
    *report_changes.PAGES,
    *incidents.PAGES,
    *incident.PAGES,
    *incident_deciding.PAGES,
    *actors.PAGES,
    *places.PAGES,
    *outlets.PAGES,
    *speakers.PAGES,
    *timeline.PAGES,
]
"""Route handlers of all pages and of their JSON, CSV and GeoJSON."""
