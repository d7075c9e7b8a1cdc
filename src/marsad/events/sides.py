"""The sides of a clash or an exchange of fire: who stands behind بين, and who with whom."""

from __future__ import annotations

from marsad.events.chunks import HELPERS, Chunks, Phrase, Stop, Verb
from marsad.events.doing import any_actor_in, doer_in
from marsad.events.filling import Filler
from marsad.events.model import Scene

_SIDE = frozenset({"جهه", "طرف", "ناحيه", "جانب"})
"""من جهة … ومن جهة أخرى part the sides of a clash."""
_WITH = frozenset({"مع"})


def both_sides(filler: Filler, k: int) -> None:
    """اشتباكات بين أ وب من جهة وج من جهة أخرى, مع ج: the first side acts, the other is the target."""
    sides, cut = _sides_behind(filler.scene, filler.chunks, k)
    if not sides:
        other_side(filler, k)
        return
    filler.filled["actor"], filler.filled["target"] = [], []
    mutual = filler.trigger.mode != "clash"
    for n, side in enumerate(sides):
        filler.put("actor" if mutual or n < cut else "target", side, alone=True, anyone=True)


def other_side(filler: Filler, k: int) -> None:
    """اشتبك الجيش مع مسلحين: whom it is with."""
    for item in filler.chunks.items[k + 1 :]:
        if isinstance(item, Phrase) and item.first < filler.end and item.prep in _WITH:
            filler.put("target", item)


def _sides_behind(scene: Scene, chunks: Chunks, k: int) -> tuple[list[Phrase], int]:
    """The phrases after بين behind item ``k``, and how many of them are the first side."""
    sides: list[Phrase] = []
    cut: int | None = None
    backed = 0
    before, last = "", 0
    for item in chunks.items[k + 1 :]:
        if isinstance(item, Verb) and item.trigger is None and _goes_on(chunks, k, item, sides):
            continue
        if isinstance(item, Verb) or (isinstance(item, Stop) and item.hard):
            break
        if isinstance(item, Stop):
            continue
        words = scene.passage.words
        parted = cut is None and sides and any(w in _SIDE for w in words[last : item.first])  # من طرف، و…
        cut = len(sides) if parted else cut
        helped, before, last = before in HELPERS, words[item.first], item.last
        if before in _SIDE:
            cut = max(len(sides), 1) if cut is None else cut
        elif sides and helped and doer_in(item) is not None:
            sides.append(item)
            backed += cut is None
        elif (item.prep == "بين" or (sides and item.joined is not None)) and _is_side(chunks, item, sides):
            sides.append(item)
    return sides, cut or 1 + backed


def _goes_on(chunks: Chunks, k: int, verb: Verb, sides: list[Phrase]) -> bool:
    """اشتباكات دارت بين, المعارك اشتدت بين, بين القوات التي يوجد مقرها في الشرق ومسلحين: sides may stand behind the verb."""
    return len(sides) < 2 and (verb.relative or (not sides and verb.subject is chunks.items[k]))


def _is_side(chunks: Chunks, phrase: Phrase, sides: list[Phrase]) -> bool:
    """One who may act; against such a one anybody (مجموعة مهربين), and people against whoever may act."""
    if sides or doer_in(phrase) is not None:
        return any_actor_in(phrase) is not None
    against = (i for i in chunks.items[phrase.order + 1 :] if isinstance(i, Phrase) and i.joined is phrase)
    return any_actor_in(phrase) is not None and any(doer_in(i) is not None for i in against)
