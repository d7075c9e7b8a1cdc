"""Coded reports built by hand, so that tests of exports do not turn on how a text is read."""

from __future__ import annotations

from typing import Any

from marsad.records import (
    Claim,
    CodedReport,
    Count,
    Event,
    Mention,
    Origin,
    Report,
    ReportInfo,
    Span,
    StoredReport,
    When,
    report_id,
)
from tests.export.archive import CAPTURE, OUTLET, RUN

ARMY = {"entity": "actor.sy.army", "cls": "force", "armed": True}
GROUP = {"entity": "actor.group.isis", "cls": "armed_group", "armed": True}
POLICE = {"entity": "actor.iq.police", "cls": "force", "armed": True}
CIVILIANS = {"cls": "civilians"}
GUNMEN = {"cls": "unknown_armed", "armed": True}
TOWN = {
    "name": "Taftanaz",
    "country": "SY",
    "admin1": "Idlib",
    "lat": 35.9983,
    "lon": 36.7858,
    "level": "town",
    "gazetteer_id": "sy.taftanaz",
}
OTHER_TOWN = TOWN | {"name": "Binnish", "lat": 35.9566, "lon": 36.7138, "gazetteer_id": "gn:172408"}
GOVERNORATE = {
    "name": "Idlib",
    "country": "SY",
    "admin1": "Idlib",
    "lat": 35.8012,
    "lon": 36.6512,
    "level": "governorate",
}
MARKET = {"name": "السوق", "country": "SY", "level": "point"}
COUNTRY = {"name": "Syria", "country": "SY", "lat": 35.098, "lon": 37.165, "level": "country"}
Named = tuple[str, dict[str, Any]]


class Building:
    """One report in the making; every part is found in the text by its words."""

    def __init__(self, text: str, **report: Any) -> None:
        self.text = text
        self._report = report
        self._mentions: list[Mention] = []
        self._claims: list[Claim] = []
        self._events: list[Event] = []

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def mention(self, kind: Any, words: str, value: dict[str, Any]) -> str:
        span, id = self.span(words), f"m{len(self._mentions)}"
        self._mentions.append(Mention(id=id, kind=kind, start=span.start, end=span.end, text=words, value=value))
        return id

    def claim(
        self, speaker: Named | None, cue: str, content: str | None, stance: Any = "assert", within: str | None = None
    ) -> str:
        id = f"c{len(self._claims)}"
        self._claims.append(
            Claim(
                id=id, speaker=self.mention("actor", *speaker) if speaker else None, cue=self.span(cue), stance=stance,
                content=self.span(content) if content else None,
            )
        )  # fmt: skip
        return id

    def event(
        self, type: str, mode: str | None, trigger: str, *, actors: tuple[Named, ...] = (), targets: tuple[Named, ...] = (),
        places: tuple[Named, ...] = (), when: When | None = None, status: Any = "actual", entries: tuple[str, ...] = (),
        counts: tuple[tuple[str, str | None, int | None, int | None, Any, str], ...] = (), claims: tuple[str, ...] = (),
        things: tuple[Named, ...] = (),
    ) -> Building:  # fmt: skip
        """Add an event; a count is kind, what, min, max, bound and its words."""
        self._events.append(
            Event(
                id=f"e{len(self._events)}", type=type, mode=mode, status=status, triggers=(self.span(trigger),),
                actors=tuple(self.mention("actor", *a) for a in actors),
                targets=(*(self.mention("actor", *t) for t in targets), *(self.mention("object", *t) for t in things)),
                places=tuple(self.mention("place", *p) for p in places), when=when, claims=claims,
                counts=tuple(
                    Count(kind=kind, what=what, min=low, max=high, bound=bound, mention=self.mention("quantity", words, {}))
                    for kind, what, low, high, bound, words in counts
                ),
                origin=Origin(extractor="test", rule="test", entries=entries),
            )
        )  # fmt: skip
        return self

    @property
    def stored(self) -> StoredReport:
        """The report as an archive hands it out."""
        id = report_id(self.text, OUTLET.id)
        coded = CodedReport(
            report=ReportInfo(id=id, sha256="", language="ar", outlet=OUTLET.id), mentions=tuple(self._mentions),
            claims=tuple(self._claims), events=tuple(self._events),
        )  # fmt: skip
        report = Report(text=self.text, id=id, outlet=OUTLET.id, **{"url": "https://sample.example/1", **self._report})
        return StoredReport(report=report, captures=(CAPTURE,), outlet=OUTLET, coded=coded, run=RUN)


def day(text: str) -> When:
    """A day told."""
    return When(edtf=text, start=text, precision="day")
