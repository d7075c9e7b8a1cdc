"""A report as exports look at it: its records by id, its names masked, and the sentences its events stand in."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from marsad.export.codes import Codes
from marsad.export.options import Grade, Options
from marsad.export.persons import NameFinder
from marsad.export.privacy import MASK, SOMEBODY, Mask
from marsad.export.telling import count_text
from marsad.records import Claim, CodedReport, Event, Mention, ReviewMark, StoredReport, report_id, standing

_BREAK = re.compile('(?:[.!?؟۔…]+[»”")]*(?=\\s|$)|[\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029])+')
_NEAREST = 64
"""Claims before a number that are looked at for the one it stands in."""
_LONGEST = 400
"""Characters of a quotation on each side of the words that tell the event."""
_NEW = ReviewMark()
INCIDENT = "marsad:incident:"
_SCHEMES = ("http://", "https://")


@dataclass(slots=True)
class Job:
    """One export while it runs: what was asked, and what has been counted."""

    codes: Codes
    options: Options
    find_names: NameFinder | None = None
    reports: int = 0
    rows: int = 0
    masked: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def views(self, reports: Iterable[StoredReport]) -> Iterator[View]:
        """The reports one at a time, counted."""
        for stored in reports:
            view = View(stored, self)
            self.reports += 1
            gone = len(stored.coded.events) - len(view.coded.events) if stored.coded else 0
            if gone:
                self.left_out["rejected by reviewers"] += gone
            self.masked += len(view.mask.names)
            yield view


class Quotation:
    """Where an event is told: ``start`` inclusive, ``end`` exclusive, in code points, and the words with names masked."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


