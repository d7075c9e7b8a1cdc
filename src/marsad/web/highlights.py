"""The text of a report cut into segments, so that a page can mark the words on which records rest.

Marks of different records overlap and nest; elements of a page only nest. So the text is cut wherever a mark begins or ends,
and each segment says which marks lie over it. A segment is written as one inline element, which leaves Arabic letters joined
across its edges. The segments' texts joined are the text, code point for code point.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from marsad.records import CodedReport, Count, Event, Figure, Mention, Span

_LINES = re.compile(r"(?:\r\n|\r|\n)")
_BLANK = re.compile(r"\s*\Z")
_BROKEN = re.compile("[\0\ud800-\udfff]")
_RANK = {
    kind: n for n, kind in enumerate(("trigger", "cue", "quantity", "date", "place", "actor", "object", "content"))
}
CONTROLS = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
"""Characters that are not seen but turn the order of what is read, with their Unicode abbreviations."""
_CONTROL = re.compile(f"[{''.join(CONTROLS)}]")


class Stretch(NamedTuple):
    """Words to be marked: ``start`` to ``end`` in code points; ``kind`` is a kind of mention, ``trigger``, ``cue`` or
    ``content``; ``records`` are the ids of the records that rest on them, the nearest first."""

    start: int
    end: int
    kind: str
    records: tuple[str, ...]


class Segment(NamedTuple):
    """Words over which the same marks lie: ``start`` in code points, ``kinds`` and ``records`` of those marks, the innermost
    first; ``control`` is the abbreviation where the segment is a character that turns the order of what is read."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    control: str | None = None

    @property
    def shown(self) -> Markup:
        """The text as a page can carry it, of as many code points.

        Browsers turn a carriage return into a line feed unless it is written as a number, and drop what is no character.
        """
        return Markup(str(escape(_BROKEN.sub("\ufffd", self.text))).replace("\r", "&#13;"))


class Passage(NamedTuple):
    """A line of the text with the blank ones behind it; ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def stretches(coded: CodedReport, start: int = 0, end: int | None = None) -> list[Stretch]:
    """All words on which records of ``coded`` rest, or those that reach into the text from ``start`` to ``end``.

    The words of a mention belong to all records that the mention is part of.
    """
    found = [Stretch(m.start, m.end, m.kind, (m.id,)) for m in coded.mentions if _meets(m, start, end)]
    holders = _holders(coded, {mark.records[0] for mark in found})
    found = [mark._replace(records=(*mark.records, *dict.fromkeys(holders[mark.records[0]]))) for mark in found]
    for event in coded.events:
        found += [_stretch(span, "trigger", event.id) for span in event.triggers if _meets(span, start, end)]
    for claim in coded.claims:
        spans = ((claim.cue, "cue"), (claim.content, "content"))
        found += [_stretch(span, kind, claim.id) for span, kind in spans if span and _meets(span, start, end)]
    return found


def _meets(words: Span | Mention, start: int, end: int | None) -> bool:
    return start < words.end and (end is None or words.start < end)


def _stretch(span: Span, kind: str, record: str) -> Stretch:
    return Stretch(span.start, span.end, kind, (record,))


def _holders(coded: CodedReport, wanted: Container[str]) -> defaultdict[str, list[str]]:
    """The records of which each of the ``wanted`` mentions is part."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    resting: tuple[Event | Figure, ...] = (*coded.events, *coded.figures)
    for record in resting:
        for mention in mentions_of(record):
            if mention in wanted:
                holders[mention].append(record.id)
    for claim in coded.claims:
        if claim.speaker and claim.speaker in wanted:
            holders[claim.speaker].append(claim.id)
    return holders


def mentions_of(record: Event | Figure) -> Iterator[str]:
    """The ids of the mentions that an event or figure is made of."""
    yield from record.places
    if record.when:
        yield from record.when.mentions
    if isinstance(record, Figure):
        yield record.mention
        return
    yield from (*record.actors, *record.targets)
    counts: tuple[Count, ...] = record.counts
    yield from (count.mention for count in counts)


def segments(text: str, marks: Iterable[Stretch], start: int = 0, end: int | None = None) -> list[Segment]:
    """``text`` from ``start`` to ``end`` as segments, cut also behind each line. What of a mark lies outside is left out."""
    end = len(text) if end is None else min(end, len(text))
    opening: defaultdict[int, list[Stretch]] = defaultdict(list)
    cuts = {start, end}
    for mark in marks:
        if max(mark.start, start) < min(mark.end, end):
            opening[max(mark.start, start)].append(mark)
            cuts.update((max(mark.start, start), min(mark.end, end)))
    cuts.update(found.end() for found in _LINES.finditer(text, start, end))
    for found in _CONTROL.finditer(text, start, end):
        cuts.update(found.span())
    return list(_swept(text, sorted(cuts), opening))


def _swept(text: str, cuts: Sequence[int], opening: defaultdict[int, list[Stretch]]) -> Iterator[Segment]:
    over: list[Stretch] = []
    kinds: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    for at, until in pairwise(cuts):
        still = [mark for mark in over if mark.end > at]
        if at in opening or len(still) != len(over):
            over = sorted([*still, *opening.get(at, ())], key=_innermost)
            kinds = tuple(dict.fromkeys(mark.kind for mark in over))
            records = tuple(dict.fromkeys(record for mark in over for record in mark.records))
        words = text[at:until]
        yield Segment(at, words, kinds, records, CONTROLS.get(words))


def _innermost(mark: Stretch) -> tuple[int, int, int]:
    return mark.end - mark.start, _RANK.get(mark.kind, len(_RANK)), mark.start


def passages(pieces: Sequence[Segment]) -> list[Passage]:
    """Segments line by line, blank lines with the line before them."""
    lines: list[list[Segment]] = []
    for line in _by_line(pieces):
        if lines and all(_BLANK.match(piece.text) for piece in line):
            lines[-1] += line
        else:
            lines.append(line)
    return [Passage(line[0].start, line[-1].start + len(line[-1].text), tuple(line)) for line in lines]


def _by_line(pieces: Sequence[Segment]) -> Iterator[list[Segment]]:
    line: list[Segment] = []
    for n, piece in enumerate(pieces):
        line.append(piece)
        following = pieces[n + 1].text[:1] if n + 1 < len(pieces) else ""
        if piece.text.endswith(("\n", "\r")) and not (piece.text.endswith("\r") and following == "\n"):
            yield line
            line = []
    if line:
        yield line


def source(text: str, coded: CodedReport | None, start: int = 0, end: int | None = None) -> list[Passage]:
    """``text`` (or a part of it) with the words of all records of ``coded`` marked, for the macro ``source_text``."""
    return passages(segments(text, stretches(coded, start, end) if coded else (), start, end))
