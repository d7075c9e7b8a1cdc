"""One incident: its accounts side by side, what changed, where it was, why they are together, and what people decided on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, Parameter, QueryParameter

from marsad.app.grades import grades_of
from marsad.app.incident_detail import Incident, event_rows
from marsad.app.incident_detail import incident as whole
from marsad.app.incident_views import Summary, listed
from marsad.brief import Asked, BriefError, render
from marsad.export.privacy import Mask
from marsad.records import Filter, Grading, Outlet
from marsad.store.contract import EventRow, Store, StoreError
from marsad.store.incidents import EventKey
from marsad.web.asked import AskedWrongly
from marsad.web.errors import NotFound
from marsad.web.features import feature, geojson, kilometres
from marsad.web.grading import Graded, graded, take
from marsad.web.handling import Asking, Number, TheDesk
from marsad.web.labels import labels
from marsad.web.links import report as report_address
from marsad.web.masking import Full, Names, scrubbed
from marsad.web.pages.incidents import address
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response
from marsad.web.told import Told
from marsad.web.visit import Visit

Name = Annotated[str, Parameter(max_length=100)]
COLUMNS = 8
"""Accounts side by side on one page."""
_NEAR = 6
_REPORT = 2
_LINES = ("question", "mark", "report", "outlet", "published", "value", "words", "speaker", "stance", "low", "high")
BRIEFS = {"html": "text/html", "md": "text/markdown", "pdf": "application/pdf",
          "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip


class View(NamedTuple):
    """What the page of an incident is made of."""

    incident: Incident
    rows: list[EventRow]
    outlets: tuple[Outlet, ...]
    near: tuple[Summary, ...]
    grades: Graded


def known(archive: Store, id: str) -> tuple[str, tuple[EventKey, ...]]:
    """The name that an incident has now, and its events. Raises NotFound."""
    try:
        name, events = archive.incident(id)
    except StoreError as error:
        raise NotFound(str(error), error.cause, **error.values) from error
    if not events:
        raise NotFound(f"the reports of incident {id} are no longer in the archive", "incident_gone", id=id)
    return name, events


def _view(archive: Store, id: str, visitor: Visit) -> View | str:
    """What the page shows; the name that another leads to."""
    name, events = known(archive, id)
    if name != id:
        return name
    found = whole(archive, name)
    grades = graded(archive, "incident", name, visitor.language, visitor.who)
    return View(found, event_rows(archive, events), archive.outlets(), _near(archive, found), grades)


def _near(archive: Store, incident: Incident) -> tuple[Summary, ...]:
    """Other incidents at the place on the days of this one."""
    place, date = incident.head.place, incident.head.date
    days = sorted(a.published for a in incident.agreement.accounts if a.published)
    if place is None or not days or date is None:
        return ()
    where = Filter(places=(place.id or place.name,), published_since=days[0], published_until=days[-1])
    found = listed(archive, where, least=1, sort="newest", limit=_NEAR + 1, after=None)
    return tuple(islice((one for one in found.incidents if one.id != incident.id), _NEAR))


@get("/incidents/{id:str}", include_in_schema=False)
async def incident(
    request: Asking, desk: TheDesk, id: Name, first: Annotated[Number, QueryParameter(name="from")] = 0,
    was: Annotated[str | None, Parameter(max_length=100)] = None,
) -> Response[Any]:  # fmt: skip
    """The page of an incident; a former name leads to the one of now."""
    visitor = visit(request)
    view = await desk.ask(lambda archive: _view(archive, id, visitor))
    if isinstance(view, str):
        return Response(None, status_code=303, headers={"Location": f"{address(view)}?was={id}"})
    all = len(view.incident.agreement.accounts)
    start = min(first, max(0, all - 1)) // COLUMNS * COLUMNS
    return page(
        request, "incident.html", **view._asdict(), told=Told(visitor, view.outlets), address=address, start=start,
        shown=range(start, min(start + COLUMNS, all)), columns=COLUMNS, was=was, report_href=report_address,
        cards={card.report: card for card in view.incident.reports}, kilometres=kilometres, briefs=tuple(BRIEFS),
        other="en" if visitor.language == "ar" else "ar", size=_size(view.incident),
    )  # fmt: skip


def _size(incident: Incident) -> dict[str, int]:
    accounts = incident.agreement.accounts
    outlets = {card.outlet for card in incident.reports if card.outlet}
    return {
        "reports": len(incident.reports), "copies": sum(len(a.copies) for a in accounts), "outlets": len(outlets),
    }  # fmt: skip


@get("/api/incidents/{id:str}")
async def incident_json(desk: TheDesk, id: Name) -> Incident:
    """An incident: the agreement table (rows are questions, columns accounts in order of time), bounds of numbers, what changed,
    reasons and decisions. A former name gives the incident that it leads to."""

    def ask(archive: Store) -> Incident:
        return whole(archive, known(archive, id)[0])

    return await desk.ask(ask)


@get("/incidents/{id:str}/accounts.csv", include_in_schema=False)
async def accounts_csv(request: Asking, desk: TheDesk, id: Name, full: Full = False) -> Response[bytes]:
    """The agreement table, a line an answer; logged, for it takes names of speakers along. Those of private persons are masked
    unless ``full`` is asked for."""
    who = visit(request).who

    def ask(archive: Store) -> list[Sequence[Any]]:
        name, names = known(archive, id)[0], Names(archive, full)
        told = names.each(_lines(whole(archive, name)), lambda line: str(line[_REPORT]))
        lines: list[Sequence[Any]] = [[scrubbed(value, mask) for value in line] for line, mask in told]
        archive.log(who, "export", f"incident {name}", f"accounts.csv, {len(lines)} lines, {names.told}")
        return lines

    return csv_response("accounts.csv", _LINES, await desk.ask(ask))


def _lines(found: Incident) -> Iterator[tuple[Any, ...]]:
    for row in found.agreement.rows:
        for account, cell in zip(found.agreement.accounts, row.cells, strict=True):
            for a in cell:
                yield (row.label, row.mark, account.report, account.outlet, account.published, a.value,
                       " | ".join(span.text for span in a.words), a.speaker, a.stance, row.low, row.high)  # fmt: skip


@get("/incidents/{id:str}/events.geojson", include_in_schema=False)
async def events_geojson(request: Asking, desk: TheDesk, id: Name) -> Response[dict[str, Any]]:
    """The events of an incident's accounts as GeoJSON, as the map on its page draws them; names of private persons are masked and
    coordinates rounded."""
    named = labels(visit(request).language)

    def ask(archive: Store) -> list[dict[str, Any]]:
        told = Names(archive, False).each(event_rows(archive, known(archive, id)[1]), lambda row: row.report)
        return [feature(_masked(row, mask), named) for row, mask in told]

    return geojson(await desk.ask(ask))


def _masked(row: EventRow, mask: Mask) -> EventRow:
    speakers = tuple(mask.scrub(speaker) or "" for speaker in row.speakers)
    return msgspec.structs.replace(row, quotation=mask.scrub(row.quotation) or "", speakers=speakers)


@get(["/incidents/{id:str}/brief.html", "/incidents/{id:str}/brief.md", "/incidents/{id:str}/brief.docx",
      "/incidents/{id:str}/brief.pdf"], include_in_schema=False)  # fmt: skip
async def brief(
    request: Asking, desk: TheDesk, id: Name, lang: FromQuery[Literal["ar", "en"] | None] = None
) -> Response[bytes]:
    """A brief on an incident, private names and exact coordinates left out; logged."""
    from marsad.app.briefs import brief_of_incident

    visitor, form = visit(request), request.url.path.rpartition(".")[2]
    language = lang or visitor.language

    def ask(archive: Store) -> bytes:
        name, _ = known(archive, id)
        asked = Asked(language=language)
        try:
            made = brief_of_incident(archive, name, asked, full=False, who=visitor.who, target=f"brief.{form}")
            return render(made, "markdown" if form == "md" else form)
        except BriefError as error:
            raise AskedWrongly(f"brief.{form}", str(error)) from error

    content = await desk.ask(ask)
    return Response(
        content, media_type=BRIEFS[form],
        headers={"Content-Disposition": f'attachment; filename="incident-{language}.{form}"'},
    )  # fmt: skip


@post("/incidents/{id:str}/grade", include_in_schema=False)
async def grade_form(request: Asking, desk: TheDesk, id: Name) -> Response[None]:
    """Keep what the visitor holds of an incident, or take it back."""
    name, _ = await desk.ask(lambda archive: known(archive, id))
    return await take(request, desk, "incident", name, address(name))


@get("/api/incidents/{id:str}/grades")
async def grades_json(desk: TheDesk, id: Name) -> tuple[Grading, ...]:
    """The grades of an incident that stand, the newest of each person and scheme."""
    return await desk.ask(lambda archive: grades_of(archive, "incident", known(archive, id)[0]))


PAGES = [incident, incident_json, accounts_csv, events_geojson, brief, grade_form, grades_json]
