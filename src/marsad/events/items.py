"""What may be counted in a sentence: numbers, and nouns that stand without one."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.events.model import Scene
from marsad.lexicon import Passage
from marsad.mentions.found import Found
from marsad.mentions.quantities import ONE, Noun, collectives, uncounted

_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام", "ابن", "بن", "بنت", "ال"})


_ANY = frozenset({"كل", "اي", "مثل"})
"""Words that make a singular anybody (كل شخص)."""
_NO_COUNT = _KUNYA | _ANY


@dataclass(slots=True)
class Item:
    """A number, or a noun without one, that may be a count. ``end`` is past the adjectives that belong to it."""

    found: Found
    noun: Noun | None
    end: int
    share: bool
    """A share of the number before it (بينهم)."""
    explicit: bool
    """Whether the text states a number (a dual does)."""


def items_of(scene: Scene, acts: set[int]) -> list[Item]:
    """Numbers and unnumbered nouns in order; nouns inside numbers, adjectives after nouns and ``acts`` are left out."""
    passage = scene.passage
    shares = {hit.end for hit in passage.of("bound") if hit.entry.attrs["bound"] == "part"}
    numbered = {n for q in scene.quantities for n in range(q.first, q.last)}
    numbered |= {n for d in scene.dates for n in range(d.first, d.last)}
    numbered |= acts | {n for p in scene.places for n in range(p.first, p.last)}

    def may_count(noun: Noun) -> bool:
        if noun.first in numbered or noun.hit.entry.attrs.get("numbered"):
            return False
        return not _is_act(noun) and not _describes_group(passage, noun)

    ordered: list[tuple[Noun | None, Found]] = [(None, q) for q in scene.quantities if not q.value.percent]
    ordered = sorted([*ordered, *uncounted(passage, may_count)], key=lambda pair: pair[1].first)
    items: list[Item] = []
    for noun, found in ordered:
        last = items[-1] if items else None
        if (
            noun is not None
            and last is not None
            and noun.hit.pro == ""
            and _belongs(passage.words, last.end, found.first)
        ):
            last.end = found.last
            continue
        items.append(Item(found, noun, found.last, found.value.part or found.first in shares, noun is None))
    return items


def _belongs(words: list[str], end: int, first: int) -> bool:
    """Whether a noun describes the one before it (رجلا مسنا, ضابط من مواطنيها)."""
    return first == end or (first == end + 1 and words[end] == "من")


def _describes_group(passage: Passage, noun: Noun) -> bool:
    """خلية إرهابية, أبو مجاهد, كل شخص: an adjective of the group before it, part of a name, or anybody."""
    if noun.first == 0 or noun.hit.pro:
        return False
    if passage.words[noun.first - 1].lstrip("و") in _NO_COUNT:
        return True
    return noun.hit.definite in collectives(passage).get(noun.first - 1, ())


def _is_act(noun: Noun) -> bool:
    """إصابة and وفاة are what befalls somebody, not somebody: one of them counts nobody."""
    single = noun.number == ONE and noun.last - noun.first == 1
    return noun.casualty is not None and single and not noun.hit.entry.attrs.get("alone")
