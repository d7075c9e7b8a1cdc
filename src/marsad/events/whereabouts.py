"""The place of an event: the names that its own words lead to, the finest of them; else the place its passage speaks of."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Phrase, Stop, chunks_in
from marsad.events.model import UNSPECIFIC, Draft, Nominal, Scene
from marsad.lexicon import Hit

_FINENESS = {"point": 0, "town": 1, "district": 2, "region": 3, "governorate": 3, "country": 4, None: 3}
_SETTLED = 1
_ELSEWHERE = 2
"""Rank of a place in another clause of the event's words."""
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
_EXTENT = frozenset({"الممتده", "الممتد", "تمتد", "يمتد"})
"""Before names that bound a stretch of land (الصحراء الممتدة بين …): it lies in all of them."""
_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "وسط"})


def places_of(scene: Scene, draft: Draft) -> list[Nominal]:
    """The place nominals of ``draft`` in its sentence, the best attached ones only; empty when its words name none."""
    chunks = chunks_in(scene)
    told_of = _antecedents(chunks, draft)
    if told_of:
        return told_of
    inside = [n for n in _candidates(scene) if draft.first <= n.first < draft.last] if scene.places else []
    ranked: dict[int, list[Nominal]] = {}
    for nominal in inside:
        if not _is_office(chunks, nominal):
            ranked.setdefault(_rank(scene, chunks, draft, nominal), []).append(nominal)
    if not ranked:
        return []
    places = _most_specific(chunks, _without_landmarks(scene, chunks, _best(ranked)))
    draft.around = {(scene.number, n.reading) for n in inside if n not in places}
    return places


def _best(ranked: dict[int, list[Nominal]]) -> list[Nominal]:
    """The best attached places; where those are wide, finer ones elsewhere in the event's words."""
    order = sorted(ranked)
    fine = (r for r in order if r <= _ELSEWHERE and min(_fineness(p) for p in ranked[r]) <= _SETTLED)
    return ranked[next(fine, order[0])]


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
    taken = {n for actor in scene.actors for n in range(actor.first, actor.last)}
    return [n for n in scene.nominals if n.found.kind == "place" and n.first not in taken]


def _rank(scene: Scene, chunks: Chunks, draft: Draft, nominal: Nominal) -> int:
    """0 for a place behind an event word in its clause, 1 before it, 2 elsewhere, 3 where the doer is based, 4 a dateline,
    5 whence and where to.
    """
    phrase = chunks.at.get(nominal.first)
    if phrase is None:
        return 2
    if _is_dateline(scene, chunks, phrase):
        return 4
    if phrase.prep in _AWAY:
        return 5
    if _is_station(scene, phrase):
        return 3
    clauses = {_clause(chunks, t.first) for t in draft.triggers}
    if phrase.clause not in clauses or _is_affiliation(chunks, phrase, nominal):
        return 2
    return (
        0 if any(t.first < nominal.first and _clause(chunks, t.first) == phrase.clause for t in draft.triggers) else 1
    )


def _is_office(chunks: Chunks, nominal: Nominal) -> bool:
    """رئيس جامعة الفيصل: the place is in somebody's title."""
    phrase = chunks.at.get(nominal.first)
    head = phrase.nominals[0] if phrase is not None and phrase.nominals else nominal
    return head.key != nominal.key and head.found.kind == "actor" and bool(head.found.value.person)


def _is_affiliation(chunks: Chunks, phrase: Phrase, nominal: Nominal) -> bool:
    """حاكم المدينة, رئيس مجلس المحافظة: the place is part of what somebody is."""
    if phrase.nominals and phrase.nominals[0].found.kind == "actor" and phrase.nominals[0].key != nominal.key:
        return True
    if phrase.prep != "ل":
        return False
    back = chunks.items[chunks.index(phrase) - 1] if chunks.index(phrase) else None
    return isinstance(back, Phrase) and back.trigger is None


def _clause(chunks: Chunks, n: int) -> int:
    phrase = chunks.at.get(n)
    if phrase is not None:
        return phrase.clause
    verb = chunks.verbs.get(n)
    return verb.clause if verb is not None else -1


def _is_dateline(scene: Scene, chunks: Chunks, phrase: Phrase) -> bool:
    """حلب: at the head of a line."""
    if phrase.first > 1:
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
        if kept and _is_landmark(scene, chunks, nominal, kept[-1]):
            continue
        kept.append(nominal)
    return kept


