"""What was hit, seized or destroyed: classes of targets and things, with the words that say whose."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.lexicon import Hit, Passage
from marsad.mentions.actors.extent import extent_of, is_definite
from marsad.mentions.actors.reading import Reading
from marsad.mentions.actors.valuing import entity_of, wording_of
from marsad.mentions.found import Found
from marsad.mentions.object_value import ObjectValue

_NAMES_AFTER = 3
"""Words within which the names of قرى وبلدات follow."""
_STORED = frozenset({"ammunition", "shells", "weapons"})
_SETTLEMENTS = frozenset({"town", "district", "governorate", "region", "country"})


def find_objects(passage: Passage, places: Sequence[Found] = ()) -> list[Found]:
    """The object mentions of ``passage`` in order; ``places`` are the place mentions, whose names are no things."""
    hits = [hit for hit in passage.of("object") if hit.entry.attrs.get("target", True)]
    if not hits:
        return []
    reading: Reading = passage.memo.get("reading") or Reading(passage)
    barred = frozenset(n for place in places for n in range(place.first, place.last))
    found = [_object(reading, hit, barred) for hit in hits if _is_thing(reading, hit, places)]
    return _stored(reading, _outermost(found))


def _is_thing(reading: Reading, hit: Hit, places: Sequence[Found]) -> bool:
    """Not part of the name of a town (جسر الشغور), of an actor (القاعدة), nor a word that only looks like a thing."""
    if hit.pro.endswith("ك") or not reading.sound(hit):
        return False
    if places and any(p.first <= hit.start < p.last and p.value.level in _SETTLEMENTS for p in places):
        return False
    if hit.entry.attrs.get("class") == "places" and not _is_unnamed(reading, hit, places):
        return False
    actors: list[Found] = reading.passage.memo.get("actors") or []
    inside = [a.rule for a in actors if a.first <= hit.start < a.last]
    return not inside or not ("named" in inside or "generic" in inside)


def _is_unnamed(reading: Reading, hit: Hit, places: Sequence[Found]) -> bool:
    """القرية, بلدات: a place said without its name, known from before or one of several."""
    if any(p.first < hit.end + _NAMES_AFTER and hit.start < p.last for p in places):
        return False
    return hit.form == "plural" or is_definite(reading, hit)


def _object(reading: Reading, hit: Hit, barred: frozenset[int]) -> Found:
    extent = extent_of(reading, hit, False, barred)
    owner = extent.owner
    value = ObjectValue(
        cls=hit.entry.attrs.get("class"),
        entity=entity_of(owner, True),
        name=owner.entry.attrs.get("en") if owner is not None else None,
        country=owner.entry.attrs.get("country") if owner is not None else None,
        wording=wording_of(owner) if owner is not None else None,
    )
    return Found("object", hit.start, extent.end, value, "object", hit.entry.id)


def _outermost(found: list[Found]) -> list[Found]:
    """Without things inside the phrase of another thing (مخازن قاعدة …)."""
    kept: list[Found] = []
    for mention in sorted(found, key=lambda f: (f.first, -f.last)):
        if not kept or mention.first >= kept[-1].last:
            kept.append(mention)
    return kept


def _stored(reading: Reading, found: list[Found]) -> list[Found]:
    """مخازن أسلحة وذخيرة: what و joins to the matter that a store is for is stored there too."""
    kept: list[Found] = []
    for mention in found:
        store = kept[-1] if kept else None
        if store is not None and _is_stored(reading, store, mention):
            value = mention.value if store.value.entity is None else store.value
            value = msgspec.structs.replace(value, cls=store.value.cls)
            kept[-1] = Found("object", store.first, mention.last, value, store.rule, store.entry)
        else:
            kept.append(mention)
    return kept


def _is_stored(reading: Reading, store: Found, mention: Found) -> bool:
    if store.value.cls != "weapons_store" or mention.first != store.last or mention.value.cls not in _STORED:
        return False
    return reading.joined(mention.first) and store.last - store.first > 1 and store.value.entity is None
