"""Word documents (DOCX): paragraphs and tables in their order, day and author as the file's properties state them."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.options import Options
from marsad.sources.pdf import day_of_head

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEMPLATE_DAY = datetime.date(2013, 12, 23)
"""The day of python-docx's own template: its documents state no day unless their author set one."""
_NO_AUTHORS = frozenset({"python-docx", "user", "admin", "microsoft office user", "unknown", "owner", "pc", "hp"})


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A document as one report. Raises Refused when it cannot be read or unpacks to far more than its size."""
    document, text = _open(content, item)
    if not text.strip():
        raise Refused("holds no text")
    properties = document.core_properties
    day, note = day_of_head(text, options)
    if day is None:
        day, note = _property_day(properties)
    author = clean_line(properties.author)
    authors = (author,) if author and author.lower() not in _NO_AUTHORS else ()
    report = derive(item, options, text, title=_title(properties), published=day, authors=authors)
    return Reading(
        media_type=MEDIA_TYPE, reports=(report,), tools=(library("python-docx"),), notes=(note,) if note else ()
    )


def _open(content: bytes, item: Item) -> tuple[Any, str]:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import LxmlError
    except ImportError as error:
        raise Refused("is a DOCX, and reading DOCX is not installed; run: pip install 'marsad[docx]'") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            item.budget.take(sum(part.file_size for part in package.infolist()))
        document = docx.Document(io.BytesIO(content))
        return document, "\n".join(_lines(document))
    except (PackageNotFoundError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, NotImplementedError,
            OSError, EOFError, IndexError, RecursionError, zlib.error) as error:  # fmt: skip
        raise Refused(f"is a DOCX that cannot be read: {error}") from error


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        elif block.text.strip():
            yield block.text.strip()


def _rows(table: Any) -> Iterator[str]:
    """Rows of a table; a cell that is merged over several columns counts once."""
    for row in table.rows:
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:
                cells.append(" ".join(cell.text.split()))
            last = cell._tc
        if any(cells):
            yield "\t".join(cells)


def _property_day(properties: Any) -> tuple[datetime.date | None, str | None]:
    created = properties.created
    if created is None or created.date() == _TEMPLATE_DAY:
        return None, None
    return created.date(), "the day is that on which the file says it was made"


def _title(properties: Any) -> str | None:
    title = clean_line(properties.title)
    return None if title in (None, "Word Document") else title
