"""A report as reviewers go through it: a card for each record, a row for each field, each value beside its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marsad.records import Claim, Event, Figure, Mention, Part, Record, Span
from marsad.review import FieldReview, RecordReview, Reviewed
from marsad.review.fields import Known, shown
from marsad.web.highlights import Stretch
from marsad.web.reviewing.layout import PLANS, STATED, TAKES_WORDS, RowPlan
from marsad.web.reviewing.telling import Item, Teller

_ROLES = {"triggers": "trigger", "cue": "cue", "content": "content", "claims": "cue", "within": "cue", "when": "date",
          "counts": "quantity", "mention": "quantity"}  # fmt: skip
_LEADING = frozenset({"type", "triggers", "actors", "targets", "places", "speaker", "cue", "stance"})
"""Fields whose corrections may say that the lexicon lacks a word."""
_STATES = {"accept": "accepted", "not_stated": "not_stated", "add": "added"}


class Row(Record, frozen=True):
    """A row of a card. ``raw`` are the values of its fields as decisions hold them; ``before`` is what stood there before the
    first decision on it, None where nothing was decided; ``leads`` the decision that may lead to a lexicon entry."""

    name: str
    editor: str
    fields: tuple[str, ...]
    items: tuple[Item, ...]
    raw: dict[str, Any]
    state: str
    review: FieldReview | None = None
    before: tuple[Item, ...] | None = None
    others: tuple[tuple[str, tuple[Item, ...]], ...] = ()
    leads: int | None = None

    @property
    def spans(self) -> str:
        """The words behind the row, as ``12-19 30-35`` in code points."""
        return " ".join(dict.fromkeys(f"{item.words.start}-{item.words.end}" for item in self.items if item.words))

    @property
    def stated(self) -> bool:
        """Whether it cannot be left empty."""
        return self.name in STATED

    @property
    def takes_words(self) -> bool:
        """Whether words of the text can be picked for it."""
        return self.editor in TAKES_WORDS


class Card(Record, frozen=True):
    """A record: ``title`` says in short what it is, ``at`` is where it stands in the text."""

    id: str
    part: Part
    title: str
    gist: str
    at: int
    state: str
    rows: tuple[Row, ...] = ()
    review: RecordReview | None = None

    def row(self, name: str) -> Row | None:
        """A row by its name."""
        return next((row for row in self.rows if row.name == name), None)


class Cards:
    """The cards of a report, in the order of its text."""

    def __init__(self, reviewed: Reviewed, teller: Teller) -> None:
        self.reviewed, self.teller = reviewed, teller
        coded = reviewed.coded
        self._known = Known({m.id: m for m in coded.mentions}, {c.id: c for c in coded.claims})
        self._records: dict[str, tuple[Part, Event | Claim | Figure]] = {
            **{e.id: ("event", e) for e in coded.events}, **{c.id: ("claim", c) for c in coded.claims},
            **{f.id: ("figure", f) for f in coded.figures},
        }  # fmt: skip

    def heads(self, part: str | None = None) -> tuple[Card, ...]:
        """All cards (of a part) without their rows."""
        made = (self._head(id, of, record) for id, (of, record) in self._records.items() if part in (None, of))
        return tuple(sorted(made, key=lambda card: (card.at, card.part != "claim", card.id)))

    def card(self, id: str) -> Card | None:
        """A card with its rows; None when the report has no such record."""
        if id not in self._records:
            return None
        part, record = self._records[id]
        head = self._head(id, part, record)
        rows = tuple(self._row(part, record, plan, head) for plan in PLANS[part])
        return Card(
            id=id,
            part=part,
            title=head.title,
            gist=head.gist,
            at=head.at,
            state=head.state,
            rows=rows,
            review=head.review,
        )

    def part(self, id: str) -> Part | None:
        """Which kind of record it is."""
        return self._records[id][0] if id in self._records else None

    def value(self, id: str, field: str) -> Any:
        """The value of a field as decisions hold it."""
        part, record = self._records[id]
        return shown(part, record, field, self._known)

    def mentions(self, kinds: Iterable[str]) -> list[tuple[Mention, Item]]:
        """What can be picked for a role: every mention of these kinds, in the order of the text."""
        wanted = set(kinds)
        found = sorted((m for m in self.reviewed.coded.mentions if m.kind in wanted), key=lambda m: (m.start, m.end))
        return [
            (m, self.teller.items("", {"start": m.start, "end": m.end, "text": m.text, "kind": m.kind})[0])
            for m in found
        ]

    # ---- heads
    def _head(self, id: str, part: Part, record: Event | Claim | Figure) -> Card:
        review = self.reviewed.records.get(id)
        title, gist, at = self._told(part, record)
        return Card(
            id=id, part=part, title=title, gist=gist, at=at, state=review.state if review else "new", review=review
        )

    def _told(self, part: Part, record: Event | Claim | Figure) -> tuple[str, str, int]:
        tell, known = self.teller, self._known
        if isinstance(record, Event):
            names = [
                i.value
                for field in ("actors", "targets", "places")
                for i in tell.items(field, shown(part, record, field, known))[:1]
            ]
            return tell.label.event(record.type, record.mode), " · ".join(map(_apart, names)), record.triggers[0].start
        if isinstance(record, Claim):
            content = record.content.text if record.content else record.cue.text
            return f"{tell.speaker(record)} — {tell.label('stance', record.stance)}", content, record.cue.start
        mention = known.mentions.get(record.mention)
        told = tell.number(record.min, record.max, record.bound)
        return (
            f"{tell.label('figure', record.kind)}: {told}",
            mention.text if mention else "",
            mention.start if mention else 0,
        )

    # ---- rows
    def _row(self, part: Part, record: Event | Claim | Figure, plan: RowPlan, head: Card) -> Row:
        raw = {field: shown(part, record, field, self._known) for field in plan.fields}
        reviews = [head.review.fields[f] for f in plan.fields if head.review and f in head.review.fields]
        last = max(reviews, key=lambda r: r.number, default=None)
        before = {r.field: r.before for r in reviews}
        return Row(
            name=plan.name, editor=plan.editor, fields=plan.fields, raw=raw, items=self._items(plan, raw), review=last,
            state=_state(plan, last, head), before=self._items(plan, raw | before) if last else None,
            others=self._disputed(plan, raw, head.review),
            leads=next((r.number for r in reviews if r.action == "correct" and r.field in _LEADING), None),
        )  # fmt: skip

    def _items(self, plan: RowPlan, raw: dict[str, Any]) -> tuple[Item, ...]:
        if plan.name == "type":
            return (self.teller.kind(raw["type"], raw["mode"]),)
        if plan.name == "number":
            return (Item(key="", value=self.teller.number(raw["min"], raw["max"], raw["bound"])),)
        return self.teller.items(plan.name, raw[plan.name])

    def _disputed(
        self, plan: RowPlan, raw: dict[str, Any], review: RecordReview | None
    ) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """What each reviewer said, where they disagree."""
        import json

        differing = [f for f in plan.fields if review and f in review.disputed]
        people = {who for f in differing for who in (review.verdicts.get(f, {}) if review else {})}
        said: dict[str, tuple[Item, ...]] = {}
        for who in sorted(people):
            theirs = {f: json.loads(review.verdicts[f][who]) for f in differing if review and who in review.verdicts[f]}
            said[who] = self._items(plan, raw | theirs)
        return tuple(said.items())

    # ---- words
    def stretches(self, card: Card) -> list[Stretch]:
        """The words of a card, each named by the row that rests on it."""
        return list(_stretches(card))


def _apart(words: str) -> str:
    """Words that keep their direction among others."""
    return f"\u2068{words}\u2069"


def _state(plan: RowPlan, decided: FieldReview | None, card: Card) -> str:
    if card.state == "rejected":
        return card.state
    if decided is not None:
        return _STATES.get(decided.action, "corrected")
    said = card.review is not None and all(card.review.verdicts.get(field) for field in plan.fields)
    return ("accepted" if said else "new") if card.state == "corrected" else card.state


def _stretches(card: Card) -> Iterator[Stretch]:
    for row in card.rows:
        for span, kind in _spans(row):
            yield Stretch(span.start, span.end, _ROLES.get(row.name, kind or "actor"), (row.name,))


def _spans(row: Row) -> Iterator[tuple[Span, str]]:
    yield from ((item.words, item.kind) for item in row.items if item.words)
    if row.name == "when" and row.raw["when"]:
        for words in row.raw["when"]["words"][1:]:
            yield Span(start=words["start"], end=words["end"], text=words["text"]), "date"
