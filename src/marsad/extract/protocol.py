"""What every extractor is: a name, a version, and a function from a report to records."""

from __future__ import annotations

from typing import Protocol

from marsad.records import CodedReport, Report


class Extractor(Protocol):
    """Turns a report into records; a pure function of the report, the extractor's version and its lexicon."""

    name: str
    version: str
    lexicon: str
    """The version of its lexicon, imported places included."""

    def extract(self, report: Report) -> CodedReport:
        """The records of ``report``; never raises for what is in the text."""
