"""The engine: a loaded lexicon and gazetteer with the extractor on top."""

from __future__ import annotations

import datetime
from functools import cached_property

from marsad import lexicon as lexicons
from marsad.extract.protocol import Extractor
from marsad.records import CodedReport, Report

VERSION = "0.1.0"


class Engine:
    """A loaded lexicon and gazetteer with the extractor on top; load once, use for any number of reports."""

    def __init__(self, lexicon: lexicons.Lexicon) -> None:
        self.lexicon = lexicon

    @classmethod
    def load(cls) -> Engine:
        """The engine with the bundled data."""
        return cls(lexicons.load())

    @cached_property
    def extractor(self) -> Extractor:
        """The rules extractor."""
        from marsad.extract.rules import RulesExtractor
        from marsad.lexicon.files import fingerprint
        from marsad.lexicon.gazetteer import imported
        from marsad.mentions.places import PlaceFinder

        own = imported()
        version = f"{self.lexicon.version}+{fingerprint(own)}" if own else self.lexicon.version
        return RulesExtractor(self.lexicon, PlaceFinder.load(own), VERSION, version)

    def extract(
        self, text: str, *, published: datetime.date | None = None, outlet: str | None = None, id: str | None = None
    ) -> CodedReport:
        """Code one report. ``published`` resolves relative and yearless dates; without it they stay open."""
        return self.extract_report(Report(text=text, id=id, published=published, outlet=outlet))

    def extract_report(self, report: Report) -> CodedReport:
        """Code one report with all that is known about it."""
        return self.extractor.extract(report)
