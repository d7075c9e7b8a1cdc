"""JSON Lines: one report a line, as ``marsad extract`` writes it, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from marsad.export import published
from marsad.export.documents import encoded
from marsad.export.view import Job
from marsad.records import StoredReport


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write a line for each report."""
    for view in job.views(reports):
        out.write(encoded(published.coded(view) | {"source": published.source(view)}) + b"\n")
        job.rows += 1
