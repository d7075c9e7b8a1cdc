"""Plain text files."""

from __future__ import annotations

from marsad.sources.decoding import decode
from marsad.sources.deriving import derive
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.options import Options


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A text as one report. Raises Refused when it is no text or holds none."""
    decoded = decode(content, item.charset or options.charset)
    if decoded is None:
        raise Refused(
            "is not text but binary data; give text, HTML, PDF, DOCX, a feed, a table, or an archive of these"
        )
    if not decoded.text.strip():
        raise Refused("holds nothing but blanks")
    notes = (decoded.remark,) if decoded.remark else ()
    return Reading(
        media_type="text/plain", reports=(derive(item, options, decoded.text),), charset=decoded.charset, notes=notes
    )
