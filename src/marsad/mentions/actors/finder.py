"""Finds the actor mentions of a passage; of readings that overlap the more telling one stays."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from marsad.lexicon import Hit, Passage
from marsad.mentions.actors.extent import close_quote, extent_of, is_adjectival, is_definite
from marsad.mentions.actors.persons import name_end, title_end
from marsad.mentions.actors.reading import Reading
from marsad.mentions.actors.valuing import (
    MACHINES,
    PERSON,
    generic_value,
    named_value,
    national_force,
    national_value,
    titled_value,
)
from marsad.mentions.found import Found
from marsad.mentions.phrases import MARK, NUMBER, VERB, WORD

_KINDS = frozenset({"actor", "generic", "title", "demonym", "given_name"})
_RANKS = {"named": 0, "generic": 1, "title": 2, "demonym": 3, "person": 4}
_NOT_A_PARTY = frozenset({"document"})
_CALLED = frozenset({"يدعي", "تدعي", "ويدعي", "وتدعي", "المدعو", "المدعوه", "الملقب", "الملقبه"})
"""Words that a person's name follows."""
_PERSON_CLASSES = frozenset({"children", "women", "men", "persons", "civilians", "journalists", "medics", "prisoners",
                             "soldiers", "leaders", "families", "officials", "aid_workers", "fighters"})  # fmt: skip


def find_actors(passage: Passage) -> list[Found]:
    """The actor mentions of ``passage`` in order, none overlapping; found once and kept with the passage."""
    known: list[Found] | None = passage.memo.get("actors")
    if known is None:
        known = passage.memo["actors"] = _find(passage)
    return known


def _find(passage: Passage) -> list[Found]:
    if _KINDS.isdisjoint(passage.kinds):
        return []
    reading = passage.memo["reading"] = Reading(passage)
    found = [_named(reading, hit) for hit in reading.named.values()]
    generic = [_generic(reading, hit) for hit in reading.generics.values() if not _only_describes(reading, hit)]
    found += [mention for mention in generic if mention is not None]
    found += [_titled(reading, hit) for hit in reading.titles.values() if _is_party(reading, hit)]
    found += [_national(reading, hit) for hit in reading.demonyms.values()]
    found += _persons(reading)
    return _settle(found)


def _settle(found: list[Found]) -> list[Found]:
    """Longer mentions first, of equal ones the more telling; what they cover is dropped."""
    found.sort(key=attrgetter("first"))
    end = 0
    for mention in found:
        if mention.first < end:
            return _chosen(found)
        end = mention.last
    return found


def _chosen(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda f: (f.first - f.last, f.first, _rank(f))):
        cells = range(mention.first, mention.last)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(mention)
    return sorted(kept, key=attrgetter("first"))


def _rank(mention: Found) -> int:
    """A name goes before a noun, but طائرات الاحتلال are aircraft before they are an air force, and الشيخ is a title."""
    cls = mention.value.cls
    return -1 if cls in MACHINES else _RANKS[mention.rule] + 2 * (mention.rule == "generic" and cls == "civilians")


def _named(reading: Reading, hit: Hit) -> Found:
    """A name with the adjective of nation after it: where they differ (جيش الاحتلال التركي) the adjective says whose."""
    value, end = named_value(hit), close_quote(reading, hit.start, hit.end)
    nation = reading.demonyms.get(end)
    if nation is not None and reading.describes(end, True) and reading.definite(hit.end - 1):
        value, end = national_force(value, nation), nation.end
    return Found("actor", hit.start, end, value, "named", hit.entry.id)


