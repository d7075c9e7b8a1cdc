"""From tellings to groups that are one incident, each link with what spoke for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.linking.candidates import pairs
from marsad.linking.clusters import UNSEEN, cluster
from marsad.linking.signs import signs, whole
from marsad.linking.tellings import Telling
from marsad.linking.weights import Weights, bundled
from marsad.records import Record

EventKey = tuple[str, str]
"""Report and event."""


class Link(Record, frozen=True):
    """Two events that were compared.

    ``score`` is the logarithm of the odds that they are one incident, ``signs`` what spoke for and against it.
    """

    a: EventKey
    b: EventKey
    score: float
    signs: tuple[str, ...]

    @property
    def pair(self) -> frozenset[EventKey]:
        """Both, in no order."""
        return frozenset((self.a, self.b))


def links(events: Iterable[Telling], weights: Weights | None = None) -> Iterator[Link]:
    """Every pair of events that may be one incident, compared."""
    comparer = _Comparer(weights or bundled())
    return (link for a, b in pairs(events) if (link := comparer(a, b)) is not None)


def compare(found: Iterable[tuple[Telling, Iterable[Telling]]], weights: Weights | None = None) -> Iterator[Link]:
    """Events, those of a report in a row, each compared with its mates."""
    comparer = _Comparer(weights or bundled())
    return (link for event, mates in found for mate in mates if (link := comparer(mate, event)) is not None)


class _Comparer:
    """Compares events; what their reports have in common is worked out once for the events of a report that come in a row."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._wholes: dict[str, tuple[list[str], float]] = {}
        self._report = ""

    def __call__(self, a: Telling, b: Telling) -> Link | None:
        shared, worth = self._whole(a, b)
        found = signs(a, b)
        score = self._weights.base + worth + self._weights.sum(found)
        return Link(a=a.key, b=b.key, score=round(score, 3), signs=(*shared, *found)) if score > UNSEEN else None

    def _whole(self, a: Telling, b: Telling) -> tuple[list[str], float]:
        """The signs of the two reports and what they weigh."""
        if b.article.report != self._report:
            self._report, self._wholes = b.article.report, {}
        held = self._wholes.get(a.article.report)
        if held is None:
            found = whole(a.article, b.article)
            held = self._wholes[a.article.report] = found, self._weights.sum(found)
        return held


def groups(
    events: Iterable[Telling],
    found: Iterable[Link],
    together: Iterable[frozenset[EventKey]] = (),
    apart: Iterable[frozenset[EventKey]] = (),
    weights: Weights | None = None,
) -> list[frozenset[EventKey]]:
    """Events that are accounts of one incident, by their links and what people decided."""
    needed = (weights or bundled()).needed
    return cluster((e.key for e in events), {link.pair: link.score for link in found}, needed, together, apart)


def explained(link: Link, weights: Weights | None = None) -> list[tuple[str, float]]:
    """The signs of a link with their weights, the weightiest first."""
    table = (weights or bundled()).signs
    return sorted(((sign, table.get(sign, 0.0)) for sign in link.signs), key=lambda item: (-abs(item[1]), item[0]))
