"""A passage as places are looked for in it: plain words without quotation marks, hashtags, and what is taken already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marsad.lexicon import Passage

_SKIPPED = frozenset("\"“”«»‹›„‟_#'’‘`")
_NOT_NAMES = frozenset(
    {"trigger", "cue", "light_verb", "modality", "particle", "generic", "title", "month", "time", "weekday", "numeral",
     "bound", "unit", "demonym", "time_word", "actor"}
)  # fmt: skip
_LONGEST_QUOTE = 5


class Line:
    """The plain words of a passage, and where each stood.

    ``tags`` holds the hashtags as ranges of plain words: #حفر_الباطن is two words that belong together.
    """

    __slots__ = ("_actors", "at", "blocked", "number", "other", "passage", "tags", "words")

    def __init__(self, number: int, passage: Passage, blocked: Iterable[tuple[int, int]]) -> None:
        words = passage.words
        self.number = number
        self.passage = passage
        self.at: Sequence[int]
        skipped = [n for n in passage.sentence.marks if words[n] in _SKIPPED]
        if not skipped:
            self.words, self.at = words, range(len(words))
        else:
            self.at = sorted(set(range(len(words))).difference(skipped))
            self.words = list(map(words.__getitem__, self.at))
        self.tags = self._tags() if skipped and "#" in words else []
        self._actors = dict(blocked)
        self.blocked = {n for first, last in self._actors.items() for n in range(first, last)}
        self.other: set[int] | None = None
        for start, end in self.tags:
            self.release(start, end)

    def is_free(self, start: int, end: int) -> bool:
        """Whether a name may fill the plain positions: no token in between is blocked, and at most one hashtag begins."""
        if self.tags and sum(1 for a, b in self.tags if a < end and start < b) > 1:
            return False
        return not self.blocked or self.blocked.isdisjoint(range(self.at[start], self.at[end - 1] + 1))

    def release(self, start: int, end: int) -> None:
        """Unblock the actor that fills plain words ``start`` to ``end`` exactly, and nothing wider."""
        if end <= len(self.at) and start < end and self._actors.get(self.at[start]) == self.at[end - 1] + 1:
            self.blocked.difference_update(range(self.at[start], self.at[end - 1] + 1))

    def open_from(self, begins: Callable[[str], bool]) -> None:
        """Unblock the end of an actor's name from the first word on that ``begins`` a place."""
        words = self.passage.words
        for first, last in self._actors.items():
            inner = next((n for n in range(first + 1, last) if begins(words[n])), last)
            self.blocked.difference_update(range(inner, last))

    def is_otherwise(self, n: int) -> bool:
        """Whether the lexicon reads plain word ``n`` as something that is no part of a name."""
        if self.other is None:
            self.other = {hit.start for hit in self.passage.hits if hit.entry.kind in _NOT_NAMES}
        return self.at[n] in self.other

    def quoted(self, n: int) -> int | None:
        """The end of the short quotation that begins right at plain word ``n``."""
        token = self.at[n]
        for first, last in self.passage.sentence.quotes:
            if first <= token < last and first + 1 >= token and self.at[n - 1] < first if n else first == token:
                end = next((k for k in range(n, len(self.at)) if self.at[k] >= last), len(self.at))
                return end if 0 < end - n <= _LONGEST_QUOTE else None
        return None

    def is_part_of_tag(self, start: int, end: int) -> bool:
        """Whether the range lies inside a hashtag that says more than it (#انفجار_بيروت): a label, not a mention."""
        return any(a < end and start < b and not (start <= a and b <= end) for a, b in self.tags)

    def _tags(self) -> list[tuple[int, int]]:
        sentence, words = self.passage.sentence, self.passage.words
        found = []
        for mark, word in enumerate(words):
            if word != "#":
                continue
            last = mark + 1
            while last < len(words) and sentence.starts[last] == sentence.ends[last - 1] and _joins(words[last]):
                last += 1
            inside = [n for n, token in enumerate(self.at) if mark < token < last]
            if inside:
                found.append((inside[0], inside[-1] + 1))
        return found


def _joins(word: str) -> bool:
    return word == "_" or word.isalnum()
