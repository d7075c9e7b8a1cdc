"""From the triggers of one sentence to its events: which words tell of one event, and what belongs to it."""

from __future__ import annotations

import itertools
from operator import attrgetter

from marsad.events.chunking import chunks_of
from marsad.events.chunks import chunks_in, is_relative
from marsad.events.clauses import clause_range
from marsad.events.contents import add_contents
from marsad.events.counts import give_counts
from marsad.events.doing import add_filler, is_force
from marsad.events.frames import Frames
from marsad.events.governing import ACT_FORMS
from marsad.events.grouping import groups_of, names_another
from marsad.events.held import thing_described, things_aimed_at
from marsad.events.kinds import FATE
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, UNSPECIFIC, Draft, Nominal, Scene, Trigger
from marsad.events.modes import head_of, mode_of, refine_mode
from marsad.events.predicates import give_arguments
from marsad.events.pronouns import pronoun_actor, pronoun_target
from marsad.events.roles import roles_of
from marsad.events.sharing import share_sides
from marsad.events.status import status_of
from marsad.events.totals import make_general
from marsad.events.triggers import find_triggers
from marsad.events.whereabouts import places_of

_AMONG = frozenset({"منها", "بينها", "ابرزها", "اخرها"})
_ASIDE = 4
_BESIDES = frozenset({("اضافه", "الي"), ("بالاضافه", "الي"), ("فضلا", "عن"), ("علاوه", "علي"), ("الي", "جانب")})
_PRONOUNS = ("ته", "تها", "تهم")
"""Endings of feminine nouns with a pronoun."""


def drafts_of(scene: Scene, frames: Frames) -> list[Draft]:
    """The events told in one sentence, in order."""
    triggers = find_triggers(scene)
    if not triggers:
        return []
    scene.chunks = chunks_of(scene, triggers)
    give_arguments(scene.chunks)
    parts = [_by_doers(scene, group, frames) for group in groups_of(scene, triggers)]
    groups = [group for part in parts for group in part]
    parting = {id(g) for g in groups if any(t.kind != MENTION and not t.weak for t in g)}
    drafts = [_draft(scene, g, [p for p in groups if p is g or id(p) in parting], frames) for g in groups]
    apart = {id(group[0]) for part in parts for group in part[1:]}
    for draft in drafts:
        draft.parted = id(draft.triggers[0]) in apart
    give_counts(scene, drafts)
    make_general(scene, drafts)
    share_sides(scene, drafts, frames)
    _share_conjoined(scene, drafts)
    _share_actors(scene, drafts)
    return _raids_for_arrest(scene, drafts)


def _by_doers(scene: Scene, group: list[Trigger], frames: Frames) -> list[list[Trigger]]:
    """Parts a group where another doer begins: two forces of two countries or names do not do one deed."""
    if len(group) < 2:
        return [group]
    telling = [t for t in group if t.kind in (MEANS, GENERIC)]
    if len(telling) < 2 or any(frames.of(t.hit.entry).reciprocal for t in telling):
        return [group]
    known: set[str] = set()
    for n, trigger in enumerate(group):
        end = group[n + 1].first if n + 1 < len(group) else len(scene.passage.words)
        named = _named_doers(scene, trigger, frames, end) if trigger.kind in (MEANS, GENERIC) else set()
        if known and named and known.isdisjoint(named):
            return [group[:n], *_by_doers(scene, group[n:], frames)]
        known |= named
    return [group]


def _named_doers(scene: Scene, trigger: Trigger, frames: Frames, end: int) -> set[str]:
    """The countries or entities of the doers that the trigger's own phrases name."""
    roles = roles_of(scene, trigger, frames.of(trigger.hit.entry), max(end, trigger.last))
    values = [n.found.value for n in roles["actor"] if is_force(n)]
    return {v.country or v.entity for v in values if v.entity is not None}


