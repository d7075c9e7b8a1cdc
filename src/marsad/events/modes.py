"""The mode of an event: which of its words decides, and what a machine or weapon near it adds."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.events.links import governing
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, UNSPECIFIC, Draft, Scene, Trigger
from marsad.events.triggers import weapons
from marsad.lexicon import Hit

_OUTWEIGHS: dict[str, frozenset[str]] = {
    "aerial": frozenset({"heavy-weapons", "explosives"}),
    "drone": frozenset({"aerial", "heavy-weapons", "explosives"}),
    "heavy-weapons": frozenset({"explosives"}),
    "suicide-attack": frozenset({"explosives", "firearms"}),
    "clash": frozenset({"firearms"}),
}
"""Modes that say more of one event than others: a strike by drone is often also called an air strike or shelling, its
explosions are heard; shots that kill in a fight belong to the fight."""
_SUBORDINATE = frozenset({"clash", "destroy"})
"""Modes that yield to any other but those that they outweigh: a raid with clashes is a raid."""
_AIR = {"aircraft": "aerial", "drone": "drone"}
_DOERS = {**_AIR, "suicide": "suicide-attack"}
_BY_WEAPON = frozenset({*UNSPECIFIC, "heavy-weapons", "aerial"})
"""Modes that a weapon named near by may make more exact."""
_BY_DOER = _BY_WEAPON | {"explosives", "firearms"}
"""Modes that a machine that acts may: an air force that blows up a depot strikes it from the air."""


def head_of(group: list[Trigger]) -> Trigger:
    """The trigger that says most: a means before a generic word before a casualty."""
    return group[0] if len(group) == 1 else min(group, key=_saying)


def _saying(trigger: Trigger) -> int:
    return (MEANS, GENERIC, CASUALTY, MENTION).index(trigger.kind)


def mode_of(scene: Scene, group: list[Trigger]) -> str | None:
    """The mode that the words of ``group`` give by themselves."""
    if len(group) == 1:
        return group[0].mode
    generic = [t for t in group if t.kind == GENERIC]
    modes = [t.mode for t in group if t.kind == MEANS and not (generic and _is_aim(scene, t))]
    if modes:
        return _strongest(modes)[0]
    return (generic or [head_of(group)])[0].mode


def merged_mode(group: list[Draft]) -> str | None:
    """The mode of an event told several times: the most frequent of those that no more telling one outweighs."""
    modes = [d.mode for d in group if d.mode not in UNSPECIFIC]
    if not modes:
        return group[0].mode
    left = _strongest(modes)
    return max(left, key=lambda m: (left.count(m), -left.index(m)))


def _strongest(modes: list[str | None]) -> list[str | None]:
    """``modes`` without those that others among them outweigh."""
    beaten = {lesser for mode in modes for lesser in _OUTWEIGHS.get(str(mode), ())}
    left = [m for m in modes if m not in beaten] or modes
    telling = [m for m in left if m not in _SUBORDINATE]
    return telling or left


def _is_aim(scene: Scene, trigger: Trigger) -> bool:
    """What an attack is for (هجوم بهدف السيطرة على، عملية لطرد) has not come about."""
    if trigger.mode != "takeover" or trigger.verbal:
        return False
    return trigger.hit.pro.endswith("ل") or governing(scene, trigger, 0) == "aim"


def refine_mode(scene: Scene, draft: Draft) -> None:
    """A machine that acts or a weapon that is named says by what means: طائرات تقصف is aerial, هجوم بعبوة is explosives."""
    if draft.type != "ASSAULT" or draft.mode not in _BY_DOER:
        return
    inside = [w for w in weapons(scene) if draft.first <= w.start < draft.last]
    if not inside and not any(n.found.kind == "actor" and n.found.value.cls in _DOERS for n in draft.actors):
        return
    ground = _says_ground(scene, draft)
    mode = None if ground else _of_doer(draft, inside)
    if mode is None and draft.mode in _BY_WEAPON:
        mode = _of_weapon(draft, inside, ground)
    if mode is not None and mode != draft.mode:
        draft.steps.append(f"mode {mode} by what acts or is used")
        draft.mode = mode


def _of_doer(draft: Draft, inside: Iterable[Hit]) -> str | None:
    """The mode that a machine or a suicide bomber gives that acts or stands before the side that does (مسيرة تركية)."""
    for doer in draft.actors:
        if doer.found.kind != "actor":
            continue
        within = [w for w in inside if doer.scene == draft.scenes[0] and doer.first - 1 <= w.start < doer.last]
        for kind in [*(w.entry.attrs["weapon"] for w in within), doer.found.value.cls]:
            if kind in _DOERS:
                return _DOERS[kind]
    return None


def _of_weapon(draft: Draft, inside: list[Hit], ground: bool) -> str | None:
    """The mode of the nearest weapon that is not itself the target."""
    victims = {n for t in draft.targets if t.scene == draft.scenes[0] for n in range(t.first, t.last)}
    usable = [w for w in inside if w.start not in victims]
    if draft.mode not in UNSPECIFIC:
        usable = [w for w in usable if w.entry.attrs["weapon"] in _AIR and not ground]
    if not usable:
        return None
    anchors = [t.first for t in draft.triggers]
    nearest = min(usable, key=lambda w: min(abs(w.start - a) for a in anchors))
    mode: str = nearest.entry.attrs["mode"]
    return mode


def _says_ground(scene: Scene, draft: Draft) -> bool:
    """A trigger of several words (قصف مدفعي) has said the means itself, unless it only names a side (قصف تركي)."""
    sides = {hit.start for hit in scene.passage.of("demonym")}
    return any(
        t.kind == MEANS
        and t.last - t.first > 1
        and t.mode == "heavy-weapons"
        and not sides & set(range(t.first, t.last))
        for t in draft.triggers
    )
