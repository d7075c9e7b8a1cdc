"""Ties the reports of an archive together, as they come in, and keeps the names of incidents that people have seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from marsad.linking.accounts import Agreement, Source, agreement
from marsad.linking.candidates import filed, looked
from marsad.linking.clusters import cluster
from marsad.linking.copies import Copy, Sketch, compared, sketch
from marsad.linking.link import Link, compare
from marsad.linking.naming import named
from marsad.linking.tellings import Telling, tellings
from marsad.linking.weights import bundled
from marsad.records import Record
from marsad.store.incidents import CopyRow, EventKey, Filing, Pair

if TYPE_CHECKING:
    from marsad.records import StoredReport
    from marsad.store.contract import Store

_TOGETHER = 100
"""Reports that are linked in one step."""
_HELD = 2_000
"""Reports read again as mates that are held in memory."""


class Step(Record, frozen=True):
    """How far linking is."""

    done: int
    total: int


class Read(NamedTuple):
    """A report as linking reads it."""

    events: dict[str, Telling]
    spans: dict[str, tuple[int, int]]
    sketch: Sketch


def link(archive: Store) -> Iterator[Step]:
    """Compare the reports that were not compared yet with all others, and bring the incidents up to date.

    Only reports that share a day and a neighbourhood, or words, with a new one are read again. Broken off, it goes on where it
    was. What people joined and parted stands.
    """
    version = bundled().version
    total = archive.count_unlinked(version)
    done = 0
    reader = _Reader(archive)
    while ids := archive.unlinked(version, _TOGETHER):
        _take_in(archive, reader, ids, version)
        done += len(ids)
        yield Step(done=min(done, total), total=total)


class _Reader:
    """Reports as linking reads them, the last ones held."""

    def __init__(self, archive: Store) -> None:
        self._read = lru_cache(_HELD)(lambda id: _read(archive.report(id)))

    def __call__(self, id: str) -> Read:
        return self._read(id)


def _read(stored: StoredReport) -> Read:
    report, coded = stored.report, stored.coded
    events = {t.event: t for t in tellings(report, coded)} if coded else {}
    first = {e.id: min((t.start, t.end) for t in e.triggers) for e in coded.events} if coded else {}
    own = sketch(report.id or "", report.text, report.published, report.outlet)
    return Read(events, {e: first[e] for e in events}, own)


def _take_in(archive: Store, reader: _Reader, ids: Collection[str], version: str) -> None:
    """Link some reports: they are filed first, so that they find one another."""
    reads = {id: reader(id) for id in ids}
    archive.file((_filing(id, read) for id, read in reads.items()), version)
    pairs: dict[frozenset[EventKey], Link] = {}
    copies: dict[frozenset[str], Copy] = {}
    for id, read in reads.items():
        for found in _compared(archive, reader, id, read):
            pairs[found.pair] = found
        for other in archive.likely_copies(read.sketch.bands) - {id}:
            copy = compared(reader(other).sketch, read.sketch)
            if copy is not None:
                copies[frozenset((id, other))] = copy
    archive.put_pairs(map(_pair, pairs.values()), map(_copy_row, copies.values()))
    regroup(archive, {(id, event) for id, read in reads.items() for event in read.events})


def _filing(id: str, read: Read) -> Filing:
    return Filing(id, {event: filed(t) for event, t in read.events.items()}, read.spans, read.sketch.bands)


def _compared(archive: Store, reader: _Reader, id: str, read: Read) -> Iterator[Link]:
    for telling in read.events.values():
        mates = archive.mates(looked(telling))
        yield from compare(telling, (reader(other).events[e] for other, e in sorted(mates) if other != id))


def _pair(link: Link) -> Pair:
    return Pair(link.a, link.b, link.score, link.signs)


def _copy_row(copy: Copy) -> CopyRow:
    return CopyRow(copy.earlier, copy.later, copy.kind, copy.jaccard, copy.contained, copy.ordered)


def regroup(archive: Store, events: Collection[EventKey]) -> None:
    """Bring the incidents of ``events``, and of all that hangs together with them, up to date."""
    needed = bundled().needed
    touched, pairs = archive.around(events, needed)
    decided = archive.decisions(touched)
    groups = cluster(
        touched,
        {frozenset((p.a, p.b)): p.score for p in pairs},
        needed,
        (frozenset((d.a, d.b)) for d in decided if d.together),
        (frozenset((d.a, d.b)) for d in decided if not d.together),
    )
    before = archive.incidents_of(touched)
    names = named(groups, before, archive.ages(set(before.values())))
    archive.put_incidents(names.groups, names.aliases)


def join(archive: Store, incidents: Iterable[str], who: str, why: str) -> str:
    """Make one incident of several, for good; the name that it has then."""
    groups = [archive.incident(id)[1] for id in incidents]
    first = groups[0][0]
    archive.decide(((first, event) for group in groups for event in group if event != first), True, who, why)
    regroup(archive, {event for group in groups for event in group})
    return archive.incidents_of({first})[first]


def part(archive: Store, incident: str, reports: Collection[str], who: str, why: str) -> tuple[str, ...]:
    """Take the events of ``reports`` out of an incident, for good; the names of the incidents that come of it."""
    _, events = archive.incident(incident)
    out = [event for event in events if event[0] in reports]
    rest = [event for event in events if event[0] not in reports]
    archive.decide(((a, b) for a in out for b in rest), False, who, why)
    regroup(archive, set(events))
    return tuple(sorted(set(archive.incidents_of(set(events)).values())))


def accounts(archive: Store, incident: str) -> Agreement:
    """The accounts of an incident side by side; reports that print the same words are one."""
    _, events = archive.incident(incident)
    reports = dict.fromkeys(report for report, _ in events)
    first = _originals(reports, archive.copies(reports))
    sources = []
    for id in reports:
        if first[id] == id:
            stored = archive.report(id)
            if stored.coded is not None:
                own = tuple(event for report, event in events if report == id)
                same = tuple(other for other in reports if first[other] == id and other != id)
                sources.append(Source(stored.report, stored.coded, own, stored.outlet, same))
    return agreement(sources, _wings(archive))


def _originals(reports: Iterable[str], copies: Iterable[CopyRow]) -> dict[str, str]:
    """For each report the one whose words it prints; a part of another tells more or less than it and stands for itself."""
    first = {id: id for id in reports}
    for copy in sorted(copies):
        if copy.kind != "part" and copy.earlier in first and copy.later in first:
            first[copy.later] = copy.earlier
    for id in first:
        seen = {id}
        while first[id] != first[first[id]] and first[id] not in seen:
            seen.add(first[id])
            first[id] = first[first[id]]
    return first


def _wings(archive: Store) -> _Wings:
    return _Wings({actor.id: actor.within for actor in archive.actors()})


class _Wings:
    """Whether an actor is a wing or part of another."""

    def __init__(self, within: dict[str, tuple[str, ...]]) -> None:
        self._within = within

    def __call__(self, part: str, whole: str) -> bool:
        ahead, seen = list(self._within.get(part, ())), set[str]()
        while ahead:
            actor = ahead.pop()
            if actor == whole:
                return True
            if actor not in seen:
                seen.add(actor)
                ahead += self._within.get(actor, ())
        return False
