"""Parquet and GeoParquet: events in columns with their types, written in row groups. Needs pyarrow."""

from __future__ import annotations

import datetime
import json
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from marsad.export import plain
from marsad.export.options import ExportError
from marsad.export.tables import Column
from marsad.export.view import Job
from marsad.records import StoredReport

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 20_000
"""Rows that are held at once."""
GEOMETRY = Column(
    name="geometry", about="the point as WKB (longitude, latitude; WGS 84), null where none is known", type="wkb"
)
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def write_parquet(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the events as Parquet."""
    _write(reports, out, job, geometry=False)


def write_geoparquet(reports: Iterable[StoredReport], out: BinaryIO, job: Job) -> None:
    """Write the events as GeoParquet 1.1."""
    _write(reports, out, job, geometry=True)


def wkb(lon: float | None, lat: float | None) -> bytes | None:
    """A point as little-endian WKB; None without one."""
    return struct.pack("<BIdd", 1, 1, lon, lat) if lon is not None and lat is not None else None


def require() -> None:
    """Raises ExportError when pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow; run: pip install 'marsad[parquet]'") from error


def _write(reports: Iterable[StoredReport], out: BinaryIO, job: Job, geometry: bool) -> None:
    require()
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(geometry)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        rows = _rows(reports, job, geometry)
        while group := list(islice(rows, _GROUP)):
            columns = zip(*group, strict=True)
            arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _rows(reports: Iterable[StoredReport], job: Job, geometry: bool) -> Iterator[list[Any]]:
    lat, lon = (next(n for n, c in enumerate(plain.COLUMNS) if c.name == name) for name in ("lat", "lon"))
    for view in job.views(reports):
        for _, values in plain.records(view):
            job.rows += 1
            row = [_typed(c, v) for c, v in zip(plain.COLUMNS, values, strict=True)]
            yield [*row, wkb(values[lon], values[lat])] if geometry else row


def _typed(column: Column, value: Any) -> Any:
    if isinstance(value, str):
        if column.type == "date":
            return datetime.date.fromisoformat(value)
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [v.encode("utf-8", "replace").decode() for v in value]
    return value


def _schema(geometry: bool) -> pa.Schema:
    import pyarrow as pa

    types = {"date": pa.date32(), "number": pa.float64(), "integer": pa.int64(), "list": pa.list_(pa.string())}
    fields = [
        pa.field(c.name, types.get(c.type, pa.string()), metadata={"description": c.about}) for c in plain.COLUMNS
    ]
    if not geometry:
        return pa.schema(fields)
    fields.append(pa.field(GEOMETRY.name, pa.binary(), metadata={"description": GEOMETRY.about}))
    return pa.schema(fields, metadata={"geo": json.dumps(_GEO)})
