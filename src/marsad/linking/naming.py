"""Names of incidents that last: a new grouping takes over the names that people have seen."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.linking.link import EventKey

_DIGITS = 12


class Named(NamedTuple):
    """Groups by name, and names that are now another's: what they named went there, all or most of it."""

    groups: dict[str, frozenset[EventKey]]
    aliases: dict[str, str]


def named(groups: Iterable[frozenset[EventKey]], before: Mapping[EventKey, str], age: Mapping[str, int]) -> Named:
    """Names for ``groups``, which hold all events of the incidents that ``before`` names.

    A name stays with the group that keeps most of its events, the older name first where a group could bear several; a
    name that no group bears any more leads to the group with most of its events. ``age`` orders names, the oldest lowest.
    """
    ordered = sorted(groups, key=min)
    claims: Counter[tuple[int, str]] = Counter(
        (n, before[event]) for n, group in enumerate(ordered) for event in group if event in before
    )
    by_size = sorted(claims, key=lambda claim: (-claims[claim], age.get(claim[1], 0), claim))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for n, name in by_size:
        if n not in names and name not in taken:
            names[n] = name
            taken.add(name)
    used = taken | age.keys()
    for n, group in enumerate(ordered):
        if n not in names:
            names[n] = _minted(min(group), used)
            used.add(names[n])
    standing = set(names.values())
    aliases = {name: names[n] for n, name in reversed(by_size) if name not in standing}
    return Named({names[n]: group for n, group in enumerate(ordered)}, aliases)


def _minted(first: EventKey, taken: set[str]) -> str:
    """A new name, from the first event; counted on where that was used before."""
    number = 0
    while True:
        content = "\0".join((*first, str(number))).encode("utf-8", "surrogatepass")
        name = "i" + hashlib.sha256(content).hexdigest()[:_DIGITS]
        if name not in taken:
            return name
        number += 1
