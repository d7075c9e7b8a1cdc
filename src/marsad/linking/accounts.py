"""The accounts of one incident side by side: rows are questions, columns the reports in time order.

Nothing is merged and nothing weighed: a cell holds every answer of its report with the words, who gave it and how, and a row is
marked by how its answers stand to one another. Two speakers of one report are two accounts of it: what they tell apart is a
conflict as if two outlets had carried them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from marsad.linking.compare_answers import (
    DENIABLE,
    Mark,
    Question,
    counts_stand,
    days_stand,
    mark,
    means_stand,
    parties_stand,
    places_stand,
)
from marsad.records import Claim, CodedReport, Count, Event, Mention, Outlet, Record, Report, Span

__all__ = ["DENIABLE", "Account", "Agreement", "Answer", "Change", "Question", "Row", "Source", "agreement"]


class Source(NamedTuple):
    """A report in which an incident is told: its events that tell it, and the reports that print the same words."""

    report: Report
    coded: CodedReport
    events: tuple[str, ...]
    outlet: Outlet | None = None
    copies: tuple[str, ...] = ()


class Answer(Record, frozen=True):
    """What one report says to one question, in whose mouth.

    ``value`` is for the eye, ``meaning`` for comparing (an entity or gazetteer id, an EDTF date, a pair of numbers).
    ``speaker`` is None where the report says so itself; ``stance`` is that of the ``claim`` that carries it. ``event``,
    ``mention`` and ``claim`` are ids in the coded report; ``what`` is what was counted.
    """

    value: str
    meaning: Any
    words: tuple[Span, ...]
    speaker: str | None = None
    speaker_id: str | None = None
    stance: str | None = None
    event: str = ""
    mention: str | None = None
    claim: str | None = None
    what: str | None = None


class Account(Record, frozen=True):
    """A column: one report's version. ``copies`` are reports that print the same words and count no further."""

    report: str
    published: datetime.date | None
    outlet: str | None
    outlet_name: str | None
    events: tuple[str, ...]
    copies: tuple[str, ...] = ()


class Row(Record, frozen=True):
    """A question with the answers of each account, in the order of the accounts.

    ``mark`` says how they stand: agree, compatible, conflict, single (one account answers) or silent (none does). A denial
    is in conflict with who or what others tell, or how many, never with when and where. A count has its ``kind`` and, where a
    row is about some of those counted, ``what`` they are. ``low`` and ``high`` are the bounds of a count over all accounts
    with the reports that gave them; a best estimate is for a person to give.
    """

    question: Question
    label: str
    mark: Mark
    cells: tuple[tuple[Answer, ...], ...]
    low: float | None = None
    high: float | None = None
    low_from: str | None = None
    high_from: str | None = None
    kind: str | None = None
    what: str | None = None


class Agreement(Record, frozen=True):
    """The table of an incident. ``changes`` tell how answers moved from one account to the next."""

    accounts: tuple[Account, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...] = ()


class Change(Record, frozen=True):
    """An answer that differs from that of the account before it; ``rising`` for a count that grew."""

    label: str
    report: str
    published: datetime.date | None
    old: str
    new: str
    rising: bool | None = None


def agreement(sources: Iterable[Source], within: Callable[[str, str], bool] = lambda part, whole: False) -> Agreement:
    """The accounts of an incident. ``within`` says whether an actor is a wing or part of another."""
    ordered = sorted(
        sources, key=lambda s: (s.report.published or datetime.date.max, s.report.published_at or "", s.report.id or "")
    )
    voices = [_Voice(source) for source in ordered]
    accounts = tuple(_account(source) for source in ordered)
    rows = tuple(_rows(voices, accounts, within))
    return Agreement(accounts=accounts, rows=rows, changes=tuple(_changes(rows, accounts)))


def _account(source: Source) -> Account:
    outlet = source.outlet
    return Account(
        report=source.report.id or "", published=source.report.published, outlet=source.report.outlet,
        outlet_name=(outlet.name_en or outlet.name_ar) if outlet else source.report.outlet, events=source.events,
        copies=source.copies,
    )  # fmt: skip


