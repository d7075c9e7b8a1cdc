"""JSON Lines, JSON and tables (CSV, TSV): one report a row, read as a stream; a bad row is told with its number."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from marsad.records import Report
from marsad.sources.columns import chosen, report_of
from marsad.sources.decoding import Decoded, decode
from marsad.sources.items import Item, Reading, Refused
from marsad.sources.names import size
from marsad.sources.options import Options

_SAMPLE = 65_536
_DELIMITERS = ",;\t|"
_SKIPPED = 1024 * 1024
_JSON_TYPES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
_EXPECTED = 'each line must be an object such as {"text": "…", "date": "2024-03-05"}'


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line (from 1), the bytes that it was written in, and how to read it, which may raise Refused."""

    line: int
    content: bytes
    read: Callable[[], Reading]


def json_lines(item: Item, options: Options) -> Iterator[Row]:
    """The rows of JSON Lines; blank lines are passed over."""
    stream, encoding = _as_utf8(item.stream)
    columns = _Columns(options)
    for number, line in _lines(stream, options.limits.document):
        content = line.removeprefix(codecs.BOM_UTF8).strip() if isinstance(line, bytes) else line
        if content:
            yield Row(
                number,
                _original(content, encoding),
                partial(_from_line, content, encoding, columns, item, options),
            )


def table(item: Item, options: Options) -> Iterator[Row]:
    """The rows of a table whose first row names its columns. Raises Refused when it has none."""
    stream, encoding = _as_utf8(item.stream)
    head = stream.peek(_SAMPLE)[:_SAMPLE]
    charset = _charset(head, item, options)
    lines = _Recorder(stream, charset, encoding or charset, options.limits.document)
    # The longest cell that the csv module takes is a setting of the whole process; 128 KB is too short for a report.
    csv.field_size_limit(max(csv.field_size_limit(), options.limits.document))
    reader = csv.reader(lines, _dialect(head.decode(charset, "replace"), item.name))
    header = _header(reader)
    columns = chosen(header, options)
    lines.taken()
    while True:
        line = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(line, _original(lines.taken(), encoding), partial(_refuse, f"is no row of a table: {error}"))
            continue
        if cells is None:
            return
        content = lines.taken()
        if any(cells):
            yield Row(line, _original(content, encoding), _from_cells(cells, header, columns, lines, item, options))


def document(content: bytes, item: Item, options: Options) -> Reading:
    """A JSON document: a list of reports, one report, or an object that holds a list of them. Raises Refused."""
    decoded = _decoded(content, item, options)
    try:
        data = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"is not JSON: {_said(error)}") from error
    rows = _rows_in(data)
    columns = _Columns(options)
    reports: list[Report] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        try:
            reports.append(_from_object(row, columns, item, options)[0])
        except Refused as problem:
            problems.append(f"item {number} {problem}")
    if not reports:
        raise Refused(problems[0] if problems else "is JSON without reports in it")
    return Reading(
        media_type="application/json", reports=tuple(reports), charset=decoded.charset,
        notes=(decoded.remark,) if decoded.remark else (), complaint="; ".join(problems[:20]) or None,
    )  # fmt: skip


class _Columns:
    """The columns of JSON objects, found anew when the keys differ from those before."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._keys: tuple[str, ...] = ()
        self._chosen: dict[str, str] = {}

    def of(self, row: dict[str, Any]) -> dict[str, str]:
        keys = tuple(row)
        if keys != self._keys:
            self._keys, self._chosen = keys, chosen(keys, self._options)
        return self._chosen


class _Recorder:
    """Lines of a table as text, with the bytes of those that the row being read took."""

    def __init__(self, stream: BinaryIO, charset: str, original: str, longest: int) -> None:
        self.original = original
        self._lines = _lines(stream, longest)
        self._taken: list[bytes] = []
        self.charset = charset
        self.number = 0

    def __iter__(self) -> _Recorder:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if isinstance(line, int):
            self.number = number
            raise csv.Error(f"it is {size(line)} long")
        content = line.removeprefix(codecs.BOM_UTF8) if self.number == 0 else line
        self.number = number
        self._taken.append(content)
        return content.decode(self.charset, "surrogateescape")

    def taken(self) -> bytes:
        """The bytes since the last call."""
        content = b"".join(self._taken)
        self._taken.clear()
        return content


def _from_line(content: bytes | int, encoding: str | None, columns: _Columns, item: Item, options: Options) -> Reading:
    if isinstance(content, int):
        raise Refused(f"is {size(content)} long, more than a document may have ({size(options.limits.document)})")
    decoded = _decoded(content, item, options)
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"is not a JSON object: {_said(error)}; {_EXPECTED}") from error
    report, notes = _from_object(row, columns, item, options)
    remarks = (decoded.remark, *notes) if decoded.remark else notes
    return Reading(media_type="application/json", reports=(report,), charset=encoding or decoded.charset, notes=remarks)


def _from_object(row: Any, columns: _Columns, item: Item, options: Options) -> tuple[Report, tuple[str, ...]]:
    if not isinstance(row, dict):
        raise Refused(f"is not a JSON object but {_JSON_TYPES.get(type(row), 'something else')}; {_EXPECTED}")
    return report_of(row, columns.of(row), item, options)


def _from_cells(
    cells: list[str], header: list[str], columns: dict[str, str], lines: _Recorder, item: Item, options: Options
) -> Callable[[], Reading]:
    def read() -> Reading:
        values, remark = _mended(cells, lines.charset)
        report, notes = report_of(dict(zip(header, values)), columns, item, options)
        extra = (f"has {len(cells)} cells where the head has {len(header)}",) if len(cells) != len(header) else ()
        remarks = (*((remark,) if remark else ()), *notes, *extra)
        return Reading(media_type="text/csv", reports=(report,), charset=lines.original, notes=remarks)

    return read


def _mended(cells: list[str], charset: str) -> tuple[list[str], str | None]:
    """Cells with bytes that are not in the table's encoding are read by themselves."""
    if not any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
        return cells, None
    found = [decode(cell.encode(charset, "surrogateescape")) for cell in cells]
    remark = next((cell.remark for cell in found if cell and cell.remark), None)
    return [cell.text if cell else "" for cell in found], remark


