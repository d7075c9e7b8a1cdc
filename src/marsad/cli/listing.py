"""``marsad list``: what an archive holds, a line each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from marsad.cli.archive import reading
from marsad.cli.filters import chosen_by_call, filter_options, settled
from marsad.cli.nothing import explain
from marsad.cli.search import COLUMNS, SHOWN
from marsad.cli.search import row as hit_row
from marsad.cli.tables import Row, emit, output_options

if TYPE_CHECKING:
    from marsad.records import Filter
    from marsad.store.contract import Sort, Store

_EVENTS = ("report", "event", "type", "mode", "status", "date", "place", "admin1", "country", "lat", "lon", "level", "actors",
           "targets", "counts", "speakers", "outlet", "published", "quotation", "review", "cursor")  # fmt: skip
_EVENTS_SHOWN = (
    "report",
    "event",
    "type",
    "mode",
    "status",
    "date",
    "place",
    "actors",
    "targets",
    "counts",
    "quotation",
)
_OUTLETS = ("id", "name_ar", "name_en", "domains", "country", "language", "kind", "ownership", "names", "actor")
_OUTLETS_SHOWN = ("id", "name_ar", "name_en", "country", "kind", "ownership", "domains")
_RUNS = ("id", "extractor", "version", "lexicon", "started_at", "finished_at", "reports")
_CUSTODY = ("number", "at", "who", "action", "subject", "details", "chain")
_CUSTODY_SHOWN = _CUSTODY[:-1]
WHAT = ("reports", "events", "outlets", "runs", "custody")
_CHOSEN = ("reports", "events")
"""What the options that choose hold for."""


@click.command("list", short_help="List reports, events, outlets, runs or the custody log.")
@click.argument("what", type=click.Choice(WHAT))
@filter_options
@click.option(
    "--sort",
    type=click.Choice(("newest", "oldest")),
    default="newest",
    show_default=True,
    help="Order of reports, events and the custody log.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Lines at most.")
@click.option("--all", "everything", is_flag=True, help="All lines, whatever --limit says.")
@click.option("--after", metavar="CURSOR", help="Go on after the line that had this cursor.")
@output_options("table")
@reading
def listing(
    what: str, where: Filter, sort: Sort, limit: int, everything: bool, after: str | None, form: str, store: Store
) -> None:
    """List what the archive holds. The options that choose hold for reports and events; --report for the custody log too.

    A table for the eye has the columns that matter most, cut to the width of the terminal; the other forms have all columns,
    whole.

    \b
    Examples:
      marsad list events --country SY --since 2024-01-01 --all --csv > events.csv
      marsad list reports --outlet sana -t
      marsad list custody --nl --limit 1
    """
    if what in _CHOSEN:
        where = settled(where, store)
    elif after is not None or chosen_by_call(but="reports" if what == "custody" else None):
        raise click.UsageError(
            f"`marsad list {what}` takes no options that choose, and no --after; they are for reports and events"
        )
    most = None if everything else limit
    listed = _LISTS[what](store, where, sort, most and most + 1, after)  # one more tells whether there are more
    rows = iter(listed.rows)
    last = _Last(islice(rows, most))
    number = emit(last, listed.columns, form, listed.shown)
    if next(rows, None) is not None:
        more = f"--after {last.cursor} for the next, " if last.cursor else ""
        click.echo(f"{number:,} listed, there are more: {more}--all for all", err=True)
    elif not number and what in _CHOSEN and after is None:
        click.echo(f"no {what}", err=True)
        explain(store, where)


class _Last:
    """Rows as they come, and the cursor of the last one."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.cursor: str | None = None

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.cursor = row.get("cursor")
            yield row


class _Listed(NamedTuple):
    rows: Iterable[Row]
    columns: tuple[str, ...]
    shown: tuple[str, ...] | None = None


def _reports(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> _Listed:
    hits = _hits(store, where, sort, most, after)
    return _Listed((hit_row(hit, ("\ue000", "\ue001")) for hit in hits), COLUMNS, SHOWN)


def _hits(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> Iterator[Any]:
    """Pages of hits until there are no more."""
    size = min(most or 1000, 1000)
    while hits := store.search(where, sort=sort, limit=size, after=after):
        yield from hits
        if len(hits) < size:
            return
        after = hits[-1].cursor


def _events(store: Store, where: Filter, sort: Sort, most: int | None, after: str | None) -> _Listed:
    return _Listed((_plain(e) for e in store.events(where, sort=sort, limit=most, after=after)), _EVENTS, _EVENTS_SHOWN)


def _outlets(store: Store, *_: Any) -> _Listed:
    return _Listed((_plain(o) for o in store.outlets()), _OUTLETS, _OUTLETS_SHOWN)


def _runs(store: Store, *_: Any) -> _Listed:
    return _Listed((_plain(r) for r in store.runs()), _RUNS)


def _custody(store: Store, where: Filter, sort: Sort, most: int | None, *_: Any) -> _Listed:
    """Entries about reports are found by the beginning of an id, also when the report was forgotten."""
    entries: Iterable[Any] = store.custody()
    if where.reports:
        entries = (entry for entry in entries if entry.subject.startswith(where.reports))
    if sort == "newest":
        entries = reversed(deque(entries, maxlen=most))
    return _Listed((_plain(entry) for entry in entries), _CUSTODY, _CUSTODY_SHOWN)


def _plain(record: Any) -> Row:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in msgspec.structs.asdict(record).items()
    }


_LISTS: dict[str, Callable[..., _Listed]] = {
    "reports": _reports, "events": _events, "outlets": _outlets, "runs": _runs, "custody": _custody,
}  # fmt: skip
