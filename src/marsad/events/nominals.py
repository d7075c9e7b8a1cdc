"""Puts the mentions of a sentence in order and says what governs each: a preposition, a noun before it, a verb, nothing."""

from __future__ import annotations

from marsad.events.model import Nominal, Scene
from marsad.mentions.found import Found
from marsad.mentions.phrases import BRACKET, MARK, NUMBER, QUOTE, VERB, Shape

_KINDS = {"actor": 0, "place": 1, "object": 2}
_FILLERS = frozenset({"demonstrative"})


def nominals_of(scene: Scene) -> list[Nominal]:
    """All actor, place and object mentions of a scene in order of position, with their governors."""
    mentions = sorted(
        [*scene.actors, *scene.places, *scene.objects], key=lambda f: (f.first, _KINDS[f.kind], f.first - f.last)
    )
    found: list[Nominal] = []
    for mention in mentions:
        start = _phrase_start(mention, scene)
        governor, joined = _governor(start, scene.shape, scene.passage.words, found)
        if governor == "idafa" and scene.passage.words[start - 1] in ("سيطره", "نفوذ", "تمركز"):
            governor = _governor_of_zone(start - 1, scene)
        if governor == "idafa" and _is_accusative(mention, scene):
            governor = ""
        found.append(Nominal(mention, mention.first, mention.last, governor, joined, scene.number))
    return found


def _governor_of_zone(n: int, scene: Scene) -> str:
    """من مناطق سيطرة القوات: the preposition before the zone holds for who controls it."""
    for k in range(n - 1, max(n - 4, -1), -1):
        if scene.shape.classes[k] == "preposition":
            return scene.passage.words[k]
    return "idafa"


def _is_accusative(mention: Found, scene: Scene) -> bool:
    """An indefinite accusative (سوقا، نقاطا) is an object, never the second part of a construct."""
    word = scene.passage.words[mention.first]
    return mention.kind != "place" and word.endswith("ا") and len(word) > 3 and not word.startswith("ال")


def _phrase_start(mention: Found, scene: Scene) -> int:
    """The number and the quotation mark before a noun belong to its phrase: ما governs "15 موقعا" governs "موقعا"."""
    start = mention.first
    for quantity in scene.quantities:
        if quantity.first < start < quantity.last or quantity.last == start:
            start = quantity.first
            break
    classes = scene.shape.classes
    while start > 0 and (classes[start - 1] in (QUOTE, NUMBER) or classes[start - 1] in _FILLERS):
        start -= 1
    return start


def _governor(start: int, shape: Shape, words: list[str], before: list[Nominal]) -> tuple[str, bool]:
    written = shape.preposition(start)
    joined = shape.joined(start)
    if written and written in "بلك":
        return written, joined
    if joined:
        return _shared(start, before), True
    if start == 0:
        return "", False
    name = shape.classes[start - 1]
    if name == "agent":
        return "agent", False
    if name == "preposition" or name == "cause":
        return words[start - 1], False
    if name == VERB:
        return "verb", False
    if name == MARK and words[start - 1] in "،,-–/" and before and before[-1].last >= start - 1:
        return before[-1].governor, True
    if name in (MARK, BRACKET) or name in (
        "complementiser",
        "relative",
        "conjunction",
        "auxiliary",
        "result",
        "negation",
    ):
        return "", False
    return "idafa", False


def _shared(start: int, before: list[Nominal]) -> str:
    """A conjoined phrase has the governor of the phrase it is joined to, when that one ends right before it."""
    for nominal in reversed(before):
        if nominal.last <= start and start - nominal.last <= 3:
            return nominal.governor
        if nominal.last <= start:
            break
    return ""
