"""``marsad timeline`` and ``marsad trend``: what is told of, day by day and period by period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.archive import reading
from marsad.cli.filters import QueryCommand, filter_options, settled
from marsad.cli.nothing import explain
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.app.trends import Moment
    from marsad.linking.trends import Line, Period
    from marsad.records import Filter
    from marsad.store.contract import Store

_COLUMNS = ("date", "type", "mode", "status", "place", "country", "actors", "targets", "counts", "speakers", "quotation",
            "report", "event", "outlet", "published", "incident", "others")  # fmt: skip
_PERIODS = ("day", "week", "month", "quarter", "year")
_BY = ("country", "admin1", "place", "type", "mode", "status")
_FIGURES = ("incidents", "low", "high", "ratio", "ratio_low", "ratio_high", "chance", "events", "reports", "outlets")
_STATED = ("report", "words", "direction", "min", "max", "unit", "what", "places", "when", "speakers")


@click.command(cls=QueryCommand, short_help="Events in the order of their days, each incident once.")
@click.argument("query", nargs=-1)
@filter_options
@click.option("--incident", metavar="ID", help="The events of this incident, each account of its own.")
@output_options("table")
@reading
def timeline(query: tuple[str, ...], where: Filter, incident: str | None, form: str, store: Store) -> None:
    """List the events that answer QUERY and the options in the order of their days; those without a day stand last.

    Background that a report tells of (2011, 2019) stands in its own year. An incident that several reports tell of stands
    once, with the other accounts named.

    \b
    Examples:
      marsad timeline --actor actor.group.isis --country SY
      marsad timeline --place تدمر --since 2015-01-01 --csv
      marsad timeline --incident i3f0c2a9b1d2e
    """
    from marsad.app.trends import timeline as moments

    where = settled(msgspec.structs.replace(where, query=" ".join(query).strip() or None), store)
    if incident:
        emit(_accounts(store, where, incident), _COLUMNS, form)
    elif not emit((_row(moment) for moment in moments(store, where)), _COLUMNS, form):
        click.echo("no events", err=True)
        explain(store, where)


def _accounts(store: Store, where: Filter, incident: str) -> Iterator[dict[str, Any]]:
    from marsad.app.trends import Moment

    name, events = store.incident(incident)
    of = msgspec.structs.replace(where, reports=tuple(dict.fromkeys(report for report, _ in events)))
    for row in store.events(of, sort="oldest", limit=None):
        if (row.report, row.event) in events:
            yield _row(Moment(row=row, incident=name))


def _row(moment: Moment) -> dict[str, Any]:
    row = {**msgspec.structs.asdict(moment.row), "incident": moment.incident, "others": moment.others}
    return {name: value.isoformat() if hasattr(value := row[name], "isoformat") else value for name in _COLUMNS}


@click.command(cls=QueryCommand, short_help="Incidents period by period, with intervals and coverage.")
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--period", type=click.Choice(_PERIODS), default="month", show_default=True, help="What is counted together."
)
@click.option("--by", multiple=True, type=click.Choice(_BY), help="Count apart by this; several are combined.")
@click.option("--stated", is_flag=True, help="List the trends that reports state instead.")
@output_options("table")
@reading
def trend(
    query: tuple[str, ...], where: Filter, period: Period, by: tuple[str, ...], stated: bool, form: str, store: Store
) -> None:
    """Count incidents period by period; an incident counts once, however many reports tell of it.

    low and high bound the rate (95 %, exact Poisson); ratio is that to the period before, with its bounds, and chance the
    probability of as great a difference by chance alone. reports and outlets say how much was reported: more reporting is
    not more violence. The line without a period counts what has no day; a group without a value what is not stated.

    \b
    Examples:
      marsad trend --country SY --type ASSAULT
      marsad trend --period quarter --by admin1 --country YE --csv
      marsad trend --stated --actor actor.group.isis
    """
    from marsad.app.trends import trends

    where = settled(msgspec.structs.replace(where, query=" ".join(query).strip() or None), store)
    if stated:
        emit(_stated(store, where), _STATED, form)
        return
    try:
        lines = trends(store, where, period, by)
    except ImportError as error:
        raise click.ClickException("trends need scipy: pip install 'marsad[trend]'") from error
    emit((_line(line, by) for line in lines), ("period", *by, *_FIGURES), form)


def _line(line: Line, by: tuple[str, ...]) -> dict[str, Any]:
    figures = msgspec.structs.asdict(line)
    return {
        "period": line.period,
        **dict(zip(by, line.group, strict=True)),
        **{name: figures[name] for name in _FIGURES},
    }


def _stated(store: Store, where: Filter) -> Iterator[dict[str, Any]]:
    from marsad.app.trends import reported

    for found in reported(store, where):
        figure = found.figure
        yield {
            "report": found.report, "words": found.words, "direction": figure.direction, "min": figure.min, "max": figure.max,
            "unit": figure.unit, "what": figure.what, "places": found.places, "when": figure.when and figure.when.edtf,
            "speakers": found.speakers,
        }  # fmt: skip
