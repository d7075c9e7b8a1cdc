"""Writes coded reports: JSON Lines, JSON or CSV, always in UTF-8."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from marsad.export.cells import joined, write_line
from marsad.export.telling import count_text
from marsad.records import CodedReport, Event, Record

COLUMNS = (
    "report", "published", "outlet", "event", "type", "mode", "status", "actors", "actor_names", "targets",
    "target_names", "places", "place_name", "country", "admin1", "lat", "lon", "date", "date_from", "date_to", "counts",
    "claims", "speakers", "stances", "quotation", "start", "end",
)  # fmt: skip
_PIECE = 2_000
"""Records that are encoded at once."""


def write(content: str | bytes) -> None:
    """Write to standard output in UTF-8, whatever the locale; a lone surrogate becomes U+FFFD."""
    sys.stdout.buffer.write(content if isinstance(content, bytes) else _utf8(content))


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def encoded(report: CodedReport) -> Iterator[bytes]:
    """One JSON object on one line, in pieces, since that of a long report is larger than the report by far.

    In a piece that holds lone surrogates everything outside ASCII is escaped.
    """
    yield b'{"report":' + encode(report.report)
    for name in ("mentions", "claims", "events", "figures"):
        records = getattr(report, name)
        yield f',"{name}":['.encode()
        for first in range(0, len(records), _PIECE):
            yield (b"," if first else b"") + encode(records[first : first + _PIECE])[1:-1]
        yield b"]"
    yield b"}\n"


def encode(value: Any) -> bytes:
    """A record as JSON; with everything outside ASCII escaped if it holds lone surrogates."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), ensure_ascii=True).encode()


def indented(report: Record) -> str:
    """One JSON object for the eye."""
    try:
        return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(report), ensure_ascii=True, indent=2)


def json_array(documents: Iterable[str]) -> Iterator[str]:
    """The pieces of a JSON array of ``documents``, one at a time."""
    opening = "[\n"
    for document in documents:
        yield opening + document
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def header() -> str:
    """The CSV header line."""
    return _line(COLUMNS)


def rows(report: CodedReport) -> str:
    """CSV lines, one an event."""
    return "".join(_line(_row(report, event)) for event in report.events)


def _line(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    write_line(buffer, cells)
    return buffer.getvalue()


def _row(report: CodedReport, event: Event) -> Iterator[Any]:
    mentions = {m.id: m for m in report.mentions}
    claims = [c for c in report.claims if c.id in event.claims]
    info, when = report.report, event.when
    yield from (info.id, info.published, info.outlet, event.id, event.type, event.mode, event.status)
    for group in (event.actors, event.targets):
        yield joined(mentions[m].text for m in group)
        yield joined(mentions[m].value.get("name") for m in group)
    yield joined(mentions[m].text for m in event.places)
    place = mentions[event.places[0]].value if event.places else {}
    yield from (place.get(key) for key in ("name", "country", "admin1", "lat", "lon"))
    yield from (when.edtf, when.start, when.end) if when else (None, None, None)
    yield joined(count_text(c) for c in event.counts)
    yield " ".join(event.claims)
    yield joined(mentions[c.speaker].text for c in claims if c.speaker)
    yield joined(c.stance for c in claims)
    first = event.triggers[0]
    yield from (first.text, first.start, first.end)
