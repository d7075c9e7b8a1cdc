"""Finds the numerals of a passage: digit tokens and number words, each with its value."""

from __future__ import annotations

from typing import NamedTuple

from marsad.lexicon import Hit, Passage
from marsad.mentions.quantities.digits import digits_value
from marsad.mentions.quantities.value import Number
from marsad.mentions.quantities.words import Part, Sum

SOME = "some"
ONE_OF = "one_of"
_ROUGH = frozenset({"vague", "few", SOME, "some_of_them"})
_SINGLE = frozenset({ONE_OF, "one_of_them"})


class Numeral(NamedTuple):
    """A number at tokens ``first`` to ``last`` (exclusive).

    ``kind`` is exact, vague (عشرات), few (بضع), some (عدد من), some_of_them (عدد آخر), one_of (أحد) or one_of_them;
    ``scale`` the scale word it ends in (1 without); ``joined`` whether و stands before it; ``digits`` and ``definite`` how
    it is written.
    """

    first: int
    last: int
    low: Number
    high: Number | None
    kind: str
    digits: bool
    scale: int
    joined: bool
    definite: bool
    short: bool
    """A preposition is written onto it (بثلاث)."""


def numerals_of(passage: Passage) -> list[Numeral]:
    """All numerals of ``passage`` in order."""
    hits = passage.first_of("numeral")
    starts = sorted({*passage.figures, *hits})
    found: list[Numeral] = []
    end = 0
    for n in starts:
        if n < end:
            continue
        numeral = _numeral(passage, hits, n)
        if numeral is not None:
            found.append(numeral)
            end = numeral.last
    return found


def _numeral(passage: Passage, hits: dict[int, Hit], n: int) -> Numeral | None:
    hit = hits.get(n)
    if hit is None:
        return _summed(passage, hits, n, None)
    role = hit.entry.attrs["role"]
    if role in _SINGLE and not _counts_on(words=passage.words, hits=hits, hit=hit):
        return _made(passage, hit, n, hit.end, 1, 1, role)
    if role in _ROUGH:
        return _rough(passage, hits, hit, role)
    if role == "scale" and "min" in hit.entry.attrs:
        return _made(passage, hit, n, hit.end, hit.entry.attrs["min"], hit.entry.attrs["max"], "vague")
    return _summed(passage, hits, n, hit)


def _counts_on(words: list[str], hits: dict[int, Hit], hit: Hit) -> bool:
    """Whether أحد is the one of eleven, twenty-one … and not «one of»."""
    spaced = hit.end < len(words) and words[hit.end] == "و"
    following = hits.get(hit.end + 1 if spaced else hit.end)
    if following is None:
        return False
    attrs = following.entry.attrs
    if attrs.get("value") == 10:
        return following.pro == "" and not spaced
    return attrs["role"] == "ten" and (spaced or following.pro == "و")


