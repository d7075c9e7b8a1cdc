"""What a store tells of those who act, publish and speak: the part of the contract that their pages are made of."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Literal, NamedTuple, Protocol

from marsad.records import Actor, Record

Direction = Literal["from", "to", "with"]


class Published(NamedTuple):
    """How much of an outlet is held: reports, and the first and last day of publication (None when none is dated)."""

    reports: int
    first: datetime.date | None
    last: datetime.date | None


class Copying(Record, frozen=True):
    """How many reports of an outlet print the words of another's: ``from`` it, which printed them first, ``to`` it, which did
    later, or ``with`` it, where nothing tells who was first. ``other`` is None where the outlet is not known."""

    other: str | None
    direction: Direction
    reports: int


class ClaimCount(Record, frozen=True):
    """How many claims of a speaker have a stance and came through an outlet."""

    stance: str
    outlet: str | None
    claims: int


class ClaimRow(Record, frozen=True):
    """A claim as lists show it; ``cursor`` takes the list up after this row."""

    report: str
    claim: str
    stance: str
    outlet: str | None
    published: datetime.date | None
    title: str | None
    cursor: str = ""


class Profiles(Protocol):
    """Actors, outlets and speakers of an archive."""

    def actors_of(self, ids: Collection[str]) -> tuple[Actor, ...]:
        """The actors of these ids that there are, by id."""
        ...

    def relations(self) -> dict[str, tuple[str, ...]]:
        """What each actor that is within others is within."""
        ...

    def wings(self, actor: str) -> tuple[Actor, ...]:
        """The actors that say of themselves that they are within ``actor``, by id."""
        ...

    def published(self, outlets: Collection[str] = ()) -> dict[str | None, Published]:
        """How much is held of each of these outlets, of all by default, also of those that the table of outlets lacks."""
        ...

    def copying(self, outlet: str) -> tuple[Copying, ...]:
        """With which outlets one shares words, the most frequent first. Other parts of its own reports do not count."""
        ...

    def claim_counts(self, speaker: str) -> tuple[ClaimCount, ...]:
        """How often a speaker (entity id) speaks, by stance and outlet, the most frequent first."""
        ...

    def claims_by(
        self, speaker: str, *, stance: str | None = None, limit: int = 50, after: str | None = None
    ) -> tuple[ClaimRow, ...]:
        """Claims of a speaker (entity id), the latest published first. Raises StoreError for a cursor of another list."""
        ...
