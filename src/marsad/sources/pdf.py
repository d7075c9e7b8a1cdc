"""PDF by qalam, in logical order; pages without a text layer are read by OCR where it is installed, else said to be missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from marsad.sources import ocr
from marsad.sources.dates import day_in
from marsad.sources.deriving import clean_line, derive, library
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.options import Options

MEDIA_TYPE = "application/pdf"
BY_OCR = "with OCR"
"""How captures are called whose text is in part that of OCR: the same bytes may be held without it, too."""
_CHILD = Path(__file__).with_name("pdf_child.py")
_SECONDS = 600
"""By the clock, however much else the machine has to do; of the processor the child gives itself less."""
_END = re.compile(r"[.!?؟…:]['\"»”)\]]*$")
_FULL = 0.75
"""A line shorter than this share of its block's longest one, with a full stop, ends a paragraph."""
_HEAD = 12
"""Lines at the start in which a line that is but a date states the day."""
_DATE_LINE = 60


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A document as one report. Raises Refused when it cannot be read, or all pages are scanned and OCR does not read them."""
    pages, scanned = _pages(content)
    tools, by_ocr = [library("qalam")], dict[int, str | None]()
    if scanned and (ocr.is_ready(options.ocr_languages) if options.ocr is None else options.ocr):
        by_ocr = dict(ocr.read(content, scanned, options.ocr_languages))
        tools.append(ocr.tool_name())
        pages.update({number: text for number, text in by_ocr.items() if text})
    left_out = [number for number in scanned if by_ocr.get(number) is None]
    text = "\n".join(pages[number] for number in sorted(pages) if pages[number])
    if not text.strip():
        raise Refused(_without_text(left_out, bool(by_ocr)))
    day, note = day_of_head(text, options)
    notes = [*([note] if note else []), *_missing(left_out, by_ocr)]
    return Reading(
        media_type=MEDIA_TYPE, reports=(derive(item, options, text, published=day),), tools=tuple(tools), notes=tuple(notes),
        complaint=f"was read without the pages {listed(left_out)}: {_why(bool(by_ocr))}" if left_out else None,
        variant=BY_OCR if by_ocr else None,
    )  # fmt: skip


def _missing(left_out: list[int], by_ocr: dict[int, str | None]) -> Iterator[str]:
    """Notes on the pages that are not in the text, and on those that are there as OCR read them: every one is named."""
    if read := [number for number, text in by_ocr.items() if text]:
        yield f"pages read by OCR: {listed(read)}"
    if empty := [number for number, text in by_ocr.items() if text == ""]:
        yield f"pages on which OCR found no words: {listed(empty)}"
    if left_out:
        yield f"pages missing from the text: {listed(left_out)} ({_REASONS[bool(by_ocr)]})"


_REASONS = {False: "scanned pictures", True: "scanned pictures that OCR could not read"}


def _why(tried: bool) -> str:
    return _REASONS[tried] if tried else f"{_REASONS[tried]}; {ocr.ADVICE}"


def _without_text(scanned: list[int], tried: bool) -> str:
    if not scanned:
        return "holds no text"
    return f"holds {_REASONS[tried]} and no text (pages {listed(scanned)}){'' if tried else f'; {ocr.ADVICE}'}"


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
    command = [sys.executable, "-P", str(_CHILD), str(path), str(os.getpid())]
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


def listed(numbers: list[int]) -> str:
    """Page numbers for people, all of them.

    >>> listed([2, 3, 4, 7, 9, 10])
    '2–4, 7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
