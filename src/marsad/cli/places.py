"""``marsad places``: look names up in the gazetteer, and add to it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from marsad.cli.progress import counted


@click.group(short_help="Look names up in the gazetteer, and add to it.")
def places() -> None:
    """Look names up in the gazetteer, and add to it.

    \b
    Example:
      marsad places find منبج
    """


@places.command()
@click.argument("name", nargs=-1, required=True)
def find(name: tuple[str, ...]) -> None:
    """List the places that NAME may stand for, the weightiest first.

    \b
    Example:
      marsad places find دير الزور
    """
    from marsad.lexicon.place_store import find as find_places

    rows = find_places(" ".join(name))
    for place in rows:
        where = "unknown" if place.lat is None else f"{place.lat:.3f}, {place.lon:.3f}"
        click.echo(
            f"{place.id:22} {place.level:12} {place.country or '--'} {place.admin1 or '-':10} {where:18} {place.name}"
        )
    if not rows:
        click.echo("no place of that name", err=True)
        sys.exit(1)


@places.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADER",
              help="Which header holds which field: id, name, arabic, level, country, admin1, lat, lon.")  # fmt: skip
@click.option("--names", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The alternate names that go with a GeoNames country dump.")  # fmt: skip
def import_(file: Path, columns: tuple[str, ...], names: Path | None) -> None:
    """Add the places of FILE: a GeoNames country dump, an OCHA administrative table or a CSV with a header.

    \b
    Example:
      marsad places import villages.csv --column name=NAME_EN --column arabic=NAME_AR --column lat=Y --column lon=X
    """
    from marsad.lexicon.place_store import import_table

    mapping = dict(c.partition("=")[::2] for c in columns)
    try:
        outcome = import_table(file, mapping=mapping, alternate_names=names)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for problem in outcome.problems:
        click.echo(f"marsad: {problem}", err=True)
    click.echo(f"{counted(outcome.added, 'place')} added, kept in {outcome.stored}")
    if outcome.problems:
        sys.exit(1)
