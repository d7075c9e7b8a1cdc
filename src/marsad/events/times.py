"""The time of an event: the date in its own words, else the day the passage before it speaks of."""

from __future__ import annotations

from marsad.events.model import Draft, Scene
from marsad.mentions.found import Found

_DAYS = frozenset({"day", "range", "interval", "part"})


def give_times(drafts: list[Draft], scenes: list[Scene]) -> None:
    """Dates for every draft, in the order of the text; an event without a date of its own takes over the running one."""
    running: tuple[int, Found] | None = None
    headlines: list[Draft] = []
    for draft in drafts:
        scene = scenes[draft.scenes[0]]
        own = _own(draft, scenes)
        if own is not None:
            draft.dates = [own]
            if draft.status == "actual":
                running = own
            continue
        draft.dates = []
        if scene.passage.sentence.kind == "headline":
            headlines.append(draft)
        elif draft.status == "actual" and running is not None and running[1].value.start is not None:
            draft.dates = [running]
            draft.inherited.add("when")


def _own(draft: Draft, scenes: list[Scene]) -> tuple[int, Found] | None:
    """The most precise resolved date of the draft's own words, the nearest to its first trigger."""
    if not draft.dates:
        return None
    first = draft.triggers[0]

    def rank(item: tuple[int, Found]) -> tuple[bool, int]:
        scene, found = item
        distance = abs(found.first - first.first) + 1000 * (scene != first.scene)
        return found.value.edtf in ("", None) or found.value.start is None, distance

    return min(draft.dates, key=rank)
