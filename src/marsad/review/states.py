"""What review of a report has come to."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.records import CodedReport, Decision, Part, Record, Report, ReviewMark, ReviewState


class FieldReview(Record, frozen=True):
    """The last decision on a field: what was decided by whom, when, and what stood there before (words in place of ids)."""

    field: str
    action: str
    who: str
    at: str
    number: int
    before: Any = None
    value: Any = None
    reason: str = ""


class RecordReview(Record, frozen=True):
    """Where review of a record stands.

    ``fields`` are those decided on, ``by`` who decided anything, ``last`` the number of the last decision. ``became`` is the
    record that this one was merged into, ``of`` the one it was split from. ``stale`` says that it was accepted with other
    values than it has now, which nobody has accepted. ``disputed`` names fields on which reviewers' last words differ ("" for
    whether there is such a record at all); ``verdicts`` are those words, by field and reviewer, in JSON.
    """

    id: str
    part: Part
    state: ReviewState = "new"
    fields: dict[str, FieldReview] = msgspec.field(default_factory=dict)
    by: tuple[str, ...] = ()
    at: str | None = None
    last: int = 0
    reason: str = ""
    became: str | None = None
    of: str | None = None
    stale: bool = False
    disputed: tuple[str, ...] = ()
    verdicts: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)


class Reviewed(Record, frozen=True):
    """A coded report as people left it.

    ``coded`` holds every record, rejected and added ones too; ``records`` what was decided, by id: a record that is not there is
    new. ``loose`` are decisions whose record is not in this coding: kept, shown, without effect. ``last`` is the number of the
    last decision on the report, to be handed back with the next one.
    """

    text: str
    coded: CodedReport
    run: int | None = None
    records: dict[str, RecordReview] = msgspec.field(default_factory=dict)
    loose: tuple[Decision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    last: int = 0
    report: Report | None = None

    def state(self, record: str) -> ReviewState:
        """The review state of a record."""
        known = self.records.get(record)
        return known.state if known else "new"

    @property
    def marks(self) -> dict[str, ReviewMark]:
        """The states in short, for lists and exports."""
        return {
            id: ReviewMark(state=r.state, by=r.by, at=r.at, disputed=bool(r.disputed)) for id, r in self.records.items()
        }


def of_report(reviewed: Reviewed, report: Report) -> Reviewed:
    """The same with the report that it is of."""
    return msgspec.structs.replace(reviewed, report=report)
