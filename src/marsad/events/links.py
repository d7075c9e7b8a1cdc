"""Words between events that say how one stands to the other (فيما، بعد أن، خلال، آخر), as the lexicon lists them."""

from __future__ import annotations

from marsad.events.model import Scene, Trigger
from marsad.lexicon import Hit

_GOVERNS = 3
"""Tokens at most between a linking word and the event that it governs (بعد يومين من قصف)."""

_OPENING = 1
"""The last token at which the words that open a sentence may begin."""
_THIS = frozenset({"هذا", "هذه", "ذلك", "تلك", "ذاك", "بهذا", "لهذا", "لهذه", "بهذه", "وهذا", "وهذه"})


def relations(scene: Scene, start: int, end: int) -> set[str]:
    """The relations that words between tokens ``start`` and ``end`` name."""
    return {str(hit.entry.attrs["relation"]) for hit in _links(scene) if start <= hit.start and hit.end <= end}


def governing(scene: Scene, trigger: Trigger, floor: int) -> str | None:
    """The relation of the linking word that governs ``trigger``, or else its carrier, looking back to ``floor``."""
    found = _before(scene, trigger.first, floor)
    if found is None and trigger.light is not None and trigger.light.start < trigger.first:
        found = _before(scene, trigger.light.start, floor)
    return found


def _before(scene: Scene, token: int, floor: int) -> str | None:
    near = [hit for hit in _links(scene) if floor <= hit.start and token - _GOVERNS < hit.end <= token]
    named = [str(hit.entry.attrs["relation"]) for hit in near]
    return next((n for n in reversed(named) if n in ("apart", "example", "time", "whence", "aim")), None)


def follows(scene: Scene, trigger: Trigger, relation: str) -> bool:
    """Whether a word of ``relation`` qualifies the event noun ``trigger``."""
    return relation in behind(scene, trigger)


def behind(scene: Scene, trigger: Trigger) -> list[str]:
    """The relations of the words that qualify the event noun ``trigger`` (قصف مدفعي آخر)."""
    last = trigger.last
    return [hit.entry.attrs["relation"] for hit in _links(scene) if last <= hit.start <= last + 1]


def _links(scene: Scene) -> list[Hit]:
    return scene.passage.of("event_link")


def opening(scene: Scene) -> set[str]:
    """The relations that the first words of a sentence name (من جهة أخرى، وكانت قد)."""
    return {str(hit.entry.attrs["relation"]) for hit in _links(scene) if hit.start <= _OPENING}


def has_demonstrative(scene: Scene, trigger: Trigger) -> bool:
    """هذا الهجوم, تلك الغارات."""
    return trigger.first > 0 and scene.passage.words[trigger.first - 1] in _THIS
