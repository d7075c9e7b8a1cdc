"""What speaks for and against two tellings being one event: named signs, whose weights are fitted (see tools/fit_merging.py)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from marsad.events.links import has_demonstrative, opening
from marsad.events.model import CASUALTY, MEANS, MENTION, UNSPECIFIC, Draft, Nominal, Scene, Trigger

_LOOSE = frozenset({"heavy-weapons", "aerial", "drone"})
"""Modes that reports mix up for one event: a strike from the air is also shelling."""
_WIDE = frozenset({"governorate", "region", "country"})
_MANY_PLACES = 6
"""A report that names as many places of events goes from one event to the next."""
_NEAR = 25
"""Kilometres within which two places may be one scene: a town and the village beside it."""
_EARTH = 6371
_OPENING = 1
"""The last token at which a word of saying that opens a sentence may stand."""


class Around(NamedTuple):
    """The report that tellings stand in: its sentences, and for every telling its place in the report."""

    scenes: list[Scene]
    order: dict[int, int]
    """By ``id`` of a draft, its number among the drafts of its type."""
    roundup: bool
    """Whether the report goes from place to place."""


def around(drafts: list[Draft], scenes: list[Scene]) -> Around:
    """What ``signs`` needs to know of the report."""
    order: dict[int, int] = {}
    seen: Counter[str] = Counter()
    for draft in drafts:
        order[id(draft)] = seen[draft.type]
        seen[draft.type] += 1
    told = [_keys(_specific(d.places)) for d in drafts if "places" not in d.inherited]
    return Around(scenes, order, len(set().union(*told)) >= _MANY_PLACES)


def signs(old: Draft, new: Draft, report: Around) -> list[str]:
    """The names of all that speaks for or against ``new`` telling what ``old``, which stands before it, told."""
    scenes = report.scenes
    return [
        *_distance(old, new, report), *_modes(old, new), *_status(old, new), *_form(old, new, scenes),
        *_words(old, new), *_places(old, new), *_dates(old, new), *_doers(old, new), *_targets(old, new),
        *_counts(old, new), *_turns(old, new, scenes),
    ]  # fmt: skip


def _distance(old: Draft, new: Draft, report: Around) -> Iterator[str]:
    a, b = (report.scenes[d.scenes[0]].passage.sentence for d in (old, new))
    apart = b.index - a.index
    steps = ((0, "same sentence"), (1, "next sentence"), (3, "two or three on"), (6, "four to six on"))
    yield next((name for reach, name in steps if apart <= reach), "far on")
    if apart and a.paragraph == b.paragraph:
        yield "same paragraph"
    first, second = report.order[id(old)], report.order[id(new)]
    if second - first == 1:
        yield "told just before"
    if first == 0:
        yield "old told first"
        if a.kind == "headline":
            yield "old in headline"
        elif apart == 1:
            yield "old told first, next sentence"
    if report.roundup:
        yield "roundup"


def _modes(old: Draft, new: Draft) -> Iterator[str]:
    vague = (old.mode in UNSPECIFIC) + (new.mode in UNSPECIFIC)
    if vague == 2:
        yield "no modes"
    elif vague:
        yield "old without mode" if old.mode in UNSPECIFIC else "new without mode"
    elif old.mode == new.mode:
        yield "same mode"
    elif {old.mode, new.mode} <= _LOOSE:
        yield "akin modes"
    else:
        yield "other mode"
        yield from (f"other mode: {m}" for m in ("clash", "takeover", "destroy") if m in (old.mode, new.mode))


def _status(old: Draft, new: Draft) -> Iterator[str]:
    if old.status != new.status:
        yield "other status"
        if "general" in (old.status, new.status):
            yield "one general"
    elif old.status != "actual":
        yield "same status not actual"


def _form(old: Draft, new: Draft, scenes: list[Scene]) -> Iterator[str]:
    head = told_by(new)
    scene = scenes[head.scene]
    here = old.scenes[0] == new.scenes[0]
    if new.only_casualties:
        yield "new only casualties"
    elif all(t.kind == MENTION for t in new.triggers):
        yield "new only mentions"
    elif points_back(head, scene):
        yield "new points back"
        if old.mode == new.mode:
            yield "new points back to same mode"
    else:
        yield "new verb" if head.verbal else "new indefinite"
        if here:
            yield "new told anew in same sentence"
        if new.places and new.actors and not {"places", "actors"} & new.inherited:
            yield "new told in full"
    carrier = head.hit if head.verbal or head.light is None else head.light
    if carrier.pro[:1] == "و" and (head.verbal or head.light is not None):
        yield "new conjoined"
    if old.only_casualties:
        yield "old only casualties"
    if has_demonstrative(scene, head):
        yield "new with demonstrative"
    if not here and any(hit.start <= _OPENING for hit in scene.passage.of("cue")):
        yield "new is said"
    if not head.verbal and _plural(head) != _plural(told_by(old)):
        yield "new plural" if _plural(head) else "old plural"


def _words(old: Draft, new: Draft) -> Iterator[str]:
    entries = {t.hit.entry.id for t in old.triggers if t.kind != MENTION}
    same = [t for t in new.triggers if t.hit.entry.id in entries]
    if any(t.kind == MEANS and t.last - t.first > 1 for t in same):
        yield "same expression"
    elif same:
        yield "same entry"


def _places(old: Draft, new: Draft) -> Iterator[str]:
    if "places" in new.inherited or not new.places:
        yield "new without place"
        return
    if not old.places or "places" in old.inherited:
        yield "old without place"
        return
    ours, theirs = _specific(old.places), _specific(new.places)
    if _keys(ours) & _keys(theirs):
        yield "same place"
    elif _contains(old, new) or _contains(new, old) or _keys(old.places) & _keys(new.places):
        yield "place within place"
    elif not ours or not theirs:
        yield "places open"
    else:
        apart = min((_kilometres(a, b) for a in ours for b in theirs if _on_map(a) and _on_map(b)), default=None)
        if apart is None:
            yield "other name of place"
        else:
            yield "near place" if apart <= _NEAR else "other place"


def _dates(old: Draft, new: Draft) -> Iterator[str]:
    if not new.dates or "when" in new.inherited:
        return
    if not old.dates or "when" in old.inherited:
        yield "new with date"
        return
    yield "other date" if _apart(old, new) else "same date"


def _doers(old: Draft, new: Draft) -> Iterator[str]:
    if not new.actors or "actors" in new.inherited:
        yield "new without doer"
        return
    if not old.actors:
        yield "old without doer"
        return
    same = same_entities(old.actors, new.actors)
    if same is not None:
        yield "same doer" if same else "other doer"
    elif _heads(old.actors) & _heads(new.actors):
        yield "alike doer"


def _targets(old: Draft, new: Draft) -> Iterator[str]:
    if not new.targets:
        yield "new without target"
    elif not old.targets:
        yield "old without target"
    elif _heads(old.targets) & _heads(new.targets):
        yield "same target"
    elif same_entities(old.targets, new.targets) is False:
        yield "other target"
    if same_entities(old.actors, new.targets) or same_entities(old.targets, new.actors):
        yield "sides changed"


def _counts(old: Draft, new: Draft) -> Iterator[str]:
    ours = {(kind, q.value.min, q.value.max) for _, q, kind in old.counts}
    theirs = {(kind, q.value.min, q.value.max) for _, q, kind in new.counts}
    if not theirs:
        yield "new without number"
    elif ours & theirs:
        yield "same number"
    elif {k for k, *_ in ours} & {k for k, *_ in theirs}:
        yield "other number"


def _turns(old: Draft, new: Draft, scenes: list[Scene]) -> Iterator[str]:
    if new.another:
        yield "new is another"
    if old.scenes[0] == new.scenes[0]:
        return
    named = opening(scenes[new.scenes[0]])
    yield from (f"sentence opens with {name}" for name in ("turn", "before", "apart") if name in named)


def told_by(draft: Draft) -> Trigger:
    """The first word that tells the event itself, not its victims."""
    return next((t for t in draft.triggers if t.kind not in (CASUALTY, MENTION)), draft.triggers[0])


def points_back(trigger: Trigger, scene: Scene) -> bool:
    """A definite event noun (القصف، هذا الهجوم) takes up an event that was told."""
    if trigger.verbal:
        return False
    return trigger.hit.definite or trigger.kind == MENTION or has_demonstrative(scene, trigger)


def same_entities(old: list[Nominal], new: list[Nominal]) -> bool | None:
    """True when both name one actor or one country's, False when both name known ones that differ, None when that is open."""
    a, b = _entities(old), _entities(new)
    if not a or not b:
        return None
    return bool(a & b) or bool(_countries(old) & _countries(new))


