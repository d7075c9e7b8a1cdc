"""The tokens of a passage as a reader of dates sees them: which may begin a date, and which word plays which role."""

from __future__ import annotations

from typing import Any

from marsad.lexicon import Hit, Passage

KINDS = frozenset({"month", "weekday", "time_word"})
_OPENING = frozenset(
    {
        "offset",
        "part",
        "day",
        "unit",
        "since",
        "ago",
        "within",
        "position",
        "season",
        "decade",
        "feast",
        "anaphor",
        "ordinal",
        "vague",
    }
)
_TELLING = _OPENING - {"within", "ago", "since", "position", "ordinal", "part"}
"""Roles that can make a date without a month or a number beside them."""


class Terms:
    """Date words of one passage by token."""

    __slots__ = ("months", "numbers", "passage", "roles", "telling", "weekdays", "words")

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words = passage.words
        self.months = passage.first_of("month")
        self.weekdays = {h.start: h for h in passage.of("weekday") if h.pro[-1:] != "ك"}
        self.roles = passage.first_of("time_word")
        self.numbers: dict[int, Hit] | None = None

    def starts(self) -> list[int]:
        """Tokens at which a date may begin, in order."""
        opening = {n for n, hit in self.roles.items() if hit.entry.attrs["role"] in _OPENING}
        opening.update(self.months, self.weekdays)
        opening.update(self.passage.figures)
        return sorted(opening)

    def word(self, n: int) -> str:
        """The token at ``n``, empty outside the passage."""
        return self.words[n] if 0 <= n < len(self.words) else ""

    def role(self, n: int, role: str) -> Hit | None:
        """The time word of ``role`` that begins at ``n``."""
        hit = self.roles.get(n)
        return hit if hit is not None and hit.entry.attrs["role"] == role else None

    def unit(self, n: int) -> Hit | None:
        """The word for a unit of time that begins at ``n``."""
        hit = self.roles.get(n)
        return hit if hit is not None and "unit" in hit.entry.attrs else None

    def attr(self, n: int, role: str, name: str) -> Any:
        """An attribute of the time word of ``role`` at ``n``; None where there is none."""
        hit = self.role(n, role)
        return hit.entry.attrs.get(name) if hit is not None else None

    def figure(self, n: int, longest: int = 4) -> int | None:
        """The value of a token of up to ``longest`` digits."""
        word = self.word(n)
        return int(word) if word.isdecimal() and len(word) <= longest else None

    def count(self, n: int) -> tuple[int | None, int]:
        """A number in figures or words at ``n`` and the token after it; None where there is none."""
        value = self.figure(n)
        if value is not None:
            return value, n + 1
        if self.numbers is None:
            self.numbers = {
                h.start: h for h in self.passage.of("numeral") if isinstance(h.entry.attrs.get("value"), int)
            }
        total = 0
        first = n
        while n in self.numbers and (n == first or self.numbers[n].pro.startswith("و")):
            total += self.numbers[n].entry.attrs["value"]
            n = self.numbers[n].end
        return (total, n) if n > first else (None, n)

    def definite(self, hit: Hit) -> bool:
        """Whether a hit begins with the article."""
        word, at = self.words[hit.start], len(hit.pro)
        return word.startswith("ال", at) or (hit.pro.endswith("ل") and word.startswith("لل", at - 1))

    def ends_name(self, hit: Hit) -> bool:
        """Whether a hit is the end of a short name in quotation marks (قناة "حلب اليوم")."""
        return any(last == hit.end and 2 <= last - first <= 3 for first, last in self.passage.sentence.quotes)

    def spelt_with(self, hit: Hit, letter: str) -> bool:
        """Whether the original text of a hit holds ``letter``, which folding made equal to others."""
        return letter in self.passage.sentence.span(hit.start, hit.end).text


def may_hold_dates(passage: Passage) -> bool:
    """Whether the passage holds a figure, or a word that says a time by itself."""
    kinds = passage.kinds
    if "month" in kinds or "weekday" in kinds or passage.figures:
        return True
    return "time_word" in kinds and any(hit.entry.attrs.get("role") in _TELLING for hit in kinds["time_word"])
