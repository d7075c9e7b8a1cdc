"""The archive: what was captured, what was read out of it, and who did what to it.

>>> from marsad import store                                          # doctest: +SKIP
>>> with store.create("reports.marsad", who="Salma") as archive:      # doctest: +SKIP
...     for added in archive.add(items, who="Salma"):
...         report(added)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from marsad.store.contract import (
    Added,
    Bucket,
    Conflict,
    EventPoint,
    EventRow,
    Facet,
    Finding,
    Hit,
    Sort,
    Store,
    StoreError,
)
from marsad.store.decisions import QueueRow, Reviewing, Shown

__all__ = [
    "Added",
    "Bucket",
    "Conflict",
    "EventPoint",
    "EventRow",
    "Facet",
    "Finding",
    "Hit",
    "QueueRow",
    "Reviewing",
    "Shown",
    "Sort",
    "Store",
    "StoreError",
    "create",
    "open_store",
]


def create(where: str | Path, who: str = "", reviewing: Reviewing | None = None) -> Store:
    """Make an archive at a path; ``who`` stands in its custody log as the one who made it. ``reviewing`` as in ``open_store``.

    Raises StoreError when something is there already or nothing can be written there.
    """
    from marsad.store.sqlite import store

    return store.create(_path(where), who, reviewing)


def open_store(
    where: str | Path,
    who: str = "",
    reviewing: Reviewing | None = None,
    *,
    patience: float | None = None,
    waiting: Callable[[float], None] | None = None,
) -> Store:
    """Open the archive at a path; ``who`` is named in the custody log if it must be brought to a newer version.
    ``reviewing`` lays people's decisions over a coding (``marsad.app.archive.open_archive`` gives it); an archive with decisions
    cannot be used without.

    Where another process writes, it is waited for up to ``patience`` seconds (a minute if not given); ``waiting`` is called
    with the seconds left once this is taking longer than a batch.

    Raises StoreError when there is none, when it was made by a newer Marsad, or when it cannot be written.
    """
    from marsad.store.sqlite import store

    return store.open_file(_path(where), who, reviewing, patience, waiting)


def _path(where: str | Path) -> Path:
    if "://" in str(where):
        raise StoreError(f"{where}: this version of Marsad keeps archives in files; give a path")
    return Path(where)