def place_key(nominal: Nominal) -> str:
    """What place a nominal stands for."""
    value = nominal.found.value
    return str(value.gazetteer_id or value.name)


def _plural(trigger: Trigger) -> bool:
    return trigger.hit.form == "plural"


def _entities(nominals: list[Nominal]) -> set[str]:
    return {n.found.value.entity for n in nominals if n.found.kind == "actor" and n.found.value.entity}


def _countries(nominals: list[Nominal]) -> set[str]:
    return {n.found.value.country for n in nominals if n.found.kind == "actor" and n.found.value.country}


def _heads(nominals: list[Nominal]) -> set[str | None]:
    return {n.found.entry for n in nominals if n.found.kind != "place"}


def _specific(places: list[Nominal]) -> list[Nominal]:
    return [p for p in places if p.found.value.level not in _WIDE]


def _keys(places: list[Nominal]) -> set[str]:
    return {place_key(p) for p in places}


def _contains(outer: Draft, inner: Draft) -> bool:
    names = {p.found.value.name for p in outer.places if p.found.value.level in _WIDE}
    return any(p.found.value.admin1 in names or p.found.value.country in names for p in inner.places)


def _on_map(place: Nominal) -> bool:
    return place.found.value.lat is not None and place.found.value.lon is not None


def _kilometres(a: Nominal, b: Nominal) -> float:
    """Distance on a plane that touches the globe between the two, exact enough for what is near."""
    one, other = a.found.value, b.found.value
    north = math.radians(one.lat - other.lat)
    east = math.radians(one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _EARTH * math.hypot(north, east)


def _apart(old: Draft, new: Draft) -> bool:
    """Two stated dates that do not overlap."""
    a, b = old.dates[0][1].value, new.dates[0][1].value
    if not a.start or not b.start:
        return False
    return _before(a.end or a.start, b.start) or _before(b.end or b.start, a.start)


def _before(end: str, start: str) -> bool:
    width = min(len(end), len(start))
    return end[:width] < start[:width]
