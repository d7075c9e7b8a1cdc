"""Which place lies in which: how fine a place is, what the word before a name says of it, what one place holds."""

from __future__ import annotations

from marsad.events.chunks import Chunks
from marsad.events.model import Nominal, Scene
from marsad.events.sites import DIRECTIONS
from marsad.lexicon import Hit

_FINENESS = {"point": 0, "town": 1, "district": 2, "region": 3, "governorate": 3, "country": 4, None: 1}
SETTLED = 1
"""Fineness from which on a place is no mere surroundings: a town or a site in it."""
_WIDE = _FINENESS["region"]
"""Fineness of lands and provinces, of which one may lie in another (جبل س في محافظة ص)."""
_INSIDE = frozenset({"في", "ضمن"})
_CONTAINING = frozenset({"في", "من", "ضمن", "داخل", "التابعه", "التابع", "الواقعه", "الواقع", "،", "("})
_QUOTES = frozenset("\"'«»“”")
_CALLED = frozenset({"تسمي", "تدعي", "يسمي", "يدعي", "اسمها", "اسمه"})


def holds(scene: Scene, chunks: Chunks, before: Nominal, nominal: Nominal) -> bool:
    """Whether ``nominal`` is the place that ``before`` lies in by what stands between them (بلدة س *بريف ص*)."""
    head = head_of_place(scene, nominal)
    gap = [w for w in scene.passage.words[before.last : head.start if head else nominal.first] if w not in _QUOTES]
    if len(gap) > 2 or not all(w in _CONTAINING for w in gap):
        return False
    own, other = chunks.at.get(nominal.first), chunks.at.get(before.first)
    if own is not None and own.joined is not None and own.joined is other and not own.prep:
        return False
    first = scene.passage.words[head.start if head else nominal.first]
    governed = (
        (bool(gap) and not first.startswith("و"))
        or first.startswith("ب")
        or first in DIRECTIONS
        or first.startswith("ل")
    )
    wider, inner = _width(scene, nominal), _width(scene, before)
    within = not _INSIDE.isdisjoint(gap) or first.startswith("ب")
    return governed and (wider > inner or (within and wider == inner == _WIDE))


def may_lie_in(place: Nominal, wide: Nominal) -> bool:
    """Whether nothing known of the two places speaks against ``place`` being a part of ``wide``."""
    inner, outer = place.found.value, wide.found.value
    pairs = ((inner.country, outer.country), (inner.admin1, outer.admin1))
    return all(a is None or b is None or a == b for a, b in pairs)


def head_of_place(scene: Scene, nominal: Nominal) -> Hit | None:
    """The place word right before a name (*مدينة* حلب); one that is joined to what stands before it has none (الضفة وحلب)."""
    if nominal.clitic.startswith("و"):
        return None
    before = nominal.first - 1
    while before > 0 and (scene.passage.words[before] in _QUOTES or scene.passage.words[before] in _CALLED):
        before -= 1
    nouns = (h for h in scene.passage.of("place_word") if h.end == before + 1)
    return next((h for h in nouns if h.entry.attrs.get("level") != "relative"), None)


def _width(scene: Scene, nominal: Nominal) -> int:
    """How wide the place is, by the word before it where there is one (منطقة س is wider than the town of its name)."""
    head = head_of_place(scene, nominal)
    said = _FINENESS.get(head.entry.attrs.get("level"), 0) if head is not None else 0
    return max(fineness(nominal), said)


def is_site(nominal: Nominal) -> bool:
    """Whether the place is a quarter, crossing, camp or the like."""
    return str(nominal.found.value.level) == "point"


def fineness(nominal: Nominal) -> int:
    """0 for a site to 4 for a country; a name that stays open is taken for a town."""
    return _FINENESS.get(nominal.found.value.level, 1)
