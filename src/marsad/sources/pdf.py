"""PDF by qalam, in logical order; pages without a text layer are said to be scanned, or read by OCR when that is asked for."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from marsad.sources import ocr
from marsad.sources.dates import day_in
from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.items import Item, Reading, Refused, is_panic
from marsad.sources.options import Options

MEDIA_TYPE = "application/pdf"
_END = re.compile(r"[.!?؟…:]['\"»”)\]]*$")
_FULL = 0.75
"""A line shorter than this share of its block's longest one, with a full stop, ends a paragraph."""
_HEAD = 12
"""Lines at the start in which a line that is but a date states the day."""
_DATE_LINE = 60


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A document as one report. Raises Refused when it cannot be read, or all pages are scanned and OCR is not asked for."""
    pages, scanned = _pages(content)
    tools = [library("qalam")]
    if scanned and options.ocr:
        pages.update(ocr.read(content, scanned, options.ocr_languages))
        tools.append(ocr.tool_name())
    left_out = [] if options.ocr else scanned
    text = "\n".join(pages[number] for number in sorted(pages) if pages[number])
    if not text.strip():
        raise Refused(_without_text(left_out))
    day, note = day_of_head(text, options)
    notes = [note] if note else []
    if scanned and options.ocr:
        notes.append(f"pages read by OCR: {_listed(scanned)}")
    return Reading(
        media_type=MEDIA_TYPE, reports=(derive(item, options, text, published=day),), tools=tuple(tools), notes=tuple(notes),
        complaint=f"pages left out, because they are scanned pictures: {_listed(left_out)}; {ocr.ADVICE}" if left_out else None,
    )  # fmt: skip


def _without_text(scanned: list[int]) -> str:
    if not scanned:
        return "holds no text"
    return f"holds scanned pictures and no text (pages {_listed(scanned)}); {ocr.ADVICE}"


def _pages(content: bytes) -> tuple[dict[int, str], list[int]]:
    """The text of each page by its number, and the numbers of scanned pages."""
    try:
        import qalam
    except ImportError as error:
        raise Refused("is a PDF, and reading PDF is not installed; run: pip install 'marsad[pdf]'") from error
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:  # qalam opens files only
        path = Path(folder) / "document.pdf"
        path.write_bytes(content)
        try:
            document = qalam.Document(str(path))
        except qalam.QalamError as error:
            raise Refused(f"is a PDF that cannot be read: {_reason(error, path)}") from error
        except BaseException as error:
            if not is_panic(error):
                raise
            raise Refused("is a PDF that made its reader fail; it is left out") from error
    scanned = [int(number) for number in document.pages_needing_ocr]
    return {page.number: _page(page) for page in document.pages if page.number not in scanned}, scanned


def _reason(error: Exception, path: Path) -> str:
    """What the library says, without the name of our temporary file."""
    return " ".join(str(error).replace(str(path), "the file").split())


def _page(page: Any) -> str:
    return "\n".join(part for block in page.blocks if (part := _block(block)))


def _block(block: Any) -> str:
    """Paragraphs of a block, one a line; the rows of a table, one a line."""
    if block.kind == "table":
        return "\n".join("\t".join(cell.strip() for cell in row).strip() for row in block.to_rows())
    lines = [line.strip() for line in block.text.split("\n") if line.strip()]
    return joined(lines)


def joined(lines: list[str]) -> str:
    """Lines of a printed column as paragraphs: a line break is a paragraph's only after a short line with a full stop."""
    longest = max(map(len, lines), default=0)
    pieces: list[str] = []
    for line in lines:
        pieces += [line, "\n" if _END.search(line) and len(line) < _FULL * longest else " "]
    return "".join(pieces[:-1])


def day_of_head(text: str, options: Options) -> tuple[Any, str | None]:
    """The day that a short line among the first ones states, and a note that says so."""
    for line in text.lstrip().split("\n")[:_HEAD]:
        day = day_in(line, options.read_date) if len(line) <= _DATE_LINE else None
        if day is not None and day.isoformat() <= options.now()[:10]:
            return day, f"the day was read from «{clean_line(line)}»"
    return None, None


def _listed(numbers: list[int]) -> str:
    """Page numbers for people, not more than a line of them."""
    shown = ", ".join(map(str, numbers[:20]))
    return shown if len(numbers) <= 20 else f"{shown} and {len(numbers) - 20} more"
