"""Tokens: words, numbers and marks of folded text. Clitics stay on their word; the lexicon takes them off."""

from __future__ import annotations

import re

# A number keeps its separators (1.500, 1/5/2023, 23:35); letters and digits never share a token (و24, F16).
TOKEN = re.compile(r"[a-z\u0620-\u064a\u066e-\u06d3]+(?:[^\W\d_]+)?|\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\w\s]|_")


def is_number(word: str) -> bool:
    """Whether a folded token is a number (``1.500``, ``1/5/2023``)."""
    return word[0].isdigit()


def is_mark(word: str) -> bool:
    """Whether a folded token is punctuation or a symbol."""
    return len(word) == 1 and not word.isalnum()


def tokenise(folded: str, start: int = 0, end: int | None = None) -> tuple[list[str], list[int]]:
    """The tokens of ``folded[start:end]`` and the offset where each begins."""
    words = TOKEN.findall(folded, start, len(folded) if end is None else end)
    at: list[int] = []
    for word in words:  # only white space lies between tokens, so the next occurrence is the token itself
        start = folded.index(word, start)
        at.append(start)
        start += len(word)
    return words, at