def _is_landmark(scene: Scene, chunks: Chunks, nominal: Nominal, before: Nominal) -> bool:
    words = scene.passage.words
    if not _EXTENT.isdisjoint(words[before.last : nominal.first]):
        return False
    own = chunks.at.get(nominal.first)
    phrase = own.conjuncts if own is not None else None
    if phrase is not own and phrase is not None and phrase.first <= before.last:
        return False
    if own is not None and phrase is not None and _is_road(words, own, phrase, nominal):
        return True
    if phrase is own and nominal.first - before.last > 6:
        return False
    beside = phrase is not None and phrase.prep in _BESIDE
    apart = phrase is own and any(w in _NEAR_TO or w in _DIRECTIONS for w in words[before.last : nominal.first])
    return words[nominal.first] in _DIRECTIONS or beside or apart


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
    finest = max(min(_fineness(p) for p in places), _SETTLED)
    return [p for group in groups.values() if min(_fineness(p) for p in group) <= finest for p in group]


def _fineness(nominal: Nominal) -> int:
    return _FINENESS.get(nominal.found.value.level, 3)


def settle_places(drafts: list[Draft]) -> None:
    """Of an event told in several sentences, the places of the first that is as precise as any."""
    for draft in drafts:
        told: dict[int, list[Nominal]] = {}
        for place in draft.places:
            told.setdefault(place.scene, []).append(place)
        if len(told) > 1:
            told = {s: group for s, group in told.items() if not _is_around(draft, s, group)} or told
            finest = {s: max(min(_fineness(p) for p in group), _SETTLED) for s, group in told.items()}
            best = min(finest.values())
            draft.places = next(group for s, group in told.items() if finest[s] == best)


def share_places(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event without a place takes over that of its sentence's other event, or of the one before it in its paragraph."""
    told: dict[int, list[Nominal]] = {}
    for draft in drafts:
        for place in draft.places:
            told.setdefault(place.scene, draft.places)
    before: Draft | None = None
    for draft in drafts:
        beside = told.get(draft.scenes[0])
        if draft.places:
            before = draft
        elif beside is not None:
            _inherit(draft, beside)
        elif before is not None and _near(before, draft, scenes) and draft.status == before.status:
            _inherit(draft, before.places)


def _is_around(draft: Draft, scene: int, group: list[Nominal]) -> bool:
    """Whether another sentence names the places of ``group`` only to say where its own lie (قرية س في ريف مدينة ص)."""
    named = {reading for s, reading in draft.around if s != scene and any(p.scene == s for p in draft.places)}
    return all(place.reading in named for place in group)


def point_back(drafts: list[Draft], scenes: list[Scene]) -> None:
    """في المدينة: an event whose words hold only a place noun with the article is at the place of that kind named last."""
    for draft in drafts:
        if draft.places:
            continue
        scene = scenes[draft.scenes[0]]
        noun = next((h for h in scene.passage.of("place_word") if _points_back(scene, draft, h)), None)
        known = _last_named(noun, scene.number, scenes) if noun is not None else None
        if noun is not None and known is not None:
            draft.places = [known]
            draft.steps.append(f"place: {scene.passage.sentence.span(noun.start, noun.end).text} is {known.text}")


def _points_back(scene: Scene, draft: Draft, noun: Hit) -> bool:
    if not noun.definite or not draft.first <= noun.start < draft.last:
        return False
    named = any(
        n.first <= noun.start < n.last or n.first == noun.end for n in scene.nominals if n.found.kind != "object"
    )
    return not named


def _last_named(noun: Hit, before: int, scenes: list[Scene]) -> Nominal | None:
    """The last place of the noun's kind that was named up to sentence ``before``."""
    level = noun.entry.attrs.get("level")
    for scene in reversed(scenes[max(0, before - 8) : before + 1]):
        for nominal in reversed(scene.nominals):
            earlier = scene.number < before or nominal.last <= noun.start
            if earlier and nominal.found.kind == "place" and nominal.found.value.level == level:
                return nominal
    return None


def _inherit(draft: Draft, places: list[Nominal]) -> None:
    draft.places = list(places)
    draft.inherited.add("places")


def share_doers(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event whose doer its sentence leaves out has that of the event before it in its paragraph."""
    before: Draft | None = None
    for draft in drafts:
        if draft.actors:
            before = draft
        elif before is not None and _near(before, draft, scenes) and _alike(before, draft):
            draft.actors = list(before.actors)
            draft.inherited.add("actors")


def _alike(before: Draft, draft: Draft) -> bool:
    """Whether the same hand is likely: the means agree or one of them is not told."""
    if any(t.hit.enclitic and not t.verbal for t in draft.triggers) or _is_hit(before, draft):
        return False
    return not draft.only_casualties and (
        before.mode == draft.mode or not UNSPECIFIC.isdisjoint((before.mode, draft.mode))
    )


def _is_hit(before: Draft, draft: Draft) -> bool:
    """Whether it was done to the doer of the event before."""
    doers = {n.reading for n in before.actors}
    return any(n.reading in doers for n in draft.targets)


def _near(before: Draft, draft: Draft, scenes: list[Scene]) -> bool:
    a, b = scenes[before.scenes[-1]].passage.sentence, scenes[draft.scenes[0]].passage.sentence
    return a.paragraph == b.paragraph and b.index - a.index <= 1
