"""What linking reads of a report, and how it is kept, so that the report need not be read again to be compared."""

from __future__ import annotations

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


def packed(read: Read) -> bytes | None:
    """All of it but the keys of the text; None for what cannot be kept (broken characters, numbers beyond all bounds)."""
    told = list(read.events.values())
    try:
        return msgspec.msgpack.encode(
            (told[0].article if told else None, [t[1:] for t in told], read.spans, read.sketch._replace(bands=()))
        )
    except (UnicodeEncodeError, OverflowError):
        return None


def unpacked(content: bytes) -> Read | None:
    """What was packed; None when it was damaged."""
    try:
        article, told, spans, own = _decoder.decode(content)
    except msgspec.DecodeError:
        return None
    return Read({fields[0]: Telling(article, *fields) for fields in told}, spans, own)


_TOLD: Any = GenericAlias(tuple, tuple(get_type_hints(Telling).values())[1:])
"""A telling without its article, which all events of a report share."""
_decoder: msgspec.msgpack.Decoder[tuple[Article, list[Any], dict[str, tuple[int, int]], Sketch]] = (
    msgspec.msgpack.Decoder(GenericAlias(tuple, (Article | None, list[_TOLD], dict[str, tuple[int, int]], Sketch)))
)
