"""One event told in several sentences is one event: compares what was found and merges what cannot be two."""

from __future__ import annotations

from marsad.events.doing import add_filler
from marsad.events.model import CASUALTY, MEANS, MENTION, UNSPECIFIC, Draft, Nominal, Scene, Trigger

# What speaks for and against two tellings being one event. Fitted by logistic regression on pairs of tellings in annotated
# reports, then rounded; ``_THRESHOLD`` is the sum above which the best candidate is taken.
_WEIGHTS = {
    "next sentence": 0.8, "one of the next three": 0.3, "far": -0.3, "same sentence": 0.2,
    "same counts": 1.0, "other counts": -0.4, "only casualties": -0.2,
    "points back": 0.8, "no place of its own": 0.7, "other had no place": 0.4, "same place": 0.8,
    "headline": 0.6, "same actor": 0.5, "no actor": 0.2, "same target": 0.3,
    "no mode of its own": 0.4, "other had no mode": 0.4, "same mode": 0.5, "other mode": -0.3,
    "same wording": 0.8, "same entry": 0.3, "date of its own": -0.2, "conjoined verb": -0.4, "indefinite": -0.4,
    "conjoined carrier": -1.0,
}  # fmt: skip
_THRESHOLD = 1.4
_LOOSE_MODES = frozenset({"heavy-weapons", "aerial", "drone"})
_THIS = frozenset({"هذا", "هذه", "ذلك", "تلك", "ذاك"})
_WIDE = frozenset({"governorate", "region", "country"})


