"""The chain of the custody log: every line vouches for all before it."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable

from marsad.records import CustodyEntry

_DIGITS = 32
"""Hexadecimal digits of the digest of a description: 128 bits."""
_DESCRIBED = re.compile(f"described as ([0-9a-f]{{{_DIGITS}}})")
_CAPTURED = re.compile(f"from ([0-9a-f]{{64}}), captured as ([0-9a-f]{{{_DIGITS}}})")
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
