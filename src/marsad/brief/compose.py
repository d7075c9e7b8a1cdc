"""Puts a brief together from coded reports: what is reported, disputed, said, counted, and what lies behind it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.brief.dates import date_words, days
from marsad.brief.disputes import Disputed, Disputes, EventKey
from marsad.brief.drawing import Dot, bar_chart, place_map
from marsad.brief.footnotes import Notes, note_line
from marsad.brief.model import Brief, BriefError, Language, Picture, Runs, Section, Sentence
from marsad.brief.naming import Bare, as_written
from marsad.brief.phrases import Phrases, fill, one, phrases, words
from marsad.brief.source import Source
from marsad.brief.telling import Teller
from marsad.brief.voice import unattributed
from marsad.records import Event, Mention, Record

_RECENT = datetime.timedelta(days=31)
"""What happened longer than this before a report appeared is background, unless a period was asked for."""
_MOST_DAYS = 31
_MOST_BARS = 24
Point = Callable[[Mention], tuple[float, float] | None]
"""From a place to its latitude and longitude, as coarse as may be shown."""


class Told(NamedTuple):
    """An event in its report."""

    source: Source
    event: Event


class Asked(Record, frozen=True):
    """What a brief was asked for.

    ``subject`` is what it is about, in the words of who asked. Events before ``since`` are background; without it those more
    than a month older than the first report. ``only`` narrows it to some events. ``left_out`` counts reports that
    answered too; ``masked`` says that names were left out; ``made`` is the day that stands on the brief.
    """

    language: Language = "en"
    subject: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    only: frozenset[EventKey] | None = None
    left_out: int = 0
    masked: bool = False
    made: datetime.date | None = None


def exact(mention: Mention) -> tuple[float, float] | None:
    """The point of a place as the record has it."""
    lat, lon = mention.value.get("lat"), mention.value.get("lon")
    return None if lat is None or lon is None else (float(lat), float(lon))


def compose(
    sources: Sequence[Source],
    asked: Asked,
    *,
    disputed: Sequence[Disputed] = (),
    labels: dict[str, tuple[str, str]] | None = None,
    bare: Bare = as_written,
    point: Point = exact,
) -> Brief:
    """A brief from ``sources``. ``disputed`` is what their accounts tell apart; ``labels`` name the kinds of events (Arabic,
    English) by code.

    Raises BriefError when there is no report to write from.
    """
    if not sources:
        raise BriefError("no report answers; ask for less, or see with `marsad search` what the archive holds")
    return _Composer(sources, asked, disputed, labels or {}, bare, point).brief()


class _Composer:
    def __init__(
        self, sources: Sequence[Source], asked: Asked, disputed: Sequence[Disputed], labels: dict[str, tuple[str, str]],
        bare: Bare, point: Point,
    ) -> None:  # fmt: skip
        self.sources = sorted(sources, key=lambda s: (s.published or "9999", s.id))
        self.asked = asked
        self.disputed = disputed
        self.phrases: Phrases = phrases(asked.language)
        self.teller = Teller(self.phrases, labels, bare)
        self.notes = Notes(asked.language)
        self.point = point
        self.told = sorted(self._told(), key=_order)
        self.since = asked.since or self._since()

    def _told(self) -> Iterator[Told]:
        for source in self.sources:
            for event in source.coded.events:
                if self.asked.only is None or (source.id, event.id) in self.asked.only:
                    yield Told(source, event)

    def _since(self) -> datetime.date | None:
        published = [datetime.date.fromisoformat(s.published[:10]) for s in self.sources if s.published]
        return min(published) - _RECENT if published else None

    def brief(self) -> Brief:
        """The whole of it."""
        said = self.phrases
        written = [self._section(name, list(make())) for name, make in self._parts()]
        about = (said.about, said.masked) if self.asked.masked else (said.about,)
        notes = tuple(self.notes.notes)
        return Brief(
            language=said.language, direction=said.direction, title=said.title.format(subject=self._subject()),
            basis=tuple(self._basis()), about=about, sections=tuple(s for s in written if s is not None), notes=notes,
            notes_heading=said.headings["notes"], basis_heading=said.headings["basis"],
            note_lines=tuple(note_line(note, said) for note in notes),
        )  # fmt: skip

    def _parts(self) -> Iterator[tuple[str, Callable[[], Iterator[Sentence]]]]:
        for name in (
            "reported",
            "disputed",
            "statements",
            "voice",
            "figures",
            "background",
            "timeline",
            "map",
            "chart",
        ):
            yield name, getattr(self, f"_{name}")

    def _section(self, name: str, sentences: Sequence[Sentence]) -> Section | None:
        if not sentences:
            return None
        heading, picture = self.phrases.headings[name], None
        if name == "map":
            picture = Picture(svg=place_map(self._dots(), sentences[0].text, heading), alternative=sentences[0].text)
        if name == "chart":
            bars, rtl = self._bars()[1], self.phrases.direction == "rtl"
            svg = bar_chart([(n, len(told)) for n, told in bars], sentences[0].text, heading, rtl)
            picture = Picture(svg=svg, alternative=sentences[0].text)
        return Section(name=name, heading=heading, sentences=tuple(sentences), picture=picture)

    # ---- what stands on top
    def _subject(self) -> str:
        if self.asked.subject:
            return self.asked.subject
        if len(self.sources) == 1:
            only = self.sources[0]
            return only.heading or only.mask.scrub(only.report.id) or self.phrases.subjects["report"]
        return self.phrases.subjects["all"]

    def _basis(self) -> Iterator[tuple[str, str]]:
        labels, language = self.phrases.basis, self.asked.language
        outlets = list(dict.fromkeys(s.outlet(language) or self.phrases.note["no_outlet"] for s in self.sources))
        published = sorted(s.published[:10] for s in self.sources if s.published)
        copies = sum(len(s.copies) for s in self.sources)
        yield labels["reports"], str(len(self.sources))
        yield labels["outlets"], self.phrases.join["comma"].join(outlets)
        if published:
            yield labels["published"], self._range(published[0], published[-1])
        if self.asked.since or self.asked.until:
            yield (
                labels["period"],
                words(date_words(f"{self.asked.since or '..'}/{self.asked.until or '..'}", self.phrases)),
            )
        for name, number in (("copies", copies), ("left_out", self.asked.left_out)):
            if number:
                yield labels[name], str(number)
        if self.asked.made:
            yield labels["made"], self.asked.made.isoformat()

    def _range(self, first: str, last: str) -> str:
        return words(date_words(first if first == last else f"{first}/{last}", self.phrases))

    # ---- sections
    def _is_current(self, told: Told) -> bool:
        return told.event.status == "actual" and not self._is_earlier(told)

    def _is_earlier(self, told: Told) -> bool:
        when = days(told.event.when)
        return when is not None and self.since is not None and when.last < self.since

    def _event(self, told: Told, mark: str | None = None) -> Sentence:
        return Sentence(runs=self.teller.event(*told, mark=mark), notes=self.notes.event(*told))

    def _reported(self) -> Iterator[Sentence]:
        yield from (self._event(told) for told in self.told if self._is_current(told))

    def _disputed(self) -> Iterator[Sentence]:
        order = {(source.id, event.id): n for n, (source, event) in enumerate(self.told)}
        groups = sorted(
            self.disputed, key=lambda group: min((order.get(key, len(order)) for key in group.events), default=0)
        )
        yield from Disputes(self.sources, self.teller, self.notes).sentences(groups)

    def _claims(self, source: Source) -> Collection[str]:
        """The claims to quote: of an incident those that carry it."""
        if self.asked.only is None:
            return set(source.claims)
        return {c for told in self.told if told.source is source for c in told.event.claims}

    def _statements(self) -> Iterator[Sentence]:
        for source in self.sources:
            wanted = self._claims(source)
            for claim in source.coded.claims:
                if claim.id in wanted:
                    yield Sentence(runs=self.teller.claim(source, claim), notes=self.notes.claim(source, claim))

    def _voice(self) -> Iterator[Sentence]:
        """What reports say themselves about known actors or events; left out where only some events are asked for."""
        for source in self.sources if self.asked.only is None else ():
            for stretch in unattributed(source):
                around = [source.sentence(*stretch)]
                yield Sentence(runs=self.teller.voice(source, stretch), notes=self.notes.at(source, around))

    def _figures(self) -> Iterator[Sentence]:
        for source in self.sources:
            for figure in source.coded.figures if self.asked.only is None else ():
                claims = [source.claims[c] for c in figure.claims if c in source.claims]
                mention = source.mentions.get(figure.mention)
                around = [source.sentence(mention.start, mention.end)] if mention else []
                notes = [*self.notes.at(source, around), *(n for c in claims for n in self.notes.claim(source, c))]
                if notes:
                    yield Sentence(runs=self.teller.figure(source, figure), notes=tuple(dict.fromkeys(notes)))

    def _background(self) -> Iterator[Sentence]:
        yield from (self._event(t, "earlier") for t in self.told if t.event.status == "actual" and self._is_earlier(t))
        for status in ("general", "planned", "hypothetical"):
            yield from (self._event(told, status) for told in self.told if told.event.status == status)

    def _timeline(self) -> Iterator[Sentence]:
        dated = [told for told in self.told if told.event.status == "actual" and days(told.event.when)]
        for source, event in dated:
            yield Sentence(runs=self.teller.dated(source, event), notes=self.notes.event(source, event))

    # ---- pictures
    def _located(self) -> dict[tuple[str, float, float], list[Told]]:
        """Where the events of the period are told to have been, by the first place of each that has a point."""
        found: dict[tuple[str, float, float], list[Told]] = {}
        for told in filter(self._is_current, self.told):
            for mention in (told.source.mentions[p] for p in told.event.places if p in told.source.mentions):
                at = self.point(mention)
                if at is not None:
                    name = words(self.teller.names.place(told.source, mention))
                    found.setdefault((name, *at), []).append(told)
                    break
        return found

    def _dots(self) -> list[Dot]:
        return [Dot(name, lat, lon, len(told)) for (name, lat, lon), told in self._located().items()]

    def _map(self) -> Iterator[Sentence]:
        located = self._located()
        yield from self._list(self.phrases.map, [(name, told) for (name, _, _), told in located.items()])

    def _bars(self) -> tuple[str, list[tuple[str, list[Told]]]]:
        """Bars by day where there are several days, by month where they are many, by type else."""
        current = [told for told in self.told if self._is_current(told)]
        for axis, length, most in (("day", 10, _MOST_DAYS), ("month", 7, _MOST_BARS)):
            bars: dict[str, list[Told]] = {}
            for told in current:
                when = days(told.event.when)
                if when is not None and when.first.isoformat()[:length] == when.last.isoformat()[:length]:
                    bars.setdefault(when.first.isoformat()[:length], []).append(told)
            if 1 < len(bars) <= most and sum(map(len, bars.values())) == len(current):
                return axis, sorted(bars.items())
        kinds: dict[str, list[Told]] = {}
        for told in current:
            kinds.setdefault(self.teller.label(told.event), []).append(told)
        order = Counter({kind: len(told) for kind, told in kinds.items()})
        return "type", [(kind, kinds[kind]) for kind, _ in order.most_common(_MOST_BARS)]

    def _chart(self) -> Iterator[Sentence]:
        axis, bars = self._bars()
        yield from self._list(self.phrases.chart, bars, axis=self.phrases.axes[axis])

    def _list(self, pattern: str, items: Iterable[tuple[str, list[Told]]], **values: str) -> Iterator[Sentence]:
        listed = list(items)
        told = [fill(self.phrases.item, name=one(name, "name"), n=one(str(len(of)), "number")) for name, of in listed]
        notes = tuple(dict.fromkeys(n for _, of in listed for one_told in of for n in self.notes.event(*one_told)))
        if listed and notes:
            runs: Runs = fill(pattern, list=self.phrases.apart(told, "comma"), **values)
            yield Sentence(runs=runs, notes=notes)


def _order(told: Told) -> tuple[datetime.date, datetime.date, str]:
    when = days(told.event.when)
    return (*(when or (datetime.date.max, datetime.date.max)), told.source.published or "9999")
