"""The place of an event in its sentence: the names that its own words lead to, the finest of them."""

from __future__ import annotations

from marsad.events.chunks import Chunks, chunks_in
from marsad.events.elsewhere import is_of_another_thing
from marsad.events.landmarks import most_specific, without_containers, without_landmarks
from marsad.events.model import Draft, Nominal, Scene
from marsad.events.place_ranks import ELSEWHERE, WHENCE, rank
from marsad.events.place_widths import SETTLED, fineness, holds, is_site, may_lie_in
from marsad.events.sites import sites_in
from marsad.mentions.found import Found

_IN = frozenset({"في", "داخل", "قرب"})


def places_of(scene: Scene, draft: Draft) -> list[Nominal]:
    """The place nominals of ``draft`` in its sentence, the best attached ones only; empty when its words name none."""
    chunks = chunks_in(scene)
    told_of = _antecedents(chunks, draft)
    if told_of:
        return told_of
    candidates = _candidates(scene)
    if not candidates and not sites_in(scene):
        return []
    inside = [n for n in candidates if draft.first <= n.first < draft.last]
    best = _with_sites(scene, chunks, draft, _ranked(scene, chunks, draft, inside))
    if not best:
        return []
    places = best
    if len(best) > 1:
        places = most_specific(chunks, without_landmarks(scene, chunks, best))
        places = _once(without_containers(scene, chunks, places) or places)
    finest = min(fineness(p) for p in places)
    own = {p.reading for p in places}
    draft.around = {(scene.number, n.reading) for n in inside if n.reading not in own and fineness(n) >= finest}
    return places


def _once(places: list[Nominal]) -> list[Nominal]:
    """The first mention of each place."""
    known: dict[str, Nominal] = {}
    for place in places:
        known.setdefault(place.reading, place)
    return list(known.values())


def _ranked(scene: Scene, chunks: Chunks, draft: Draft, places: list[Nominal]) -> dict[int, list[Nominal]]:
    """The places by rank; the town of a site ranks with it (الأحياء الشمالية من مدينة س)."""
    ranked: dict[int, list[Nominal]] = {}
    sites = sites_in(scene)
    for nominal in places:
        if not is_of_another_thing(scene, chunks, draft, nominal):
            own = rank(scene, chunks, draft.triggers, nominal)
            if own == WHENCE and any(
                rank(scene, chunks, draft.triggers, site) == 0 and holds(scene, chunks, site, nominal)
                for site in sites
                if site.first < nominal.first
            ):
                own = 0
            if not _is_led_past(chunks, draft, nominal, own):
                ranked.setdefault(own, []).append(nominal)
    return ranked


def _is_led_past(chunks: Chunks, draft: Draft, nominal: Nominal, own: int) -> bool:
    """Whether the place that is ranked ``own`` is told of something else than the event."""
    if own and draft.mode == "ceasefire":  # قصف س متجاهلا الهدنة: where the truce does not hold
        return True
    if own != WHENCE:
        return False
    clauses = {chunks.clause_of(t.first) for t in draft.triggers}
    ahead = draft.status == "hypothetical" and all(nominal.first < t.first for t in draft.triggers)
    country = nominal.found.value.level == "country"
    apart = country and (_is_source(chunks, draft, nominal) or chunks.clause_of(nominal.first) not in clauses)
    return apart or (ahead and _is_of_another(chunks, draft, nominal))


def _is_source(chunks: Chunks, draft: Draft, nominal: Nominal) -> bool:
    """خصوم مدعومون من س, بضوء أخضر من س: whence arms, help or leave came; what is taken may be a country, too."""
    phrase = chunks.at.get(nominal.first)
    return phrase is not None and phrase.prep == "من" and draft.type == "ASSAULT" and draft.mode != "takeover"


def _with_sites(scene: Scene, chunks: Chunks, draft: Draft, ranked: dict[int, list[Nominal]]) -> list[Nominal]:
    """The best attached places, and the unnamed sites behind the event's words beside them or in place of far ones."""
    rank_of_best = _best(chunks, draft, ranked)
    sites = [n for n in sites_in(scene) if draft.first <= n.first < draft.last]
    led_to = [n for n in sites if rank(scene, chunks, draft.triggers, n) == 0]
    if led_to and any(r <= ELSEWHERE or r == WHENCE for r in ranked):  # بلدة س بالريف الشمالي: where the town lies
        led_to = [n for n in led_to if is_site(n)]
    if rank_of_best is None or (led_to and rank_of_best >= ELSEWHERE):
        return led_to
    best = ranked[rank_of_best]
    if rank_of_best == ELSEWHERE:
        best = [p for p in best if not _is_of_another(chunks, draft, p, alike=True)] or best
    return sorted([*best, *led_to], key=lambda n: n.first) if led_to else best


def _best(chunks: Chunks, draft: Draft, ranked: dict[int, list[Nominal]]) -> int | None:
    """The rank of the best attached places; where those are wide, of finer ones in them that no other event has."""
    order = sorted(ranked)
    for found in order:
        free = [p for p in ranked[found] if found < ELSEWHERE or not _is_of_another(chunks, draft, p)]
        if found != order[0]:
            free = [p for p in free if any(may_lie_in(p, wide) for wide in ranked[order[0]])]
        if found <= ELSEWHERE and any(fineness(p) <= SETTLED for p in free):
            return found
    return order[0] if order else None


def _is_of_another(chunks: Chunks, draft: Draft, nominal: Nominal, *, alike: bool = False) -> bool:
    """Whether a word for another event, if ``alike`` for one of the same type, leads to the place in its clause."""
    clause = chunks.clause_of(nominal.first)
    others = [i.trigger for i in chunks.told if i.clause == clause]
    return any(
        t is not None and t.last <= nominal.first and t not in draft.triggers and not (alike and t.type != draft.type)
        for t in others
    )


def _antecedents(chunks: Chunks, draft: Draft) -> list[Nominal]:
    """المدينة التي سيطر عليها: the place that a relative clause is about."""
    found = []
    for trigger in draft.triggers:
        verb = chunks.verbs.get(trigger.first)
        if verb is not None and verb.relative and verb.antecedent is not None and not verb.antecedent.trigger:
            found += [n for n in verb.antecedent.nominals[:1] if n.found.kind == "place"]
    return found


def _candidates(scene: Scene) -> list[Nominal]:
    """Places that are no part of a name of an actor; worked out once for all events of a sentence."""
    if not scene.places:
        return []
    known: list[Nominal] | None = scene.passage.memo.get("places of events")
    if known is None:
        places = [n for n in scene.nominals if n.found.kind == "place"]
        known = scene.passage.memo["places of events"] = [n for n in places if not _is_part_of_actor(scene, n)]
    return known


def _is_part_of_actor(scene: Scene, nominal: Nominal) -> bool:
    """Whether the name of an actor holds ``nominal``; not where the phrase only goes on to say where he is."""
    return any(
        actor.first <= nominal.first < actor.last and not _is_located(scene, actor, nominal) for actor in scene.actors
    )


def _is_located(scene: Scene, actor: Found, nominal: Nominal) -> bool:
    """قوات النظام في الفوج, قوات الطوارئ بمنطقة عسير: what begins at the place is no part of the name."""
    words = scene.passage.words
    start = nominal.first
    while start > actor.first and any(h.start == start - 1 for h in scene.passage.of("place_word")):
        start -= 1
    if start <= actor.first:
        return False
    return (words[start].startswith("ب") and start < nominal.first) or (
        actor.rule != "named" and words[start - 1] in _IN
    )
