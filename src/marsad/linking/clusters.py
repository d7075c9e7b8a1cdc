"""Groups of events from scored pairs: average linkage, held to what people decided; the order of the pairs never matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Pair = frozenset[Key]
UNSEEN = -4.0
"""The score of a pair that no candidate search brought up: they share neither time and place nor words."""
_BOUNDS = (-8.0, 8.0)
"""Scores are cut to these, so that one certain pair does not outvote many doubtful ones."""


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

    ``together`` and ``apart`` are pairs that people joined and parted; they stand whatever the scores say, and where both
    bind the same two, parting holds.
    """
    parted = frozenset(apart)
    joined = [pair for pair in together if pair not in parted]
    ordered = sorted(keys, key=repr)
    close = [pair for pair, score in scores.items() if score >= needed]
    groups: list[frozenset[Key]] = []
    for component in components(ordered, [*map(tuple, close), *map(tuple, joined)]):
        groups += _linked(_seeds(component, joined), scores, needed, parted)
    return sorted(groups, key=lambda group: repr(min(group, key=repr)))


def _seeds(component: list[Key], joined: list[frozenset[Key]]) -> list[frozenset[Key]]:
    """Single members, those that people joined as one."""
    inside = set(component)
    return [frozenset(c) for c in components(component, [tuple(p) for p in joined if p <= inside])]


def _linked(
    seeds: list[frozenset[Key]],
    scores: Mapping[frozenset[Key], float],
    needed: float,
    parted: frozenset[frozenset[Key]],
) -> list[frozenset[Key]]:
    """Join the two groups that score best on average until none score enough (Lance and Williams' update for averages)."""
    groups = dict(enumerate(sorted(seeds, key=lambda group: repr(min(group, key=repr)))))
    average = {(i, j): _average(groups[i], groups[j], scores, parted) for i in groups for j in groups if i < j}
    while average:
        (i, j), best = max(average.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if best < needed:
            break
        sizes = len(groups[i]), len(groups[j])
        groups[i] |= groups.pop(j)
        for k in groups:
            if k != i:
                ours, theirs = average.pop(_ordered(i, k)), average.pop(_ordered(j, k))
                average[_ordered(i, k)] = (ours * sizes[0] + theirs * sizes[1]) / sum(sizes)
        del average[i, j]
    return list(groups.values())


def _ordered(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _average(
    a: frozenset[Key], b: frozenset[Key], scores: Mapping[frozenset[Key], float], parted: frozenset[frozenset[Key]]
) -> float:
    total = 0.0
    for x in a:
        for y in b:
            pair = frozenset((x, y))
            if pair in parted:
                return float("-inf")
            total += min(max(scores.get(pair, UNSEEN), _BOUNDS[0]), _BOUNDS[1])
    return total / (len(a) * len(b))
