"""The text index, and building it and the view of the codings anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from marsad.records import Run
from marsad.store import reads
from marsad.store.folding import FOLDING, index_row
from marsad.store.sqlite.coding import Coding, view_of
from marsad.store.sqlite.words import add_words
from marsad.store.view import ReportKey

_PAGE = 500


class Indexing(Coding):
    """The part of an archive that builds what can be built anew."""

    def reindex(self, who: str) -> Iterator[int]:
        """Build the text index and the view of the newest codings anew; yields how many reports are done."""
        with self.writing() as ledger:
            self.set("folding", "")
            self.raw.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
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
        rows = [(row, reads.as_report(row)) for row in page]
        words = [(row.key, *index_row(report.title, report.text)) for row, report in rows]
        with self.reading() as core:
            runs = {run.id: run for run in reads.runs(core)}
        with self.writing():
            add_words(self.raw, words)
            for row, report in rows:
                self._show_newest(ReportKey(row.key, report.outlet, report.published), runs)

    def _show_newest(self, key: ReportKey, runs: dict[int, Run]) -> None:
        newest = self.raw.execute("SELECT max(run) FROM coding WHERE report = ?", (key.key,)).fetchone()[0]
        self.hide(key.key)
        coded = reads.coding(self.core, key.key, newest) if newest is not None else None
        if coded is not None:
            self.show(runs[newest], key, view_of(key, coded))
