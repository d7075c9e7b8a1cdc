"""Tables for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from litestar import Response

from marsad.export.cells import cell


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
