"""``marsad stats``: how much an archive holds, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from marsad.cli.archive import reading
from marsad.cli.filters import chosen_by_call, filter_options, settled
from marsad.cli.nothing import explain
from marsad.cli.tables import emit, output_options
from marsad.store.contract import Facet

if TYPE_CHECKING:
    from marsad.records import Filter
    from marsad.store.contract import Store

_FACETS: tuple[Facet, ...] = get_args(Facet)


@click.command(short_help="Count what the archive holds, by month, place, type …")
@click.option("--by", multiple=True, type=click.Choice(_FACETS), help="Count events by this; several are combined.")
@filter_options
@click.option("--limit", type=click.IntRange(1), help="Lines at most.")
@output_options("table")
@reading
def stats(by: tuple[Facet, ...], where: Filter, limit: int | None, form: str, store: Store) -> None:
    """Count what the archive holds; with --by, count events. A value that the reports do not state stays empty.

    \b
    Examples:
      marsad stats
      marsad stats --by month --by admin1 --by type --country SY --csv
      marsad stats --by outlet --actor actor.sy.army
    """
    if not by:
        if chosen_by_call():
            raise click.UsageError(
                "the options that choose hold for counts --by something, such as --by type; name what to count by"
            )
        emit(({"what": key, "value": value} for key, value in store.stats().items()), ("what", "value"), form)
        return
    where = settled(where, store)
    buckets = store.facets(where, by, limit)
    rows = ({**dict(zip(by, b.values, strict=True)), "events": b.events} for b in buckets)
    emit(rows, (*by, "events"), form)
    if not buckets:
        explain(store, where)
