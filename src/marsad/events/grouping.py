"""Which trigger words of one sentence tell of the same event, by syntax and by what they mean."""

from __future__ import annotations

from marsad.events.chunks import chunks_in, is_relative
from marsad.events.clauses import clause_range
from marsad.events.links import behind, governing, relations
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, Scene, Trigger

_SUBORDINATE = frozenset({"clash", "destroy"})
"""Modes that go along with a more telling one in the same sentence: a raid with clashes is a raid."""
_FROM_AFAR = frozenset({"heavy-weapons", "aerial", "drone"})
_BY_HAND = frozenset({"destroy", "firearms", "explosives", "beat", "abduct"})
"""What attackers do in the course of an attack (هاجموا المنزل وأضرموا النار فيه)."""
_FURTHER = frozenset({"further", "alike"})
"""Relations of words that make an event another one of its kind."""
_NO_MEANS = frozenset({"takeover", "abduct", "targeted", "torture", "sexual"})
"""Modes that are never the instrument of another event: بغارات says how, بالسيطرة على does not."""


def groups_of(scene: Scene, triggers: list[Trigger]) -> list[list[Trigger]]:
    """``triggers`` (in order) parted into one list an event, in the order of their first words."""
    groups: list[list[Trigger]] = [triggers[:1]]
    for trigger in triggers[1:]:
        nearest = [g for g in reversed(groups) if g[0].type == trigger.type]
        if not trigger.verbal:  # لصواريخ العدوان: with the one whose construct it stands in
            nearest.sort(key=lambda g: g[-1].last != trigger.first)
        home = next((g for g in nearest if _joins(scene, g, trigger)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    groups.sort(key=lambda g: g[0].first)
    return groups


def names_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether the text says that it is a further event of its kind (قصف آخر، هجوم مماثل)."""
    if trigger.kind == CASUALTY or not scene.passage.of("event_link"):
        return False
    return not _FURTHER.isdisjoint(behind(scene, trigger))


def _joins(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """Whether ``trigger`` tells of the event that ``group``, of its type, tells of."""
    last = group[-1]
    only_victims = all(t.kind in (CASUALTY, MENTION) for t in group)
    if names_another(scene, trigger) and not only_victims and trigger.first - last.last > 1:
        return False
    if trigger.kind == MENTION or _is_done_by(scene, group, trigger):
        return True
    if _is_apart(scene, group, trigger):
        return False
    opens = _opens_statement(scene, trigger, last)
    if trigger.kind == CASUALTY:
        return not opens or not _has_casualty(group, trigger)
    if only_victims:
        return not opens or governing(scene, trigger, last.last) == "whence"
    if _is_background(scene, trigger, last):
        return False
    if opens:
        return _is_part_of_attack(scene, group, trigger)
    return trigger.kind == GENERIC or _modes_agree(scene, group, trigger)


def _is_done_by(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """الغارات قصفت مواقع: a verb whose subject is the event itself tells what it did."""
    verb = chunks_in(scene).verbs.get(trigger.first) if trigger.verbal else None
    subject = verb.subject if verb is not None else None
    return subject is not None and subject.trigger is not None and any(subject.trigger is t for t in group)


def _is_apart(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """A word between them says that the second is another event (فيما، بالتزامن مع، منذ), unless it points back."""
    last = group[-1]
    if trigger.first and scene.passage.words[trigger.first - 1] == "اي":
        return True  # أي هجوم: any such, not the one told
    if last.mode == "destroy" and trigger.hit.pro.endswith("ل"):
        return True  # تصدت الدفاعات لعدوان: what it answers
    if trigger.kind == GENERIC and _is_enabled(scene, last.last, trigger.first):
        return True
    named = relations(scene, last.last, trigger.first)
    if "apart" in named or "example" in named:
        return not _points_back(scene, group, trigger) or governing(scene, trigger, last.last) in ("apart", "example")
    told = any(t.kind in (MEANS, GENERIC) for t in group) and trigger.kind in (MEANS, GENERIC)
    return told and governing(scene, trigger, last.last) == "time" and not _prepares(group, trigger)


def _is_enabled(scene: Scene, start: int, end: int) -> bool:
    """عملية تحرمه من الأموال التي تمكنه من شن هجمات: what somebody would be able to do is not what was done."""
    return any(
        start <= hit.start and hit.end <= end and hit.entry.attrs.get("status") == "hypothetical"
        and hit.entry.attrs.get("direction") == "forward"
        for hit in scene.passage.of("modality")
    )  # fmt: skip


def _points_back(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """A definite event noun that names nothing the group has not (وأسفر القصف)."""
    if not trigger.hit.definite or trigger.verbal:
        return False
    return trigger.kind != MEANS or any(trigger.mode == t.mode for t in group)


def _prepares(group: list[Trigger], trigger: Trigger) -> bool:
    """بسطت سيطرتها بعد اشتباكات: the fight that ended in a takeover is part of it."""
    return trigger.mode == "clash" and any(t.mode == "takeover" for t in group)


def _is_background(scene: Scene, trigger: Trigger, last: Trigger) -> bool:
    """A relative clause on no event noun (الفصيل الذي يقاتل في الجنوب) tells of something else."""
    if trigger.kind != MEANS or trigger.first - last.last <= 1:
        return False
    return trigger.first > 0 and scene.shape.classes[trigger.first - 1] == "relative"


def _has_casualty(group: list[Trigger], trigger: Trigger) -> bool:
    return any(t.casualty == trigger.casualty for t in group if t.casualty)


def _opens_statement(scene: Scene, trigger: Trigger, last: Trigger) -> bool:
    """Whether the trigger is the main verb (or carried by one) of a new clause, or a second noun beside the first."""
    conjoined = trigger.hit.pro[:1] == "و"
    if trigger.clause == last.clause:
        light = trigger.light
        if light is not None and light.start >= last.last:
            return light.pro[:1] == "و" and light.entry.attrs.get("link") != "result"
        return conjoined and trigger.kind == MEANS and not trigger.weak
    if trigger.verbal:
        return conjoined or not is_relative(scene, trigger)
    start, _ = clause_range(scene, trigger.clause)
    return (
        trigger.light is not None and trigger.light.start >= start and trigger.light.entry.attrs.get("link") != "result"
    )


def _is_part_of_attack(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """هاجم المسلحون النقطة وأحرقوها: what attackers did, after a verb that only says that they attacked."""
    if trigger.mode not in _BY_HAND or not trigger.verbal or trigger.hit.pro[:1] not in ("و", "ف"):
        return False
    last = group[-1]
    if trigger.mode == last.mode == "destroy" and last.last - last.first > 1:
        return True  # تصدت الدفاعات لصواريخ وأسقطت معظمها
    return all(t.kind != MEANS for t in group) and group[-1].verbal


def _modes_agree(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    modes = {t.mode for t in group if t.kind == MEANS}
    if not modes or trigger.mode in modes or (trigger.weak and trigger.mode not in _NO_MEANS):
        return True
    link = governing(scene, trigger, group[-1].last)
    if trigger.mode in _SUBORDINATE:
        return trigger.hit.pro[:1] != "و" and not (trigger.mode == "clash" and modes & _FROM_AFAR)
    if link == "whence" or scene.shape.classes[max(trigger.first - 1, 0)] == "cause":
        return True
    if trigger.hit.pro.endswith("ب"):
        return trigger.mode not in _NO_MEANS
    if trigger.mode == "takeover" and not trigger.verbal:
        return False
    return modes <= _SUBORDINATE and trigger.hit.pro[:1] != "و" and trigger.mode not in _FROM_AFAR
