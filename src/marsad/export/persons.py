"""Which stretches of a report name private persons, as far as its mentions tell.

A private person is one without an office, a rank or a spokesman's role in the report: victims, witnesses, doctors, activists.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from marsad.records import CodedReport, Mention

NameFinder = Callable[[str], tuple[tuple[int, int], ...]]
"""From a noun phrase to the stretches of it that name a person."""
Stretch = tuple[int, int]
_PRIVATE = frozenset({"person", "honorific", "profession"})
_NAMEABLE = frozenset(
    {"children", "women", "men", "persons", "civilians", "journalists", "medics", "prisoners", "soldiers", "families",
     "aid_workers", "fighters", "protesters", "people", "source"}
)  # fmt: skip
"""Classes of unnamed actors whose noun a name may follow (الطفلة سلمى)."""
_OFFICES = frozenset({"office", "rank", "spokesperson", "leaders", "officials"})
_GAP, _LOOSE = 3, ' \u00a0"«»“”،'
"""How far an office may stand before its holder's name, and what may stand between."""
_TAIL = 2
_LONGEST = 8
"""Words of a name."""


def private_names(text: str, coded: CodedReport, find: NameFinder | None) -> list[Stretch]:
    """Where private persons are named; ``find`` narrows a phrase to the name in it."""
    actors = sorted((m for m in coded.mentions if m.kind == "actor"), key=lambda m: (m.start, m.end))
    places = sorted((m.start, m.end) for m in coded.mentions if m.kind == "place")
    named = (stretch for mention in _private(text, actors) for stretch in _stretches(mention, find))
    known = [stretch for stretch in named if not _is_place(stretch, places)]
    return [*known, *_longer(text, actors, known)]


def may_be_named(mention: Mention) -> bool:
    """Whether a mention of an actor may hold the name of a private person."""
    cls = mention.value.get("cls")
    if mention.value.get("person") and cls in _PRIVATE:
        return True
    return cls in _NAMEABLE and " " in mention.text.strip()


def _private(text: str, actors: list[Mention]) -> Iterator[Mention]:
    """The mentions that may name a private person: not those that stand beside an office, or were named in one."""
    offices = [m for m in actors if m.value.get("cls") in _OFFICES]
    ends = {m.end for m in offices}
    holders = {part for m in offices for part in _parts(m.text)}
    for mention in actors:
        if not may_be_named(mention):
            continue
        if not ends.isdisjoint(_before(text, mention.start)):
            ends.add(mention.end)
        elif " ".join(mention.text.split()) not in holders:
            yield mention


def _before(text: str, start: int) -> Iterator[int]:
    """Where an office may end that belongs to the name at ``start``."""
    yield start
    for n in range(start - 1, max(0, start - _GAP) - 1, -1):
        if text[n] not in _LOOSE:
            return
        yield n


def _parts(words: str) -> Iterator[str]:
    """All runs of words in a phrase."""
    told = words.split()
    for n in range(len(told)):
        for k in range(n + 1, min(n + _LONGEST, len(told)) + 1):
            yield " ".join(told[n:k])


def _stretches(mention: Mention, find: NameFinder | None) -> Iterable[Stretch]:
    if find is not None:
        found = find(mention.text)
        if found or mention.value.get("cls") != "person":
            return [(mention.start + a, mention.start + b) for a, b in found]
    return [(mention.start, mention.end)] if mention.value.get("cls") in _PRIVATE else []


def _is_place(stretch: Stretch, places: list[Stretch]) -> bool:
    """Whether a place mention covers a stretch."""
    n = bisect.bisect_right(places, stretch[0], key=lambda place: place[0])
    return any(a <= stretch[0] and stretch[1] <= b for a, b in places[max(0, n - 2) : n])


def _longer(text: str, actors: list[Mention], known: list[Stretch]) -> Iterator[Stretch]:
    """Phrases that begin with a name and hold one more part of it."""
    ends: dict[int, list[int]] = defaultdict(list)
    for a, b in known:
        ends[a].append(b)
    for mention in actors:
        if mention.value.get("entity") is None and mention.value.get("cls") is None:
            tails = [text[b : mention.end] for b in ends.get(mention.start, ()) if b < mention.end]
            if any(len(tail.split()) <= _TAIL for tail in tails):
                yield mention.start, mention.end
