"""What stands beside the text of a report: the claims of each passage as brackets; the parts of a long text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from marsad.records import Claim
from marsad.web.highlights import Passage
from marsad.web.telling import Named, Records

A_PART = 10_000
"""Code points of a text that stand on one page, about; few reports have more."""
_DEEPEST = 3
"""Brackets nest so deep at most; what is deeper is drawn there."""
_GAPS = (re.compile(r"[\r\n]+"), re.compile(r"(?<=[.!?؟])\s"), re.compile(r"\s"))


class Bracket(NamedTuple):
    """A claim beside a passage that it reaches into: from ``start`` to ``end`` in the text; ``begins`` whether its first words
    stand in this passage."""

    claim: str
    start: int
    end: int
    speaker: Named | None
    stance: str
    depth: int
    begins: bool


def brackets(records: Records, passages: Sequence[Passage]) -> list[list[Bracket]]:
    """For each passage the claims that reach into it, outer ones first."""
    if not passages:
        return []
    first, last = passages[0].start, passages[-1].end
    reaching = ((*_reach(claim), claim) for claim in records.coded.claims)
    claims = sorted((r for r in reaching if r[0] < last and first < r[1]), key=lambda r: (r[0], -r[1]))
    beside: list[list[Bracket]] = []
    for passage in passages:
        here = [reaching for reaching in claims if reaching[0] < passage.end and passage.start < reaching[1]]
        beside.append([_bracket(records, *reaching, passage.start) for reaching in here])
    return beside


def _reach(claim: Claim) -> tuple[int, int]:
    spans = (claim.cue, claim.content) if claim.content else (claim.cue,)
    return min(span.start for span in spans), max(span.end for span in spans)


def _bracket(records: Records, start: int, end: int, claim: Claim, passage: int) -> Bracket:
    depth = min(records.depth(claim), _DEEPEST)
    return Bracket(claim.id, start, end, records.one(claim.speaker), claim.stance, depth, start >= passage)


def parts(text: str, length: int = A_PART) -> list[tuple[int, int]]:
    """Where the parts of a text begin and end: at the end of a line where one is near, else of a sentence, else of a word."""
    ends = [0]
    while len(text) - ends[-1] > length + length // 4:
        ends.append(_end(text, ends[-1] + length // 2, ends[-1] + length))
    return list(zip(ends, [*ends[1:], len(text)], strict=True))


def _end(text: str, least: int, most: int) -> int:
    for gap in _GAPS:
        found = [match.end() for match in gap.finditer(text, least, most)]
        if found and found[-1] < most:
            return found[-1]
    return most


def part_of(ends: Sequence[tuple[int, int]], at: int) -> int:
    """The number of the part (from 1) in which a code point stands."""
    return next((n for n, (_, end) in enumerate(ends, 1) if at < end), len(ends))
