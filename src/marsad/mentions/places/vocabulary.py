"""What a single word may contribute to a place name; each word type is worked out once and remembered."""

from __future__ import annotations

from marsad.lexicon.gazetteer import Gazetteer, Word
from marsad.lexicon.morphology import proclitics

_REMEMBERED = 200_000
SHORTEST = 3
"""Letters that a name of one word has at least behind a clitic: وتل begins وتل رفعت and is no name by itself."""


class Reading:
    """``names``: (proclitics, first word of a name, longest name); ``heads`` and ``directions`` with their proclitics."""

    __slots__ = ("direction", "head", "names")

    def __init__(
        self, names: tuple[tuple[str, str, int], ...], head: tuple[str, Word] | None, direction: tuple[str, Word] | None
    ) -> None:
        self.names = names
        self.head = head
        self.direction = direction


class Vocabulary:
    """The gazetteer's words by role, and the readings of words seen so far."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.heads: dict[str, Word] = {}
        self.directions: dict[str, Word] = {}
        self.sides: dict[str, str] = {}
        roles: dict[str, set[str]] = {}
        for word, entry in gazetteer.words:
            roles.setdefault(entry.role, set()).add(word)
            if entry.role in ("head", "heads"):
                self.heads.setdefault(word, entry)
            elif entry.role == "direction":
                self.directions[word] = entry
            elif entry.role == "side":
                self.sides[word] = entry.side
        self.tails = frozenset(roles.get("tail", ()))
        self.formers = frozenset(roles.get("former", ()))
        self.trailing = self.tails | set(self.sides)
        self.parts = frozenset(roles.get("part", ()))
        self.stops = frozenset(roles.get("stop", ()))
        self.leading = frozenset(roles.get("before", set()) | roles.get("around", set()) | set(self.directions))
        self.no_names = self.stops | self.tails | self.leading | set(self.sides) | set(self.heads)
        self._seen: dict[str, Reading | None] = {}
        self._none: set[str] = set()
        """Words that begin nothing."""

    def read(self, word: str) -> Reading | None:
        """What ``word`` may begin; None for nearly all words."""
        seen = self._seen
        if word in seen:
            return seen[word]
        if len(seen) >= _REMEMBERED:
            seen.clear()
            self._none.clear()
        reading = seen[word] = self._analyse(word)
        if reading is None:
            self._none.add(word)
        return reading

    def openings(self, words: list[str]) -> list[tuple[int, Reading]]:
        """The positions of the words that may begin something, and what that is."""
        none = self._none
        asked = [n for n, word in enumerate(words) if word not in none]
        return [(n, reading) for n in asked if (reading := self.read(words[n])) is not None]

    def _analyse(self, word: str) -> Reading | None:
        names: list[tuple[str, str, int]] = []
        head: tuple[str, Word] | None = None
        direction: tuple[str, Word] | None = None
        reach = self.gazetteer.reach
        for pro, rest in proclitics(word):
            if rest in reach and (not pro or len(rest) >= SHORTEST or reach[rest] > 1):
                names.append((pro, rest, reach[rest]))
            if head is None and rest in self.heads:
                head = pro, self.heads[rest]
            if direction is None and rest in self.directions:
                direction = pro, self.directions[rest]
        if names or head or direction:
            return Reading(tuple(names), head, direction)
        return None

    def leads(self, word: str) -> bool:
        """Whether a place may be expected after ``word`` (في، قرب، محيط، شمال …), with or without proclitics."""
        return word in self.leading or any(rest in self.leading for pro, rest in proclitics(word) if pro)
