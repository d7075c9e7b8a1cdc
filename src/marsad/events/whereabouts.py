"""The place of an event in its sentence: the names that its own words lead to, the finest of them."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Phrase, Stop, chunks_in
from marsad.events.model import Draft, Nominal, Scene, Trigger
from marsad.events.sites import SIDE, SITE, sites_in
from marsad.lexicon import Hit
from marsad.mentions.found import Found

_FINENESS = {"point": 0, "town": 1, "district": 2, "region": 3, "governorate": 3, "country": 4, None: 1}
SETTLED = 1
"""Fineness from which on a place is no mere surroundings: a town or a site in it."""
_TALK = 3
"""Words from a word for talk to the place where they talk."""
ELSEWHERE = 2
"""Rank of a place in another clause of the event's words."""
_WHENCE = 5
_SHARES = frozenset({"جزء", "جزءا", "اجزاء", "انحاء", "معظم"})
_AWAY = frozenset({"من", "الي", "عن"})
"""Where somebody came from or went to is not where the event was, if another place is told."""
_BESIDE = frozenset(
    {"قرب", "بالقرب", "شمالي", "جنوبي", "شرقي", "غربي", "شمال", "جنوب", "شرق", "غرب", "حول", "عن", "خارج", "من", "بين"}
)
_NEAR_TO = frozenset(
    {
        "القريبه",
        "القريب",
        "قريبه",
        "القريبين",
        "التابعه",
        "المحاذيه",
        "المحاذي",
        "المجاوره",
        "المجاور",
        "المطله",
        "المطل",
    }
)
_STATIONED = frozenset(
    {
        "المتمركزه",
        "المتمركزين",
        "المتمركز",
        "المنتشره",
        "المتواجده",
        "المتواجدين",
        "العامله",
        "المسيطره",
        "المدعومه",
        "المدعومين",
    }
)
_ROADS = frozenset({"طريق", "الطريق", "اوتوستراد", "الاوتوستراد"})
_DASHES = frozenset("-–_")
_JUNCTIONS = frozenset({*_ROADS, "مفرق", "تقاطع", "مثلث"})
_EXTENT = frozenset({"الممتده", "الممتد", "تمتد", "يمتد"})
"""Before names that bound a stretch of land (الصحراء الممتدة بين …): it lies in all of them."""
_CONTAINING = frozenset({"في", "من", "ضمن", "داخل", "التابعه", "التابع", "الواقعه", "الواقع", "،", "("})
_QUOTES = frozenset("\"'«»“”")
_CALLED = frozenset({"تسمي", "تدعي", "يسمي", "يدعي", "اسمها", "اسمه"})
_SIDES = frozenset({"شمال", "جنوب", "شرق", "غرب"})
_IN = frozenset({"في", "داخل", "قرب"})
_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})


def places_of(scene: Scene, draft: Draft) -> list[Nominal]:
    """The place nominals of ``draft`` in its sentence, the best attached ones only; empty when its words name none."""
    chunks = chunks_in(scene)
    told_of = _antecedents(chunks, draft)
    if told_of:
        return told_of
    inside = [n for n in _candidates(scene) if draft.first <= n.first < draft.last]
    best = _with_sites(scene, chunks, draft, _ranked(scene, chunks, draft, inside))
    if not best:
        return []
    places = _most_specific(chunks, _without_landmarks(scene, chunks, best))
    places = _without_containers(scene, chunks, places) or places
    finest = min(fineness(p) for p in places)
    draft.around = {(scene.number, n.reading) for n in inside if n not in places and fineness(n) >= finest}
    return places


def _ranked(scene: Scene, chunks: Chunks, draft: Draft, places: list[Nominal]) -> dict[int, list[Nominal]]:
    """The places by rank; the town of a site ranks with it (الأحياء الشمالية من مدينة س)."""
    ranked: dict[int, list[Nominal]] = {}
    sites = [n for n in sites_in(scene) if rank(scene, chunks, draft.triggers, n) == 0]
    for nominal in places:
        if not (is_office(chunks, nominal) or _is_of_talk(scene, nominal) or _is_for_country(chunks, nominal)):
            own = rank(scene, chunks, draft.triggers, nominal)
            if own == _WHENCE and any(
                holds(scene, chunks, site, nominal) for site in sites if site.first < nominal.first
            ):
                own = 0
            if not _is_led_past(chunks, draft, nominal, own):
                ranked.setdefault(own, []).append(nominal)
    return ranked


