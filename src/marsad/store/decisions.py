"""What a store keeps of review: the part of the contract that people's decisions are kept by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from marsad.records import (
    CodedReport,
    Decision,
    EntryProposal,
    Filter,
    Grading,
    Labelling,
    Record,
    ReviewMark,
    Said,
    SavedSearch,
)


class Shown(NamedTuple):
    """The records of a report as they are shown, with where review of each stands and what several coders said of them."""

    coded: CodedReport
    marks: Mapping[str, ReviewMark] = {}
    said: tuple[Said, ...] = ()


Reviewing = Callable[[CodedReport, str, int, Sequence[Decision]], Shown]
"""From a coding, the text, the run of the coding and the decisions on the report to what is shown. A store is given it when it
is opened, so that rows, lists and exports show what people decided; it is only called for reports that have decisions."""


class QueueRow(Record, frozen=True):
    """An event that waits to be looked at. ``reason`` is disputed (its reviewers disagree), contested (accounts of its incident
    give other numbers) or doubt (little speaks for it; all that nobody looked at come at last). ``cursor`` goes on behind it."""

    report: str
    event: str
    reason: Literal["disputed", "contested", "doubt"]
    doubt: float
    cursor: str = ""


class Reviewer(Record, frozen=True):
    """What a person has done in review: how many decisions on how many reports, and when the last one was made."""

    who: str
    decisions: int
    reports: int
    last: str


class Decisions(Protocol):
    """What people decided in an archive."""

    def decided(self, report: str) -> tuple[Decision, ...]:
        """All decisions on a report (whole id), in order."""
        ...

    def decision(self, number: int) -> Decision:
        """A decision by its number. Raises StoreError when there is none."""
        ...

    def put_decisions(
        self, report: str, drafts: Iterable[Decision], who: str, seen: int | None = None
    ) -> tuple[Decision, ...]:
        """Keep decisions that were made in one go, numbered and signed; logged. Rows of the report then show them.

        ``seen`` is the number of the last decision on the report that the reviewer knew of. Raises Conflict when others decided
        on one of the records since then, or the report was coded anew; StoreError when there is no such report.
        """
        ...

    def reviewers(self) -> tuple[Reviewer, ...]:
        """Who decided how much, the most first; what was only passed over or taken back is not counted."""
        ...

    def reviewed_reports(self, where: Filter, people: int = 1) -> Iterator[str]:
        """Ids of the reports on which so many people at least decided and that answer a filter, the newest first."""
        ...

    def said(self, where: Filter) -> Iterator[tuple[Said, ...]]:
        """What several coders said of the same records, report by report, for those that answer a filter; quickly, also where
        there are thousands."""
        ...

    def queue(self, where: Filter, who: str, limit: int, after: str | None = None) -> tuple[QueueRow, ...]:
        """Events that answer a filter and wait for a reviewer, by need; those that ``who`` skipped do not come again.

        Without review states in the filter those that nobody decided on; with some, those in one of these states on which
        ``who`` did not decide yet.
        """
        ...

    def put_grade(self, grade: Grading) -> Grading:
        """Keep a grade; its number and time are given here. Logged."""
        ...

    def gradings(
        self, kind: str | None = None, subjects: Sequence[str] = (), report: str | None = None
    ) -> tuple[Grading, ...]:
        """Grades that stand, of a kind, of subjects or of the events and claims of a report: the newest of each person, subject
        and scheme, in the order in which they were given; those taken back are left out."""
        ...

    def put_label(self, report: str, label: str, held: bool, who: str, why: str = "") -> Labelling:
        """Give a report a label or take it away; logged."""
        ...

    def labels(self, reports: Sequence[str] = ()) -> tuple[Labelling, ...]:
        """The labels that these reports (all by default) have."""
        ...

    def save_search(self, name: str, asked: Filter | None, who: str) -> None:
        """Keep a search under a name, in the place of one of that name; None takes it away. Logged."""
        ...

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that are kept, by name."""
        ...

    def put_proposal(self, proposal: EntryProposal) -> EntryProposal:
        """Keep a proposed lexicon entry; its number and time are given here. Logged."""
        ...

    def proposals(self) -> tuple[EntryProposal, ...]:
        """Proposed lexicon entries, the newest of each decision, in the order in which they were made."""
        ...
