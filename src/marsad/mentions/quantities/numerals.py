"""The value of a numeral: digit tokens with separators, and number words joined by و to the billions."""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.lexicon import Hit, Passage
from marsad.text.tokens import is_number

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_THOUSAND = 1000


class Numeral(NamedTuple):
    """A number at tokens ``first`` to ``last`` (exclusive); ``low`` and ``high`` differ for vague words (عشرات)."""

    first: int
    last: int
    low: int | float
    high: int | float
    vague: bool
    digits: bool


def digits_value(word: str) -> int | float | None:
    """The value of a digit token, or None for dates and times.

    >>> digits_value("1.500"), digits_value("3.5"), digits_value("1/5/2023")
    (1500, 3.5, None)
    """
    if word.isdecimal():
        return int(word) if len(word) <= 15 else None
    if _GROUPED.fullmatch(word):
        return int(re.sub("[.,]", "", word))
    if _DECIMAL.fullmatch(word):
        return float(word.replace(",", "."))
    return None


def numerals_of(passage: Passage) -> list[Numeral]:
    """All numerals of a passage in order."""
    words = passage.words
    hits: dict[int, Hit] = {hit.start: hit for hit in reversed(passage.of("numeral"))}
    found: list[Numeral] = []
    n = 0
    while n < len(words):
        if is_number(words[n]) or n in hits:
            numeral = _numeral(words, hits, n)
            if numeral is not None:
                found.append(numeral)
                n = numeral.last
                continue
        n += 1
    return found


def _numeral(words: list[str], hits: dict[int, Hit], n: int) -> Numeral | None:
    if is_number(words[n]):
        return _from_digits(words, hits, n)
    role = hits[n].entry.attrs["role"]
    if role in ("vague", "one"):
        attrs = hits[n].entry.attrs
        return Numeral(n, hits[n].end, attrs["min"], attrs["max"], role == "vague", False)
    return _from_words(words, hits, n)


def _from_digits(words: list[str], hits: dict[int, Hit], n: int) -> Numeral | None:
    value = digits_value(words[n])
    if value is None:
        return None
    last = n + 1
    while last in hits and hits[last].pro == "" and hits[last].entry.attrs["role"] == "thousand":
        value *= hits[last].entry.attrs["value"]
        last = hits[last].end
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return Numeral(n, last, whole, whole, False, True)


def _from_words(words: list[str], hits: dict[int, Hit], n: int) -> Numeral | None:
    """Sum of parts joined by و; a thousand or million multiplies what was said before it."""
    first, total, group = n, 0, 0
    last = n
    while last in hits:
        attrs = hits[last].entry.attrs
        role, value = attrs["role"], attrs.get("value")
        if value is None or (last > first and not _continues(hits[last], role, hits, last, group)):
            break
        if role == "thousand":
            total, group = total + (group or 1) * value, 0
        elif role == "thousands":
            total += value
        else:
            group += value
        last = hits[last].end
        if last < len(words) and words[last] == "و" and last + 1 in hits:
            last += 1
    return Numeral(first, last, total + group, total + group, False, False) if last > first else None


def _continues(hit: Hit, role: str, hits: dict[int, Hit], n: int, group: int) -> bool:
    """Whether a further number word belongs to the number: joined by و, a ten after a unit (خمسة عشر), or a multiplier."""
    if hit.pro.startswith("و"):
        return True
    value = hit.entry.attrs.get("value")
    return (
        role == "thousand"
        or (value == 10 and 0 < group < 10)
        or (role == "hundred" and value == 100 and 2 < group < 10)
    )
