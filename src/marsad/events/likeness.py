"""What speaks for and against two tellings being one event: named signs, whose weights are fitted (see tools/fit_merging.py)."""

from __future__ import annotations

import math

from marsad.events.tellings import Parties, Telling, Where

_AKIN = frozenset({"heavy-weapons", "aerial", "drone"})
"""Modes that reports mix up for one event: a strike from the air is also shelling."""
_BLAST = frozenset({"trigger.expl.explosion", "trigger.expl.heard"})
"""Entries of the words for an explosion, whatever exploded."""
_STEPS = ("same sentence", "next sentence", "two or three on", "two or three on", *["four to six on"] * 3)
_NEAR = 25
"""Kilometres within which two places may be one scene: a town and the village beside it."""
_EARTH = 6371
_OPENINGS = frozenset({"new is said"} | {f"sentence opens with {name}" for name in ("turn", "before", "apart")})


def signs(old: Telling, new: Telling) -> list[str]:
    """The names of all that speaks for or against ``new`` telling what ``old``, which stands before it, told."""
    return [*old.as_old, *(beside(new) if old.scene == new.scene else new.as_new), *between(old, new)]


def beside(new: Telling) -> list[str]:
    """What ``new`` says as the later of two in one sentence, whose opening says nothing of the one to the other."""
    return [name for name in new.as_new if name not in _OPENINGS]


def between(old: Telling, new: Telling) -> list[str]:
    """The signs that only the two together give."""
    found: list[str] = []
    _distance(old, new, found)
    _means(old, new, found)
    if old.draft.status != new.draft.status:
        found.append("other status")
        if "general" in (old.draft.status, new.draft.status):
            found.append("one general")
    if new.points_back and old.mode == new.mode:
        found.append("new points back to same mode")
    if not new.verbal and new.plural != old.plural:
        found.append("new plural" if new.plural else "old plural")
    if not new.expressions.isdisjoint(old.expressions):
        found.append("same expression")
    elif not new.entries.isdisjoint(old.entries):
        found.append("same entry")
    if new.where.own:
        found.append(_places(old.where, new.where))
    if new.own_date:
        found.append(_dates(old, new))
    if new.doers.own:
        _doers(old.doers, new.doers, found)
    _targets(old, new, found)
    if new.counts and old.counts:
        if not new.counts.isdisjoint(old.counts):
            found.append("same number")
        elif not new.kinds.isdisjoint(old.kinds):
            found.append("other number")
    return found


def _distance(old: Telling, new: Telling, found: list[str]) -> None:
    apart = new.sentence - old.sentence
    found.append(_STEPS[apart] if apart < len(_STEPS) else "far on")
    if apart == 0 and new.anew:
        found.append("new told anew in same sentence")
    elif apart and old.paragraph == new.paragraph:
        found.append("same paragraph")
    if new.order - old.order == 1:
        found.append("told just before")
    if apart == 1 and old.order == 0 and "old in headline" not in old.as_old:
        found.append("old told first, next sentence")


def _means(old: Telling, new: Telling, found: list[str]) -> None:
    if old.vague or new.vague:
        found.append("new without mode" if not old.vague else "no modes" if new.vague else "old without mode")
    elif old.mode == new.mode:
        found.append("same mode")
    elif _is_effect(new, old) or _is_blast(new, old):
        found.append("new without mode")
    elif _is_effect(old, new) or _is_blast(old, new):
        found.append("old without mode")
    elif old.mode in _AKIN and new.mode in _AKIN:
        found.append("akin modes")
    else:
        found.append("other mode")
        found += [f"other mode: {m}" for m in ("clash", "takeover", "destroy") if m in (old.mode, new.mode)]


def _is_effect(one: Telling, other: Telling) -> bool:
    """تدمير المخازن beside a strike on them: what an attack did, not by what means."""
    if one.mode != "destroy" or one.verbal:
        return False
    unnamed = not one.targets.named and any(
        t.mode == "destroy" for t in other.draft.triggers
    )  # تدمير مخازن, one expression
    return unnamed or bool(one.targets.heads & other.targets.heads)


def _is_blast(one: Telling, other: Telling) -> bool:
    """انفجارات هزت المدينة beside shelling or a strike from the air: what was heard of it."""
    return other.mode in _AKIN and one.mode == "explosives" and one.entries <= _BLAST


def _places(old: Where, new: Where) -> str:
    if not old.own:
        return "old without place"
    if not old.narrow.isdisjoint(new.narrow):
        return "same place"
    if not (old.wide.isdisjoint(new.within) and new.wide.isdisjoint(old.within) and old.keys.isdisjoint(new.keys)):
        return "place within place"
    if not old.narrow or not new.narrow:
        return "places open"
    apart = min((_kilometres(a, b) for a in old.points for b in new.points), default=None)
    if apart is None:
        return "other name of place"
    return "near place" if apart <= _NEAR else "other place"


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance on a plane that touches the globe between the two, exact enough for what is near."""
    north = math.radians(a[0] - b[0])
    east = math.radians(a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return _EARTH * math.hypot(north, east)


def _dates(old: Telling, new: Telling) -> str:
    if not old.own_date:
        return "new with date"
    if old.when is None or new.when is None:
        return "same date"
    return "other date" if _before(old.when[1], new.when[0]) or _before(new.when[1], old.when[0]) else "same date"


def _before(end: str, start: str) -> bool:
    width = min(len(end), len(start))
    return end[:width] < start[:width]


def _same(one: Parties, other: Parties) -> bool | None:
    """True when both name one actor or one country's, False when they name known ones that differ, None when that is open."""
    if not one.entities or not other.entities:
        return None
    return not (one.entities.isdisjoint(other.entities) and one.countries.isdisjoint(other.countries))


def _doers(old: Parties, new: Parties, found: list[str]) -> None:
    if not old.named:
        found.append("old without doer")
        return
    same = _same(old, new)
    if same is not None:
        found.append("same doer" if same else "other doer")
    elif not old.heads.isdisjoint(new.heads):
        found.append("alike doer")


def _targets(old: Telling, new: Telling, found: list[str]) -> None:
    if new.targets.named:
        if not old.targets.named:
            found.append("old without target")
        elif not old.targets.heads.isdisjoint(new.targets.heads):
            found.append("same target")
        elif _same(old.targets, new.targets) is False:
            found.append("other target")
    if (new.targets.named or old.targets.named) and (_same(old.doers, new.targets) or _same(old.targets, new.doers)):
        found.append("sides changed")
