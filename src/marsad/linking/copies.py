"""Near-duplicates and syndicated copies: which reports print the same words, and who had them first.

Texts are compared by shingles of folded words. MinHash (rensa) finds the pairs that are alike as wholes; a sample of the
shingles, the same ones in every text, finds those of which one holds the other. The shingles themselves settle each pair, so
that nothing rests on an estimate.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from marsad.records import Record
from marsad.text import fold_string

_WORD = re.compile(r"\w+")
_LONG = 4
"""Words of a shingle: four in a row are hardly ever the same by chance."""
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
_SAMPLE = 16
"""One shingle in so many is filed by itself: a paragraph has a few of those."""
_SAMPLED = "s:"
_LEAST = 5
"""Shingles that a text must have to be compared at all."""
_HALF = 0.5
"""From this share of common shingles two texts are near-duplicates."""
_INSIDE = 0.8
"""From this share of its shingles in another a text is a part of it."""

Relation = Literal["same", "near", "part"]


class Sketch(NamedTuple):
    """What is kept of a report for finding its copies: hashes of its shingles and the keys under which it is filed."""

    report: str
    published: datetime.date | None
    outlet: str | None
    shingles: frozenset[int]
    bands: tuple[str, ...]


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


def sketch(report: str, text: str, published: datetime.date | None, outlet: str | None) -> Sketch:
    """The sketch of a text; one too short to compare has no bands."""
    words = _WORD.findall(fold_string(text))
    shingles = frozenset(_hash(" ".join(words[n : n + _LONG])) for n in range(max(len(words) - _LONG + 1, 0)))
    return Sketch(report, published, outlet, shingles, tuple(_bands(shingles)) if len(shingles) >= _LEAST else ())


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _bands(shingles: frozenset[int]) -> Iterator[str]:
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update([str(s) for s in sorted(shingles)])
    digest = minhash.digest()
    rows = _PERMUTATIONS // _BANDS
    for band in range(_BANDS):
        values = ",".join(map(str, digest[band * rows : (band + 1) * rows]))
        yield f"{band}:{hashlib.blake2b(values.encode(), digest_size=8).hexdigest()}"
    yield from (f"{_SAMPLED}{s:x}" for s in sorted(shingles) if s % _SAMPLE == 0)


def is_sample(band: str) -> bool:
    """Whether a key is that of one shingle, not of a text as a whole."""
    return band.startswith(_SAMPLED)


def copies(sketches: Iterable[Sketch]) -> Iterator[Copy]:
    """Every pair of reports that print the same words."""
    filed: dict[str, list[Sketch]] = defaultdict(list)
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
