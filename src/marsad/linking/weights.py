"""The fitted weights of signs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from marsad.linking.words import TABLE

_READING = b"3"
"""Another one whenever tellings, keys or sketches come to be made otherwise, so that what is kept of them is not used."""
PATH = Path(__file__).parent.parent / "data" / "weights" / "linking.json"


class Weights(NamedTuple):
    """``base`` plus the weights of the signs is the logarithm of the odds that two events are one incident; groups are
    parted below ``needed``. ``version`` tells apart what was compared by other weights, or read otherwise."""

    base: float
    signs: dict[str, float]
    needed: float
    version: str = ""

    @classmethod
    def load(cls, path: Path = PATH) -> Weights:
        """The bundled weights."""
        raw = path.read_bytes()
        content = json.loads(raw)
        return cls(content["base"], content["signs"], content["needed"], _digest(raw, TABLE.read_bytes()))

    def score(self, signs: Iterable[str]) -> float:
        """The score for all signs of a pair; those that were never seen weigh nothing."""
        return self.base + self.sum(signs)

    def sum(self, signs: Iterable[str]) -> float:
        """What some signs weigh together."""
        weight = self.signs
        return sum([weight[sign] for sign in signs if sign in weight])


def _digest(*contents: bytes) -> str:
    digest = hashlib.sha256(_READING)
    for content in contents:
        digest.update(content)
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def bundled() -> Weights:
    """The bundled weights, read once."""
    return Weights.load()