def _generic(reading: Reading, hit: Hit) -> Found | None:
    """A generic head takes in what describes it and whom it belongs to; a noun for a person also the name after it.

    A noun for groups that is bare (تنظيم, حركة) mostly means an act or a motion: it is no actor.
    """
    attrs = hit.entry.attrs
    extent = extent_of(reading, hit, _may_belong(attrs))
    end = extent.end
    nameable = attrs.get("class") in _PERSON_CLASSES and hit.form == "noun" and extent.owner is None
    nameable = nameable and not attrs.get("anaphoric")  # التنظيم is no person who could have a name
    if nameable and reading.shape.classes[end - 1] == WORD:
        end = name_end(reading, end, led=not hit.enclitic)
    alone = end == hit.end and extent.owner is None
    if alone and not is_definite(reading, hit) and attrs.get("anaphoric") and hit.form in ("noun", "phrase"):
        return None
    if attrs.get("subject") and not _acts(reading, hit):
        return None
    alone = alone and hit.definite
    value = generic_value(hit, extent.owner, extent.adjective, alone and bool(attrs.get("anaphoric")))
    return Found("actor", hit.start, end, value, "generic", hit.entry.id)


def _acts(reading: Reading, hit: Hit) -> bool:
    """Whether an ordinary word (الأمن) stands where it must do something: after or before a verb, or opening a clause."""
    classes, n = reading.shape.classes, hit.start
    if not hit.definite or hit.pro not in ("", "و"):
        return False
    return (n > 0 and classes[n - 1] == VERB) or (hit.end < len(classes) and classes[hit.end] == VERB)


def _may_belong(attrs: dict[str, Any]) -> bool:
    """Whether من and في after a noun may say whose it is: عناصر من, ضابط في; not of machines."""
    return bool((attrs.get("armed") and attrs.get("class") not in MACHINES) or attrs.get("member"))


def _only_describes(reading: Reading, hit: Hit) -> bool:
    """عسكري in مجلس عسكري, مسلح in هجوم مسلح: the singular of such a noun is an adjective after a noun that it agrees with."""
    n = hit.start
    if n == 0 or hit.end != n + 1 or hit.form != "noun" or hit.pro or not is_adjectival(reading.words[n]):
        return False
    if reading.shape.classes[n - 1] != WORD or n - 1 in reading.generics:
        return False
    before = reading.passage.ending(n)
    if any(h.entry.attrs.get("casualty") for h in before):
        return False
    if reading.definite(n - 1) != hit.definite:
        return bool(hit.definite and hit.entry.attrs.get("adjective"))
    return bool(hit.entry.attrs.get("adjective")) or any(h.start in reading.nouns for h in before)


def _is_party(reading: Reading, hit: Hit) -> bool:
    """A title names a party unless it is a thing (a statement), its source (مصدره) or a noun that other files know better."""
    cls = hit.entry.attrs.get("class")
    if cls in _NOT_A_PARTY:
        return False
    if cls != "source":
        return True
    if (hit.enclitic and hit.end == hit.start + 1) or hit.start in reading.generics:
        return False
    return not any(h.entry.kind == "object" for h in reading.passage.at(hit.start))


def _titled(reading: Reading, hit: Hit) -> Found:
    """A title with its office and the name that follows it: وزير الدفاع فلان، المتحدث باسم الجيش."""
    end = title_end(reading, hit)
    owner = next((reading.demonyms[n] for n in range(hit.end, end) if n in reading.demonyms), None)
    return Found("actor", hit.start, end, titled_value(hit, owner), "title", hit.entry.id)


def _national(reading: Reading, hit: Hit) -> Found:
    """An adjective of nation that stands alone; as a plural, or where a noun must stand, it means people."""
    before = hit.start - 1
    people = hit.form == "plural" or (before >= 0 and reading.shape.classes[before] in (NUMBER, VERB, MARK))
    return Found("actor", hit.start, hit.end, national_value(hit, people), "demonym", hit.entry.id)


def _persons(reading: Reading) -> Iterator[Found]:
    """Persons known by name only: a given name with a further name."""
    end = 0
    named: set[int] = set()
    if not _CALLED.isdisjoint(reading.words):
        named = {n + 1 for n, word in enumerate(reading.words) if word in _CALLED}
    for n in sorted(named.union(reading.given)):
        first = n - 1 if n and reading.words[n - 1] in ("ابو", "ابي", "ابا") else n
        if first < end:
            continue
        end = name_end(reading, first, led=n in named)
        if end > first:
            yield Found("actor", first, end, PERSON, "person", None)
