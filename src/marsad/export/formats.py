"""All formats by name, and the one function that writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from marsad.export import (
    acled,
    arrow,
    claimreview,
    datapackage,
    gdelt,
    geojson,
    jsonl,
    packaged,
    plain,
    polecat,
    prov,
    ucdp,
    webannotations,
)
from marsad.export.codes import Codes
from marsad.export.options import ExportError, Options, Summary
from marsad.export.persons import NameFinder
from marsad.export.tables import Column
from marsad.export.view import Job
from marsad.export.writing import aside, folder_aside
from marsad.records import Record, StoredReport

Writer = Callable[[Iterable[StoredReport], BinaryIO, Job], None]


class Format(Record, frozen=True):
    """A format: its name, what it is in a few words, the ending and media type of its files, and how it is written.

    ``table`` says that it is a table of text (which takes HXL tags where ``hxl``), ``text`` that it may go to standard
    output. ``extra`` names what must be installed (``pip install 'marsad[parquet]'``). ``columns`` are those of tables, and
    of the table of events in data packages.
    """

    name: str
    label: str
    extension: str
    media_type: str
    write: Writer
    columns: tuple[Column, ...] = ()
    table: bool = False
    text: bool = True
    extra: str | None = None

    @property
    def hxl(self) -> bool:
        """Whether a line of HXL tags can be asked for."""
        return self.table and any(c.hxl for c in self.columns)


_CSV, _TSV, _JSON_LD = "text/csv", "text/tab-separated-values", "application/ld+json"
_PARQUET = "application/vnd.apache.parquet"
_ALL = (
    Format(name="acled", label="ACLED-shaped CSV, one row a day and place", extension=".csv", media_type=_CSV,
           write=acled.write, columns=acled.COLUMNS, table=True),
    Format(name="annotations", label="W3C Web Annotations of all spans", extension=".jsonld", media_type=_JSON_LD,
           write=webannotations.write),
    Format(name="claimreview", label="schema.org Claim and ClaimReview", extension=".jsonld", media_type=_JSON_LD,
           write=claimreview.write),
    Format(name="csv", label="events as plain CSV", extension=".csv", media_type=_CSV, write=plain.write, columns=plain.COLUMNS,
           table=True),
    Format(name="datapackage", label="Frictionless data package of all tables", extension=".zip", media_type="application/zip",
           write=datapackage.write, columns=packaged.EVENTS.columns, text=False),
    Format(name="gdelt", label="GDELT-shaped events", extension=".tsv", media_type=_TSV, write=gdelt.write,
           columns=gdelt.COLUMNS, table=True),
    Format(name="geojson", label="events as GeoJSON", extension=".geojson", media_type="application/geo+json",
           write=geojson.write, columns=plain.COLUMNS),
    Format(name="geoparquet", label="events as GeoParquet", extension=".parquet", media_type=_PARQUET,
           write=arrow.write_geoparquet, columns=(*plain.COLUMNS, arrow.GEOMETRY), text=False, extra="parquet"),
    Format(name="jsonl", label="all records, one report a line", extension=".jsonl", media_type="application/x-ndjson",
           write=jsonl.write),
    Format(name="parquet", label="events as Parquet", extension=".parquet", media_type=_PARQUET, write=arrow.write_parquet,
           columns=plain.COLUMNS, text=False, extra="parquet"),
    Format(name="polecat", label="POLECAT-shaped TSV in PLOVER's types", extension=".tsv", media_type=_TSV,
           write=polecat.write, columns=polecat.COLUMNS, table=True),
    Format(name="prov", label="W3C PROV of captures and runs", extension=".jsonld", media_type=_JSON_LD, write=prov.write),
    Format(name="ucdp", label="UCDP-GED-shaped CSV, lethal events only", extension=".csv", media_type=_CSV, write=ucdp.write,
           columns=ucdp.COLUMNS, table=True),
)  # fmt: skip
FORMATS: dict[str, Format] = {format.name: format for format in _ALL}


def export(
    name: str, reports: Iterable[StoredReport], target: Path | BinaryIO, *, codes: Codes, options: Options | None = None,
    find_names: NameFinder | None = None,
) -> Summary:  # fmt: skip
    """Write ``reports`` in the format ``name`` to a file, or to an open binary stream for formats that are text.

    Reports are taken one at a time. A file takes its name when it is whole; a package whose target does not end in ``.zip``
    becomes a folder. ``find_names`` finds the person's name in a noun phrase; without it whole phrases that are known to
    name a private person are masked. Raises ExportError for an unknown format, options that do not fit it, a missing
    extra, and targets that cannot be written.
    """
    options = options or Options()
    format = _format(name, options, target)
    job = Job(codes=codes, options=options, find_names=find_names)
    if not isinstance(target, Path):
        format.write(reports, target, job)
    elif name == "datapackage" and target.suffix != format.extension:
        with folder_aside(target) as folder:
            datapackage.write_folder(reports, folder, job)
    else:
        with aside(target) as out:
            format.write(reports, out, job)
    return Summary(
        format=name, reports=job.reports, rows=job.rows, left_out=dict(sorted(job.left_out.items())),
        names_masked=job.masked, full=options.full,
    )  # fmt: skip


def _format(name: str, options: Options, target: Path | BinaryIO) -> Format:
    format = FORMATS.get(name)
    if format is None:
        raise ExportError(f"no format is called `{name}`; known: {', '.join(FORMATS)}")
    if options.hxl and not format.hxl:
        raise ExportError(f"`{name}` takes no HXL tags; those that do: {', '.join(f.name for f in _ALL if f.hxl)}")
    if options.bom and not format.table:
        raise ExportError(
            f"`{name}` takes no byte order mark; only tables do: {', '.join(f.name for f in _ALL if f.table)}"
        )
    if not format.text and not isinstance(target, Path):
        raise ExportError(f"`{name}` is no text; give the name of a file to write")
    if format.extra == "parquet":
        arrow.require()
    return format
