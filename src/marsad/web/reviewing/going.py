"""Where a reviewer goes after a decision: the next field, the next record, the next report."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.review import Reviewed, not_undone
from marsad.web.reviewing.cards import Card
from marsad.web.reviewing.layout import PLANS


def waiting(reviewed: Reviewed, heads: Sequence[Card], who: str) -> list[Card]:
    """The records that wait for a reviewer: nobody decided on them as a whole, and ``who`` did not pass them over."""
    standing = not_undone(reviewed.decisions)
    skipped = {d.record for d in standing if d.action == "skip" and d.who == who and d.run == reviewed.run}
    return [card for card in heads if card.state == "new" and card.id not in skipped]


def next_record(reviewed: Reviewed, heads: Sequence[Card], who: str, after: str) -> str | None:
    """The next record that waits, behind ``after`` and then from the start; None when the report is done."""
    left = waiting(reviewed, heads, who)
    order = {card.id: n for n, card in enumerate(heads)}
    at = order.get(after, -1)
    return next((card.id for card in left if order[card.id] > at), left[0].id if left else None)


def next_row(part: str, row: str) -> str:
    """The row behind one; behind the last, the record as a whole ("")."""
    names = [plan.name for plan in PLANS[part]]
    behind = names.index(row) + 1 if row in names else 0
    return names[behind] if behind < len(names) else ""


def beside(heads: Sequence[Card], record: str, step: int) -> str | None:
    """The record before or behind one, whatever its state."""
    ids = [card.id for card in heads]
    at = ids.index(record) + step if record in ids else -1
    return ids[at] if 0 <= at < len(ids) else None
