"""Tokens: words, numbers and marks of folded text. Clitics stay on their word; the lexicon takes them off."""

from __future__ import annotations

import re
from typing import NamedTuple

# A number keeps its separators (1.500, 1/5/2023, 23:35); letters and digits never share a token (و24, F16).
TOKEN = re.compile(r"[a-z\u0620-\u064a\u066e-\u06d3]+(?:[^\W\d_]+)?|\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\w\s]|_")


def is_number(word: str) -> bool:
    """Whether a folded token is a number (``1.500``, ``1/5/2023``)."""
    return word[0].isdigit()


def is_mark(word: str) -> bool:
    """Whether a folded token is punctuation or a symbol."""
    return len(word) == 1 and not word.isalnum()


class Tokens(NamedTuple):
    """Tokens with the offsets where each begins and ends; ``marks`` are the positions of those that are not all letters."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    marks: list[int]


def tokenise(folded: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of ``folded[start:end]``."""
    tokens = Tokens([], [], [], [])
    words, starts, ends, marks = tokens
    # Only white space lies between tokens, so the next occurrence of one is the token itself.
    for piece in folded[start:end].split():
        start = folded.index(piece, start)
        if piece.isalpha():  # nearly all are: one token, which the pattern need not find
            words.append(piece)
            starts.append(start)
            start += len(piece)
            ends.append(start)
            continue
        if piece[:-1].isalpha() and not piece[-1].isalnum():  # a word with a mark behind it
            end = start + len(piece)
            marks.append(len(words) + 1)
            words += (piece[:-1], piece[-1])
            starts += (start, end - 1)
            ends += (end - 1, end)
            start = end
            continue
        for word in TOKEN.findall(piece):
            start = folded.index(word, start)
            if not word.isalpha():
                marks.append(len(words))
            words.append(word)
            starts.append(start)
            start += len(word)
            ends.append(start)
    return tokens
