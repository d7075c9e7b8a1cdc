"""``marsad export``: hand records on in the formats of the field."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from marsad.cli.archive import leaving_nothing, reading, who_option
from marsad.cli.filters import QueryCommand, filter_options, settled
from marsad.cli.nothing import explain
from marsad.cli.progress import Meter, counted

if TYPE_CHECKING:
    from marsad.export import Summary
    from marsad.records import Filter
    from marsad.store.contract import Store

_STATUSES = ("actual", "planned", "hypothetical", "denied", "general")
_NAMES = ("acled", "annotations", "claimreview", "csv", "datapackage", "gdelt", "geojson", "geoparquet", "jsonl", "parquet",
          "polecat", "prov", "ucdp")  # fmt: skip

_DATABASE = b"SQLite format 3\0"


@click.command(cls=QueryCommand, short_help="Write records as ACLED, UCDP, GeoJSON, Parquet …")
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--format", "name", type=click.Choice(_NAMES), required=True, help="The format; docs/exports.md describes each."
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=True), metavar="FILE",
              help="The file to write, - for standard output [default: standard output, for text].")  # fmt: skip
@click.option("--full", is_flag=True, help="Exact coordinates and all names; this is logged.")
@click.option("--with-status", "with_statuses", multiple=True, type=click.Choice(_STATUSES), default=("actual",),
              show_default=True, help="Events of this status go out; several may be given.")  # fmt: skip
@click.option("--hxl", is_flag=True, help="A line of HXL tags below the names of the columns.")
@click.option("--bom", is_flag=True, help="A byte order mark, by which Excel knows UTF-8.")
@click.option("--header/--no-header", default=True, show_default=True, help="The names of the columns.")
@click.option("--licence", metavar="SPDX", help="Licence of a data package, such as CC-BY-4.0.")
@click.option("--title", help="Title of a data package.")
@click.option("--progress/--no-progress", default=None, help="Show progress [default: on a terminal].")
@who_option
@reading
@leaving_nothing
def export(
    query: tuple[str, ...], where: Filter, name: str, target: Path | None, with_statuses: tuple[Any, ...], progress: bool | None,
    who: str, store: Store, **given: Any,
) -> None:  # fmt: skip
    """Write the records of reports that answer QUERY and the options; without any, of all.

    An export may be published: coordinates are rounded to what the place allows and names of private persons are left out,
    unless you ask for --full. Either way the custody log says who exported what. A file takes its name when it is whole.

    \b
    Examples:
      marsad export --format acled --country SY -o syria.csv
      marsad export --format geojson --type ASSAULT > map.geojson
      marsad export --format datapackage -o package.zip --licence CC-BY-4.0
    """
    import msgspec

    from marsad.app.exporting import export as write
    from marsad.export import ExportError, Options

    where = settled(msgspec.structs.replace(where, query=" ".join(query).strip() or None), store)
    meter = Meter("reports", None, progress)
    if meter.shown:
        meter.at(0, store.count(where))
    try:
        with _opened(target, name) as out:
            summary = write(store, name, out, where, Options(statuses=with_statuses, **given), who, meter.at)
    except ExportError as error:
        raise click.ClickException(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"cannot write {target or 'standard output'}: {error.strerror}") from error
    meter.finish()
    click.echo(_said(summary, target), err=True)
    if not summary.reports:
        explain(store, where)


@contextmanager
def _opened(target: Path | None, name: str) -> Iterator[Path | BinaryIO]:
    """Where to write: a path for a file, which the export puts there when it is whole; a stream for pipes and devices."""
    if target is None or str(target) == "-":
        yield sys.stdout.buffer
    elif target.is_dir() and name != "datapackage":
        raise click.ClickException(f"{target} is a folder; give the name of a file to write")
    elif target.exists() and not (target.is_file() or target.is_dir()):
        with target.open("wb") as stream:
            yield stream
    elif target.is_file() and _is_database(target):
        raise click.ClickException(f"{target} is a database, such as an archive, and would be lost; give another name")
    else:
        yield target


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _said(summary: Summary, target: Path | None) -> str:
    where = f" into {target}" if target else ""
    parts = [f"{counted(summary.rows, 'row')} of {counted(summary.reports, 'report')}{where}"]
    parts += [f"{n:,} left out: {why}" for why, n in summary.left_out.items()]
    parts += ["full detail" if summary.full else f"{counted(summary.names_masked, 'name')} of private persons masked"]
    return "; ".join(parts)
