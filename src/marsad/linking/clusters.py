"""Groups of events from scored pairs: average linkage, held to what people decided; the order of the pairs never matters.

Only pairs that were scored are held, and of joins only those that are possible, in a heap: time and memory grow with the
scored pairs (times the logarithm of their number, and at worst once more with the size of a group that hundreds join), never
with the square or cube of what hangs together. Sums are kept in whole thousandths, so that they are exact and no order of
adding shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Pair = frozenset[Key]
UNSEEN = -3.0
"""The score of a pair that no candidate search brought up, since they share neither time and place nor words, or that scored
less."""
_BOUNDS = (-8.0, 8.0)
"""Scores are cut to these, so that one certain pair does not outvote many doubtful ones."""
_PARTS = 1_000
"""Scores count to the thousandth."""
_NEVER = float("-inf")


def components(keys: Iterable[Key], pairs: Iterable[Iterable[Key]]) -> list[list[Key]]:
    """The connected components of a graph, each in the order of ``keys``."""
    parent = {key: key for key in keys}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for pair in pairs:
        a, b = pair
        parent[root(a)] = root(b)
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in parent:
        groups[root(key)].append(key)
    return list(groups.values())


def cluster(
    keys: Iterable[Key],
    scores: Mapping[frozenset[Key], float],
    needed: float,
    together: Iterable[frozenset[Key]] = (),
    apart: Iterable[frozenset[Key]] = (),
) -> list[frozenset[Key]]:
    """Groups whose members score ``needed`` or more on average across every join that made them.

    ``needed`` is more than ``UNSEEN``. ``together`` and ``apart`` are pairs that people joined and parted; they stand whatever
    the scores say, and where both bind the same two, parting holds.
    """
    parted = frozenset(apart)
    seeds = components(sorted(keys, key=repr), [tuple(pair) for pair in together if pair not in parted])
    groups = _Groups(seeds, needed)
    groups.score(scores)
    for pair in parted:
        groups.part(pair)
    return sorted(groups.joined(), key=lambda group: repr(min(group, key=repr)))


class _Groups(Generic[Key]):
    """Groups by number, and what the scored pairs between two of them add up to, over what unseen pairs would."""

    def __init__(self, seeds: list[list[Key]], needed: float) -> None:
        self._members = dict(enumerate(seeds))
        self._group = {key: number for number, seed in self._members.items() for key in seed}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in self._members}
        self._needed = (needed - UNSEEN) * _PARTS
        self._heap: list[tuple[float, int, int]] = []

    def score(self, scores: Mapping[frozenset[Key], float]) -> None:
        """Count the scores of two keys each."""
        low, high = _BOUNDS
        for pair, score in scores.items():
            cut = low if score < low else high if score > high else score
            self._add(pair, float(round((cut - UNSEEN) * _PARTS)))

    def part(self, pair: Iterable[Key]) -> None:
        """Never join the groups of two keys."""
        self._add(pair, _NEVER)

    def _add(self, pair: Iterable[Key], worth: float) -> None:
        a, b = pair
        i, j = self._group[a], self._group[b]
        if i != j:
            sums = self._sums[i]
            sums[j] = self._sums[j][i] = sums.get(j, 0.0) + worth

    def joined(self) -> list[frozenset[Key]]:
        """Join the two groups that score best on average, the first ones of equals, until none score enough."""
        self._heap = [
            (-mean, i, j)
            for i, row in self._sums.items()
            for j in row
            if i < j and (mean := self._mean(i, j)) >= self._needed
        ]
        heapify(self._heap)
        while self._heap:
            mean, i, j = heappop(self._heap)
            if j in self._sums.get(i, ()) and -mean == self._mean(i, j):  # else a join has outdated it
                self._join(i, j)
        return [frozenset(members) for members in self._members.values()]

    def _mean(self, i: int, j: int) -> float:
        return self._sums[i][j] / (len(self._members[i]) * len(self._members[j]))

    def _join(self, i: int, j: int) -> None:
        """Make ``j`` a part of ``i``; their sums with every other group add up."""
        ours, theirs = self._sums[i], self._sums.pop(j)
        self._members[i] += self._members.pop(j)
        del ours[j], theirs[i]
        for k, worth in theirs.items():
            del self._sums[k][j]
            ours[k] = ours.get(k, 0.0) + worth
        size = len(self._members[i])
        for k, worth in ours.items():
            self._sums[k][i] = worth
            mean = worth / (size * len(self._members[k]))
            if mean >= self._needed:
                heappush(self._heap, (-mean, i, k) if i < k else (-mean, k, i))
