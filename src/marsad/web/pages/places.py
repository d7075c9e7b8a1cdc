"""A place of the gazetteer: what is reported of it, who is said to have acted there, and to whom."""

from __future__ import annotations

from litestar import Response, get

from marsad.app.place_ids import around, place_of
from marsad.app.profiles import PlaceProfile, StrangePlace, place_profile, strange_place
from marsad.records import Outlet
from marsad.store.contract import Store
from marsad.web.errors import NotFound
from marsad.web.features import kilometres
from marsad.web.handling import Asking, TheDesk
from marsad.web.profiling import TOOLS, Id
from marsad.web.rendering import page, visit
from marsad.web.told import Told


def _absent(id: str) -> NotFound:
    return NotFound(
        f"neither the gazetteer nor a report here has a place {id}; `marsad places find NAME` tells ids",
        "no_place",
        id=id,
    )


@get("/places/{id:str}", include_in_schema=False)
async def place(request: Asking, desk: TheDesk, id: Id) -> Response[str]:
    """The page of a place."""
    known = place_of(id)
    division, country = around(known) if known else (None, None)

    def ask(archive: Store) -> tuple[StrangePlace | None, PlaceProfile, tuple[Outlet, ...]]:
        strange = _strange(archive, id) if known is None else None
        return strange, place_profile(archive, id), archive.outlets()

    strange, found, outlets = await desk.ask(ask)
    return page(
        request, "place.html", place=known or strange, strange=strange, division=division, country=country, found=found,
        told=Told(visit(request), outlets), kilometres=kilometres, **TOOLS,
    )  # fmt: skip


def _strange(archive: Store, id: str) -> StrangePlace:
    """A place that only records have. Raises NotFound."""
    found = strange_place(archive, id)
    if found is None:
        raise _absent(id)
    return found


@get("/api/places/{id:str}")
async def place_json(desk: TheDesk, id: Id) -> PlaceProfile:
    """What is reported of a place by its gazetteer id, or by an id that only records of this archive have."""

    def ask(archive: Store) -> PlaceProfile:
        if place_of(id) is None:
            _strange(archive, id)
        return place_profile(archive, id)

    return await desk.ask(ask)


PAGES = [place, place_json]
