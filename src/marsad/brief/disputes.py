"""Where accounts differ, row by row, each side with its teller. What is a dispute is found elsewhere; here it gets its words.

Nothing is settled: a sentence never states for one side what another side tells otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from marsad.brief.dates import date_words
from marsad.brief.footnotes import Notes
from marsad.brief.model import Runs, Sentence
from marsad.brief.phrases import fill, words
from marsad.brief.source import Source
from marsad.brief.telling import Teller, Voice, begun
from marsad.records import Claim, Event, Record

Question = Literal["when", "where", "who", "to whom", "what", "count", "status"]
EventKey = tuple[str, str]
"""Report and event."""


class Side(Record, frozen=True):
    """An answer of one teller, by the ids of records: ``claim`` is None where the report says it itself, ``mention`` where the
    answer is the event or its date."""

    report: str
    event: str
    mention: str | None = None
    claim: str | None = None


class Row(Record, frozen=True):
    """A question on which accounts are in conflict, with all that is answered; ``kind`` is that of a count."""

    question: Question
    sides: tuple[Side, ...]
    kind: str | None = None


class Disputed(Record, frozen=True):
    """Events that are taken for accounts of one incident, and the questions on which they are in conflict."""

    events: tuple[EventKey, ...]
    rows: tuple[Row, ...]


class _Told(NamedTuple):
    """A side with its records."""

    source: Source
    event: Event
    claim: Claim | None
    mention: str | None

    @property
    def denies(self) -> bool:
        return self.claim is not None and self.claim.stance == "deny"

    @property
    def voice(self) -> Voice:
        return Voice(self.source, self.claim)


class Disputes:
    """Words disputes in one language."""

    def __init__(self, sources: Iterable[Source], teller: Teller, notes: Notes) -> None:
        self._sources: Mapping[str, Source] = {source.id: source for source in sources}
        self._teller = teller
        self._notes = notes
        self._pattern = teller.phrases.dispute

    def sentences(self, groups: Iterable[Disputed]) -> Iterator[Sentence]:
        """A sentence for each row in conflict, and for each denial that stands in none."""
        for group in groups:
            for row in group.rows:
                yield self._sentence(group, row)
            told = {(side.report, side.event) for row in group.rows for side in row.sides}
            for report, event in group.events:
                source, event_told = self._event(report, event)
                if event_told.status == "denied" and (report, event) not in told:
                    runs = self._teller.event(source, event_told, pattern=self._pattern["denied"])
                    yield Sentence(runs=runs, notes=self._notes.event(source, event_told))

    def _event(self, report: str, event: str) -> tuple[Source, Event]:
        source = self._sources[report]
        return source, next(e for e in source.coded.events if e.id == event)

    def _told(self, side: Side) -> _Told:
        source, event = self._event(side.report, side.event)
        return _Told(source, event, source.claims.get(side.claim or ""), side.mention)

    # ---- a sentence
    def _sentence(self, group: Disputed, row: Row) -> Sentence:
        told = [self._told(side) for side in row.sides]
        of_one = len({t.source.id for t in told}) == 1
        about = self._about(group, row)
        pattern = self._of(row.question, about["type"])
        sides = [self._side(row, side, of_one) for side in self._sides(row, told)]
        runs = fill(
            pattern, **{**about, "topic": self._teller.topic(row.kind or "")},
            sides=self._teller.phrases.apart(sides, "semicolon"), via=self._teller.via(told[0].source) if of_one else (),
        )  # fmt: skip
        return Sentence(runs=begun(runs), notes=self._notes_of(row, told))

    def _of(self, name: str, type: str | Runs) -> str:
        """A pattern; where a type of event needs its own, that."""
        return self._pattern.get(f"{name}:{type}") or self._pattern[name]

    def _about(self, group: Disputed, row: Row) -> dict[str, str | Runs]:
        """What the accounts agree on, for the beginning of a sentence: nothing of it is in dispute itself."""
        open = {r.question for r in group.rows} | {row.question}
        events = [self._event(*key) for key in group.events]
        parts = [self._teller.parts(source, event) for source, event in events if event.status != "denied"]
        parts = parts or [self._teller.parts(source, event) for source, event in events]
        asked = (("on", "to whom"), ("in", "where"), ("when", "when"))
        about = {
            name: () if question in open else next((p[name] for p in parts if p[name]), ()) for name, question in asked
        }
        if about["in"]:
            about["on"] = ()  # a place is enough to tell it from others
        label = self._pattern["incident"] if "what" in open - {row.question} else parts[0]["label"]
        return {**about, "label": label, "type": events[0][1].type}

    # ---- its sides
    def _sides(self, row: Row, told: Sequence[_Told]) -> list[tuple[Runs, bool, list[_Told]]]:
        """What is held, whether it is denied, and who does; those who hold the same stand together.

        Numbers stand one by one, names as one teller gives them together.
        """
        each: dict[object, list[_Told]] = {}
        for n, one in enumerate(told):
            key = n if row.question == "count" else (one.source.id, self._teller.who_says(one.voice), one.denies)
            each.setdefault(key, []).append(one)
        held: dict[tuple[str, bool], tuple[Runs, bool, list[_Told]]] = {}
        for voice in each.values():
            value = self._value(row, voice)
            side = held.setdefault((words(value), voice[0].denies), (value, voice[0].denies, []))
            side[2].append(voice[0])
        return sorted(held.values(), key=lambda side: side[1])

    def _value(self, row: Row, voice: Sequence[_Told]) -> Runs:
        source, event = voice[0].source, voice[0].event
        mentions = [t.mention for t in voice if t.mention]
        names = self._teller.names
        if row.question == "when":
            return date_words(event.when.edtf, self._teller.phrases) if event.when else ()
        if row.question == "where":
            return names.places(source, mentions)
        if row.question == "count":
            return self._count(voice[0])
        if row.question == "what":
            return fill("{label}", label=self._teller.label(event))
        return names.each(source, mentions)

    def _count(self, told: _Told) -> Runs:
        """A number; where it is denied, with what is denied of those counted."""
        count = next(c for c in told.event.counts if c.mention == told.mention)
        if told.denies:
            return self._teller.count(told.source, count)
        return self._teller.quantity(told.source, count, "nominative")

    def _side(self, row: Row, side: tuple[Runs, bool, list[_Told]], of_one: bool) -> Runs:
        value, denied, tellers = side
        voices = [told.voice for told in tellers]
        event = tellers[0].event
        if denied:
            name = "no" if row.question == "status" else "denial"
            return fill(self._of(name, event.type), n=value, names=self._teller.voices(voices, via=not of_one))
        name = {"status": "yes", "count": "side"}.get(row.question, f"side {row.question}")
        according = self._teller.according_to(voices, via=not of_one)
        return fill(self._of(name, event.type), n=value, according=according)

    def _notes_of(self, row: Row, told: Sequence[_Told]) -> tuple[int, ...]:
        """The words of each side, and those that say whose they are."""
        found: list[int] = []
        for one in told:
            named = [one.mention] if one.mention else []
            if row.question == "when" and one.event.when:
                named = list(one.event.when.mentions)
            spans = [one.source.mentions[m] for m in named if m in one.source.mentions]
            found += self._notes.at(one.source, [one.source.sentence(m.start, m.end) for m in spans])
            if one.claim is not None:
                found += self._notes.claim(one.source, one.claim)
            elif not spans:
                found += self._notes.event(one.source, one.event)
        return tuple(dict.fromkeys(found))
