"""Checking everything that an archive holds against its digests, and its views against what they are views of."""

from __future__ import annotations

import io
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from marsad.records import CodedReport, Report
from marsad.store import checks, custody, reads, schema
from marsad.store.contract import Finding, StoreError
from marsad.store.documents import coded_of
from marsad.store.schema import EVENT_BITS
from marsad.store.sqlite import summary
from marsad.store.sqlite.answering import Answering
from marsad.store.sqlite.connect import connect, explaining
from marsad.store.sqlite.overlay import Overlay
from marsad.store.view import ReportKey, rows_of, stands_on_map

_PAGE = 200
_OWN = {"event_place": "key", "event": "doubt"}
"""Columns of the view that do not follow from the coding."""


_REPORTS = """SELECT report.*, body.text, (
        SELECT details FROM custody WHERE subject = report.id AND action = 'ingest' AND details NOT LIKE 'again %'
        ORDER BY number DESC LIMIT 1
    ) FROM report LEFT JOIN body ON body.report = key"""
"""Reports with what the log says of their coming in: the last time that they were new, for forgotten ones may come again."""


_CAPTURES = f"""SELECT sha256, {schema.TOLD_OF_CAPTURE}
    FROM content JOIN capture ON content = content.id ORDER BY content.id"""
_TOLD = """SELECT details, EXISTS (
        SELECT 1 FROM custody AS later
        WHERE later.subject = line.subject AND later.action = 'forget' AND later.number > line.number
    ) FROM custody AS line WHERE action = 'ingest' AND subject IN (
        SELECT ? UNION ALL SELECT report.id FROM content JOIN capture ON content = content.id
        JOIN capture_report ON capture = capture.id JOIN report ON key = report WHERE content.sha256 = ?
    )"""
"""What the log says of the coming in of some bytes and of the reports in them, and whether these were forgotten since."""


_BOXES = """SELECT count(*) FROM event_place JOIN place_box AS box ON box.id = key AND (box.event, box.lat, box.lon) =
    (event_place.event, event_place.lat, event_place.lon) WHERE event_place.event BETWEEN ? AND ?"""
_RUNS = """SELECT id, extractor, version, lexicon, (
        SELECT details FROM custody WHERE subject = 'run ' || id AND action = 'extract' AND details LIKE 'begun: %'
        ORDER BY number LIMIT 1
    ) FROM run"""


_ALL_CODINGS = """SELECT coding.run, report.id, CAST(coding.document AS BLOB)
    FROM coding JOIN report ON report.key = coding.report ORDER BY coding.id"""
_TOLD_OF_CODINGS = """SELECT subject, details FROM custody
    WHERE (action = 'extract' AND details LIKE 'kept %') OR (action = 'forget' AND details LIKE '%; coding of run %')
    ORDER BY number"""
_PEOPLE = {
    "decision": "SELECT number, report.id, at, who, action, part, record, decision.run, document FROM {} JOIN report ON {}",
    "grade": """SELECT number, report.id, given_at, who, kind, subject, at, upto, scheme, value, why
        FROM {} LEFT JOIN report ON {}""",
    "label": "SELECT number, report.id, given_at, who, label, held, why FROM {} JOIN report ON {}",
}
"""What people decided: number, report and the values that the log has a digest of."""
_TOLD_OF_PEOPLE = """SELECT action, subject, details FROM custody
    WHERE (action = 'review' AND details LIKE '%; kept as %') OR action = 'forget' ORDER BY number"""


class Verifying(Answering):
    """The part of an archive that checks itself."""

    def verify(self) -> Iterator[Finding]:
        """Hash everything anew and report every difference; see the contract."""
        with explaining(self.path), closing(connect(self.path)) as raw:
            raw.execute("PRAGMA query_only=ON")
            raw.execute("BEGIN")  # one state of the archive, whatever is written meanwhile
            yield from _Check(self, raw).all()


