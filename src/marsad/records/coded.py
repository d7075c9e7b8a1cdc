"""The vocabulary of Marsad: what a coded report is made of.

Every record is small, frozen and keyword-only and points at the characters of the report it was read from:
``report.text[start:end] == text`` holds for every span. Offsets are Unicode code points into the text exactly as it was
given. ``None`` means "the text does not say"; zero never does.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

MentionKind = Literal["actor", "place", "date", "quantity", "object"]
Stance = Literal["assert", "deny", "accuse", "estimate", "warn", "threaten", "demand", "intend", "confirm", "speculate"]
Status = Literal["actual", "planned", "hypothetical", "denied", "general"]
Bound = Literal["exact", "min", "max", "about", "vague", "range"]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What all records share: they cannot be changed and their fields are named.

    None holds, even through others, itself: Python need not search them for unused circles (``gc``), which saves time and memory
    where a report has very many.
    """


class Span(Record, frozen=True):
    """A stretch of the report's text: ``start`` inclusive, ``end`` exclusive, in code points, and the words themselves."""

    start: int
    end: int
    text: str


class Origin(Record, frozen=True):
    """How a record came about: the extractor, the rule, and the lexicon entries that fired on which words."""

    extractor: str
    rule: str
    entries: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class ReportInfo(Record, frozen=True):
    """Which report was coded, with what.

    ``sha256`` is the digest of the text in UTF-8 (lone surrogates passed through); ``language`` an ISO 639 code or
    ``und``; ``notes`` say what was unusual about the input (not Arabic, page source, cut tokens).
    """

    id: str
    sha256: str
    language: str
    published: str | None = None
    outlet: str | None = None
    version: str = ""
    lexicon: str = ""
    notes: tuple[str, ...] = ()


class Mention(Record, frozen=True):
    """A name, noun phrase, date or number in the text, with what it was taken to mean.

    ``value`` depends on ``kind``: an actor has ``entity``, ``name``, ``country``, ``class``; a place ``name``, ``country``,
    ``admin1``, ``lat``, ``lon``, ``level``, ``gazetteer_id``; a date ``edtf``, ``start``, ``end``, ``precision``; a quantity
    ``min``, ``max``, ``bound``, ``what``, ``unit``; an object its ``class``. Unknown members are null.
    """

    id: str
    kind: MentionKind
    start: int
    end: int
    text: str
    value: dict[str, Any] = {}


class Claim(Record, frozen=True):
    """Somebody is said to have said something.

    ``speaker`` is a mention id (for an elliptic cue such as ``وأضاف`` the mention that named the speaker earlier) or None
    when the text names nobody. ``within`` is the outer claim that reports this one.
    """

    id: str
    speaker: str | None
    cue: Span
    stance: Stance
    content: Span | None
    within: str | None = None
    speaker_kind: str | None = None
    origin: Origin | None = None


class When(Record, frozen=True):
    """The time of an event: an EDTF string, its first and last unit at the precision the text gives, and its mentions."""

    edtf: str
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    mentions: tuple[str, ...] = ()


class Count(Record, frozen=True):
    """A number that belongs to an event: ``kind`` as in the ontology (killed, injured …), ``what`` was counted."""

    kind: str
    what: str | None
    min: int | float | None
    max: int | float | None
    bound: Bound
    mention: str


class Event(Record, frozen=True):
    """Who did what to whom, where, when, how many, and which claims carry it.

    ``type`` and ``mode`` are PLOVER codes as extended by Marsad's ontology; ``actors``, ``targets`` and ``places`` are
    mention ids, the most specific first.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    triggers: tuple[Span, ...]
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: When | None = None
    counts: tuple[Count, ...] = ()
    claims: tuple[str, ...] = ()
    origin: Origin | None = None


class Figure(Record, frozen=True):
    """A number that belongs to no single event: a stock (900 soldiers in Syria), a trend (+20 %) or a total."""

    id: str
    kind: Literal["stock", "trend", "total"]
    what: str | None
    min: int | float | None
    max: int | float | None
    bound: Bound
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    places: tuple[str, ...] = ()
    when: When | None = None
    claims: tuple[str, ...] = ()
    mention: str = ""
    origin: Origin | None = None


class CodedReport(Record, frozen=True):
    """One report as records; encodes with msgspec to the JSON Lines contract."""

    report: ReportInfo
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()


def digest(text: str) -> str:
    """SHA-256 of ``text`` in hexadecimal; lone surrogates do not raise."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a coded report."""
    return msgspec.json.schema(CodedReport)
