"""Reads reports from files or standard input, plain text or JSON Lines, one at a time and in order."""

from __future__ import annotations

import codecs
import datetime
import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from marsad.records import Report
from marsad.sources.decoding import decode as decoded

_JSON_ENDINGS = (".jsonl", ".ndjson")
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{[ \t]*\r?\n)")
"""How a JSON array of reports or a report over several lines begins."""
_EXPECTED = 'each line must be an object such as {"id": "a", "text": "…"}'
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Item:
    """A report as read, or the problem that kept it from being read.

    ``remarks`` are worth a word on standard error; ``faulty`` says that one of them was a fault of the input although
    the report could be read.
    """

    where: str
    text: str = ""
    id: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None
    problem: str | None = None
    remarks: tuple[str, ...] = ()
    faulty: bool = False

    @property
    def report(self) -> Report:
        """What an extractor takes."""
        return Report(text=self.text, id=self.id, published=self.published, outlet=self.outlet)


def read_items(sources: tuple[str, ...], kind: str) -> Iterator[Item]:
    """The items of all ``sources`` in order; ``kind`` is auto, text or jsonl. What cannot be read becomes a problem."""
    for source in sources:
        try:
            if source == "-":
                yield from _stream(sys.stdin.buffer, "<stdin>", kind)
            else:
                with Path(source).open("rb") as stream:
                    as_json = kind == "auto" and source.lower().endswith(_JSON_ENDINGS)
                    yield from _stream(stream, source, "jsonl" if as_json else kind)
        except (OSError, ValueError) as error:
            yield Item(source, problem=f"cannot be read: {getattr(error, 'strerror', None) or error}")


def is_at_hand(sources: tuple[str, ...]) -> bool:
    """Whether all that will be read lies in files: nobody waits for the records of a report before giving the next."""
    return "-" not in sources or _is_file(sys.stdin.buffer)


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # what stands in for a stream has no number
        return False


def decode(data: bytes) -> tuple[str | None, str | None]:
    """The text in ``data`` and a remark on how it was read; no text for what is not text."""
    found = decoded(data)
    return (found.text, found.remark) if found else (None, None)


def _stream(stream: Any, where: str, kind: str) -> Iterator[Item]:
    stream = stream if hasattr(stream, "peek") else BufferedReader(stream)
    start = stream.peek(64)[:64]
    if start.startswith(_WIDE_MARKS):
        yield from _wide(stream.read(), where, kind)
    elif kind == "auto" and _DOCUMENT.match(start):
        yield from _document(stream.read(), where)
    elif kind == "jsonl" or (kind == "auto" and _is_object(start)):
        yield from _lines(stream, where)
    else:
        yield _from_text(stream.read(), where)


def _wide(data: bytes, where: str, kind: str) -> Iterator[Item]:
    """UTF-16 has no lines of bytes: it is read whole."""
    text = decode(data)[0] or ""
    if kind == "jsonl" or (kind == "auto" and _is_object(text[:64].encode("utf-8", "replace"))):
        yield from _lines((line.encode("utf-8", "surrogatepass") for line in text.split("\n")), where)
    else:
        yield _from_text(data, where)


def _is_object(start: bytes) -> bool:
    return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{"


def _lines(lines: Any, where: str) -> Iterator[Item]:
    for number, line in enumerate(lines, 1):
        content = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip()
        if content:
            yield _from_json(content, f"{where}:{number}")


def _document(data: bytes, where: str) -> Iterator[Item]:
    """A JSON array of reports, or one report that is written over several lines."""
    text, remark = decode(data)
    try:
        content = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        yield Item(where, problem=f"is not JSON: {_said(error)}")
        return
    for number, row in enumerate(content if isinstance(content, list) else [content], 1):
        yield _from_row(
            row, f"{where}[{number}]" if isinstance(content, list) else where, remark if number == 1 else None
        )


def _from_json(line: bytes, where: str) -> Item:
    text, remark = decode(line)
    if text is None:
        return Item(where, problem="is not a JSON object: it holds binary data")
    try:
        return _from_row(json.loads(text), where, remark)
    except (ValueError, RecursionError) as error:
        return Item(where, problem=f"is not a JSON object: {_said(error)}; {_EXPECTED}")


def _said(error: Exception) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    place = f"character {error.colno}" if error.lineno == 1 else f"line {error.lineno}, character {error.colno}"
    return f"{error.msg[0].lower()}{error.msg[1:].removesuffix(' at')} at {place}"


def _from_row(row: Any, where: str, remark: str | None) -> Item:
    if not isinstance(row, dict):
        return Item(where, problem=f"is not a JSON object but {_NAMES.get(type(row), 'something else')}; {_EXPECTED}")
    problem = _wrong(row)
    if problem:
        return Item(where, problem=problem)
    published, fault = _date(row.get("published"))
    identity = row.get("id")
    return Item(
        where, row["text"], None if identity is None else str(identity), published, row.get("outlet"),
        remarks=tuple(r for r in (remark, fault, *_oddities(row["text"])) if r), faulty=fault is not None,
    )  # fmt: skip


_NAMES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def _wrong(row: dict[str, Any]) -> str | None:
    if not isinstance(row.get("text"), str):
        return (
            'has no "text"; give the report as "text": "…"' if "text" not in row else 'has a "text" that is no string'
        )
    if not isinstance(row.get("id"), str | int | None):
        return 'has an "id" that is neither a string nor a number'
    if not isinstance(row.get("outlet"), str | None):
        return 'has an "outlet" that is no string'
    return None


def _date(value: Any) -> tuple[datetime.date | None, str | None]:
    """A date or the date of a time; what is neither leaves dates open and is said."""
    if value in (None, ""):
        return None, None
    try:
        return datetime.date.fromisoformat(str(value)[:10]), None
    except ValueError:
        return None, f'has a "published" that is no date (YYYY-MM-DD): {value!r}; relative dates stay open'


def _from_text(data: bytes, where: str) -> Item:
    if not data.strip():
        return Item(where, problem="is empty")
    text, remark = decode(data)
    if text is None:
        return Item(where, problem="is not text but binary data; give a text, HTML or JSON Lines file")
    name = None if where == "<stdin>" else Path(where).name
    return Item(where, text, name, remarks=tuple(r for r in (remark, *_oddities(text)) if r))


def _oddities(text: str) -> Iterator[str]:
    if "\x00" in text:
        yield "holds NUL characters"
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        yield "holds lone surrogates"
