"""Values of fields in the words of a page."""

from __future__ import annotations

from typing import Any

from marsad.records import Claim, CodedReport, Mention, Record, Span
from marsad.web.labels import Labels, labels
from marsad.web.rendering import edtf_words
from marsad.web.visit import Visit

_CODED = {"kind": "figure", "unit": "unit", "direction": "direction", "speaker_kind": "speaker_kind", "bound": "bound"}
"""The kinds of codes that fields hold, where the names differ."""


class Item(Record, frozen=True):
    """A value as a row shows it: what it means, the words behind it, and a note that tells more.

    ``key`` is how forms name it; ``given`` whether ``value`` is Marsad's wording rather than the report's own.
    """

    key: str
    value: str
    words: Span | None = None
    note: str = ""
    given: bool = True
    kind: str = ""


class Teller:
    """Tells values of one report to one visitor. Values are plain data with words in place of ids, as decisions hold them."""

    def __init__(self, visitor: Visit, coded: CodedReport) -> None:
        self.visitor = visitor
        self.label: Labels = labels(visitor.language)
        self._mentions: dict[tuple[str, int, int], Mention] = {(m.kind, m.start, m.end): m for m in coded.mentions}
        self._by_id = {m.id: m for m in coded.mentions}
        self._claims: dict[tuple[int, int], Claim] = {(c.cue.start, c.cue.end): c for c in coded.claims}

    def items(self, field: str, value: Any) -> tuple[Item, ...]:
        """The values of a field."""
        if value in (None, [], ()):
            return ()
        if isinstance(value, list | tuple):
            return tuple(self._item(field, one, n) for n, one in enumerate(value))
        return (self._item(field, value, 0),)

    def _item(self, field: str, value: Any, number: int) -> Item:
        if field in ("claims", "within"):
            return self._claim(value)
        if field == "counts":
            return self._count(value, number)
        if field == "when":
            return self._when(value)
        if isinstance(value, dict):
            return self._words(value)
        return Item(key=str(value), value=self.code(field, value))

    def code(self, field: str, value: Any) -> str:
        """The name of a code, a number as the visitor wants it."""
        if isinstance(value, int | float):
            return self.visitor.number(value)
        if field == "what":
            return self.noun(value)
        return self.label(_CODED.get(field, field), value)

    def kind(self, type: str, mode: str | None) -> Item:
        """Type and mode of an event in one."""
        return Item(key=f"{type}/{mode}" if mode else type, value=self.label.event(type, mode))

    def number(self, least: float | None, most: float | None, bound: str) -> str:
        """A number with its bound: ``at least 9``."""
        if least is None and most is None:
            return self.label("bound", bound)
        if least is not None and most is not None and least != most:
            return str(self.visitor.t("review.between", low=least, high=most))
        told = self.visitor.number(least if least is not None else most)
        return told if bound in ("exact", "range") else f"{self.label('bound', bound)} {told}"

    def noun(self, what: str | None) -> str:
        """What was counted, or the class of an actor or object."""
        if not what:
            return ""
        names = (self.label(kind, what) for kind in ("what", "class"))
        return next((name for name in names if name != what), what.replace("_", " "))

    def meaning(self, mention: Mention) -> tuple[str, str]:
        """What a mention means and a note on it; empty where nothing more is known than its words."""
        value = mention.value
        if mention.kind == "place":
            return self._place(value)
        if mention.kind == "date":
            return edtf_words(self.visitor, value.get("edtf")), value.get("edtf") or ""
        if mention.kind == "quantity":
            return self.number(value.get("min"), value.get("max"), value.get("bound") or "exact"), self.noun(
                value.get("what")
            )
        return self._actor(value), self.noun(value.get("cls"))

    def _actor(self, value: dict[str, Any]) -> str:
        """The name that the lexicon has for an actor; the archive's English one where this lexicon has the actor no more."""
        entity = value.get("entity")
        if not entity:
            return ""
        known = self.label.actor(entity)
        return known if known != entity else value.get("name") or ""

    def _place(self, value: dict[str, Any]) -> tuple[str, str]:
        arabic = self.visitor.language == "ar"
        name = (value.get("arabic") if arabic else value.get("name")) or ""
        told = [
            self.label("level", value.get("level")),
            self.label.place(value.get("admin1"), value.get("country")),
            self.label("country", value.get("country")),
        ]
        return name, " · ".join(word for word in told if word)

    def _words(self, value: dict[str, Any]) -> Item:
        span = Span(start=value["start"], end=value["end"], text=value["text"])
        mention = self._mentions.get((value.get("kind") or "", span.start, span.end))
        means, note = self.meaning(mention) if mention else ("", "")
        return Item(
            key=f"{span.start}-{span.end}", value=means or span.text, words=span, note=note, given=bool(means),
            kind=value.get("kind") or "",
        )  # fmt: skip

    def _when(self, value: dict[str, Any]) -> Item:
        words = value.get("words") or []
        first = words[0] if words else None
        return Item(
            key=f"{first['start']}-{first['end']}" if first else "-", value=edtf_words(self.visitor, value["edtf"]),
            words=Span(start=first["start"], end=first["end"], text=first["text"]) if first else None, note=value["edtf"],
        )  # fmt: skip

    def _count(self, value: dict[str, Any], number: int) -> Item:
        told = self.number(value.get("min"), value.get("max"), value.get("bound") or "exact")
        words = value.get("words")
        return Item(
            key=str(number), value=f"{self.label('count', value['kind'])}: {told}", note=self.noun(value.get("what")),
            words=Span(start=words["start"], end=words["end"], text=words["text"]) if words else None,
        )  # fmt: skip

    def _claim(self, value: dict[str, Any]) -> Item:
        span = Span(start=value["start"], end=value["end"], text=value["text"])
        claim = self._claims.get((span.start, span.end))
        return Item(
            key=claim.id if claim else f"{span.start}-{span.end}", value=self.speaker(claim) if claim else span.text, words=span,
            note=self.label("stance", claim.stance) if claim else "", given=claim is not None,
        )  # fmt: skip

    def speaker(self, claim: Claim) -> str:
        """Who says something: a known name, else the report's words."""
        mention = self._by_id.get(claim.speaker or "")
        if mention is None:
            return str(self.visitor.t("review.nobody"))
        return self.meaning(mention)[0] or mention.text