def _is_led_past(chunks: Chunks, draft: Draft, nominal: Nominal, own: int) -> bool:
    """Whether the place that is ranked ``own`` is told of something else than the event."""
    if own and draft.mode == "ceasefire":  # قصف س متجاهلا الهدنة: where the truce does not hold
        return True
    if own != _WHENCE:
        return False
    clauses = {clause_of_token(chunks, t.first) for t in draft.triggers}
    ahead = draft.status == "hypothetical" and all(nominal.first < t.first for t in draft.triggers)
    apart = clause_of_token(chunks, nominal.first) not in clauses and nominal.found.value.level == "country"
    return apart or (ahead and _is_of_another(chunks, draft, nominal))


def _with_sites(scene: Scene, chunks: Chunks, draft: Draft, ranked: dict[int, list[Nominal]]) -> list[Nominal]:
    """The best attached places, and the unnamed sites behind the event's words beside them or in place of far ones."""
    rank_of_best = _best(chunks, draft, ranked)
    sites = [n for n in sites_in(scene) if draft.first <= n.first < draft.last]
    led_to = [n for n in sites if rank(scene, chunks, draft.triggers, n) == 0]
    if any(r <= ELSEWHERE or r == _WHENCE for r in ranked):  # بلدة س بالريف الشمالي: where the town lies
        led_to = [n for n in led_to if is_site(n)]
    if rank_of_best is None or (led_to and rank_of_best >= ELSEWHERE):
        return led_to
    best = ranked[rank_of_best]
    if rank_of_best == ELSEWHERE:
        best = [p for p in best if not _is_of_another(chunks, draft, p, alike=True)] or best
    return sorted([*best, *led_to], key=lambda n: n.first)


def _best(chunks: Chunks, draft: Draft, ranked: dict[int, list[Nominal]]) -> int | None:
    """The rank of the best attached places; where those are wide, of finer ones elsewhere that no other event has."""
    order = sorted(ranked)
    for found in order:
        free = [p for p in ranked[found] if found < ELSEWHERE or not _is_of_another(chunks, draft, p)]
        if found <= ELSEWHERE and any(fineness(p) <= SETTLED for p in free):
            return found
    return order[0] if order else None


