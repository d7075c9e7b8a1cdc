"""A report of our own, coded by hand, and decisions on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from marsad.records import (
    Claim,
    CodedReport,
    Count,
    Decision,
    Event,
    Figure,
    Mention,
    MentionKind,
    Origin,
    Proposed,
    ReportInfo,
    Span,
    When,
)
from marsad.review import Reviewed, apply, settled

TEXT = "قال المتحدث إن الطائرات قصفت سوق المدينة أمس وقتلت 😀 ثلاثة باعة، بينما تظاهر العشرات في الساحة."
RUN = 4


def at(words: str) -> dict[str, int]:
    """Where words stand."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def span(words: str) -> Span:
    return Span(**at(words), text=words)


def mention(id: str, kind: MentionKind, words: str, **value: Any) -> Mention:
    return Mention(id=id, kind=kind, **at(words), text=words, value=value)


CODED = CodedReport(
    report=ReportInfo(id="x", sha256="", language="ar"),
    mentions=(
        mention("m0", "actor", "المتحدث"), mention("m1", "actor", "الطائرات"), mention("m2", "object", "سوق", cls="market"),
        mention("m3", "date", "أمس", edtf="2020-01-14", start="2020-01-14", end=None, precision="day"),
        mention("m4", "quantity", "ثلاثة باعة", min=3, max=3, bound="exact", what="traders"),
        mention("m5", "actor", "العشرات"), mention("m6", "actor", "باعة"),
    ),
    claims=(Claim(id="c0", speaker="m0", cue=span("قال"), stance="assert", content=span("الطائرات قصفت سوق المدينة أمس")),),
    events=(
        Event(
            id="e0", type="ASSAULT", mode="aerial", status="actual", triggers=(span("قصفت"), span("وقتلت")), actors=("m1",),
            targets=("m2", "m6"), when=When(edtf="2020-01-14", start="2020-01-14", precision="day", mentions=("m3",)),
            counts=(Count(kind="killed", what="traders", min=3, max=3, bound="exact", mention="m4"),), claims=("c0",),
            origin=Origin(extractor="rules", rule="r", steps=("told: 2.5, needed 0.5 (x)",)),
        ),
        Event(id="e1", type="PROTEST", mode="demo", status="actual", triggers=(span("تظاهر"),), actors=("m5",)),
    ),
    figures=(Figure(id="f0", kind="total", what="traders", min=3, max=3, bound="exact", mention="m4"),),
)  # fmt: skip


class Desk:
    """A report on which people decide, one after the other."""

    def __init__(self, coded: CodedReport = CODED, run: int = RUN) -> None:
        self.coded, self.run = coded, run
        self.decisions: list[Decision] = []

    @property
    def now(self) -> Reviewed:
        return apply(self.coded, TEXT, self.decisions, self.run)

    def decide(self, who: str, *proposed: Proposed, codes: dict[str, Sequence[str]] | None = None) -> Reviewed:
        drafts = [settled(self.now, self.coded, one, codes) for one in proposed]
        first = len(self.decisions) + 1
        for number, draft in enumerate(drafts, first):
            signed = {
                "number": number,
                "at": f"2026-01-01T00:00:{number % 60:02}Z",
                "who": who,
                "report": "x",
                "batch": first,
            }
            self.decisions.append(msgspec.structs.replace(draft, **signed))
        return self.now

    def undo(self, who: str, *numbers: int) -> Reviewed:
        number = len(self.decisions) + 1
        self.decisions.append(
            Decision(number=number, at="", who=who, report="x", action="undo", undoes=numbers, batch=number)
        )
        return self.now


def correct(field: str, value: Any, record: str = "e0", **more: Any) -> Proposed:
    return Proposed(action="correct", record=record, field=field, value=value, **more)


def event(reviewed: Reviewed, id: str) -> Event:
    return next(e for e in reviewed.coded.events if e.id == id)


def words(reviewed: Reviewed, ids: Sequence[str]) -> list[str]:
    """The words of mentions."""
    known = {m.id: m for m in reviewed.coded.mentions}
    return [known[id].text for id in ids]
