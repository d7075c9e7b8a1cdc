"""Saved searches: kept in the archive under a name, for everybody who uses it."""

from __future__ import annotations

import unicodedata
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from marsad.records import Filter, Record, SavedSearch
from marsad.store.contract import Store
from marsad.web import links
from marsad.web.asked import AskedWrongly, Pairs, pairs
from marsad.web.chips import chips
from marsad.web.errors import Changed, NotFound
from marsad.web.facets import naming
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import labels
from marsad.web.pages.search import TOOLS
from marsad.web.rendering import page, visit
from marsad.web.words import told

_LONGEST = 80


class Kept(Record, frozen=True):
    """A saved search: its name, who saved it and when, and the query string that opens it."""

    name: str
    who: str
    at: str
    query: str


@get("/searches", include_in_schema=False)
async def searches(request: Asking, desk: TheDesk) -> Response[str]:
    """The saved searches, to open, rename and take away."""
    named = labels(visit(request).language)

    def ask(archive: Store) -> list[tuple[SavedSearch, Pairs, list[Any]]]:
        names = naming(archive, named)
        return [(one, pairs(one.asked), chips(one.asked, names)) for one in archive.saved_searches()]

    return page(request, "searches.html", saved=await desk.ask(ask), longest=_LONGEST, **TOOLS)


@get("/api/searches")
async def searches_json(desk: TheDesk) -> list[Kept]:
    """The saved searches, by name."""
    saved = await desk.ask(lambda archive: archive.saved_searches())
    return [
        Kept(name=one.name, who=one.who, at=one.at, query=links.showing("", one.asked).removeprefix("?"))
        for one in saved
    ]


@post("/searches", include_in_schema=False)
async def save(request: Asking, desk: TheDesk, where: Where) -> Redirect:
    """Keep the filter of the address under the name of the form, in the place of one of that name."""
    name, who = await _name(request, "name"), visit(request).who
    if where == Filter():
        raise AskedWrongly("name", told(visit(request).language, "searches.nothing_chosen"))
    await desk.ask(lambda archive: archive.save_search(name, where, who))
    view = "events" if request.query_params.get("view") == "events" else "search"
    return Redirect(links.showing(f"/{view}", where), status_code=303)


@post("/searches/rename", include_in_schema=False)
async def rename(request: Asking, desk: TheDesk) -> Redirect:
    """Give a saved search another name."""
    old, new, who = await _name(request, "old"), await _name(request, "name"), visit(request).who
    language = visit(request).language

    def ask(archive: Store) -> None:
        saved = {one.name: one for one in archive.saved_searches()}
        if old not in saved:
            raise NotFound(told(language, "searches.gone", name=old))
        if new in saved and new != old:
            raise Changed(told(language, "searches.taken", name=new))
        if new != old:
            archive.save_search(new, saved[old].asked, who)
            archive.save_search(old, None, who)

    await desk.ask(ask)
    return Redirect("/searches", status_code=303)


@post("/searches/delete", include_in_schema=False)
async def delete(request: Asking, desk: TheDesk) -> Redirect:
    """Take a saved search away."""
    name, who = await _name(request, "name"), visit(request).who
    language = visit(request).language

    def ask(archive: Store) -> None:
        if name not in {one.name for one in archive.saved_searches()}:
            raise NotFound(told(language, "searches.gone", name=name))
        archive.save_search(name, None, who)

    await desk.ask(ask)
    return Redirect("/searches", status_code=303)


async def _name(request: Asking, field: str) -> str:
    """A name as it is kept: on one line, without characters that cannot be seen. Raises AskedWrongly when nothing is left."""
    form = await request.form()
    seen = (" " if c.isspace() else c for c in str(form.get(field) or "") if c.isspace() or _is_seen(c))
    name = " ".join("".join(seen).split())[:_LONGEST].strip()
    if not name:
        raise AskedWrongly(field, told(visit(request).language, "searches.no_name"))
    return name


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


PAGES = [searches, searches_json, save, rename, delete]
