"""The way from sources to captures: what kind a thing is, who reads it, what became of it."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from marsad.records import Capture, Captured, Problem
from marsad.sources import archives, docx, feeds, html, kinds, mail, pdf, plain, rows, warc
from marsad.sources.ahead import Coming, Elsewhere, Output, Read, Step, in_order
from marsad.sources.columns import check_columns
from marsad.sources.deriving import believed, reports_with, tool
from marsad.sources.files import STANDARD_INPUT, Found, is_address, walk
from marsad.sources.following import Follower
from marsad.sources.items import Budget, Item, Part, Reading, Refused
from marsad.sources.names import inside, shown, size
from marsad.sources.options import Options
from marsad.sources.streams import BROKEN, Counted, buffered, peek, seekable

Seen = Callable[[str, str | None, str], bool]
Progress = Callable[[int], None]
Document = Callable[[bytes, Item, Options], Reading]

_DOCUMENTS: dict[str, Document] = {
    "text": plain.read, "html": html.read, "mhtml": mail.read_page, "mail": mail.read, "xml": feeds.read, "pdf": pdf.read,
    "docx": docx.read, "json": rows.document,
}  # fmt: skip
_LISTS = frozenset({"xml", "json"})
"""Documents with many reports, none of which is called as the file is."""
_SLOW = frozenset({"html", "mhtml", "pdf"})
"""Documents that are read elsewhere if there is such a place; handing over the others would take as long as reading them."""
_ROWS = {"jsonl": rows.json_lines, "csv": rows.table}
KINDS = (*_DOCUMENTS, *_ROWS, "mbox")
"""Kinds that ``Options.kind`` can force."""


class KindError(ValueError):
    """A kind that nothing can be read as."""


def read(
    sources: Iterable[str],
    options: Options | None = None,
    *,
    seen: Seen | None = None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Output]:
    """Captures of all ``sources`` (paths, folders, ``http(s)://`` addresses, ``-`` for standard input) and problems, in order.

    ``seen(origin, member, sha256)`` tells which captures are held already: they are passed over before the work of reading.
    ``progress(count)`` is told how many more bytes of the files were dealt with; in the end their size. Pages and PDF are read
    ``elsewhere``, where that is given. Nothing is fetched unless an address is given.

    Raises KindError or ColumnsError for options that cannot be; nothing about a source raises.
    """
    options = options or Options()
    check_columns(options.columns)
    if options.kind is not None and options.kind not in KINDS:
        raise KindError(f"nothing can be read as `{options.kind}`; known are {', '.join(KINDS)}")
    desk = Desk(options, seen or _never, progress or _nobody, elsewhere)
    return desk.outputs(sources)


def read_document(kind: str, content: bytes, item: Item, options: Options) -> Read:
    """What a document is read as, or what is wrong with it."""
    return _attempt(partial(_DOCUMENTS[kind], content, item, options))


def _attempt(reader: Callable[[], Reading]) -> Read:
    try:
        return reader()
    except Refused as problem:
        return str(problem)
    except Exception as error:  # libraries fail on hostile input in ways of their own: one document must not end all
        return f"made its reader fail ({type(error).__name__}: {shown(str(error))[:200]}); it is left out"


def _never(origin: str, member: str | None, sha256: str) -> bool:
    return False


def _nobody(count: int) -> None:
    return None


@dataclasses.dataclass(slots=True)
class _Met:
    """Something to be read: its bytes with their digest, when they were met, what its reports are called, in which variant it may
    be held besides, and whether it is held."""

    item: Item
    content: bytes
    sha256: str
    at: str
    name: str | None
    variant: str | None
    held: bool = False


class Desk:
    """Reads sources one after the other with the same options."""

    def __init__(self, options: Options, seen: Seen, progress: Progress, elsewhere: Elsewhere | None = None) -> None:
        self.options = options
        self._elsewhere = elsewhere
        self._seen = seen
        self._progress = progress
        self._follower = Follower(options)

    def outputs(self, sources: Iterable[str]) -> Iterator[Output]:
        """Everything in ``sources``."""
        try:
            with closing(step for source in sources for step in self._source(source)) as steps:
                yield from in_order(steps, self._elsewhere.most if self._elsewhere else 0)
        finally:
            self._follower.close()

    def _source(self, source: str) -> Iterator[Step]:
        if source == STANDARD_INPUT:
            yield from self._standard_input()
        elif is_address(source):
            yield from self._address(source)
        else:
            for found in walk(Path(source)):
                yield from [found] if isinstance(found, Problem) else self._file(found)

    def _file(self, found: Found) -> Iterator[Step]:
        origin = shown(str(found.path))
        meter = _Meter(self._progress)
        try:
            with found.path.open("rb", buffering=0) as raw:
                length = found.path.stat().st_size
                budget = Budget(self.options.limits.floor, self.options.limits.ratio, length)
                stream = buffered(_Watched(raw, meter))
                item = Item(origin=origin, stream=stream, name=found.path.name, budget=budget, path=found.path, size=length,
                            quiet=not found.named)  # fmt: skip
                yield from self.item(item)
        except OSError as error:
            yield Problem(origin=origin, problem=f"cannot be read: {error.strerror or error}")
            return
        meter.reach(length)

    def _standard_input(self) -> Iterator[Step]:
        budget = Budget(self.options.limits.floor, self.options.limits.ratio)

        def given(count: int) -> None:
            budget.give(count)
            self._progress(count)

        stream = buffered(Counted(_Forward(sys.stdin.buffer), given))
        yield from self.item(Item(origin="standard input", stream=stream, name="", budget=budget))

    def _address(self, address: str) -> Iterator[Step]:
        try:
            item = self._follower.fetch(address)
        except Refused as problem:
            yield Problem(origin=shown(address), problem=str(problem))
            return
        if item is not None:
            yield from self.item(item)

    def item(self, item: Item) -> Iterator[Step]:
        """All that comes out of one item; whatever is wrong with it becomes a problem."""
        return self._guarded(item, self._item(item))

    def _guarded(self, item: Item, steps: Iterator[Step]) -> Iterator[Step]:
        try:
            yield from steps
        except Refused as problem:
            yield Problem(origin=item.origin, problem=str(problem), member=item.member)
        except BROKEN as error:
            reason = getattr(error, "strerror", None) or error
            yield Problem(origin=item.origin, problem=f"cannot be read on: {reason}", member=item.member)

    def _item(self, item: Item) -> Iterator[Step]:
        head = peek(item.stream, kinds.HEAD)
        if not head:
            raise Refused("is empty")
        kind = kinds.kind_of(item.name, head, item.media_type, self.options.kind)
        if kind == "zip":
            item.stream = seekable(item.stream, item.budget)
            kind = archives.kind_of_zip(item.stream)
        if kind in ("gzip", "bz2", "xz"):
            self._check_depth(item)
            yield from self.item(archives.unpack(_with_hash(item), kind))
        elif kind in ("zip", "wacz", "tar"):
            yield from self._members(archives.members(_with_hash(item), kind, self.options.limits))
        elif kind == "warc":
            yield from self._members(warc.records(_with_hash(item), self.options.limits))
        elif kind in _ROWS:
            yield from self._rows(_with_hash(item), kind)
        elif kind == "mbox":
            yield from self._mailbox(_with_hash(item))
        elif kind in _DOCUMENTS:
            yield from self._document(item, kind)
        elif not item.quiet or kind not in ("picture", "media", "program", "sqlite"):
            raise Refused(kinds.advice(kind) or f"is of a kind that is not read ({kind})")

    def _check_depth(self, item: Item) -> None:
        if item.depth >= self.options.limits.depth:
            raise Refused(f"lies {item.depth} archives deep; deeper than {self.options.limits.depth} is not gone")

    def _members(self, members: Iterator[Item | Problem]) -> Iterator[Step]:
        for member in members:
            yield from [member] if isinstance(member, Problem) else self.item(member)

    def _document(self, item: Item, kind: str) -> Iterator[Step]:
        content = self._content(item)
        name = item.name if kind not in _LISTS else ""
        met = self._met(item, content, shown(name) or None, pdf.BY_OCR if kind == "pdf" else None)
        if self._elsewhere is None or kind not in _SLOW:
            yield from self._capture(met, partial(_DOCUMENTS[kind], content, item, self.options))
        elif self._is_wanted(met):
            promise = self._elsewhere.begin(kind, content, item)
            yield Coming(promise, len(content), lambda read: self._guarded(item, self._captured(met, read)))

    def _content(self, item: Item) -> bytes:
        """All bytes of a document. Raises Refused when they are more than a document may have."""
        most = self.options.limits.document
        if item.size is not None and item.size > most:
            raise Refused(_too_large(f"is {size(item.size)}", most))
        content = item.stream.read(most + 1)
        if len(content) > most:
            raise Refused(_too_large("unpacks to more", most))
        return content

    def _rows(self, item: Item, kind: str) -> Iterator[Step]:
        for row in _ROWS[kind](item, self.options):
            where = dataclasses.replace(item, member=_within(item, f"line {row.line}"))
            yield from self._capture(self._met(where, row.content), row.read)

    def _mailbox(self, item: Item) -> Iterator[Step]:
        for number, message in enumerate(mail.messages(item.stream, self.options.limits.document), 1):
            where = dataclasses.replace(item, member=_within(item, f"message {number}"), depth=item.depth + 1)
            if isinstance(message, int):
                problem = _too_large(f"is {size(message)}", self.options.limits.document)
                yield Problem(origin=item.origin, problem=problem, member=where.member)
                continue
            yield from self._capture(self._met(where, message), partial(mail.read, message, where, self.options))

    def _met(self, item: Item, content: bytes, name: str | None = None, variant: str | None = None) -> _Met:
        return _Met(item, content, hashlib.sha256(content).hexdigest(), self.options.now(), name, variant)

    def _capture(self, met: _Met, reader: Callable[[], Reading]) -> Iterator[Step]:
        """What a reader makes of something, unless it is held already."""
        if self._is_wanted(met):
            yield from self._captured(met, _attempt(reader))

    def _is_wanted(self, met: _Met) -> bool:
        """Whether this is not held already; what is held, but not in the variant that is asked for with OCR, is read again."""
        item, sha256 = met.item, met.sha256
        if met.variant and self._seen(item.origin, _within(item, met.variant), sha256):
            return False
        met.held = self._seen(item.origin, item.member, sha256)
        return not met.held or bool(met.variant and self.options.ocr)

    def _captured(self, met: _Met, reading: Read) -> Iterator[Step]:
        """What comes of something that was read."""
        item = met.item
        if isinstance(reading, str):
            yield Problem(origin=item.origin, problem=reading, member=item.member)
            return
        if met.held and reading.variant is None:
            return
        reports, doubts = believed(reading.reports, item, self.options, met.at)
        capture = Capture(
            sha256=met.sha256, size=len(met.content), media_type=reading.media_type, origin=item.origin,
            captured_at=met.at, tool=", ".join((tool(), *reading.tools)),
            member=_within(item, reading.variant) if reading.variant else item.member,
            container=item.container, charset=reading.charset, http_status=item.status,
            notes=(*item.notes, *reading.notes, *doubts),
        )  # fmt: skip
        yield Captured(capture=capture, content=met.content, reports=reports_with(reports, met.name))
        if reading.complaint:
            yield Problem(origin=item.origin, problem=reading.complaint, member=item.member)
        yield from self._parts(item, reading.parts)
        if self.options.follow:
            for found in self._follower.follow(item, reading.links):
                yield from [found] if isinstance(found, Problem) else self.item(found)

    def _parts(self, item: Item, parts: tuple[Part, ...]) -> Iterator[Step]:
        """Documents inside a document."""
        if parts:
            self._check_depth(item)
        for part in parts:
            yield from self.item(Item(
                origin=item.origin, stream=buffered(io.BytesIO(part.content)), name=part.name, budget=item.budget,
                member=inside(item.member, part.name), container=item.container, size=len(part.content),
                media_type=part.media_type, depth=item.depth + 1, quiet=True,
            ))  # fmt: skip


def _within(item: Item, part: str) -> str:
    return f"{item.member}, {part}" if item.member else part


def _too_large(what: str, most: int) -> str:
    return f"{what}, larger than a document may be ({size(most)}); split it or raise the limit of a document"


def _with_hash(item: Item) -> Item:
    """The item with the hash of the file that it is, as the container of what is in it."""
    if item.container is None and item.path is not None and item.member is None:
        with item.path.open("rb") as stream:
            item.container = hashlib.file_digest(stream, "sha256").hexdigest()
    return item


class _Meter:
    """Tells how far reading has come in a file, in steps that add up to its size."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._reached = 0

    def reach(self, position: int) -> None:
        """``position`` bytes were dealt with."""
        if position > self._reached:
            self._progress(position - self._reached)
            self._reached = position


class _Watched(Counted):
    """A file that says how far it was read on; leaps to the end, as zip files are read, do not count."""

    def __init__(self, stream: Any, meter: _Meter) -> None:
        super().__init__(stream, _nobody)
        self._meter = meter
        self._on = 0

    def readinto(self, buffer: Any) -> int:
        start = self.tell()
        count = super().readinto(buffer)
        if start <= self._on:
            self._on = max(self._on, start + count)
            self._meter.reach(self._on)
        return count


class _Forward(io.RawIOBase):
    """Standard input, which cannot be gone back in even where the system thinks so."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)
