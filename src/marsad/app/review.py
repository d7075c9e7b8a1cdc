"""Review of an archive: looking at a report, deciding, undoing, what to look at next, and how far coders agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from marsad.app.coding import engine
from marsad.app.proposals import Proposal, propose_entry
from marsad.records import CodedReport, Decision, Filter, Proposed, Record, Report, ReviewState
from marsad.review import FieldAgreement, Refused, Reviewed, agreement, apply, last_batch, settled, undoing
from marsad.review.states import of_report
from marsad.store.contract import Conflict, EventRow, StoreError

if TYPE_CHECKING:
    from marsad.store.contract import Store

__all__ = [
    "Conflict",
    "Proposal",
    "QueueItem",
    "Refused",
    "agreement_of",
    "codes",
    "decide",
    "looked_at",
    "propose_entry",
    "queue",
    "signed",
    "undo",
]
_LONGEST_NAME = 100
_ANEW = "the report was coded anew meanwhile and its records have other names; look at it again"
_STATES: tuple[ReviewState, ...] = get_args(ReviewState)


class QueueItem(Record, frozen=True):
    """An event that waits to be looked at, as lists show it, and why: disputed (its reviewers disagree), contested (accounts of
    its incident give other numbers) or doubt (of what nobody looked at; 0 to 1, how little speaks for it). ``cursor`` goes on
    behind it.
    """

    row: EventRow
    reason: Literal["disputed", "contested", "doubt"]
    doubt: float
    cursor: str


def looked_at(archive: Store, report_id: str) -> Reviewed:
    """A report with its records as people left them, what was decided on each, and the number of the last decision.

    An id may be cut short. Raises StoreError when there is no such report, or when it was not coded yet.
    """
    return _look(archive, report_id)[0]


def decide(archive: Store, report_id: str, proposed: Sequence[Proposed], who: str, seen: int | None = None) -> Reviewed:
    """Take decisions of ``who`` in one go: all of them or none; the report as it is afterwards.

    ``seen`` is the number of the last decision that ``who`` had looked at (``Reviewed.last``). Raises Conflict when others
    decided on the same record since then, Refused when a decision cannot be taken, StoreError as ``looked_at``.
    """
    looked, extracted, run = _look(archive, report_id)
    report = _report(looked)
    for one in proposed:
        if one.run is not None and one.run != run:
            raise Conflict(_ANEW, cause="coded_anew")
    known, meaning = codes(), _meaning(report)
    drafts = [settled(looked, extracted, one, known, meaning) for one in proposed]
    if not drafts:
        return looked
    archive.put_decisions(report.id or "", drafts, signed(who), seen)
    return looked_at(archive, report.id or "")


def undo(archive: Store, report_id: str, who: str) -> Reviewed:
    """Take back what ``who`` decided last on this report, in one go. Raises Refused when there is nothing of theirs."""
    looked = looked_at(archive, report_id)
    batch = last_batch(looked.decisions, signed(who))
    if not batch:
        raise Refused(f"{who} decided nothing on this report that could be undone", "nothing_to_undo")
    parts = {decision.record: decision.part for decision in batch}
    drafts = [
        Decision(number=0, at="", who="", report="", action="undo", part=parts[record], record=record, undoes=numbers)
        for (_, record), numbers in undoing(batch).items()
    ]  # fmt: skip
    report = _report(looked)
    archive.put_decisions(report.id or "", drafts, signed(who))
    return looked_at(archive, report.id or "")


def queue(archive: Store, where: Filter, who: str, limit: int = 20, after: str | None = None) -> tuple[QueueItem, ...]:
    """The events that ``who`` should look at next, by need: disputed ones, those of contested incidents, then those for which
    little speaks.

    A filter without review states asks for events that nobody decided on; with some, for those in one of these states on which
    ``who`` did not decide yet, which is how a second coder is given what a first one did.
    """
    rows = archive.queue(where, signed(who), limit, after)
    if not rows:
        return ()
    asked = Filter(reports=tuple(dict.fromkeys(row.report for row in rows)), review=_STATES)
    found = (msgspec.structs.replace(row, cursor="") for row in archive.events(asked, limit=None))
    known = {(row.report, row.event): row for row in found}
    return tuple(
        QueueItem(row=known[row.report, row.event], reason=row.reason, doubt=row.doubt, cursor=row.cursor)
        for row in rows if (row.report, row.event) in known
    )  # fmt: skip


def agreement_of(archive: Store, where: Filter) -> tuple[FieldAgreement, ...]:
    """How far coders agree on the reports that answer a filter."""
    return agreement(archive.said(where))


def reviewed(archive: Store, where: Filter) -> Iterator[Reviewed]:
    """The reports that people decided on, of those that answer a filter, the newest first."""
    return (looked_at(archive, id) for id in archive.reviewed_reports(where))


@lru_cache(maxsize=1)
def codes() -> Mapping[str, tuple[str, ...]]:
    """The types and modes of events that there are."""
    entries = [entry.attrs for entry in engine().lexicon.of_kind("event_type")]
    types = dict.fromkeys(str(attrs["type"]) for attrs in entries if attrs.get("type"))
    modes = dict.fromkeys(str(attrs["mode"]) for attrs in entries if attrs.get("mode"))
    return {"type": tuple(types), "mode": tuple(modes)}


def _look(archive: Store, report_id: str) -> tuple[Reviewed, CodedReport, int]:
    """A report as people left it, and as it was read in which run."""
    stored = archive.report(report_id)
    id = stored.report.id or ""
    if stored.run is None:
        raise StoreError(f"the report {id} was not coded yet; run `marsad extract` first", "not_coded", id=id)
    decisions = archive.decided(id)
    extracted = archive.coded(id, stored.run.id) if decisions else stored.coded
    assert extracted is not None  # a report with a run has a coding of it
    looked = apply(extracted, stored.report.text, decisions, stored.run.id)
    return of_report(looked, stored.report), extracted, stored.run.id


def _report(looked: Reviewed) -> Report:
    assert looked.report is not None
    return looked.report


def signed(who: str) -> str:
    """The name that stands with a decision, on one line. Raises Refused when there is none."""
    name = " ".join(who.split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Refused("say who decides, in a name of 100 characters at most: it stands with the decision", "who")
    return name


def _meaning(report: Report) -> Callable[[str, str], dict[str, Any] | None]:
    """What words that stand alone would be read as, in a report of that day."""

    def meaning(words: str, kind: str) -> dict[str, Any] | None:
        alone = engine().extract(words, published=report.published)
        return next((m.value for m in alone.mentions if m.kind == kind and m.text == words.strip()), None)

    return meaning
