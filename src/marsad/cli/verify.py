"""``marsad verify``: is everything as it was captured?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import msgspec

from marsad.cli.archive import reading, who_option
from marsad.cli.progress import counted
from marsad.cli.tables import emit, output_options

if TYPE_CHECKING:
    from marsad.store.contract import Store


@click.command(short_help="Hash everything anew and report any difference.")
@click.option("--log/--no-log", default=True, show_default=True, help="Note the outcome in the custody log.")
@who_option
@output_options("table")
@reading
def verify(log: bool, who: str, form: str, store: Store) -> None:
    """Hash every capture and text anew, check the records against their words and the custody log against its chain.

    Nothing is changed but for a line in the custody log. The exit status is 1 when something differs.

    \b
    Examples:
      marsad verify
      marsad verify --json > findings.json
    """
    found = emit((msgspec.structs.asdict(f) for f in store.verify()), ("kind", "subject", "details"), form)
    if log:
        store.log(who, "verify", "archive", counted(found, "finding"))
    click.echo("everything is as it was" if not found else counted(found, "finding"), err=True)
    if found:
        sys.exit(1)
