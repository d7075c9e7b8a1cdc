"""What linking reads of a report, and how it is kept, so that the report need not be read again to be compared."""

from __future__ import annotations

import datetime
from array import array
from types import GenericAlias
from typing import Any, NamedTuple, get_type_hints

import msgspec

from marsad.linking.copies import Sketch, sketch
from marsad.linking.tellings import Article, Telling, tellings
from marsad.linking.words import Words
from marsad.records import CodedReport, Report


class Read(NamedTuple):
    """A report as linking reads it: its events by id, the span of the first trigger of each, and what finds its copies."""

    events: dict[str, Telling]
    spans: dict[str, tuple[int, int]]
    sketch: Sketch


def read(id: str, report: Report, coded: CodedReport | None) -> Read:
    """Read a report with its coding."""
    words = Words.of(report.text)
    events = {t.event: t for t in tellings(report, coded, words)} if coded else {}
    first = {e.id: min((t.start, t.end) for t in e.triggers) for e in coded.events} if coded else {}
    own = sketch(id, report.text, report.published, report.outlet, words.folded.text)
    return Read(events, {event: first[event] for event in events}, own)


class _Kept(NamedTuple):
    """As it lies in the archive: the sketch, with its shingles in a row, and all the rest as bytes for themselves, so that a
    text is compared without reading its events."""

    report: str
    published: datetime.date | None
    outlet: str | None
    shingles: bytes
    told: bytes


def packed(read: Read) -> bytes | None:
    """All of it but the keys of the text; None for what cannot be kept (broken characters, numbers beyond all bounds)."""
    events, own = list(read.events.values()), read.sketch
    try:
        told = _encode((events[0].article if events else None, [telling[1:] for telling in events], read.spans))
        shingles = array("I", sorted(own.shingles)).tobytes()
        return _encode(_Kept(own.report, own.published, own.outlet, shingles, told))
    except (UnicodeEncodeError, OverflowError):
        return None


def unpacked(content: bytes) -> Read | None:
    """What was packed; None when it was damaged."""
    try:
        kept = _decoder.decode(content)
        article, told, spans = _told.decode(kept.told)
        return Read({fields[0]: Telling(article, *fields) for fields in told}, spans, _sketch(kept))
    except (msgspec.DecodeError, ValueError):
        return None


def sketch_in(content: bytes) -> Sketch | None:
    """The sketch alone of what was packed; None when it was damaged."""
    try:
        return _sketch(_decoder.decode(content))
    except (msgspec.DecodeError, ValueError):
        return None


def _sketch(kept: _Kept) -> Sketch:
    shingles = array("I")
    shingles.frombytes(kept.shingles)
    return Sketch(kept.report, kept.published, kept.outlet, frozenset(shingles), ())


_FIELDS: Any = GenericAlias(tuple, tuple(get_type_hints(Telling).values())[1:])
"""A telling without its article, which all events of a report share."""
_encode = msgspec.msgpack.encode
_decoder = msgspec.msgpack.Decoder(_Kept)
_told: msgspec.msgpack.Decoder[tuple[Article, list[Any], dict[str, tuple[int, int]]]] = msgspec.msgpack.Decoder(
    GenericAlias(tuple, (Article | None, list[_FIELDS], dict[str, tuple[int, int]]))
)