def _share_conjoined(scene: Scene, drafts: list[Draft]) -> None:
    """ضربات جوية وعمليات خاصة: what is told of two event nouns that are joined holds for both."""
    if len(drafts) < 2:
        return
    chunks = chunks_in(scene)
    by_phrase = {id(chunks.at.get(t.first)): d for d in drafts for t in d.triggers if not t.verbal}
    for draft in drafts:
        for trigger in draft.triggers:
            phrase = chunks.at.get(trigger.first)
            partner = by_phrase.get(id(phrase.joined)) if phrase is not None and phrase.joined is not None else None
            if partner is not None and partner is not draft and phrase is not None and phrase.last - phrase.first < 5:
                _share(draft, partner)
                _share(partner, draft)
                draft.parted = draft.parted or _is_other_deed(draft, partner)


def _is_other_deed(draft: Draft, partner: Draft) -> bool:
    """غارات جوية وعمليات خاصة: by other means than what it is joined to, so that no later telling makes one of the two."""
    return (
        draft.type == partner.type and draft.mode != partner.mode and UNSPECIFIC.isdisjoint((draft.mode, partner.mode))
    )


def _share(into: Draft, other: Draft) -> None:
    into.actors = into.actors or list(other.actors)
    into.targets = into.targets or list(other.targets)
    into.places = into.places or list(other.places)
    into.dates = into.dates or list(other.dates)
    into.counts = into.counts or [c for c in other.counts if c[2] == "destroyed"]


