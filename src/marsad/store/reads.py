"""Reads that are the same for every database, built with SQLAlchemy."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select

from marsad.records import Capture, Outlet, Report, Run
from marsad.store import schema
from marsad.store.documents import text_of

_report, _coding, _run = schema.report.c, schema.coding.c, schema.run.c


def run(core: Connection, number: int) -> Run:
    """A run by its number, which must exist."""
    return _as_run(core.execute(select(schema.run).where(_run.id == number)).one())


def runs(core: Connection) -> tuple[Run, ...]:
    """All runs, the newest first."""
    return tuple(_as_run(row) for row in core.execute(select(schema.run).order_by(_run.id.desc())))


def reports() -> Select[Any]:
    """Reports with their texts."""
    return select(schema.report, schema.body.c.text).join(schema.body, schema.body.c.report == _report.key)


def pending(
    core: Connection, run: int, after: int, limit: int, *where: ColumnElement[bool]
) -> list[tuple[int, Report]]:
    """Up to ``limit`` reports with a key beyond ``after`` that ``run`` has not coded, by key."""
    coded = exists().where(_coding.report == _report.key, _coding.run == run)
    found = reports().where(_report.key > after, ~coded, *where).order_by(_report.key).limit(limit)
    return [(row.key, as_report(row)) for row in core.execute(found)]


def as_report(row: Row[Any]) -> Report:
    """A report from a row of ``reports``."""
    return Report(
        text=text_of(row.text), id=row.id, published=row.published, outlet=row.outlet, published_at=row.published_at,
        title=row.title, authors=tuple(json.loads(row.authors)), url=row.url, language=row.language, name=row.name,
    )  # fmt: skip


def as_capture(row: Row[Any]) -> Capture:
    """A capture from a row of captures with the digest and size of their contents."""
    return Capture(
        sha256=row.sha256, size=row.size, media_type=row.media_type, origin=row.origin, captured_at=row.captured_at,
        tool=row.tool, member=row.member, container=row.container, charset=row.charset, http_status=row.http_status,
        notes=tuple(json.loads(row.notes)),
    )  # fmt: skip


def as_outlet(row: Row[Any]) -> Outlet:
    """An outlet from its row."""
    return Outlet(
        id=row.id, name_ar=row.name_ar, name_en=row.name_en, domains=tuple(json.loads(row.domains)),
        country=row.country, language=row.language, kind=row.kind, ownership=row.ownership,
    )  # fmt: skip


def _as_run(row: Row[Any]) -> Run:
    return Run(
        id=row.id, extractor=row.extractor, version=row.version, lexicon=row.lexicon, started_at=row.started_at,
        finished_at=row.finished_at, reports=row.reports,
    )  # fmt: skip
