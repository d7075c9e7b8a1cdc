"""The pages, one file each; ``PAGES`` is all of them."""

from __future__ import annotations

from typing import Any

from marsad.web.pages import (
    actors,
    charts,
    custody,
    events,
    export,
    facets,
    home,
    incident,
    incident_deciding,
    incidents,
    map,
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
    *actors.PAGES,
    *charts.PAGES,
    *custody.PAGES,
    *events.PAGES,
    *export.PAGES,
    *facets.PAGES,
    *home.PAGES,
    *incident.PAGES,
    *incident_deciding.PAGES,
    *incidents.PAGES,
    *map.PAGES,
    *outlets.PAGES,
    *places.PAGES,
    *proposals.PAGES,
    *report.PAGES,
    *report_changes.PAGES,
    *review.PAGES,
    *review_api.PAGES,
    *review_report.PAGES,
    *search.PAGES,
    *searches.PAGES,
    *settings.PAGES,
    *speakers.PAGES,
    *timeline.PAGES,
    *work.PAGES,
]
"""Route handlers of all pages and of their JSON, CSV and GeoJSON."""
