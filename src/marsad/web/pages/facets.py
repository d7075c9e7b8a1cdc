"""What can be narrowed by, counted: a page of its own, pieces that search loads when they are opened, and the narrowing."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response, get
from litestar.params import QueryParameter
from litestar.response import Redirect

from marsad.app.asking import settled
from marsad.app.places import found as found_places
from marsad.records import Filter, Record
from marsad.store.contract import Store
from marsad.web import links
from marsad.web.answers import json_response
from marsad.web.asked import AskedWrongly, pairs
from marsad.web.facets import BY_NAME, FEW, MANY, Shown, count, naming, period
from marsad.web.finding import Order
from marsad.web.handling import Asking, TheDesk, Where, Word
from marsad.web.labels import Labels, labels
from marsad.web.pages.search import TOOLS
from marsad.web.rendering import page, visit
from marsad.web.suggesting import Kind, Suggestion, suggestions

FacetName = Literal["time", "type", "mode", "status", "country", "admin1", "place", "actor", "target", "speaker", "stance",
                    "outlet", "review"]  # fmt: skip
View = Literal["search", "events"]
ViewOf = Annotated[View, QueryParameter()]
FacetOf = Annotated[FacetName, QueryParameter()]
KindOf = Annotated[Kind, QueryParameter()]
Days = Annotated[Literal["event", "published"], QueryParameter()]
Digits = Annotated[str | None, QueryParameter(max_length=15)]
Day = Annotated[str | None, QueryParameter(max_length=10)]
From = Annotated[str | None, QueryParameter(name="from", max_length=10)]
_FREE = ("party", "actor", "target", "place", "speaker", "outlet", "admin1", "country")
"""Parameters whose value is typed."""
_NEAR_KM = "50"


class Counted(Record, frozen=True):
    """A value (None where reports do not state it), its name, and how many events have it (None: not counted)."""

    value: str | None
    label: str
    events: int | None


class Counts(Record, frozen=True):
    """The values of a facet, the most frequent first; ``more`` says that there are others."""

    by: str
    values: tuple[Counted, ...]
    more: bool


def _counted(archive: Store, by: str, where: Filter, labels: Labels, limit: int) -> Shown:
    return count(archive, BY_NAME[by], where, settled(where, archive), naming(archive, labels), limit)


@get("/search/facets", include_in_schema=False)
async def facet_page(
    request: Asking,
    desk: TheDesk,
    where: Where,
    by: FacetOf = "type",
    view: ViewOf = "search",
    sort: Order = None,
) -> Response[str]:
    """All values of a facet, on a page of their own."""
    return await _shown(request, desk, where, by, view, sort, "facets.html", MANY)


@get("/search/facets/part", include_in_schema=False)
async def facet_part(
    request: Asking,
    desk: TheDesk,
    where: Where,
    by: FacetOf = "type",
    view: ViewOf = "search",
    sort: Order = None,
) -> Response[str]:
    """The most frequent values of a facet, as a piece of a page."""
    return await _shown(request, desk, where, by, view, sort, "facet_part.html", FEW)


async def _shown(
    request: Asking, desk: TheDesk, where: Where, by: FacetName, view: View, sort: Order, template: str, limit: int
) -> Response[str]:
    """Up to ``limit`` values of a facet, as ``template`` shows them."""
    named = labels(visit(request).language)
    shown = await desk.ask(lambda archive: _counted(archive, by, where, named, limit))
    return page(
        request, template, facet=shown, by=by, base=f"/{view}", view=view, sort=sort, asked=pairs(where), **TOOLS
    )


@get("/api/facets")
async def facets_json(
    request: Asking, desk: TheDesk, where: Where, by: FacetOf,
    limit: Annotated[int, QueryParameter(ge=1, le=MANY)] = FEW,
) -> Response[Counts]:  # fmt: skip
    """How many events answer a filter, by the values of one facet, whose own part of the filter is left aside."""
    named = labels(visit(request).language)
    shown = await desk.ask(lambda archive: _counted(archive, by, where, named, limit))
    values = tuple(Counted(value=v.code, label=v.label, events=v.events) for v in shown.values)
    return json_response(Counts(by=by, values=values, more=shown.more))


@get("/api/suggest")
async def suggest_json(
    request: Asking, desk: TheDesk, kind: KindOf, q: Annotated[str, QueryParameter(max_length=100)] = ""
) -> Response[list[Suggestion]]:
    """Up to ten names of actors, places, speakers or outlets in which a word begins with ``q``, in any spelling."""
    named = labels(visit(request).language)
    return json_response(await desk.ask(lambda archive: suggestions(archive, kind, q, named)))


@get("/search/narrow", include_in_schema=False)
async def narrow(
    request: Asking, from_: From = None, to: Day = None, view: ViewOf = "search", days: Days = "event",
    count_kind: Word = None, least: Digits = None, most: Digits = None, near_place: Word = None, near_km: Digits = None,
    add: Word = None, value: Word = None,
) -> Redirect:  # fmt: skip
    """Puts the fields of a form into a filter and leads to what answers it, at an address that holds nothing empty."""
    given = [(k, v) for k, v in request.query_params.multi_items() if v.strip() and k not in _OWN]
    if from_ is not None or to is not None:
        names = ("published_since", "published_until") if days == "published" else ("since", "until")
        given = [pair for pair in given if pair[0] not in names]
        given += [(n, d) for n, d in zip(names, _days(from_, to), strict=True) if d]
    if count_kind and (words := _count(count_kind, least, most)):
        given.append(("count", words))
    if near_place and near_place.strip():
        given = [pair for pair in given if pair[0] != "near"]
        given.append(("near", _near(near_place.strip(), near_km)))
    if add in _FREE and value and value.strip() and (add, value.strip()) not in given:
        given.append((add, value.strip()))
    return Redirect(links.to(f"/{view}", given), status_code=303)


_OWN = frozenset(
    {"from", "to", "view", "days", "count_kind", "least", "most", "near_place", "near_km", "add", "value", "after"}
)


def _days(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    return _day("from", first, 0), _day("to", last, 1)


def _day(name: str, words: str | None, end: int) -> str | None:
    if not words or not words.strip():
        return None
    try:
        return period(words)[end].isoformat()
    except ValueError as error:
        raise AskedWrongly(name, str(error), "date", words=words[:80]) from error


def _count(kind: str, least: str | None, most: str | None) -> str | None:
    low, high = (n.strip() if n and n.strip() else None for n in (least, most))
    if kind == "any" and low is None and high is None:
        return None
    if low and high:
        return f"{kind}={low}..{high}"
    return f"{kind}>={low}" if low else f"{kind}<={high}" if high else kind


def _near(name: str, km: str | None) -> str:
    """The circle around the weightiest place of a name that has a point. Raises AskedWrongly."""
    try:
        point = next((p.lat, p.lon) for p in found_places(name) if p.lat is not None and p.lon is not None)
    except StopIteration:
        raise AskedWrongly(
            "near_place",
            f"no place with coordinates is called {name!r}; see `marsad places find`",
            "near_place",
            words=name,
        ) from None
    return f"{point[0]:g},{point[1]:g},{(km or '').strip() or _NEAR_KM}"


PAGES = [facet_page, facet_part, facets_json, suggest_json, narrow]
