"""The time of an event: the date in its own words, else the day that its paragraph or the report's lead speaks of."""

from __future__ import annotations

from marsad.events.model import Draft, Scene
from marsad.mentions.found import Found

_LEAD_SENTENCES = 2
Dated = tuple[int, Found]
"""A scene number and a date found in it."""


def give_times(drafts: list[Draft], scenes: list[Scene]) -> None:
    """Dates for every draft, in the order of the text; an event without a date of its own takes over the running one."""
    lead = _lead(scenes)
    running: Dated | None = None
    for draft in drafts:
        scene = scenes[draft.scenes[0]]
        own = _own(draft)
        if own is not None:
            draft.dates = [own]
            running = own if draft.status == "actual" else running
            continue
        draft.dates = []
        if draft.status != "actual" or scene.passage.sentence.kind == "headline":
            continue
        taken = _from_paragraph(scene, running, scenes) or lead
        if taken is not None and taken[1].value.start is not None:
            draft.dates = [taken]
            draft.inherited.add("when")


def _from_paragraph(scene: Scene, running: Dated | None, scenes: list[Scene]) -> Dated | None:
    if running is None:
        return None
    paragraph = scenes[running[0]].passage.sentence.paragraph
    return running if paragraph == scene.passage.sentence.paragraph else None


def _lead(scenes: list[Scene]) -> Dated | None:
    """The day of the headline or the first sentences: what the report as a whole tells of."""
    bodies = 0
    for scene in scenes:
        kind = scene.passage.sentence.kind
        if kind in ("dateline", "caption", "furniture"):
            continue
        for date in scene.dates:
            if date.value.start is not None and date.value.precision == "day":
                return scene.number, date
        bodies += kind != "headline"
        if bodies >= _LEAD_SENTENCES:
            return None
    return None


def _own(draft: Draft) -> Dated | None:
    """The most precise resolved date of the draft's own words, the nearest to its first trigger."""
    if not draft.dates:
        return None
    first = draft.triggers[0]

    def rank(item: Dated) -> tuple[bool, int]:
        scene, found = item
        distance = abs(found.first - first.first) + 1000 * (scene != first.scene)
        return found.value.edtf in ("", None) or found.value.start is None, distance

    return min(draft.dates, key=rank)
