"""What lay where the blow fell: the things that a place or store which was hit is said to have held."""

from __future__ import annotations

from marsad.events.doing import add_filler
from marsad.events.model import Draft, Nominal, Scene

_MATTER = frozenset({"ammunition", "shells", "weapons", "drugs", "goods"})
_HELD_BY = 2
"""Words between what was hit and the verb that says what it held (المواقع المدمرة كانت تضم)."""
_ENDS = frozenset({"complementiser", "result"})


def add_contents(scene: Scene, draft: Draft) -> None:
    """Make what a participle describes (المستودع المدمر) a target, and with it the arms and goods that it held."""
    if draft.type != "ASSAULT":
        return
    for trigger in draft.triggers:
        if trigger.hit.form != "participle" or trigger.mode != "destroy":
            continue
        struck = next((n for n in scene.nominals if _is_described(n, trigger.first)), None)
        if struck is not None:
            add_filler(draft.targets, struck)
            for nominal in _held(scene, max(struck.last, trigger.last)):
                add_filler(draft.targets, nominal)


def _is_described(nominal: Nominal, participle: int) -> bool:
    return nominal.found.kind == "object" and nominal.first < participle <= nominal.last


def _held(scene: Scene, after: int) -> list[Nominal]:
    """The things listed behind a verb of holding that follows at ``after``, up to the end of the statement."""
    verbs = [h for h in scene.passage.of("event_link") if h.entry.attrs["relation"] == "matter"]
    verb = next((h for h in verbs if 0 <= h.start - after <= _HELD_BY), None)
    if verb is None or scene.shape.classes[verb.start] != "verb":
        return []
    classes = scene.shape.classes
    end = next((n for n in range(verb.end, len(classes)) if classes[n] in _ENDS), len(classes))
    return [
        n for n in scene.nominals
        if n.found.kind == "object" and verb.end <= n.first < end and n.found.value.cls in _MATTER
    ]  # fmt: skip
