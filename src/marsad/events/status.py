"""Status of a trigger from the modality cues around it: negated, planned, hypothetical, general or actual."""

from __future__ import annotations

from marsad.events.clauses import clause_of
from marsad.events.model import Scene, Trigger
from marsad.lexicon import Hit

_STATUS = {"negated": "denied", "conditional": "hypothetical", "habitual": "general"}
_NEXT_REACH = 8
_RANK = {"denied": 4, "planned": 3, "hypothetical": 2, "general": 1, "actual": 0}


def status_of(scene: Scene, trigger: Trigger) -> tuple[str, str | None]:
    """Status of ``trigger`` and the id of the cue that gave it; "actual" and None when nothing says otherwise."""
    best: tuple[str, str | None] = ("actual", None)
    for hit in scene.passage.of("modality"):
        if not _reaches(scene, hit, trigger):
            continue
        given = str(hit.entry.attrs.get("status"))
        status = _STATUS.get(given, given)
        if _RANK.get(status, 0) > _RANK[best[0]]:
            best = status, hit.entry.id
    if best[0] == "actual" and trigger.verbal and trigger.hit.pro.endswith("س"):
        return "planned", "future"
    if best[0] == "actual" and _is_habitual(scene, trigger):
        return "general", "present tense"
    return best


def _is_habitual(scene: Scene, trigger: Trigger) -> bool:
    """In running text a present tense tells of what keeps happening; headlines tell news in it."""
    if scene.passage.sentence.kind == "headline" or scene.dates:
        return False
    if trigger.verbal:
        return (
            trigger.hit.form == "present"
            and not trigger.hit.pro.endswith("ل")
            and not _subordinate(scene, trigger.first)
        )
    light = trigger.light
    return (
        light is not None
        and light.form == "present"
        and not light.pro.endswith(("س", "ل"))
        and not _subordinate(scene, light.start)
    )


def _subordinate(scene: Scene, n: int) -> bool:
    """After أن، لم، لن the present tense says nothing of habit."""
    return n > 0 and scene.shape.classes[n - 1] in ("complementiser", "negation", "auxiliary")


def _reaches(scene: Scene, cue: Hit, trigger: Trigger) -> bool:
    """Whether the cue's scope holds the trigger: the next event word, or the rest of its clause, up to a terminator."""
    attrs = cue.entry.attrs
    if cue.start >= trigger.first and cue.end <= trigger.last:
        return False
    backward = attrs.get("direction") == "backward"
    lo, hi = (trigger.last, cue.start) if backward else (cue.end, trigger.first)
    if lo > hi:
        return False
    if attrs.get("scope") == "next":
        if hi - lo > _NEXT_REACH or _crosses(scene, lo, hi):
            return False
    elif clause_of(scene, cue.start) != clause_of(scene, trigger.first):
        return False
    terminators = attrs.get("terminators") or ()
    return not any(t in scene.passage.words[lo:hi] for t in terminators)


def _crosses(scene: Scene, lo: int, hi: int) -> bool:
    """Whether another event word stands between."""
    return any(lo <= hit.start and hit.end <= hi for hit in scene.passage.of("trigger"))
