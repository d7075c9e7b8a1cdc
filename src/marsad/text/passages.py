"""Sentences of a report: their tokens, where they stood, what kind of line they are, and what is quoted in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.records import Span
from marsad.text.fold import fold
from marsad.text.furniture import Furniture
from marsad.text.markup import without_markup
from marsad.text.quotes import quoted_ranges
from marsad.text.tokens import Tokens, tokenise
from marsad.text.wrapping import unwrapped

LONGEST = 300
"""A sentence with more tokens is cut at a comma or, failing that, here: texts with no full stop stay readable."""

_PARAGRAPH = re.compile(r"[^\n]+")
_PIECE = 20_000
"""Characters of a line that are read at once."""
_FINAL = frozenset(".!?؟…")
_CLOSING = frozenset("»”\"')]}’“")
_NAME_ENDS = frozenset('»”"’')
_BULLETS = frozenset("-–—•*●▪◾·♦➤✦")
_BOXES = {"(": ")", "[": "]", "«": "»", '"': '"', "“": "”", "”": "“"}
_HEADLINE_TOKENS = 30
_SUBTITLE_TOKENS = 14
_LINK = 18
"""Tokens of a title that a page shows as a link, its dots included."""


class Sentence:
    """One sentence or line of a report, as folded tokens with their places in the original text."""

    __slots__ = ("ends", "index", "kind", "marks", "paragraph", "quotes", "starts", "text", "words")

    def __init__(
        self, index: int, paragraph: int, kind: str, text: str, words: list[str], starts: list[int], ends: list[int],
        quotes: list[tuple[int, int]], marks: list[int],
    ) -> None:  # fmt: skip
        self.index = index
        self.paragraph = paragraph
        self.kind = kind
        self.text = text
        self.words = words
        self.starts = starts
        self.ends = ends
        self.quotes = quotes
        self.marks = marks
        """Tokens that are not all letters, in order: numbers, punctuation, symbols."""

    def span(self, first: int, last: int) -> Span:
        """Tokens ``first`` to ``last`` (exclusive) as a span of the original text."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start=start, end=end, text=self.text[start:end])

    def original(self, first: int, last: int) -> str:
        """Tokens ``first`` to ``last`` (exclusive) as they are written."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def __repr__(self) -> str:
        return f"Sentence({self.index}, {self.kind}, {' '.join(self.words)!r})"


def read(text: str, furniture: Furniture | None = None) -> list[Sentence]:
    """The sentences of ``text`` in order; see ``iterate``."""
    return list(iterate(text, furniture))


def iterate(text: str, furniture: Furniture | None = None) -> Iterator[Sentence]:
    """The sentences of ``text`` in order, one at a time, so that a report of any length fits in memory.

    Page source (HTML tags, entities, scripts) is passed over; offsets stay those of ``text`` as given.

    ``furniture`` knows lines that belong to the page, and gives them their kind: ``furniture``, ``caption`` or ``dateline``.
    What follows a heading of furniture is furniture too as long as the lines stay short and unfinished. A title that the page
    prints again below itself is passed over.
    """
    furniture = furniture or Furniture()
    folded = fold(without_markup(text))
    index, number, below = 0, -1, False
    title: list[str] = []
    lines = [p for p in _paragraphs(folded.text) if not folded.text[p[0] : p[1]].isspace()]
    paragraphs = unwrapped(folded.text, lines)
    for start, end in paragraphs:
        tokens = _without_boxes(tokenise(folded.text, start, end))
        words = tokens.words
        if not words:
            continue
        if number == 0 and words == title:
            continue
        number += 1
        kind = furniture.kind(words) or _kind(words, number, len(paragraphs), below)
        if number == 0 and kind == "headline":
            title = words
        below = kind == "furniture" and (below or furniture.is_heading(words))
        quotes = quoted_ranges(words, tokens.marks)
        for first, last in _cuts(tokens):
            starts, ends = folded.spans(tokens.starts[first:last], tokens.ends[first:last])
            if last == len(words) and furniture.is_tail(words[first:last]):
                kind = "furniture"
            inside = [(max(a, first) - first, min(b, last) - first) for a, b in quotes if a < last and b > first]
            marks = [n - first for n in tokens.marks if first <= n < last]
            yield Sentence(index, number, kind, text, words[first:last], starts, ends, inside, marks)
            index += 1


def _paragraphs(folded: str) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that hold something; a line longer than any paragraph is taken in pieces."""
    for match in _PARAGRAPH.finditer(folded):
        start, end = match.span()
        while end - start > _PIECE:
            cut = folded.rfind(". ", start, start + _PIECE) + 1
            cut = cut or folded.rfind(" ", start, start + _PIECE) + 1 or start + _PIECE
            cut = max(cut, start + 1)
            yield start, cut
            start = cut
        yield start, end


