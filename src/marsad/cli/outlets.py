"""``marsad outlets``: who publishes, and what is known of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.archive import reading, who_option
from marsad.cli.progress import counted

if TYPE_CHECKING:
    from marsad.store.contract import Store


@click.group(short_help="Add to the table of outlets.")
def outlets() -> None:
    """Add outlets to an archive or change them; `marsad list outlets` shows them.

    \b
    Example:
      marsad outlets load mine.yaml
    """


@outlets.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@who_option
@reading
def load(file: Path, who: str, store: Store) -> None:
    """Add the outlets in FILE, or change those with the same ids. FILE has the form of the bundled table.

    \b
    Example:
      marsad outlets load mine.yaml
    """
    from marsad.sources.outlets import OutletsError
    from marsad.sources.outlets import load as read

    try:
        table = read(file)
    except OutletsError as error:
        raise click.ClickException(str(error)) from error
    store.put_outlets(table, who)
    click.echo(f"{counted(len(table), 'outlet')} taken in", err=True)
