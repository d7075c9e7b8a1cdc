"""Reads that are the same for every database, built with SQLAlchemy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select

from marsad.records import Actor, Capture, CodedReport, CustodyEntry, Outlet, Report, Run, StoredReport
from marsad.store import schema
from marsad.store.contract import StoreError
from marsad.store.documents import coded_of, text_of

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


def reports_beyond(key: int, limit: int) -> Select[Any]:
    """Up to ``limit`` reports with their texts whose key lies beyond ``key``, by key."""
    return reports().where(_report.key > key).order_by(_report.key).limit(limit)


def pending(
    core: Connection, run: int, after: int, limit: int, *where: ColumnElement[bool]
) -> list[tuple[int, Report]]:
    """Up to ``limit`` reports with a key beyond ``after`` that ``run`` has not coded, by key."""
    coded = exists().where(_coding.report == _report.key, _coding.run == run)
    found = reports_beyond(after, limit).where(~coded, *where)
    return [(row.key, as_report(row)) for row in core.execute(found)]


def count_pending(core: Connection, run: int, *where: ColumnElement[bool]) -> int:
    """How many reports ``run`` has not coded."""
    coded = exists().where(_coding.report == _report.key, _coding.run == run)
    return int(core.execute(select(func.count()).select_from(schema.report).where(~coded, *where)).scalar_one())


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
        names=tuple(json.loads(row.names)), actor=row.actor,
    )  # fmt: skip


def _as_run(row: Row[Any]) -> Run:
    return Run(
        id=row.id, extractor=row.extractor, version=row.version, lexicon=row.lexicon, started_at=row.started_at,
        finished_at=row.finished_at, reports=row.reports,
    )  # fmt: skip


def keys_beginning(core: Connection, id: str) -> list[tuple[int, str]]:
    """Up to two reports whose id begins with ``id``; the one of that very id where there is one."""
    if not _is_id(id):
        return []
    exact = select(_report.key, _report.id).where(_report.id == id)
    begun = select(_report.key, _report.id).where(_report.id > id, _report.id < id + "g").order_by(_report.id).limit(2)
    return [(row.key, row.id) for row in core.execute(exact).all() or core.execute(begun)]


def missing(core: Connection, id: str) -> StoreError:
    """What to say of an id that no report has."""
    at = select(schema.custody.c.at).join(schema.forgotten, schema.forgotten.c.custody == schema.custody.c.number)
    when = core.execute(at.where(schema.forgotten.c.report == id)).scalar() if _is_id(id) else None
    if when:
        message = f"the report {id} was forgotten on request on {when[:10]}; the custody log says by whom and why"
        return StoreError(message, "forgotten", id=id, day=when[:10])
    return StoreError(f"there is no report {id!r}; `marsad list` shows what there is", "no_report", id=id)


def _is_id(id: str) -> bool:
    """Whether a string may be an id or the beginning of one: hexadecimal digits."""
    return bool(id) and set(id) <= set("0123456789abcdef")


def event_key(core: Connection, report: str, event: str) -> int:
    """The key of an event. Raises StoreError when there is none."""
    found = select(schema.event.c.key).join_from(schema.event, schema.report, _report.key == schema.event.c.report)
    key = core.execute(found.where(_report.id == report, schema.event.c.id == event)).scalar()
    if key is None:
        raise StoreError(
            f"the report {report!r} has no event {event!r} any more; ask again from the beginning", "event_gone"
        )
    return int(key)


def coding(core: Connection, key: int, run: int | None) -> CodedReport | None:
    """The coding of a report in a run, else its newest."""
    found = select(_coding.document).where(_coding.report == key).order_by(_coding.run.desc()).limit(1)
    blob = core.execute(found if run is None else found.where(_coding.run == run)).scalar()
    return coded_of(blob) if blob is not None else None


def newest_coding(core: Connection, key: int) -> tuple[int, CodedReport | None]:
    """The run of a report's newest coding, and the coding; None when it was not coded."""
    found = select(_coding.run, _coding.document).where(_coding.report == key).order_by(_coding.run.desc()).limit(1)
    row = core.execute(found).first()
    return (row.run, coded_of(row.document)) if row else (0, None)


def codings(core: Connection, run: int, after: str, limit: int) -> list[tuple[str, CodedReport]]:
    """Up to ``limit`` codings of a run whose report ids lie beyond ``after``, by id."""
    joined = schema.report.join(schema.coding, (_coding.report == _report.key) & (_coding.run == run))
    found = select(_report.id, _coding.document).select_from(joined).where(_report.id > after).order_by(_report.id)
    return [(row.id, coded_of(row.document)) for row in core.execute(found.limit(limit))]


