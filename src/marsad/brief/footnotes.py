"""The notes of a brief: each stretch of a report once, numbered in the order of use."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.brief.model import Note, Runs
from marsad.brief.phrases import Phrases, fill, one
from marsad.brief.source import Source, Stretch
from marsad.brief.telling import claimed
from marsad.records import Claim, Event


class Notes:
    """Hands out numbers."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers: dict[tuple[str, Stretch], int] = {}
        self.notes: list[Note] = []

    def at(self, source: Source, stretches: Iterable[Stretch]) -> tuple[int, ...]:
        """The numbers of some stretches of a report."""
        return tuple(dict.fromkeys(self._number(source, stretch) for stretch in stretches))

    def event(self, source: Source, event: Event) -> tuple[int, ...]:
        """The notes of an event: the sentences that tell it and those that its tellers and numbers stand in."""
        spans = [(source.claims[c].cue.start, source.claims[c].cue.end) for c in event.claims if c in source.claims]
        counted = [source.mentions[c.mention] for c in event.counts if c.mention in source.mentions]
        around = [source.sentence(*span) for span in [*spans, *((m.start, m.end) for m in counted)]]
        return self.at(source, [*source.told_in(event), *around])

    def claim(self, source: Source, claim: Claim) -> tuple[int, ...]:
        """The note of a claim: the sentence from its cue to the end of what it says."""
        start, end = claimed(source, claim)
        return self.at(source, [source.sentence(min(start, claim.cue.start), max(end, claim.cue.end))])

    def _number(self, source: Source, stretch: Stretch) -> int:
        key = (source.id, stretch)
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            self.notes.append(self._note(source, stretch))
        return self._numbers[key]

    def _note(self, source: Source, stretch: Stretch) -> Note:
        return Note(
            number=len(self.notes) + 1, report=source.id, start=stretch[0], end=stretch[1],
            quotation=source.mask.text(*stretch), outlet=source.outlet(self._language), published=source.published,
            title=source.heading, url=source.mask.link(source.report.url),
        )  # fmt: skip


def note_line(note: Note, phrases: Phrases) -> Runs:
    """How a note reads: outlet, day, title or id, the quotation, and where it stands."""
    named = phrases.note
    where = f"{note.start}–{note.end}"
    return fill(
        named["base"], outlet=one(note.outlet, "name") if note.outlet else named["no_outlet"],
        published=one(note.published, "number") if note.published else named["undated"],
        title=one(note.title or f"{named['report']} {note.report}", "name"), quote=phrases.quoted(note.quotation),
        span=one(where, "number"), link=one(note.url or f"marsad:{note.report}", "name"),
    )  # fmt: skip
