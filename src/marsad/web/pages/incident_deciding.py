"""What people decide on incidents: joining two, taking reports out of one."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from marsad.app.incident_detail import state_of
from marsad.app.incidents import join, part
from marsad.records import Record
from marsad.store.contract import Store
from marsad.web.asked import AskedWrongly
from marsad.web.errors import Changed
from marsad.web.handling import Asking, TheDesk
from marsad.web.pages.incident import Name, known
from marsad.web.pages.incidents import address
from marsad.web.rendering import visit
from marsad.web.visit import Visit

_LONGEST = 1_000
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=_LONGEST)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class Joining(Record, frozen=True):
    """Which incident is joined with this one, and why; ``state`` is that of the incident as it was looked at."""

    other: Id
    why: Reason
    state: str = ""


class Parting(Record, frozen=True):
    """Which reports are taken out of an incident, and why."""

    reports: Annotated[list[Id], msgspec.Meta(min_length=1, max_length=1_000)]
    why: Reason
    state: str = ""


class Decided(Record, frozen=True):
    """The incidents that a decision left, by name; the first is the one that was looked at."""

    incidents: tuple[str, ...]


def _joined(archive: Store, id: str, asked: Joining, visitor: Visit) -> Decided:
    name = _unchanged(archive, id, asked.state)
    other = known(archive, asked.other.strip())[0]
    if other == name:
        raise AskedWrongly("other", visitor.t("incident.wrong_other"))
    return Decided(incidents=(join(archive, [name, other], visitor.who, asked.why.strip()),))


def _parted(archive: Store, id: str, asked: Parting, visitor: Visit) -> Decided:
    name = _unchanged(archive, id, asked.state)
    inside = {report for report, _ in known(archive, name)[1]}
    out = set(asked.reports) & inside
    if not out or out == inside or len(out) < len(set(asked.reports)):
        raise AskedWrongly("reports", visitor.t("incident.wrong_reports"))
    left = part(archive, name, out, visitor.who, asked.why.strip())
    now = archive.incident(name)[0]
    return Decided(incidents=(now, *(one for one in left if one != now)))


def _unchanged(archive: Store, id: str, state: str) -> str:
    """The incident's name. Raises Changed when it is not as it was looked at."""
    name = known(archive, id)[0]
    if state and state != state_of(archive, name):
        raise Changed(
            f"incident {name} has changed since the page was opened: look at it again, then decide",
            "incident_changed",
            id=name,
        )
    return name


async def _form(request: Asking, visitor: Visit) -> tuple[Any, str, str]:
    """What a form sent, its reason and state. Raises AskedWrongly without a reason."""
    form = await request.form()
    why = str(form.get("why") or "").strip()[:_LONGEST]
    if not why:
        raise AskedWrongly("why", visitor.t("incident.wrong_reason"))
    return form, why, str(form.get("state") or "")


def _shown(decided: Decided) -> Response[None]:
    return Response(None, status_code=303, headers={"Location": f"{address(decided.incidents[0])}#history"})


@post("/incidents/{id:str}/join", include_in_schema=False)
async def join_form(request: Asking, desk: TheDesk, id: Name) -> Response[None]:
    """Join another incident with this one."""
    visitor = visit(request)
    form, why, state = await _form(request, visitor)
    other = str(form.get("other") or form.get("near") or "").strip()[:100]
    if not other:
        raise AskedWrongly("other", visitor.t("incident.wrong_other"))
    asked = Joining(other=other, why=why, state=state)
    return _shown(await desk.ask(lambda archive: _joined(archive, id, asked, visitor)))


@post("/incidents/{id:str}/part", include_in_schema=False)
async def part_form(request: Asking, desk: TheDesk, id: Name) -> Response[None]:
    """Take reports out of this incident."""
    visitor = visit(request)
    form, why, state = await _form(request, visitor)
    asked = Parting(reports=[str(report) for report in form.getall("reports", [])], why=why, state=state)
    return _shown(await desk.ask(lambda archive: _parted(archive, id, asked, visitor)))


@post("/api/incidents/{id:str}/join", status_code=200)
async def join_json(request: Asking, desk: TheDesk, id: Name, data: JSONBody[Joining]) -> Decided:
    """Make one incident of two, for good; logged under the name of who asks. 409 when ``state`` is not that of now."""
    visitor = visit(request)
    return await desk.ask(lambda archive: _joined(archive, id, data, visitor))


@post("/api/incidents/{id:str}/part", status_code=200)
async def part_json(request: Asking, desk: TheDesk, id: Name, data: JSONBody[Parting]) -> Decided:
    """Take reports out of an incident, for good; logged under the name of who asks. 409 when ``state`` is not that of now."""
    visitor = visit(request)
    return await desk.ask(lambda archive: _parted(archive, id, data, visitor))


PAGES = [join_form, part_form, join_json, part_json]
