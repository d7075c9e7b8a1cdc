"""The fitted weights of signs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).parent.parent / "data" / "weights" / "linking.json"


class Weights(NamedTuple):
    """``base`` plus the weights of the signs is the logarithm of the odds that two events are one incident; groups are
    parted below ``needed``. ``version`` is a digest of the file."""

    base: float
    signs: dict[str, float]
    needed: float
    version: str = ""

    @classmethod
    def load(cls, path: Path = PATH) -> Weights:
        """The bundled weights."""
        raw = path.read_bytes()
        content = json.loads(raw)
        return cls(content["base"], content["signs"], content["needed"], hashlib.sha256(raw).hexdigest()[:12])

    def score(self, signs: Iterable[str]) -> float:
        """The sum for some signs; those that were never seen weigh nothing."""
        get = self.signs.get
        return self.base + sum(get(sign, 0.0) for sign in signs)


@lru_cache(maxsize=1)
def bundled() -> Weights:
    """The bundled weights, read once."""
    return Weights.load()
