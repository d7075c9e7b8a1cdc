"""Doers that a sentence leaves out: taken over from an event that is told before it."""

from __future__ import annotations

import itertools

from marsad.events.doing import is_force
from marsad.events.frames import Frames
from marsad.events.links import follows
from marsad.events.model import UNSPECIFIC, Draft, Nominal, Scene
from marsad.events.modes import head_of
from marsad.events.settling import SPOKEN, follows_on
from marsad.events.tellings import points_back, told_by

_NEAR = 2
"""Sentences at most back to the event that a definite noun points to."""


def share_sides(scene: Scene, drafts: list[Draft], frames: Frames) -> None:
    """قصف متبادل من الطرفين beside a clash: both sides of what is told before it in the sentence do it."""
    for before, draft in itertools.pairwise(drafts):
        if not draft.actors and is_mutual(scene, draft, frames):
            draft.actors = sides_of(before)
            draft.inherited.update({"actors"} if draft.actors else ())


def is_mutual(scene: Scene, draft: Draft, frames: Frames) -> bool:
    """Whether both sides are said to have done it (تبادل القصف, استهدافات متبادلة)."""
    head = head_of(draft.triggers)
    exchange = frames.of(head.hit.entry)
    return (exchange.reciprocal and head.mode != "clash") or follows(scene, head, "mutual")


def sides_of(draft: Draft) -> list[Nominal]:
    """Those who fight in an event: its doers and the armed among those it was done to."""
    return [*draft.actors, *(n for n in draft.targets if is_force(n))] if draft.actors and draft.targets else []


def share_doers(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event whose doer its sentence leaves out has that of the event before it."""
    before: Draft | None = None
    for draft in drafts:
        if draft.actors:
            before = draft
        elif before is not None and _continues(before, draft, scenes):
            draft.actors = list(before.actors)
            draft.inherited.add("actors")


def _continues(before: Draft, draft: Draft, scenes: list[Scene]) -> bool:
    """Whether it goes on in the paragraph by a like means, or says in the next sentence that it was a like deed."""
    scene, head = scenes[draft.scenes[0]], told_by(draft)
    if _is_hit(before, draft) or (before.type in SPOKEN and draft.type not in SPOKEN):
        return False  # دان الوزير الهجوم: who speaks of a deed did not do it
    next_to = before.type == draft.type and any(0 <= head.scene - n <= _NEAR for n in before.scenes)
    if next_to and (follows(scene, head, "alike") or (points_back(head, scene) and _alike(before, draft))):
        return True
    return follows_on(before, draft, scenes) and _alike(before, draft)


def _alike(before: Draft, draft: Draft) -> bool:
    """Whether the same hand is likely: the means agree or one of them is not told."""
    head = told_by(draft)
    if any(t.hit.enclitic and not t.verbal for t in draft.triggers) or (
        head.hit.form == "plural" and not head.hit.definite
    ):
        return False
    return not draft.only_casualties and (
        before.mode == draft.mode or not UNSPECIFIC.isdisjoint((before.mode, draft.mode))
    )


def _is_hit(before: Draft, draft: Draft) -> bool:
    """Whether it was done to the doer of the event before."""
    doers = {n.reading for n in before.actors}
    return any(n.reading in doers for n in draft.targets)