class _Check:
    """One pass over one state of the archive."""

    def __init__(self, store: Overlay, raw: sqlite3.Connection) -> None:
        self.store, self.raw = store, raw

    def all(self) -> Iterator[Finding]:
        """Everything; where what lies in the database cannot be read, the rest of that part goes unchecked and this is said."""
        for part in (
            self.database,
            self.contents,
            self.captures,
            self.outlets,
            self.reports,
            self.runs,
            self.codings,
            self.people,
            self.index,
            self.summaries,
            self.log,
        ):
            try:
                yield from _as_far(part(), "database", f"{part.__name__}: ")
            except sqlite3.DatabaseError as error:
                yield Finding(kind="unreadable", subject="database", details=f"{part.__name__}: {error}")

    def database(self) -> Iterator[Finding]:
        """The file itself, and rows that point nowhere."""
        for (line,) in self.raw.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield Finding(kind="unreadable", subject="database", details=line)
        for table, row, parent, _ in self.raw.execute("PRAGMA foreign_key_check"):
            yield Finding(kind="missing", subject=f"{table} {row}", details=f"its {parent} is not there")

    def contents(self) -> Iterator[Finding]:
        """The bytes of captures, in the database and beside it."""
        beside = set[str]()
        for sha256, size, body in self.raw.execute("SELECT sha256, size, body FROM content"):
            if body is None:
                beside.add(sha256)
                yield from self._file(sha256, size)
            else:
                yield from self._inside(sha256, size, body)
        for name in self.store.vault.names():
            if name not in beside and not self._held(name):
                details = f"{self.store.vault.path(name)} belongs to no capture"
                yield Finding(kind="orphan", subject=f"capture {name}", details=details)
        unused = "SELECT sha256 FROM content WHERE NOT EXISTS (SELECT 1 FROM capture WHERE content = content.id)"
        for (sha256,) in self.raw.execute(unused):
            yield Finding(kind="orphan", subject=f"capture {sha256}", details="bytes that no capture tells of")

    def _inside(self, sha256: str, size: int, body: bytes) -> Iterator[Finding]:
        content = checks.unpressed(body)
        if content is None:
            yield Finding(kind="unreadable", subject=f"capture {sha256}", details="the bytes were damaged")
            return
        wrong = checks.bytes_differ(sha256, size, io.BytesIO(content))
        if wrong:
            yield Finding(kind="changed", subject=f"capture {sha256}", details=wrong)

    def _file(self, sha256: str, size: int) -> Iterator[Finding]:
        subject, path = f"capture {sha256}", self.store.vault.path(sha256)
        try:
            with self.store.vault.open(sha256) as file:
                wrong = checks.bytes_differ(sha256, size, file)
        except FileNotFoundError:
            if self._held(sha256):  # else it was forgotten meanwhile
                yield Finding(kind="missing", subject=subject, details=f"{path} is not there")
        except OSError as error:
            yield Finding(kind="unreadable", subject=subject, details=f"{path}: {error.strerror}")
        else:
            if wrong:
                yield Finding(kind="changed", subject=subject, details=f"{path}: {wrong}")

    def _held(self, sha256: str) -> bool:
        """Whether a content is held now, whatever it was when the check began."""
        return self.store.raw.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def captures(self) -> Iterator[Finding]:
        """What is known about captures against the log."""
        rows = self.raw.execute(_CAPTURES)
        for sha256, of_bytes in groupby(rows, key=itemgetter(0)):
            told = self.raw.execute(_TOLD, (sha256, sha256))
            wrong = checks.captures_differ(sha256, [row[1:] for row in of_bytes], told)
            if wrong:
                yield Finding(kind="changed", subject=f"capture {sha256}", details=wrong)

    def outlets(self) -> Iterator[Finding]:
        """The table of outlets against the log."""
        rows = {schema.unpacked(row[0]): row for row in self.raw.execute("SELECT * FROM outlet")}
        lines = self.raw.execute("SELECT subject, details FROM custody WHERE action = 'outlets' ORDER BY number")
        yield from checks.outlets_differ(rows, [tuple(map(schema.unpacked, line)) for line in lines])

    def reports(self) -> Iterator[Finding]:
        """Texts, their codings, and the rows of the newest one."""
        for key, id, *values in self.raw.execute(_REPORTS):
            yield from _as_far(self._of_report(key, id, *values), f"report {id}")
        lone = "SELECT id FROM report WHERE NOT EXISTS (SELECT 1 FROM capture_report WHERE report = report.key)"
        for (id,) in self.raw.execute(lone):
            yield Finding(kind="orphan", subject=f"report {id}", details="no capture holds it")

    def _of_report(self, key: int, id: str, sha256: str, *values: Any) -> Iterator[Finding]:
        *known, run, blob, told = values
        published, outlet = known[1], known[3]
        report = _report(id, schema.unpacked(outlet), blob)
        if report is None:
            yield Finding(kind="unreadable", subject=f"report {id}", details="the text was damaged or is missing")
            return
        wrong = checks.report_differs(id, sha256, report) or checks.description_differs(known, told)
        if wrong:
            yield Finding(kind="changed", subject=f"report {id}", details=wrong)
        yield from self._codings(key, report, published, run)

    def _codings(self, key: int, report: Report, published: str | None, run: int | None) -> Iterator[Finding]:
        newest: tuple[int, CodedReport] | None = None
        held = self.raw.execute("SELECT run, document FROM coding WHERE report = ? ORDER BY run", (key,)).fetchall()
        for number, blob in held:
            subject = f"coding of {report.id} in run {number}"
            try:
                coded = coded_of(blob)
            except ValueError as error:
                yield Finding(kind="unreadable", subject=subject, details=str(error))
                continue
            newest = number, coded
            wrong = checks.coding_differs(report, coded)
            if wrong:
                yield Finding(kind="changed", subject=subject, details=wrong)
        if (held and held[-1][0] != run) or (run and not held):
            details = f"rows of run {run} are shown, the newest coding is of {held[-1][0] if held else 'none'}"
            yield Finding(kind="changed", subject=f"view of {report.id}", details=details)
        elif newest and newest[0] == run:
            yield from self._view(ReportKey(key, report.outlet, published), report, newest[1], newest[0])

    def runs(self) -> Iterator[Finding]:
        """What the runs are of, against the log."""
        for number, extractor, version, lexicon, told in self.raw.execute(_RUNS):
            if told is not None and told != custody.begun(extractor, version, lexicon):
                yield Finding(kind="changed", subject=f"run {number}", details=f"the log tells of it: {told}")

    def codings(self) -> Iterator[Finding]:
        """The codings of all runs against the log."""
        held = defaultdict[int, checks.Codings](checks.Codings)
        for run, id, document in self.raw.execute(_ALL_CODINGS):
            held[run] = held[run].plus(1, custody.coding_digest(id, document))
        lines = self.raw.execute(_TOLD_OF_CODINGS)
        yield from checks.codings_differ(held, (tuple(map(schema.unpacked, line)) for line in lines))

    def people(self) -> Iterator[Finding]:
        """What people decided against the log."""
        held = {
            (table, number): (report, values)
            for table, asked in _PEOPLE.items()
            for number, report, *values in self.raw.execute(asked.format(table, f"key = {table}.report"))
        }
        yield from checks.people_differ(
            held, [tuple(map(schema.unpacked, line)) for line in self.raw.execute(_TOLD_OF_PEOPLE)]
        )

    def _view(self, key: ReportKey, report: Report, coded: CodedReport, run: int) -> Iterator[Finding]:
        id = report.id or ""
        view = rows_of([(key, self.store.overlaid(key.key, run, coded, report.text))])
        for table, rows in view._asdict().items():
            if self._to_do(table, key.key):
                continue
            if _following(table, self._shown(table, key.key)) != _following(table, rows):
                yield Finding(
                    kind="changed", subject=f"view of {id}", details=f"{table}: not the rows of the coding; reindex"
                )
        places = sum(map(stands_on_map, view.event_place))
        first = key.key << EVENT_BITS
        if places and self.raw.execute(_BOXES, _events(first)).fetchone()[0] != places:
            yield Finding(
                kind="changed", subject=f"view of {id}", details="place_box: not the places of the coding; reindex"
            )

    def _to_do(self, table: str, key: int) -> bool:
        """Whether it is known that a row is still to be worked out."""
        asked = "SELECT 1 FROM said WHERE report = ? AND document IS NULL"
        return table == "said" and self.raw.execute(asked, (key,)).fetchone() is not None

    def _shown(self, table: str, key: int) -> list[Any]:
        columns = schema.metadata.tables[table].columns
        if "report" in columns:
            order = {"event": "key", "said": "report"}.get(table, "number")
            return self.raw.execute(f"SELECT * FROM {table} WHERE report = ? ORDER BY {order}", (key,)).fetchall()
        order = "event, role, number" if table == "participant" else "event, number"
        return self.raw.execute(
            f"SELECT * FROM {table} WHERE event BETWEEN ? AND ? ORDER BY {order}", _events(key << EVENT_BITS)
        ).fetchall()

    def index(self) -> Iterator[Finding]:
        """The text index against the reports."""
        try:
            self.store.indexed()
        except StoreError as error:
            yield Finding(kind="changed", subject="text index", details=str(error))
            return
        lacking = "SELECT id FROM report WHERE NOT EXISTS (SELECT 1 FROM text_index_docsize WHERE id = report.key)"
        for (id,) in self.raw.execute(lacking):
            yield Finding(kind="missing", subject=f"words of {id}", details="not in the text index; reindex")
        lost = "SELECT id FROM text_index_docsize WHERE NOT EXISTS (SELECT 1 FROM report WHERE key = text_index_docsize.id)"
        for (key,) in self.raw.execute(lost):
            yield Finding(
                kind="orphan", subject=f"words of {key}", details="the text index has words of no report; reindex"
            )
        stray = "SELECT id FROM place_box WHERE NOT EXISTS (SELECT 1 FROM event_place WHERE key = place_box.id)"
        for (key,) in self.raw.execute(stray):
            yield Finding(kind="orphan", subject=f"place {key}", details="place_box has a place of no event; reindex")

    def summaries(self) -> Iterator[Finding]:
        """The summaries that facets read, against the rows of events."""
        for table in summary.wrong(self.raw):
            yield Finding(kind="changed", subject=table, details="not the counts of the events; reindex")

    def log(self) -> Iterator[Finding]:
        """The chain of the custody log, and whether it tells of every report."""
        rows = self.raw.execute("SELECT * FROM custody ORDER BY number")
        yield from checks.broken_links(map(reads.as_entry, rows))
        untold = (
            "SELECT id FROM report WHERE NOT EXISTS "
            "(SELECT 1 FROM custody WHERE subject = report.id AND action = 'ingest')"
        )
        for (id,) in self.raw.execute(untold):
            yield Finding(kind="broken chain", subject=f"report {id}", details="no line of the log tells who added it")
        for (id,) in self.raw.execute("SELECT report FROM forgotten JOIN report ON report.id = forgotten.report"):
            yield Finding(kind="changed", subject=f"report {id}", details="it is said to be forgotten and is there")


def _as_far(findings: Iterator[Finding], subject: str, where: str = "") -> Iterator[Finding]:
    """Findings up to a value that is not of the kind that Marsad puts there (bytes that are no words, words for a number)."""
    try:
        yield from findings
    except (AttributeError, TypeError, ValueError) as error:
        details = f"{where}a value is not of the kind that was put there ({error}); what follows on it was not checked"
        yield Finding(kind="unreadable", subject=subject, details=details)


def _report(id: str, outlet: str | None, blob: bytes | None) -> Report | None:
    content = checks.unpressed(blob) if blob is not None else None
    if content is None:
        return None
    try:
        return Report(id=id, text=content.decode("utf-8", "surrogatepass"), outlet=outlet)
    except UnicodeDecodeError:
        return None


def _following(table: str, rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows without the columns that do not follow from the coding."""
    if table not in _OWN:
        return [tuple(row) for row in rows]
    at = list(schema.metadata.tables[table].columns.keys()).index(_OWN[table])
    return [(*row[:at], *row[at + 1 :]) for row in rows]


def _events(first: int) -> tuple[int, int]:
    return first, first + (1 << EVENT_BITS) - 1