class _Voice:
    """A report read for answers."""

    def __init__(self, source: Source) -> None:
        self.mentions = {m.id: m for m in source.coded.mentions}
        self.claims = {c.id: c for c in source.coded.claims}
        self.events = [e for e in source.coded.events if e.id in source.events]

    def answers(self, take: Take) -> tuple[Answer, ...]:
        """The different answers of all events, each with its teller."""
        found: dict[tuple[Any, ...], Answer] = {}
        for event in self.events:
            claims = [self.claims[c] for c in event.claims if c in self.claims]
            for taken in take(self, event):
                for claim in _tellers(claims, taken):
                    answer = self._answer(event, taken, claim)
                    told = str(taken.meaning if taken.meaning is not None else taken.value)
                    found.setdefault((told, answer.speaker, answer.stance), answer)
        return tuple(found.values())

    def _answer(self, event: Event, taken: Taken, claim: Claim | None) -> Answer:
        speaker = self.mentions.get(claim.speaker) if claim and claim.speaker else None
        return Answer(
            value=taken.value, meaning=taken.meaning, words=tuple(taken.words), speaker=speaker.text if speaker else None,
            speaker_id=speaker.value.get("entity") if speaker else None, stance=claim.stance if claim else None,
            event=event.id, mention=taken.mention, claim=claim.id if claim else None, what=taken.what,
        )  # fmt: skip

    def naming(self, entity: str) -> list[Span]:
        """Where the report names an actor."""
        return [self.span(m.id) for m in self.mentions.values() if m.value.get("entity") == entity]

    def span(self, mention: str) -> Span:
        """The words of a mention."""
        m = self.mentions[mention]
        return Span(start=m.start, end=m.end, text=m.text)


def _tellers(claims: Sequence[Claim], taken: Taken) -> Sequence[Claim | None]:
    """The claims in whose content the words stand, or that name the same actor in words of their own; the report itself where
    the words stand in none. A denial that carries an event denies it also where it calls it only «that».
    """
    inside: list[Claim | None] = [claim for claim in claims if _holds(claim, taken.words)]
    others = [
        c for c in claims if c not in inside and (_holds(c, taken.again) or (taken.is_event and c.stance == "deny"))
    ]
    return [*(inside or [None]), *others]


def _holds(claim: Claim, words: Sequence[Span]) -> bool:
    said = claim.content
    return said is not None and any(said.start <= span.start and span.end <= said.end for span in words)


class Taken(NamedTuple):
    """An answer without its teller; ``is_event`` of one that says that the event occurred, ``again`` is where else the report
    names the same actor."""

    value: str
    meaning: Any
    words: Sequence[Span]
    mention: str | None = None
    what: str | None = None
    is_event: bool = False
    again: Sequence[Span] = ()


Take = Callable[[_Voice, Event], Iterator[Taken]]


def _when(voice: _Voice, event: Event) -> Iterator[Taken]:
    if event.when is not None and event.when.edtf:
        days = (event.when.start, event.when.end or event.when.start)
        yield Taken(event.when.edtf, days, [voice.span(m) for m in event.when.mentions])


def _where(voice: _Voice, event: Event) -> Iterator[Taken]:
    for mention in (voice.mentions[m] for m in event.places):
        value = mention.value
        place = tuple(value.get(k) for k in ("gazetteer_id", "lat", "lon", "level", "country", "admin1"))
        yield Taken(str(value.get("name") or mention.text), place, [voice.span(mention.id)], mention.id)


def _who(voice: _Voice, event: Event) -> Iterator[Taken]:
    return _parties(voice, event.actors)


def _to_whom(voice: _Voice, event: Event) -> Iterator[Taken]:
    return _parties(voice, event.targets)


def _parties(voice: _Voice, group: Sequence[str]) -> Iterator[Taken]:
    for mention in (voice.mentions[m] for m in group):
        entity = mention.value.get("entity")
        again = voice.naming(entity) if entity else ()
        yield Taken(_name(mention), entity, [voice.span(mention.id)], mention.id, again=again)


def _name(mention: Mention) -> str:
    return str(mention.value.get("name") or mention.text)


def _what(voice: _Voice, event: Event) -> Iterator[Taken]:
    named = f"{event.type}/{event.mode}" if event.mode else event.type
    yield Taken(named, (event.type, event.mode), event.triggers, is_event=True)


def _counted(kind: str, what: str | None) -> Take:
    """The numbers of a kind: of some (``what``), or of all who were counted, without shares of a number told before."""

    def is_meant(voice: _Voice, event: Event, count: Count) -> bool:
        if count.kind != kind:
            return False
        if what is not None or kind not in _OF_PEOPLE:
            return count.what == what
        return not (voice.mentions[count.mention].value.get("part") or _is_share(event, count))

    def take(voice: _Voice, event: Event) -> Iterator[Taken]:
        for count in event.counts:
            if is_meant(voice, event, count):
                span = [voice.span(count.mention)]
                yield Taken(_number(count), (count.min, count.max), span, count.mention, count.what)

    return take


def _is_share(event: Event, count: Count) -> bool:
    """Whether children or women are counted beside a number that may hold them."""
    others = (o for o in event.counts if o.kind == count.kind and o.what not in _GROUPS)
    return count.what in _GROUPS and any((o.min or 0) >= (count.min or 0) for o in others)