def _raids_for_arrest(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A raid that ends in arrests and nothing worse is the arrest (مداهمة منزل واعتقال صاحبه)."""
    arrests = [d for d in drafts if (d.type, d.mode) == ("COERCE", "arrest")]
    if not arrests:
        return drafts
    kept = []
    for draft in drafts:
        if draft.mode == "raid" and not draft.counts and all(t.mode == "raid" for t in draft.triggers):
            home = arrests[0]
            home.triggers += draft.triggers
            home.actors = home.actors or draft.actors
            home.first, home.last = min(home.first, draft.first), max(home.last, draft.last)
            home.places = places_of(scene, home)
            home.dates = home.dates or draft.dates
        else:
            kept.append(draft)
    return kept


def _share_actors(scene: Scene, drafts: list[Draft]) -> None:
    """A conjoined verb or a purpose (دهمت … واعتقلت، لاعتقال) leaves its subject out: it is the one of the event before."""
    for before, draft in itertools.pairwise(drafts):
        head = head_of(draft.triggers)
        if draft.actors or not before.actors or head.kind in (CASUALTY, MENTION) or head.passive:
            continue
        if (
            _is_one_of(scene, before, head)
            or _is_besides(scene, before, head)
            or _is_alike(scene, head)
            or _carries_on(head)
            or _is_fought_with(before, draft)
        ):
            draft.actors = list(before.actors)
            draft.inherited.add("actors")


def _is_fought_with(before: Draft, draft: Draft) -> bool:
    """يقتحم الجيش البلدة وسط اشتباكات مع المسلحين: who comes meets those that it names."""
    others = {n.reading for n in before.actors}
    return draft.mode == "clash" and bool(draft.targets) and not any(n.reading in others for n in draft.targets)


def _carries_on(head: Trigger) -> bool:
    """A conjunction on a verb or its carrier, or ل of purpose."""
    carried = head.light.pro if head.light is not None else head.hit.pro
    return carried.endswith("ل") or (carried[:1] in ("و", "ف") and (head.verbal or head.light is not None))


def _is_one_of(scene: Scene, before: Draft, trigger: Trigger) -> bool:
    """هجمات منها تفجير: an example of the events told right before."""
    words = scene.passage.words[before.triggers[-1].last : trigger.first]
    return 0 < len(words) <= _ASIDE and words[-1] in _AMONG


def _is_besides(scene: Scene, before: Draft, trigger: Trigger) -> bool:
    """غارات إضافة إلى قصف مدفعي, استعادة التلة فضلا عن قصف البلدة: one more thing that the same did."""
    between = scene.passage.words[max(t.last for t in before.triggers) : trigger.first]
    return not trigger.verbal and tuple(between[-2:]) in _BESIDES


def _is_alike(scene: Scene, trigger: Trigger) -> bool:
    """قصف مماثل: by the same hand."""
    return any(w in ("مماثل", "مماثله") for w in scene.passage.words[trigger.last : trigger.last + 2])


def _draft(scene: Scene, group: list[Trigger], parting: list[list[Trigger]], frames: Frames) -> Draft:
    """An event from its words; ``parting`` are the groups, itself among them, that share out the sentence."""
    first, last = _range(scene, parting, parting.index(group))
    head = head_of(group)
    status, cue = _status(scene, group, head)
    draft = Draft(
        type=head.type,
        mode=mode_of(scene, group),
        status=status,
        triggers=list(group),
        scenes=[scene.number],
        first=first,
        last=last,
    )
    draft.another = any(names_another(scene, t) for t in group)
    if cue:
        draft.steps.append(f"status {status} by {cue}")
    _fill(scene, draft, frames)
    add_contents(scene, draft)
    draft.places = places_of(scene, draft)
    draft.dates = [(scene.number, d) for d in scene.dates if first <= d.first < last]
    refine_mode(scene, draft)
    return draft


def _status(scene: Scene, group: list[Trigger], head: Trigger) -> tuple[str, str | None]:
    """Status of an event and the cue that gave it; قتل خمسة كانوا يخططون لهجوم: who were killed planning one were killed."""
    status, cue = status_of(scene, head)
    if status in ("planned", "hypothetical"):
        befell = (t for t in group if t.casualty in FATE and t.first < head.first and t.hit.form in ACT_FORMS)
        if any(status_of(scene, t)[0] == "actual" for t in befell):
            return "actual", None
    return status, cue


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
    ordered = sorted(draft.triggers, key=attrgetter("first"))
    for n, trigger in enumerate(ordered):
        end = ordered[n + 1].first if n + 1 < len(ordered) else draft.last
        roles = roles_of(scene, trigger, frames.of(trigger.hit.entry), max(end, trigger.last))
        actors = roles["actor"]
        if n and actors and is_relative(scene, trigger):
            actors = [a for a in actors if a.first > trigger.first]
        for role, fillers, into in (("actor", actors, draft.actors), ("target", roles["target"], draft.targets)):
            for nominal in fillers:
                _add(into, nominal, draft)
                trigger.filled.append((role, nominal))
    for trigger in ordered:
        enclitic = frames.of(trigger.hit.entry).enclitic
        if _has_pronoun(scene, trigger) and not trigger.verbal and not draft.actors and enclitic in ("actor", "either"):
            owner = pronoun_actor(scene, trigger)
            if owner is not None:
                _add(draft.actors, owner, draft)
    for thing in things_aimed_at(scene, draft):
        _add(draft.targets, thing, draft)
    if not draft.targets:
        _fill_object(scene, draft, ordered, frames)


def _fill_object(scene: Scene, draft: Draft, ordered: list[Trigger], frames: Frames) -> None:
    """Give an event whose words name no target the one that a participle is said of or that a pronoun means."""
    for trigger in ordered:
        described = thing_described(scene, trigger)
        if described is not None:
            _add(draft.targets, described, draft)
            return
        frame = frames.of(trigger.hit.entry)
        told = trigger.hit.form in ACT_FORMS and trigger.kind != MENTION and not is_relative(scene, trigger)
        if told and trigger.hit.enclitic and (frame.object if trigger.verbal else frame.enclitic) == "target":
            meant = pronoun_target(scene, trigger, draft.actors)
            if meant is not None:
                _add(draft.targets, meant, draft)
                return


def _has_pronoun(scene: Scene, trigger: Trigger) -> bool:
    """Whether a pronoun stands on the event noun, be it inside an expression (سيطرته على)."""
    expression = trigger.hit.form == "phrase" and scene.passage.words[trigger.first].endswith(_PRONOUNS)
    return bool(trigger.hit.enclitic) or expression


def _add(into: list[Nominal], nominal: Nominal, draft: Draft) -> None:
    if all(nominal.key != other.key for other in (*draft.actors, *draft.targets)):
        add_filler(into, nominal)
