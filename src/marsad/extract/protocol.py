"""What every extractor is: a name, a version, and a function from a report to records."""

from __future__ import annotations

import datetime
from typing import Protocol

from marsad.records import CodedReport, Record


class Report(Record, frozen=True):
    """A report as it goes in: its text exactly as captured, and what is known about it."""

    text: str
    id: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None


class Extractor(Protocol):
    """Turns a report into records; a pure function of the report, the extractor's version and its lexicon."""

    name: str
    version: str

    def extract(self, report: Report) -> CodedReport:
        """The records of ``report``; never raises for what is in the text."""