def _rough(passage: Passage, hits: dict[int, Hit], hit: Hit, role: str) -> Numeral:
    """عشرات, or a few of a larger unit (بضعة آلاف, بضع مئات, بضعة عشر)."""
    attrs = hit.entry.attrs
    last = hit.end
    low: Number = attrs["min"]
    high: Number | None = attrs.get("max")
    following = hits.get(hit.end)
    if role == "few" and following is not None and not following.pro:
        unit = following.entry.attrs
        if unit["role"] == "vague":
            low, high, last = low * (unit["min"] // 2), attrs["max"] * (unit["min"] // 2), following.end
        elif unit["role"] == "scale":
            low, high, last = low * unit["value"], attrs["max"] * unit["value"], following.end
        elif unit.get("value") == 10:
            low, high, last = low + 10, attrs["max"] + 10, following.end
    return _made(passage, hit, hit.start, last, low, high, role)


def _made(passage: Passage, hit: Hit, first: int, last: int, low: Number, high: Number | None, kind: str) -> Numeral:
    definite = _is_definite(passage.words[first], hit.pro)
    joined = hit.pro[:1] == "و" or _joined(passage.words, first)
    return Numeral(first, last, low, high, kind, False, 1, joined, definite, _is_short(hit))


def _joined(words: list[str], first: int) -> bool:
    return first > 0 and words[first - 1] == "و"


def _is_short(hit: Hit) -> bool:
    return hit.pro != "" and hit.pro[-1] in "بكل"


def _is_definite(word: str, pro: str) -> bool:
    """Whether a number word carries the article; ألف and its forms begin with the same letters."""
    core = word[len(pro) :]
    return core.startswith("ال") and not (core.startswith("الف") or core == "الاف" or core == "الوف")


def _summed(passage: Passage, hits: dict[int, Hit], first: int, hit: Hit | None) -> Numeral | None:
    words = passage.words
    total = Sum()
    last = at = first
    while True:
        part, end = _part(passage, hits, at, first)
        if part is None or not total.take(part):
            break
        last = end
        at = end + 1 if end + 1 < len(words) and words[end] == "و" else end
    if last == first:
        return None
    last = _past_echo(hits, last, total)
    definite = hit is not None and _is_definite(words[first], hit.pro)
    joined = (hit is not None and hit.pro[:1] == "و") or _joined(words, first)
    value = total.value
    short = hit is not None and _is_short(hit)
    return Numeral(first, last, value, value, "exact", hit is None, total.scale, joined, definite, short)


def _past_echo(hits: dict[int, Hit], n: int, total: Sum) -> int:
    """مليون ونصف المليون: the scale said again with the article adds nothing."""
    hit = hits.get(n)
    echoes = hit is not None and total.after_fraction and hit.entry.attrs.get("value") == total.scale and not hit.pro
    return hit.end if hit is not None and echoes else n


def _part(passage: Passage, hits: dict[int, Hit], n: int, first: int) -> tuple[Part | None, int]:
    """The number word or digits at ``n`` and where they end."""
    words = passage.words
    if n >= len(words):
        return None, n
    joined = n > first and words[n - 1] == "و"
    hit = hits.get(n)
    if hit is not None:
        role = hit.entry.attrs["role"]
        if role == ONE_OF and _counts_on(words, hits, hit):
            role = "unit"
        if role in _ROUGH or role in _SINGLE or (n > first and hit.pro not in ("", "و")):
            return None, n
        joined = joined or (n > first and (hit.pro == "و" or _and_eleven(passage, hits, hit)))
        return Part(role, hit.entry.attrs["value"], joined), hit.end
    if not "0" <= words[n][0] <= "9":
        return None, n
    value, end = _digits(passage, hits, n)
    return (Part("digits", value, joined), end) if value is not None else (None, n)


def _and_eleven(passage: Passage, hits: dict[int, Hit], hit: Hit) -> bool:
    """وأحد عشر looks like واحد once the hamza is folded: before a ten it is joined."""
    ten = hits.get(hit.end)
    return passage.words[hit.start] == "واحد" and ten is not None and ten.entry.attrs.get("value") == 10


def _digits(passage: Passage, hits: dict[int, Hit], n: int) -> tuple[Number | None, int]:
    words = passage.words
    scale = hits.get(n + 1)
    scaled = scale is not None and scale.entry.attrs["role"] == "scale" and not scale.pro
    if not scaled and len(words[n]) <= 3 and words[n].isdigit():
        return _spaced(passage, n)
    return digits_value(words[n], decimal_point=scaled), n + 1


def _spaced(passage: Passage, n: int) -> tuple[Number | None, int]:
    """Thousands set off by one space: 12 000."""
    words, sentence = passage.words, passage.sentence
    end = n + 1
    while (
        end < len(words) and len(words[end]) == 3 and words[end].isdigit()
        and sentence.starts[end] == sentence.ends[end - 1] + 1
    ):  # fmt: skip
        end += 1
    return digits_value(",".join(words[n:end])), end
