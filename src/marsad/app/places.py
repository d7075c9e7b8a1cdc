"""The gazetteer as one process keeps it: loaded once, and anew when the user has imported places."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.lexicon.gazetteer import Gazetteer, Place

Stamp = tuple[tuple[str, int], ...]
"""The files of imported places and when each was written."""
_NAMES = 1_000


def gazetteer() -> Gazetteer:
    """The gazetteer with the places that the user has imported so far."""
    return _gazetteer(stamp())


def found(name: str) -> tuple[Place, ...]:
    """The places that a name in any spelling may stand for, the weightiest first."""
    return _found(stamp(), name)


def stamp() -> Stamp:
    """Changes when places are imported."""
    from marsad.lexicon.gazetteer import imported

    return tuple((str(path), path.stat().st_mtime_ns) for path in imported())


@lru_cache(maxsize=1)
def _gazetteer(stamp: Stamp) -> Gazetteer:
    from marsad.lexicon.gazetteer import Gazetteer

    return Gazetteer.load(extra=[Path(path) for path, _ in stamp])


@lru_cache(maxsize=_NAMES)
def _found(stamp: Stamp, name: str) -> tuple[Place, ...]:
    from marsad.lexicon.place_store import find

    return tuple(find(name, _gazetteer(stamp)))
