"""Which decisions stand: an undo takes back decisions, and can be taken back like any other."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.records import Decision


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that nobody took back, in their order, without the undoing itself."""
    undone = set[int]()
    standing: list[Decision] = []
    for decision in sorted(decisions, key=lambda d: d.number, reverse=True):
        if decision.number in undone:
            continue
        if decision.action == "undo":
            undone.update(n for n in decision.undoes if n < decision.number)
        else:
            standing.append(decision)
    return standing[::-1]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The same without skips: what changes records."""
    return [decision for decision in not_undone(decisions) if decision.action != "skip"]


def last_batch(decisions: Iterable[Decision], who: str) -> list[Decision]:
    """What a person decided last, in one go, of what still stands, a skip too; empty when there is nothing."""
    mine = [d for d in not_undone(decisions) if d.who == who]
    return [d for d in mine if d.batch == mine[-1].batch] if mine else []


def undoing(batch: Iterable[Decision]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Which numbers to take back, by part and record."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for decision in batch:
        key = decision.part, decision.record
        found[key] = (*found.get(key, ()), decision.number)
    return found
