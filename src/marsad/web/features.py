"""Events as features of a map (GeoJSON, RFC 7946)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from litestar import Response

from marsad.app.incident_views import Summary
from marsad.export.places import rounded
from marsad.store.contract import EventRow
from marsad.web.labels import Labels
from marsad.web.links import report as report_address

_KILOMETRES = {"district": 20, "governorate": 60, "region": 120, "country": 400}
"""How far from the point that is given a place of a level may lie; towns and points stand for themselves."""


def geojson(features: Iterable[dict[str, Any]]) -> Response[dict[str, Any]]:
    """A feature collection as an answer."""
    content = {"type": "FeatureCollection", "features": list(features)}
    return Response(content, media_type="application/geo+json")


def kilometres(level: str | None) -> int | None:
    """How far the true place may lie from a point of a level; None where the point is the place."""
    return _KILOMETRES.get(level or "")


def feature(row: EventRow, label: Labels) -> dict[str, Any]:
    """An event as a feature; without a place its geometry is null."""
    told = {
        "report": row.report, "event": row.event, "type": row.type, "type_label": label.event(row.type, row.mode),
        "status": row.status, "status_label": label("status", row.status), "date": row.date, "start": _iso(row.start),
        "end": _iso(row.end), "place": label.place(row.place, row.country) or None, "level": row.level,
        "km": kilometres(row.level), "quotation": row.quotation, "url": report_address(row.report, row.event),
        "speakers": [label.actor(speaker) for speaker in row.speakers],
    }  # fmt: skip
    return _feature(f"{row.report}/{row.event}", row.lat, row.lon, row.level, told)


def incident_feature(one: Summary, label: Labels, url: str) -> dict[str, Any]:
    """An incident as a feature, at the place that most of its accounts name."""
    head, place = one.head, one.head.place
    told: dict[str, Any] = {
        "incident": one.id, "type": head.type, "type_label": label.event(head.type, head.mode), "date": head.date,
        "start": one.first, "end": one.last, "place": label.place(place.name, place.country) if place else None,
        "level": place.level if place else None, "km": kilometres(place.level if place else None), "url": url,
        "reports": one.reports, "accounts": one.accounts, "disputed": list(one.disputed),
    }  # fmt: skip
    return _feature(one.id, place.lat if place else None, place.lon if place else None, told["level"], told)


def _feature(id: str, lat: float | None, lon: float | None, level: str | None, told: dict[str, Any]) -> dict[str, Any]:
    lat, lon = rounded(lat, level, False), rounded(lon, level, False)
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": id, "geometry": point, "properties": told}


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
