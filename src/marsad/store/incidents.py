"""What a store keeps of incidents: the part of the contract that linking works with."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from marsad.records import CodedReport, Filter, Record, Report

EventKey = tuple[str, str]
"""Report id and event id."""
IncidentSort = Literal["newest", "oldest", "reports"]


class Pair(NamedTuple):
    """Two events that were compared, with the score and the signs for and against."""

    a: EventKey
    b: EventKey
    score: float
    signs: tuple[str, ...]


class CopyRow(NamedTuple):
    """Two reports with the same words; see ``marsad.linking.copies.Copy``."""

    earlier: str
    later: str
    kind: str
    jaccard: float
    contained: float
    ordered: bool


class Filing(NamedTuple):
    """All that linking found out about one report: the keys of its events, with the span of the first trigger of each, the
    keys of its text, and what it is compared by, if that can be kept."""

    report: str
    events: Mapping[str, Collection[int]]
    spans: Mapping[str, tuple[int, int]]
    bands: Sequence[int]
    kept: bytes | None


class Around(NamedTuple):
    """Events that hang together, whole incidents of them; ``rim``: the incidents (or events that stand in none) beyond, when
    there were too many to go on; and the scores of the links of ``events``."""

    events: frozenset[EventKey]
    rim: tuple[frozenset[EventKey], ...]
    scores: dict[frozenset[EventKey], float]


class Decision(NamedTuple):
    """What a person decided on two events: ``together`` or apart."""

    number: int
    at: str
    who: str
    together: bool
    a: EventKey
    b: EventKey
    why: str


class IncidentRow(Record, frozen=True):
    """An incident as lists show it: reports, events, and the first and last day that its events are told of.

    ``cursor`` takes the list up after this row.
    """

    id: str
    reports: int
    events: int
    first: datetime.date | None
    last: datetime.date | None
    types: tuple[str, ...]
    places: tuple[str, ...]
    cursor: str = ""


class FormerName(Record, frozen=True):
    """A name that leads to another incident now, and when it was given."""

    id: str
    made_at: str


class Incidents(Protocol):
    """The incidents of an archive."""

    def unlinked(self, version: str, limit: int, after: str = "") -> tuple[str, ...]:
        """Reports whose newest coding was not compared with this version yet, oldest first, those taken in later than
        ``after``."""
        ...

    def count_unlinked(self, version: str) -> int:
        """How many those are."""
        ...

    def to_link(self, reports: Collection[str]) -> dict[str, tuple[Report, CodedReport | None]]:
        """Reports with the codings that are shown, by id; those that are no more are left out."""
        ...

    def editions(self, reports: Collection[str]) -> dict[str, tuple[int, int]]:
        """By report, the run of the coding that is shown (0 for none) and the number of the last decision on it: another one
        where ``to_link`` may give something else."""
        ...

    def file(self, filings: Iterable[Filing], version: str) -> None:
        """Keep what this version found out about reports, in the place of what was kept of them, links included. They count as
        unlinked until ``settle``."""
        ...

    def kept(self, reports: Collection[str], version: str) -> dict[str, bytes]:
        """What this version kept of reports to compare them by; those of which nothing is kept are left out."""
        ...

    def settle(self, reports: Collection[str], version: str) -> None:
        """From now on these reports, filed before, count as compared with this version."""
        ...

    def mates(self, keys: Collection[int]) -> dict[int, list[EventKey]]:
        """Events filed under each of ``keys``; keys with none are left out."""
        ...

    def likely_copies(self, bands: Collection[int], most: int) -> dict[int, list[str]]:
        """Reports whose text is filed under each of ``bands``, the latest ones, up to ``most`` of a band."""
        ...

    def put_pairs(self, pairs: Iterable[Pair], copies: Iterable[CopyRow]) -> None:
        """Keep comparisons."""
        ...

    def around(self, events: Collection[EventKey], least: float, most: int) -> Around:
        """The events that hang together with ``events`` by links of ``least`` or more, by decisions of people or by an incident
        that they share. It goes no step further where that would make them more than ``most``."""
        ...

    def decisions(self, events: Collection[EventKey]) -> list[Decision]:
        """What people decided on two of ``events``; where they changed their mind, the newest."""
        ...

    def rulings_on(self, events: Collection[EventKey]) -> list[Decision]:
        """What people decided on any of ``events`` and another, in order; also what they decided otherwise since."""
        ...

    def decide(self, pairs: Iterable[tuple[EventKey, EventKey]], together: bool, who: str, why: str) -> None:
        """Keep a person's decision that events belong together or apart; logged."""
        ...

    def incidents_of(self, events: Collection[EventKey]) -> dict[EventKey, str]:
        """The incident of each event that has one."""
        ...

    def ages(self, incidents: Collection[str]) -> dict[str, int]:
        """When incidents were first named, as a number that grows."""
        ...

    def put_incidents(self, groups: Mapping[str, Collection[EventKey]], aliases: Mapping[str, str]) -> None:
        """Keep the events of incidents, new ones included, and names that lead to others now."""
        ...

    def incident(self, id: str) -> tuple[str, tuple[EventKey, ...]]:
        """The name that an incident has now, and its events by report. Raises StoreError when there is none."""
        ...

    def incidents(self, least: int = 2) -> Iterator[IncidentRow]:
        """Incidents told by at least so many reports, the latest first."""
        ...

    def find_incidents(
        self, where: Filter, *, least: int = 2, sort: IncidentSort = "newest", limit: int = 50, after: str | None = None
    ) -> tuple[IncidentRow, ...]:
        """Incidents told by at least so many reports, of which one event at least answers a filter.

        ``newest`` and ``oldest`` go by the day on which the latest report was published, ``reports`` by how many tell of it.
        Raises StoreError for a cursor of another list.
        """
        ...

    def former_names(self, id: str) -> tuple[FormerName, ...]:
        """The names of incidents that became part of this one, oldest first."""
        ...

    def in_incidents(self) -> Iterator[tuple[str, str, str]]:
        """Report, event and incident of every event that stands in one; those that people rejected are left out."""
        ...

    def copies(self, reports: Collection[str]) -> list[CopyRow]:
        """Which of ``reports`` print the same words as any other."""
        ...

    def pairs_between(self, a: str, b: str) -> list[Pair]:
        """The comparisons between the events of two reports, the best first."""
        ...
