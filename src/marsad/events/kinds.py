"""Kinds of count and what may be counted as which: persons are killed or detained, things destroyed or fired."""

from __future__ import annotations

from marsad.events.model import Draft
from marsad.mentions.quantities import QuantityValue

PERSONS = frozenset({
    "persons", "civilians", "children", "women", "men", "soldiers", "fighters", "police", "families", "people", "journalists",
    "medics", "aid_workers", "officials", "protesters", "prisoners", "leaders", "settlers", "smugglers", "unknown_armed",
})  # fmt: skip
_BODIES = frozenset({"force"})
"""Bodies of men: a number of them counts men (أربعة من قوات النظام)."""
FATE = frozenset({"killed", "injured", "detained", "abducted", "displaced", "missing", "captured", "other"})
"""Kinds that befall persons."""
_THINGS = frozenset({"destroyed", "fired"})
_FIRED = frozenset({"shells", "rockets", "missiles", "rounds", "bombs"})
_ACTS = frozenset({"operations", "incidents"})
_BLOWS = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "unspecified", None})
HARM = frozenset({"killed", "injured", "other"})
"""What a toll counts; "other" is the dead and the wounded together."""
SURE = frozenset({"killed", "injured", "missing", "other"})
CUSTODY = frozenset({"detained", "abducted", "captured"})
TAKING = frozenset({"takeover", "seize"})
OUTLAWS = frozenset({"unknown_armed", "settlers"})
"""Persons who rather take than are taken (خطف ثلاثة ملثمين …)."""
OTHERS = "counted.other"
"""The entry of the word for others, who are named by those before them."""
NOT_TAKEN = frozenset({"strikes", "operations", "incidents", "protests", "states", "animals"})


def fits(kind: str, value: QuantityValue) -> bool:
    """Whether what ``value`` counts can be counted as ``kind``; what the text leaves unnamed can be anything."""
    if value.unit is not None:
        return False
    if value.what is None:
        return True
    if value.what in PERSONS or value.what in _BODIES:
        return kind not in _THINGS and kind != "strikes"
    if kind == "other":
        return True
    if value.what in NOT_TAKEN:
        return kind == value.what == "strikes"
    return kind in ("destroyed", "captured", "fired") or (kind == "strikes" and value.what == "strikes")


def own_kind(draft: Draft, value: QuantityValue) -> str | None:
    """The kind that the counted noun names (قتلى); captives and the displaced count only where that is the event."""
    kind = value.casualty
    if kind is None or kind in SURE:
        return kind
    told = {t.casualty for t in draft.triggers}
    if kind in told or (kind in CUSTODY and told & CUSTODY):
        return kind
    return None


def thing_kind(draft: Draft, value: QuantityValue, names_event: bool) -> str | None:
    """The kind of a number of strikes or projectiles."""
    if value.unit is not None or draft.type != "ASSAULT":
        return None
    if draft.mode == "destroy" and value.what is not None and fits("destroyed", value):
        return "destroyed"
    if value.what in _FIRED:
        return "fired"
    blow = value.what == "strikes" or (names_event and value.what not in _ACTS and draft.mode in _BLOWS)
    return "strikes" if blow else None
