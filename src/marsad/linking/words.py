"""The words of a report as linking compares them: bare stems, each weighed by how rare it is in the press."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from marsad.text import fold_string

_TABLE = Path(__file__).parent.parent / "data" / "linking" / "document_frequencies.csv"
_WORD = re.compile(r"[\u0621-\u064a]+|[a-z]+|\d+")
_PREFIXES = ("وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال")
_CONJUNCTIONS = ("و", "ف", "ب", "ل")
_ENDINGS = ("اتها", "اته", "ات", "ين", "ون", "ان", "ها", "هم", "ه", "ي")
_SHORTEST = 3
_RAREST = 0.002
"""The share of reports that a word outside of the table is taken to stand in."""

Vector = Mapping[str, float]


def stem(word: str) -> str:
    """A folded word without article, clitics and the commonest endings.

    >>> stem("والغارات"), stem("غاره"), stem("للمدينه"), stem("مدينه")
    ('غار', 'غار', 'مدين', 'مدين')
    """
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            word = word[len(prefix) :]
            break
    else:
        if word[0] in "و" and len(word) > _SHORTEST + 1:
            word = word[1:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def stems(text: str) -> Iterator[str]:
    """The stems of ``text`` in order."""
    return (_stem(word) for word in _WORD.findall(fold_string(text).lower()))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(word)


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["stem"]: float(row["share"]) for row in csv.DictReader(table)}


def rarity(word: str) -> float:
    """How much a stem tells: the logarithm of one over the share of reports that hold it."""
    return -math.log(_shares().get(word, _RAREST))


def vector(words: list[str]) -> dict[str, float]:
    """Stems with weights whose squares add up to one; frequent ones weigh little."""
    weights = {word: (1 + math.log(n)) * rarity(word) for word, n in Counter(words).items()}
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {word: w / length for word, w in weights.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Likeness of two vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
