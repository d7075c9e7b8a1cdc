"""Places without a name of their own: a side of the town spoken of (غرب المدينة), a site with its adjective (المعبر النهري)."""

from __future__ import annotations

from operator import attrgetter

from msgspec import structs

from marsad.events.model import Nominal, Scene
from marsad.lexicon import Hit
from marsad.mentions.found import Found
from marsad.mentions.places import PlaceValue

SIDE, SITE = "side of a town", "site"
"""Rules by which an unnamed place was found."""
DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})
_UNBOUND = frozenset({"الطريق", "الشارع", "الحاجز", "الجسر", "المخيم"})
"""Nouns whose adjective tells one from another only for those who are there (الطريق العام)."""
_QUARTERS = "الاحياء"
_GATES = frozenset({"المطار", "الميناء", "المعبر"})
"""Sites of which a town has one, so that the noun alone tells which."""
_LANDS = frozenset({"الريف", "المنطقه"})
_TURNED = frozenset(
    {"الشمالي", "الجنوبي", "الشرقي", "الغربي", "الشماليه", "الجنوبيه", "الشرقيه", "الغربيه", "الاوسط", "الوسطي"}
)
_RELATING = ("ي", "يه")
"""Endings of the adjectives that say of what kind or where a site is."""


def sites_in(scene: Scene) -> list[Nominal]:
    """The unnamed places of ``scene``, in order; they count only where an event word leads to them."""
    known: list[Nominal] | None = scene.passage.memo.get("sites")
    if known is None:
        nouns = scene.passage.of("place_word")
        known = scene.passage.memo["sites"] = _sites(scene, nouns) if nouns else []
    return known


def _sites(scene: Scene, nouns: list[Hit]) -> list[Nominal]:
    taken = {n for m in scene.nominals if m.found.kind != "object" for n in range(m.first, m.last)}
    nouns = [h for h in nouns if h.start not in taken]
    found = (_side(scene, h) or _site(scene, h) or _part(scene, h) for h in nouns)
    sites = [s for s in found if s is not None and taken.isdisjoint(range(s.first, s.last))]
    owned = (_owned(scene, h) for h in nouns) if scene.actors else ()
    return sorted([*sites, *filter(None, owned)], key=attrgetter("first"))


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
    while first and words[first - 1] in DIRECTIONS:
        first -= 1
    return _nominal(scene, first, noun.end, SIDE) if first < noun.start and not _has_name(scene, noun) else None


def _site(scene: Scene, noun: Hit) -> Nominal | None:
    """المعبر النهري, الأحياء السكنية."""
    words = scene.passage.words
    word = _bare(scene, noun)
    if noun.entry.attrs.get("level") != "point" or not noun.definite or word in _UNBOUND:
        return None
    if noun.form == "plural" and word != _QUARTERS:
        return None
    last = noun.end
    while last < len(words) and _is_adjective(scene, last):
        last += 1
    bound = last > noun.end or (word in _GATES and not _has_name(scene, noun))
    return _nominal(scene, noun.start, last, SITE) if bound else None


def _part(scene: Scene, noun: Hit) -> Nominal | None:
    """الريف الشمالي, المنطقة الوسطى: a part of a land that is told by its side."""
    words = scene.passage.words
    if _bare(scene, noun) not in _LANDS or noun.end >= len(words) or words[noun.end] not in _TURNED:
        return None
    last = noun.end + 2 if words[noun.end + 1 : noun.end + 2] and words[noun.end + 1] in _TURNED else noun.end + 1
    return _nominal(scene, noun.start, last, SITE, "region")


def _owned(scene: Scene, noun: Hit) -> Nominal | None:
    """مسجد قوات الطوارئ, مدرسة مقر الشرطة: a building that is named by whose it is."""
    if noun.entry.attrs.get("level") != "point" or noun.definite or noun.form == "plural" or noun.enclitic:
        return None
    words = scene.passage.words
    first = noun.end + 1 if words[noun.end : noun.end + 1] == ["مقر"] else noun.end
    owner = next((a for a in scene.actors if a.first == first), None)
    if owner is None or words[first].startswith("ل"):
        return None
    inner = (n for n in range(first + 1, owner.last) if words[n].startswith("ب") and _opens_place(scene, n))
    return _nominal(scene, noun.start, next(inner, owner.last), SITE)


def _opens_place(scene: Scene, n: int) -> bool:
    """Whether a place is named from token ``n`` on, be it with a word for what it is (بمنطقة س)."""
    return any(m.found.kind == "place" and m.first - 1 <= n <= m.first for m in scene.nominals)


def _has_name(scene: Scene, noun: Hit) -> bool:
    return any(
        n.first <= noun.start < n.last or n.first == noun.end for n in scene.nominals if n.found.kind != "object"
    )


def _bare(scene: Scene, noun: Hit) -> str:
    """The word of the noun without what is written together with it but the article."""
    word = scene.passage.words[noun.start]
    return word[len(noun.pro) :] if noun.pro and word.startswith(noun.pro) else word


def _is_adjective(scene: Scene, n: int) -> bool:
    word = scene.passage.words[n]
    return word.startswith("ال") and word.endswith(_RELATING) and scene.shape.classes[n] != "relative"


def _nominal(scene: Scene, first: int, last: int, rule: str, level: str = "point") -> Nominal:
    words = scene.passage.sentence.original(first, last)
    value = PlaceValue(name=words, arabic=words, level=level, reason="a site without a name")
    return Nominal(Found("place", first, last, value, rule), first, last, scene.number, scene.passage.words[first:last])
