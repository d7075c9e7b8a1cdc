"""Whether what an archive holds is what it was given: the checks that need no database."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from marsad.records import CodedReport, CustodyEntry, Mention, Report, Span, report_id
from marsad.store import custody
from marsad.store.contract import Finding
from marsad.store.custody import GENESIS, chained
from marsad.store.schema import unpacked

_PIECE = 1 << 20


def bytes_differ(sha256: str, size: int | None, content: BinaryIO) -> str | None:
    """What is wrong with the bytes of a capture, or with their number if it is given. Raises OSError when they cannot be read."""
    digest, length = hashlib.sha256(), 0
    while piece := content.read(_PIECE):
        digest.update(piece)
        length += len(piece)
    if digest.hexdigest() == sha256:
        return None if size in (None, length) else f"{length} bytes, {size} are said to have been captured"
    return f"{length} bytes with another digest, {size} were captured"


def report_differs(id: str, sha256: str, report: Report) -> str | None:
    """What is wrong with the text of a report."""
    if report.sha256 != sha256:
        return "the text has another digest"
    return None if report_id(report.text, report.outlet) == id else "text and outlet have another id"


def description_differs(values: Iterable[Any], told: str | None) -> str | None:
    """What is wrong with what is known about a report, by the values of its row and what the log says of its coming in."""
    digest = custody.description_in(told or "")
    if digest is None or _described(values) == digest:
        return None
    return "its title, day, address or what else is known about it is not what was taken in"


def captures_differ(sha256: str, rows: Iterable[Sequence[Any]], lines: Iterable[tuple[str, bool]]) -> str | None:
    """What is wrong with what is known about the captures of some bytes, by the values of their rows and what the log says of
    their coming in. Those of reports that were forgotten since may be gone."""
    told, expected = set[str | None](), set[str | None]()
    for details, forgotten in lines:
        found = custody.capture_in(details)
        if found is not None and found[0] == sha256:
            told.add(found[1])
            expected |= set() if forgotten else {found[1]}
    held = {_described(row) for row in rows}
    if not told or expected <= held <= told:  # older archives told of no captures
        return None
    if held <= told:
        return "the log tells of a capture of these bytes that is not there"
    return "from where, when or by what it was captured is not what was taken in"


def outlets_differ(rows: dict[str, Sequence[Any]], lines: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Outlets that are not those that the log tells of, by the values of their rows and subject and details of its lines."""
    told: dict[str, str | None] = {}
    for subject, details in lines:
        told |= custody.outlets_told(subject, details)
    for id, values in rows.items():
        if told.get(id) not in (None, _described(values, custody.outlet_description)):
            yield Finding(kind="changed", subject=f"outlet {id}", details="it is not described as the log has it")
        elif id not in told and None not in told.values():  # older archives told of outlets otherwise
            yield Finding(kind="orphan", subject=f"outlet {id}", details="no line of the log tells who added it")
    for id, digest in told.items():
        if digest and id not in rows:
            yield Finding(kind="missing", subject=f"outlet {id}", details="the log tells of it and it is not there")


def _described(
    values: Iterable[Any], description: Callable[[Iterable[object]], str] = custody.description
) -> str | None:
    try:
        return description(map(unpacked, values))
    except (UnicodeDecodeError, TypeError):  # bytes that were never words
        return None


def coding_differs(report: Report, coded: CodedReport) -> str | None:
    """What is wrong with a coding: the first span whose words are not those of the text."""
    if coded.report.sha256 != report.sha256:
        return "it is a coding of another text"
    wrong = next((span for span in spans(coded) if report.text[span.start : span.end] != span.text), None)
    return f"the words at {wrong.start}–{wrong.end} are not those of the text" if wrong else None


class Codings(NamedTuple):
    """Codings of a run: how many, and their digest together."""

    number: int = 0
    digest: int = 0

    def plus(self, number: int, digest: int) -> Codings:
        """With others; those whose number and digest are below zero are taken out."""
        return Codings(self.number + number, custody.together((self.digest, digest)))


