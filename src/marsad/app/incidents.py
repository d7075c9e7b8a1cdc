"""Ties the reports of an archive together, as they come in, and keeps the names of incidents that people have seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.app.grouping import regroup
from marsad.app.readying import readied, ready
from marsad.linking.comparing import Comparer, Link
from marsad.linking.copies import Copy, Sketch, compared, is_sample
from marsad.linking.kept import Read, sketch_in, unpacked
from marsad.linking.ready import Ready
from marsad.linking.tellings import Telling
from marsad.linking.weights import bundled
from marsad.records import Record
from marsad.store.incidents import CopyRow, EventKey, Filing, Pair
from marsad.text.collector import CollectorPaused

if TYPE_CHECKING:
    from marsad.store.contract import Store

_TOGETHER = 500
"""Reports that are linked in one step."""
_FEW = 2 * _TOGETHER
"""Up to so many, no other process is worth its start."""
_COMMON = 100
"""Reports that print a passage beyond which it is a formula: its latest printings are compared, as wholes only."""
_RARE = 20
"""Reports that print a shingle up to which it alone makes a copy likely."""
_HELD = 3_000
"""Reports to compare with that are held in memory."""


class Step(Record, frozen=True):
    """How far linking is."""

    done: int
    total: int


def link(archive: Store, jobs: int = 1) -> Iterator[Step]:
    """Compare the reports that were not compared yet with all others, and bring the incidents up to date.

    Reports that were compared before are not read again: what they are compared by was kept. Broken off, it goes on where it
    was. What people joined and parted stands. With several ``jobs`` other processes read ahead; nothing else differs.
    """
    version = bundled().version
    total, done = archive.count_unlinked(version), 0
    reader, comparer = _Reader(archive, version), Comparer(bundled())
    jobs = jobs if total > _FEW else 1
    for ids, found in readied(archive, _portions(archive, version), jobs):
        with CollectorPaused():
            reader.hold({id: one.read for id, one in found.items()})
            _take_in(archive, reader, comparer, found)
        archive.settle(ids, version)
        done += len(ids)
        yield Step(done=min(done, total), total=total)


def _portions(archive: Store, version: str) -> Iterator[tuple[str, ...]]:
    """What is not linked yet, a step at a time."""
    last = ""
    while ids := archive.unlinked(version, _TOGETHER, last):
        yield ids
        last = ids[-1]


class _Reader:
    """Reports as linking reads them, the last ones held."""

    def __init__(self, archive: Store, version: str) -> None:
        self._archive = archive
        self.version = version
        self._held: dict[str, Read] = {}

    def recall(self, ids: Collection[str]) -> dict[str, Read]:
        """These reports as they were compared before, or else as they are now."""
        found = {id: self._held.pop(id) for id in ids if id in self._held}
        kept = self._archive.kept([id for id in ids if id not in found], self.version)
        found |= {id: told for id, content in kept.items() if (told := unpacked(content)) is not None}
        self.hold(found)
        return found | self._anew([id for id in ids if id not in found])

    def sketches(self, ids: Collection[str]) -> dict[str, Sketch]:
        """What finds the copies of these reports."""
        found = {id: self._held[id].sketch for id in ids if id in self._held}
        kept = self._archive.kept([id for id in ids if id not in found], self.version)
        found |= {id: own for id, content in kept.items() if (own := sketch_in(content)) is not None}
        missing = self._anew([id for id in ids if id not in found])
        return found | {id: one.sketch for id, one in missing.items()}

    def _anew(self, ids: Sequence[str]) -> dict[str, Read]:
        found: dict[str, Read] = {}
        for first in range(0, len(ids), _TOGETHER):
            read = ready(self._archive, ids[first : first + _TOGETHER])
            found |= {id: one.read for id, one in read.items()}
        self.hold(found)
        return found

    def hold(self, reads: dict[str, Read]) -> None:
        """The latest asked for come last, and stay."""
        for id in reads.keys() & self._held.keys():
            del self._held[id]
        self._held |= reads
        for id in list(self._held)[: max(0, len(self._held) - _HELD)]:
            del self._held[id]


def _take_in(archive: Store, reader: _Reader, compare: Comparer, new: dict[str, Ready]) -> None:
    """Link some reports: they are filed first, so that they find one another. Broken off, it is done again from the beginning."""
    archive.file((_filing(id, one) for id, one in new.items()), reader.version)
    reads = {id: one.read for id, one in new.items()}
    mates, twins = _mates(archive, new), _twins(archive, reads)
    old = {report for events in mates.values() for report, _ in events} - reads.keys()
    pairs = compare(_to_compare(reads, reader.recall(sorted(old)) | reads, mates))
    printed = reader.sketches(sorted(set().union(*twins.values()) - reads.keys()))
    sketches = printed | {id: own.sketch for id, own in reads.items()}
    archive.put_pairs(map(_pair, pairs), map(_copy_row, _copies(reads, sketches, twins)))
    regroup(archive, {(id, event) for id, read in reads.items() for event in read.events})


def _to_compare(
    reads: dict[str, Read], known: dict[str, Read], mates: dict[EventKey, set[EventKey]]
) -> Iterator[tuple[Telling, list[Telling]]]:
    """New events with what they are compared with; two new ones once."""
    told = {(id, event): telling for id, read in known.items() for event, telling in read.events.items()}
    for mine, found in mates.items():
        once = [told[mate] for mate in found if mate in told and (mate[0] not in reads or mate < mine)]
        yield told[mine], once


def _copies(reads: dict[str, Read], sketches: dict[str, Sketch], twins: dict[str, set[str]]) -> Iterator[Copy]:
    """New reports with those that print their words; two new ones once."""
    for id, likely in twins.items():
        for other in likely & sketches.keys():
            if other not in reads or other < id:
                copy = compared(sketches[other], sketches[id])
                if copy is not None:
                    yield copy


def _filing(id: str, new: Ready) -> Filing:
    return Filing(id, new.filed, new.read.spans, new.read.sketch.bands, new.kept)


def _mates(archive: Store, new: dict[str, Ready]) -> dict[EventKey, set[EventKey]]:
    """For each event those of other reports that it is compared with."""
    keys = {(id, event): looking for id, one in new.items() for event, looking in one.looked.items()}
    filed_under = archive.mates(set().union(*keys.values()))
    return {
        mine: {mate for key in looking for mate in filed_under.get(key, ()) if mate[0] != mine[0]}
        for mine, looking in keys.items()
    }


def _twins(archive: Store, reads: dict[str, Read]) -> dict[str, set[str]]:
    """For each report those that may print its words: they share a key of the whole text, a rare shingle, or two."""
    held = archive.likely_copies({band for own in reads.values() for band in own.sketch.bands}, _COMMON)
    twins: dict[str, set[str]] = {}
    for id, own in reads.items():
        likely, perhaps = {id}, set[str]()
        for band in own.sketch.bands:
            ids = held.get(band, ())
            if not is_sample(band) or len(ids) <= _RARE:
                likely.update(ids)
            elif len(ids) < _COMMON:
                likely.update(perhaps.intersection(ids))
                perhaps.update(ids)
        twins[id] = likely - {id}
    return twins


def _pair(link: Link) -> Pair:
    return Pair(link.a, link.b, link.score, link.signs)


def _copy_row(copy: Copy) -> CopyRow:
    return CopyRow(copy.earlier, copy.later, copy.kind, copy.jaccard, copy.contained, copy.ordered)


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
