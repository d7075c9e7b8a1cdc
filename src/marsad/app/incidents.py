"""Ties the reports of an archive together, as they come in, and keeps the names of incidents that people have seen."""

from __future__ import annotations

import math
import sys
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from marsad.linking.candidates import filed, looked
from marsad.linking.clusters import cluster
from marsad.linking.copies import Copy, Sketch, compared, is_sample, sketch
from marsad.linking.link import Link, compare
from marsad.linking.naming import named
from marsad.linking.tellings import Telling, tellings
from marsad.linking.weights import bundled
from marsad.records import Record
from marsad.store.incidents import CopyRow, EventKey, Filing, Pair

if TYPE_CHECKING:
    from marsad.records import CodedReport, Report
    from marsad.store.contract import Store

_TOGETHER = 200
"""Reports that are linked in one step."""
_LARGEST = 1_000
"""Events that hang together and are grouped anew together; among more of them only stronger links count as hanging together."""
_STRONGER = (0.0, 1.0, 2.0, 4.0)
"""By how much, one after the other."""
_USUAL = 10
"""Events that mostly hang together with one."""
_COMMON = 100
"""Reports that print a passage beyond which it is a formula: its latest printings are compared, as wholes only."""
_HELD = 3_000
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
        self._archive = archive
        self._held: dict[str, Read] = {}

    def __call__(self, ids: Collection[str]) -> dict[str, Read]:
        """These reports; those that are no more are left out."""
        missing = [id for id in ids if id not in self._held]
        held = {id: self._held.pop(id) for id in ids if id in self._held}
        for first in range(0, len(missing), _TOGETHER):
            found = self._archive.to_link(missing[first : first + _TOGETHER])
            held |= {id: _read(*both) for id, both in found.items()}
        self._held |= held  # the latest asked for come last, and stay
        for id in list(self._held)[: max(0, len(self._held) - _HELD)]:
            del self._held[id]
        return held


def _read(report: Report, coded: CodedReport | None) -> Read:
    events = {t.event: t for t in tellings(report, coded)} if coded else {}
    first = {e.id: min((t.start, t.end) for t in e.triggers) for e in coded.events} if coded else {}
    own = sketch(report.id or "", report.text, report.published, report.outlet)
    return Read(events, {e: first[e] for e in events}, own)


def _take_in(archive: Store, reader: _Reader, ids: Collection[str], version: str) -> None:
    """Link some reports: they are filed first, so that they find one another. Broken off, it is done again from the beginning."""
    reads = reader(ids)
    archive.file(_filing(id, read) for id, read in reads.items())
    mates, twins = _mates(archive, reads), _twins(archive, reads)
    others = {report for events in mates.values() for report, _ in events} | {
        id for some in twins.values() for id in some
    }
    known = reads | reader(sorted(others - reads.keys()))
    pairs = {link.pair: link for link in compare(_to_compare(reads, known, mates))}
    copies = _copies(reads, known, twins)
    archive.put_pairs(map(_pair, pairs.values()), map(_copy_row, copies.values()))
    regroup(archive, {(id, event) for id, read in reads.items() for event in read.events})
    archive.settle(ids, version)


def _to_compare(
    reads: dict[str, Read], known: dict[str, Read], mates: dict[EventKey, set[EventKey]]
) -> Iterator[tuple[Telling, list[Telling]]]:
    """New events with what they are compared with."""
    for (id, event), found in mates.items():
        told = (known[other].events.get(e) for other, e in sorted(found) if other in known)
        yield reads[id].events[event], [mate for mate in told if mate is not None]


def _copies(reads: dict[str, Read], known: dict[str, Read], twins: dict[str, set[str]]) -> dict[frozenset[str], Copy]:
    copies: dict[frozenset[str], Copy] = {}
    for id, likely in twins.items():
        for other in likely & known.keys():
            copy = compared(known[other].sketch, reads[id].sketch)
            if copy is not None:
                copies[frozenset((id, other))] = copy
    return copies


def _filing(id: str, read: Read) -> Filing:
    return Filing(id, {event: filed(t) for event, t in read.events.items()}, read.spans, read.sketch.bands)


def _mates(archive: Store, reads: dict[str, Read]) -> dict[EventKey, set[EventKey]]:
    """For each event those of other reports that it is compared with."""
    keys = {(id, event): looked(t) for id, read in reads.items() for event, t in read.events.items()}
    filed_under = archive.mates(set().union(*keys.values()))
    return {
        mine: {mate for key in looking for mate in filed_under.get(key, ()) if mate[0] != mine[0]}
        for mine, looking in keys.items()
    }


def _twins(archive: Store, reads: dict[str, Read]) -> dict[str, set[str]]:
    """For each report those that may print its words."""
    held = archive.likely_copies({band for read in reads.values() for band in read.sketch.bands}, _COMMON)
    rare = {band: ids for band, ids in held.items() if len(ids) < _COMMON or not is_sample(band)}
    return {id: {o for band in read.sketch.bands for o in rare.get(band, ()) if o != id} for id, read in reads.items()}


def _pair(link: Link) -> Pair:
    return Pair(link.a, link.b, link.score, link.signs)


def _copy_row(copy: Copy) -> CopyRow:
    return CopyRow(copy.earlier, copy.later, copy.kind, copy.jaccard, copy.contained, copy.ordered)


def regroup(archive: Store, events: Collection[EventKey]) -> None:
    """Bring the incidents of ``events``, and of all that hangs together with them, up to date."""
    needed = bundled().needed
    touched, scores = _around(archive, events, needed)
    decided = archive.decisions(touched)
    groups = cluster(
        touched,
        scores,
        needed,
        (frozenset((d.a, d.b)) for d in decided if d.together),
        (frozenset((d.a, d.b)) for d in decided if not d.together),
    )
    before = archive.incidents_of(touched)
    names = named(groups, before, archive.ages(set(before.values())))
    archive.put_incidents(names.groups, names.aliases)


def _around(
    archive: Store, events: Collection[EventKey], needed: float
) -> tuple[set[EventKey], dict[frozenset[EventKey], float]]:
    """What hangs together with ``events``. A town that is hit daily for years hangs together as a whole by weak links; where that
    is too much to group anew for each report, weak links do not count."""
    touched, scores = archive.around(events, needed, _LARGEST + _USUAL * len(events))
    if len(touched) <= _LARGEST:
        return touched, scores
    touched, scores = set(), {}
    left = set(events)
    for more in _STRONGER:
        large: set[EventKey] = set()
        for event in sorted(left):
            if event not in touched and event not in large:
                seen, found = archive.around({event}, needed + more, _LARGEST)
                if len(seen) > _LARGEST or seen & large:
                    large |= seen
                else:
                    touched |= seen
                    scores |= found
        left = (left & large) - touched
    alone, found = archive.around(left, math.inf, sys.maxsize)
    return touched | alone, scores | found


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
