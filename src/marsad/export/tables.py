"""Writes rows as a table of text, a line at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from marsad.export.cells import write_line
from marsad.export.view import Job, View
from marsad.records import Record, StoredReport

Row = Sequence[Any]
Rows = Callable[[View], Iterator[Row]]
_BOM = b"\xef\xbb\xbf"


class Column(Record, frozen=True):
    """A column: its name, what it holds and when it is blank, its HXL tag, and the type of its values."""

    name: str
    about: str
    hxl: str = ""
    type: str = "string"


def columns(*told: tuple[str, ...]) -> tuple[Column, ...]:
    """Columns from (name, about), (name, about, HXL tag) or (name, about, HXL tag, type)."""
    return tuple(Column(**dict(zip(("name", "about", "hxl", "type"), each, strict=False))) for each in told)


def write_table(
    reports: Iterable[StoredReport], out: BinaryIO, job: Job, cols: Sequence[Column], rows: Rows, delimiter: str = ",",
    rest: Callable[[], Iterable[Row]] = tuple,
) -> None:  # fmt: skip
    """Write the rows of all reports, and at last the ``rest``, below a line of column names, with HXL tags if asked for."""
    if job.options.bom:
        out.write(_BOM)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        if job.options.header:
            write_line(text, (c.name for c in cols), delimiter)
        if job.options.hxl:
            text.write(delimiter.join(c.hxl for c in cols) + "\n")  # tags are no words of a report: # is meant
        for row in _all(job.views(reports), rows, rest):
            write_line(text, row, delimiter)
            job.rows += 1
        text.flush()
    finally:
        text.detach()


def _all(views: Iterable[View], rows: Rows, rest: Callable[[], Iterable[Row]]) -> Iterator[Row]:
    for view in views:
        yield from rows(view)
    yield from rest()
