"""A Frictionless data package: six CSV tables with every column described, licences and sources; a folder or a zip file."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from marsad.export import packaged
from marsad.export.cells import write_line
from marsad.export.documents import encoded
from marsad.export.packaged import TABLES, Table
from marsad.export.view import Job, View
from marsad.records import StoredReport

DESCRIPTION = "datapackage.json"
_LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
}
_PLACES: dict[str, str] = {"title": "GeoNames (places, CC BY 4.0)", "path": "https://www.geonames.org"}
_TYPES = {"list": "string"}
_START = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same records give the same file."""


def write(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the package as a zip file; the tables lie on the disk meanwhile."""
    with tempfile.TemporaryDirectory(prefix="marsad-") as name:
        folder = Path(name)
        write_folder(reports, folder, job)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.iterdir()):
                member = zipfile.ZipInfo(path.name, _START)
                member.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)


def write_folder(reports: Iterable[StoredReport], folder: Path, job: Job) -> None:
    """Fill ``folder`` with the tables and the description of the package."""
    outlets: dict[str, dict[str, str]] = {}
    with ExitStack() as stack:
        add = {table.name: _writer(stack, folder, table) for table in TABLES}
        for view in job.views(reports):
            _note_outlet(outlets, view)
            for name, row in packaged.rows(view):
                add[name](row)
                job.rows += 1
    package = _package(folder, [*outlets.values(), _PLACES], job)
    (folder / DESCRIPTION).write_bytes(encoded(package))


def _writer(stack: ExitStack, folder: Path, table: Table) -> Callable[[Iterable[Any]], None]:
    file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
    write_line(file, (c.name for c in table.columns))
    return lambda row: write_line(file, row)


def _note_outlet(outlets: dict[str, dict[str, str]], view: View) -> None:
    if view.outlet and view.outlet not in outlets:
        known = view.stored.outlet
        path = {"path": f"https://{known.domains[0]}"} if known and known.domains else {}
        outlets[view.outlet] = {"title": view.outlet, **path}


def _package(folder: Path, sources: list[dict[str, str]], job: Job) -> dict[str, Any]:
    licence = job.options.licence
    named = {"path": _LICENCES[licence]} if licence in _LICENCES else {}
    told = {"licenses": [{"name": licence, **named}]} if licence else {}
    return {
        "profile": "data-package", "name": "marsad-export", "title": job.options.title or "Records of conflict reports",
        "description": (
            "What press reports say, as records: who did what to whom, where, when, how many, and who says so. Read by "
            "program and not a statement of what happened. Quotations are the outlets'. "
            + ("Complete." if job.options.full else "For publication: coordinates rounded, names of private persons left out.")
        ),
        "version": job.options.version, **told, "sources": sources,
        "resources": [_resource(folder, table) for table in TABLES],
    }  # fmt: skip


def _resource(folder: Path, table: Table) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name, "path": path.name, "title": table.about, "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{digest}",
        "schema": {
            "fields": [
                {"name": c.name, "type": _TYPES.get(c.type, c.type), "description": c.about} for c in table.columns
            ],
            **({"primaryKey": ["id"]} if table.columns[0].name == "id" else {}),
            "foreignKeys": [
                {"fields": [field], "reference": {"resource": other, "fields": ["id"]}} for field, other in table.refers
            ],
        },
    }  # fmt: skip
