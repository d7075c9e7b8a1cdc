"""Web archives (WARC, also compressed): the pages, texts, feeds and PDF in them, as a stream; broken records are stepped over."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from marsad.records import Problem
from marsad.sources.items import Item, Refused, is_panic
from marsad.sources.kinds import is_passed_over
from marsad.sources.names import inside, shown, size
from marsad.sources.options import Limits
from marsad.sources.streams import buffered

_READ = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml",
})  # fmt: skip
_ADVICE = "reading web archives is not installed; run: pip install 'marsad[warc]'"
_PLAIN_START = re.compile(rb"WARC/1\.[01]\r?\n")
_GZIP_START = re.compile(rb"\x1f\x8b\x08")
_SWALLOWED = re.compile(rb"WARC/1\.[01]\r\nWARC-")
_CORRUPT = "is damaged: what it was compressed to does not agree with its checksum"
_CHUNK = 1024 * 1024
_BROKEN = (OSError, ValueError, EOFError)


class _Damaged(Exception):
    """A record that is not whole; the message says why."""


def records(item: Item, limits: Limits) -> Iterator[Item | Problem]:
    """The records worth reading, each an item; each must be read before the next is asked for.

    After a damaged record reading goes on at the next one. Raises Refused when web archives cannot be read at all.
    """
    walk = _Walk(item.stream)
    held: tuple[Item, int] | None = None  # until what follows it shows that it is whole
    while (found := walk.next()) is not None:
        damaged = isinstance(found, str)
        if held is not None:
            yield held[0] if not damaged or walk.was_whole(held[1]) else _problem(item, _member(held[0]), _CORRUPT)
            held = None
        if damaged:
            yield _problem(item, f"after record {walk.number}", found)
            continue
        read = _read(found, item, walk, limits)
        if isinstance(read, Item):
            held = read, found.stream_pos
        elif read is not None:
            yield read
    if held is not None:
        yield held[0]


def _read(record: Any, item: Item, walk: _Walk, limits: Limits) -> Item | Problem | None:
    member = f"record {walk.number}"
    try:
        return _item(record, item, member, limits)
    except _Damaged as problem:
        walk.step_over(record.stream_pos)
        return _problem(item, member, str(problem))
    except BaseException as error:
        if not isinstance(error, _BROKEN) and not is_panic(error):
            raise
        return _problem(item, member, f"cannot be read: {error}")


def _member(record: Item) -> str:
    return (record.member or "").rpartition("!/")[2]


class _Told(io.RawIOBase):
    """A stream that cannot go back, with the number of bytes read of it, which the library wants to know."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: Any) -> int:
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._count += len(chunk)
        return len(chunk)


