"""Reports that were forgotten and may come in again: what holds them is read again, although it is held.

Which ones are awaited is kept in a setting until they come.
"""

from __future__ import annotations

import json

from marsad.store import custody
from marsad.store.sqlite.base import Base

_AWAITED = "readmitted"
_TOLD = "SELECT details FROM custody WHERE subject = ? AND action = 'ingest'"


def awaited(store: Base) -> frozenset[str]:
    """The ids of reports that may come in again and have not."""
    return frozenset(json.loads(store.setting(_AWAITED) or "[]"))


def await_report(store: Base, report: str) -> None:
    """Take a report in again when it comes; within a transaction."""
    store.set(_AWAITED, json.dumps(sorted(awaited(store) | {report})))


def came(store: Base, reports: frozenset[str]) -> None:
    """These await no longer, or never did; within a transaction."""
    before = awaited(store)
    if before & reports:
        store.set(_AWAITED, json.dumps(sorted(before - reports)))


def held_one(store: Base, sha256: str) -> bool:
    """Whether the log says that these bytes held a report that is awaited."""
    return any(
        (told := custody.capture_in(details)) is not None and told[0] == sha256
        for report in awaited(store)
        for (details,) in store.raw.execute(_TOLD, (report,))
    )
