"""Who did what: the custody log, and forgetting reports on request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from marsad.records import CustodyEntry, StoredReport
from marsad.store import custody, reads
from marsad.store.contract import StoreError
from marsad.store.folding import index_row
from marsad.store.sqlite import readmitting
from marsad.store.sqlite.indexing import Indexing
from marsad.store.sqlite.reading import Reading
from marsad.store.sqlite.words import remove_words

_PAGE = 1000


class Removed(NamedTuple):
    """What went with a report: captures (numbers), contents (digests, and whether they lay in the vault), and codings (runs and
    digests)."""

    captures: int
    contents: tuple[tuple[str, bool], ...]
    codings: tuple[tuple[int, int], ...]


class Answering(Indexing, Reading):
    """The part of an archive that answers for it."""

    def log(self, who: str, action: str, subject: str, details: str = "") -> CustodyEntry:
        """Add a line to the custody log."""
        with self.writing() as ledger:
            return ledger.write(who, action, subject, details)

    def custody(self, subject: str | None = None, after: int = 0) -> Iterator[CustodyEntry]:
        """The custody log, oldest first, of one subject or all, behind the line with the number ``after``."""
        while True:
            with self.reading() as core:
                page = reads.custody(core, subject, after, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].number

    def latest_custody(self, limit: int) -> tuple[CustodyEntry, ...]:
        """The last lines of the custody log, the newest first."""
        with self.reading() as core:
            return reads.latest_custody(core, limit)

    def forget(self, report: str, who: str, why: str) -> CustodyEntry:
        """Remove a report and all that was derived from it; see the contract."""
        with self.writing() as ledger:
            key = self.key_of(report)
            known = next(reads.stored(self.core, [key]))
            id = known.report.id or ""
            removed = self._remove(key, known)
            stays = sum(self._held(capture.sha256) for capture in known.captures)
            told = f"{why}; {removed.captures} captures and {len(removed.contents)} contents removed"
            told += f"; {stays} captures stay, they hold other reports too" if stays else ""
            told += "".join(custody.gone(*coding) for coding in removed.codings)
            entry = ledger.write(who, "forget", id, told)
            ledger.flush()
            self.raw.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", (id, entry.number))
            readmitting.came(self, frozenset([id]))
            files = [sha256 for sha256, beside in removed.contents if beside]
            self._beside(self.vault.mark, files)
        self._beside(self.vault.remove, files)
        self._beside(self.vault.settle, files)
        self.flush()
        return entry

    def readmit(self, report: str, who: str, why: str) -> CustodyEntry:
        """Allow a forgotten report to be taken in again. Raises StoreError when it was not forgotten."""
        with self.writing() as ledger:
            if not self.raw.execute("DELETE FROM forgotten WHERE report = ?", (report,)).rowcount:
                raise StoreError(
                    f"the report {report!r} was not forgotten; give the whole id as the custody log has it"
                )
            readmitting.await_report(self, report)
            return ledger.write(who, "readmit", report, why)

    def _remove(self, key: int, known: StoredReport) -> Removed:
        """Remove a report with its codings, rows and words, then the captures that hold no other report."""
        self.indexed()
        remove_words(self.raw, (key, *index_row(known.report.title, known.report.text)))
        self.hide(key)
        only = [row[0] for row in self.raw.execute(_ONLY_HERE, (key, key))]
        self.raw.execute(
            "UPDATE run SET reports = reports - 1 WHERE id IN (SELECT run FROM coding WHERE report = ?)", (key,)
        )
        codings = self.raw.execute("SELECT run, document FROM coding WHERE report = ? ORDER BY run", (key,)).fetchall()
        self.raw.execute("DELETE FROM report WHERE key = ?", (key,))
        contents = list[tuple[str, bool]]()
        for capture in only:
            row = self.raw.execute("SELECT content, container FROM capture WHERE id = ?", (capture,)).fetchone()
            self.raw.execute("DELETE FROM capture WHERE id = ?", (capture,))
            contents += self._unneeded("id = ?", row[0])
            if row[1] and not self.raw.execute("SELECT 1 FROM capture WHERE container = ?", (row[1],)).fetchone():
                contents += self._emptied(row[1])
        digests = tuple((run, custody.coding_digest(known.report.id or "", document)) for run, document in codings)
        return Removed(len(only), tuple(contents), digests)

    def _unneeded(self, which: str, value: object) -> list[tuple[str, bool]]:
        """Remove a content that no capture needs any more."""
        # Not DELETE … RETURNING: SQLite 3.40 takes `body IS NULL` there for false.
        row = self.raw.execute(
            f"SELECT id, sha256, body IS NULL FROM content WHERE {which} "
            "AND NOT EXISTS (SELECT 1 FROM capture WHERE content = content.id)",
            (value,),
        ).fetchone()
        if row is None:
            return []
        self.raw.execute("DELETE FROM content WHERE id = ?", row[:1])
        return [(row[1], bool(row[2]))]

    def _emptied(self, container: str) -> list[tuple[str, bool]]:
        """Remove the captures of a file, kept as a whole, whose members have all gone and that holds no report itself."""
        self.raw.execute(
            "DELETE FROM capture WHERE content = (SELECT id FROM content WHERE sha256 = ?) "
            "AND NOT EXISTS (SELECT 1 FROM capture_report WHERE capture = capture.id)",
            (container,),
        )
        return self._unneeded("sha256 = ?", container)

    def _beside(self, act: Callable[[str], None], files: list[str]) -> None:
        try:
            for sha256 in files:
                act(sha256)
        except OSError as error:
            raise StoreError(
                f"{error.filename}: the file of a capture could not be removed ({error.strerror}); check the rights of the "
                "folder, then add anything or forget again: what is marked there is removed at the next writing"
            ) from error

    def _held(self, sha256: str) -> bool:
        return self.raw.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone() is not None


_ONLY_HERE = """SELECT capture FROM capture_report AS mine WHERE report = ?
    AND NOT EXISTS (SELECT 1 FROM capture_report AS other WHERE other.capture = mine.capture AND other.report <> ?)"""
