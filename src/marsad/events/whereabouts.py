"""The place of an event: the most specific names in its words; where there are none, the place the passage speaks of."""

from __future__ import annotations

from marsad.events.model import UNSPECIFIC, Draft, Nominal, Scene

_FINENESS = {"point": 0, "town": 1, "district": 2, "region": 3, "governorate": 3, "country": 4, None: 3}
_SETTLED = 1
_ORIGIN = frozenset({"من"})


def most_specific(places: list[Nominal]) -> list[Nominal]:
    """Without the wider places that only say where the finer ones lie (بلدة س بريف ص)."""
    if not places:
        return places
    finest = min(_fineness(p) for p in places)
    if finest <= _SETTLED:
        return [p for p in places if _fineness(p) <= _SETTLED]
    return [p for p in places if _fineness(p) == finest]


def _fineness(nominal: Nominal) -> int:
    return _FINENESS.get(nominal.found.value.level, 3)


def share_places(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event without a place takes over that of the event before it in its paragraph."""
    before: Draft | None = None
    for draft in drafts:
        if draft.places:
            before = draft
        elif before is not None and _near(before, draft, scenes) and draft.status == before.status == "actual":
            draft.places = list(before.places)
            draft.inherited.add("places")


def share_doers(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event whose doer its sentence leaves out has that of the event before it in its paragraph."""
    before: Draft | None = None
    for draft in drafts:
        if draft.actors:
            before = draft
        elif before is not None and _near(before, draft, scenes) and _alike(before, draft):
            draft.actors = list(before.actors)
            draft.inherited.add("actors")


def _alike(before: Draft, draft: Draft) -> bool:
    """Whether the same hand is likely: the means agree or one of them is not told."""
    return not draft.only_casualties and (
        before.mode == draft.mode or not UNSPECIFIC.isdisjoint((before.mode, draft.mode))
    )


def _near(before: Draft, draft: Draft, scenes: list[Scene]) -> bool:
    a, b = scenes[before.scenes[-1]].passage.sentence, scenes[draft.scenes[0]].passage.sentence
    return a.paragraph == b.paragraph and b.index - a.index <= 1
