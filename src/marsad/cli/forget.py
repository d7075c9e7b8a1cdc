"""``marsad forget``: take a report out, on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from marsad.cli.archive import reading, who_option

if TYPE_CHECKING:
    from marsad.store.contract import Store


@click.command(short_help="Remove a report and all that was derived from it.")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for the custody log.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@who_option
@reading
def forget(reports: tuple[str, ...], why: str, yes: bool, who: str, store: Store) -> None:
    """Remove each REPORT, the captured bytes that nothing else needs, and every record read out of it. There is no way back.

    A line in the custody log stays: when, who, why, and the hash of what was removed, but none of its words.

    \b
    Example:
      marsad forget 3f0c2a --why "asked for by a witness, letter of 3 May"
    """
    for name in reports:
        report = store.report(name).report
        if not yes:
            click.confirm(f"Remove report {report.id} and everything derived from it?", abort=True, err=True)
        entry = store.forget(report.id or name, who, why)
        click.echo(f"removed {report.id}; entry {entry.number} of the custody log", err=True)
