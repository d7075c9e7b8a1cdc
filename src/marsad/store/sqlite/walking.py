"""Walks from event to event along links, decisions of people and incidents."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

Node = tuple[int, str]
"""An event by the key of its report."""
MANY = 400
"""Values in one statement: SQLite takes some thousand at most."""


_AHEAD = "FROM json_each(?) AS node JOIN link ON link.{0} = node.value ->> 0 AND link.{0}_event = node.value ->> 1"
_REACHED = f"SELECT b, b_event {_AHEAD.format('a')} WHERE score >= ?"
_REACHING = f"SELECT a, a_event {_AHEAD.format('b')} WHERE score >= ?"
_LINKS = f"SELECT a, a_event, b, b_event, score {_AHEAD.format('a')}"


class Walk:
    """A walk along links of ``least`` or more. ``seen`` are events that were passed, whole incidents of them."""

    def __init__(self, raw: sqlite3.Connection, least: float) -> None:
        self._raw = raw
        self._least = least
        self._decided = raw.execute("SELECT 1 FROM incident_decision LIMIT 1").fetchone() is not None
        self.seen: set[Node] = set()

    def go(self, start: Collection[Node], most: int) -> list[set[Node]]:
        """Walk on and on, but no step that would make the events more than ``most``; the incidents that it would have reached,
        and events that stand in none."""
        groups = self._whole(start)
        while groups and (not self.seen or len(self.seen) + sum(map(len, groups)) <= most):
            ahead = set().union(*groups)
            self.seen |= ahead
            groups = self._whole((self._linked(ahead) | self._bound(ahead)) - self.seen)
        return groups

    def scores(self, rim: Collection[Node]) -> Iterator[tuple[Node, Node, float]]:
        """The links between two events that were passed, or one of them and one of ``rim``, each once."""
        beside = {*self.seen, *rim}
        for start, ends in ((self.seen, beside), (rim, self.seen)):
            for a, event, b, told, score in self._raw.execute(_LINKS, (_listed(start),)):
                mate = b, told
                if mate in ends:
                    yield (a, event), mate, score

    def _linked(self, nodes: Collection[Node]) -> set[Node]:
        """Events linked to some strongly enough."""
        asked = _listed(nodes), self._least
        return {*self._raw.execute(_REACHED, asked), *self._raw.execute(_REACHING, asked)}

    def _bound(self, nodes: Collection[Node]) -> set[Node]:
        """Events that a person decided on together with some."""
        found = set[Node]()
        for some in pieces({report for report, _ in nodes}) if self._decided else ():
            for mine, other in (("a", "b"), ("b", "a")):
                rows = self._raw.execute(
                    f"SELECT m.report, m.event, o.report, o.event FROM incident_event AS m "
                    f"JOIN incident_decision AS d ON d.{mine} = m.report AND m.at <= d.{mine}_at AND d.{mine}_at < m.upto "
                    f"JOIN incident_event AS o ON o.report = d.{other} AND o.at <= d.{other}_at AND d.{other}_at < o.upto "
                    f"WHERE m.report IN ({marks(some)})",
                    some,
                )
                found |= {(b, y) for a, x, b, y in rows if (a, x) in nodes}
        return found

    def _whole(self, nodes: Collection[Node]) -> list[set[Node]]:
        """The incidents in which some stand, with all of their events; what stands in none by itself."""
        standing = {
            (report, event): incident
            for some in pieces({report for report, _ in nodes})
            for report, event, incident in self._raw.execute(
                f"SELECT report, event, incident FROM incident_event WHERE report IN ({marks(some)})", some
            )
            if (report, event) in nodes
        }
        groups: dict[int, set[Node]] = defaultdict(set)
        for some in pieces(set(standing.values())):
            for report, event, incident in self._raw.execute(
                f"SELECT report, event, incident FROM incident_event WHERE incident IN ({marks(some)})", some
            ):
                groups[incident].add((report, event))
        return [*groups.values(), *({node} for node in nodes if node not in standing)]


def _listed(nodes: Collection[Node]) -> str:
    return json.dumps(sorted(nodes))


def marks(values: Sequence[object]) -> str:
    """Question marks for values in a statement."""
    return ", ".join("?" * len(values))


def pieces(values: Iterable[Any], size: int = MANY) -> Iterator[list[Any]]:
    """Values in order, as many at once as a statement takes."""
    everything = sorted(values)
    for first in range(0, len(everything), size):
        yield everything[first : first + size]
