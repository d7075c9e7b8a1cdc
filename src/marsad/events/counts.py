"""Ties numbers to their event: what was counted, and as what (killed, injured, strikes, destroyed …)."""

from __future__ import annotations

from marsad.events.model import Draft, Scene, Trigger
from marsad.mentions.found import Found

_BY_CLASS = {
    "strikes": "strikes",
    "attacks": "strikes",
    "shells": "fired",
    "rockets": "fired",
    "missiles": "fired",
    "rounds": "fired",
}
_PERSONS = frozenset({"persons", "civilians", "children", "women", "men", "soldiers", "fighters", "police", "families", "people",
                      "journalists", "medics", "aid_workers", "officials", "protesters", "prisoners", "leaders", "settlers",
                      "smugglers", "unknown_armed", "force"})  # fmt: skip
_THINGS = frozenset({"destroyed", "captured", "fired"})
_REACH = 14


def counts_of(scene: Scene, draft: Draft) -> list[tuple[int, Found, str]]:
    """The numbers of the draft's clauses with the kind of count each is."""
    counted: list[tuple[int, Found, str]] = []
    previous: tuple[Found, str] | None = None
    for quantity in scene.quantities:
        if not draft.first <= quantity.first < draft.last or quantity.value.percent:
            continue
        kind = _kind(scene, draft, quantity, previous)
        if kind is not None:
            counted.append((scene.number, quantity, kind))
            previous = quantity, kind
    return counted


def _kind(scene: Scene, draft: Draft, quantity: Found, previous: tuple[Found, str] | None) -> str | None:
    value = quantity.value
    own: str | None = value.casualty
    if own:
        return own
    if value.what in _BY_CLASS:
        return _BY_CLASS[value.what]
    if any(t.first < quantity.last and quantity.first < t.last and t.casualty is None for t in draft.triggers):
        return "strikes" if draft.type == "ASSAULT" else None
    if value.part and previous is not None:
        return previous[1]
    return _governed(draft, quantity, previous)


def _governed(draft: Draft, quantity: Found, previous: tuple[Found, str] | None) -> str | None:
    """The count kind of the word that governs the number: before it, or a verb right after it (شخصان قُتلا)."""
    after = [
        t for t in draft.triggers if t.casualty and t.verbal and 0 <= t.first - quantity.last <= 1 and t.hit.pro == ""
    ]
    if after and (previous is None or previous[0].last < quantity.first - 3):
        return _fits(after[0], quantity)
    before = [t for t in draft.triggers if t.first < quantity.first]
    if not before:
        return None
    nearest = max(before, key=lambda t: t.first)
    if nearest.casualty and quantity.first - nearest.last <= _REACH:
        return "other" if _both(draft, nearest) else _fits(nearest, quantity)
    if previous is not None and quantity.first - previous[0].last <= 3:
        return previous[1]
    return None


def _both(draft: Draft, nearest: Trigger) -> bool:
    """استشهد وأصيب العشرات: one number for dead and wounded together."""
    return any(
        t.scene == nearest.scene and 0 <= nearest.first - t.last <= 0 and t.casualty not in (None, nearest.casualty)
        for t in draft.triggers
    )


def _fits(trigger: Trigger, quantity: Found) -> str | None:
    """Persons are killed or detained, things destroyed or fired; a word with no class takes what governs it."""
    kind = trigger.casualty
    what = quantity.value.what
    if what is None or kind is None:
        return kind if quantity.value.unit is None else None
    return kind if (what in _PERSONS) != (kind in _THINGS) or what not in _PERSONS else None