def codings_differ(held: Mapping[int, Codings], lines: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Runs whose codings are not those that the log tells of, by subject and details of its lines on kept and forgotten ones.

    Codings that an older version kept stand in no line: where a run has such, only how many it has is checked.
    """
    told, before = dict[int, Codings](), dict[int, int]()
    for subject, details in lines:
        if kept := custody.kept_in(subject, details):
            run, number, of, digest = kept
            before.setdefault(run, of - number)
            told[run] = told.get(run, Codings()).plus(number, digest)
            continue
        for run, digest in custody.gone_in(details):
            if run in told:
                told[run] = told[run].plus(-1, -digest)
    for run, codings in told.items():
        here, number = held.get(run, Codings()), codings.number + before[run]
        if here.number != number:
            details = f"it has {here.number} codings, the log tells of {number}"
            yield Finding(kind="changed", subject=f"run {run}", details=details)
        elif before[run] == 0 and here != codings:
            yield Finding(kind="changed", subject=f"run {run}", details="its codings are not those that were kept")


def people_differ(
    held: Mapping[tuple[str, int], tuple[str | None, Sequence[Any]]], lines: Sequence[tuple[str, str, str]]
) -> Iterator[Finding]:
    """What people decided that is not what the log tells of: by table and number the report and the values of each row, and
    action, subject and details of the lines.

    What belonged to a report went with it when it was forgotten. Older archives did not tell of rows: those before the first
    that is told of are not checked.
    """
    told, first = dict[tuple[str, int], custody.Kept](), dict[str, int]()
    forgotten = {subject: n for n, (action, subject, _) in enumerate(lines) if action == "forget"}
    for n, (action, _, details) in enumerate(lines):
        for kept in custody.rows_told(details) if action != "forget" else ():
            first[kept.table] = min(kept.number, first.get(kept.table, kept.number))
            if kept.report is None or forgotten.get(kept.report, -1) < n:
                told[kept.table, kept.number] = kept
    for (table, number), kept in told.items():
        name, row = f"{table} {number}", held.get((table, number))
        if row is None:
            yield Finding(kind="missing", subject=name, details="the log tells of it and it is not there")
        elif row[0] != kept.report or _described(row[1]) != kept.digest:
            yield Finding(kind="changed", subject=name, details="it is not what the log tells of")
    for table, number in held.keys() - told.keys():
        if number >= first.get(table, number + 1):
            yield Finding(kind="orphan", subject=f"{table} {number}", details="no line of the log tells who made it")


def spans(coded: CodedReport) -> Iterator[Span | Mention]:
    """All stretches of text that a coding points at."""
    yield from coded.mentions
    yield from (claim.cue for claim in coded.claims)
    yield from (claim.content for claim in coded.claims if claim.content)
    yield from chain.from_iterable(event.triggers for event in coded.events)


def broken_links(entries: Iterable[CustodyEntry]) -> Iterator[Finding]:
    """Lines of the custody log that do not follow from those before; what comes after a broken one is measured by it."""
    before, number = GENESIS, 0
    for entry in entries:
        if entry.number != number + 1:
            details = f"{entry.number - number - 1} lines are missing before it"
            yield Finding(kind="broken chain", subject=f"custody {entry.number}", details=details)
        elif chained(before, entry) != entry.chain:
            details = f"it or a line before it was changed ({entry.at} {entry.action} {entry.subject})"
            yield Finding(kind="broken chain", subject=f"custody {entry.number}", details=details)
        before, number = entry.chain, entry.number


def unpressed(blob: bytes) -> bytes | None:
    """The bytes that were compressed; None when they were damaged."""
    try:
        return zlib.decompress(blob)
    except (zlib.error, TypeError):  # words stand where bytes did
        return None
