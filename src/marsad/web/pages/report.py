"""A report: its words as captured, with the records that rest on them, and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from mimetypes import guess_extension
from typing import Annotated, Any, NamedTuple

import msgspec
from litestar import Response, get
from litestar.params import Parameter
from litestar.response import Redirect, Stream

from marsad.records import (
    Capture,
    CodedReport,
    CustodyEntry,
    Filter,
    Labelling,
    Outlet,
    Record,
    Report,
    ReportInfo,
    ReviewMark,
    Run,
    StoredReport,
)
from marsad.records.decided import without_rejected
from marsad.store.contract import Hit, Store, StoreError
from marsad.store.incidents import CopyRow
from marsad.text.opening import called
from marsad.web.answers import json_response
from marsad.web.beside import brackets, part_of, parts
from marsad.web.countries import country_name
from marsad.web.errors import NotFound
from marsad.web.handling import Asking, Number, TheDesk, Word
from marsad.web.highlights import source
from marsad.web.masking import Full, Names, scrubbed
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response
from marsad.web.telling import COLUMNS, Records, rows, starts, unlike, within

Id = Annotated[str, Parameter(max_length=64, description="The id of a report, or as much of it as is unique.")]
LABELS = ("graphic", "personal")
"""What a person can label a report with; its words then wait for a click."""
_PIECE = 1 << 18
_MOST_RELATED = 6
"""Other accounts of an incident that are named; the incident's own page has all."""
_MOST_INCIDENTS = 60
"""Incidents of one report that are looked up."""
_MOST_COPIES = 20
_HARMLESS = frozenset({".pdf", ".docx", ".txt", ".csv", ".json", ".warc", ".gz", ".xml"})
"""Captures that are named so when they are downloaded; others, pages above all, get a name that nothing opens by itself."""


class Copied(NamedTuple):
    """A report that prints the same words: how they stand to one another, and which it is."""

    row: CopyRow
    other: Hit


class Related(NamedTuple):
    """An incident that this report tells of: its events here, how many reports tell of it, and some of the others."""

    incident: str
    events: tuple[str, ...]
    reports: int
    others: tuple[Hit, ...]


class Window(NamedTuple):
    """The part of a text that is shown: its number of how many, and where it begins and ends."""

    number: int
    of: int
    start: int
    end: int


class Known(NamedTuple):
    """All that the page tells of a report; incidents only of the events in the part that is shown."""

    stored: StoredReport
    window: Window
    labels: tuple[Labelling, ...]
    copies: list[Copied]
    related: list[Related]
    outlets: tuple[Outlet, ...]


def stored_report(archive: Store, id: str) -> StoredReport:
    """A report. Raises NotFound."""
    try:
        return archive.report(id)
    except StoreError as error:
        raise NotFound(str(error), error.cause, **error.values) from error


def _known(archive: Store, id: str, part: int = 1, record: str | None = None) -> Known:
    stored = stored_report(archive, id)
    whole = stored.report.id or id
    window = _window(stored, part, record)
    rows = archive.copies([whole])[:_MOST_COPIES]
    here = within(stored.coded, window.start, window.end) if stored.coded else None
    incidents = _incidents(archive, whole, here)
    others = {report for _, _, reports in incidents for report in reports[:_MOST_RELATED]}
    hits = _hits(archive, others | {_other(row, whole) for row in rows})
    copies = [Copied(row, hits[_other(row, whole)]) for row in rows if _other(row, whole) in hits]
    related = [
        Related(incident, events, len(reports) + 1, tuple(hits[r] for r in reports[:_MOST_RELATED] if r in hits))
        for incident, events, reports in incidents
    ]
    return Known(stored, window, archive.labels([whole]), copies, related, archive.outlets() if hits else ())


def _window(stored: StoredReport, part: int, record: str | None) -> Window:
    """The part with the words of a record, else the one of that number."""
    ends = parts(stored.report.text)
    at = starts(stored.coded).get(record) if stored.coded and record else None
    number = min(max(part, 1), len(ends)) if at is None else part_of(ends, at)
    return Window(number, len(ends), *ends[number - 1])


def _other(row: CopyRow, id: str) -> str:
    return row.later if row.earlier == id else row.earlier


def _hits(archive: Store, reports: Iterable[str]) -> dict[str, Hit]:
    asked = tuple(reports)
    return {hit.report: hit for hit in archive.search(Filter(reports=asked), limit=len(asked))} if asked else {}