class _Walk:
    """Goes through the records of a stream, and on at the next one where the library would stop."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            from fastwarc.warc import ArchiveIterator
        except ImportError as error:
            raise Refused(f"is a web archive, and {_ADVICE}") from error
        self._open: Any = ArchiveIterator
        self._stream = stream = stream if stream.seekable() else buffered(_Told(stream))
        self._start = _GZIP_START if stream.peek(2)[:2] == b"\x1f\x8b" else _PLAIN_START  # type: ignore[attr-defined]
        self._records: Any = self._open(stream, parse_http=False)
        self._at = stream.tell()
        self._told = False
        self.number = 0

    def next(self) -> Any:
        """The next record; a text that says what is wrong, once for every damaged stretch; None at the end."""
        while self._records is not None:
            try:
                record = next(self._records)
            except StopIteration:
                return None
            except BaseException as error:
                if not isinstance(error, _BROKEN) and not is_panic(error):
                    raise
                self.step_over(self._at)
                if not self._told:
                    self._told = True
                    rest = "the rest is not read" if self._records is None else "reading goes on behind"
                    return f"is damaged: {error}; {rest}"
                continue
            self._at, self._told = max(record.stream_pos, self._at), False
            self.number += 1
            return record
        return None

    def was_whole(self, position: int) -> bool:
        """Whether the record at ``position``, behind which damage was met, is sound as far as can be told.

        A compressed record that is cut off goes on in the bytes of the next one, and shows only by its checksum.
        """
        if self._start is _PLAIN_START:
            return True
        if not self._stream.seekable():
            return False
        resume = self._stream.tell()
        self._stream.seek(position)
        whole = _is_whole_member(self._stream)
        self._stream.seek(resume)
        return whole

    def step_over(self, position: int) -> None:
        """Go on at the first record that begins behind ``position``; there is none where the stream cannot go back."""
        self._records = None
        if not self._stream.seekable():
            return
        found = _find(self._stream, self._start, position + 1)
        if found is not None:
            self._at = found
            self._stream.seek(found)
            self._records = self._open(self._stream, parse_http=False)


def _is_whole_member(stream: BinaryIO) -> bool:
    inflater = zlib.decompressobj(31)
    try:
        while not inflater.eof:
            chunk = inflater.unconsumed_tail or stream.read(_CHUNK)
            if not chunk:
                return False
            inflater.decompress(chunk, _CHUNK)
    except zlib.error:
        return False
    return True


def _find(stream: BinaryIO, start: re.Pattern[bytes], position: int) -> int | None:
    """Where ``start`` matches first from ``position`` on."""
    stream.seek(position)
    held = b""
    while chunk := stream.read(_CHUNK):
        held += chunk
        match = start.search(held)
        if match:
            return position + match.start()
        position += max(len(held) - 16, 0)
        held = held[-16:]
    return None


def _item(record: Any, item: Item, member: str, limits: Limits) -> Item | None:
    """The record as an item; None when it is no page, text, feed or PDF, or the server answered with an error."""
    kind = record.headers.get("WARC-Type", "").lower()
    if not kind:
        raise OSError("it does not state what it is")
    if kind not in ("response", "resource"):
        return None
    declared, length = _media_type(record.headers.get("Content-Type")), record.content_length
    if length <= 2 * limits.document:
        record.freeze()
        if record.content_length < length:
            raise _Damaged(f"is cut off: {record.content_length} of {length} bytes")
    if kind == "response":
        if not record.is_http:
            return None
        record.parse_http(auto_decode="all")
        declared = record.http_content_type
        status = record.http_headers.status_code if record.http_headers else None
    else:
        status = None
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    if declared not in _READ or (status is not None and not 200 <= status < 300) or _is_passed_over(url):
        return None
    return _whole(record, item, member, limits, url, declared, status)


def _whole(record: Any, item: Item, member: str, limits: Limits, url: str, declared: str, status: int | None) -> Item:
    content = record.reader.read(limits.document + 1)
    if len(content) > limits.document:
        raise OSError(f"it is larger than a document may be ({size(limits.document)})")
    if _SWALLOWED.search(content):
        raise _Damaged("states a wrong length: other records lie in it")
    if not content:
        raise OSError("it is empty")
    item.budget.take(len(content))
    archived = record.headers.get("WARC-Date")
    notes = (*item.notes, f"archived {archived or 'at an unknown time'} from {shown(url)}")
    return Item(
        origin=item.origin, stream=io.BufferedReader(io.BytesIO(content)), name=urlsplit(url).path.rpartition("/")[2],
        budget=item.budget, member=inside(item.member, member), container=item.container, size=len(content), url=url,
        media_type=declared, charset=record.http_charset if record.is_http else None, status=status, notes=notes,
        depth=item.depth + 1, quiet=True,
    )  # fmt: skip


def _media_type(header: str | None) -> str | None:
    return header.split(";")[0].strip().lower() if header else None


def _is_passed_over(url: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return True
    return is_passed_over(path) or path.endswith("/robots.txt")


def _problem(item: Item, member: str, problem: str) -> Problem:
    return Problem(origin=item.origin, problem=problem, member=inside(item.member, member))
