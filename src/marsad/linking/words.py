"""The words of a report as linking compares them: bare stems, each weighed by how rare it is in the press.

Vectors hold whole numbers: a stem's number and its weight. They are short to keep, and their products add up to the same in any
order.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from marsad.text import Folded, fold, fold_string

TABLE = Path(__file__).parent.parent / "data" / "linking" / "document_frequencies.csv"
_WORD = re.compile(r"[\u0621-\u064a]+|[A-Za-z]+|\d+")
_PREFIXES = ("وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال")
_CONJUNCTIONS = ("و", "ف", "ب", "ل")
_ENDINGS = ("اتها", "اته", "ات", "ين", "ون", "ان", "ها", "هم", "ه", "ي")
_SHORTEST = 3
_RAREST = 0.002
"""The share of reports that a word outside of the table is taken to stand in."""

_LEAST = 2.0
"""Rarity below which a stem says nothing on what a text is about: one report in seven has it."""
_LEAD = 60
"""Words of a beginning."""

Vector = Mapping[int, int]
"""Weights by the number of a stem, in parts of ``ONE``; their squares add up to one."""
ONE = 32_767
"""The weight of the only word of a text."""


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
    return (stem(word.lower()) for word in _WORD.findall(fold_string(text)))


class Word(NamedTuple):
    """A stem: its number (32 bits, hardly ever that of another) and how much it tells."""

    number: int
    rarity: float


class Words(NamedTuple):
    """The stems of a text that tell something, in order, with their offsets in its folded form; the first ``lead`` of them stand
    at its beginning, where the press says what is new."""

    folded: Folded
    stems: list[Word]
    starts: list[int]
    lead: int

    @classmethod
    def of(cls, text: str) -> Words:
        """Those of ``text``."""
        folded = fold(text)
        found = [(_word(match.group()), match.start()) for match in _WORD.finditer(folded.text)]
        lead = sum(word.rarity >= _LEAST for word, _ in found[:_LEAD])
        told = [both for both in found if both[0].rarity >= _LEAST]
        return cls(folded, [word for word, _ in told], [start for _, start in told], lead)

    def around(self, spans: Iterable[tuple[int, int]], wide: int) -> list[Word]:
        """The stems of the words that begin within so many characters of any of some spans of the text, each once."""
        where = None if self.folded.is_identity else self.folded.offset
        found: list[Word] = []
        done = 0
        for start, end in sorted(spans):
            first = bisect_left(self.starts, start - wide, done, key=where)
            done = bisect_left(self.starts, end + wide, first, key=where)
            found += self.stems[first:done]
        return found


@lru_cache(maxsize=200_000)
def _word(written: str) -> Word:
    bare = stem(written.lower())
    number = int.from_bytes(hashlib.blake2b(bare.encode(), digest_size=4).digest(), "big")
    return Word(number, -math.log(_shares().get(bare, _RAREST)))


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return {row["stem"]: float(row["share"]) for row in csv.DictReader(table)}


def vector(words: Sequence[Word]) -> dict[int, int]:
    """Stems with weights: how much each tells, and a little more where it stands several times."""
    weights: dict[int, float] = dict(words)
    if len(weights) < len(words):
        for number, times in Counter(map(_NUMBER, words)).items():
            if times > 1:
                weights[number] *= 1 + math.log(times)
    length = math.sqrt(sum([w * w for w in weights.values()]))
    return {number: round(w * ONE / length) for number, w in weights.items()} if length else {}


_NUMBER = itemgetter(0)


def cosine(a: Vector, b: Vector) -> float:
    """Likeness of two vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum([weight * b[number] for number, weight in a.items() if number in b]) / (ONE * ONE)
