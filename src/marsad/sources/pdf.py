"""PDF by qalam, in logical order; pages without a text layer are said to be scanned, or read by OCR when that is asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from marsad.sources import ocr
from marsad.sources.dates import day_in
from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.options import Options

MEDIA_TYPE = "application/pdf"
_CHILD = Path(__file__).with_name("pdf_child.py")
_SECONDS = 180
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
    if find_spec("qalam") is None:
        raise Refused("is a PDF, and reading PDF is not installed; run: pip install 'marsad[pdf]'")
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:  # qalam opens files only
        path = Path(folder) / "document.pdf"
        path.write_bytes(content)
        found = _in_child(path)
    if "problem" in found:
        raise Refused(f"is a PDF that cannot be read: {found['problem']}")
    return {number: "\n".join(filter(None, map(_block, blocks))) for number, blocks in found["pages"]}, found["scanned"]


def _in_child(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-P", str(_CHILD), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, stdin=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused(
            "is a PDF that takes its reader too much memory or time, or makes it fail; it is left out"
        ) from error
    return found


def _block(block: list[Any]) -> str:
    """Paragraphs of a block, one a line; the rows of a table, one a line."""
    if block and isinstance(block[0], list):
        return "\n".join("\t".join(cell.strip() for cell in row).strip() for row in block)
    return joined(block)


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
