"""Scanned pages by tesseract: only when asked for, and an extra."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from marsad.sources.items import Refused

ADVICE = "ask for OCR to read them"
_DPI = 200
_SECONDS = 120
"""For a page; one that takes longer is left out."""
_LARGEST = 50_000_000
"""Pixels of the largest page that is rendered."""
_INSTALL = "reading scanned pages needs more software; run: pip install 'marsad[ocr]'"
_TESSERACT = (
    "reading scanned pages needs tesseract with its {} model; on Debian: apt install tesseract-ocr tesseract-ocr-ara"
)


def tool_name() -> str:
    """The program that reads scanned pages."""
    import pytesseract

    return f"tesseract {pytesseract.get_tesseract_version()}"


@lru_cache(maxsize=8)
def is_ready(languages: str) -> bool:
    """Whether the libraries, tesseract and its models for these ``languages`` (joined with ``+``) are there."""
    try:
        import pypdfium2  # noqa: F401
        import pytesseract

        return set(languages.split("+")) <= set(pytesseract.get_languages())
    except (ImportError, OSError, RuntimeError):  # tesseract is not there, or fails: RuntimeError is its error's base
        return False


def read(content: bytes, pages: Sequence[int], languages: str) -> Iterator[tuple[int, str | None]]:
    """The text of the ``pages`` (from 1) of a PDF; None for a page that cannot be read. ``languages`` are tesseract's names,
    joined with ``+``.

    Raises Refused when a library, tesseract or its model is missing, or the document cannot be opened.
    """
    try:
        import pypdfium2
        import pytesseract
    except ImportError as error:
        raise Refused(_INSTALL) from error
    try:
        document = pypdfium2.PdfDocument(content)
        if not set(languages.split("+")) <= set(pytesseract.get_languages()):
            raise Refused(_TESSERACT.format(languages))
    except pytesseract.TesseractNotFoundError as error:
        raise Refused(_TESSERACT.format(languages)) from error
    except (pypdfium2.PdfiumError, OSError) as error:
        raise Refused(f"has pages that cannot be rendered for OCR: {error}") from error
    for number in pages:
        try:
            lines = pytesseract.image_to_string(_picture(document[number - 1]), lang=languages, timeout=_SECONDS)
        except (pytesseract.TesseractError, pypdfium2.PdfiumError, RuntimeError, OSError):
            yield number, None
        else:
            yield number, _paragraphs(lines)


def _picture(page: Any) -> Any:
    width, height = page.get_size()
    scale = min(_DPI / 72, (_LARGEST / max(width * height, 1)) ** 0.5)
    return page.render(scale=scale, grayscale=True).to_pil()


def _paragraphs(text: str) -> str:
    """Paragraphs one a line; tesseract leaves a blank line between them."""
    paragraphs = (" ".join(part.split()) for part in text.replace("\x0c", "").split("\n\n"))
    return "\n".join(part for part in paragraphs if part)