def outlets(core: Connection) -> tuple[Outlet, ...]:
    """All outlets by id."""
    return tuple(as_outlet(row) for row in core.execute(select(schema.outlet).order_by(schema.outlet.c.id)))


def actors(core: Connection, *where: ColumnElement[bool]) -> tuple[Actor, ...]:
    """The actors that conditions hold for, all by default, by id."""
    within: dict[str, list[str]] = {}
    inside = select(schema.actor_within).order_by(schema.actor_within.c.within)
    if where:
        inside = inside.where(schema.actor_within.c.actor.in_(select(schema.actor.c.id).where(*where)))
    for row in core.execute(inside):
        within.setdefault(row.actor, []).append(row.within)
    found = core.execute(select(schema.actor).where(*where).order_by(schema.actor.c.id))
    return tuple(
        Actor(id=row.id, name=row.name, name_en=row.name_en, actor_class=row.actor_class, country=row.country,
              within=tuple(within.get(row.id, ())), acled=row.acled)
        for row in found
    )  # fmt: skip


def stored(core: Connection, keys: Sequence[int]) -> Iterator[StoredReport]:
    """Whole reports by their keys (some hundreds at once), in the order of ``keys``; forgotten ones are left out."""
    found = {row.key: row for row in core.execute(reports().where(_report.key.in_(keys)))}
    codings = _codings_shown(core, keys)
    captures = _captures(core, keys)
    known = {outlet.id: outlet for outlet in outlets(core)}
    ran = {run.id: run for run in runs(core)}
    for key in keys:
        if key in found:
            row = found[key]
            yield StoredReport(
                report=as_report(row), captures=tuple(captures.get(key, ())), outlet=known.get(row.outlet),
                coded=codings.get(key), run=ran.get(row.run),
            )  # fmt: skip


def to_link(core: Connection, ids: Sequence[str]) -> dict[str, tuple[Report, CodedReport | None]]:
    """Reports (some hundreds at once) with the codings that are shown, by id, without all that belongs to a whole report."""
    found = {row.key: row for row in core.execute(reports().where(_report.id.in_(ids)))}
    codings = _codings_shown(core, list(found))
    return {row.id: (as_report(row), codings.get(key)) for key, row in found.items()}


def _codings_shown(core: Connection, keys: Sequence[int]) -> dict[int, CodedReport]:
    """The codings whose rows are in the view."""
    shown = schema.report.join(schema.coding, (_coding.report == _report.key) & (_coding.run == _report.run))
    found = select(_report.key, _coding.document).select_from(shown).where(_report.key.in_(keys))
    return {row.key: coded_of(row.document) for row in core.execute(found)}


def _captures(core: Connection, keys: Sequence[int]) -> dict[int, list[Capture]]:
    """The captures of reports, in the order they were taken in."""
    held, link = schema.capture.c, schema.capture_report.c
    found = (
        select(link.report, schema.capture, schema.content.c.sha256, schema.content.c.size)
        .join(schema.capture, held.id == link.capture)
        .join(schema.content, schema.content.c.id == held.content)
        .where(link.report.in_(keys))
        .order_by(link.report, held.id)
    )
    captures: dict[int, list[Capture]] = {}
    for row in core.execute(found):
        captures.setdefault(row.report, []).append(as_capture(row))
    return captures


def custody(core: Connection, subject: str | None, after: int, limit: int) -> list[CustodyEntry]:
    """Up to ``limit`` lines of the custody log beyond the number ``after``, of one subject or all."""
    lines = schema.custody.c
    found = select(schema.custody).where(lines.number > after).order_by(lines.number).limit(limit)
    found = found if subject is None else found.where(lines.subject == subject)
    return [as_entry(row) for row in core.execute(found)]


def latest_custody(core: Connection, limit: int) -> tuple[CustodyEntry, ...]:
    """The last lines of the custody log, the newest first."""
    found = select(schema.custody).order_by(schema.custody.c.number.desc()).limit(limit)
    return tuple(as_entry(row) for row in core.execute(found))


def as_entry(row: Sequence[Any]) -> CustodyEntry:
    """A line of the custody log from its row."""
    number, at, who, action, subject, details, chain = map(schema.unpacked, row)
    return CustodyEntry(
        number=number, at=at, who=who, action=action, subject=subject, details=details, chain=chain
    )  # fmt: skip
