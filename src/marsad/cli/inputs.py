"""Reads reports from files or standard input: plain text or JSON Lines, in whatever encoding, one problem at a time."""

from __future__ import annotations

import codecs
import datetime
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Item:
    """A report as read, or the problem that kept it from being read; ``notes`` are worth a word on standard error."""

    where: str
    text: str = ""
    id: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None
    problem: str | None = None
    notes: tuple[str, ...] = ()


def read_items(sources: tuple[str, ...], kind: str, json_by_default: bool) -> Iterator[Item]:
    """The items of all ``sources`` in order; ``kind`` is auto, text or jsonl."""
    for source in sources:
        if source == "-":
            yield from _stream(sys.stdin.buffer, "standard input", kind, json_by_default)
            continue
        path = Path(source)
        try:
            with path.open("rb") as stream:
                as_json = path.suffix in (".jsonl", ".ndjson")
                yield from _stream(stream, source, "jsonl" if as_json and kind == "auto" else kind, False)
        except OSError as error:
            yield Item(source, problem=f"cannot be read: {error.strerror or error}")


def _stream(stream: BinaryIO, where: str, kind: str, json_by_default: bool) -> Iterator[Item]:
    if kind == "jsonl" or (kind == "auto" and json_by_default):
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _from_json(line, f"{where}, line {number}")
        return
    data = stream.read()
    if kind == "auto" and data.lstrip()[:1] == b"{" and b'"text"' in data:
        for number, line in enumerate(data.splitlines(), 1):
            if line.strip():
                yield _from_json(line, f"{where}, line {number}")
        return
    yield _from_text(data, where)


def _from_json(line: bytes, where: str) -> Item:
    try:
        row: Any = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        return Item(where, problem=f"is not a JSON object: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Item(where, problem='needs a "text" that is a string')
    published, problem = _date(row.get("published"))
    if problem:
        return Item(where, problem=problem)
    identity, outlet = row.get("id"), row.get("outlet")
    return Item(
        where, row["text"], None if identity is None else str(identity), published,
        None if outlet is None else str(outlet), notes=_oddities(row["text"]),
    )  # fmt: skip


def _date(value: Any) -> tuple[datetime.date | None, str | None]:
    if value in (None, ""):
        return None, None
    try:
        return datetime.date.fromisoformat(str(value)[:10]), None
    except ValueError:
        return None, f'has a "published" that is no date (YYYY-MM-DD): {value!r}'


def _from_text(data: bytes, where: str) -> Item:
    if not data.strip():
        return Item(where, problem="is empty")
    text, notes = decode(data)
    if text is None:
        return Item(where, problem="is not text (binary data); give a text, HTML or JSON Lines file")
    return Item(where, text, notes=(*notes, *_oddities(text)))


def decode(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """Text and notes on how it was read; None for binary data. UTF-8 is tried first, then a byte order mark, Windows-1256."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        where = error.start
    if _looks_binary(data):
        return None, ()
    try:
        return data.decode("cp1256"), (f"is not UTF-8 (byte {where}); read as Windows-1256",)
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), ("is not UTF-8; broken characters were replaced",)


def _looks_binary(data: bytes) -> bool:
    sample = data[:4096]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return control > 0.02 * len(sample)


def _oddities(text: str) -> tuple[str, ...]:
    notes = []
    if "\x00" in text:
        notes.append("holds NUL characters; they were read as spaces")
    if any("\ud800" <= c <= "\udfff" for c in text):
        notes.append("holds lone surrogates; they were passed over")
    return tuple(notes)
