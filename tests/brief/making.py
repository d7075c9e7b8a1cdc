"""Briefs of reports that are built by hand, or coded from the samples."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from marsad.app.briefs import brief_of_files
from marsad.app.disputes import alike, disputed
from marsad.brief import Asked, Brief, Language, Section, compose, sources
from marsad.brief.phrases import phrases
from marsad.brief.source import Source
from marsad.brief.telling import Teller
from marsad.records import (
    Claim,
    CodedReport,
    Count,
    Event,
    Figure,
    Mention,
    Report,
    ReportInfo,
    Span,
    StoredReport,
    When,
)
from marsad.samples import samples


class Building:
    """A report in the making; every part is found in the text by its words."""

    def __init__(self, text: str, id: str = "r", published: date | None = None, outlet: str | None = None) -> None:
        self.report = Report(text=text, id=id, published=published, outlet=outlet)
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.events: list[Event] = []
        self.figures: list[Figure] = []

    def span(self, words: str) -> Span:
        start = self.report.text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def mention(self, kind: Any, words: str, **value: Any) -> str:
        span, id = self.span(words), f"m{len(self.mentions)}"
        self.mentions.append(Mention(id=id, kind=kind, start=span.start, end=span.end, text=words, value=value))
        return id

    def claim(self, speaker: str | None, cue: str, content: str, stance: Any = "assert") -> str:
        id = f"c{len(self.claims)}"
        said = self.span(content)
        self.claims.append(Claim(id=id, speaker=speaker, cue=self.span(cue), stance=stance, content=said))
        return id

    def count(self, words: str, low: float | None, high: float | None, bound: Any, **told: Any) -> Count:
        mention = self.mention("quantity", words, noun=told.get("noun"), part=told.get("part", False))
        kind, what = told.get("kind", "killed"), told.get("what", "persons")
        return Count(kind=kind, what=what, min=low, max=high, bound=bound, mention=mention)

    def event(self, trigger: str, type: str = "ASSAULT", mode: str | None = "aerial", **told: Any) -> Event:
        event = Event(
            id=f"e{len(self.events)}", type=type, mode=mode, triggers=(self.span(trigger),), status=told.pop("status", "actual"),
            **told,
        )  # fmt: skip
        self.events.append(event)
        return event

    @property
    def stored(self) -> StoredReport:
        info = ReportInfo(id=self.report.id or "", sha256=self.report.sha256, language="ar")
        coded = CodedReport(
            report=info, mentions=tuple(self.mentions), claims=tuple(self.claims), events=tuple(self.events),
            figures=tuple(self.figures),
        )  # fmt: skip
        return StoredReport(report=self.report, coded=coded)

    @property
    def source(self) -> Source:
        return Source(self.stored)


def brief(reports: list[Building], language: Language, incident: bool = False) -> Brief:
    """A brief of reports that are built by hand; ``incident`` takes all of their events for one."""
    stored = [building.stored for building in reports]
    one = [[(s.report.id or "", event.id) for s in stored for event in (s.coded.events if s.coded else ())]]
    found = disputed(stored, one if incident else alike(stored), lambda part, whole: False)
    return compose(sources(stored), Asked(language=language), disputed=found)


def teller(language: Language) -> Teller:
    return Teller(phrases(language))


def day(edtf: str) -> When:
    start, _, end = edtf.partition("/")
    return When(edtf=edtf, start=start, end=end or start)


@lru_cache
def sample_brief(language: Language, full: bool = False) -> Brief:
    """All samples in one brief."""
    return brief_of_files(sample_reports(), Asked(language=language, made=date(2026, 1, 1)), full)


def sample_reports() -> list[Report]:
    return [Report(text=s.text, id=s.id, published=date.fromisoformat(s.published)) for s in samples()]


def section(brief: Brief, name: str) -> Section:
    return next(s for s in brief.sections if s.name == name)
