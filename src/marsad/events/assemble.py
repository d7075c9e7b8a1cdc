"""From the triggers of one sentence to its events: which words tell of one event, and what belongs to it."""

from __future__ import annotations

import itertools

from marsad.events.clauses import clause_range
from marsad.events.counts import counts_of
from marsad.events.frames import Frames
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, UNSPECIFIC, Draft, Nominal, Scene, Trigger
from marsad.events.roles import is_relative, may_act, pronoun_actor, roles_of
from marsad.events.status import status_of
from marsad.events.triggers import find_triggers, weapons
from marsad.events.whereabouts import most_specific

_ANOTHER = frozenset({"اخر", "اخري", "اخرين", "ثان", "ثانيه", "مماثل", "مماثله", "جديد", "جديده"})
_SUBORDINATE = frozenset({"clash", "destroy"})
"""Modes that yield to a more telling one in the same sentence: a raid with clashes is a raid."""
_CONTRASTS = frozenset({"فيما", "بينما", "كما", "ثم", "كذلك", "ايضا"})
_FROM_AFAR = frozenset({"heavy-weapons", "aerial", "drone"})
_AIR = {"aircraft": "aerial", "drone": "drone"}


def drafts_of(scene: Scene, frames: Frames) -> list[Draft]:
    """The events told in one sentence, in order."""
    groups: list[list[Trigger]] = []
    for trigger in find_triggers(scene):
        home = next((g for g in reversed(groups) if _joins(scene, g, trigger)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    groups.sort(key=lambda g: g[0].first)
    telling = [g for g in groups if any(t.kind != MENTION for t in g)]
    drafts = [_draft(scene, group, telling, frames) for group in groups]
    _share_actors(scene, drafts)
    return _raids_for_arrest(drafts)


def _raids_for_arrest(drafts: list[Draft]) -> list[Draft]:
    """A raid that ends in arrests and nothing worse is the arrest (مداهمة منزل واعتقال صاحبه)."""
    arrests = [d for d in drafts if (d.type, d.mode) == ("COERCE", "arrest")]
    kept = []
    for draft in drafts:
        mild = draft.mode == "raid" and not draft.counts and all(t.mode == "raid" for t in draft.triggers)
        if mild and arrests:
            home = arrests[0]
            home.triggers += draft.triggers
            home.actors = home.actors or draft.actors
            home.places += [p for p in draft.places if p not in home.places]
            home.dates = home.dates or draft.dates
        else:
            kept.append(draft)
    return kept


def _share_actors(scene: Scene, drafts: list[Draft]) -> None:
    """A conjoined verb or a purpose (دهمت … واعتقلت، لاعتقال) leaves its subject out: it is the one of the event before."""
    for before, draft in itertools.pairwise(drafts):
        head = _head(draft.triggers)
        if draft.actors or not before.actors or head.kind in (CASUALTY, MENTION) or head.passive:
            continue
        carried = head.light.pro if head.light is not None else head.hit.pro
        linked = carried[:1] in ("و", "ف") or carried.endswith("ل") or _is_alike(scene, head)
        if linked and (head.verbal or head.light is not None or carried.endswith("ل") or _is_alike(scene, head)):
            draft.actors = list(before.actors)
            draft.inherited.add("actors")


def _is_alike(scene: Scene, trigger: Trigger) -> bool:
    """قصف مماثل: by the same hand."""
    return any(w in ("مماثل", "مماثله") for w in scene.passage.words[trigger.last : trigger.last + 2])


def _joins(scene: Scene, group: list[Trigger], trigger: Trigger) -> bool:
    """Whether ``trigger`` tells of the event that ``group`` tells of, by syntax alone."""
    head, last = group[0], group[-1]
    if trigger.type != head.type or _names_another(scene, trigger):
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


def _names_another(scene: Scene, trigger: Trigger) -> bool:
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


def _draft(scene: Scene, group: list[Trigger], telling: list[list[Trigger]], frames: Frames) -> Draft:
    first, last = _range(scene, telling, telling.index(group)) if group in telling else (group[0].first, group[-1].last)
    head = _head(group)
    status, cue = status_of(scene, head)
    draft = Draft(
        type=head.type,
        mode=_mode(group),
        status=status,
        triggers=list(group),
        scenes=[scene.number],
        first=first,
        last=last,
    )
    draft.another = any(_names_another(scene, t) for t in group)
    if cue:
        draft.steps.append(f"status {status} by {cue}")
    _fill(scene, draft, frames)
    draft.places = most_specific([p for p in scene.nominals if p.found.kind == "place" and first <= p.first < last])
    draft.dates = [(scene.number, d) for d in scene.dates if first <= d.first < last]
    draft.counts = counts_of(scene, draft)
    _refine_mode(scene, draft)
    return draft


def _head(group: list[Trigger]) -> Trigger:
    """The trigger that says most: a means before a generic word before a casualty."""
    return min(group, key=lambda t: (MEANS, GENERIC, CASUALTY, MENTION).index(t.kind))


def _mode(group: list[Trigger]) -> str | None:
    modes = [t.mode for t in group if t.kind == MEANS]
    telling = [m for m in modes if m not in _SUBORDINATE]
    return (telling or modes or [_head(group).mode])[0]


def _range(scene: Scene, groups: list[list[Trigger]], n: int) -> tuple[int, int]:
    """Tokens that belong to group ``n``: from the start of its clause to where the next group's words begin."""
    return (0 if n == 0 else _begin(scene, groups, n)), (
        _begin(scene, groups, n + 1) if n + 1 < len(groups) else len(scene.passage.words)
    )


def _begin(scene: Scene, groups: list[list[Trigger]], n: int) -> int:
    trigger, before = groups[n][0], max((t.last for t in groups[n - 1] if t.first < groups[n][0].first), default=0)
    start, _ = clause_range(scene, trigger.clause)
    if start >= before:
        return start
    if trigger.light is not None and trigger.light.start >= before:
        return trigger.light.start
    return trigger.first


def _fill(scene: Scene, draft: Draft, frames: Frames) -> None:
    ordered = sorted(draft.triggers, key=lambda t: t.first)
    for n, trigger in enumerate(ordered):
        end = ordered[n + 1].first if n + 1 < len(ordered) else draft.last
        entry = trigger.hit.entry
        roles = roles_of(scene, trigger, frames.of(entry.id, entry.attrs), max(end, trigger.last))
        if is_relative(scene, trigger) and n:
            roles["actor"] = [a for a in roles["actor"] if a.first > trigger.first]
        for role, into in (("actor", draft.actors), ("target", draft.targets)):
            for nominal in roles[role]:
                _add(into, nominal, draft)
                trigger.steps.append(f"{role}: {scene.passage.sentence.span(nominal.first, nominal.last).text}")
    for trigger in ordered:
        if trigger.hit.enclitic and not trigger.verbal and not draft.actors and trigger.kind != CASUALTY:
            owner = pronoun_actor(scene, trigger)
            if owner is not None:
                _add(draft.actors, owner, draft)


def _add(into: list[Nominal], nominal: Nominal, draft: Draft) -> None:
    if all(nominal.key != other.key for other in (*draft.actors, *draft.targets)):
        into.append(nominal)


def _refine_mode(scene: Scene, draft: Draft) -> None:
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


__all__ = ["drafts_of", "may_act"]
