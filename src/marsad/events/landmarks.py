"""Of the places that an event's words lead to, those that say where it was and not beside or within what that lies."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Phrase
from marsad.events.model import Nominal, Scene
from marsad.events.place_widths import SETTLED, fineness, holds, is_site
from marsad.events.sites import DIRECTIONS, SITE

_BESIDE = frozenset(
    {"قرب", "بالقرب", "شمالي", "جنوبي", "شرقي", "غربي", "شمال", "جنوب", "شرق", "غرب", "حول", "عن", "خارج", "من", "بين"}
)
_NEAR_TO = frozenset(
    {
        "القريبه",
        "القريب",
        "قريبه",
        "القريبين",
        "التابعه",
        "المحاذيه",
        "المحاذي",
        "المجاوره",
        "المجاور",
        "المطله",
        "المطل",
    }
)
_ROADS = frozenset({"طريق", "الطريق", "اوتوستراد", "الاوتوستراد"})
_DASHES = frozenset("-–_")
_JUNCTIONS = frozenset({*_ROADS, "مفرق", "تقاطع", "مثلث"})
_EXTENT = frozenset({"الممتده", "الممتد", "تمتد", "يمتد"})
"""Before names that bound a stretch of land (الصحراء الممتدة بين …): it lies in all of them."""
_SIDES = frozenset({"شمال", "جنوب", "شرق", "غرب"})


def without_landmarks(scene: Scene, chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without places that only say beside what another one lies (معبر س شمالي مدينة ص)."""
    kept: list[Nominal] = []
    for nominal in places:
        if kept and _is_landmark(scene, chunks, nominal, kept[-1]):
            continue
        kept.append(nominal)
    return kept


def _is_landmark(scene: Scene, chunks: Chunks, nominal: Nominal, before: Nominal) -> bool:
    words = scene.passage.words
    if not _EXTENT.isdisjoint(words[before.last : nominal.first]):
        return False
    own = chunks.at.get(nominal.first)
    phrase = own.conjuncts if own is not None else None
    if _is_road_by(words, own, nominal) or _is_end_of_road(words, before, nominal):
        return True
    if words[nominal.first] in DIRECTIONS and words[before.first] not in DIRECTIONS:
        return not (is_site(before) and _is_side_of_town(scene, nominal))
    if phrase is not own and phrase is not None and phrase.first <= before.last:
        return False
    if own is not None and phrase is not None and _is_road(words, own, phrase, nominal):
        return True
    if phrase is own and nominal.first - before.last > 6:
        return False
    if is_site(before) and (_is_side_of_town(scene, nominal) or holds(scene, chunks, before, nominal)):
        return False
    beside = phrase is not None and phrase.prep in _BESIDE
    apart = phrase is own and any(w in _NEAR_TO or w in DIRECTIONS for w in words[before.last : nominal.first])
    return words[nominal.first] in DIRECTIONS or beside or apart


def _is_road_by(words: list[str], own: Phrase | None, nominal: Nominal) -> bool:
    """قرية س على طريق ص: the road only says where the village lies."""
    return words[nominal.first] in _ROADS and own is not None and own.prep == "علي"


def _is_end_of_road(words: list[str], before: Nominal, nominal: Nominal) -> bool:
    """مفرق س-ص: the junction or road to several places is one place."""
    between = words[before.last : nominal.first]
    return words[before.first] in _JUNCTIONS and bool(between) and {between[0], between[-1]} <= _DASHES


def _is_side_of_town(scene: Scene, nominal: Nominal) -> bool:
    """حي س غرب مدينة ص, مخيم س وسط ص: the site is in the town; شمالي ص may be miles off."""
    first, second = (*scene.passage.words[nominal.first : nominal.first + 2], "")[:2]
    if first == "وسط" or scene.passage.words[max(0, nominal.first - 2)] == "وسط":
        return fineness(nominal) <= SETTLED or nominal.found.value.level == "region"
    return first in _SIDES and second == "مدينه"


def _is_road(words: list[str], own: Phrase, root: Phrase, nominal: Nominal) -> bool:
    """طريق حماة - حلب: the ends of a road."""
    if own is root or not any(n.found.kind == "place" for n in root.nominals):
        return any(w in _ROADS for w in words[own.first : nominal.first])
    return words[root.first] in _ROADS


def most_specific(chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without the wider places that only say where the finer ones lie (بلدة س بريف ص); what is coordinated stays together."""
    if not places:
        return places
    groups: dict[int, list[Nominal]] = {}
    for place in places:
        phrase = chunks.at.get(place.first)
        groups.setdefault(phrase.conjuncts.first if phrase is not None else place.first, []).append(place)
    named = [p for p in places if p.found.rule != SITE] or places
    finest = max(min(fineness(p) for p in named), SETTLED)
    return [p for group in groups.values() if min(fineness(p) for p in group) <= finest for p in group]


def without_containers(scene: Scene, chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without the wider place that a list or a town lies in (قرى س وص في منطقة ع); a site and its town both stay."""
    kept: list[Nominal] = []
    for nominal in places:
        before = max((p for p in places if p.first < nominal.first), key=lambda p: p.first, default=None)
        inner = before is not None and holds(scene, chunks, before, nominal)
        if not inner or (before is not None and _keeps_town(before, nominal)):
            kept.append(nominal)
    return kept


def _keeps_town(site: Nominal, container: Nominal) -> bool:
    """A site says where in a town it was, one without a name where in a province too."""
    return is_site(site) and (fineness(container) <= SETTLED or site.found.rule == SITE)
