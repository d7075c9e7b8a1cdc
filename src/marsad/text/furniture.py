"""Page furniture: lines that belong to the page and not to the report, known by words that stand at fixed places in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_LONGEST = 30
"""A line with more tokens is text, whatever it begins with."""
_LONGEST_CAPTION = 45
_AFTER_CAPTION = 5
"""Tokens (an agency, a photographer) that may follow the words that make a line a caption."""
_FINAL = frozenset(".!?؟…")


class LineMark(NamedTuple):
    """Folded words that mark a line, what ``kind`` of line they make it, and where they must ``stand``.

    ``start``: the line opens with them. ``label``: it opens with them and a colon, a number or nothing follows.
    ``whole``: the line holds nothing but such words, numbers and marks. ``end``: it closes with them behind a mark, has
    them in brackets, or is a short line that opens with them. ``tail``: the line, or its last sentence, opens with them.
    ``below`` says that the short lines under such a line belong to the page as well (links to other reports).
    """

    words: tuple[str, ...]
    kind: str
    stand: str = "start"
    below: bool = False


class Furniture:
    """Line marks, by their first word, so that most lines cost one look-up."""

    def __init__(self, marks: Iterable[LineMark] = ()) -> None:
        self._opening: dict[str, list[LineMark]] = {}
        self._closing: dict[str, list[LineMark]] = {}
        for mark in marks:
            if mark.words:
                table = self._closing if mark.stand == "end" else self._opening
                table.setdefault(mark.words[0], []).append(mark)

    def kind(self, words: list[str]) -> str | None:
        """The kind that its marks give a line; None when it has none and may be text."""
        if len(words) > _LONGEST_CAPTION:
            return None
        first = next((n for n, word in enumerate(words) if word.isalnum() or word == "©"), 0)
        for mark in self._opening.get(words[first], ()) if len(words) <= _LONGEST else ():
            if self._opens(words, first, mark):
                return mark.kind
        return self._caption(words)

    def is_tail(self, words: list[str]) -> bool:
        """Whether the last sentence of a line is of the page (keywords behind a report)."""
        marks = self._opening.get(words[0], ()) if len(words) <= _LONGEST else ()
        return any(mark.stand == "tail" and self._opens(words, 0, mark) for mark in marks)

    def is_heading(self, words: list[str]) -> bool:
        """Whether the line is nothing but a mark that lines of the page follow."""
        return self._is_whole(words, [m for word in words for m in self._opening.get(word, ()) if m.below])

    def _opens(self, words: list[str], first: int, mark: LineMark) -> bool:
        if mark.stand == "whole":
            return self._is_whole(
                words, [m for word in words for m in self._opening.get(word, ()) if m.stand == "whole"]
            )
        after = first + len(mark.words)
        if tuple(words[first:after]) != mark.words:
            return False
        if mark.stand in ("start", "tail") or after == len(words):
            return True
        return words[after] in ":|" or words[after][0].isdigit()

    def _is_whole(self, words: list[str], marks: list[LineMark]) -> bool:
        """Whether ``marks`` are all the words there are."""
        n, seen = 0, False
        while n < len(words):
            if not words[n].isalpha() and words[n] != "©":
                n += 1
                continue
            width = max((len(m.words) for m in marks if tuple(words[n : n + len(m.words)]) == m.words), default=0)
            if not width:
                return False
            n, seen = n + width, True
        return seen

    def _caption(self, words: list[str]) -> str | None:
        """A caption names the archive last, behind a mark (``… - (agency/archive)``), or first; it has no full stop."""
        if not self._closing or words[-1] in _FINAL:
            return None
        for n, word in enumerate(words):
            for mark in self._closing.get(word, ()):
                if tuple(words[n : n + len(mark.words)]) == mark.words and _is_apart(words, n, n + len(mark.words)):
                    return mark.kind
        return None


def _is_apart(words: list[str], first: int, after: int) -> bool:
    """Whether the tokens between are a label of a caption and not part of a sentence."""
    if first == 0:
        return after == len(words) or (after > 1 and len(words) <= 2 * _AFTER_CAPTION)
    return not words[first - 1].isalnum() and len(words) - after <= _AFTER_CAPTION
