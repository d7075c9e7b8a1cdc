"""``marsad forget``: take a report out, on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.archive import reading, who_option
from marsad.cli.pretty import plain

if TYPE_CHECKING:
    from marsad.store.contract import Store

_LONGEST = 4000
"""Characters of a reason."""


@click.command(short_help="Remove a report and all that was derived from it.")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for the custody log.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--compact/--no-compact",
    default=True,
    show_default=True,
    help="Put the files in order, by which traces of words leave them.",
)
@who_option
@reading
def forget(reports: tuple[str, ...], why: str, yes: bool, compact: bool, who: str, store: Store) -> None:
    """Remove each REPORT, the captured bytes that nothing else needs, and every record read out of it. There is no way back.

    A line in the custody log stays: when, who, why, and the hash of what was removed, but none of its words. In a large archive,
    putting the files in order takes a while; with --no-compact traces of words stay in them until `marsad compact`.

    \b
    Example:
      marsad forget 3f0c2a --why "asked for by a witness, letter of 3 May"
    """
    if not plain(why):
        raise click.BadParameter("give a reason; it stands in the custody log", param_hint="--why")
    known = dict.fromkeys(store.report(name).report.id or name for name in reports)  # all there, before any is removed
    for report in known:
        if not yes:
            click.confirm(f"Remove report {report} and everything derived from it?", abort=True, err=True)
        entry = store.forget(report, who, plain(why, _LONGEST))
        click.echo(f"removed {report}; entry {entry.number} of the custody log", err=True)
    if compact:
        store.compact()


@click.command(short_help="Allow a forgotten report to be taken in again.")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for the custody log.")
@who_option
@reading
def readmit(reports: tuple[str, ...], why: str, who: str, store: Store) -> None:
    """Allow each forgotten REPORT, by its whole id as the custody log has it, to be taken in again by `marsad ingest`.

    \b
    Example:
      marsad readmit 3f0c2a9b1d2e4f5a6b7c --why "the witness agrees, letter of 9 June"
    """
    if not plain(why):
        raise click.BadParameter("give a reason; it stands in the custody log", param_hint="--why")
    for report in reports:
        entry = store.readmit(report, who, plain(why, _LONGEST))
        click.echo(f"{report} may be taken in again; entry {entry.number} of the custody log", err=True)
