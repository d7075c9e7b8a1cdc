"""All that the page of a report under review shows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from marsad.app.grades import Scheme
from marsad.records import Decision, Grading, Labelling, Mention, Outlet
from marsad.review import Reviewed, last_batch
from marsad.text.opening import called
from marsad.web.highlights import Passage, passages, segments
from marsad.web.reviewing.cards import Card, Cards, Row
from marsad.web.reviewing.choices import Choice, Kind, choices, kinds
from marsad.web.reviewing.going import beside, next_record, waiting
from marsad.web.reviewing.grading import Gradable, gradables
from marsad.web.reviewing.layout import PARTS
from marsad.web.reviewing.protocol import Form
from marsad.web.reviewing.telling import Item, Teller
from marsad.web.visit import Visit

LABELS = ("graphic", "personal")
"""What a report can be labelled as; it then waits for a click wherever it is shown."""


class Place(NamedTuple):
    """Where a reviewer is: the record and row looked at, and what is open there.

    ``doing`` is ``edit``, ``split``, ``merge`` or ``add``; ``adding`` which part; ``picked`` words that were selected for it;
    ``part`` narrows the records that are gone through; ``came`` is the report that was done just before.
    """

    record: str = ""
    row: str = ""
    doing: str = ""
    adding: str = ""
    picked: tuple[int, int] | None = None
    part: str = ""
    came: str = ""


class Around(NamedTuple):
    """What is known of the report beside its records: the labels that it has, who published it, and the grades given to
    its records, speakers and outlet."""

    labels: tuple[Labelling, ...] = ()
    outlet: Outlet | None = None
    gradings: tuple[Grading, ...] = ()


class Looking:
    """A report, a visitor, and where in it the visitor is."""

    def __init__(
        self, reviewed: Reviewed, around: Around, visitor: Visit, place: Place, form: Form | None = None
    ) -> None:
        self.reviewed, self.around, self.visitor, self.place = reviewed, around, visitor, place
        self.form = form
        self.teller = Teller(visitor, reviewed.coded)
        self.cards = Cards(reviewed, self.teller)
        self.all = self.cards.heads()
        self.heads = [head for head in self.all if place.part in ("", head.part)]
        self.waiting = waiting(reviewed, self.heads, visitor.who)
        self.card = self._card()
        self.row = place.row if self.card and self.card.row(place.row) else ""

    def _card(self) -> Card | None:
        if self.place.doing == "add":
            return None
        asked = self.cards.card(self.place.record) if self.place.record else None
        if asked is not None:
            return asked
        first = next_record(self.reviewed, self.heads, self.visitor.who, "") or (
            self.heads[0].id if self.heads else None
        )
        return self.cards.card(first) if first else None

    @property
    def id(self) -> str:
        """The id of the report."""
        return self.reviewed.coded.report.id

    @property
    def title(self) -> str:
        """The title, else the first words of the report."""
        report = self.reviewed.report
        return called(report.title if report else None, self.reviewed.text) or self.id

    @property
    def outlet(self) -> str:
        """Who published it, in the language of the page where that is known."""
        found = self.around.outlet
        if found is None:
            return (self.reviewed.report.outlet if self.reviewed.report else None) or ""
        first, second = (
            (found.name_ar, found.name_en) if self.visitor.language == "ar" else (found.name_en, found.name_ar)
        )
        return first or second or found.id

    @property
    def published(self) -> datetime.date | None:
        """The day of publication."""
        return self.reviewed.report.published if self.reviewed.report else None

    @property
    def lines(self) -> list[Passage]:
        """The text with the words of the current record marked, each named by the rows that rest on it."""
        marks = self.cards.stretches(self.card) if self.card else []
        return passages(segments(self.reviewed.text, marks))

    @property
    def counts(self) -> list[tuple[str, int, int]]:
        """Each part with how many records it has and how many of them wait."""
        left = waiting(self.reviewed, self.all, self.visitor.who)
        return [
            (part, sum(card.part == part for card in self.all), sum(card.part == part for card in left))
            for part in PARTS
        ]

    def beside(self, step: int) -> str | None:
        """The record before or behind the current one."""
        return beside(self.heads, self.card.id, step) if self.card else None

    @property
    def labels(self) -> frozenset[str]:
        """The labels that the report has."""
        return frozenset(one.label for one in self.around.labels)

    @property
    def gradables(self) -> list[Gradable]:
        """What can be graded with the current record."""
        if self.card is None:
            return []
        around = self.around
        return gradables(self.card, self.reviewed.coded, around.outlet, around.gradings, self.visitor.who)

    @property
    def last(self) -> Decision | None:
        """What the visitor decided last here and could take back."""
        batch = last_batch(self.reviewed.decisions, self.visitor.who)
        return batch[-1] if batch else None

    def graded(self, scheme: Scheme, value: str) -> str:
        """A grade in words, with its letter or number where it has one."""
        found = next((one for one in scheme.values if one.id == value), None)
        if found is None:
            return value
        told = found.name_ar if self.visitor.language == "ar" else found.name_en
        return f"{value} · {told}" if len(value) == 1 else told

    # ---- what editors need
    def kinds(self) -> list[tuple[str, list[Kind]]]:
        """Types and modes of events."""
        return kinds(self.teller.label)

    def choices(self, field: str) -> list[Choice]:
        """The codes of a field."""
        return choices(self.teller.label, field)

    def mentions(self, row: Row) -> list[tuple[Mention, Item]]:
        """What can be picked for a row of the current card."""
        from marsad.web.reviewing.layout import plan

        found = plan(self.card.part if self.card else "event", row.name)
        return self.cards.mentions(found.mentions) if found else []

    def claims(self) -> list[Card]:
        """The claims of the report, but for the current record."""
        return [head for head in self.all if head.part == "claim" and head.state != "rejected" and head != self.card
                and (self.card is None or head.id != self.card.id)]  # fmt: skip

    def events(self) -> list[Card]:
        """The events that the current one could take in."""
        return [head for head in self.all if head.part == "event" and head.state != "rejected"
                and (self.card is None or head.id != self.card.id)]  # fmt: skip

    def given(self, name: str, otherwise: Any = "") -> Any:
        """What the visitor had written into a form that could not be taken, else ``otherwise``."""
        if self.form is None or not any(n == name for n, _ in self.form.pairs):
            return "" if otherwise is None else otherwise
        return self.form.get(name)

    @property
    def picked(self) -> dict[str, Any] | None:
        """The words that were selected in the text."""
        if self.place.picked is None:
            return None
        start, end = self.place.picked
        text = self.reviewed.text[start:end]
        return {"start": start, "end": end, "text": text} if text else None

    def decided(self, decisions: Sequence[Decision]) -> list[tuple[Decision, tuple[Item, ...]]]:
        """Decisions with their values in words."""
        return [(d, self._valued(d)) for d in decisions]

    def _valued(self, decision: Decision) -> tuple[Item, ...]:
        if decision.field is None or decision.action != "correct":
            return ()
        return self.teller.items(decision.field, decision.value)
