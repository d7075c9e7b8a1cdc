"""One event told in several sentences is one event: compares what was found and brings together what tells of the same."""

from __future__ import annotations

from marsad.events.doing import add_filler
from marsad.events.likeness import beside, between
from marsad.events.model import GENERIC, MEANS, MENTION, Draft, Nominal, Scene
from marsad.events.modes import merged_mode
from marsad.events.tellings import Telling, tellings
from marsad.events.weights import Weights, bundled

_NEVER = float("-inf")
_COMPARED = 8
"""Tellings of an event that a new one is compared with: its first and its latest ones."""
_DAMAGE = frozenset({"trigger.destroy.damage"})
_LATER = 0.001
"""What speaks for the later of two events that damage may belong to."""
_TO_COME = frozenset({"planned", "hypothetical"})


def merge(drafts: list[Draft], scenes: list[Scene], weights: Weights | None = None) -> list[Draft]:
    """The distinct events of a report, in the order of first mention."""
    merged = [_combined(group, scenes) for group in clusters(drafts, scenes, weights or bundled())]
    return [draft for draft in merged if any(t.kind != MENTION for t in draft.triggers) and not _is_no_harm(draft)]


def _is_no_harm(draft: Draft) -> bool:
    """دون وقوع أضرار بشرية, لم ترد أنباء عن إصابات: that nobody was harmed is no event; نفى مقتل جنديين tells of one."""
    if draft.status != "denied" or not draft.only_casualties:
        return False
    return not any(q.value.min for _, q, _ in draft.counts)


def clusters(drafts: list[Draft], scenes: list[Scene], weights: Weights) -> list[list[Draft]]:
    """``drafts`` (in the order of the text) parted into one list an event.

    Each draft goes to the event whose tellings it resembles most on average, or begins a new one.
    """
    if len({draft.type for draft in drafts}) == len(drafts):
        return [[draft] for draft in drafts]  # only events of one type are ever told apart
    groups: list[list[Draft]] = []
    by_type: dict[str, list[tuple[list[Telling], list[Draft]]]] = {}
    told = {id(telling.draft): telling for telling in tellings(drafts, scenes)}
    for draft in drafts:
        telling = told.get(id(draft))
        if telling is None:
            groups.append([draft])
            continue
        _weigh(telling, weights)
        known = by_type.setdefault(draft.type, [])
        best, home = _NEVER, None
        for event in known:
            score = _resemblance(event[0], telling, weights)
            if score > best:
                best, home = score, event
        if home is None or best < weights.needed:
            groups.append([])
            home = ([], groups[-1])
            known.append(home)
        home[0].append(telling)
        home[1].append(draft)
    return groups


def _weigh(telling: Telling, weights: Weights) -> None:
    """Look up what weighs of a telling whatever it is compared with."""
    telling.weight_old = sum(_weights_of(telling.as_old, weights))
    telling.weights_new = _weights_of(telling.as_new, weights)
    telling.weights_beside = _weights_of(beside(telling), weights)


def _weights_of(names: list[str], weights: Weights) -> tuple[float, ...]:
    """What the signs of these ``names`` weigh, those that weigh something."""
    return tuple(filter(None, map(weights.signs.get, names)))


def _resemblance(group: list[Telling], new: Telling, weights: Weights) -> float:
    if len(group) == 1:
        return likeness(group[0], new, weights)
    compared = group if len(group) <= _COMPARED else group[: _COMPARED // 2] + group[-_COMPARED // 2 :]
    return sum([likeness(old, new, weights) for old in compared]) / len(compared)


def likeness(old: Telling, new: Telling, weights: Weights) -> float:
    """The log odds that ``new`` tells what ``old``, of the same type, told; negative infinity where it cannot."""
    certain = old.draft.status == new.draft.status == "actual"
    if not certain and _is_one_thought(old, new):
        return weights.needed
    if certain and _is_damage_of(old, new):
        return weights.needed + old.order * _LATER
    beside_it = old.scene == new.scene
    if (beside_it and new.draft.parted) or (not certain and _is_feared_apart(old.draft, new.draft)):
        return _NEVER
    own = sum(new.weights_beside if beside_it else new.weights_new, old.weight_old)
    return weights.base + sum(filter(None, map(weights.signs.get, between(old, new))), own)


def _is_damage_of(old: Telling, new: Telling) -> bool:
    """إضافة إلى أضرار مادية: damage that a statement adds is what the event told right before it did."""
    follows = new.sentence - old.sentence <= 1 and new.paragraph == old.paragraph
    return follows and new.entries == _DAMAGE


def _is_one_thought(old: Telling, new: Telling) -> bool:
    """نقاش حول خفض القوات، وأي انسحاب سريع …: what one sentence weighs twice, the second time with nothing of its own."""
    alike = old.scene == new.scene and old.mode == new.mode and old.draft.status == new.draft.status == "hypothetical"
    return alike and not (new.where.own or new.doers.own or new.targets.own or new.own_date or new.counts)


def _is_feared_apart(old: Draft, new: Draft) -> bool:
    """What may come (أي انسحاب) is not what a later statement tells as done; الهجوم المحتمل may be either.

    Nor is what will go on (العمليات ستستمر) the one deed that was told.
    """
    if old.status == "actual" and new.status == "planned":
        return any(t.kind in (MEANS, GENERIC) for t in old.triggers)
    return old.status in _TO_COME and new.status == "actual" and not new.triggers[0].hit.definite


def _combined(group: list[Draft], scenes: list[Scene]) -> Draft:
    """One draft from the tellings of an event; the first gives status and range, all give words and roles."""
    whole, *rest = group
    if not rest:
        return whole
    whole.mode = merged_mode(group)
    if whole.status == "denied" and any(d.status == "actual" for d in rest):
        whole.status = "actual"  # who denies it makes a claim
        whole.counts = []
    for new in rest:
        if new.status == "denied" and whole.status == "actual":
            new.counts = []  # نفى سقوط قتلى: what is denied is no number of what was done
        _absorb(whole, new)
        head = new.triggers[0]
        told = scenes[head.scene].passage.sentence.span(head.first, head.last).text
        whole.steps.append(f"merged with «{told}»")
    return whole


def _absorb(old: Draft, new: Draft) -> None:
    old.triggers += new.triggers
    old.scenes += new.scenes
    old.around |= new.around
    for field in ("actors", "targets", "places"):
        _take_nominals(old, new, field)
    known = {(kind, q.value.min, q.value.max) for _, q, kind in old.counts}
    old.counts += [c for c in new.counts if (c[2], c[1].value.min, c[1].value.max) not in known]
    if new.dates and "when" in old.inherited and "when" not in new.inherited:
        old.dates = new.dates + old.dates
        old.inherited.discard("when")
    else:
        old.inherited |= {"when"} & new.inherited if not old.dates else set()
        old.dates += new.dates
    old.claims += [c for c in new.claims if c not in old.claims]


def _take_nominals(old: Draft, new: Draft, field: str) -> None:
    """What a telling names itself stands before what it took over from its surroundings."""
    ours: list[Nominal] = getattr(old, field)
    theirs: list[Nominal] = getattr(new, field)
    if not theirs or (field in new.inherited and ours):
        return
    if field in old.inherited and field not in new.inherited:
        ours = []
        old.inherited.discard(field)
    elif field in new.inherited:
        old.inherited.add(field)
    whole = list(ours)
    for nominal in theirs:
        add_filler(whole, nominal)
    setattr(old, field, whole)
