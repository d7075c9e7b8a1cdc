"""Reads a text into claims with their words, for the tables of this folder."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from marsad import lexicon
from marsad.claims import ClaimDraft, find_claims
from marsad.lexicon import Lexicon, Passage
from marsad.text import read


class Said(NamedTuple):
    """A claim as a reader would write it down."""

    speaker: str | None
    cue: str
    stance: str
    content: str | None
    kind: str


@cache
def words() -> Lexicon:
    return lexicon.load()


def passages_of(text: str) -> list[Passage]:
    return [words().passage(sentence) for sentence in read(text)]


def drafts_of(text: str) -> tuple[list[Passage], list[ClaimDraft]]:
    passages = passages_of(text)
    return passages, find_claims(passages, [])


def said(text: str) -> list[Said]:
    """The claims of a text; a speaker left out is the one that the claim referred to names."""
    passages, drafts = drafts_of(text)
    return [
        Said(
            _speaker(passages, drafts, n),
            _words(passages, d.passage, *d.cue),
            d.stance,
            _content(text, passages, d),
            d.speaker_kind,
        )
        for n, d in enumerate(drafts)
    ]


def _words(passages: list[Passage], passage: int, first: int, last: int) -> str:
    return passages[passage].sentence.span(first, last).text


def _speaker(passages: list[Passage], drafts: list[ClaimDraft], n: int) -> str | None:
    draft = drafts[n]
    if draft.speaker is not None:
        return _words(passages, *draft.speaker)
    return _speaker(passages, drafts, draft.ref) if draft.ref is not None else None


def _content(text: str, passages: list[Passage], draft: ClaimDraft) -> str | None:
    if draft.content is None:
        return None
    (start, first), (end, last) = draft.content
    return text[passages[start].sentence.starts[first] : passages[end].sentence.ends[last - 1]]