def _incidents(archive: Store, id: str, coded: CodedReport | None) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Each incident of a report with its events here and the other reports that tell of it."""
    keys = {(id, event.id) for event in coded.events} if coded else set()
    mine: dict[str, list[str]] = {}
    for (_, event), incident in archive.incidents_of(keys).items():
        mine.setdefault(incident, []).append(event)
    found = []
    for incident, events in islice(mine.items(), _MOST_INCIDENTS):
        name, told = archive.incident(incident)
        found.append((name, tuple(events), [r for r in dict.fromkeys(report for report, _ in told) if r != id]))
    return sorted(found, key=lambda one: -len(one[2]))


@get("/reports/{report:str}", include_in_schema=False)
async def report(request: Asking, desk: TheDesk, report: Id, part: Number = 1, record: Word = None) -> Response[Any]:
    """A report with its records; ``record`` opens the part in which the words of a record stand."""
    try:
        known = await desk.ask(lambda archive: _known(archive, report, part, record))
    except NotFound:
        gone = await desk.ask(lambda archive: _forgotten(archive, report))
        if gone is None:
            raise
        return page(request, "report_gone.html", 404, id=report, gone=gone)
    if known.stored.report.id != report:
        return Redirect(f"/reports/{known.stored.report.id}")
    return page(request, "report.html", **_context(request, known))


def _forgotten(archive: Store, id: str) -> CustodyEntry | None:
    """The line of the custody log by which a report was forgotten, unless it was readmitted."""
    last = None
    for entry in archive.custody(id):
        last = entry if entry.action == "forget" else None if entry.action == "readmit" else last
    return last


def _context(request: Asking, known: Known) -> dict[str, Any]:
    """What the template is given."""
    stored = known.stored
    coded = stored.coded or CodedReport(report=_no_info(stored.report))
    language, (number, of, start, end) = visit(request).language, known.window
    shown = without_rejected(coded, stored.marks)
    passages = source(stored.report.text, shown, start, end)
    told, here = Records(shown, language), within(shown, start, end)
    outlets = {o.id: (o.name_ar if language == "ar" else o.name_en) or o.name_ar or o.id for o in known.outlets}
    gone = {id for id, mark in stored.marks.items() if mark.state == "rejected"}
    return {
        "report": stored.report, "stored": stored, "known": known, "records": Records(coded, language) if gone else told,
        "here": here,
        "notes": told.notes(here), "outlets": outlets,
        "rejected": _only(within(coded, start, end), gone),
        "lines": list(zip(passages, brackets(told, passages), strict=True)), "part": number, "parts": of,
        "claims": told.nested(here.claims), "of_event": {e: r for r in known.related for e in r.events},
        "address": _address(stored.report.url), "unlike": unlike,
        "country": partial(country_name, language),
        "called": called, "labels": {one.label: one for one in known.labels}, "all_labels": LABELS, "marks": stored.marks,
        "language": stored.report.language if stored.report.language in ("en", "fr") else "ar",
    }  # fmt: skip


def _only(coded: CodedReport, ids: set[str]) -> CodedReport:
    """The coding with those of these ids only."""
    return msgspec.structs.replace(
        coded,
        events=tuple(e for e in coded.events if e.id in ids),
        claims=tuple(c for c in coded.claims if c.id in ids),
        figures=tuple(f for f in coded.figures if f.id in ids),
    )


def _no_info(report: Report) -> ReportInfo:
    return ReportInfo(id=report.id or "", sha256=report.sha256, language=report.language or "und")


def _address(url: str | None) -> str | None:
    """An address that may be opened: a page of the web, nothing else."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


class ReportAnswer(Record, frozen=True):
    """A report with all that is known of it. ``coded`` holds its records as people left them, rejected ones too; ``marks`` tell
    where review of each stands, ``incidents`` the incident of each event that has one, ``copies`` the reports that print the
    same words, ``labels`` what people labelled it with."""

    report: Report
    captures: tuple[Capture, ...]
    outlet: Outlet | None
    run: Run | None
    coded: CodedReport | None
    marks: dict[str, ReviewMark]
    labels: tuple[Labelling, ...]
    incidents: dict[str, str]
    copies: tuple[CopyRow, ...]


@get("/api/reports/{report:str}")
async def report_json(desk: TheDesk, report: Id) -> Response[ReportAnswer]:
    """A report with its text, captures, outlet and records."""
    known = await desk.ask(lambda archive: _known(archive, report))
    stored = known.stored
    answer = ReportAnswer(
        report=stored.report, captures=stored.captures, outlet=stored.outlet, run=stored.run, coded=stored.coded,
        marks=stored.marks, labels=known.labels,
        incidents={event: one.incident for one in known.related for event in one.events},
        copies=tuple(copied.row for copied in known.copies),
    )  # fmt: skip
    return json_response(answer)


@get("/reports/{report:str}/records.csv", include_in_schema=False)
async def records_csv(request: Asking, desk: TheDesk, report: Id, full: Full = False) -> Response[bytes]:
    """Events, claims and figures of a report as a table; logged. Names of private persons are masked unless ``full`` is asked
    for."""
    visitor = visit(request)

    def ask(archive: Store) -> tuple[str, list[list[Any]]]:
        stored = stored_report(archive, report)
        id, names = stored.report.id or report, Names(archive, full)
        coded, mask = stored.coded or CodedReport(report=_no_info(stored.report)), names.of(id)
        told = rows(Records(coded, visitor.language), {record: mark.state for record, mark in stored.marks.items()})
        lines = [[scrubbed(value, mask) for value in row] for row in told]
        archive.log(visitor.who, "export", id, f"records.csv: {len(lines)} records, {names.told}")
        return id, lines

    id, lines = await desk.ask(ask)
    return csv_response(f"{id}.csv", COLUMNS, lines)


@get("/reports/{report:str}/captures/{sha256:str}", include_in_schema=False)
async def capture(request: Asking, desk: TheDesk, report: Id, sha256: Id) -> Stream:
    """The bytes of a capture, to be saved and never shown: they may be a page with scripts. Logged, for they are all there is."""
    who = visit(request).who

    def asked(archive: Store) -> tuple[Capture, Any]:
        stored = stored_report(archive, report)
        for one in stored.captures:
            if one.sha256 == sha256:
                body = archive.content(sha256)
                archive.log(who, "export", stored.report.id or report, f"capture {sha256}, full detail")
                return one, body
        raise NotFound(f"the report has no capture {sha256}", "no_capture")

    held, body = await desk.ask(asked)
    return Stream(
        _pieces(body), media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{sha256[:16]}{_suffix(held.media_type)}"',
            "Content-Length": str(held.size), "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )  # fmt: skip


def _pieces(body: Any) -> Iterator[bytes]:
    with body:
        while piece := body.read(_PIECE):
            yield piece


def _suffix(media_type: str) -> str:
    found = guess_extension(media_type.partition(";")[0].strip()) or ".bin"
    return found if found in _HARMLESS else ".bin"


PAGES = [report, report_json, records_csv, capture]
