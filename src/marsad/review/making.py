"""Records in the making: words that people picked become mentions, values of fields become those of records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from marsad.records import (
    Claim,
    CodedReport,
    Count,
    Event,
    Figure,
    Mention,
    Origin,
    Part,
    Picked,
    PickedCount,
    PickedWhen,
    Span,
    When,
)
from marsad.review.fields import FIELDS, AnyRecord, Field, Known

_TYPES: dict[Part, type[AnyRecord]] = {"event": Event, "claim": Claim, "figure": Figure, "mention": Mention}
_BY_PERSON = Origin(extractor="person", rule="added in review")
_LEAST: dict[Part, dict[str, Any]] = {
    "event": {"mode": None, "status": "actual"},
    "claim": {"speaker": None, "stance": "assert", "content": None},
    "figure": {"kind": "stock", "what": None, "min": None, "max": None, "bound": "exact"},
}
"""What the fields of an added record hold where nothing is said of them."""


_MADE = frozenset({"mention", "claim", "count", "when", "span"})
"""What fields hold that is made of words."""


class Misfit(Exception):
    """A decision that does not fit the records."""


class Making:
    """The records of a report, by part and id, that change as decisions are laid over them."""

    def __init__(self, coded: CodedReport, text: str) -> None:
        self.text = text
        self.mentions = {m.id: m for m in coded.mentions}
        self.claims = {c.id: c for c in coded.claims}
        self.events = {e.id: e for e in coded.events}
        self.figures = {f.id: f for f in coded.figures}
        self.added: dict[str, Part] = {}
        self._standing = {(m.kind, m.start, m.end): m.id for m in reversed(coded.mentions)}

    def copy(self) -> Making:
        """A copy that keeps what is when the other goes on changing."""
        other = Making.__new__(Making)
        other.text = self.text
        for name in ("mentions", "claims", "events", "figures", "added", "_standing"):
            setattr(other, name, dict(getattr(self, name)))
        return other

    @property
    def known(self) -> Known:
        """What ids stand for."""
        return Known(self.mentions, self.claims)

    def coded(self, was: CodedReport) -> CodedReport:
        """All records, in the order in which they came about."""
        return CodedReport(
            report=was.report, mentions=tuple(self.mentions.values()), claims=tuple(self.claims.values()),
            events=tuple(self.events.values()), figures=tuple(self.figures.values()),
        )  # fmt: skip

    def record(self, part: Part, id: str) -> AnyRecord:
        """A record. Raises Misfit when there is none."""
        found: AnyRecord | None = self._of(part).get(id)
        if found is None:
            raise Misfit
        return found

    def change(self, part: Part, id: str, values: dict[str, Any]) -> None:
        """Give fields of a record other values. Raises Misfit or ValidationError when they are none."""
        record = self.record(part, id)
        made = {name: self._made(part, name, value) for name, value in values.items()}
        if part == "mention" and isinstance(record, Mention):
            made["value"] = record.value | made["value"]
        if part == "claim" and self._lies_in(made.get("within"), id):
            raise Misfit
        self._of(part)[id] = msgspec.structs.replace(record, **made)

    def add(self, part: Part, id: str, values: dict[str, Any], like: str | None = None) -> None:
        """Add a record; what ``values`` do not tell is as in ``like``, else not stated."""
        made = {name: self._made(part, name, value) for name, value in values.items()}
        if like is not None:
            record = msgspec.structs.replace(self.record(part, like), id=id, **made)
        else:
            try:
                record = _TYPES[part](**{**_LEAST.get(part, {}), **made, "id": id, "origin": _BY_PERSON})
            except TypeError as error:  # a field without which there is no such record
                raise Misfit from error
        if (isinstance(record, Event) and not record.triggers) or (isinstance(record, Figure) and not record.mention):
            raise Misfit
        self._of(part)[id] = record
        self.added[id] = part

    def _lies_in(self, claim: str | None, other: str) -> bool:
        """Whether a claim is another one or lies in it."""
        while claim is not None and claim != other:
            claim = self.claims[claim].within if claim in self.claims else None
        return claim is not None

    def _of(self, part: Part) -> dict[str, Any]:
        parts: dict[Part, dict[str, Any]] = {
            "mention": self.mentions, "claim": self.claims, "event": self.events, "figure": self.figures,
        }  # fmt: skip
        return parts[part]

    # ---- values
    def _made(self, part: Part, name: str, value: Any) -> Any:
        """The value of a field, as records hold it, from a settled one; None leaves it empty."""
        field = FIELDS[part].get(name)
        if field is None:
            raise Misfit
        if field.many and value is None:
            value = []
        settled = msgspec.convert(value, field.type)
        if field.stated and settled in ((), "", None):
            raise Misfit
        if settled is None or field.holds not in _MADE:
            return settled
        if not field.many:
            return self._of_words(settled, field)
        made = (self._of_words(one, field) for one in settled)
        return tuple(dict.fromkeys(one for one in made if one is not None))

    def _of_words(self, settled: Any, field: Field) -> Any:
        """What a record holds for picked words."""
        makers: dict[str, Callable[[Any, Field], Any]] = {
            "mention": self._mention, "claim": self._claim, "count": self._count, "when": self._when, "span": self._span,
        }  # fmt: skip
        return makers[field.holds](settled, field)

    def _span(self, span: Span, field: Field | None = None) -> Span:
        if not 0 <= span.start < span.end or self.text[span.start : span.end] != span.text:
            raise Misfit
        return span

    def _mention(self, picked: Picked, field: Field) -> str:
        """The mention that stands there, else a new one."""
        kind = picked.kind or field.kind or "actor"
        self._span(Span(start=picked.start, end=picked.end, text=picked.text))
        known = self._standing.get((kind, picked.start, picked.end))
        if known is None:
            known = f"m-{kind}-{picked.start}-{picked.end}"
            self._standing[kind, picked.start, picked.end] = known
            self.mentions[known] = Mention(
                id=known, kind=kind, start=picked.start, end=picked.end, text=picked.text, value=picked.value or {}
            )  # fmt: skip
        return known

    def _claim(self, picked: Picked, field: Field) -> str | None:
        """The claim whose cue that is, else one whose cue shares words with it; None where there is none."""
        shared = {
            id: min(c.cue.end, picked.end) - max(c.cue.start, picked.start) for id, c in self.claims.items()
        }  # fmt: skip
        exact = [id for id, c in self.claims.items() if (c.cue.start, c.cue.end) == (picked.start, picked.end)]
        best = max(shared, key=lambda id: shared[id], default=None)
        return exact[0] if exact else (best if best is not None and shared[best] > 0 else None)

    def _count(self, count: PickedCount, field: Field) -> Count:
        if count.words is None:
            raise Misfit
        return Count(
            kind=count.kind, what=count.what, min=count.min, max=count.max, bound=count.bound,
            mention=self._mention(count.words, field),
        )  # fmt: skip

    def _when(self, when: PickedWhen, field: Field) -> When:
        return When(
            edtf=when.edtf, start=when.start, end=when.end, precision=when.precision,
            mentions=tuple(dict.fromkeys(self._mention(words, field) for words in when.words)),
        )  # fmt: skip
