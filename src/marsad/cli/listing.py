"""``marsad list``: what an archive holds, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
import msgspec

from marsad.cli.archive import reading
from marsad.cli.filters import filter_options
from marsad.cli.search import COLUMNS as HITS
from marsad.cli.search import row as hit_row
from marsad.cli.tables import Row, emit, output_options

if TYPE_CHECKING:
    from marsad.records import Filter
    from marsad.store.contract import Sort, Store

_EVENTS = ("report", "event", "type", "mode", "status", "date", "place", "admin1", "country", "lat", "lon", "level", "actors",
           "targets", "counts", "speakers", "outlet", "published", "quotation", "review", "cursor")  # fmt: skip
_OUTLETS = ("id", "name_ar", "name_en", "domains", "country", "language", "kind", "ownership", "names", "actor")
_RUNS = ("id", "extractor", "version", "lexicon", "started_at", "finished_at", "reports")
_CUSTODY = ("number", "at", "who", "action", "subject", "details", "chain")
WHAT = ("reports", "events", "outlets", "runs", "custody")


@click.command("list", short_help="List reports, events, outlets, runs or the custody log.")
@click.argument("what", type=click.Choice(WHAT))
@filter_options
@click.option(
    "--sort",
    type=click.Choice(("newest", "oldest")),
    default="newest",
    show_default=True,
    help="Order of reports and events.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Lines at most.")
@click.option("--all", "everything", is_flag=True, help="All lines, whatever --limit says.")
@click.option("--after", metavar="CURSOR", help="Go on after the line that had this cursor.")
@output_options("table")
@reading
def listing(
    what: str, where: Filter, sort: Sort, limit: int, everything: bool, after: str | None, form: str, store: Store
) -> None:
    """List what the archive holds. The options that choose hold for reports and events.

    \b
    Examples:
      marsad list events --country SY --since 2024-01-01 --csv > events.csv
      marsad list reports --outlet sana -t
      marsad list custody --nl
    """
    most = None if everything else limit
    rows, columns = _LISTS[what](store, where, sort, most, after)
    emit(islice(rows, most), columns, form)


Listed = tuple[Iterable[Row], tuple[str, ...]]


def _reports(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> Listed:
    return (hit_row(hit, ("\ue000", "\ue001")) for hit in _hits(store, where, sort, most, after)), HITS


def _hits(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> Iterator[Any]:
    """Pages of hits until there are no more."""
    size = min(most or 1000, 1000)
    while hits := store.search(where, sort=sort, limit=size, after=after):
        yield from hits
        if len(hits) < size:
            return
        after = hits[-1].cursor


def _events(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> Listed:
    return (_plain(e) for e in store.events(where, sort=sort, limit=most, after=after)), _EVENTS


def _outlets(store: Store, *_: Any) -> Listed:
    return (_plain(o) for o in store.outlets()), _OUTLETS


def _runs(store: Store, *_: Any) -> Listed:
    return (_plain(r) for r in store.runs()), _RUNS


def _custody(store: Store, where: Filter, *_: Any) -> Listed:
    subject = where.reports[0] if where.reports else None
    return (_plain(entry) for entry in store.custody(subject)), _CUSTODY


def _plain(record: Any) -> Row:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in msgspec.structs.asdict(record).items()
    }


_LISTS: dict[str, Callable[..., Listed]] = {
    "reports": _reports, "events": _events, "outlets": _outlets, "runs": _runs, "custody": _custody,
}  # fmt: skip
