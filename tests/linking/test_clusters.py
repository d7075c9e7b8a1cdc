"""Groups from scored pairs: against networkx, in any order, held to what people decided."""

from __future__ import annotations

import random
from fractions import Fraction

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.linking.clusters import UNSEEN, cluster, components

NODES = st.integers(0, 14)
PAIRS = st.dictionaries(
    st.frozensets(NODES, min_size=2, max_size=2),
    st.floats(-8, 8, allow_nan=False).map(lambda s: round(s, 2)),
    max_size=40,
)
CHOICES = st.lists(st.frozensets(NODES, min_size=2, max_size=2), max_size=6)


@settings(deadline=None)
@given(PAIRS)
def test_components_are_those_of_networkx(pairs: dict[frozenset[int], float]) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(15))
    graph.add_edges_from(map(tuple, pairs))
    expected = {frozenset(c) for c in nx.connected_components(graph)}
    assert {frozenset(c) for c in components(range(15), map(tuple, pairs))} == expected


@settings(deadline=None)
@given(PAIRS, CHOICES, CHOICES, st.randoms(use_true_random=False))
def test_order_changes_nothing(
    scores: dict[frozenset[int], float],
    together: list[frozenset[int]],
    apart: list[frozenset[int]],
    chance: random.Random,
) -> None:
    keys, items = list(range(15)), list(scores.items())
    expected = cluster(keys, scores, 0.0, together, apart)
    chance.shuffle(keys)
    chance.shuffle(items)
    assert cluster(keys, dict(items), 0.0, together[::-1], apart[::-1]) == expected


@settings(deadline=None)
@given(PAIRS, CHOICES, CHOICES)
def test_groups_part_all_keys_and_stay_inside_components(
    scores: dict[frozenset[int], float], together: list[frozenset[int]], apart: list[frozenset[int]]
) -> None:
    found = cluster(range(15), scores, 0.0, together, apart)
    assert sorted(key for group in found for key in group) == list(range(15))
    graph = nx.Graph()
    graph.add_nodes_from(range(15))
    graph.add_edges_from([*(tuple(p) for p, s in scores.items() if s >= 0), *map(tuple, together)])
    whole = {n: i for i, c in enumerate(nx.connected_components(graph)) for n in c}
    assert all(len({whole[key] for key in group}) == 1 for group in found)


@settings(deadline=None)
@given(PAIRS, CHOICES)
def test_what_people_parted_stays_apart(scores: dict[frozenset[int], float], apart: list[frozenset[int]]) -> None:
    found = cluster(range(15), scores, 0.0, apart=apart)
    assert not any(pair <= group for pair in apart for group in found)


@settings(deadline=None)
@given(PAIRS, CHOICES)
def test_what_people_joined_stays_together(scores: dict[frozenset[int], float], together: list[frozenset[int]]) -> None:
    found = cluster(range(15), scores, 0.0, together=together)
    assert all(any(pair <= group for group in found) for pair in together)


def simple(
    seeds: list[frozenset[int]], scores: dict[frozenset[int], float], needed: float, apart: list[frozenset[int]]
) -> set[frozenset[int]]:
    """Average linkage as it is defined: over all pairs of groups, each time."""
    groups = sorted(seeds, key=lambda group: repr(min(group, key=repr)))
    exact = {pair: Fraction(round(score * 1000), 1000) for pair, score in scores.items()}

    def average(a: frozenset[int], b: frozenset[int]) -> Fraction | None:
        between = [frozenset((x, y)) for x in a for y in b]
        if any(pair in apart for pair in between):
            return None
        return sum((exact.get(pair, Fraction(UNSEEN)) for pair in between), Fraction(0)) / len(between)

    while True:
        means = [
            (m, -i, -j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups)
            if i < j and (m := average(a, b)) is not None
        ]
        best = max(means, default=None)
        if best is None or best[0] < needed:
            return set(groups)
        groups[-best[1]] |= groups.pop(-best[2])


@settings(deadline=None, max_examples=300)
@given(PAIRS, CHOICES, CHOICES, st.sampled_from([-1.25, -0.25, 0.0, 1.5]))
def test_groups_are_those_of_the_simple_form(
    scores: dict[frozenset[int], float], together: list[frozenset[int]], apart: list[frozenset[int]], needed: float
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(15))
    graph.add_edges_from(tuple(pair) for pair in together if pair not in apart)
    seeds = [frozenset(c) for c in nx.connected_components(graph)]
    assert set(cluster(range(15), scores, needed, together, apart)) == simple(seeds, scores, needed, apart)


def test_a_long_chain_is_parted_in_time_that_grows_with_it() -> None:
    """Four thousand events of a place that is hit daily, each like those of the days around it."""
    scores = {frozenset((n, n + step)): 3.0 / step for n in range(4_000) for step in (1, 2, 3) if n + step < 4_000}
    groups = cluster(range(4_000), scores, -0.25)
    assert sum(map(len, groups)) == 4_000
    assert max(map(len, groups)) < 12


def test_one_certain_pair_does_not_draw_in_a_stranger() -> None:
    scores = {frozenset("ab"): 4.0, frozenset("bc"): 0.5, frozenset("ac"): -4.0}
    assert cluster("abc", scores, 0.0) == [frozenset("ab"), frozenset("c")]