def _without_boxes(tokens: Tokens) -> Tokens:
    """Without brackets and quotation marks around a lone number: in مقتل (3) مدنيين they part what belongs together."""
    words, last = tokens.words, len(tokens.words) - 1
    boxed = [
        n for n in tokens.marks
        if 0 < n < last and words[n].isdecimal() and words[n + 1] == _BOXES.get(words[n - 1])
    ]  # fmt: skip
    if not boxed:
        return tokens
    gone = {n + side for n in boxed for side in (-1, 1)}
    kept = [n for n in range(len(words)) if n not in gone]
    starts, ends = ([offsets[n] for n in kept] for offsets in (tokens.starts, tokens.ends))
    marks = [n for n, at in enumerate(kept) if not words[at].isalpha()]
    return Tokens([words[n] for n in kept], starts, ends, marks)


def _is_cut_short(words: list[str]) -> bool:
    """Whether a short line breaks off: the title of another report, shown as a link."""
    return len(words) <= _LINK and (words[-1] == "…" or words[-3:] == [".", ".", "."])


def _kind(words: list[str], number: int, total: int, below: bool) -> str:
    """What kind of line this is; ``below`` says that it stands below a heading of furniture."""
    if number > 1 and _is_cut_short(words):
        return "furniture"
    short = len(words) <= _SUBTITLE_TOKENS
    open_ended = words[-1] not in _FINAL and not (words[-1] in _CLOSING and len(words) > 1 and words[-2] in _FINAL)
    if below and short and open_ended:
        return "furniture"
    if words[0] in _BULLETS and len(words) > 2:
        return "bullet"
    if open_ended and total > 1 and (short or (number == 0 and len(words) <= _HEADLINE_TOKENS)):
        return "headline"
    return "body"


def _cuts(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences of one paragraph."""
    words, at, ends = tokens.words, tokens.starts, tokens.ends
    first = n = 0
    total = len(words)
    if total <= LONGEST and _FINAL.isdisjoint([words[k] for k in tokens.marks if k < total - 1]):
        yield 0, total
        return
    while n < total:
        if words[n] in _FINAL and _ends_sentence(tokens, n, first):
            n += 1
            while n < total and (words[n] in _FINAL or words[n] in _CLOSING) and at[n] == ends[n - 1]:
                n += 1
            yield first, n
            first = n
        elif n - first >= LONGEST:
            cut = next((k + 1 for k in range(n, first + LONGEST // 2, -1) if words[k] in "،,؛"), n)
            yield first, cut
            first = cut
            n = max(n, cut)
        else:
            n += 1
    if first < total:
        yield first, total


def _ends_sentence(tokens: Tokens, n: int, first: int) -> bool:
    """A stop ends a sentence unless it belongs to an abbreviation (د.), to "..", or stands inside a word (a.b)."""
    words, at = tokens.words, tokens.starts
    if n + 1 == len(words):
        return True
    glued = at[n + 1] == at[n] + 1
    if words[n] != ".":
        return not (glued and words[n + 1] in ")،,")
    previous_glued = n > first and tokens.ends[n - 1] == at[n]
    if previous_glued and len(words[n - 1]) == 1 and words[n - 1].isalpha():
        return False
    before = sum(1 for word in words[max(first, n - 2) : n] if word == ".")
    if words[n + 1] == ".":
        return False  # the last dot of a run decides
    if before == 1:
        return False
    if previous_glued and glued and n + 2 < len(words) and words[n + 2] in _NAME_ENDS:
        return False  # a site that is named (موقع «البلد.نت»)
    return not (glued and words[n + 1][0].isascii() and words[n + 1].isalnum())
