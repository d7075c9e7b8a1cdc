"""Taking captures in: batches of short transactions, safe to repeat and from several processes at once."""

from __future__ import annotations

import datetime
import hashlib
import json
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy

from marsad.records import Capture, Captured, Report, report_id
from marsad.store import schema
from marsad.store.contract import Added, StoreError
from marsad.store.custody import described, description, taken_in
from marsad.store.preparing import Prepared, Preparing, Ready, Task, task
from marsad.store.schema import DAY_BITS, packed, unpacked
from marsad.store.sqlite import readmitting
from marsad.store.sqlite.base import Base, Ledger, insert
from marsad.store.sqlite.vault import LARGE
from marsad.store.sqlite.words import Words, add_words

_ITEMS, _BYTES, _SECONDS = 16_000, 64 << 20, 1.0
"""A batch is written when it has so many items, so many bytes, or when the last one was written so long ago: a slow source
gets each item written at once, a fast one does not wait for the disk each time, and what it writes again and again (ends of
indexes, words of the text index) is written once. The lock is held only while writing."""
_HELD = f"""SELECT capture.id, {schema.TOLD_OF_CAPTURE}
    FROM content JOIN capture ON capture.content = content.id WHERE sha256 = ? AND origin = ? AND coalesce(member, '') = ?"""
_LEAST = 4_000
"""Items at the end of a source that are written together; smaller batches would cost more than is won by beginning early."""


class Item(NamedTuple):
    """A captured item. ``part`` is the file of a large one; ``repeated`` says of a large one that it is held."""

    captured: Captured
    part: Path | None = None
    repeated: bool = False