def _number(count: Count) -> str:
    if count.min == count.max and count.min is not None:
        return f"about {count.min}" if count.bound == "about" else str(count.min)
    if count.max is None:
        return f"{count.min}+" if count.min is not None else "some"
    return f"up to {count.max}" if count.min is None else f"{count.min}–{count.max}"


def _rows(voices: list[_Voice], accounts: tuple[Account, ...], within: Callable[[str, str], bool]) -> Iterator[Row]:
    yield _row("when", "when", voices, _when, days_stand)
    yield _row("where", "where", voices, _where, places_stand)
    yield _row("who", "who", voices, _who, lambda a, b: parties_stand(a, b, within))
    yield _row("to whom", "to whom", voices, _to_whom, lambda a, b: parties_stand(a, b, within))
    yield _row("what", "what", voices, _what, means_stand)
    for kind, what in _kinds(voices):
        row = _row("count", f"{kind}: {what}" if what else kind, voices, _counted(kind, what), counts_stand)
        yield _with_bounds(row, accounts, kind, what)


_CASUALTIES = ("killed", "injured")
_OF_PEOPLE = frozenset({*_CASUALTIES, "detained", "abducted", "captured", "missing", "displaced"})
"""Kinds of counts that have one row for all who were counted, and further ones for some of them."""
_ANYBODY = (None, "persons")
_GROUPS = ("children", "women", "men")


def _kinds(voices: list[_Voice]) -> list[tuple[str, str | None]]:
    """Killed and injured always have a row, so that silence shows; others where somebody tells them."""
    told = {(c.kind, c.what) for v in voices for e in v.events for c in e.counts}
    told = {(kind, None if kind in _OF_PEOPLE and what in _ANYBODY else what) for kind, what in told}
    told |= {(kind, None) for kind, _ in told if kind in _OF_PEOPLE} | {(kind, None) for kind in _CASUALTIES}
    order = {kind: n for n, kind in enumerate(_CASUALTIES)}
    return sorted(told, key=lambda k: (order.get(k[0], len(order)), k[0], k[1] or ""))


def _row(
    question: Question, label: str, voices: list[_Voice],
    take: Take, stand: Callable[[list[Answer], list[Answer]], Mark],
) -> Row:  # fmt: skip
    cells = tuple(voice.answers(take) for voice in voices)
    return Row(question=question, label=label, mark=mark(question, cells, stand), cells=cells)


def _with_bounds(row: Row, accounts: tuple[Account, ...], kind: str, what: str | None) -> Row:
    """The row with the least and the greatest number, of each teller the greatest that they give: five dead, two of them women,
    is no toll of two. What is denied bounds nothing."""
    greatest: dict[tuple[str, str | None], tuple[float | None, float | None]] = {}
    for account, cell in zip(accounts, row.cells, strict=True):
        for answer in cell:
            if answer.stance != "deny":
                told = greatest.setdefault((account.report, answer.speaker), (None, None))
                greatest[account.report, answer.speaker] = _greater(told, answer.meaning)
    lows = [(low, report) for (report, _), (low, _) in greatest.items() if low is not None]
    highs = [(high, report) for (report, _), (_, high) in greatest.items() if high is not None]
    low, low_from = min(lows, default=(None, None), key=lambda pair: pair[0])
    high, high_from = max(highs, default=(None, None), key=lambda pair: pair[0])
    return Row(
        question=row.question, label=row.label, mark=row.mark, cells=row.cells, low=low, high=high, low_from=low_from,
        high_from=high_from, kind=kind, what=what,
    )  # fmt: skip


def _greater(
    a: tuple[float | None, float | None], b: tuple[float | None, float | None]
) -> tuple[float | None, float | None]:
    lows, highs = ([n for n in ends if n is not None] for ends in zip(a, b, strict=True))
    return max(lows, default=None), max(highs, default=None)


def _changes(rows: Iterable[Row], accounts: tuple[Account, ...]) -> Iterator[Change]:
    for row in rows:
        before: tuple[Answer, ...] = ()
        for account, cell in zip(accounts, row.cells, strict=True):
            if before and cell and {str(a.meaning) for a in before} != {str(a.meaning) for a in cell}:
                yield Change(
                    label=row.label, report=account.report, published=account.published, old=_joined(before),
                    new=_joined(cell), rising=_is_rising(before, cell) if row.question == "count" else None,
                )  # fmt: skip
            before = cell or before


def _joined(cell: tuple[Answer, ...]) -> str:
    return "; ".join(dict.fromkeys(a.value for a in cell))


def _is_rising(old: tuple[Answer, ...], new: tuple[Answer, ...]) -> bool | None:
    before, after = (max((a.meaning[0] or 0 for a in cell), default=0) for cell in (old, new))
    return None if before == after else after > before
