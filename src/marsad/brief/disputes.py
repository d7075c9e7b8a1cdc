"""Where accounts differ: numbers that cannot both be right, and what is denied. Nothing is settled here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.brief.dates import days
from marsad.brief.footnotes import Notes
from marsad.brief.model import Runs, Sentence
from marsad.brief.numbers import fold, noun_of
from marsad.brief.phrases import fill
from marsad.brief.source import Source
from marsad.brief.telling import Teller, begun, tellers
from marsad.records import Count, Event


class Told(NamedTuple):
    """An event in its report."""

    source: Source
    event: Event


class Version(NamedTuple):
    """A count as one teller gives it."""

    told: Told
    number: Count
    claims: tuple[str, ...]


def disputes(groups: Iterable[Sequence[Told]], teller: Teller, notes: Notes) -> Iterator[Sentence]:
    """Sentences on what is disputed among the events of each group; a group is one incident, or taken for one."""
    for group in groups:
        for versions in _counts(group, teller):
            if _differ(versions):
                yield _count_sentence(versions, teller, notes)
        for told in group:
            if told.event.status == "denied":
                yield _denied(told, teller, notes)
            elif _is_contradicted(told, teller):
                yield _contradicted(told, teller, notes)


def alike(told: Iterable[Told]) -> list[list[Told]]:
    """Events of one kind, day and place together: the nearest to an incident that records alone give."""
    groups: dict[object, list[Told]] = defaultdict(list)
    for one in told:
        when, place = days(one.event.when), _place(one)
        sure = when is not None and place is not None and when.first == when.last
        key = (one.event.type, one.event.mode, when, place) if sure else (one.source.id, one.event.id)
        groups[key].append(one)
    return list(groups.values())


def _place(told: Told) -> str | None:
    mention = told.source.mentions.get(told.event.places[0]) if told.event.places else None
    return str(mention.value.get("gazetteer_id") or mention.value.get("name")) if mention else None


def _counts(group: Sequence[Told], teller: Teller) -> Iterator[list[Version]]:
    """The counts of one thing as each teller gives them: the first of each, and none where one teller gives all."""
    same: dict[tuple[str, str], dict[object, Version]] = defaultdict(dict)
    for told in group:
        for count in told.event.counts:
            version = Version(told, count, tellers(told.source, told.event, count))
            who = tuple(sorted(str(teller.who(told.source, told.source.claims[c])) for c in version.claims))
            key = (who, told.source.id if not who else "", count.min, count.max)
            if not _is_denied(version):
                same[(count.kind, _counted(told.source, count))].setdefault(key, version)
    for versions in same.values():
        if len({key[:2] for key in versions}) > 1:  # type: ignore[index]
            yield list(versions.values())


def _is_denied(version: Version) -> bool:
    return {version.told.source.claims[c].stance for c in version.claims} == {"deny"}


def _counted(source: Source, count: Count) -> str:
    """What was counted, by the noun: eleven fighters of one side and two of the other are no dispute."""
    mention = source.mentions.get(count.mention)
    written = str(mention.value.get("noun") or "") if mention else ""
    noun = noun_of(written)
    if noun is not None:
        return "person" if noun.casualty else noun.key
    return fold(written) or ("person" if count.what in (None, "persons") else str(count.what))


def _differ(versions: Sequence[Version]) -> bool:
    """Whether no number fits all versions."""
    lows = [v.number.min for v in versions if v.number.min is not None]
    highs = [v.number.max for v in versions if v.number.max is not None]
    return len(versions) > 1 and bool(lows and highs) and max(lows) > min(highs)


def _count_sentence(versions: Sequence[Version], teller: Teller, notes: Notes) -> Sentence:
    sides = tuple(_side(version, teller) for version in versions)
    first = versions[0]
    parts = teller.parts(first.told.source, first.told.event)
    runs = fill(
        teller.phrases.dispute["counts"], topic=teller.topic(first.number.kind), when=parts["when"],
        sides=teller.phrases.apart(sides, "semicolon"), **{"in": parts["in"]},
    )  # fmt: skip
    return Sentence(runs=begun(runs), notes=_notes(versions, notes))


def _side(version: Version, teller: Teller) -> Runs:
    source = version.told.source
    return fill(
        teller.phrases.dispute["side"], n=teller.quantity(source, version.number, "nominative"),
        according=teller.according(source, version.claims),
    )  # fmt: skip


def _notes(versions: Sequence[Version], notes: Notes) -> tuple[int, ...]:
    found: list[int] = []
    for told, number, claims in versions:
        mention = told.source.mentions.get(number.mention)
        if mention is not None:
            found += notes.at(told.source, [told.source.sentence(mention.start, mention.end)])
        found += [n for c in claims for n in notes.claim(told.source, told.source.claims[c])]
    return tuple(dict.fromkeys(found)) or notes.event(versions[0].told.source, versions[0].told.event)


def _denied(told: Told, teller: Teller, notes: Notes) -> Sentence:
    runs = teller.event(*told, pattern=teller.phrases.dispute["denied"])
    return Sentence(runs=runs, notes=notes.event(*told))


def _is_contradicted(told: Told, teller: Teller) -> bool:
    """Whether one speaker denies what another tells."""
    source, event = told
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    deniers = {teller.who(source, c) for c in claims if c.stance == "deny"}
    tell = {teller.who(source, c) for c in claims if c.stance != "deny"}
    return bool(tell and deniers - tell)


def _contradicted(told: Told, teller: Teller, notes: Notes) -> Sentence:
    """An event that some tell and others deny."""
    source, event = told
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    sides = [tuple(c.id for c in claims if (c.stance == "deny") is denying) for denying in (False, True)]
    runs = fill(
        teller.phrases.dispute["event"], **teller.parts(source, event) | {
            "according": teller.according(source, sides[0]), "deny": teller.according(source, sides[1])},
    )  # fmt: skip
    return Sentence(runs=begun(runs), notes=notes.event(source, event))
