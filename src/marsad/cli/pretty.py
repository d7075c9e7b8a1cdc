"""A coded report for a reader at a terminal: claims, events, figures, each with its words."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from marsad.export.telling import count_text, number_text
from marsad.records import Claim, CodedReport, Event, Figure, Mention

_OPEN, _CLOSE = "\u2068", "\u2069"
"""First strong isolate and its end: what is inside keeps its own direction and leaves its surroundings alone."""
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+")
"""What could move the cursor, turn the line around or break the output."""
_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_STATUS = {"actual": "green", "planned": "yellow", "hypothetical": "yellow", "general": "cyan", "denied": "red"}
_NARROWEST, _WIDEST = 60, 120
_MOST = 4
"""Trigger words that are shown of one event."""


@dataclass(frozen=True, slots=True)
class Style:
    """How wide a page is and whether it has colours. Colours only repeat what words say."""

    width: int = 100
    colour: bool = False

    @classmethod
    def of(cls, stream: Any) -> Style:
        """The style for ``stream``: colours on a terminal unless NO_COLOR is set."""
        terminal = bool(stream.isatty())
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        columns = shutil.get_terminal_size((100, 24)).columns if terminal else 100
        return cls(max(_NARROWEST, min(columns, _WIDEST)), terminal and not plain)

    def paint(self, text: str, *names: str) -> str:
        """``text`` in colour, if there are colours."""
        if not self.colour or not names:
            return text
        return f"\x1b[{';'.join(_COLOURS[n] for n in names)}m{text}\x1b[0m"


def quoted(text: str, longest: int = 160) -> str:
    """Words of the report in guillemets, kept apart from what stands around them, on one line, cut when long.

    >>> quoted("قصف\\tمدفعي") == "\\u2068«قصف مدفعي»\\u2069"
    True
    """
    return f"{_OPEN}«{plain(text, longest)}»{_CLOSE}"


def plain(text: str, longest: int = 160) -> str:
    """``text`` on one line with nothing in it that acts on a terminal."""
    flat = " ".join(_UNSHOWN.sub(" ", text[: longest * 8]).split())
    if len(flat) <= longest:
        return flat
    cut = flat[:longest].rsplit(" ", 1)[0]
    return f"{cut} …"


def isolated(text: str, longest: int = 160) -> str:
    """``text`` kept apart from what stands around it, cut when long."""
    return f"{_OPEN}{plain(text, longest)}{_CLOSE}"


def page(report: CodedReport, title: str, style: Style) -> str:
    """The whole report as text."""
    return "\n".join(_Page(report, style).lines(title)) + "\n"


class _Page:
    def __init__(self, report: CodedReport, style: Style) -> None:
        self.report = report
        self.style = style
        self.mentions = {m.id: m for m in report.mentions}
        self.speakers = {c.id: c.speaker for c in report.claims}

    def lines(self, title: str) -> Iterator[str]:
        report, paint = self.report, self.style.paint
        yield paint(f"━━━ {isolated(title)}", "bold")
        yield paint("    " + self._summary(), "dim")
        for note in report.report.notes:
            yield paint(f"    note: {note}", "yellow")
        yield from self._section("EVENTS", (self.event(e) for e in report.events))
        yield from self._section("CLAIMS", (self.claim(c) for c in report.claims))
        yield from self._section("FIGURES", (self.figure(f) for f in report.figures))

    def _section(self, heading: str, blocks: Iterable[Iterator[str]]) -> Iterator[str]:
        for n, block in enumerate(blocks):
            if n == 0:
                yield ""
                yield self.style.paint(f"  {heading}", "bold")
            yield from block

    def _summary(self) -> str:
        info, report = self.report.report, self.report
        parts = [f"published {info.published}" if info.published else "publication date not given"]
        parts += [plain(info.outlet)] if info.outlet else []
        numbers = (("event", len(report.events)), ("claim", len(report.claims)), ("figure", len(report.figures)))
        parts += [f"{n} {word}{'' if n == 1 else 's'}" for word, n in numbers]
        return " · ".join(parts)

    def event(self, event: Event) -> Iterator[str]:
        """An event with its roles."""
        paint = self.style.paint
        code = event.type + (f"/{event.mode}" if event.mode else "")
        yield f"  {event.id:>4}  {paint(code, 'bold')}  {paint(event.status, _STATUS[event.status])}"
        triggers = [quoted(t.text, 60) for t in event.triggers[:_MOST]]
        more = f" and {len(event.triggers) - _MOST} more" if len(event.triggers) > _MOST else ""
        yield _row("words", " ".join(triggers) + more)
        for label, group in (("who", event.actors), ("to whom", event.targets), ("where", event.places)):
            for n, line in enumerate(dict.fromkeys(self._mention(m) for m in group)):
                yield _row(label if n == 0 else "", line)
        if event.when is not None:
            taken = " ".join(quoted(self.mentions[m].text, 60) for m in event.when.mentions)
            yield _row("when", f"{event.when.edtf or 'open'}  {taken}")
        for n, count in enumerate(event.counts):
            yield _row(
                "how many" if n == 0 else "", f"{count_text(count)}  {quoted(self.mentions[count.mention].text, 60)}"
            )
        yield _row("says who", self._tellers(event.claims))

    def claim(self, claim: Claim) -> Iterator[str]:
        """A claim with what was said."""
        paint = self.style.paint
        inside = f"  inside {claim.within}" if claim.within else ""
        who = quoted(self.mentions[claim.speaker].text, 80) if claim.speaker else "nobody named"
        yield f"  {claim.id:>4}  {paint(claim.stance, 'bold')}  {who}  {quoted(claim.cue.text, 60)}{inside}"
        if claim.content is not None:
            yield _row("what", quoted(claim.content.text, 2 * self.style.width - 40))

    def figure(self, figure: Figure) -> Iterator[str]:
        """A number of no single event."""
        turn = f" {figure.direction}" if figure.direction else ""
        number = number_text(figure.min, figure.max, figure.bound)
        what = " ".join(dict.fromkeys(w for w in (figure.unit, figure.what) if w))
        words = quoted(self.mentions[figure.mention].text, 80) if figure.mention in self.mentions else ""
        yield f"  {figure.id:>4}  {self.style.paint(figure.kind + turn, 'bold')}  {number} {isolated(what)}  {words}"
        for n, place in enumerate(figure.places):
            yield _row("where" if n == 0 else "", self._mention(place))
        if figure.when is not None:
            yield _row("when", figure.when.edtf)
        yield _row("says who", self._tellers(figure.claims))

    def _tellers(self, claims: Iterable[str]) -> str:
        parts = []
        for claim in claims:
            speaker = self.speakers.get(claim)
            parts.append(
                f"{quoted(self.mentions[speaker].text, 60)} ({claim})" if speaker else f"nobody named ({claim})"
            )
        return " ".join(parts) or "the report itself"

    def _mention(self, number: str) -> str:
        mention = self.mentions[number]
        meaning = ", ".join(str(part) for part in _meaning(mention))
        return f"{quoted(mention.text, 80)}  {meaning}".rstrip()


def _row(label: str, content: str) -> str:
    return f"        {label:9}{content}"


def _meaning(mention: Mention) -> Iterator[str]:
    """What the words were taken to mean, as far as it is in Latin letters."""
    value = mention.value
    keys = ("name", "admin1", "country", "level") if mention.kind == "place" else ("name", "country", "cls")
    seen = set()
    for key in keys:
        part = value.get(key)
        if part and part not in seen and not _has_arabic(part):
            seen.add(part)
            yield str(part)
    if mention.kind == "place" and value.get("lat") is not None:
        yield f"{value['lat']:.3f} {value['lon']:.3f}"


def _has_arabic(text: object) -> bool:
    return any(unicodedata.bidirectional(c) in ("AL", "R") for c in str(text))
