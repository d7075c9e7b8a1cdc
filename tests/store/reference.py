"""A filter evaluated one coding after the other: slow, short, and what every store must agree with."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad.records import Actor, Claim, CodedReport, Count, CountRange, Event, Filter, Mention, Report
from marsad.store.folding import attached, folded_words, stem, terms
from marsad.store.names import spellings
from marsad.store.query import And, Node, Not, OfOutlet, Or, Phrase, Prefix, Word, begun, parse
from marsad.store.sqlite.area import kilometres
from marsad.store.view import day, folded


class Held(NamedTuple):
    """A report as it is held: with its coding and the day it was taken in."""

    report: Report
    coded: CodedReport | None
    number: int


def answering(held: Iterable[Held], where: Filter, actors: Iterable[Actor]) -> Iterator[tuple[Held, list[Event]]]:
    """The reports that answer a filter, with the events that do."""
    tree = parse(where.query) if where.query else None
    known = {actor.id: actor for actor in actors}
    for one in held:
        if of_report(one.report, where) and (tree is None or found(tree, one.report)):
            events = (
                [event for event in one.coded.events if of_event(one.coded, event, where, known)] if one.coded else []
            )
            if events or not asks_of_events(where):
                yield one, events


def asks_of_events(where: Filter) -> bool:
    of_reports = Filter(
        query=where.query, published_since=where.published_since, published_until=where.published_until,
        outlets=where.outlets, reports=where.reports, wings=where.wings,
    )  # fmt: skip
    return where != of_reports


def of_report(report: Report, where: Filter) -> bool:
    since, until, published = where.published_since, where.published_until, report.published
    if (since or until) and published is None:
        return False
    if published and ((since and published < since) or (until and published > until)):
        return False
    return (not where.outlets or report.outlet in where.outlets) and (not where.reports or report.id in where.reports)


def found(node: Node, report: Report) -> bool:
    if isinstance(node, And):
        return all(found(part, report) for part in node.parts)
    if isinstance(node, Or):
        return any(found(part, report) for part in node.parts)
    if isinstance(node, Not):
        return not found(node.part, report)
    if isinstance(node, OfOutlet):
        return report.outlet == node.name
    texts = {"title": [report.title or ""], "text": [report.text]}.get(node.field, [report.title or "", report.text])
    return any(stands_in(node, folded_words(text)) for text in texts)


def stands_in(leaf: Word | Prefix | Phrase, words: list[str]) -> bool:
    if isinstance(leaf, Word):
        return any(stem(leaf.word) in (word, *terms(word)) for word in words)
    if isinstance(leaf, Prefix):
        return any(word.startswith(begun(leaf.word)) for word in words)
    size = len(leaf.words)
    for n in range(len(words) - size + 1):
        some = words[n : n + size]
        same = [some[0] in attached(leaf.words[0]), *(a == b for a, b in zip(some[1:], leaf.words[1:]))]
        if leaf.open:
            same[-1] = some[-1].startswith(attached(leaf.words[0]) if size == 1 else leaf.words[-1])
        if all(same):
            return True
    return False


def of_event(coded: CodedReport, event: Event, where: Filter, known: dict[str, Actor]) -> bool:
    mentions = {mention.id: mention for mention in coded.mentions}
    places = [mentions[id] for id in event.places]
    first = places[0].value if places else {}
    return all((
        overlaps(event, where),
        not where.types or event.type in where.types,
        not where.modes or event.mode in where.modes,
        not where.statuses or event.status in where.statuses,
        not where.countries or first.get("country") in where.countries,
        not where.admin1 or first.get("admin1") in where.admin1,
        not where.review or "new" in where.review,
        not where.places or any(is_place(place, where.places) for place in places),
        (where.box is None and where.circle is None) or any(is_inside(n, place, where) for n, place in enumerate(places)),
        is_party([mentions[id] for id in event.actors], where.actors, where.wings, known),
        is_party([mentions[id] for id in event.targets], where.targets, where.wings, known),
        is_party([mentions[id] for id in (*event.actors, *event.targets)], where.parties, where.wings, known),
        is_told(tellers(coded, event), where, mentions, known),
        not where.counts or any(may_lie(count, one) for count in event.counts for one in where.counts),
    ))  # fmt: skip


def overlaps(event: Event, where: Filter) -> bool:
    if where.since is None and where.until is None:
        return True
    first = day(event.when.start) if event.when else None
    if first is None or event.when is None:
        return False
    last = day(event.when.end or event.when.start, last=True) or first
    return first <= (where.until or datetime.date.max) and last >= (where.since or datetime.date.min)


def is_place(place: Mention, asked: tuple[str, ...]) -> bool:
    names = {folded(place.value.get("arabic") or place.text), folded(place.value.get("name"))}
    return place.value.get("gazetteer_id") in asked or bool(names.intersection(spellings(asked)))


def is_inside(number: int, place: Mention, where: Filter) -> bool:
    lat, lon = place.value.get("lat"), place.value.get("lon")
    if lat is None or lon is None or (number and place.value.get("level") == "governorate"):
        return False
    box, circle = where.box, where.circle
    if box is not None:
        wide = box.west <= lon <= box.east if box.west <= box.east else lon >= box.west or lon <= box.east
        return wide and box.south <= lat <= box.north
    assert circle is not None
    away = kilometres(lat, lon, circle.lat, circle.lon)
    return away is not None and away <= circle.km


def is_party(mentions: list[Mention], asked: tuple[str, ...], wings: bool, known: dict[str, Actor]) -> bool:
    if not asked:
        return True
    written = set(spellings(asked))
    wanted = {*asked, *(id for id, actor in known.items() if {folded(actor.name), folded(actor.name_en)} & written)}
    for mention in mentions:
        entity = mention.value.get("entity")
        if entity in wanted or (wings and wanted & outer(entity, known)) or folded(mention.text) in written:
            return True
    return False


def outer(id: str | None, known: dict[str, Actor]) -> set[str]:
    """The actor and all that it is within."""
    found: set[str] = set()
    left = [id] if id else []
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += known[one].within if one in known else ()
    return found


def tellers(coded: CodedReport, event: Event) -> list[Claim]:
    claims = {claim.id: claim for claim in coded.claims}
    told: list[Claim] = []
    left = [claims[id] for id in event.claims]
    while left:
        claim = left.pop()
        if claim not in told:
            told.append(claim)
            left += [claims[claim.within]] if claim.within else []
    return told


def is_told(told: list[Claim], where: Filter, mentions: dict[str, Mention], known: dict[str, Actor]) -> bool:
    if not where.speakers and not where.stances:
        return True
    for claim in told:
        speaker = [mentions[claim.speaker]] if claim.speaker else []
        right = not where.stances or claim.stance in where.stances
        if right and is_party(speaker, where.speakers, False, known):
            return True
    return False


def may_lie(count: Count, asked: CountRange) -> bool:
    return (
        asked.kind in ("any", count.kind)
        and (asked.least is None or count.max is None or count.max >= asked.least)
        and (asked.most is None or count.min is None or count.min <= asked.most)
    )
