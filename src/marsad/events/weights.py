"""What the signs that two tellings are of one event weigh, as they were fitted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent.parent / "data" / "weights" / "merging.json"


class Weights(msgspec.Struct, frozen=True):
    """What each sign adds (log odds), what stands before any sign, and the mean above which two tellings are one."""

    base: float
    needed: float
    signs: dict[str, float]


@cache
def bundled() -> Weights:
    """The fitted weights."""
    return msgspec.json.decode(_DATA.read_bytes(), type=Weights)
