"""Places without a name of their own: a side of the town spoken of (غرب المدينة), a site with its adjective (المعبر النهري)."""

from __future__ import annotations

from msgspec import structs

from marsad.events.model import Nominal, Scene
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.places import PlaceValue

SIDE, SITE = "side of a town", "site"
"""Rules by which an unnamed place was found."""
_SIDES = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})
_UNBOUND = frozenset({"الطريق", "الشارع", "الحاجز", "الجسر", "المخيم"})
"""Nouns whose adjective tells one from another only for those who are there (الطريق العام)."""
_QUARTERS = "الاحياء"
_RELATING = ("ي", "يه")
"""Endings of the adjectives that say of what kind or where a site is."""


def sites_in(scene: Scene) -> list[Nominal]:
    """The unnamed places of ``scene``, in order; they count only where an event word leads to them."""
    known: list[Nominal] | None = scene.passage.memo.get("sites")
    if known is None:
        taken = {n for m in scene.nominals if m.found.kind != "object" for n in range(m.first, m.last)}
        found = (_side(scene, h) or _site(scene, h) for h in scene.passage.of("place_word"))
        known = [s for s in found if s is not None and taken.isdisjoint(range(s.first, s.last))]
        scene.passage.memo["sites"] = known
    return known


def lies_in(site: Nominal, town: Nominal) -> None:
    """Give ``site`` what is known of the town that it lies in: a side of the town (غرب المدينة) is where the town is."""
    value, known = site.found.value, town.found.value
    point = (known.lat, known.lon) if known.lat is not None and known.lon is not None else None
    side = site.found.rule == SIDE
    site.found.value = structs.replace(
        value, country=known.country, admin1=known.admin1, within=known.name, near=point,
        lat=known.lat if side else None, lon=known.lon if side else None,
    )  # fmt: skip


def _side(scene: Scene, noun: Hit) -> Nominal | None:
    """غرب المدينة, وسط البلدة."""
    words = scene.passage.words
    if noun.entry.attrs.get("level") != "town" or noun.form == "plural" or not words[noun.start].startswith("ال"):
        return None
    first = noun.start
    while first and words[first - 1] in _SIDES:
        first -= 1
    return _nominal(scene, first, noun.end, SIDE) if first < noun.start else None


def _site(scene: Scene, noun: Hit) -> Nominal | None:
    """المعبر النهري, الأحياء السكنية."""
    words = scene.passage.words
    word = words[noun.start]
    if noun.entry.attrs.get("level") != "point" or not word.startswith("ال") or word in _UNBOUND:
        return None
    if noun.form == "plural" and word != _QUARTERS:
        return None
    last = noun.end
    while last < len(words) and _is_adjective(scene, last):
        last += 1
    return _nominal(scene, noun.start, last, SITE) if last > noun.end else None


def _is_adjective(scene: Scene, n: int) -> bool:
    word = scene.passage.words[n]
    return word.startswith("ال") and word.endswith(_RELATING) and scene.shape.classes[n] != "relative"


def _nominal(scene: Scene, first: int, last: int, rule: str) -> Nominal:
    words = scene.passage.sentence.original(first, last)
    value = PlaceValue(name=words, arabic=words, level="point", reason="a site without a name")
    return Nominal(Found("place", first, last, value, rule), first, last, scene.number, scene.passage.words[first:last])
