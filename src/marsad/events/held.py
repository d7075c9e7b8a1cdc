"""The things that an event word of several words takes in and that were hit (هجوما على مواقع, مداهمة منزل)."""

from __future__ import annotations

from marsad.events.frames import Frame
from marsad.events.model import Nominal, Scene, Trigger

_ARMS = frozenset({"shells", "weapons", "ammunition"})
"""Classes of things with which an event is done rather than to which."""
_LADEN = ("مفخخ", "ملغوم", "ملغم")
"""Beginnings of the adjectives of a vehicle that is a bomb itself."""


def things_held(scene: Scene, trigger: Trigger, frame: Frame) -> list[Nominal]:
    """The things inside of ``trigger`` that it was done to; none where its frame has no object."""
    if trigger.last - trigger.first < 2 or "target" not in (frame.object, frame.idafa):
        return []
    inside = [n for n in scene.nominals if trigger.first < n.first < trigger.last and n.found.kind == "object"]
    return [n for n in inside if not _is_means(scene, trigger, n)]


def _is_means(scene: Scene, trigger: Trigger, nominal: Nominal) -> bool:
    """هجوم بصواريخ, سيارة مفخخة: what it was done with; of what is shot down or destroyed even arms were hit."""
    armed = nominal.found.value.cls in _ARMS and trigger.mode != "destroy"
    laden = any(w.startswith(_LADEN) for w in scene.passage.words[nominal.first : trigger.last])
    return armed or laden or scene.shape.preposition(nominal.first) == "ب"
