"""A report as a brief reads it: its records by id, its words with names masked, and the sentences around them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from marsad.records import Claim, CodedReport, Event, Mention, Outlet, Report, ReportInfo, StoredReport, report_id
from marsad.text.opening import called

_BREAK = re.compile('(?:[.!?؟۔…]+[»”")]*(?=\\s|$)|[\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029])+')
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_LONGEST = 500
"""Characters of a quotation on each side of the words that it is for."""
_HEAD = 400
"""Characters at the beginning of a report, among which its first words are looked for."""
Stretch = tuple[int, int]


class Masking(Protocol):
    """What may be shown of a report; how names are known is not for briefs to say."""

    def text(self, start: int, end: int) -> str:
        """The report's words from ``start`` to ``end`` as they may be shown."""

    def scrub(self, words: str | None) -> str | None:
        """Any other words as they may be shown."""

    def headline(self, words: str | None) -> str | None:
        """A title as it may be shown."""

    def link(self, url: str | None) -> str | None:
        """An address as it may be shown."""


class Shown:
    """Everything as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self, start: int, end: int) -> str:
        """The report's words."""
        return self._text[start:end]

    def scrub(self, words: str | None) -> str | None:
        """The words themselves."""
        return words

    headline = scrub

    def link(self, url: str | None) -> str | None:
        """The address itself."""
        return url


class Source:
    """A stored report for a brief. ``copies`` are the ids of reports that print the same text and are not told again."""

    def __init__(self, stored: StoredReport, masking: Masking | None = None, copies: tuple[str, ...] = ()) -> None:
        self.report: Report = stored.report
        self.id = stored.report.id or report_id(stored.report.text, stored.report.outlet)
        self.coded = stored.coded or _uncoded(stored.report, self.id)
        self.mask: Masking = masking or Shown(stored.report.text)
        self.copies = copies
        self._outlet: Outlet | None = stored.outlet
        self.mentions: dict[str, Mention] = {m.id: m for m in self.coded.mentions}
        self.claims: dict[str, Claim] = {c.id: c for c in self.coded.claims}
        self._ends = [m.span() for m in _BREAK.finditer(self.report.text)]

    @property
    def published(self) -> str | None:
        """Day of publication."""
        return self.report.published.isoformat() if self.report.published else self.coded.report.published

    @property
    def heading(self) -> str | None:
        """What the report is called, as it may be shown: its title, else its first words; None when it has no words."""
        return called(self.mask.headline(self.report.title), self.words(0, _HEAD)) or None

    def outlet(self, language: str) -> str | None:
        """The outlet's name."""
        known = self._outlet
        if known is None:
            return self.report.outlet or self.coded.report.outlet
        names = (known.name_ar, known.name_en) if language == "ar" else (known.name_en, known.name_ar)
        return names[0] or names[1] or known.id

    def words(self, start: int, end: int) -> str:
        """The report's words as they may be shown, on one line."""
        return " ".join(self.mask.text(start, end).split())

    def said(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.words(mention.start, mention.end)

    def sentence(self, start: int, end: int) -> Stretch:
        """The sentence around a stretch; a very long one is cut at spaces."""
        text = self.report.text
        n = bisect.bisect_right(self._ends, (start, len(text)))
        first = max(self._ends[n - 1][1] if n else 0, start - _LONGEST)
        later = next((e for e in self._ends[n:] if e[1] >= end), None)
        last = len(text) if later is None else _closing(text, later)
        return _trimmed(text, first, min(last, end + _LONGEST), start, end)

    def sentences(self) -> Iterator[Stretch]:
        """All sentences that end as sentences do; headings and lines of a page's furniture do not."""
        start = 0
        for a, b in self._ends:
            first = start + len(self.report.text[start:a]) - len(self.report.text[start:a].lstrip())
            start = b
            last = _closing(self.report.text, (a, b))
            if first < a and last > a:
                yield first, last

    def told_in(self, event: Event) -> list[Stretch]:
        """The sentences in which an event is told, the first two."""
        spans = sorted((t.start, t.end) for t in event.triggers)
        found: dict[Stretch, None] = {}
        for a, b in spans:
            if not any(x <= a and b <= y for x, y in found):
                found[self.sentence(a, b)] = None
        return list(found)[:2]


def _closing(text: str, ending: Stretch) -> int:
    """Where a sentence closes: after its full stop, before a line's end."""
    a, b = ending
    while a < b and text[a] not in _LINE_ENDS:
        a += 1
    return a


def _trimmed(text: str, first: int, last: int, start: int, end: int) -> Stretch:
    """Without spaces at the ends, and without half words where it was cut."""
    if start - first == _LONGEST:
        first = next((k for k in range(first, start) if text[k].isspace()), first)
    if last - end == _LONGEST:
        last = next((k for k in range(last - 1, end - 1, -1) if text[k].isspace()), last)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _uncoded(report: Report, id: str) -> CodedReport:
    return CodedReport(report=ReportInfo(id=id, sha256=report.sha256, language=report.language or "und"))


def sources(
    reports: Iterable[StoredReport],
    masking: Callable[[StoredReport], Masking] | None = None,
    copies: dict[str, tuple[str, ...]] | None = None,
) -> list[Source]:
    """Reports for a brief; ``masking`` says what of each may be shown."""
    return [
        Source(stored, masking(stored) if masking else None, (copies or {}).get(stored.report.id or "", ()))
        for stored in reports
    ]
