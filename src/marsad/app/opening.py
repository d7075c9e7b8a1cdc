"""Opens archives, so that what people decided is laid over what was read wherever an archive shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.records import CodedReport, Decision

if TYPE_CHECKING:
    from marsad.store.contract import Store
    from marsad.store.decisions import Shown


def open_archive(
    path: str | Path, who: str = "", *, patience: float | None = None, waiting: Callable[[float], None] | None = None
) -> Store:
    """The archive at ``path``; ``patience`` and ``waiting`` as in ``open_store``.

    Raises StoreError when there is none, or it cannot be used.
    """
    from marsad.store import open_store

    return open_store(path, who, reviewing=reviewing, patience=patience, waiting=waiting)


def reviewing(coded: CodedReport, text: str, run: int, decisions: Sequence[Decision]) -> Shown:
    """A coding as people left it."""
    from marsad.review import apply, said
    from marsad.store.decisions import Shown

    left = apply(coded, text, decisions, run)
    return Shown(left.coded, left.marks, said(left.records.values()))
