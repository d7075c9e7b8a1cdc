"""The records of a report as a page tells them: mentions with their names and words, claims with their chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from marsad.brief.phrases import phrases
from marsad.records import Claim, CodedReport, Count, Event, Figure, Mention, Span
from marsad.web.countries import country_name
from marsad.web.words import Language


class Named(NamedTuple):
    """A mention as it is told: ``name`` in the reader's language, the report's own words where it is no known name; ``words``
    are those words where they differ. ``start`` is where they stand. ``about`` says what is meant (class, country)."""

    id: str
    kind: str
    name: str
    words: str | None
    start: int
    about: tuple[str, ...]


class Teller(NamedTuple):
    """Who says so: the claim, its speaker (None where nobody is named) and how it is said."""

    claim: str
    speaker: Named | None
    stance: str


class Nested(NamedTuple):
    """A claim with those that it reports inside it."""

    claim: Claim
    inner: tuple[Nested, ...]


class Records:
    """The records of one coding, for one language."""

    def __init__(self, coded: CodedReport, language: Language) -> None:
        self.coded = coded
        self._language = language
        self._classes = phrases(language).classes
        self._mentions: dict[str, Mention] = {m.id: m for m in coded.mentions}
        self._claims: dict[str, Claim] = {c.id: c for c in coded.claims}

    def named(self, ids: Sequence[str]) -> list[Named]:
        """Mentions as they are told, those of one name and meaning once."""
        told = (self._named(self._mentions[id]) for id in ids if id in self._mentions)
        return list({(one.name, one.about): one for one in reversed(list(told))}.values())[::-1]

    def one(self, id: str | None) -> Named | None:
        """One mention; None where there is none."""
        return self._named(self._mentions[id]) if id in self._mentions else None

    def _named(self, mention: Mention) -> Named:
        value = mention.value
        arabic, english = value.get("arabic"), value.get("name") if value.get("name") else None
        known = arabic if self._language == "ar" else english
        words = " ".join(mention.text.split())
        name = str(known or words)
        return Named(
            mention.id, mention.kind, name, None if name == words else words, mention.start, tuple(self._about(mention))
        )

    def _about(self, mention: Mention) -> Iterator[str]:
        """What the words were taken to mean, beside the name."""
        value = mention.value
        if mention.kind == "actor" and not value.get("entity") and self._classes.get(value.get("cls") or ""):
            yield self._classes[value["cls"]]
        if mention.kind == "place" and value.get("admin1") and self._language == "en":
            yield str(value["admin1"])
        if mention.kind in ("actor", "place") and value.get("country"):
            yield country_name(self._language, value["country"])

    def tellers(self, claims: Iterable[str]) -> list[Teller]:
        """Who tells what these claims carry, each speaker once for each stance."""
        told = [self._claims[id] for id in claims if id in self._claims]
        tellers = (Teller(c.id, self.one(c.speaker), c.stance) for c in told)
        return list({(t.speaker.name if t.speaker else None, t.stance): t for t in tellers}.values())

    def speaker(self, claim: str | None) -> Named | None:
        """The speaker of a claim."""
        return self.one(self._claims[claim].speaker) if claim in self._claims else None

    def chain(self, claim: Claim) -> list[Teller]:
        """Who reports who reports … a claim: the outer claims, the nearest first."""
        found: list[Teller] = []
        seen = {claim.id}
        outer = claim.within
        while outer in self._claims and outer not in seen:
            seen.add(outer)
            found.append(Teller(outer, self.speaker(outer), self._claims[outer].stance))
            outer = self._claims[outer].within
        return found

    def depth(self, claim: Claim) -> int:
        """How many claims a claim stands inside."""
        return len(self.chain(claim))

    def nested(self, claims: Sequence[Claim]) -> list[Nested]:
        """Claims as trees: those inside one of the others stand under it."""
        shown = {c.id for c in claims}
        inner: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.within in shown and not self._circular(claim):
                inner.setdefault(claim.within or "", []).append(claim)
        roots = [c for c in claims if c.within not in shown or self._circular(c)]
        return [self._tree(claim, inner) for claim in roots]

    def _circular(self, claim: Claim) -> bool:
        chain = self.chain(claim)
        last = self._claims[chain[-1].claim] if chain else claim
        return last.within in self._claims

    def _tree(self, claim: Claim, inner: dict[str, list[Claim]]) -> Nested:
        return Nested(claim, tuple(self._tree(one, inner) for one in inner.get(claim.id, ())))

    def notes(self, coded: CodedReport) -> dict[int, list[str]]:
        """The ids of the events, claims and figures of ``coded`` by where their words begin: the numbers of a printed page."""
        found: dict[int, list[str]] = {}
        for event in coded.events:
            for trigger in event.triggers:
                found.setdefault(trigger.start, []).append(event.id)
        for claim in coded.claims:
            found.setdefault(claim.cue.start, []).append(claim.id)
        for figure in coded.figures:
            if figure.mention in self._mentions:
                found.setdefault(self._mentions[figure.mention].start, []).append(figure.id)
        return found


def starts(coded: CodedReport) -> dict[str, int]:
    """Where in the text the first words of each record stand."""
    found = {m.id: m.start for m in coded.mentions}
    found |= {e.id: min(t.start for t in e.triggers) for e in coded.events if e.triggers}
    found |= {c.id: c.cue.start for c in coded.claims}
    found |= {f.id: found[f.mention] for f in coded.figures if f.mention in found}
    return found


def within(coded: CodedReport, start: int, end: int) -> CodedReport:
    """The coding with those events, claims and figures only whose words begin between ``start`` and ``end``."""
    at = starts(coded) if coded.figures else {}
    return msgspec.structs.replace(
        coded,
        events=tuple(e for e in coded.events if any(start <= t.start < end for t in e.triggers)),
        claims=tuple(c for c in coded.claims if start <= c.cue.start < end),
        figures=tuple(f for f in coded.figures if start <= at.get(f.id, start) < end),
    )


def words_of(spans: Iterable[Span]) -> str:
    """The words of spans in one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def unlike(count: Count | Figure) -> str:
    """How the number of a count or figure is to be written: ``one``, ``span``, ``least``, ``most`` or ``none``.

    >>> unlike(Count(kind="killed", what=None, min=3, max=None, bound="min", mention="m1"))
    'least'
    """
    if count.min is None and count.max is None:
        return "none"
    if count.max is None:
        return "least"
    if count.min is None or count.bound == "max":
        return "most"
    return "one" if count.min == count.max else "span"


