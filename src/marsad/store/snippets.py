"""Words in context: where in a text the words of a query stand, and the stretch that shows most of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.store.folding import Word as TextWord
from marsad.store.folding import attached, has_other_forms, may_hold, parts_of, raw_words, stem, terms, words_of
from marsad.store.query import Node, OfOutlet, Phrase, Prefix, Word, begun, wanted

OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = str.maketrans(dict.fromkeys((OPEN, CLOSE), "\ufffd"))
"""Marks that stand in the text itself are shown as what cannot be shown, lest they be taken for ours."""
_LENGTH, _BEFORE = 32, 6
"""Words of a snippet, and how many of them stand before the first found one."""
_SOON = 1_500
"""Characters that are looked through first: most often, all that was asked for stands there."""


class Found(NamedTuple):
    """Characters ``start`` to ``end`` of a text are what part number ``part`` of the query looks for."""

    start: int
    end: int
    part: int


class _Words(NamedTuple):
    """A text as the places of its words, and those among them that hold something of the query."""

    places: Sequence[tuple[int, int]]
    near: Sequence[int]


class Finder:
    """Finds the words of one query in texts."""

    def __init__(self, query: Node | None) -> None:
        leaves = list(dict.fromkeys(wanted(query))) if query is not None else []
        self._asked = len([leaf for leaf in leaves if not isinstance(leaf, OfOutlet)])
        self._stems = {stem(leaf.word): n for n, leaf in enumerate(leaves) if isinstance(leaf, Word)}
        self._prefixes = [(begun(leaf.word), n) for n, leaf in enumerate(leaves) if isinstance(leaf, Prefix)]
        self._phrases = [
            (leaf, attached(leaf.words[0]), n) for n, leaf in enumerate(leaves) if isinstance(leaf, Phrase)
        ]
        # Few words of a text look as if they held any of these; only those are looked at closely.
        probes = [*self._stems, *(leaf.word.removeprefix("ال") for leaf in leaves if isinstance(leaf, Prefix)),
                  *(leaf.words[0].removeprefix("ال") for leaf in leaves if isinstance(leaf, Phrase))]  # fmt: skip
        self._near = may_hold(probes) if probes else None

    def find(self, text: str) -> list[Found]:
        """What of the query stands in a text, in order, none within another."""
        return self._find(text, self._words(text))

    def snippet(self, text: str) -> str:
        """The stretch of ``text`` that shows most of the query, found words between marks; else its beginning."""
        places, found, first = self._read(text[:_SOON])
        if len(text) > _SOON and (first + _LENGTH >= len(places) or len({f.part for f in found}) < self._asked):
            places, found, first = self._read(text)
        cut = first + _LENGTH < len(places)
        at, end = places[first][0] if first else 0, places[first + _LENGTH - 1][1] if cut else len(text)
        pieces = ["… " if first else ""]
        for f in found:
            if at <= f.start and f.end <= end:
                pieces += [text[at : f.start].translate(_MARKS), OPEN, text[f.start : f.end].translate(_MARKS), CLOSE]
                at = f.end
        return "".join([*pieces, text[at:end].translate(_MARKS)]).strip() + (" …" if cut else "")

    def _read(self, text: str) -> tuple[Sequence[tuple[int, int]], list[Found], int]:
        """The places of the words, what is found, and the word that a snippet begins with."""
        words = self._words(text)
        found = self._find(text, words)
        return words.places, found, _best(found, words.places)

    def _words(self, text: str) -> _Words:
        matches = raw_words(text)
        if matches is None or has_other_forms(text):
            places = [(word.start, word.end) for word in words_of(text)]
            return _Words(places, range(len(places)))
        places = [match.span() for match in matches]
        if self._near is None:
            return _Words(places, ())
        ends = [end for _, end in places]
        near = {bisect_right(ends, match.start()) for match in self._near.finditer(text)}
        return _Words(places, sorted(near - {len(places)}))

    def _find(self, text: str, words: _Words) -> list[Found]:
        found: list[Found] = []
        for n in words.near:
            start, end = words.places[n]
            for word in parts_of(text[start:end]):
                at = TextWord(start + word.start, start + word.end, word.folded)
                part = self._part(word.folded)
                if part is not None:
                    found.append(Found(at.start, at.end, part))
                found += [f for phrase in self._phrases if (f := _of_phrase(text, words.places, n, at, *phrase))]
        return list(_apart(sorted(found, key=lambda f: (f.start, -f.end))))

    def _part(self, folded: str) -> int | None:
        for term in (folded, *terms(folded)):
            if term in self._stems:
                return self._stems[term]
        return next((part for beginnings, part in self._prefixes if folded.startswith(beginnings)), None)


def _of_phrase(
    text: str,
    places: Sequence[tuple[int, int]],
    n: int,
    at: TextWord,
    phrase: Phrase,
    first: tuple[str, ...],
    part: int,
) -> Found | None:
    """The phrase when it begins with the word ``at``, which lies in word ``n`` of the text."""
    size = len(phrase.words)
    begins = at.folded.startswith(first) if phrase.open and size == 1 else at.folded in first
    if not begins:
        return None
    words = [TextWord(s + w.start, s + w.end, w.folded) for s, e in places[n : n + size] for w in parts_of(text[s:e])]
    some = [word for word in words if word.start >= at.start][:size]
    if len(some) < size or not _goes_on(some[1:], phrase.words[1:], phrase.open):
        return None
    return Found(at.start, some[-1].end, part)


def _goes_on(words: Sequence[TextWord], rest: tuple[str, ...], is_open: bool) -> bool:
    same = [word.folded == other for word, other in zip(words, rest)]
    if is_open and rest:
        same[-1] = words[-1].folded.startswith(rest[-1])
    return all(same)


def _apart(found: Iterable[Found]) -> Iterable[Found]:
    last = -1
    for f in found:
        if f.start >= last:
            last = f.end
            yield f


def _best(found: list[Found], places: Sequence[tuple[int, int]]) -> int:
    """The number of the word to begin with: where most parts of the query stand within a snippet."""
    best, most = 0, 0
    for n, f in enumerate(found):
        start = max(0, bisect_right(places, (f.start, len(places) and places[-1][1])) - 1 - _BEFORE)
        end = places[min(start + _LENGTH, len(places)) - 1][1]
        parts = {other.part for other in found[n : n + _LENGTH] if other.end <= end}
        if len(parts) > most:
            best, most = start, len(parts)
    return best
