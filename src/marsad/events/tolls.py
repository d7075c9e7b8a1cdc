"""One toll an event: what the report first says vaguely and then counts is counted once."""

from __future__ import annotations

from marsad.events.kinds import HARM, OTHERS
from marsad.events.model import Draft
from marsad.mentions.found import Found

_SOME = 2
"""The least number of those of whom a text says only that they are several."""
Counted = tuple[int, Found, str]


def settle_tolls(drafts: list[Draft]) -> None:
    """Take out the counts that tell no number: vague ones that another sentence states (إصابة عدد من المدنيين … إصابة تسعة
    أشخاص), and others or several of whom no number is given."""
    for draft in drafts:
        if len(draft.counts) > 1:
            draft.counts = [count for count in draft.counts if not _is_stated(count, draft.counts)]
        draft.counts = [count for count in draft.counts if not _is_open(count, draft)]


def _is_open(count: Counted, draft: Draft) -> bool:
    """آخرون, عدد من المدنيين: no number; of the dead or wounded by their own noun (سقوط جرحى) there were at least two."""
    _, quantity, kind = count
    value = quantity.value
    if value.min != _SOME or value.max is not None or value.bound != "vague":
        return False
    named = quantity.rule == "plural" and quantity.entry != OTHERS
    return not named or kind not in HARM - {"other"} or draft.status == "general"


def _is_stated(vague: Counted, counts: list[Counted]) -> bool:
    scene, quantity, kind = vague
    value = quantity.value
    if value.bound != "vague" or value.part or kind not in HARM:
        return False
    return any(_states(other, scene, kind, value.min, value.max) for other in counts)


def _states(other: Counted, scene: int, kind: str, low: float, high: float | None) -> bool:
    """Whether ``other`` is a number said elsewhere that lies within ``low`` to ``high``; the dead, or the wounded, said apart
    from each other state what was said of both together."""
    value = other[1].value
    if other[0] == scene or value.bound == "vague" or value.part or value.min is None:
        return False
    if kind == "other":
        return other[2] in HARM
    return other[2] == kind and low <= value.min and (high is None or value.min <= high)
