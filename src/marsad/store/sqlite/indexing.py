"""The text index, and building it and the view of the codings anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from marsad.store import reads
from marsad.store.folding import FOLDING, index_row
from marsad.store.sqlite import summary
from marsad.store.sqlite.coding import Coding
from marsad.store.sqlite.words import add_words
from marsad.store.view import ReportKey, rows_of

_PAGE = 500


class Indexing(Coding):
    """The part of an archive that builds what can be built anew."""

    def reindex(self, who: str) -> Iterator[int]:
        """Build the text index and the view of the newest codings anew; yields how many reports are done."""
        with self.writing() as ledger:
            self.set("folding", "")
            self.raw.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
            summary.recount(self.raw)
            ledger.write(who, "reindex", self.path.name, f"begun: folding {FOLDING}")
        done, after = 0, -1
        while True:
            with self.reading() as core:
                page = core.execute(reads.reports_beyond(after, _PAGE)).all()
            if not page:
                break
            self._rebuild(page)
            done, after = done + len(page), page[-1].key
            yield done
        with self.writing() as ledger:
            self.set("folding", FOLDING)
            ledger.write(who, "reindex", self.path.name, f"finished: {done} reports")

    def compact(self) -> None:
        """Merge the text index into one piece, by which words of forgotten reports leave the file; empty the write-ahead log."""
        with self.writing():
            self.raw.execute("INSERT INTO text_index (text_index) VALUES ('optimize')")
        self.flush()

    def _rebuild(self, page: Sequence[Row[Any]]) -> None:
        """Index the reports of a page and show their newest codings."""
        reports = [(row.key, reads.as_report(row)) for row in page]
        words = [(key, *index_row(report.title, report.text)) for key, report in reports]
        with self.writing():
            add_words(self.raw, words)
            for row in page:
                self.hide(row.key)
                run, coded = reads.newest_coding(self.core, row.key)
                if coded is not None:
                    key = ReportKey(row.key, row.outlet, row.published and row.published.isoformat())
                    self.show(run, [key], rows_of([(key, self.overlaid(row.key, run, coded))]))
