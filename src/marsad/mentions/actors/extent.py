"""How far a noun phrase reaches from its head, and whom what it names belongs to.

A head in construct takes the noun after it (مقاتلو الحركة), then adjectives that agree in definiteness, a name in
quotation marks, and the phrase that says whose it is (التابعة لـ، من، في).
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.lexicon import Hit
from marsad.mentions.actors.reading import Reading, looks_relative
from marsad.mentions.actors.valuing import ARMED_SECTORS
from marsad.mentions.phrases import QUOTE, VERB, WORD

_BELONGING = frozenset(
    {"تابعه", "تابع", "تابعين", "تابعون", "منتمين", "منتميه", "منتم", "تتبع", "يتبع", "يتبعون", "ينتمون", "ينتمي"}
)
_SIDING = frozenset(
    {"مواليه", "موال", "موالين", "موالون", "موالي", "مدعومه", "مدعوم", "مدعومين", "متحالفه", "متحالف", "متحالفين", "مناهضه",
     "مناهضين", "معارضه", "معارضين", "مؤيده", "مؤيدين", "مقربه", "مقربين", "محسوبه", "محسوبين", "مرتبطه", "مرتبطين", "معاديه",
     "معادين", "مسانده", "مدعومون", "مؤيدون"}
)  # fmt: skip
"""Adjectives that name a side without making it the owner: الموالية لـ, المدعومة من."""
_BACKED = frozenset({"مدعومه", "مدعوم", "مدعومين", "مدعومون"})
_TO_SIDE = frozenset({"ل", "من", "مع", "علي", "ب", "الي"})
_TO_PRONOUN = frozenset({"معه", "لهم", "لها", "له", "منهم", "منها", "معهم", "معها", "بهم", "بها"})
_GROUPS = frozenset({*ARMED_SECTORS, "agency", "ministry", "party"})
_LONGEST_NAME = 5
_ADJECTIVES = 3


@dataclass(slots=True)
class Extent:
    """Where a phrase starts and ends (exclusive), the hit that owns it, and a noun that describes its head."""

    start: int
    end: int
    owner: Hit | None = None
    adjective: Hit | None = None
    things: bool = True
    """Whether its construct may take in a place or thing (سكان القرية); after an armed singular that is an object."""


def extent_of(reading: Reading, hit: Hit, member: bool, barred: frozenset[int] = frozenset(), depth: int = 0) -> Extent:
    """The extent of the phrase that ``hit`` heads.

    ``member`` says that the head is somebody or something that may belong to a group by من or في; ``barred`` are tokens
    that the phrase must not reach (names of places).
    """
    extent = Extent(hit.start, hit.end, things=hit.form == "plural" or not hit.entry.attrs.get("armed"))
    definite = is_definite(reading, hit)
    if not definite and may_construct(reading, hit):
        definite = _construct(reading, extent, barred, depth)
    _adjectives(reading, extent, definite, barred)
    _quoted(reading, extent)
    if extent.owner is None:
        _belongs(reading, extent, member and depth < 2, barred, depth, definite)
    return extent


def is_definite(reading: Reading, hit: Hit) -> bool:
    """Whether the words of ``hit`` are definite by themselves."""
    if hit.definite or hit.enclitic or reading.definite(hit.start):
        return True
    return hit.end - hit.start > 1 and any(reading.definite(n) for n in range(hit.start + 1, hit.end))


def may_construct(reading: Reading, hit: Hit) -> bool:
    """Whether the last word of ``hit`` can govern a noun: not after the nun of dual and plural, nor after tanwin."""
    word = reading.words[hit.end - 1]
    if hit.end > hit.start + 1 and looks_relative(word):
        return False
    if hit.form in ("plural", "dual") and len(word) > 4 and word.endswith(("ون", "ين")):
        return False
    return not (hit.form == "dual" and word.endswith("ان")) and not (
        hit.form == "noun" and word.endswith("ا") and len(word) > 3
    )


def _construct(reading: Reading, extent: Extent, barred: frozenset[int], depth: int) -> bool:
    """Take in the second part of a construct; returns whether the whole is definite thereby."""
    n = extent.end
    if n >= len(reading.words) or n in barred or reading.joined(n) or depth > 2:
        return False
    owner = reading.named.get(n)
    if owner is not None:
        extent.end, extent.owner = owner.end, owner
        return True
    inner = reading.generics.get(n) or reading.titles.get(n)
    if inner is not None and inner.end > n + 1 and inner.entry.attrs.get("describes"):
        extent.end = inner.end  # رجل مجهول الهوية: an adjective of two words
        return False
    if inner is not None and (is_definite(reading, inner) or inner.entry.attrs.get("class") == "families"):
        within = extent_of(reading, inner, False, barred, depth + 1)
        extent.end, extent.owner = within.end, within.owner or inner
        return True
    things = (extent.things and n in reading.things) or (n + 1 in reading.demonyms and reading.definite(n + 1))
    if reading.shape.classes[n] == WORD and reading.definite(n) and (things or n not in reading.nouns):
        extent.end = n + 1
        extent.owner = reading.demonyms.get(n)
        return True
    return False


def _adjectives(reading: Reading, extent: Extent, definite: bool, barred: frozenset[int]) -> None:
    for _ in range(_ADJECTIVES):
        n = extent.end
        if n in barred:
            return
        described = reading.generics.get(n)
        if described is not None and not reading.joined(n) and _describes(reading, extent, described, definite):
            extent.end, extent.adjective = described.end, extent.adjective or described
            continue
        if described is not None and definite and described.form == "phrase" and described.end == n + 1:
            return  # السكان الحكومة: another party
        bare = reading.words[n].removeprefix("ال") if n < len(reading.words) else ""
        if not reading.describes(n, definite) or bare in _BELONGING or bare in _SIDING:
            return
        extent.owner = extent.owner or reading.demonyms.get(n)
        extent.end = n + 1


def _describes(reading: Reading, extent: Extent, hit: Hit, definite: bool) -> bool:
    """مدنيين in رجال مدنيين: a noun that is also an adjective, agreeing with what it follows.

    After a verb and its subject another noun in the accusative is the object (اعتقل الأمن المتظاهرين).
    """
    if hit.end != hit.start + 1 or is_definite(reading, hit) != definite or not hit.entry.attrs.get("describes"):
        return False
    governed = extent.start > 0 and reading.shape.classes[extent.start - 1] == VERB
    if definite and governed and reading.words[hit.start].endswith("ين"):
        return reading.words[hit.start - 1].endswith("ين")
    return reading.agrees(hit.start)


def is_adjectival(word: str) -> bool:
    """Whether a noun for persons has the shape of an adjective or participle (مدني، مسلحين، متطرفة)."""
    stem = word.removeprefix("ال")
    return stem.startswith("م") or stem.endswith(("ي", "يه", "يون", "يين", "يا", "يات"))


def close_quote(reading: Reading, start: int, end: int) -> int:
    """The token after the quotation mark at ``end`` if it closes what was opened after ``start``; else ``end``."""
    opened = any(last == end and first > start for first, last in reading.passage.sentence.quotes)
    return end + 1 if opened and end < len(reading.words) else end


def _quoted(reading: Reading, extent: Extent) -> None:
    """A name in quotation marks right after the phrase belongs to it; so does the mark that closes what it took in."""
    n = extent.end
    total = len(reading.words)
    if n >= total or reading.shape.classes[n] != QUOTE:
        return
    for first, last in reading.passage.sentence.quotes:
        if first == n + 1 and _is_title(reading, first, last):
            extent.end = min(last + 1, total)
            inside = [h for k, h in reading.named.items() if first <= k < last]
            extent.owner = extent.owner or (inside[0] if inside else None)
        elif last == n and first > extent.start:
            extent.end = n + 1


def _is_title(reading: Reading, first: int, last: int) -> bool:
    """Whether what is quoted is a name: a few words, no number, verb or function word."""
    return last - first <= _LONGEST_NAME and all(reading.shape.classes[n] == WORD for n in range(first, last))


def _belongs(
    reading: Reading, extent: Extent, member: bool, barred: frozenset[int], depth: int, definite: bool
) -> None:
    """The phrase that says whose: التابعة لقوات …, عناصر من …, قيادي في …, مواقع لقوات …

    An indefinite participle behind what is definite (قوات الجيش مدعومة بـ…) says what it does now and is no part of it.
    """
    words, n = reading.words, extent.end
    total = len(words)
    stem = words[n].removeprefix("ال") if n < total else ""
    if stem in _BACKED and definite and stem == words[n]:
        return None
    if stem in _SIDING:
        return _sides(reading, extent, n + 1, barred, depth)
    stated = stem in _BELONGING
    n += stated
    if n >= total:
        return None
    linked = stated or reading.shape.clitics[n] == "ل"
    inside = words[n] == "في" or (member and reading.shape.clitics[n] == "ب")
    if words[n] in ("ل", "الي", "من", "في"):
        if not stated and (words[n] == "الي" or (words[n] != "ل" and not member)):
            return None
        n, linked = n + 1, True
    n = _past_quote(reading, n)
    if (linked or inside) and n < total and n not in barred:
        _take_owner(reading, extent, n, inside, barred, depth)
    return None


def _past_quote(reading: Reading, n: int) -> int:
    while n < len(reading.words) and reading.shape.classes[n] == QUOTE:
        n += 1
    return n


def _take_owner(reading: Reading, extent: Extent, n: int, inside: bool, barred: frozenset[int], depth: int) -> None:
    owner = reading.named.get(n)
    if owner is not None:
        attrs = owner.entry.attrs
        if inside and (attrs.get("ambiguous") or attrs.get("sector") not in _GROUPS):
            return
        extent.end, extent.owner = owner.end, owner
        _quoted(reading, extent)
        return
    inner = reading.generics.get(n)
    if inner is None or not inner.entry.attrs.get("armed") or reading.shape.clitics[n] not in ("", "ل"):
        return
    within = extent_of(reading, inner, False, barred, depth + 1)
    extent.end, extent.owner = within.end, within.owner or inner


def _sides(reading: Reading, extent: Extent, n: int, barred: frozenset[int], depth: int) -> None:
    """الموالية لـ …, المدعومة من …: the phrase takes in whom it sides with, who is not its owner."""
    extent.end = n
    if n >= len(reading.words):
        return
    if reading.words[n] in _TO_PRONOUN:
        extent.end = n + 1
        return
    if reading.words[n] in _TO_SIDE:
        n += 1
    elif not reading.shape.preposition(n):
        return
    n = _past_quote(reading, n)
    side = reading.actors.get(n) or reading.generics.get(n) or reading.titles.get(n)
    if n in barred or side is None:
        return
    extent.end = side.end if side.entry.kind == "actor" else extent_of(reading, side, False, barred, depth + 1).end
    _quoted(reading, extent)
