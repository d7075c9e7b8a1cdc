"""Who, among those that a number counts, did it: gunmen who attacked, people who marched."""

from __future__ import annotations

from marsad.events.items import Item
from marsad.events.kinds import CUSTODY, FATE, OUTLAWS, PERSONS
from marsad.events.model import MENTION, Draft, Scene, Trigger

_DOING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CRIME", "THREATEN"})
"""Types of event whose doers are counted."""
_CROWDS = frozenset({"PROTEST", "MOBILIZE"})
_ARMED = frozenset(
    {"soldiers", "fighters", "police", "unknown_armed", "settlers", "smugglers", "protesters", "leaders"}
)
_FEMININE = ("تان", "تين", "ات", "نساء")
_NEAR = 2


def doing(
    scene: Scene, drafts: list[Draft], triggers: list[Trigger], harm: Trigger | None, item: Item
) -> Trigger | Draft | None:
    """The event word, or the event, that those counted are the subject of; None when they are not said to have done it.

    ``harm`` is the casualty word that governs the item, if any: what it governs was hit.
    """
    if harm is not None and not _is_abductor(scene, harm, item):
        return None
    if item.found.rule != "one_of":
        crowd = next((t for t in triggers if t.type == "PROTEST" and _is_near(t, item)), None)
        if crowd is not None:
            return crowd
    if _is_governed_away(scene, triggers, item):
        return None
    done = next((t for t in triggers if _is_subject_of(scene, t, item)), None)
    return done or (_by_role(scene, drafts, item) if item.found.rule != "one_of" else None)


def may_do(item: Item) -> bool:
    """Whether what is counted may have done something: persons whose number is stated, not said to be harmed."""
    value = item.found.value
    return item.explicit and value.what in PERSONS and value.casualty is None and not item.share


def _is_near(t: Trigger, item: Item) -> bool:
    return -_NEAR <= item.found.first - t.last <= _NEAR or 0 <= t.first - item.end <= _NEAR


def _is_governed_away(scene: Scene, triggers: list[Trigger], item: Item) -> bool:
    """A preposition, a masdar or و after those hit make it anything but a subject."""
    first = item.found.first
    if scene.shape.preposition(first) or scene.shape.joined(first):
        return True
    if first and scene.shape.classes[first - 1] == "preposition":
        return True
    return any(t.last == first and (not t.verbal or t.passive) and not _is_abductor(scene, t, item) for t in triggers)


def _is_subject_of(scene: Scene, t: Trigger, item: Item) -> bool:
    """Right after an active verb, between a light verb and its noun, or before the verb."""
    if t.kind == MENTION or t.type not in _DOING:
        return False
    if not t.verbal:
        light = t.light
        if light is None or light.entry.attrs.get("link") != "does" or light.form not in ("past", "present"):
            return False
        return light.end == item.found.first and item.end == t.first and _agrees(scene, light.start, item)
    if _is_abductor(scene, t, item):
        return True
    if t.casualty in FATE or t.passive:
        return False
    if t.last == item.found.first:
        return (
            not t.hit.enclitic
            and not _has_subject(scene, t)
            and _agrees(scene, t.first, item)
            and _may_have_done(scene, item)
        )
    return 0 <= t.first - item.end <= 1 and t.hit.pro == ""


def _has_subject(scene: Scene, t: Trigger) -> bool:
    """Whether an actor stands right before the verb (الجيش استهدف 20 مسلحا): what follows is no subject then."""
    return any(0 <= t.first - n.last <= 1 and n.found.kind == "actor" for n in scene.nominals)


def _is_abductor(scene: Scene, t: Trigger, item: Item) -> bool:
    """خطف ثلاثة ملثمين …: outlaws rather take than are taken, unless who took them is named (قوات الأمن اعتقلت ثلاثة مسلحين)."""
    taking = t.verbal and t.last == item.found.first and t.casualty in CUSTODY
    if not taking or item.found.value.what not in OUTLAWS:
        return False
    return not _has_subject(scene, t) and _agrees(scene, t.first, item)


def _may_have_done(scene: Scene, item: Item) -> bool:
    """After its verb a dual shows by its ending whether it did it (مسلحان) or was hit (مسلحين); else who they are decides."""
    if item.found.rule == "dual":
        return scene.passage.words[item.found.first].endswith("ان")
    return item.found.value.what in _ARMED


def _agrees(scene: Scene, verb: int, item: Item) -> bool:
    """A feminine verb has no masculine persons as its subject: هاجمت 5 مسلحين is about somebody else's attack on them."""
    word = scene.passage.words[verb].lstrip("وف")
    if not (word.endswith("ت") or word.startswith("ت")):
        return True
    noun = scene.passage.words[item.found.value.head[1] - 1 : item.found.last]
    return item.found.value.what == "women" or any(w.endswith(_FEMININE) for w in noun)


def _by_role(scene: Scene, drafts: list[Draft], item: Item) -> Draft | None:
    first, last = item.found.first, item.found.last
    for draft in drafts:
        if draft.type not in _DOING or not (item.found.value.what in _ARMED or draft.type in _CROWDS):
            continue
        head = draft.triggers[0]
        if head.verbal and head.last == first and _has_subject(scene, head):
            continue
        if any(first <= n.first < last and n.scene == scene.number for n in draft.actors):
            return draft if item.found.first > head.last or _agrees(scene, head.first, item) else None
    return None
