"""The mode of an event: which of its words decides, and what a machine or weapon near it adds."""

from __future__ import annotations

from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, UNSPECIFIC, Draft, Scene, Trigger
from marsad.events.triggers import weapons

_SUBORDINATE = frozenset({"clash", "destroy"})
"""Modes that yield to a more telling one in the same sentence: a raid with clashes is a raid."""
_AIR = {"aircraft": "aerial", "drone": "drone"}


def head_of(group: list[Trigger]) -> Trigger:
    """The trigger that says most: a means before a generic word before a casualty."""
    return min(group, key=lambda t: (MEANS, GENERIC, CASUALTY, MENTION).index(t.kind))


def mode_of(group: list[Trigger]) -> str | None:
    """The mode that the words of ``group`` give by themselves."""
    modes = [t.mode for t in group if t.kind == MEANS]
    telling = [m for m in modes if m not in _SUBORDINATE]
    return (telling or modes or [head_of(group).mode])[0]


def refine_mode(scene: Scene, draft: Draft) -> None:
    """A machine that acts or a weapon that is named says by what means: طائرات تقصف is aerial, هجوم بعبوة is explosives."""
    if draft.type != "ASSAULT" or draft.mode not in (*UNSPECIFIC, "heavy-weapons", "aerial", "clash"):
        return
    if draft.mode == "clash" and any(t.mode == "clash" and t.kind == MEANS for t in draft.triggers):
        return
    inside = [w for w in weapons(scene) if draft.first <= w.start < draft.last]
    if draft.mode not in UNSPECIFIC:
        inside = [w for w in inside if w.entry.attrs["weapon"] in _AIR and not _says_ground(draft)]
    victims = {n for t in draft.targets for n in range(t.first, t.last)}
    inside = [w for w in inside if w.start not in victims]
    if inside:
        anchors = [t.first for t in draft.triggers]
        nearest = min(inside, key=lambda w: min(abs(w.start - a) for a in anchors))
        draft.mode = nearest.entry.attrs["mode"]
        draft.steps.append(f"mode {draft.mode} by {nearest.entry.id}")
        return
    machines = {n.found.value.cls for n in draft.actors if n.found.kind == "actor"}
    for cls in ("drone", "aircraft"):
        if cls in machines and not _says_ground(draft):
            draft.mode = _AIR[cls]
            return


def _says_ground(draft: Draft) -> bool:
    """A trigger of several words (قصف مدفعي) has said the means itself."""
    return any(t.kind == MEANS and t.last - t.first > 1 and t.mode == "heavy-weapons" for t in draft.triggers)


_OUTWEIGHS = {
    "aerial": {"heavy-weapons"},
    "drone": {"aerial", "heavy-weapons"},
    "suicide-attack": {"explosives"},
    "raid": {"clash"},
    "takeover": {"clash"},
}
"""Modes that say more of one event than others: a strike by drone is often also called an air strike or shelling."""


def merged_mode(group: list[Draft]) -> str | None:
    """The mode of an event told several times: the most frequent of those that no more telling one outweighs."""
    modes = [d.mode for d in group if d.mode not in UNSPECIFIC]
    if not modes:
        return group[0].mode
    lesser = {m for mode in modes for m in _OUTWEIGHS.get(str(mode), ())} | (
        _SUBORDINATE if set(modes) - _SUBORDINATE else frozenset()
    )
    left = [m for m in modes if m not in lesser] or modes
    return max(left, key=lambda m: (left.count(m), -left.index(m)))
