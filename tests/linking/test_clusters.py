"""Groups from scored pairs: against networkx, in any order, held to what people decided."""

from __future__ import annotations

import random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.linking.clusters import cluster, components

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


def test_one_certain_pair_does_not_draw_in_a_stranger() -> None:
    scores = {frozenset("ab"): 4.0, frozenset("bc"): 0.5, frozenset("ac"): -4.0}
    assert cluster("abc", scores, 0.0) == [frozenset("ab"), frozenset("c")]
