"""Words in context: where in a text the words of a query stand, and the stretch that shows most of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.store.folding import Word as TextWord
from marsad.store.folding import attached, stem, terms, words_of
from marsad.store.query import Node, Phrase, Prefix, Word, begun, wanted

OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = str.maketrans(dict.fromkeys((OPEN, CLOSE), "\ufffd"))
"""Marks that stand in the text itself are shown as what cannot be shown, lest they be taken for ours."""
_LENGTH, _BEFORE = 32, 6
"""Words of a snippet, and how many of them stand before the first found one."""


class Found(NamedTuple):
    """Words ``first`` to ``last`` (inclusive) of a text are what part number ``part`` of the query looks for."""

    first: int
    last: int
    part: int


class Finder:
    """Finds the words of one query in texts."""

    def __init__(self, query: Node | None) -> None:
        leaves = list(dict.fromkeys(wanted(query))) if query is not None else []
        self._stems = {stem(leaf.word): n for n, leaf in enumerate(leaves) if isinstance(leaf, Word)}
        self._prefixes = [(begun(leaf.word), n) for n, leaf in enumerate(leaves) if isinstance(leaf, Prefix)]
        self._phrases = [
            (leaf, attached(leaf.words[0]), n) for n, leaf in enumerate(leaves) if isinstance(leaf, Phrase)
        ]
        self._known: dict[str, int | None] = {}

    def find(self, words: Sequence[TextWord]) -> list[Found]:
        """What of the query stands in the words of a text, in order, none within another."""
        found = [Found(n, n, part) for n, word in enumerate(words) if (part := self._part(word.folded)) is not None]
        found += [f for phrase in self._phrases for f in _of_phrase(words, *phrase)]
        return list(_apart(sorted(found, key=lambda f: (f.first, -f.last))))

    def snippet(self, text: str) -> str:
        """The stretch of ``text`` that shows most of the query, found words between marks; else its beginning."""
        words = list(words_of(text))
        found = self.find(words)
        start = _best(found)
        chosen = [f for f in found if start <= f.first and f.last < start + _LENGTH]
        pieces, at = [], words[start].start if start else 0
        lead = "… " if start else ""
        for f in chosen:
            first, last = words[f.first].start, words[f.last].end
            pieces += [text[at:first].translate(_MARKS), OPEN, text[first:last].translate(_MARKS), CLOSE]
            at = last
        cut = start + _LENGTH < len(words)
        end = words[start + _LENGTH - 1].end if cut else len(text)
        return lead + "".join([*pieces, text[at:end].translate(_MARKS)]).strip() + (" …" if cut else "")

    def _part(self, folded: str) -> int | None:
        if folded not in self._known:
            self._known[folded] = self._look(folded)
        return self._known[folded]

    def _look(self, folded: str) -> int | None:
        for term in (folded, *terms(folded)):
            if term in self._stems:
                return self._stems[term]
        return next((part for beginnings, part in self._prefixes if folded.startswith(beginnings)), None)


def _of_phrase(words: Sequence[TextWord], phrase: Phrase, first: tuple[str, ...], part: int) -> Iterable[Found]:
    size = len(phrase.words)
    rest = phrase.words[1:]
    for n in range(len(words) - size + 1):
        begins = words[n].folded.startswith(first) if phrase.open and size == 1 else words[n].folded in first
        if begins and _goes_on(words[n + 1 : n + size], rest, phrase.open):
            yield Found(n, n + size - 1, part)


def _goes_on(words: Sequence[TextWord], rest: tuple[str, ...], is_open: bool) -> bool:
    same = [word.folded == other for word, other in zip(words, rest)]
    if is_open and rest:
        same[-1] = words[-1].folded.startswith(rest[-1])
    return all(same)


def _apart(found: Iterable[Found]) -> Iterable[Found]:
    last = -1
    for f in found:
        if f.first > last:
            last = f.last
            yield f


def _best(found: list[Found]) -> int:
    """The number of the word to begin with: where most parts of the query stand within a snippet."""
    best, most = 0, 0
    for n, f in enumerate(found):
        start = max(0, f.first - _BEFORE)
        parts = {other.part for other in found[n : n + _LENGTH] if other.last < start + _LENGTH}
        if len(parts) > most:
            best, most = start, len(parts)
    return best
