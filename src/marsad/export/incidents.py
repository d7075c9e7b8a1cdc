"""Accounts of one incident in one row: the numbers of all of them, the details of the one that tells most.

Accounts come from several reports. They are held until the last one that is known of has passed, or the reports end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from marsad.export.accounts import Deaths
from marsad.export.view import INCIDENT


class Account(NamedTuple):
    """One report's version of an incident: its row, and the deaths it tells."""

    row: list[Any]
    toll: Deaths


Merge = Callable[[str, Sequence[Account]], list[Any] | None]
"""From an incident's URI and its accounts to a row, or None when there is nothing to write."""


class Incidents:
    """The incidents that are open; ``of`` gives the incident of an event by URI, and is not changed."""

    def __init__(self, of: Mapping[str, str], merge: Merge) -> None:
        self._of = of
        self._merge = merge
        self._missing = Counter(of.values())
        self._open: dict[str, list[Account]] = defaultdict(list)

    def holds(self, event: str) -> bool:
        """Whether an event belongs to an incident."""
        return event in self._of

    def take(self, event: str, account: Account) -> None:
        """Add an account."""
        self._open[self._of[event]].append(account)

    def passed(self, events: Iterable[str]) -> Iterator[list[Any]]:
        """Rows of incidents that are complete now that these events have passed, whether they were taken or not."""
        for event in events:
            incident = self._of.get(event)
            if incident is None:
                continue
            self._missing[incident] -= 1
            if self._missing[incident] == 0:
                yield from self._row(incident)

    def rest(self) -> Iterator[list[Any]]:
        """Rows of the incidents of which not every account came by."""
        for incident in list(self._open):
            yield from self._row(incident)

    def _row(self, incident: str) -> Iterator[list[Any]]:
        accounts = self._open.pop(incident, [])
        row = self._merge(f"{INCIDENT}{incident}", accounts) if accounts else None
        if row is not None:
            yield row


def over(tolls: Iterable[Deaths]) -> Deaths:
    """The deaths over accounts of several reports; those that tell of none do not count."""
    told = [toll for toll in tolls if toll.low is not None]
    highs = [toll.high for toll in told if toll.high is not None]
    return Deaths(
        low=min((toll.low for toll in told if toll.low is not None), default=None),
        high=max(highs) if highs and len(highs) == len(told) else None,
        stated=min((toll.stated for toll in told if toll.stated is not None), default=None),
        lethal=any(toll.lethal for toll in told),
    )
