"""Whom the pronoun on an event word means."""

from __future__ import annotations

from operator import attrgetter

from marsad.events.chunks import chunks_in, is_nation
from marsad.events.doing import doer_in, is_force, may_act, may_suffer
from marsad.events.model import Nominal, Scene, Trigger

_OF_PERSONS = frozenset({"arrest", "abduct", "targeted", "torture", "beat", "sexual"})
"""Modes of what is done to persons only."""
_BODIES = frozenset({"state", "ministry", "agency", "coalition", "media", "igo", "ngo"})
"""Classes of known actors that nobody arrests."""
_FEMININE = ("ه", "اء", "ات")
_PLURAL = ("ون", "ين", "ات")


def pronoun_actor(scene: Scene, trigger: Trigger) -> Nominal | None:
    """Whom the pronoun on an event noun means (غاراته): the subject of the verb before it, else the last doer named."""
    verb = next(
        (
            v
            for v in sorted(chunks_in(scene).verbs.values(), key=lambda v: -v.n)
            if v.n < trigger.first and not v.relative
        ),
        None,
    )
    if verb is not None and verb.subject is not None:
        nominal = doer_in(verb.subject)
        if nominal is not None and _may_mean(trigger, nominal):
            return nominal
    able = [n for n in scene.nominals if n.last <= trigger.first and may_act(n) and _may_mean(trigger, n)]
    return able[-1] if able else None


def _may_mean(trigger: Trigger, nominal: Nominal) -> bool:
    """Whether the pronoun on an event noun goes with a party: ها never with men in the plural (السوريون … ضرباتها)."""
    return trigger.hit.enclitic != "ها" or not nominal.text.split()[0].endswith(("ون", "ين"))


def pronoun_target(scene: Scene, trigger: Trigger, doers: list[Nominal]) -> Nominal | None:
    """Whom or what the pronoun on an event word means that is its object (واعتقاله, قصفوها): the last mention that fits it.

    ``doers`` did it and are not meant.
    """
    barred = {n.reading for n in doers}
    persons = trigger.mode in _OF_PERSONS
    for nominal in reversed(_mentions(scene, trigger.first)):
        if nominal.reading not in barred and _may_be_object(scene, trigger.hit.enclitic, nominal, persons):
            return nominal
    return None


def _mentions(scene: Scene, end: int) -> list[Nominal]:
    """The nominals before token ``end`` in the order in which they close, actors inside of things (منزل *صاحب المحل*) too."""
    own = [n for n in scene.nominals if n.last <= end]
    known = {(n.first, n.last) for n in own}
    inner = (a for a in scene.actors if a.last <= end and (a.first, a.last) not in known)
    within = [Nominal(a, a.first, a.last, scene.number, scene.passage.words[a.first : a.last]) for a in inner]
    return sorted([*own, *within], key=attrgetter("last", "first"))


def _may_be_object(scene: Scene, pronoun: str, nominal: Nominal, persons: bool) -> bool:
    found = nominal.found
    if persons and (found.kind != "actor" or found.value.cls in _BODIES):
        return False
    if not may_suffer(nominal) or is_nation(nominal):
        return False
    head = nominal.text.split()[0]
    many = _is_plural(scene, nominal, head)
    if pronoun == "هم":
        return many and found.kind == "actor" and not is_force(nominal)
    if pronoun == "ه":
        return not many and not head.endswith(_FEMININE)
    alike = found.kind != "actor" or is_force(nominal)
    return pronoun == "ها" and alike and (many or head.endswith(_FEMININE))


def _is_plural(scene: Scene, nominal: Nominal, head: str) -> bool:
    counted = any(q.first <= nominal.first < q.last or q.last == nominal.first for q in scene.quantities)
    return counted or head.endswith(_PLURAL) or any(h.form == "plural" for h in scene.passage.at(nominal.first))
