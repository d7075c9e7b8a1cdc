"""``marsad init``: make an archive."""

from __future__ import annotations

import click

from marsad.cli.archive import checked, db_option, who_option


@click.command(short_help="Make an archive.")
@db_option
@who_option
def init(db: str, who: str) -> None:
    """Make an empty archive: one file, with the known outlets and actors in it.

    \b
    Examples:
      marsad init
      marsad init --db syria.db --who "Rana H."
    """
    from marsad.app.archive import create
    from marsad.store.contract import StoreError

    try:
        with create(checked(db), who):
            pass
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"made the archive {db}; `marsad ingest` fills it, `marsad serve --open` shows it in the browser", err=True
    )
