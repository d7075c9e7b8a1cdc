"""Outlets: whose reports are held, what each reports, with whom it shares words, and whom its accounts contradict."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response, get, post

from marsad.app.profiles import OutletProfile, outlet_profile
from marsad.records import Outlet, Record
from marsad.store.contract import Store
from marsad.web.errors import NotFound
from marsad.web.grading import Graded, graded, take
from marsad.web.handling import Asking, TheDesk
from marsad.web.profiling import TOOLS, Id, other_labels
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response
from marsad.web.told import Told

_COLUMNS = ("id", "name_ar", "name_en", "kind", "country", "ownership", "reports", "first", "last")


class Line(Record, frozen=True):
    """An outlet and how much of it is held; ``outlet`` is None for reports whose outlet is not known."""

    outlet: Outlet | None
    reports: int
    first: str | None
    last: str | None


def _lines(archive: Store) -> list[Line]:
    """The outlets whose reports are held, those with most first."""
    known = {outlet.id: outlet for outlet in archive.outlets()}
    rows = sorted(archive.published().items(), key=lambda row: (-row[1].reports, row[0] or ""))
    return [
        Line(outlet=known.get(id, Outlet(id=id)) if id else None, reports=held.reports,
             first=held.first.isoformat() if held.first else None, last=held.last.isoformat() if held.last else None)
        for id, held in rows
    ]  # fmt: skip


@get("/outlets", include_in_schema=False)
async def outlets(request: Asking, desk: TheDesk) -> Response[str]:
    """All outlets whose reports are held."""
    return page(request, "outlets.html", rows=await desk.ask(_lines))


@get("/api/outlets")
async def outlets_json(desk: TheDesk) -> list[Line]:
    """Outlets whose reports are held, those with most first."""
    return await desk.ask(_lines)


@get("/outlets.csv", include_in_schema=False)
async def outlets_csv(desk: TheDesk) -> Response[bytes]:
    """Outlets whose reports are held, as a table."""
    lines = await desk.ask(_lines)
    return csv_response("outlets.csv", _COLUMNS, map(_cells, lines))


def _cells(line: Line) -> list[str | int | None]:
    one = line.outlet or Outlet(id="")
    return [one.id, one.name_ar, one.name_en, one.kind, one.country, one.ownership, line.reports, line.first, line.last]


@get("/outlets/{id:str}", include_in_schema=False)
async def outlet(request: Asking, desk: TheDesk, id: Id) -> Response[str]:
    """The page of an outlet."""
    visitor = visit(request)

    def ask(archive: Store) -> tuple[OutletProfile, tuple[Outlet, ...], Graded]:
        grades = graded(archive, "outlet", id, visitor.language, visitor.who)
        return _found(archive, id), archive.outlets(), grades

    found, known, grades = await desk.ask(ask)
    told = Told(visitor, known)
    return page(request, "outlet.html", found=found, told=told, grades=grades, twin=other_labels(request), **TOOLS)


@post("/outlets/{id:str}/grade", include_in_schema=False)
async def grade_form(request: Asking, desk: TheDesk, id: Id) -> Response[None]:
    """Keep how far the visitor trusts an outlet, or take it back."""
    await desk.ask(lambda archive: _found(archive, id))
    return await take(request, desk, "outlet", id, f"/outlets/{quote(id, safe='')}")


@get("/api/outlets/{id:str}")
async def outlet_json(desk: TheDesk, id: Id) -> OutletProfile:
    """What an outlet reports, with whom it shares words, and on what its accounts are in conflict with others."""
    return await desk.ask(lambda archive: _found(archive, id))


def _found(archive: Store, id: str) -> OutletProfile:
    found = outlet_profile(archive, id)
    if found is None:
        raise NotFound(
            f"there is no outlet {id} in the table of outlets, and no report of it; see /outlets", "no_outlet", id=id
        )
    return found


PAGES = [outlets, outlets_json, outlets_csv, outlet, outlet_json, grade_form]
