"""GeoJSON (RFC 7946): a feature an event; events without a point have null geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.export import plain
from marsad.export.documents import write_document
from marsad.export.view import Job
from marsad.records import StoredReport

_NAMES = [c.name for c in plain.COLUMNS]


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write a feature collection."""
    write_document(out, {"type": "FeatureCollection"}, "features", _features(reports, job))


def _features(reports: Iterable[StoredReport], job: Job) -> Iterator[dict[str, Any]]:
    for view in job.views(reports):
        for _, values in plain.records(view):
            told = dict(zip(_NAMES, values, strict=True))
            lat, lon = told["lat"], told["lon"]
            point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
            job.rows += 1
            yield {"type": "Feature", "id": told["id"], "geometry": point, "properties": told}
