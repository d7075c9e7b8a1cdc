"""What is counted without a number: a dual is two; a singular or plural may be one or some where an event governs it."""

from __future__ import annotations

from collections.abc import Callable

from marsad.lexicon import Hit, Passage
from marsad.mentions.found import Found
from marsad.mentions.quantities.nouns import MANY, ONE, TWO, Noun, hidden_tokens, nouns_of
from marsad.mentions.quantities.value import QuantityValue

_UNNAMED = frozenset({"unit", "place_word"})


def duals_of(passage: Passage, covered: set[int]) -> list[Found]:
    """The duals of ``passage`` outside ``covered`` tokens, each a quantity of two."""
    nouns = [n for n in nouns_of(passage).values() if n.number == TWO and n.measure is None and _is_noun(n)]
    if not nouns:
        return []
    hidden = hidden_tokens(passage)
    ends = {n.last for n in nouns}  # شابان شقيقان: the second describes the first
    persons = {n.last for n in nouns_of(passage).values() if n.person and n.casualty is None}  # شخص وشخصان آخران
    return [
        _bare(passage, n, 2, 2, "dual")
        for n in nouns
        if n.first not in covered | hidden and (n.hit.pro or n.first not in (persons | ends if n.other else ends))
    ]


def _is_noun(noun: Noun) -> bool:
    """Titles of persons and places, not honorifics and outlets."""
    return noun.kind != "title" or noun.person


def none_of(passage: Passage) -> list[Found]:
    """Casualties that the text says there were none of (دون وقوع إصابات, لم يسقط قتلى أو جرحى), each a quantity of zero."""
    bounds = passage.of("bound")
    ends = {hit.end for hit in bounds if hit.entry.attrs["bound"] == "none"} if bounds else None
    if not ends:
        return []
    nouns, words = nouns_of(passage), passage.words
    found: list[Found] = []
    for n in sorted(ends):
        while (noun := nouns.get(n)) is not None and noun.casualty is not None and noun.number != TWO:
            found.append(_bare(passage, noun, 0, 0, "none"))
            n = noun.last
            if n < len(words) and words[n] in ("او", "و"):
                n += 1
    return found


def uncounted(passage: Passage, is_wanted: Callable[[Noun], bool]) -> list[tuple[Noun, Found]]:
    """Singulars (one) and plurals (two or more, vague) that stand without a number, in order.

    They are quantities only where something befalls those they name; the caller decides that. Most nouns are none, so
    that values are made for those only that ``is_wanted`` lets pass.
    """
    hidden = hidden_tokens(passage)
    mixed = {hit.start: hit for hit in passage.of("bound") if hit.entry.attrs["bound"] == "mixed"}
    found: list[tuple[Noun, Found]] = []
    floor = 0
    collective = collectives(passage)
    for _, noun in sorted(nouns_of(passage).items()):
        if noun.first < floor or noun.first in hidden or noun.kind in _UNNAMED or noun.number == TWO:
            continue
        if noun.kind != "object" and noun.first in collective:
            continue
        if noun.number == ONE:
            if is_wanted(noun):
                found.append((noun, _bare(passage, noun, 1, 1, "single")))
        elif noun.number == MANY:
            both = mixed.get(noun.first)
            floor = both.end if both is not None else floor
            if is_wanted(noun):
                found.append((noun, _bare(passage, noun, 2, None, "plural", both)))
    return found


def collectives(passage: Passage) -> dict[int, list[bool]]:
    """Tokens at which a word for many begins (جماعة مسلحة), whose singular counts nobody; for each whether it is definite."""
    known: dict[int, list[bool]] | None = passage.memo.get("collectives")
    if known is None:
        known = passage.memo["collectives"] = {}
        for hit in passage.all_of("counted"):
            if hit.entry.attrs.get("collective"):
                known.setdefault(hit.start, []).append(hit.definite)
    return known


def _bare(passage: Passage, noun: Noun, low: int, high: int | None, rule: str, both: Hit | None = None) -> Found:
    value = QuantityValue(
        min=low,
        max=high,
        bound="exact" if high is not None else "vague",
        noun=passage.sentence.original(noun.first, noun.last),
        what=noun.what,
        casualty="other" if both is not None else noun.casualty,
        head=(noun.first, noun.last),
    )
    last = both.end if both is not None else noun.last
    return Found("quantity", noun.first, last, value, rule, noun.hit.entry.id)
