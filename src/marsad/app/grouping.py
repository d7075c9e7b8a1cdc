"""Groups the events of an archive into incidents, as far as what is new can change them, and keeps the names of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.linking.clusters import cluster
from marsad.linking.naming import named
from marsad.linking.weights import bundled
from marsad.store.incidents import EventKey

if TYPE_CHECKING:
    from marsad.store.contract import Store

_LARGEST = 1_000
"""Events that hang together and are grouped anew together."""
_USUAL = 2
"""Where more than that are new: events to each of them."""


def regroup(archive: Store, events: Collection[EventKey]) -> None:
    """Bring the incidents of ``events``, and of all that hangs together with them, up to date.

    A town that is hit daily for years hangs together as a whole. Where that is too much to group anew for each report, what
    lies several links away is not taken apart: its incidents stay, or are joined as wholes.
    """
    needed = bundled().needed
    around = archive.around(events, needed, max(_LARGEST, _USUAL * len(events)))
    touched = around.events.union(*around.rim)
    decided = archive.decisions(touched)
    together = [frozenset((d.a, d.b)) for d in decided if d.together]
    apart = [frozenset((d.a, d.b)) for d in decided if not d.together]
    groups = cluster(touched, around.scores, needed, [*together, *_held(around.rim)], apart)
    before = archive.incidents_of(touched)
    names = named(groups, before, archive.ages(set(before.values())))
    moved = {name: [e for e in group if before.get(e) != name] for name, group in names.groups.items()}
    archive.put_incidents({name: group for name, group in moved.items() if group}, names.aliases)


def _held(rim: Collection[frozenset[EventKey]]) -> Iterator[frozenset[EventKey]]:
    """Pairs that keep incidents whole."""
    return (frozenset(pair) for group in rim for pair in pairwise(sorted(group)))
