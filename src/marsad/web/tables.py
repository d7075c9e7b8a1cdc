"""Tables for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from litestar import Response

from marsad.export.cells import cell

MOST = {"reports": 2_000, "events": 10_000, "incidents": 1_000, "claims": 5_000}
"""Lines of a table and features of a map that a page hands out, by what they are; exports have no such end. Where there are more
the page tells of it."""
T = TypeVar("T")
U = TypeVar("U")


class Cut(NamedTuple, Generic[T]):
    """The first rows of a table, and whether there were more."""

    rows: list[T]
    more: bool

    def of(self, rows: list[U]) -> Cut[U]:
        """The same with what was made of each row."""
        return Cut(rows, self.more)

    def name(self, filename: str) -> str:
        """What the file is called, so that it shows in a folder that it is not the whole: ``events-first-10000.csv``."""
        stem, dot, ending = filename.rpartition(".")
        return f"{stem}-first-{len(self.rows)}{dot}{ending}" if self.more else filename

    @property
    def told(self) -> str:
        """What the custody log says of it."""
        return f"the first {len(self.rows):,}" if self.more else f"{len(self.rows)}"


def cut(rows: Iterable[T], most: int) -> Cut[T]:
    """The first so many of ``rows``."""
    some = list(islice(rows, most + 1))
    return Cut(some[:most], len(some) > most)


def csv_response(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response[bytes]:
    """A CSV file (UTF-8 with a byte order mark, so that spreadsheets read Arabic); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return Response(
        out.getvalue().encode("utf-8-sig", "replace"), media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )  # fmt: skip
