"""From tellings to groups that are one incident, each link with what spoke for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.linking.candidates import mated
from marsad.linking.clusters import cluster
from marsad.linking.comparing import Comparer, EventKey, Link
from marsad.linking.tellings import Telling
from marsad.linking.weights import Weights, bundled

__all__ = ["EventKey", "Link", "explained", "groups", "links"]


def links(events: Iterable[Telling], weights: Weights | None = None) -> Iterator[Link]:
    """Every pair of events that may be one incident, compared."""
    return Comparer(weights or bundled())(mated(events))


def groups(
    events: Iterable[Telling],
    compared: Iterable[Link],
    together: Iterable[frozenset[EventKey]] = (),
    apart: Iterable[frozenset[EventKey]] = (),
    weights: Weights | None = None,
) -> list[frozenset[EventKey]]:
    """Events that are accounts of one incident, by their links and what people decided."""
    needed = (weights or bundled()).needed
    return cluster((e.key for e in events), {link.pair: link.score for link in compared}, needed, together, apart)


def explained(link: Link, weights: Weights | None = None) -> list[tuple[str, float]]:
    """The signs of a link with their weights, the weightiest first."""
    table = (weights or bundled()).signs
    return sorted(((sign, table.get(sign, 0.0)) for sign in link.signs), key=lambda item: (-abs(item[1]), item[0]))
