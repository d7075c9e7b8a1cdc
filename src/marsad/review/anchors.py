"""How decisions find their records again in another coding of the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from marsad.records import Anchor, CodedReport, Part, Span


class Anchors:
    """The words on which the records of a coding rest."""

    def __init__(self, coded: CodedReport) -> None:
        self._coded = coded

    @cached_property
    def _records(self) -> dict[Part, list[tuple[str, tuple[Span, ...], str | None]]]:
        coded = self._coded
        words = {m.id: Span(start=m.start, end=m.end, text=m.text) for m in coded.mentions}
        return {
            "event": [(e.id, e.triggers, e.type) for e in coded.events],
            "claim": [(c.id, (c.cue,), None) for c in coded.claims],
            "figure": [(f.id, (words[f.mention],) if f.mention in words else (), f.kind) for f in coded.figures],
            "mention": [(m.id, (words[m.id],), m.kind) for m in coded.mentions],
        }

    def of(self, part: Part, id: str) -> Anchor | None:
        """The anchor of a record; None when the coding has none of that id."""
        seen: dict[tuple[tuple[Span, ...], str | None], int] = {}
        for other, spans, type in self._records[part]:
            if other == id:
                return Anchor(spans=spans, type=type, nth=seen.get((spans, type), 0))
            seen[spans, type] = seen.get((spans, type), 0) + 1
        return None

    def find(self, part: Part, anchor: Anchor, whole: bool) -> str | None:
        """The id of a record by its anchor: one of the same words and type, else of the same type that shares most of them.

        What is meant of the ``whole`` record does not go over to one of the same words that is of another type.
        """
        rows = self._records[part]
        same = [id for id, spans, type in rows if spans == anchor.spans and type == anchor.type]
        if same:
            return same[min(anchor.nth, len(same) - 1)]
        if part != "mention":
            alike = max(_alike(rows, anchor), default=(0, 0, None))
            if alike[2] is not None:
                return alike[2]
        if whole:
            return None
        return next((id for id, spans, _ in rows if spans and spans == anchor.spans), None)


def _alike(rows: Sequence[tuple[str, tuple[Span, ...], str | None]], anchor: Anchor) -> Iterator[tuple[int, int, str]]:
    """How many characters records of the same type share with an anchor; of equals the first counts."""
    for n, (id, spans, type) in enumerate(rows):
        shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in anchor.spans)
        if shared and type == anchor.type:
            yield shared, -n, id
