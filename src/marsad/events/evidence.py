"""Whether words for an event tell of one: a background mention (منذ اغتيال الرئيس) is not news of an event.

What stands around the words is added up. The weights were fitted by logistic regression on sentences that human judges
marked as reporting or not reporting an event and on annotated reports, then rounded; ``_NEEDED`` is the sum required.
"""

from __future__ import annotations

from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, Draft, Scene, Trigger

_NEEDED = -0.3
_BASE = -1.6
_WEIGHTS = {
    "actor": 0.2, "target": 0.4, "two targets": 0.6, "place": 0.4, "two places": 0.2, "own date": 0.4, "count": 0.5,
    "two counts": 0.3, "past verb": 0.6, "carried": 0.5, "carried otherwise": 0.1, "phrase": 0.4, "three words": 0.4,
    "definite": -0.6, "masdar": -0.2, "plural": -0.1, "present": -0.2, "points with pronoun": -0.2, "only weak": -0.4,
    "headline": 0.8, "long sentence": -0.7, "among others": 0.7, "type PROTEST": 0.7,
    "status actual": 0.7, "status general": 0.6, "status hypothetical": -0.5, "status planned": -1.1,
    "mode ASSAULT/abduct": -1.2, "mode ASSAULT/aerial": 0.2, "mode ASSAULT/beat": 0.7, "mode ASSAULT/clash": 0.6,
    "mode ASSAULT/crowd-control": -0.5, "mode ASSAULT/drone": 0.2, "mode ASSAULT/explosives": -0.3,
    "mode ASSAULT/firearms": 0.4, "mode ASSAULT/heavy-weapons": 0.3, "mode ASSAULT/raid": 0.3, "mode ASSAULT/sexual": -1.3,
    "mode ASSAULT/suicide-attack": -0.4, "mode ASSAULT/takeover": -0.9, "mode ASSAULT/targeted": -1.5,
    "mode ASSAULT/torture": -0.6, "mode ASSAULT/unspecified": -0.8, "mode COERCE/arrest": 1.3, "mode COERCE/other": -0.6,
    "mode COERCE/restrict": 1.0, "mode MOBILIZE/troops": 0.3, "mode PROTEST/boycott": -0.5, "mode PROTEST/demo": 0.2,
    "mode PROTEST/obstruct": -0.3, "mode PROTEST/riot": -0.2, "mode PROTEST/strike": 0.9,
}  # fmt: skip


def told(drafts: list[Draft], scenes: list[Scene]) -> list[Draft]:
    """The drafts for which enough speaks; a report that clearly tells of two events lends weight to the rest."""
    sums = [strength(draft, scenes) for draft in drafts]
    clear = sum(s > 0 for s in sums)
    kept = []
    for draft, s in zip(drafts, sums, strict=True):
        others = clear - (s > 0)
        if s + (_WEIGHTS["among others"] if others >= 2 else 0.0) >= _NEEDED:
            kept.append(draft)
    return kept


def strength(draft: Draft, scenes: list[Scene]) -> float:
    """The sum of what speaks for and against; see ``signs``."""
    return _BASE + sum(_WEIGHTS.get(name, 0.0) for name in signs(draft, scenes))


def signs(draft: Draft, scenes: list[Scene]) -> list[str]:
    """The names of all that speaks for or against ``draft``."""
    head = min(draft.triggers, key=lambda t: (MEANS, GENERIC, CASUALTY, MENTION).index(t.kind))
    found = [f"type {draft.type}", f"mode {draft.type}/{draft.mode}", f"status {draft.status}"]
    found += _of_words(draft, head)
    found += _of_roles(draft)
    kinds = {scenes[s].passage.sentence.kind for s in draft.scenes}
    if "headline" in kinds:
        found.append("headline")
    if len(scenes[draft.scenes[0]].passage.words) > 45:
        found.append("long sentence")
    return found


def _of_words(draft: Draft, head: Trigger) -> list[str]:
    said = {
        "two words": len(draft.triggers) > 1,
        "three words": len(draft.triggers) > 2,
        "only weak": all(t.weak for t in draft.triggers),
        "past verb": any(t.verbal and t.hit.form == "past" for t in draft.triggers),
        "casualty word": any(t.kind == CASUALTY for t in draft.triggers),
        "definite": head.hit.definite,
        "plural": head.hit.form == "plural",
        "present": head.hit.form == "present",
        "masdar": head.hit.form == "masdar",
        "after preposition": head.hit.pro.endswith(("ب", "ل")),
        "carried": head.light is not None and head.light.form == "past",
        "carried otherwise": head.light is not None and head.light.form != "past",
        "phrase": head.last - head.first > 1,
        "points with pronoun": bool(head.hit.enclitic),
    }
    return [name for name, holds in said.items() if holds]


def _of_roles(draft: Draft) -> list[str]:
    said = {
        "count": any(q.value.bound != "vague" for _, q, _ in draft.counts),
        "two counts": len(draft.counts) > 1,
        "own date": bool(draft.dates) and "when" not in draft.inherited,
        "place": bool(draft.places) and "places" not in draft.inherited,
        "two places": len(draft.places) > 1 and "places" not in draft.inherited,
        "actor": bool(draft.actors) and "actors" not in draft.inherited,
        "target": bool(draft.targets),
        "two targets": len(draft.targets) > 1,
    }
    return [name for name, holds in said.items() if holds]