def _header(reader: Any) -> list[str]:
    try:
        names = next((row for row in reader if any(row)), None)
    except csv.Error as error:
        raise Refused(f"has no head of a table that can be read: {error}") from error
    if names is None:
        raise Refused("is a table without rows")
    return [name.strip() for name in names]


def _dialect(sample: str, name: str) -> Any:
    """Delimiter and quotes by the look of the first lines; a comma, or a tab by the name, when they do not tell."""
    if name.lower().endswith((".tsv", ".tab")):
        return csv.excel_tab
    first = sample.lstrip("\ufeff\r\n").split("\n", 1)[0]
    counts = {delimiter: first.count(delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: counts[delimiter])

    class Dialect(csv.excel):
        delimiter = best if counts[best] else ","

    return Dialect


def _charset(head: bytes, item: Item, options: Options) -> str:
    """The encoding of a table by its first lines. Raises Refused when it is no text."""
    whole = head[: head.rfind(b"\n") + 1] or head
    if b"\x00" in whole:
        raise Refused("is not a table but binary data")
    decoded = decode(whole, item.charset or options.charset)
    if decoded is None:
        raise Refused("is not a table but binary data")
    return decoded.charset


def _decoded(content: bytes, item: Item, options: Options) -> Decoded:
    decoded = decode(content, item.charset or options.charset)
    if decoded is None:
        raise Refused("is not JSON but binary data")
    return decoded


def _rows_in(data: Any) -> list[Any]:
    """The reports in a JSON document; an object that holds but one list of objects is that list."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        texts = [value for value in data.values() if isinstance(value, str) and len(value) > 200]
        if len(lists) == 1 and not texts:
            return list(lists[0])
    return [data]


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | int]]:
    """Lines with their numbers; of a line that is longer than ``longest`` only its length, and it is never held whole."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := stream.readline(_SKIPPED)):
            length += len(line)
        yield number, length


class _Transcoder(io.RawIOBase):
    """UTF-16 or UTF-32 as UTF-8: neither has lines of bytes."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            chunk = self._stream.read(_SAMPLE)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "surrogatepass")
            if not chunk:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count


def _as_utf8(stream: Any) -> tuple[Any, str | None]:
    """The stream with lines of bytes, and the encoding that it had where it was changed."""
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    decoded = decode(peekable.peek(_SAMPLE)[:4096])
    if decoded is None or not decoded.charset.startswith(("utf-16", "utf-32")):
        return peekable, None
    return io.BufferedReader(_Transcoder(peekable, decoded.charset), _SAMPLE), decoded.charset


def _original(content: bytes | int, encoding: str | None) -> bytes:
    """The bytes of a row as they stood in the file."""
    if isinstance(content, int):
        return b""
    return content.decode("utf-8", "surrogatepass").encode(encoding, "replace") if encoding else content


def _refuse(problem: str) -> Reading:
    raise Refused(problem)


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if not isinstance(error, json.JSONDecodeError):
        return str(error)
    place = f"character {error.colno}" if error.lineno == 1 else f"line {error.lineno}, character {error.colno}"
    return f"{error.msg[0].lower()}{error.msg[1:].removesuffix(' at')} at {place}"
