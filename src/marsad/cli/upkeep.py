"""``marsad reindex`` and ``marsad compact``: the upkeep of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.archive import reading, who_option
from marsad.cli.progress import Meter, counted

if TYPE_CHECKING:
    from marsad.store.contract import Store


@click.command(short_help="Build the text index and the rows that searches read anew.")
@click.option("--progress/--no-progress", default=None, help="Show progress [default: on a terminal].")
@who_option
@reading
def reindex(progress: bool | None, who: str, store: Store) -> None:
    """Build the text index and the rows of mentions, claims and events anew from the texts and codings that are kept.

    Needed when a newer Marsad folds words otherwise; it says so then. Nothing that was captured or coded changes.

    \b
    Example:
      marsad reindex
    """
    meter = Meter("reports", store.stats()["reports"], progress)
    done = 0
    for done in store.reindex(who):
        meter.at(done)
    meter.finish()
    click.echo(f"indexed {counted(done, 'report')}", err=True)


@click.command(short_help="Put the archive's files in order.")
@reading
def compact(store: Store) -> None:
    """Put the archive's files in order: smaller, faster to search, and without traces of what was forgotten.

    \b
    Example:
      marsad compact
    """
    store.compact()
    click.echo("done", err=True)