def merge(drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
    """The distinct events of a report, in the order of first mention."""
    kept: list[Draft] = []
    for draft in drafts:
        scored = [(_likeness(old, draft, scenes), n) for n, old in enumerate(kept)]
        best = max(scored, default=(0.0, -1))
        if best[0] >= _THRESHOLD:
            _absorb(kept[best[1]], draft, scenes)
        elif not all(t.kind == MENTION for t in draft.triggers):
            kept.append(draft)
    return kept


def _likeness(old: Draft, new: Draft, scenes: list[Scene]) -> float:
    """How much speaks for one event; negative infinity where something forbids it."""
    anaphoric = _is_anaphoric(new, scenes)
    if old.type != new.type or not _may_be_one(old, new, anaphoric):
        return float("-inf")
    places = _same_places(old, new)
    actors = None if "actors" in new.inherited else _same_entities(old.actors, new.actors)
    if new.another or places is False or actors is False or _dates_differ(old, new):
        return float("-inf")
    said = {**_nearness(old, new, scenes), **_content(old, new), **_form(new, anaphoric)}
    said |= {"same place": places is True, "same actor": actors is True}
    return sum(_WEIGHTS[name] for name, holds in said.items() if holds)


def _nearness(old: Draft, new: Draft, scenes: list[Scene]) -> dict[str, bool]:
    distance = new.scenes[0] - max(old.scenes)
    return {
        "same sentence": distance == 0,
        "next sentence": distance == 1,
        "one of the next three": distance in (2, 3),
        "far": distance > 6,
        "headline": scenes[old.scenes[0]].passage.sentence.kind == "headline",
    }


def _content(old: Draft, new: Draft) -> dict[str, bool]:
    ours = {(kind, q.value.min, q.value.max) for _, q, kind in old.counts}
    theirs = {(kind, q.value.min, q.value.max) for _, q, kind in new.counts}
    kinds = {k for k, *_ in ours} & {k for k, *_ in theirs}
    entries = {t.hit.entry.id for t in old.triggers}
    return {
        "same counts": bool(ours & theirs),
        "other counts": bool(kinds) and not ours & theirs,
        "no place of its own": not new.places or "places" in new.inherited,
        "other had no place": not old.places,
        "no actor": not new.actors or "actors" in new.inherited,
        "same target": bool(_heads(old) & _heads(new)),
        "no mode of its own": new.mode in UNSPECIFIC,
        "other had no mode": old.mode in UNSPECIFIC,
        "same mode": old.mode == new.mode and new.mode not in UNSPECIFIC,
        "other mode": old.mode != new.mode and not {old.mode, new.mode} & UNSPECIFIC,
        "same wording": _same_wording(old, new),
        "same entry": any(t.hit.entry.id in entries for t in new.triggers),
    }


def _form(new: Draft, anaphoric: bool) -> dict[str, bool]:
    head = new.triggers[0]
    return {
        "points back": anaphoric,
        "only casualties": new.only_casualties,
        "date of its own": bool(new.dates) and "when" not in new.inherited,
        "conjoined verb": head.verbal and head.hit.pro[:1] == "و",
        "indefinite": not head.verbal and not head.hit.definite,
        "conjoined carrier": head.light is not None and head.light.pro[:1] == "و",
    }


def _heads(draft: Draft) -> set[str | None]:
    return {t.found.entry for t in draft.targets if t.found.kind != "place"}


def _same_wording(old: Draft, new: Draft) -> bool:
    """Both name the event by the same telling entry of more than one word (عملية إنزال جوي)."""
    ours = {t.hit.entry.id for t in old.triggers if t.kind == MEANS and t.last - t.first > 1}
    return any(t.hit.entry.id in ours and t.last - t.first > 1 for t in new.triggers if t.kind == MEANS)


def _may_be_one(old: Draft, new: Draft, anaphoric: bool) -> bool:
    """Different status or means are different events; words that only point back (الهجوم) have neither of their own."""
    pointing = anaphoric and not any(t.verbal for t in new.triggers)
    told_again = new.status == "denied" or (pointing and new.status in ("hypothetical", "planned"))
    if old.status != new.status and not told_again:
        return False
    a, b = old.mode, new.mode
    if a == b or a in UNSPECIFIC or b in UNSPECIFIC:
        return True
    return {a, b} <= _LOOSE_MODES or "clash" in (a, b)


def _is_anaphoric(draft: Draft, scenes: list[Scene]) -> bool:
    """A definite event noun (القصف، هذا الهجوم) points back."""
    return any(_points_back(t, scenes[t.scene]) for t in draft.triggers)


def _points_back(trigger: Trigger, scene: Scene) -> bool:
    if trigger.verbal:
        return False
    before = scene.passage.words[trigger.first - 1] if trigger.first else ""
    return trigger.hit.definite or trigger.kind == MENTION or before in _THIS


def _specific(places: list[Nominal]) -> set[str]:
    return {_place_key(p) for p in places if p.found.value.level not in _WIDE}


def _place_key(nominal: Nominal) -> str:
    value = nominal.found.value
    return str(value.gazetteer_id or value.name)


def _same_places(old: Draft, new: Draft) -> bool | None:
    """True when they share a place, False when both name places that exclude each other, None when that is open."""
    if not old.places or not new.places or "places" in new.inherited:
        return None
    ours, theirs = _specific(old.places), _specific(new.places)
    if ours & theirs:
        return True
    if ours and theirs:
        return False
    a = {_place_key(p) for p in old.places}
    b = {_place_key(p) for p in new.places}
    return True if a & b or _contains(old, new) or _contains(new, old) else None


def _contains(outer: Draft, inner: Draft) -> bool:
    names = {p.found.value.name for p in outer.places}
    return any(
        p.found.value.admin1 in names or p.found.value.country in names for p in inner.places if p.found.value.admin1
    )


def _entities(nominals: list[Nominal]) -> set[str]:
    return {n.found.value.entity for n in nominals if n.found.kind == "actor" and n.found.value.entity}


def _countries(nominals: list[Nominal]) -> set[str]:
    return {n.found.value.country for n in nominals if n.found.kind == "actor" and n.found.value.country}


def _same_entities(old: list[Nominal], new: list[Nominal]) -> bool | None:
    a, b = _entities(old), _entities(new)
    if not a or not b:
        return None
    if a & b:
        return True
    return bool(_countries(old) & _countries(new))


def _dates_differ(old: Draft, new: Draft) -> bool:
    """Two dates stated in the events' own words that do not overlap."""
    if not old.dates or not new.dates or "when" in new.inherited or "when" in old.inherited:
        return False
    a, b = old.dates[0][1].value, new.dates[0][1].value
    if not a.start or not b.start:
        return False
    return bool(
        (a.end or a.start) < b.start[: len(a.end or a.start)] or (b.end or b.start) < a.start[: len(b.end or b.start)]
    )


def _absorb(old: Draft, new: Draft, scenes: list[Scene]) -> None:
    old.triggers += new.triggers
    old.scenes += new.scenes
    for into, more in ((old.actors, new.actors), (old.targets, new.targets), (old.places, new.places)):
        for nominal in more:
            add_filler(into, nominal)
    known = {(kind, q.value.min, q.value.max) for _, q, kind in old.counts}
    old.counts += [c for c in new.counts if (c[2], c[1].value.min, c[1].value.max) not in known]
    if new.dates and "when" in old.inherited and "when" not in new.inherited:
        old.dates = new.dates + old.dates
        old.inherited.discard("when")
    else:
        old.inherited |= {"when"} & new.inherited if not old.dates else set()
        old.dates += new.dates
    if old.mode in UNSPECIFIC or (old.mode in ("heavy-weapons", "clash") and new.mode not in UNSPECIFIC):
        old.mode = new.mode
    old.claims += [c for c in new.claims if c not in old.claims]
    old.steps.append(
        f"merged with «{scenes[new.scenes[0]].passage.sentence.span(new.triggers[0].first, new.triggers[0].last).text}»"
    )


__all__ = ["CASUALTY", "merge"]
