"""The words around a number: bounds before and after it, the ends of a range, marks of a part, signs that it is a name."""

from __future__ import annotations

from marsad.lexicon import Hit, Passage
from marsad.mentions.quantities.numerals import Numeral
from marsad.text.tokens import is_number

QUOTES = frozenset("\"“”«»‹›„‟'‘’")
_GLUE = frozenset(
    {"ال", "و", "ف", "ب", "ل", "ك", "وال", "بال", "لل", "فال", "كال", "ول", "وب", "فب", "ولل", "وبال", "ـ"}
)
"""Clitics that stand as tokens of their own before digits."""
_JOINTS = frozenset("-–—/:_.+")
_VALUES = frozenset({"min", "max", "about", "exact"})
_OF_THEM = frozenset({"منهم", "منهن", "منها", "منهما"})
_ADJECTIVES = 3
"""Words that may stand between a counted noun and a bound after it (ثمانية أشخاص بينهم … على الأقل is too far)."""


class Surroundings:
    """The ``bound`` and ``number_name`` entries of a passage by where they end and begin."""

    __slots__ = ("_after", "_before", "_mixed", "_names", "_openers", "_parts", "_to", "passage")

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._before: dict[int, Hit] = {}
        self._after: dict[int, Hit] = {}
        self._openers: dict[int, Hit] = {}
        self._to: dict[int, Hit] = {}
        self._parts: dict[int, Hit] = {}
        self._mixed: dict[int, Hit] = {}
        for hit in passage.of("bound"):
            self._file(hit)
        self._names = {hit.end: hit.entry.attrs["role"] for hit in passage.of("number_name")}

    def _file(self, hit: Hit) -> None:
        name, position = hit.entry.attrs["bound"], hit.entry.attrs["position"]
        if name in _VALUES:
            if position != "after":
                self._before[hit.end] = hit
            if position != "before":
                self._after[hit.start] = hit
        elif name == "range":
            self._openers[hit.end] = hit
        elif name == "part":
            self._parts[hit.end] = hit
        elif name == "mixed":
            self._mixed[hit.start] = hit
        elif name in ("to", "link"):
            self._to[hit.start] = hit

    def back(self, n: int) -> int:
        """The token after which the phrase at ``n`` begins: over quotation marks and clitics written apart."""
        words = self.passage.words
        while n > 0 and (words[n - 1] in QUOTES or (words[n - 1] in _GLUE and is_number(words[n]))):
            n -= 1
        return n

    def before(self, n: int) -> Hit | None:
        """The bound that ends right before token ``n``."""
        return self._before.get(self.back(n))

    def after(self, n: int) -> Hit | None:
        """The bound that begins at ``n`` or after a few words that belong to the noun."""
        if not self._after:
            return None
        words = self.passage.words
        for k in range(n, min(n + _ADJECTIVES + 1, len(words))):
            hit = self._after.get(k)
            if hit is not None:
                return hit
            if len(words[k]) < 3:
                return None
        return None

    def opener(self, n: int) -> Hit | None:
        """بين or من right before ``n``."""
        return self._openers.get(self.back(n))

    def begins(self, n: int) -> bool:
        """Whether words around a number, of whatever kind, begin at ``n``: no noun does then."""
        return any(hit.start == n for hit in self.passage.of("bound"))

    def part(self, n: int) -> Hit | None:
        """The mark of a share (بينهم) right before ``n``."""
        return self._parts.get(n) or self._parts.get(self.back(n))

    def is_part(self, first: int, last: int, bare: bool) -> bool:
        """Whether a mark of a share stands before the quantity, or after a ``bare`` number (ثلاثة منهم)."""
        if self.part(first) is not None:
            return True
        mark = next((hit for hit in self._parts.values() if hit.start == last), None) if bare else None
        return mark is not None and self.passage.words[mark.start] in _OF_THEM and not self._counts(mark.end)

    def _counts(self, n: int) -> bool:
        words = self.passage.words
        return n < len(words) and (is_number(words[n]) or any(hit.start == n for hit in self.passage.of("numeral")))

    def mixed(self, n: int) -> Hit | None:
        """«Dead and injured» at ``n``."""
        return self._mixed.get(n)

    def link(self, n: int) -> bool:
        """Whether the token before ``n`` ties a number to a noun said before (إلى, بلغ, هي, :)."""
        return any(hit.end == n for hit in self._to.values())

    def to(self, low: Numeral, high: Numeral) -> bool:
        """Whether the words between two numerals make them the ends of a range."""
        hit = self._to.get(low.last)
        if hit is not None and self.back(high.first) <= hit.end <= high.first and hit.entry.attrs["bound"] == "to":
            return True
        opener = self.opener(low.first)
        if opener is None or not high.joined or self.passage.words[opener.start] == "من":
            return False
        return high.first - low.last <= (1 if self.passage.words[low.last] == "و" else 0)

    def name(self, numeral: Numeral) -> str | None:
        """The role of the word before the number that makes it a name (label, year, clock, ordinal, age), if any."""
        return self._names.get(self.back(numeral.first)) or self._names.get(numeral.first)

    def is_code(self, numeral: Numeral) -> bool:
        """Whether digits are glued to letters or other digits: M4, F16, 19-11-2021, 2-1."""
        if not numeral.digits:
            return False
        words, sentence = self.passage.words, self.passage.sentence
        n = numeral.first
        if n > 0 and sentence.ends[n - 1] == sentence.starts[n] and _makes_code(words, n - 1):
            return True
        last = numeral.last
        if last < len(words) and sentence.starts[last] == sentence.ends[last - 1]:
            return words[last].isascii() and words[last].isalpha()
        return False


def surroundings_of(passage: Passage) -> Surroundings:
    """The surroundings of ``passage``, worked out once."""
    known: Surroundings | None = passage.memo.get("surroundings")
    if known is None:
        known = passage.memo["surroundings"] = Surroundings(passage)
    return known


def is_joined(passage: Passage, end: int, start: int) -> bool:
    """Whether و alone joins what ends at ``end`` to what begins at ``start`` (a comma or an adjective may stand between)."""
    words = passage.words
    if not 0 <= start - end <= 2:
        return False
    between = words[end:start]
    return "و" in between or words[start][0] == "و"


def _makes_code(words: list[str], n: int) -> bool:
    """Whether the token glued before digits makes them a code."""
    word = words[n]
    if word.isalpha():
        return word not in _GLUE
    return word == "#" or word == "@" or (word in _JOINTS and n > 0 and is_number(words[n - 1]))
