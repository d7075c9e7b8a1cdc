"""The chain of the custody log: every line vouches for all before it."""

from __future__ import annotations

import datetime
import hashlib
import json

from marsad.records import CustodyEntry

GENESIS = ""
"""What stands before the first line."""


def now() -> str:
    """The time in UTC with seconds, as records tell it."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def chained(before: str, entry: CustodyEntry) -> str:
    """The digest of a line and of the chain before it."""
    content = json.dumps([before, entry.number, entry.at, entry.who, entry.action, entry.subject, entry.details])
    return hashlib.sha256(content.encode()).hexdigest()