def rows(records: Records, states: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """Events, claims and figures as rows of a table; see ``COLUMNS``."""
    coded = records.coded
    for e in coded.events:
        roles = (_names(records, e.actors), _names(records, e.targets), _names(records, e.places))
        yield (
            e.id, "event", e.type, e.mode, e.status, *roles, e.when.edtf if e.when else None, _counts(e),
            _tellers(records, e.claims), words_of(e.triggers), *_ends(e.triggers), states.get(e.id, "new"),
        )  # fmt: skip
    for c in coded.claims:
        speaker = records.one(c.speaker)
        yield (
            c.id, "claim", c.stance, None, None, None, None, None, None, None, speaker.name if speaker else None,
            words_of([c.content or c.cue]), *_ends([c.content or c.cue]), states.get(c.id, "new"),
        )  # fmt: skip
    for f in coded.figures:
        mention = records.one(f.mention)
        start = mention.start if mention else None
        yield (
            f.id, "figure", f.kind, f.direction, None, None, None, _names(records, f.places),
            f.when.edtf if f.when else None, _amount(f), _tellers(records, f.claims),
            (mention.words or mention.name) if mention else None, start, None, states.get(f.id, "new"),
        )  # fmt: skip


COLUMNS = ("id", "record", "type", "mode", "status", "who", "to_whom", "where", "when", "how_many", "who_says_so", "words",
           "start", "end", "review")  # fmt: skip


def _names(records: Records, ids: Sequence[str]) -> str:
    return "; ".join(one.name for one in records.named(ids))


def _tellers(records: Records, claims: Sequence[str]) -> str:
    return "; ".join(t.speaker.name for t in records.tellers(claims) if t.speaker)


def _ends(spans: Sequence[Span]) -> tuple[int, int]:
    return min(s.start for s in spans), max(s.end for s in spans)


def _counts(event: Event) -> str:
    return "; ".join(f"{count.kind} {_amount(count)}" for count in event.counts)


def _amount(count: Count | Figure) -> str:
    low, high = count.min, count.max
    return {"none": "", "least": f">={low}", "most": f"<={high}", "one": f"{low}", "span": f"{low}..{high}"}[
        unlike(count)
    ]
