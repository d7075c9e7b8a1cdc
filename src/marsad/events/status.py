"""Status of a trigger from the modality cues around it: negated, planned, hypothetical, general or actual."""

from __future__ import annotations

from marsad.events.clauses import clause_of
from marsad.events.model import Scene, Trigger
from marsad.lexicon import Hit
from marsad.mentions.found import Found

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
        if status == "general" and _is_dated(scene, trigger):
            continue
        if _RANK.get(status, 0) > _RANK[best[0]]:
            best = status, hit.entry.id
    if best[0] == "actual" and trigger.verbal and trigger.hit.pro.endswith("س"):
        return "planned", "future"
    if best[0] == "actual" and (_is_habitual(scene, trigger) or _is_kept_up(scene, trigger)):
        return "general", "present tense"
    return best


def _is_dated(scene: Scene, trigger: Trigger) -> bool:
    """Whether the trigger's clause names a day: then one occurrence is told, however often there are such."""
    clause = clause_of(scene, trigger.first)
    return any(_names_day(date) and clause_of(scene, date.first) == clause for date in scene.dates)


def _names_day(date: Found) -> bool:
    return date.value.start is not None and date.value.precision == "day" and date.rule != "stretch"


def _is_kept_up(scene: Scene, trigger: Trigger) -> bool:
    """الضربات التي يشنها التحالف: a definite noun with a present tense in its relative clause."""
    if trigger.verbal or not trigger.hit.definite or _is_dated(scene, trigger):
        return False
    at, classes = trigger.last, scene.shape.classes
    if at + 1 >= len(classes) or classes[at] != "relative":
        return False
    return any(h.start == at + 1 and h.form == "present" for h in scene.passage.of("light_verb"))


def _is_habitual(scene: Scene, trigger: Trigger) -> bool:
    """In running text a present tense tells of what keeps happening; headlines tell news in it.

    So do a trade that is only named (تهريب المخدرات) and a purpose in the plural (لشن هجمات).
    """
    if scene.passage.sentence.kind == "headline" or any(_names_day(date) for date in scene.dates):
        return False
    if trigger.verbal:
        return (
            trigger.hit.form == "present"
            and not trigger.hit.pro.endswith("ل")
            and not _subordinate(scene, trigger.first)
        )
    light = trigger.light
    if trigger.type == "CRIME" and trigger.hit.form == "masdar" and (light is None or light.form != "past"):
        return True
    if light is None:
        phrase = trigger.hit.form == "phrase" and scene.passage.words[trigger.last - 1].endswith("ات")
        return phrase and trigger.hit.pro.endswith("ل")
    if light.form == "masdar" and light.pro.endswith("ل"):
        return trigger.hit.form == "plural"
    return light.form == "present" and not light.pro.endswith(("س", "ل")) and not _subordinate(scene, light.start)


def _subordinate(scene: Scene, n: int) -> bool:
    """After أن، لم، لن the present tense says nothing of habit."""
    return n > 0 and scene.shape.classes[n - 1] in ("complementiser", "negation", "auxiliary")


def _reaches(scene: Scene, cue: Hit, trigger: Trigger) -> bool:
    """Whether the cue's scope holds the trigger: the next event word, or the rest of its clause, up to a terminator."""
    attrs = cue.entry.attrs
    if cue.start >= trigger.first and cue.end <= trigger.last:
        return False
    direction = attrs.get("direction")
    backward = direction == "backward" or (direction == "either" and cue.start >= trigger.last)
    lo, hi = (trigger.last, cue.start) if backward else (cue.end, trigger.first)
    if lo > hi:
        return False
    if attrs.get("scope") == "next":
        if hi - lo > _NEXT_REACH or _crosses(scene, lo, hi):
            return False
    elif not _in_clause(scene, cue, trigger.first):
        return False
    terminators = attrs.get("terminators") or ()
    return not any(t in scene.passage.words[lo:hi] for t in terminators)


def _in_clause(scene: Scene, cue: Hit, token: int) -> bool:
    """Whether a token stands in the cue's clause or in the one that أن adds to it (نفى أن تكون قواته قصفت)."""
    own, other = clause_of(scene, cue.start), clause_of(scene, token)
    if own == other:
        return True
    start = scene.clauses[other]
    return (
        other == own + 1 and 0 < start - cue.end <= _NEXT_REACH and scene.shape.classes[start - 1] == "complementiser"
    )


def _crosses(scene: Scene, lo: int, hi: int) -> bool:
    """Whether another event word stands between."""
    return any(lo <= hit.start and hit.end <= hi for hit in scene.passage.of("trigger"))
