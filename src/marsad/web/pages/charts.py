"""Charts of what is reported, each with its table: by time, type, actor, place; coverage; agreement of accounts."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get
from litestar.params import QueryParameter

from marsad.records import Record
from marsad.store.contract import Store
from marsad.web.asked import pairs
from marsad.web.chips import Chip, chips
from marsad.web.counting import KINDS, Chart, Kind, as_told, chart
from marsad.web.facets import naming
from marsad.web.handling import Asking, TheDesk, Where
from marsad.web.labels import labels
from marsad.web.masking import Full, Names
from marsad.web.pages.search import TOOLS, described
from marsad.web.rendering import page, visit
from marsad.web.tables import csv_response

Show = Annotated[Kind, QueryParameter()]


class Shown(Record, frozen=True):
    """A chart with the choices by which it was made."""

    chart: Chart
    chips: list[Chip]


@get("/charts", include_in_schema=False)
async def charts_page(request: Asking, desk: TheDesk, where: Where, show: Show = "time") -> Response[str]:
    """One chart with its table, and the ways to the others."""
    named = labels(visit(request).language)

    def ask(archive: Store) -> Shown:
        return Shown(chart=chart(archive, where, show, named), chips=chips(where, naming(archive, named)))

    shown = await desk.ask(ask)
    return page(
        request, "charts.html", shown=shown, chart=shown.chart, drawn=as_told(shown.chart), show=show, kinds=KINDS,
        where=where, asked=pairs(where), **TOOLS,
    )  # fmt: skip


@get("/api/charts")
async def charts_json(request: Asking, desk: TheDesk, where: Where, show: Show = "time") -> Chart:
    """Counts of events that answer a filter, by the kind asked for; labels are in the visitor's language."""
    named = labels(visit(request).language)
    return await desk.ask(lambda archive: chart(archive, where, show, named))


@get("/charts.csv", include_in_schema=False)
async def charts_csv(
    request: Asking, desk: TheDesk, where: Where, show: Show = "time", full: Full = False
) -> Response[bytes]:
    """The numbers of a chart as a table; logged. Names of private persons among its labels are masked unless ``full`` is asked
    for."""
    named, who = labels(visit(request).language), visit(request).who

    def ask(archive: Store) -> tuple[Chart, list[str | None]]:
        shown, names = chart(archive, where, show, named), Names(archive, full)
        heads = [names.words(label) for label in shown.labels]
        kept = "full detail" if full else "public"
        archive.log(who, "export", "charts.csv", f"{show}: {len(heads)} lines as shown, {kept}; {described(where)}")
        return shown, heads

    shown, heads = await desk.ask(ask)
    rows: list[list[Any]] = [[head, *(s.values[n] for s in shown.series)] for n, head in enumerate(heads)]
    return csv_response(f"{show}.csv", ("label", *(s.name for s in shown.series)), rows)


PAGES = [charts_page, charts_json, charts_csv]
