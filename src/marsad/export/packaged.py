"""The tables of a data package: reports, captures, mentions, claims, events and figures, each tied to its report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from marsad.export import plain, published
from marsad.export.cells import joined
from marsad.export.tables import Column, Row, columns
from marsad.export.view import View
from marsad.records import Claim, Figure, Mention, Record

_REPORT = ("report", "own id of the report")


class Table(Record, frozen=True):
    """A table: name, what it holds, columns, and which of them refer to the ids of other tables."""

    name: str
    about: str
    columns: tuple[Column, ...]
    refers: tuple[tuple[str, str], ...] = (("report", "reports"),)


REPORTS = Table(
    name="reports",
    about="The reports that were read, one a row",
    refers=(),
    columns=columns(
        ("id", "own id: marsad:report"), ("url", "where it was published"), ("title", "its title, names masked"),
        ("outlet", "who published it"), ("outlet_country", "the outlet's country, ISO 3166-1 alpha-2"),
        ("outlet_kind", "agency, broadcaster, newspaper, site, monitor, party, ministry …"),
        ("published", "day of publication", "", "date"), ("language", "ISO 639"), ("sha256", "digest of its text in UTF-8"),
        ("version", "version of the extractor"), ("lexicon", "version of the lexicon"),
        ("run", "number of the run", "", "integer"),
    ),
)  # fmt: skip
CAPTURES = Table(
    name="captures",
    about="When and where reports were captured, one capture a row",
    columns=columns(
        _REPORT, ("sha256", "digest of the bytes as they were"), ("size", "how many bytes", "", "integer"),
        ("media_type", "their media type"),
        ("origin", "web address; other places only in a full export"), ("member", "which part of it; only in a full export"),
        ("captured_at", "time in UTC"), ("tool", "what made text of the bytes"), ("charset", "their character set"),
        ("http_status", "status of the answer", "", "integer"),
    ),
)  # fmt: skip
MENTIONS = Table(
    name="mentions",
    about="Names, noun phrases, dates and numbers in the reports, one a row",
    columns=columns(
        ("id", "own id: marsad:report/mention"), _REPORT, ("kind", "actor, place, date, quantity or object"),
        ("start", "first character (code points)", "", "integer"), ("end", "the character after its last", "", "integer"),
        ("text", "the words, names of private persons masked"), ("entity", "id of a known actor"),
        ("name", "name of the actor or place"), ("class", "class of actor or thing"), ("country", "ISO 3166-1 alpha-2"),
        ("admin1", "first-order division of a place"), ("level", "level of a place"),
        ("lat", "degrees (WGS 84), rounded by level", "", "number"), ("lon", "degrees (WGS 84), rounded by level", "", "number"),
        ("gazetteer_id", "id of a place"), ("edtf", "date in EDTF"), ("min", "least of a number", "", "number"),
        ("max", "most of a number; blank when open", "", "number"), ("bound", "exact, min, max, about, vague or range"),
        ("unit", "unit of a number"),
    ),
)  # fmt: skip
CLAIMS = Table(
    name="claims",
    about="Who is said to have said what, one claim a row",
    refers=(("report", "reports"), ("speaker", "mentions"), ("within", "")),
    columns=columns(
        ("id", "own id: marsad:report/claim"), _REPORT, ("speaker", "mention of the speaker; blank when nobody is named"),
        ("speaker_name", "the speaker's name"), ("speaker_kind", "state, armed_group, igo, ngo, media, witness …"),
        ("stance", "assert, deny, accuse, estimate, warn, threaten, demand, intend, confirm or speculate"),
        ("cue", "the words that attribute"), ("content", "what was said, names masked"),
        ("start", "its first character (code points)", "", "integer"), ("end", "the character after its last", "", "integer"),
        ("within", "the claim that reports this one"),
    ),
)  # fmt: skip
EVENTS = Table(name="events", about="Who did what to whom, where and when, one event a row", columns=plain.COLUMNS)
FIGURES = Table(
    name="figures",
    about="Numbers that belong to no single event, one a row",
    refers=(("report", "reports"), ("mention", "mentions")),
    columns=columns(
        ("id", "own id: marsad:report/figure"), _REPORT, ("kind", "stock, trend or total"), ("what", "what was counted"),
        ("min", "least", "", "number"), ("max", "most; blank when open", "", "number"),
        ("bound", "exact, min, max, about, vague or range"), ("unit", "unit"), ("direction", "up or down"),
        ("date", "EDTF"), ("places", "places"), ("mention", "the number in the report"), ("quotation", "the words"),
    ),
)  # fmt: skip
TABLES = (REPORTS, CAPTURES, MENTIONS, CLAIMS, EVENTS, FIGURES)


def rows(view: View) -> Iterator[tuple[str, Row]]:
    """The rows of a report with the table each belongs to."""
    yield REPORTS.name, _report(view)
    for capture in view.stored.captures:
        told = published.capture(view, capture)
        yield CAPTURES.name, [view.uri, *(told.get(c.name) for c in CAPTURES.columns[1:])]
    for mention in view.coded.mentions:
        yield MENTIONS.name, _mention(view, mention)
    for claim in view.coded.claims:
        yield CLAIMS.name, _claim(view, claim)
    for row in plain.rows(view):
        yield EVENTS.name, row
    for figure in view.coded.figures:
        yield FIGURES.name, _figure(view, figure)


def _report(view: View) -> Row:
    outlet, info, run = view.stored.outlet, view.coded.report, view.stored.run
    return [
        view.uri, view.url, view.title, view.outlet, outlet.country if outlet else None, outlet.kind if outlet else None,
        view.published, view.report.language or info.language, view.report.sha256, info.version, info.lexicon,
        run.id if run else None,
    ]  # fmt: skip


def _mention(view: View, mention: Mention) -> Row:
    told = published.mention(view, mention)
    value: dict[str, Any] = told["value"]
    get: Callable[[str], Any] = value.get
    return [
        view.uri_of(mention.id), view.uri, mention.kind, mention.start, mention.end, told["text"], get("entity"), get("name"),
        get("cls"), get("country"), get("admin1"), get("level"), get("lat"), get("lon"), get("gazetteer_id"), get("edtf"),
        get("min"), get("max"), get("bound"), get("unit"),
    ]  # fmt: skip


def _claim(view: View, claim: Claim) -> Row:
    speaker = claim.speaker if claim.speaker in view.mentions else None
    content = claim.content
    return [
        view.uri_of(claim.id), view.uri, view.uri_of(speaker) if speaker else None, view.name(speaker) if speaker else None,
        claim.speaker_kind, claim.stance, view.mask.text(claim.cue.start, claim.cue.end),
        view.mask.text(content.start, content.end) if content else None, content.start if content else None,
        content.end if content else None, view.uri_of(claim.within) if claim.within else None,
    ]  # fmt: skip


def _figure(view: View, figure: Figure) -> Row:
    known = figure.mention in view.mentions
    return [
        view.uri_of(figure.id), view.uri, figure.kind, view.mask.scrub(figure.what), figure.min, figure.max, figure.bound,
        figure.unit, figure.direction, figure.when.edtf if figure.when else None,
        joined(view.words(p) for p in figure.places if p in view.mentions),
        view.uri_of(figure.mention) if known else None, view.words(figure.mention) if known else None,
    ]  # fmt: skip
