"""Decisions on reports, and the records of a report as they leave them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from marsad.records import CodedReport, Decision, StoredReport
from marsad.store.contract import StoreError
from marsad.store.decisions import Shown
from marsad.store.documents import text_of
from marsad.store.schema import unpacked
from marsad.store.sqlite.base import Base

_DECIDED = "SELECT d.number, r.id, d.at, d.who, d.document FROM decision AS d JOIN report AS r ON r.key = d.report"
_MANY = 400


class Overlay(Base):
    """The part of an archive that lays decisions over codings. It costs nothing for reports that have none."""

    def decisions_on(self, key: int) -> tuple[Decision, ...]:
        """All decisions on a report, in order."""
        rows = self.raw.execute(f"{_DECIDED} WHERE d.report = ? ORDER BY d.number", (key,))
        return tuple(map(_decision, rows))

    def decision(self, number: int) -> Decision:
        """A decision by its number. Raises StoreError when there is none."""
        with self.reading():
            row = self.raw.execute(f"{_DECIDED} WHERE d.number = ?", (number,)).fetchone()
        if row is None:
            message = f"there is no decision {number}; `marsad review show REPORT` lists those on a report"
            raise StoreError(message, "no_decision", number=number)
        return _decision(row)

    def with_decisions(self, keys: Iterable[int]) -> set[int]:
        """Those of the reports that people decided on."""
        found = set[int]()
        asked = list(keys)
        for first in range(0, len(asked), _MANY):
            some = asked[first : first + _MANY]
            marks = ", ".join("?" * len(some))
            found.update(
                key
                for (key,) in self.raw.execute(f"SELECT DISTINCT report FROM decision WHERE report IN ({marks})", some)
            )
        return found

    def overlaid(self, key: int, run: int, coded: CodedReport, text: str | None = None) -> Shown:
        """A coding as people left it. Raises StoreError when the archive was opened without a way to do this."""
        decisions = self.decisions_on(key)
        if not decisions:
            return Shown(coded)
        if self.reviewing is None:
            raise StoreError(
                f"{self.path}: there are decisions of reviewers in this archive, and it was opened without `reviewing`; open it "
                "with marsad.app.archive.open_archive, so that they are not passed over"
            )
        if text is None:
            text = text_of(self.raw.execute("SELECT text FROM body WHERE report = ?", (key,)).fetchone()[0])
        return self.reviewing(coded, text, run, decisions)

    def all_overlaid(self, stored: Mapping[int, StoredReport]) -> dict[int, StoredReport]:
        """Whole reports, by key, as people left them."""
        decided = self.with_decisions(stored)
        return {key: self._overlaid(key, one) if key in decided else one for key, one in stored.items()}

    def _overlaid(self, key: int, stored: StoredReport) -> StoredReport:
        if stored.coded is None or stored.run is None:
            return stored
        shown = self.overlaid(key, stored.run.id, stored.coded, stored.report.text)
        return msgspec.structs.replace(stored, coded=shown.coded, marks=dict(shown.marks))


def _decision(row: tuple[Any, ...]) -> Decision:
    number, report, at, who, document = row
    told = {"number": number, "report": report, "at": at, "who": unpacked(who), **json.loads(document)}
    return msgspec.convert(told, Decision)
