"""Near-duplicates and syndicated copies: which reports print the same words, and who had them first.

Texts are compared by shingles of four folded words, which are hardly ever the same in a row by chance. MinHash (rensa) finds
the pairs that are alike as wholes; a sample of the shingles, the same ones in every text, finds those of which one holds the
other. The shingles themselves settle each pair, so that nothing rests on an estimate.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple
from zlib import crc32

from marsad.records import Record
from marsad.text import fold_string

_WORD = re.compile(r"\w+")
_BANDS, _ROWS, _SEED = 16, 4, 1
_SAMPLE = 16
"""One shingle in so many is filed by itself: a paragraph has a few of those."""
_FIRST, _SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
"""What the words of a shingle are multiplied with, so that their order counts: odd numbers without a pattern."""
_ALL, _KEPT = (1 << 64) - 1, 32
"""The bits of a hash, and those of them that are dropped: 32 are enough to tell the shingles of two texts apart."""
_LEAST = 5
"""Shingles that a text must have to be compared at all."""
_HALF = 0.5
"""From this share of common shingles two texts are near-duplicates."""
_INSIDE = 0.8
"""From this share of its shingles in another a text is a part of it."""

Relation = Literal["same", "near", "part"]


class Sketch(NamedTuple):
    """What is kept of a report for finding its copies: hashes of its shingles (32 bits) and the keys under which it is filed."""

    report: str
    published: datetime.date | None
    outlet: str | None
    shingles: frozenset[int]
    bands: tuple[int, ...]


class Copy(Record, frozen=True):
    """Two reports with the same words. ``later`` prints what ``earlier`` had; where no time tells them apart, ``ordered`` is
    false and the longer one stands as the earlier.

    ``kind`` is same (every word), near, or part (one holds the other). ``jaccard`` is the share of common shingles among
    all, ``contained`` the share of the shingles of ``later`` that stand in ``earlier``.
    """

    earlier: str
    later: str
    kind: Relation
    jaccard: float
    contained: float
    ordered: bool


def sketch(
    report: str, text: str, published: datetime.date | None, outlet: str | None, folded: str | None = None
) -> Sketch:
    """The sketch of a text (``folded``: its folded form, if it is at hand); one too short to compare has no bands."""
    words = list(map(_number, _WORD.findall(fold_string(text) if folded is None else folded)))
    shingles = frozenset(
        ((a * _FIRST + b * _SECOND + c * _THIRD + d) & _ALL) >> _KEPT
        for a, b, c, d in zip(words, words[1:], words[2:], words[3:])
    )
    return Sketch(report, published, outlet, shingles, tuple(_bands(shingles)) if len(shingles) >= _LEAST else ())


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _bands(shingles: frozenset[int]) -> Iterator[int]:
    """Keys of the text as a whole, below zero, and of a sample of its shingles."""
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update(list(map(str, shingles)))
    digest = array("I", minhash.digest())
    for band in range(_BANDS):
        yield -1 - (band << 32 | crc32(digest[band * _ROWS : (band + 1) * _ROWS]))
    yield from sorted(s for s in shingles if s % _SAMPLE == 0)


def is_sample(band: int) -> bool:
    """Whether a key is that of one shingle, not of a text as a whole."""
    return band >= 0


def copies(sketches: Iterable[Sketch]) -> Iterator[Copy]:
    """Every pair of reports that print the same words."""
    filed: dict[int, list[Sketch]] = defaultdict(list)
    for new in sketches:
        mates = {old.report: old for band in new.bands for old in filed[band]}
        for old in mates.values():
            found = compared(old, new)
            if found is not None:
                yield found
        for band in new.bands:
            filed[band].append(new)


def compared(a: Sketch, b: Sketch) -> Copy | None:
    """How two reports print the same words, or None."""
    common = len(a.shingles & b.shingles)
    union = len(a.shingles) + len(b.shingles) - common
    if not common:
        return None
    jaccard = common / union
    inside = common / min(len(a.shingles), len(b.shingles))
    if jaccard < _HALF and inside < _INSIDE:
        return None
    kind: Relation = "same" if jaccard == 1 else "near" if jaccard >= _HALF else "part"
    earlier, later, ordered = _in_time(a, b)
    return Copy(
        earlier=earlier.report, later=later.report, kind=kind, jaccard=round(jaccard, 3),
        contained=round(common / len(later.shingles), 3), ordered=ordered,
    )  # fmt: skip


def _in_time(a: Sketch, b: Sketch) -> tuple[Sketch, Sketch, bool]:
    if a.published and b.published and a.published != b.published:
        return (a, b, True) if a.published < b.published else (b, a, True)
    return (*sorted((a, b), key=lambda s: (-len(s.shingles), s.report)), False)  # type: ignore[return-value]
