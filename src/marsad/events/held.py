"""Targets that no frame leads to: things that an event word takes in (هجوما على مواقع), what a state names (مستهدفا مواقع)."""

from __future__ import annotations

from marsad.events.chunks import Phrase, chunks_in
from marsad.events.doing import may_suffer
from marsad.events.frames import Frame
from marsad.events.model import Draft, Nominal, Scene, Trigger

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


def thing_described(scene: Scene, trigger: Trigger) -> Nominal | None:
    """الميناء مغلق, المدينة المحاصرة: what a passive participle says of the noun right before it."""
    if trigger.hit.form != "participle" or trigger.type != "COERCE":
        return None
    return next((n for n in scene.nominals if n.last == trigger.first and n.found.kind != "actor"), None)


def things_aimed_at(scene: Scene, draft: Draft) -> list[Nominal]:
    """What stands behind a word for the state in which the event of ``draft`` was done (شن غارات مستهدفا المطار والجسر)."""
    aimed: list[Nominal] = []
    for hit in scene.passage.of("event_link"):
        if hit.entry.attrs["relation"] == "upon" and any(t.last <= hit.start < draft.last for t in draft.triggers):
            head = next((n for n in scene.nominals if hit.end <= n.first <= hit.end + 1 and may_suffer(n)), None)
            aimed += [] if head is None else [head, *_joined_to(scene, head)]
    return aimed


def _joined_to(scene: Scene, head: Nominal) -> list[Nominal]:
    """The heads of the phrases that are coordinated with that of ``head``."""
    chunks = chunks_in(scene)
    phrase = chunks.at.get(head.first)
    parts = [phrase] if phrase is not None else []
    for item in chunks.items[phrase.order + 1 :] if phrase is not None else ():
        if not isinstance(item, Phrase) or item.joined not in parts:
            break
        parts.append(item)
    return [part.nominals[0] for part in parts[1:] if part.nominals and may_suffer(part.nominals[0])]
