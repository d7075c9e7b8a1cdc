"""Which trigger words of one sentence tell of the same event, by syntax and by what they mean."""

from __future__ import annotations

from marsad.events.clauses import clause_range
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, Scene, Trigger
from marsad.events.roles import is_relative

_ANOTHER = frozenset({"اخر", "اخري", "اخرين", "ثان", "ثانيه", "مماثل", "مماثله", "جديد", "جديده"})
_CONTRASTS = frozenset({"فيما", "بينما", "كما", "ثم", "كذلك", "ايضا"})
_SUBORDINATE = frozenset({"clash", "destroy"})
_FROM_AFAR = frozenset({"heavy-weapons", "aerial", "drone"})


def groups_of(scene: Scene, triggers: list[Trigger]) -> list[list[Trigger]]:
    """``triggers`` (in order) parted into one list an event, in the order of their first words."""
    groups: list[list[Trigger]] = []
    for trigger in triggers:
        home = next((g for g in reversed(groups) if _joins(scene, g, trigger)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    groups.sort(key=lambda g: g[0].first)
    return groups


def _joins(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """Whether ``trigger`` tells of the event that ``group`` tells of, by syntax alone."""
    head, last = group[0], group[-1]
    if trigger.type != head.type or names_another(scene, trigger):
        return False
    if trigger.kind == MENTION:
        return True
    if _is_contrasted(scene, last, trigger):
        return False
    opens = _opens_statement(scene, trigger, last)
    if trigger.kind == CASUALTY:
        return not opens or all(t.kind == CASUALTY for t in group) or not _has_casualty(group, trigger)
    if all(t.kind in (CASUALTY, MENTION) for t in group):
        return not opens
    if trigger.kind == GENERIC:
        return not opens
    return not opens and _modes_agree(scene, group, trigger)


def _is_contrasted(scene: Scene, last: Trigger, trigger: Trigger) -> bool:
    """فيما, في حين, كما, ثم between two events: the second is another one, unless it points back."""
    if trigger.hit.definite and not trigger.verbal:
        return False
    words = scene.passage.words[last.last : trigger.first]
    return any(w.lstrip("و") in _CONTRASTS for w in words) or ("حين" in words and "في" in words)


def names_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether the text says that it is a further event of its kind (قصف آخر)."""
    return trigger.kind != CASUALTY and any(w in _ANOTHER for w in scene.passage.words[trigger.last : trigger.last + 2])


def _has_casualty(group: list[Trigger], trigger: Trigger) -> bool:
    return any(t.casualty == trigger.casualty for t in group if t.casualty)


def _opens_statement(scene: Scene, trigger: Trigger, last: Trigger) -> bool:
    """Whether the trigger is the main verb (or carried by one) of a new clause."""
    if trigger.clause == last.clause:
        same_weapon = trigger.weak and trigger.mode == last.mode
        return trigger.hit.pro[:1] == "و" and trigger.kind == MEANS and trigger.light is None and not same_weapon
    if trigger.verbal:
        return not is_relative(scene, trigger)
    start, _ = clause_range(scene, trigger.clause)
    return (
        trigger.light is not None and trigger.light.start >= start and trigger.light.entry.attrs.get("link") != "result"
    )


def _modes_agree(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    modes = {t.mode for t in group if t.kind == MEANS}
    if not modes or trigger.mode in modes:
        return True
    if trigger.mode in _SUBORDINATE:
        return trigger.hit.pro[:1] != "و" or not modes & _FROM_AFAR
    if trigger.hit.pro.endswith("ب") or scene.shape.classes[max(trigger.first - 1, 0)] == "cause":
        return True
    return modes <= _SUBORDINATE and trigger.hit.pro[:1] != "و"
