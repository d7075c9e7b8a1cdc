"""What people decide about records. Decisions are only ever added; what is shown is computed from them and the extraction.

Values name words of the report by their characters, never by the ids of a coding: so a decision still finds its record and
its words when a newer lexicon has numbered everything anew.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from marsad.records.coded import CodedReport, Event, MentionKind, Record, Span
from marsad.records.filters import Filter
from marsad.records.kept import ReviewMark, StoredReport

Part = Literal["event", "claim", "figure", "mention"]
Action = Literal["accept", "correct", "reject", "not_stated", "add", "split", "merge", "undo", "skip"]

_TOLD = re.compile(r"told: (-?\d+(?:\.\d+)?), needed (-?\d+(?:\.\d+)?)")


class Picked(Record, frozen=True):
    """Words that a person picked for a role: ``start`` to ``end`` in code points, ``text`` the words themselves.

    ``kind`` and ``value`` are those of the mention that the words become where they are none yet.
    """

    start: int
    end: int
    text: str
    kind: MentionKind | None = None
    value: dict[str, Any] | None = None


class PickedWhen(Record, frozen=True):
    """A time that a person set: EDTF with its first and last unit, and the words that tell it."""

    edtf: str
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    words: tuple[Picked, ...] = ()


class PickedCount(Record, frozen=True):
    """A number that a person set: what kind of count, of what, how many, and the words that tell it."""

    kind: str
    what: str | None = None
    min: int | float | None = None
    max: int | float | None = None
    bound: Literal["exact", "min", "max", "about", "vague", "range"] = "exact"
    words: Picked | None = None


class Anchor(Record, frozen=True):
    """How a decision finds its record again: the words it rests on (triggers, cue, number), its type, and its place among
    records of the same words and type."""

    spans: tuple[Span, ...]
    type: str | None = None
    nth: int = 0


class Ref(Record, frozen=True):
    """Another record that a decision is about: its id, the run that gave it, and how it is found in others."""

    record: str
    run: int | None = None
    anchor: Anchor | None = None


class Proposed(Record, frozen=True):
    """What a person wants to decide.

    ``record`` is the id of the record as it was looked at, of the coding of ``run`` where that is given; it is empty for
    ``add``. Without ``field`` the record as a whole is meant. ``value`` is the new value of the field: a code, a number, or
    words as ``{"start": 4, "end": 9}`` (with ``text`` they are checked) or ``{"mention": "m3"}``, lists of those for fields
    that hold several. For ``add`` it is an object of fields, for ``split`` a list of such (the first stays the old record), for
    ``merge`` a list of the ids of the records that go into this one.
    """

    action: Action
    record: str = ""
    part: Part = "event"
    field: str | None = None
    value: Any = None
    reason: str = ""
    run: int | None = None


class Decision(Record, frozen=True):
    """What a person decided, as it is kept.

    ``number`` is the order in which decisions were made; those with the same ``batch`` were made in one go and are undone
    together. ``run`` is the run whose coding was looked at, ``anchor`` how the record is found in others (None for records that
    people added). ``seen`` is a digest of what was accepted: values that nobody saw are not accepted. ``undoes`` are numbers.
    """

    number: int
    at: str
    who: str
    report: str
    action: Action
    part: Part = "event"
    record: str = ""
    field: str | None = None
    value: Any = None
    reason: str = ""
    run: int | None = None
    batch: int = 0
    undoes: tuple[int, ...] = ()
    anchor: Anchor | None = None
    seen: str | None = None


class Said(Record, frozen=True, array_like=True):
    """What coders said of a field ("record": whether there is such a record at all), for how far they agree.

    ``words`` are those of each of ``coders``, the same where they mean the same; ``times`` so many records have this.
    """

    part: str
    field: str
    coders: tuple[str, ...]
    words: tuple[str, ...]
    times: int = 1


class Grading(Record, frozen=True):
    """How far a person holds something to be true or reliable.

    ``kind`` is incident, event, claim, outlet or speaker; ``subject`` the id of it, for events and claims ``report/id``, with
    the words that it rests on (``start`` to ``end``) by which it is found in other codings. ``value`` is one of ``scheme``; it is
    empty where the person took a grade back.
    """

    number: int
    at: str
    who: str
    kind: str
    subject: str
    scheme: str
    value: str
    why: str = ""
    report: str | None = None
    start: int | None = None
    end: int | None = None


class Labelling(Record, frozen=True):
    """A label that a person gave a report (graphic, personal) or took away (``held`` is false)."""

    number: int
    at: str
    who: str
    report: str
    label: str
    held: bool = True
    why: str = ""


class SavedSearch(Record, frozen=True):
    """A search that a person keeps under a name."""

    name: str
    who: str
    at: str
    asked: Filter


class EntryProposal(Record, frozen=True):
    """A lexicon entry that a correction led to: the file it would go into, the entry in YAML, and what the lexicon's check found
    wrong with it (empty when nothing)."""

    number: int
    decision: int
    at: str
    who: str
    file: str
    entry: str
    faults: tuple[str, ...] = ()


def standing(stored: StoredReport) -> CodedReport | None:
    """The records of a report without those that people rejected: what may be told on."""
    coded = stored.coded
    return coded if coded is None or not stored.marks else without_rejected(coded, stored.marks)


def without_rejected(coded: CodedReport, marks: dict[str, ReviewMark]) -> CodedReport:
    """Records without those that people rejected, and without references to them."""
    gone = {id for id, mark in marks.items() if mark.state == "rejected"}
    if not gone:
        return coded
    replace = msgspec.structs.replace
    return replace(
        coded,
        claims=tuple(
            replace(c, within=None) if c.within in gone else c for c in coded.claims if c.id not in gone
        ),
        events=tuple(replace(e, claims=_kept(e.claims, gone)) for e in coded.events if e.id not in gone),
        figures=tuple(replace(f, claims=_kept(f.claims, gone)) for f in coded.figures if f.id not in gone),
    )  # fmt: skip


def _kept(ids: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id not in gone)


def doubt(event: Event) -> float:
    """How little speaks for an event, as far as its derivation tells: the nearer what speaks for it is to what is needed, the
    more; 0 where nothing is told of it."""
    for step in event.origin.steps if event.origin else ():
        told = _TOLD.match(step)
        if told:
            return 1 / (1 + max(0.0, float(told[1]) - float(told[2])))
    return 0.0
