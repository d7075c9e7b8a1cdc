"""Words that lost the space between them: taken apart when both halves are known and the whole is not.

Arabic forms new words at both ends, so that a short half proves nothing (الان قسام is no الانقسام): both must be long, and
what looks like an ending of the first is left with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from marsad.lexicon.match import Lexicon
from marsad.text.fold import fold_string
from marsad.text.passages import Sentence

_SHORTEST = 8
"""Letters of the shortest word that may be two."""
_HALF = 4
_SHORT = 3
"""Letters of a half, and of one that needs more to be believed."""
_NAME = 5
"""Letters of the shortest place name that counts as a half."""
_ENDINGS = re.compile("[يو]?ا?ت(?:ه|ها|هم|هما|هن|نا|ين|ان)|[يو]?(?:ون|ين|ان|ات|يه)|ويه|ويات")
_TOLD = frozenset({"trigger", "light_verb", "cue"})
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
_TIMES = frozenset({"time_word", "weekday"})
_REMEMBERED = 100_000


class Unglue:
    """Takes glued words apart; ``is_name`` says whether a folded word is the name of a place beyond doubt."""

    def __init__(self, lexicon: Lexicon, is_name: Callable[[str], bool]) -> None:
        self._lexicon = lexicon
        self._is_name = is_name
        self._seen: dict[str, int] = {}
        self._whole: set[str] = set()
        """Words of sentences in which nothing was glued."""

    def sentence(self, sentence: Sentence) -> Sentence:
        """``sentence`` with its glued words as two tokens each; the same object when it has none."""
        words = sentence.words
        if self._whole.issuperset(words):
            return sentence
        long = [n for n, length in enumerate(map(len, words)) if length >= _SHORTEST]
        for n in reversed(long):
            cut = self.cut(words[n])
            if cut:
                sentence = _divided(sentence, n, cut)
        if sentence.words is words:
            if len(self._whole) >= _REMEMBERED:
                self._whole.clear()
            self._whole.update(words)
        return sentence

    def cut(self, word: str) -> int:
        """Where the second word begins in the folded ``word``; 0 when it is one word.

        >>> from marsad.lexicon import load
        >>> Unglue(load(), lambda name: False).cut("انفجارعبوه")
        6
        """
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[word] = self._find(word)
        return known

    def _find(self, word: str) -> int:
        if not word.isalpha() or word[0].isascii() or self._is_whole(word):
            return 0
        places = range(len(word) - _SHORT, _SHORT - 1, -1)
        # An article inside a word shows best where the second one begins.
        for at in sorted(places, key=lambda at: not word.startswith("ال", at)):
            if self._is_second(word[at:], word[:at]) and self._is_first(word[:at], word[at:]):
                return at
        return 0

    def _is_whole(self, word: str) -> bool:
        return self._lexicon.knows(word) or any(self._is_name(word[n:]) for n in range(3))

    def _is_first(self, half: str, after: str) -> bool:
        if self._is_long_name(half):
            return True
        if len(half) == _SHORT:
            return after.startswith("ال") and any(kind in _TOLD for _, kind in self._lexicon.pieces(half))
        return any(_is_long(half[len(pro) :], _HALF) for pro, _ in self._lexicon.pieces(half))

    def _is_second(self, half: str, before: str) -> bool:
        return self._may_be_second(half, before) and not _ENDINGS.fullmatch(half)

    def _may_be_second(self, half: str, before: str) -> bool:
        if self._is_long_name(half):
            return True
        if len(half) == _SHORT:
            return self._is_long_name(before) and any(kind in _TIMES for _, kind in self._lexicon.pieces(half))
        return any(
            _is_long(half[len(pro) :], _HALF + bool(pro)) and not pro.endswith(("س", "ك", "ف"))
            for pro, _ in self._lexicon.pieces(half)
        )

    def _is_long_name(self, half: str) -> bool:
        return len(half) >= _NAME and self._is_name(half)


def _is_long(half: str, letters: int) -> bool:
    """Whether a half has so many letters without its article."""
    article = _ARTICLE.match(half)
    return len(half) - (article.end() if article else 0) >= letters


def _divided(sentence: Sentence, n: int, cut: int) -> Sentence:
    """``sentence`` with token ``n`` divided after ``cut`` folded characters."""
    word, start, end = sentence.words[n], sentence.starts[n], sentence.ends[n]
    middle = _original_cut(sentence.text, start, end, word[:cut])
    if not start < middle < end:
        return sentence
    quotes = [(a + (a > n), b + (b > n)) for a, b in sentence.quotes]
    return Sentence(
        sentence.index, sentence.paragraph, sentence.kind, sentence.text,
        [*sentence.words[:n], word[:cut], word[cut:], *sentence.words[n + 1 :]],
        [*sentence.starts[: n + 1], middle, *sentence.starts[n + 1 :]],
        [*sentence.ends[:n], middle, *sentence.ends[n:]], quotes, [k + (k > n) for k in sentence.marks],
    )  # fmt: skip


def _original_cut(text: str, start: int, end: int, first: str) -> int:
    """The offset in ``text`` where what folds to ``first`` ends."""
    if end - start == len(first) or fold_string(text[start : start + len(first)]) == first:
        return start + len(first)
    return next((at for at in range(start + len(first), end) if fold_string(text[start:at]) == first), end)