def _is_of_another(chunks: Chunks, draft: Draft, nominal: Nominal, *, alike: bool = False) -> bool:
    """Whether a word for another event, if ``alike`` for one of the same type, leads to the place in its clause."""
    clause = clause_of_token(chunks, nominal.first)
    others = (
        i.trigger for i in chunks.items if not isinstance(i, Stop) and i.trigger is not None and i.clause == clause
    )
    return any(
        t not in draft.triggers and t.last <= nominal.first and not (alike and t.type != draft.type) for t in others
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
    """Places that are no part of a name of an actor."""
    if not scene.places:
        return []
    return [n for n in scene.nominals if n.found.kind == "place" and not is_part_of_actor(scene, n)]


def is_part_of_actor(scene: Scene, nominal: Nominal) -> bool:
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


def rank(scene: Scene, chunks: Chunks, triggers: list[Trigger], nominal: Nominal) -> int:
    """0 for a place behind an event word in its clause, 1 before it, 2 elsewhere, 3 where the doer is based, 4 a dateline,
    5 whence and where to.
    """
    phrase = chunks.at.get(nominal.first) or (chunks.at.get(nominal.last - 1) if nominal.found.rule == SIDE else None)
    if phrase is None:
        return 2
    if is_dateline(scene, chunks, nominal):
        return 4
    if phrase.prep in _AWAY and not _is_part(scene, phrase):
        return _WHENCE
    if _is_station(scene, phrase):
        return 3
    clauses = {clause_of_token(chunks, t.first) for t in triggers}
    if phrase.clause not in clauses or _is_affiliation(chunks, phrase, nominal):
        return 2
    before = [t for t in triggers if t.first < nominal.first and clause_of_token(chunks, t.first) == phrase.clause]
    if not before:
        return 1
    return 2 if _is_taken(chunks, triggers, max(t.last for t in before), nominal) else 0


def _is_part(scene: Scene, phrase: Phrase) -> bool:
    """مناطق مختلفة من ريف س, حي من أحياء س: what lies in the place, not what comes from it."""
    first = phrase.conjuncts.first
    return phrase.prep == "من" and (
        scene.passage.words[max(0, first - 2)].lstrip("و") in _SHARES
        or any(first - 3 < h.end < first for h in scene.passage.of("place_word"))
    )


def _is_taken(chunks: Chunks, own: list[Trigger], start: int, nominal: Nominal) -> bool:
    """Whether a verb that tells of another event stands between the event's last word at ``start`` and the place."""
    between = (verb.trigger for n, verb in chunks.verbs.items() if start <= n < nominal.first)
    return any(trigger is not None and trigger not in own for trigger in between)


def is_office(chunks: Chunks, nominal: Nominal) -> bool:
    """رئيس جامعة الفيصل: the place is in somebody's title."""
    phrase = chunks.at.get(nominal.first)
    head = phrase.nominals[0] if phrase is not None and phrase.nominals else nominal
    return head.key != nominal.key and head.found.kind == "actor" and bool(head.found.value.person)


def _is_of_talk(scene: Scene, nominal: Nominal) -> bool:
    """النقاش السياسي داخل البلاد حول انسحاب, يدور في العاصمة جدل حول انسحاب: where they talk about it."""
    talk = [h for h in scene.passage.of("modality") if h.entry.attrs.get("elsewhere")]
    return any(0 < nominal.first - h.end <= _TALK or nominal.last == h.start for h in talk)


def _is_for_country(chunks: Chunks, nominal: Nominal) -> bool:
    """أولوية للبلاد, قوات لبلاد: a country that a thing is for or of."""
    phrase = chunks.at.get(nominal.first)
    return phrase is not None and nominal.found.value.level == "country" and _is_affiliation(chunks, phrase, nominal)


def _is_affiliation(chunks: Chunks, phrase: Phrase, nominal: Nominal) -> bool:
    """حاكم المدينة, رئيس مجلس المحافظة: the place is part of what somebody is."""
    holder = phrase.nominals[0] if phrase.nominals else nominal
    if holder.found.kind == "actor" and holder.key != nominal.key and holder.first <= nominal.first:
        return True
    if phrase.prep != "ل":
        return False
    back = chunks.items[chunks.index(phrase) - 1] if chunks.index(phrase) else None
    return isinstance(back, Phrase) and back.trigger is None


def clause_of_token(chunks: Chunks, n: int) -> int:
    phrase = chunks.at.get(n)
    if phrase is not None:
        return phrase.clause
    verb = chunks.verbs.get(n)
    return verb.clause if verb is not None else -1


def is_dateline(scene: Scene, chunks: Chunks, nominal: Nominal) -> bool:
    """حلب: at the head of a line."""
    phrase = chunks.at.get(nominal.first)
    if phrase is None or phrase.first > 1 or any(n < phrase.first for n in chunks.verbs):
        return False
    after = next((i for i in chunks.items if isinstance(i, Stop) and i.n >= phrase.last), None)
    return after is not None and after.n == phrase.last and scene.passage.words[after.n] in ":.-–"


def _is_station(scene: Scene, phrase: Phrase) -> bool:
    """القوات المتمركزة في القاعدة: where the doer is based."""
    before = phrase.conjuncts.first - 2
    return before >= 0 and scene.passage.words[before] in _STATIONED and bool(phrase.prep)


def _without_landmarks(scene: Scene, chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without places that only say beside what another one lies (معبر س شمالي مدينة ص)."""
    kept: list[Nominal] = []
    for nominal in places:
        if kept and is_landmark(scene, chunks, nominal, kept[-1]):
            continue
        kept.append(nominal)
    return kept


def is_landmark(scene: Scene, chunks: Chunks, nominal: Nominal, before: Nominal) -> bool:
    words = scene.passage.words
    if not _EXTENT.isdisjoint(words[before.last : nominal.first]):
        return False
    own = chunks.at.get(nominal.first)
    phrase = own.conjuncts if own is not None else None
    if _is_road_by(words, own, nominal) or _is_end_of_road(words, before, nominal):
        return True
    if words[nominal.first] in _DIRECTIONS and words[before.first] not in _DIRECTIONS:
        return not (is_site(before) and _is_side_of_town(scene, nominal))
    if phrase is not own and phrase is not None and phrase.first <= before.last:
        return False
    if own is not None and phrase is not None and _is_road(words, own, phrase, nominal):
        return True
    if phrase is own and nominal.first - before.last > 6:
        return False
    if is_site(before) and (_is_side_of_town(scene, nominal) or holds(scene, chunks, before, nominal)):
        return False
    beside = phrase is not None and phrase.prep in _BESIDE
    apart = phrase is own and any(w in _NEAR_TO or w in _DIRECTIONS for w in words[before.last : nominal.first])
    return words[nominal.first] in _DIRECTIONS or beside or apart


def _is_road_by(words: list[str], own: Phrase | None, nominal: Nominal) -> bool:
    """قرية س على طريق ص: the road only says where the village lies."""
    return words[nominal.first] in _ROADS and own is not None and own.prep == "علي"


def _is_end_of_road(words: list[str], before: Nominal, nominal: Nominal) -> bool:
    """مفرق س-ص: the junction or road to several places is one place."""
    between = words[before.last : nominal.first]
    return words[before.first] in _JUNCTIONS and bool(between) and {between[0], between[-1]} <= _DASHES


def _is_side_of_town(scene: Scene, nominal: Nominal) -> bool:
    """حي س غرب مدينة ص, مخيم س وسط ص: the site is in the town; شمالي ص may be miles off."""
    first, second = (*scene.passage.words[nominal.first : nominal.first + 2], "")[:2]
    if first == "وسط" or scene.passage.words[max(0, nominal.first - 2)] == "وسط":
        return fineness(nominal) <= SETTLED or nominal.found.value.level == "region"
    return first in _SIDES and second == "مدينه"


def _is_road(words: list[str], own: Phrase, root: Phrase, nominal: Nominal) -> bool:
    """طريق حماة - حلب: the ends of a road."""
    if own is root or not any(n.found.kind == "place" for n in root.nominals):
        return any(w in _ROADS for w in words[own.first : nominal.first])
    return words[root.first] in _ROADS


def _most_specific(chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without the wider places that only say where the finer ones lie (بلدة س بريف ص); what is coordinated stays together."""
    if not places:
        return places
    groups: dict[int, list[Nominal]] = {}
    for place in places:
        phrase = chunks.at.get(place.first)
        groups.setdefault(phrase.conjuncts.first if phrase is not None else place.first, []).append(place)
    named = [p for p in places if p.found.rule != SITE] or places
    finest = max(min(fineness(p) for p in named), SETTLED)
    return [p for group in groups.values() if min(fineness(p) for p in group) <= finest for p in group]


def _without_containers(scene: Scene, chunks: Chunks, places: list[Nominal]) -> list[Nominal]:
    """Without the wider place that a list or a town lies in (قرى س وص في منطقة ع); a site and its town both stay."""
    kept: list[Nominal] = []
    for nominal in places:
        before = max((p for p in places if p.first < nominal.first), key=lambda p: p.first, default=None)
        inner = before is not None and holds(scene, chunks, before, nominal)
        if not inner or (before is not None and _keeps_town(before, nominal)):
            kept.append(nominal)
    return kept


def _keeps_town(site: Nominal, container: Nominal) -> bool:
    """A site says where in a town it was, one without a name where in a province too."""
    return is_site(site) and (fineness(container) <= SETTLED or site.found.rule == SITE)


def holds(scene: Scene, chunks: Chunks, before: Nominal, nominal: Nominal) -> bool:
    """Whether ``nominal`` is the place that ``before`` lies in by what stands between them (بلدة س *بريف ص*)."""
    head = head_of_place(scene, nominal)
    gap = [w for w in scene.passage.words[before.last : head.start if head else nominal.first] if w not in _QUOTES]
    if len(gap) > 2 or not all(w in _CONTAINING for w in gap):
        return False
    own, other = chunks.at.get(nominal.first), chunks.at.get(before.first)
    if own is not None and own.joined is not None and own.joined is other and not own.prep:
        return False
    first = scene.passage.words[head.start if head else nominal.first]
    governed = (
        (bool(gap) and not first.startswith("و"))
        or first.startswith("ب")
        or first in _DIRECTIONS
        or first.startswith("ل")
    )
    return governed and _width(scene, nominal) > _width(scene, before)


def head_of_place(scene: Scene, nominal: Nominal) -> Hit | None:
    """The place word right before a name (*مدينة* حلب)."""
    before = nominal.first - 1
    while before > 0 and (scene.passage.words[before] in _QUOTES or scene.passage.words[before] in _CALLED):
        before -= 1
    nouns = (h for h in scene.passage.of("place_word") if h.end == before + 1)
    return next((h for h in nouns if h.entry.attrs.get("level") != "relative"), None)


def _width(scene: Scene, nominal: Nominal) -> int:
    """How wide the place is, by the word before it where there is one (منطقة س is wider than the town of its name)."""
    head = head_of_place(scene, nominal)
    said = _FINENESS.get(head.entry.attrs.get("level"), 0) if head is not None else 0
    return max(fineness(nominal), said)


def is_site(nominal: Nominal) -> bool:
    """Whether the place is a quarter, crossing, camp or the like."""
    return str(nominal.found.value.level) == "point"


def fineness(nominal: Nominal) -> int:
    """0 for a site to 4 for a country; a name that stays open is taken for a town."""
    return _FINENESS.get(nominal.found.value.level, 1)
