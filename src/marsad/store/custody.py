"""The chain of the custody log: every line vouches for all before it."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from marsad.records import CustodyEntry

_DIGITS = 32
"""Hexadecimal digits of the digest of a description: 128 bits."""
_DESCRIBED = re.compile(f"described as ([0-9a-f]{{{_DIGITS}}})")
_CAPTURED = re.compile(f"from ([0-9a-f]{{64}}), captured as ([0-9a-f]{{{_DIGITS}}})")
_KEPT = re.compile("kept (\\d+) codings of (\\d+), together ([0-9a-f]{64})(?:;|$)")
_GONE = re.compile("; coding of run (\\d+): ([0-9a-f]{64})")
_ALL_GONE = re.compile(f"removed(?:; [^;]*)?((?:{_GONE.pattern})+)(?:; the clock [^;]*)?$")
_ROW = re.compile(f"(\\d+) of (\\S+): ([0-9a-f]{{{_DIGITS}}})")
_ROWS = re.compile(f"; kept as (decision|grade|label) ({_ROW.pattern}(?:, {_ROW.pattern})*)(?:; the clock [^;]*)?$")
_NO_REPORT = "-"
_SUMS = 1 << 256
"""Sums of digests of codings are kept in as many bits as one of them has."""
_RUN = re.compile("run (\\d+)")
_OUTLET = re.compile(f"(\\S+) (?:added|changed)(?: ([0-9a-f]{{{_DIGITS}}}))?(?:,|;|$)")
GENESIS = ""
"""What stands before the first line."""
OUTLETS = "outlets"
"""The subject of a line about several outlets."""


def now() -> str:
    """The time in UTC with seconds, as records tell it."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def chained(before: str, entry: CustodyEntry) -> str:
    """The digest of a line and of the chain before it."""
    content = json.dumps([before, entry.number, entry.at, entry.who, entry.action, entry.subject, entry.details])
    return hashlib.sha256(content.encode()).hexdigest()


def description(values: Iterable[object]) -> str:
    """The digest of all that is known about a report, capture or outlet, by the values of its row."""
    return hashlib.sha256(json.dumps(list(values)).encode()).hexdigest()[:_DIGITS]


def outlet_description(values: Iterable[object]) -> str:
    """The digest of an outlet by the values of its row. Further names and the actor count where there are some: lines of archives
    that did not keep them hold."""
    *known, names, actor = values
    return description(known if (names, actor) == ("[]", None) else [*known, names, actor])


def described(digest: str) -> str:
    """How a line says what something was described as when it was taken in."""
    return f"described as {digest}"


def taken_in(sha256: str, digest: str) -> str:
    """How a line says which bytes were taken in, and what is known about their capture: from where, when, by what tool."""
    return f"from {sha256}, captured as {digest}"


def capture_in(details: str) -> tuple[str, str] | None:
    """The bytes that a line tells of and the digest of their capture; None for lines of archives that did not keep it."""
    found = _CAPTURED.search(details)
    return (found[1], found[2]) if found else None


def description_in(details: str) -> str | None:
    """The digest that a line has; None for lines of archives that did not keep it."""
    found = _DESCRIBED.search(details)
    return found[1] if found else None


def outlets_told(subject: str, details: str) -> dict[str, str | None]:
    """The outlets that a line tells of, with the digests of their descriptions."""
    if subject != OUTLETS or _DESCRIBED.search(details):
        return {subject: description_in(details)}
    return {found[1]: found[2] for found in _OUTLET.finditer(details)}


def several_outlets(told: dict[str, tuple[str, str]]) -> str:
    """What a line says of several outlets: by id, what became of them and the digest of the description."""
    return ", ".join(f"{id} {what} {digest}" for id, (what, digest) in told.items())


def coding_digest(report: str, document: bytes) -> int:
    """The digest of a coding as it is kept, and of which report it is one."""
    return int.from_bytes(hashlib.sha256(report.encode() + b"\0" + document).digest())


def together(digests: Iterable[int]) -> int:
    """The digest of codings in no order: the sum of theirs. One that is forgotten can be taken out of it."""
    return sum(digests) % _SUMS


def begun(extractor: str, version: str, lexicon: str) -> str:
    """How a line says what a run is of."""
    return f"begun: {extractor} {version}, lexicon {lexicon}"


def kept(codings: Collection[int], of: int) -> str:
    """How a line says which codings a run kept, by their digests, and how many it has then."""
    return f"kept {len(codings)} codings of {of}, together {together(codings):064x}"


def kept_in(subject: str, details: str) -> tuple[int, int, int, int] | None:
    """The run of which a line tells that it kept codings, how many, how many it had then, and their digest together."""
    run, found = _RUN.fullmatch(subject), _KEPT.match(details)
    return (int(run[1]), int(found[1]), int(found[2]), int(found[3], 16)) if run and found else None


def gone(run: int, digest: int) -> str:
    """What the end of a line says of a coding that was forgotten with its report."""
    return f"; coding of run {run}: {digest:064x}"


def gone_in(details: str) -> list[tuple[int, int]]:
    """The codings that were forgotten by a line: run and digest. Words that the line was given stand before and do not count."""
    end = _ALL_GONE.search(details)
    return [(int(run), int(digest, 16)) for run, digest in _GONE.findall(end[1])] if end else []


class Kept(NamedTuple):
    """A row of what a person decided: its table and number, the report that it goes with (None: it stays), and its digest."""

    table: str
    number: int
    report: str | None
    digest: str


def rows_kept(table: str, rows: Iterable[tuple[int, str | None, Iterable[object]]]) -> str:
    """What the end of a line says of rows of what a person decided: by number, report and values."""
    told = (f"{number} of {report or _NO_REPORT}: {description(values)}" for number, report, values in rows)
    return f"; kept as {table} {', '.join(told)}"


def rows_told(details: str) -> list[Kept]:
    """The rows that a line tells of at its end; the words that it was given stand before and do not count."""
    end = _ROWS.search(details)
    if end is None:
        return []
    return [
        Kept(end[1], int(number), None if report == _NO_REPORT else report, digest)
        for number, report, digest in _ROW.findall(end[2])
    ]
