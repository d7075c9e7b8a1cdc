"""Deaths of an event, account by account: who gives which number.

The same people are often counted twice in a report (seven dead in the headline, five men and two women below), so numbers
are never added up for a lowest figure: it is the largest single number of an account. The highest is the sum of numbers
that are no part of each other. Both are what the text supports, and neither is a judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from marsad.export.view import View
from marsad.records import Count, Event, Record

KILLED = "killed"


class Toll(Record, frozen=True):
    """Deaths as one account tells them. ``teller`` is the innermost claim that gives them, None for the outlet itself.

    ``high`` is None when the account sets no upper end. ``stated`` is the largest number that it states as a number, None
    when it only has words like dozens.
    """

    teller: str | None
    low: int
    high: int | None
    stated: int | None


class Deaths(Record, frozen=True):
    """Deaths over all accounts of a report; None where nothing is told. ``lethal``: an account tells of at least one."""

    low: int | None = None
    high: int | None = None
    stated: int | None = None
    lethal: bool = False


def tolls(view: View, event: Event) -> list[Toll]:
    """The deaths of an event by account, in the order in which they are told; denied ones are no account."""
    by_teller: dict[str | None, list[Count]] = defaultdict(list)
    for count in event.counts:
        if count.kind != KILLED or (count.min is None and count.max is None):
            continue
        teller = _teller(view, count)
        if teller is None or view.claims[teller].stance != "deny":
            by_teller[teller].append(count)
    return [_toll(view, teller, counts) for teller, counts in by_teller.items()]


def deaths(accounts: Iterable[Toll]) -> Deaths:
    """The lowest and highest number over all accounts, and the lowest that an account states as a number."""
    told = list(accounts)
    if not told:
        return Deaths()
    highs = [t.high for t in told if t.high is not None]
    return Deaths(
        low=min(t.low for t in told),
        high=max(highs) if len(highs) == len(told) else None,
        stated=min((t.stated for t in told if t.stated is not None), default=None),
        lethal=any(t.low for t in told),
    )


def _teller(view: View, count: Count) -> str | None:
    """The innermost claim in whose words a number stands."""
    mention = view.mentions.get(count.mention)
    return view.claim_around(mention.start, mention.end) if mention is not None else None


def _toll(view: View, teller: str | None, counts: list[Count]) -> Toll:
    whole = [c for c in counts if not _is_part(view, c)] or counts
    lows = [int(c.min or 0) for c in whole]
    stated = [c.min for c in whole if c.bound != "vague" and c.min is not None]
    apart = {(c.what, c.min, c.max): c.max for c in whole}
    open_ended = any(high is None for high in apart.values())
    high = None if open_ended else sum(int(h) for h in apart.values() if h is not None)
    return Toll(teller=teller, low=max(lows), high=high, stated=int(max(stated)) if stated else None)


def _is_part(view: View, count: Count) -> bool:
    """Whether a number is a share of one told before it (بينهم طفلان)."""
    mention = view.mentions.get(count.mention)
    return mention is not None and bool(mention.value.get("part"))