class View:
    """A stored report with what exports need to know of it."""

    def __init__(self, stored: StoredReport, job: Job) -> None:
        self.stored = stored
        self.report = stored.report
        self.job = job
        self.coded = (stored.coded if job.options.rejected else standing(stored)) or _uncoded(stored)
        self.id = stored.report.id or report_id(stored.report.text, stored.report.outlet)
        self.mentions: dict[str, Mention] = {m.id: m for m in self.coded.mentions}
        self.claims: dict[str, Claim] = {c.id: c for c in self.coded.claims}
        self.mask = Mask(stored.report.text, self.coded, job.find_names, job.options.full)

    # ---- what it is
    @property
    def uri(self) -> str:
        """The report's own id in every format."""
        return f"marsad:{self.id}"

    def uri_of(self, record: str) -> str:
        """The own id of one of its records."""
        return f"marsad:{self.id}/{record}"

    def grade(self, record: str) -> Grade | None:
        """What a person decided about a record."""
        return self.job.options.grades.get(self.uri_of(record))

    def mark(self, record: str) -> ReviewMark:
        """Where review of a record stands."""
        return self.stored.marks.get(record, _NEW)

    def incident(self, event: str) -> str | None:
        """The own id of the incident that an event was tied to."""
        found = self.job.options.incidents.get(self.uri_of(event))
        return f"{INCIDENT}{found}" if found else None

    @property
    def url(self) -> str | None:
        """Where the report was published."""
        return self.mask.link(public_address(self.report.url, self.job.options.full))

    @property
    def title(self) -> str | None:
        """Its title, with names masked."""
        return self.mask.headline(self.report.title)

    @property
    def published(self) -> str | None:
        """The day of publication (YYYY-MM-DD)."""
        return self.report.published.isoformat() if self.report.published else self.coded.report.published

    @property
    def outlet(self) -> str | None:
        """The outlet's name."""
        known = self.stored.outlet
        return (known.name_en or known.name_ar or known.id) if known else self.report.outlet or self.coded.report.outlet

    @property
    def captured_at(self) -> str | None:
        """When it was first captured."""
        return min((c.captured_at for c in self.stored.captures), default=None)

    # ---- what it tells
    def events(self, told: bool = False) -> Iterator[Event]:
        """The events whose status was asked for; ``told`` lets only those through that are told as having happened."""
        wanted = set(self.job.options.statuses)
        for event in self.coded.events:
            if event.status not in wanted or (told and event.status != "actual"):
                self.job.left_out[f"status {event.status}"] += 1
            else:
                yield event

    def counts(self, event: Event) -> list[str]:
        """The numbers of an event in words, names masked: what is counted may be a word of the report."""
        return [self.mask.scrub(count_text(count)) or "" for count in event.counts]

    def words(self, mention: str) -> str:
        """The words of a mention with names masked; a neutral word where nothing but a name would stand there."""
        found = self.mentions[mention]
        words = self.mask.text(found.start, found.end)
        return SOMEBODY if words == MASK else words

    @cached_property
    def _ends(self) -> list[tuple[int, int]]:
        return [m.span() for m in _BREAK.finditer(self.report.text)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a stretch, cut to a bearable length at spaces."""
        text, ends = self.report.text, self._ends
        n = bisect.bisect_right(ends, (start, len(text)))
        first = max(ends[n - 1][1] if n else 0, start - _LONGEST)
        later = next((e for e in ends[n:] if e[0] >= end), None)
        last = (
            len(text) if later is None else (later[0] if text[later[0]] in "\n\r\x0b\x0c\x85\u2028\u2029" else later[1])
        )
        last = min(last, end + _LONGEST)
        return _trimmed(text, min(first, start), max(last, end), start, end)

    def quotation(self, event: Event) -> Quotation:
        """The sentence that tells most of an event: the most of its roles, then the most of its parts."""
        spans = [(t.start, t.end) for t in event.triggers]
        counts = tuple(c.mention for c in event.counts)
        roles = [spans, *(self._spans(ids) for ids in (event.actors, event.targets, event.places, counts))]
        around: dict[tuple[int, int], None] = {}
        for a, b in spans or next((r[:1] for r in roles if r), [(0, 0)]):
            if not any(first <= a and b <= last for first, last in around):
                around[self.sentence(a, b)] = None
        best = max(around, key=lambda within: _told(roles, within)) if len(around) > 1 else next(iter(around))
        return Quotation(*best, self.mask.text(*best))

    def _spans(self, ids: Iterable[str]) -> list[tuple[int, int]]:
        return [(m.start, m.end) for id in ids if (m := self.mentions.get(id)) is not None]

    def link(self, event: Event, quotation: Quotation) -> str:
        """The way back: the event's id, the characters of the report, and its address."""
        link = f"{self.uri_of(event.id)} {quotation.start}-{quotation.end}"
        return f"{link} {self.url}" if self.url else link

    @cached_property
    def _contents(self) -> list[tuple[int, int, str]]:
        return sorted((c.content.start, c.content.end, c.id) for c in self.coded.claims if c.content is not None)

    def claim_around(self, start: int, end: int) -> str | None:
        """The innermost claim in whose words a stretch stands, sought among the nearest."""
        last = bisect.bisect_right(self._contents, start, key=lambda content: content[0])
        around = [c for c in self._contents[max(0, last - _NEAREST) : last] if end <= c[1]]
        return min(around, key=lambda c: c[1] - c[0])[2] if around else None

    def tellers(self, event: Event) -> list[tuple[str, str]]:
        """Who says so, with the stance, as named in English where the actor is known and in the report's words else."""
        found = []
        for id in event.claims:
            claim = self.claims.get(id)
            if claim is not None and claim.speaker in self.mentions:
                found.append((claim.stance, self.name(claim.speaker)))
        return list(dict.fromkeys(found))

    def name(self, mention: str) -> str:
        """A mention's name: that of a known actor, else its words with names masked."""
        value = self.mentions[mention].value
        known = self.job.codes.actors.get(value.get("entity") or "")
        name = (known.name if known else None) or (value.get("name") if value.get("entity") else None)
        return str(name) if name else self.words(mention)


def public_address(url: str | None, full: bool) -> str | None:
    """A web address without the user's name in it; None for paths of the user's own machine unless all was asked for."""
    if url is None or full:
        return url
    if not url.startswith(_SCHEMES):
        return None
    return re.sub("(?<=://)[^/@]*@", "", url)


def _uncoded(stored: StoredReport) -> CodedReport:
    from marsad.records import ReportInfo

    report = stored.report
    published = report.published.isoformat() if report.published else None
    return CodedReport(
        report=ReportInfo(
            id=report.id or "", sha256=report.sha256, language=report.language or "und", published=published,
            outlet=report.outlet,
        )
    )  # fmt: skip


def _told(roles: list[list[tuple[int, int]]], within: tuple[int, int]) -> tuple[int, int]:
    """How many roles, and how many parts in all, stand in a stretch of text."""
    first, last = within
    parts = [sum(first <= a and b <= last for a, b in role) for role in roles]
    return sum(map(bool, parts)), sum(parts)


def _trimmed(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Without spaces at the ends, and without half words where it was cut."""
    if first and start - first == _LONGEST and not text[first - 1].isspace():
        first = next((k for k in range(first, start) if text[k].isspace()), first)
    if last < len(text) and last - end == _LONGEST and not text[last].isspace():
        last = next((k for k in range(last - 1, end - 1, -1) if text[k].isspace()), last)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
