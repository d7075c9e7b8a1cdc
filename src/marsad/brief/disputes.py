"""Where accounts differ: numbers that cannot both be right, and what is denied. Nothing is settled here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.brief.dates import days
from marsad.brief.footnotes import Notes
from marsad.brief.model import Runs, Sentence
from marsad.brief.phrases import fill
from marsad.brief.source import Source
from marsad.brief.telling import Teller
from marsad.records import Claim, Count, Event


class Told(NamedTuple):
    """An event in its report."""

    source: Source
    event: Event


class Version(NamedTuple):
    """A count as one teller gives it."""

    told: Told
    count: Count
    claims: tuple[str, ...]


def disputes(groups: Iterable[Sequence[Told]], teller: Teller, notes: Notes) -> Iterator[Sentence]:
    """Sentences on what is disputed among the events of each group; a group is one incident, or taken for one."""
    for group in groups:
        for versions in _counts(group):
            if _differ(versions):
                yield _count_sentence(versions, teller, notes)
        for told in group:
            stances = {told.source.claims[c].stance for c in told.event.claims if c in told.source.claims}
            if told.event.status == "denied":
                yield _denied(told, teller, notes)
            elif "deny" in stances and len(stances) > 1:
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


def _counts(group: Sequence[Told]) -> Iterator[list[Version]]:
    """The counts of one thing, as each teller gives them."""
    same: dict[tuple[str, str], dict[str, Version]] = defaultdict(dict)
    for told in group:
        for count in told.event.counts:
            version = Version(told, count, _tellers(told, count))
            key = f"{told.source.id} {version.claims} {count.min} {count.max} {count.bound}"
            same[(count.kind, count.what or "persons")].setdefault(key, version)
    yield from (list(versions.values()) for versions in same.values())


def _tellers(told: Told, count: Count) -> tuple[str, ...]:
    """The claims in whose words a number stands; all claims of the event when it stands in none."""
    mention = told.source.mentions.get(count.mention)
    claims = [told.source.claims[c] for c in told.event.claims if c in told.source.claims]
    inside = [c for c in claims if mention and _holds(c, mention.start, mention.end)]
    return tuple(c.id for c in inside or claims)


def _holds(claim: Claim, start: int, end: int) -> bool:
    return claim.content is not None and claim.content.start <= start and end <= claim.content.end


def _differ(versions: Sequence[Version]) -> bool:
    """Whether no number fits all versions."""
    lows = [v.count.min for v in versions if v.count.min is not None]
    highs = [v.count.max for v in versions if v.count.max is not None]
    return len(versions) > 1 and bool(lows and highs) and max(lows) > min(highs)


def _count_sentence(versions: Sequence[Version], teller: Teller, notes: Notes) -> Sentence:
    sides = tuple(_side(version, teller) for version in versions)
    first = versions[0]
    parts = teller.parts(first.told.source, first.told.event)
    runs = fill(
        teller.phrases.dispute["counts"], topic=teller.topic(first.count.kind), when=parts["when"],
        sides=teller.phrases.apart(sides, "semicolon"), **{"in": parts["in"]},
    )  # fmt: skip
    return Sentence(runs=runs, notes=_notes(versions, notes))


def _side(version: Version, teller: Teller) -> Runs:
    source = version.told.source
    return fill(
        teller.phrases.dispute["side"], n=teller.quantity(source, version.count, "nominative"),
        according=teller.according(source, version.claims),
    )  # fmt: skip


def _notes(versions: Sequence[Version], notes: Notes) -> tuple[int, ...]:
    found: list[int] = []
    for told, count, claims in versions:
        mention = told.source.mentions.get(count.mention)
        if mention is not None:
            found += notes.at(told.source, [told.source.sentence(mention.start, mention.end)])
        found += [n for c in claims for n in notes.claim(told.source, told.source.claims[c])]
    return tuple(dict.fromkeys(found)) or notes.event(versions[0].told.source, versions[0].told.event)


def _denied(told: Told, teller: Teller, notes: Notes) -> Sentence:
    runs = teller.event(*told, pattern=teller.phrases.dispute["denied"])
    return Sentence(runs=runs, notes=notes.event(*told))


def _contradicted(told: Told, teller: Teller, notes: Notes) -> Sentence:
    """An event that some tell and others deny."""
    source, event = told
    claims = [source.claims[c] for c in event.claims if c in source.claims]
    sides = [tuple(c.id for c in claims if (c.stance == "deny") is denying) for denying in (False, True)]
    runs = fill(
        teller.phrases.dispute["event"], **teller.parts(source, event) | {
            "according": teller.according(source, sides[0]), "deny": teller.according(source, sides[1])},
    )  # fmt: skip
    return Sentence(runs=runs, notes=notes.event(source, event))