class Adding(Base):
    """The part of an archive that takes captures in."""

    def add(self, items: Iterable[Captured], who: str, jobs: int = 1) -> Iterator[Added]:
        """Keep captured items, in order; see the contract."""
        self._sweep()
        with closing(Preparing(jobs)) as preparing:
            for batch in self._batches(iter(items), preparing):
                yield from self._write(batch, who)

    def _batches(self, items: Iterator[Captured], preparing: Preparing) -> Iterator[list[tuple[Item, Ready]]]:
        """Items that are ready, as many as are written together. What came before a failure of the source comes before it."""
        waiting, written = deque[Item](), time.monotonic()

        def taken(least: int) -> list[tuple[Item, Ready]]:
            return [(waiting.popleft(), ready) for ready in preparing.take(least)]

        def share() -> int:
            return -(-len(waiting) // preparing.ahead)

        while True:
            try:
                captured = next(items, None)
            except Exception:
                yield taken(len(waiting))
                raise
            if captured is None:
                break
            item = self._looked_at(captured)
            waiting.append(item)
            preparing.add(_task(item), captured.capture.size)
            full = preparing.items >= _ITEMS * preparing.ahead or preparing.bytes >= _BYTES * preparing.ahead
            if full or time.monotonic() - written >= _SECONDS:
                yield taken(share() if full else 1)
                written = time.monotonic()
        while waiting:  # what is written first lets the rest be made ready meanwhile
            yield taken(max(share(), _LEAST))

    def seen(self, origin: str, member: str | None, sha256: str) -> bool:
        """Whether this capture is held, and its bytes are whole where they lie beside the database."""
        with self.reading():
            row = self.raw.execute(
                "SELECT body IS NULL FROM capture JOIN content ON content.id = capture.content "
                "WHERE sha256 = ? AND origin = ? AND coalesce(member, '') = ?",
                (sha256, packed(origin), packed(member or "")),
            ).fetchone()
            if row is None or readmitting.held_one(self, sha256):
                return False
        return not row[0] or self.vault.whole(sha256)

    def _sweep(self) -> None:
        if self.vault.root.exists():
            with self._into_vault(), self.writing():
                self.vault.sweep(lambda sha256: self.content_number(sha256) is not None)

    def content_number(self, sha256: str) -> int | None:
        """The number of the row of a content."""
        row = self.raw.execute("SELECT id FROM content WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def _looked_at(self, captured: Captured) -> Item:
        """An item that was looked at: if its bytes are many, whether it is here, else with them in the vault."""
        capture = captured.capture
        if hashlib.sha256(captured.content).hexdigest() != capture.sha256 or len(captured.content) != capture.size:
            raise StoreError(f"{capture.origin}: the bytes are not those that the capture tells of; capture it anew")
        # Whether a small one is held shows when it is written: looking twice would read the index of digests twice.
        if capture.size <= LARGE:
            return Item(captured)
        if self.seen(capture.origin, capture.member, capture.sha256):
            return Item(captured, repeated=True)
        with self._into_vault():
            return Item(captured, part=self.vault.write(captured.content))

    @contextmanager
    def _into_vault(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self.vault.root}: a large capture could not be written ({error.strerror}); check the rights of the folder "
                "and that there is room, and repeat to go on"
            ) from error

    def _write(self, batch: list[tuple[Item, Ready]], who: str) -> Iterator[Added]:
        """Write a batch in one transaction, then yield what became of each item."""
        if not batch:
            return
        try:
            with self._into_vault(), self.writing() as ledger:
                writer = _Writer(self, ledger, who)
                done = [writer.item(item, ready) for item, ready in batch]
                writer.finish()
        finally:
            for item, _ in batch:
                if item.part is not None:
                    item.part.unlink(missing_ok=True)
        for sha256 in writer.accepted:
            self.vault.settle(sha256)
        yield from done


class _Writer:
    """Writes the items of one transaction; what can be written together is, by ``finish``."""

    def __init__(self, store: Adding, ledger: Ledger, who: str) -> None:
        self.store, self.raw, self.ledger, self.who = store, store.raw, ledger, who
        self.accepted: list[str] = []
        self.new: list[str] = []
        self.words: list[Words] = []
        self.bodies: list[tuple[int, bytes]] = []
        self.links: list[tuple[int, int]] = []
        self.free: dict[int, int] = {}
        self.awaited = readmitting.awaited(store)
        self.any_forgotten = self.raw.execute("SELECT 1 FROM forgotten LIMIT 1").fetchone() is not None

    def item(self, item: Item, ready: Ready) -> Added:
        """Write one item, unless it is here or was forgotten."""
        capture = item.captured.capture
        if item.repeated:
            return _repeated(item)
        forgotten = tuple(report.id for report in ready.reports if self._forgotten(report.id))
        both = zip(item.captured.reports, ready.reports, strict=True)
        wanted = [(report, prepared) for report, prepared in both if prepared.id not in forgotten]
        if forgotten and not wanted:
            return Added(capture=capture, forgotten=forgotten)
        row = _capture_row(capture)
        number, restored = self._capture(item, ready.body, row)
        if number is None:
            wanted = [(report, prepared) for report, prepared in wanted if prepared.id in self.awaited]
            if not wanted:
                return _repeated(item, restored)
            number, row = self._held(capture)
        told = taken_in(capture.sha256, description(row))
        new, known = dict[str, str](), list[str]()
        for report, prepared in wanted:
            digest = self._report(report, prepared, number, capture.captured_at)
            if digest is None:
                known.append(prepared.id)
            else:
                new[prepared.id] = digest
                self.new.append(prepared.id)
        for id, digest in new.items():
            self.ledger.write(self.who, "ingest", id, f"{told}, {described(digest)}")
        for id in known:
            self.ledger.write(self.who, "ingest", id, f"again {told}")
        if not new and not known:
            self.ledger.write(self.who, "ingest", capture.sha256, told)
        return Added(capture=capture, new=tuple(new), known=tuple(known), forgotten=forgotten, restored=restored)

    def finish(self) -> None:
        """Write texts, links and words of the items."""
        readmitting.came(self.store, frozenset(self.new))
        self.raw.executemany(insert(schema.body), self.bodies)
        self.raw.executemany(insert(schema.capture_report, known="kept"), self.links)
        if self.words:
            self.store.indexed()
            add_words(self.raw, self.words)

    def _forgotten(self, id: str) -> bool:
        return self.any_forgotten and bool(
            self.raw.execute("SELECT 1 FROM forgotten WHERE report = ?", (id,)).fetchone()
        )

    def _capture(self, item: Item, body: bytes | None, row: tuple[object, ...]) -> tuple[int | None, bool]:
        """Keep a capture; its number, None when it is here already, and whether lost bytes were put back."""
        capture = item.captured.capture
        content = self._insert(schema.content, (None, capture.sha256, capture.size, body))
        lost = content is None and item.part is not None and self._is_lost(capture.sha256)
        if item.part is not None and (content is not None or lost):
            self.store.vault.accept(item.part, capture.sha256)
            self.accepted.append(capture.sha256)
        if lost:
            self.ledger.write(self.who, "restore", capture.sha256, "its file was missing or damaged")
        if content is None:
            content = self.store.content_number(capture.sha256)
        return self._insert(schema.capture, (None, content, *map(_kept, row))), lost

    def _held(self, capture: Capture) -> tuple[int, tuple[object, ...]]:
        """The number of a capture that is held, and what is known about it."""
        number, *row = self.raw.execute(
            _HELD, (capture.sha256, packed(capture.origin), packed(capture.member or ""))
        ).fetchone()
        return number, tuple(map(unpacked, row))

    def _is_lost(self, sha256: str) -> bool:
        """Whether bytes that should lie in the vault do not, or are others."""
        beside = self.raw.execute("SELECT 1 FROM content WHERE sha256 = ? AND body IS NULL", (sha256,)).fetchone()
        return beside is not None and not self.store.vault.whole(sha256)

    def _report(self, report: Report, prepared: Prepared, capture: int, captured_at: str) -> str | None:
        """Keep a report and that this capture holds it; the digest of its description when it is new."""
        key = self._key(report.published or datetime.date.fromisoformat(captured_at[:10]))
        row = (len(report.text), report.published and report.published.isoformat(), report.published_at, report.outlet,
               report.title, json.dumps(report.authors), report.url, report.language, report.name)  # fmt: skip
        new = self._insert(schema.report, (key, prepared.id, prepared.sha256, *map(_kept, row), None))
        if new is None:
            key = self.raw.execute("SELECT key FROM report WHERE id = ?", (prepared.id,)).fetchone()[0]
        else:
            self.free[key >> DAY_BITS] = key + 1
            self.bodies.append((key, prepared.text))
            self.words.append((key, *prepared.words))
        self.links.append((key, capture))
        return None if new is None else description(row)

    def _key(self, day: datetime.date) -> int:
        """The next free key of a day."""
        number = day.toordinal()
        if number not in self.free:
            first = number << DAY_BITS
            last = first + (1 << DAY_BITS) - 1
            top = self.raw.execute("SELECT max(key) FROM report WHERE key BETWEEN ? AND ?", (first, last)).fetchone()[0]
            self.free[number] = first if top is None else top + 1
        if self.free[number] >> DAY_BITS != number:
            raise StoreError(f"more than {1 << DAY_BITS:,} reports of {day}; split them over several archives")
        return self.free[number]

    def _insert(self, table: sqlalchemy.Table, row: tuple[object, ...]) -> int | None:
        """The number of a new row; None when such a row is there already."""
        done = self.raw.execute(insert(table, known="kept"), row)
        return done.lastrowid if done.rowcount else None


def _capture_row(capture: Capture) -> tuple[object, ...]:
    """What is known about a capture: the values of its row after its content, before they are packed."""
    return (capture.media_type, capture.origin, capture.member, capture.container, capture.charset, capture.http_status,
            capture.captured_at, capture.tool, json.dumps(capture.notes))  # fmt: skip


def _kept(value: object) -> object:
    return packed(value) if isinstance(value, str) else value


def _repeated(item: Item, restored: bool = False) -> Added:
    ids = tuple(report_id(report.text, report.outlet) for report in item.captured.reports)
    return Added(capture=item.captured.capture, known=ids, repeated=True, restored=restored)


def _task(item: Item) -> Task:
    if item.repeated:
        return Task(None, ())
    return task(None if item.part else item.captured.content, item.captured.reports)
