"""What accounts tell, in the visitor's words: names of incidents, answers, numbers and who gives them, reasons of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from marsad.app.incident_views import Bound, Head
from marsad.app.profiles import Contradiction, Side
from marsad.linking.accounts import DENIABLE, Answer, Row
from marsad.records import Outlet
from marsad.web.labels import Labels, labels
from marsad.web.rendering import edtf_words, isolated, name
from marsad.web.visit import Visit

_QUOTED = 3
"""Quotations of an answer that are shown."""
_LIKENESS = re.compile(r"(?P<what>texts|beginnings|words around) alike (?P<n>.+)")
_COUNTED = re.compile(r"(?P<n>no|one|two|several) (?P<what>towns|casualty numbers) in both.*")
_QUESTIONS = ("when", "where", "who", "to whom", "what")
_KEYS = {"texts": "texts", "beginnings": "beginnings", "words around": "around"}


class Teller(NamedTuple):
    """Who gives an answer, how: None where the report says so itself. ``id`` leads to their page."""

    who: Markup | None
    id: str | None
    stance: str | None


class Said(NamedTuple):
    """An answer of a cell: its value, the report's words for it where they are others, and all who give it there. ``denied``
    where a denial is about this answer."""

    value: Markup
    denied: bool
    quotations: tuple[str, ...]
    tellers: tuple[Teller, ...]


class Position(NamedTuple):
    """What one side of a contradiction holds, and who does, each with the report."""

    value: Markup
    denied: bool
    quotations: tuple[str, ...]
    tellers: tuple[tuple[Teller, Side], ...]


class Told:
    """Writes what accounts tell for one visitor; ``outlets`` are those that may be named."""

    def __init__(self, visitor: Visit, outlets: Iterable[Outlet] = ()) -> None:
        self.visitor = visitor
        self.label: Labels = labels(visitor.language)
        self._outlets: Mapping[str, Outlet] = {outlet.id: outlet for outlet in outlets}

    # ---- names
    def head(self, head: Head, language: str | None = None) -> Markup:
        """What an incident is called by: what, where and when of its accounts, with a dot between them."""
        visitor = self.visitor if language in (None, self.visitor.language) else _in(self.visitor, str(language))
        label = labels(visitor.language)
        place = _name_of(head, visitor.language)
        when = isolated(edtf_words(visitor, head.date)) if head.date else visitor.t("incidents.no_date")
        what = label.event(head.type, head.mode)
        return Markup(" · ").join((what, name(place) if place else visitor.t("incidents.no_place"), when))

    def outlet(self, id: str | None) -> Markup:
        """An outlet's name in the visitor's language; its id where the table does not have it."""
        known = self._outlets.get(id or "")
        both = (known.name_ar, known.name_en) if known else None
        return name(self.label.one(both) or id) if id else self.visitor.t("incident.no_outlet")

    def speaker(self, words: str | None, id: str | None) -> Markup | None:
        """A speaker: in Arabic as the report has it, in English by the name of the lexicon where it has one."""
        if words is None:
            return None
        return name(words if self.visitor.language == "ar" or not id else self.label.actor(id))

    # ---- answers
    def question(self, row: Row) -> Markup:
        """What a row asks."""
        return self.of_label(row.label)

    def of_label(self, label: str) -> Markup:
        """What the row of a label (``when``, ``killed: children``) asks."""
        kind, _, what = label.partition(": ")
        named = self.label("question" if kind in _QUESTIONS else "count", kind)
        return Markup("{}: {}").format(named, name(self.label("what", what))) if what else Markup.escape(named)

    def cell(self, row: Row, cell: Iterable[Answer]) -> list[Said]:
        """The answers of a cell; one that several give stands once."""
        given: dict[tuple[str, bool], list[Answer]] = {}
        for answer in cell:
            given.setdefault((answer.value, answer.stance == "deny"), []).append(answer)
        deniable = row.question in DENIABLE
        return [
            Said(
                value=self.value(row.label, answers[0]), denied=denied and deniable, quotations=_quotations(answers),
                tellers=tuple(dict.fromkeys(map(self.teller, answers))),
            )
            for (_, denied), answers in given.items()
        ]  # fmt: skip

    def positions(self, found: Contradiction) -> list[Position]:
        """The sides of a contradiction; those who hold the same stand together."""
        held: dict[tuple[str, bool], list[Side]] = {}
        for side in found.sides:
            held.setdefault((side.answer.value, side.answer.stance == "deny"), []).append(side)
        return [
            Position(
                value=self.value(found.label, sides[0].answer), denied=denied,
                quotations=_quotations([side.answer for side in sides]),
                tellers=tuple((self.teller(side.answer), side) for side in sides),
            )
            for (_, denied), sides in held.items()
        ]  # fmt: skip

    def teller(self, answer: Answer) -> Teller:
        """Who gives an answer."""
        return Teller(self.speaker(answer.speaker, answer.speaker_id), answer.speaker_id, answer.stance)

    def value(self, label: str, answer: Answer) -> Markup:
        """An answer's value, by the label of its row."""
        if label not in _QUESTIONS:
            low, high = answer.meaning
            return self.count(low, high, about=answer.value.startswith("about "))
        return self.written(label, answer.value, answer)

    def written(self, label: str, value: str, answer: Answer | None = None) -> Markup:
        """A value by the label of its row."""
        if label == "when":
            return isolated(edtf_words(self.visitor, value))
        if label == "what":
            type, _, mode = value.partition("/")
            return Markup.escape(self.label.event(type, mode or None))
        if label == "where":
            country = answer.meaning[4] if answer else None
            return name(self.label.place(value, country))
        return name(self.label.actor(value))

    def count(self, low: float | None, high: float | None, about: bool = False) -> Markup:
        """A number or range of numbers."""
        t, number = self.visitor.t, self.visitor.number
        if low is None and high is None:
            return t("incident.n_some")
        if high is None:
            return t("incident.n_or_more", value=number(low))
        if low is None:
            return t("incident.n_up_to", value=number(high))
        if low == high:
            return t("incident.n_about", value=number(low)) if about else isolated(number(low))
        return Markup('<bdi dir="ltr" class="num">{}–{}</bdi>').format(number(low), number(high))

    def change(self, label: str, values: str) -> Markup:
        """The values of a change, which stand with semicolons between them."""
        kind = label.partition(": ")[0]
        parts = values.split("; ")
        if kind in _QUESTIONS:
            return self.visitor.t("incident.comma").join(self.written(kind, part) for part in parts)
        return self.visitor.t("incident.comma").join(self._number(part) for part in parts)

    def _number(self, words: str) -> Markup:
        about = words.startswith("about ")
        low, dash, high = words.removeprefix("about ").partition("–")
        if words == "some":
            return self.count(None, None)
        if words.startswith("up to "):
            return self.count(None, float(words[6:]))
        if words.endswith("+"):
            return self.count(float(words[:-1]), None)
        return self.count(float(low), float(high if dash else low), about)

    def bound(self, bound: Bound) -> Markup:
        """A bound of a range with who gives it."""
        who = self.speaker(bound.speaker, bound.speaker_id)
        outlet, value = self.outlet(bound.outlet), isolated(self.visitor.number(bound.value))
        if who is None:
            return self.visitor.t("incidents.says_itself", value=value, who=outlet)
        arrow = Markup('{} <span aria-hidden="true" class="arrow"></span> {}').format(who, outlet)
        return self.visitor.t("incidents.says", value=value, who=arrow)

    # ---- reasons
    def sign(self, sign: str) -> Markup:
        """What a sign of a link says."""
        t = self.visitor.t
        if found := _LIKENESS.fullmatch(sign):
            return t(f"signs.{_KEYS[found['what']]}", n=self._likeness(found["n"]))
        if found := _COUNTED.fullmatch(sign):
            if found["n"] == "no":
                return t("signs.no towns in both" if found["what"] == "towns" else "signs.no_numbers")
            return t("signs.towns" if found["what"] == "towns" else "signs.numbers")
        if sign.endswith(" rare words shared"):
            words = sign.removesuffix(" rare words shared").replace(" or more", "+").replace(" or ", "–")
            return t("signs.rare_words", n=self._figures(words))
        if sign.startswith("told "):
            return t("signs.told")
        try:
            return t(f"signs.{sign}")
        except KeyError:
            return name(sign)

    def _likeness(self, words: str) -> Markup:
        return self._figures(words.replace(" to ", "–").replace("over ", "> "))

    def _figures(self, words: str) -> Markup:
        return Markup('<bdi dir="ltr" class="num">{}</bdi>').format(self.visitor.figures(words))


def _quotations(answers: Sequence[Answer]) -> tuple[str, ...]:
    """The words of answers, none where they are the value itself."""
    found = tuple(dict.fromkeys(span.text for answer in answers for span in answer.words))
    return () if found == (answers[0].value,) else found[:_QUOTED]


def _name_of(head: Head, language: str) -> str | None:
    place = head.place
    if place is None:
        return None
    return place.arabic or place.name if language == "ar" else place.name


def _in(visitor: Visit, language: str) -> Visit:
    return msgspec.structs.replace(visitor, language=language)
