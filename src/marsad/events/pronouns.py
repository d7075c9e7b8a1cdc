"""Whom the pronoun on an event word means."""

from __future__ import annotations

from marsad.events.chunks import chunks_in
from marsad.events.doing import doer_in, may_act
from marsad.events.model import Nominal, Scene, Trigger


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
