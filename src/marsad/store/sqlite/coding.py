"""Runs and codings, and the view of the newest ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from marsad.records import CodedReport, Report, Run
from marsad.store import custody, reads, schema
from marsad.store.codings import PreparedCoding, prepared
from marsad.store.contract import StoreError
from marsad.store.documents import coded_of
from marsad.store.schema import EVENT_BITS
from marsad.store.sqlite.base import insert
from marsad.store.sqlite.overlay import Overlay
from marsad.store.view import PlaceRow, ReportKey, Row, View, bare, stands_on_map, under

_PAGE = 200
"""Reports read at once: a cursor held open over writes would not know what it sees."""
_KEY = """SELECT key, outlet, published, run, (SELECT coalesce(max(number), 0) FROM decision WHERE report = key)
    FROM report WHERE id = ?"""
_BY_REPORT = ("mention", "claim", "figure", "event", "said")


class Coding(Overlay):
    """The part of an archive that keeps what was read out of reports."""

    def begin_run(self, extractor: str, version: str, lexicon: str, who: str) -> Run:
        """Open a run, or go on with the latest; see the contract."""
        with self.writing() as ledger:
            latest = reads.runs(self.core)[:1]
            if latest and (latest[0].extractor, latest[0].version, latest[0].lexicon) == (extractor, version, lexicon):
                return latest[0]
            begun = (None, extractor, version, lexicon, custody.now(), None, 0)
            number = self.raw.execute(insert(schema.run), begun).lastrowid or 0
            ledger.write(who, "extract", f"run {number}", custody.begun(extractor, version, lexicon))
            return reads.run(self.core, number)

    def finish_run(self, run: Run, who: str) -> Run:
        """Close the run."""
        with self.writing() as ledger:
            changed = self.raw.execute(
                "UPDATE run SET finished_at = ? WHERE id = ? AND finished_at IS NULL", (custody.now(), run.id)
            ).rowcount
            done = reads.run(self.core, run.id)
            if changed:
                ledger.write(who, "extract", f"run {run.id}", f"finished: {done.reports} reports")
            return done

    def runs(self) -> tuple[Run, ...]:
        """All runs, the newest first."""
        with self.reading() as core:
            return reads.runs(core)

    def pending(self, run: Run, reports: Sequence[str] = ()) -> Iterator[Report]:
        """The reports that ``run`` has not coded yet, in pages."""
        if reports:
            yield from self._pending_of(run, reports)
            return
        after = -1
        while True:
            with self.reading() as core:
                page = reads.pending(core, run.id, after, _PAGE)
            yield from (report for _, report in page)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def count_pending(self, run: Run, reports: Sequence[str] = ()) -> int:
        """How many reports ``pending`` would yield."""
        with self.reading() as core:
            if not reports:
                return reads.count_pending(core, run.id)
            ids = list(dict.fromkeys(reports))
            some = (ids[n : n + _PAGE] for n in range(0, len(ids), _PAGE))
            return sum(reads.count_pending(core, run.id, schema.report.c.id.in_(part)) for part in some)

    def _pending_of(self, run: Run, reports: Sequence[str]) -> Iterator[Report]:
        ids = iter(dict.fromkeys(reports))
        while some := list(islice(ids, _PAGE)):
            with self.reading() as core:
                found = reads.pending(core, run.id, -1, _PAGE, schema.report.c.id.in_(some))
            yield from (report for _, report in found)

    def put_coded(
        self, run: Run, coded: Iterable[tuple[str, CodedReport | PreparedCoding]], who: str | None = None
    ) -> int:
        """Keep the codings of reports under ``run`` in one transaction; how many were new."""
        results = {id: one if isinstance(one, PreparedCoding) else prepared(one) for id, one in coded}
        with self.reading():
            edition, expected = self.edition(), self._keys(results)
        rows = self._rows(run, expected, results)  # before the lock is taken: mostly nothing has changed by then
        with self.writing() as ledger:
            keys = expected if self.edition() == edition else self._keys(results)
            new = [id for id, key in keys.items() if self._keep(run, key, results[id].document)]
            shown = {id: keys[id] for id in new if (keys[id].run or 0) <= run.id}
            for key in shown.values():
                if key.run is not None:
                    self.hide(key.key)
            self.show(run.id, shown.values(), rows if shown == expected else self._rows(run, shown, results))
            if new:
                self.raw.execute(
                    "UPDATE run SET reports = reports + ?, finished_at = NULL WHERE id = ?", (len(new), run.id)
                )
                digests = [custody.coding_digest(id, results[id].document) for id in new]
                told = custody.kept(digests, reads.run(self.core, run.id).reports)
                ledger.write(who or self._began(run), "extract", f"run {run.id}", told)
        return len(new)

    def _began(self, run: Run) -> str:
        """Who began a run, as the log has it."""
        asked = "SELECT who FROM custody WHERE subject = ? AND action = 'extract' ORDER BY number LIMIT 1"
        return str(schema.unpacked(self.raw.execute(asked, (f"run {run.id}",)).fetchone()[0]))

    def _keys(self, ids: Iterable[str]) -> dict[str, ReportKey]:
        """The keys of reports; forgotten ones are left out. Raises StoreError for one that never was here."""
        found = {}
        for id in ids:
            row = self.raw.execute(_KEY, (id,)).fetchone()
            if row:
                found[id] = ReportKey(row[0], schema.unpacked(row[1]), *row[2:])
            elif not self.raw.execute("SELECT 1 FROM forgotten WHERE report = ?", (id,)).fetchone():
                raise StoreError(f"{self.path}: there is no report {id} to keep a coding of; ingest it first")
        return found

    def _rows(self, run: Run, keys: dict[str, ReportKey], results: dict[str, PreparedCoding]) -> View:
        """The rows of codings as people left them."""
        return under(
            (key, self._decided(run, key, results[id]) if key.decided else results[id].rows) for id, key in keys.items()
        )

    def _decided(self, run: Run, key: ReportKey, result: PreparedCoding) -> View:
        """The rows of a coding of a report that people decided on."""
        return bare(self.overlaid(key.key, run.id, coded_of(result.document)))

    def _keep(self, run: Run, key: ReportKey, content: bytes) -> bool:
        """Keep a coding; False when this run has one."""
        row = (None, key.key, run.id, content)
        return self.raw.execute(insert(schema.coding, known="kept"), row).rowcount > 0

    def show(self, run: int, reports: Iterable[ReportKey], view: View) -> None:
        """Add the rows of codings of reports that have none; within a transaction."""
        self.raw.executemany("UPDATE report SET run = ? WHERE key = ?", [(run, report.key) for report in reports])
        top = self.raw.execute("SELECT coalesce(max(key), 0) FROM event_place").fetchone()[0]
        places = [row._replace(key=top + n) for n, row in enumerate(view.event_place, 1)]
        for name, rows in view._replace(event_place=places)._asdict().items():
            self.raw.executemany(insert(schema.metadata.tables[name]), rows)
        boxes = [_box(place) for place in places if stands_on_map(place)]
        self.raw.executemany("INSERT INTO place_box VALUES (?, ?, ?, ?, ?, ?, ?, ?)", boxes)

    def hide(self, key: int) -> None:
        """Remove the rows of a report from the view; within a transaction."""
        first = key << EVENT_BITS
        events = (first, first + (1 << EVENT_BITS) - 1)
        self.raw.execute(
            "DELETE FROM place_box WHERE id IN (SELECT key FROM event_place WHERE event BETWEEN ? AND ?)", events
        )
        for name in _BY_REPORT:
            self.raw.execute(f"DELETE FROM {name} WHERE report = ?", (key,))
        self.raw.execute("UPDATE report SET run = NULL WHERE key = ?", (key,))


def _box(place: PlaceRow) -> Row:
    return place.key, place.lon, place.lon, place.lat, place.lat, place.event, place.lat, place.lon
