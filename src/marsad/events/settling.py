"""What an event has from the sentences around its words: the one place among several tellings, what a noun points back to,
what the event before it in its paragraph was told to have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marsad.events.chunks import chunks_in
from marsad.events.model import Draft, Nominal, Scene
from marsad.events.place_ranks import ELSEWHERE, rank
from marsad.events.place_widths import SETTLED, fineness, head_of_place, holds, is_site
from marsad.events.sites import SIDE, SITE, lies_in
from marsad.lexicon import Hit

_ARTICLE = re.compile("^[وفبك]?(?:ال|لل)")
_BACK = 8
"""Sentences over which a noun with the article points back."""
_MEANWHILE = frozenset({"فيما", "بينما", "حين"})
SPOKEN = frozenset({"CONSULT", "AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "COOPERATE", "SUPPORT"})
"""Types of events that are done in words: a deed told beside them is not where they were spoken."""
_SOME = frozenset({"بعض", "بضع"})
_VILLAGES = frozenset({"place_word.village", "place_word.town"})
"""Entries of the words for places that are finer than the town or province that a report names them by."""


def settle_places(drafts: list[Draft], scenes: list[Scene]) -> None:
    """Of an event told in several sentences, the places of the first that is as precise as any."""
    for draft in drafts:
        told: dict[int, list[Nominal]] = {}
        for place in draft.places:
            told.setdefault(place.scene, []).append(place)
        if len(told) > 1:
            told = {s: group for s, group in told.items() if not _is_around(draft, s, group)} or told
            told = {s: group for s, group in told.items() if not _is_short(scenes, group, told)} or told
            told = {s: group for s, group in told.items() if not any(_is_care(scenes[s], p) for p in group)} or told
            finest = {s: max(min(fineness(p) for p in group), SETTLED) for s, group in told.items()}
            best = min(finest.values())
            draft.places = next(group for s, group in told.items() if finest[s] == best)
            draft.places = _with_villages(_with_sites(draft.places, told, scenes), told, scenes)
            draft.places = [_in_full(scenes, draft, place) for place in draft.places]


def _in_full(scenes: list[Scene], draft: Draft, place: Nominal) -> Nominal:
    """The mention of ``place`` in the event's sentences that says what it is (مدينة س), if there is one."""
    if called(scenes, place) is not None:
        return place
    again = (n for s in draft.scenes for n in scenes[s].nominals if n.reading == place.reading)
    return next((n for n in again if called(scenes, n) is not None), place)


def _with_sites(places: list[Nominal], told: dict[int, list[Nominal]], scenes: list[Scene]) -> list[Nominal]:
    """What one sentence tells of a town, another tells of a site in it: both say where it was."""
    if all(is_site(p) for p in places):
        unnamed = all(p.found.value.gazetteer_id is None for p in places)
        towns = (
            [p for p in group if p.found.value.level == "town" or (unnamed and not is_site(p))]
            for group in told.values()
        )
        return [*places, *next(filter(None, towns), [])]
    if any(is_site(p) for p in places):
        return places
    names = [p.text for p in places]
    sites = [[p for p in group if is_site(p) and not any(n in p.text for n in names)] for group in told.values()]
    found = next(filter(None, sites), [])
    return [*found, *(_towns_of(found, places, scenes) if found else places)]


def _towns_of(sites: list[Nominal], towns: list[Nominal], scenes: list[Scene]) -> list[Nominal]:
    """Of several towns that one sentence tells, those that the sentence of the sites names too, or else the first."""
    named = {n.reading for n in scenes[sites[0].scene].nominals}
    return [town for town in towns if town.reading in named] or towns[:1]


def _is_short(scenes: list[Scene], group: list[Nominal], told: dict[int, list[Nominal]]) -> bool:
    """غزة in a headline, قطاع غزة below it: a bare name is short for the wider place that another sentence calls by it."""
    if len(group) != 1 or called(scenes, group[0]) is not None:
        return False
    name = group[0].text
    others = (p for other in told.values() for p in other if other is not group)
    return any(p.text.endswith(f" {name}") and fineness(p) > SETTLED for p in others)


def _is_care(scene: Scene, place: Nominal) -> bool:
    """نقل المصابون إلى مشفى س: where those who were hit were brought."""
    phrase = chunks_in(scene).at.get(place.first)
    hospitals = (h for h in scene.passage.of("object") if h.entry.attrs.get("class") == "hospital")
    return phrase is not None and phrase.prep == "الي" and any(h.start == place.first for h in hospitals)


def _with_villages(places: list[Nominal], told: dict[int, list[Nominal]], scenes: list[Scene]) -> list[Nominal]:
    """What one sentence calls by the town or province, another tells by the village in it: both say where it was."""
    if len(places) != 1 or called(scenes, places[0]) in _VILLAGES:
        return places
    villages = (
        [p for p in group if _is_village(scenes, p, group) and p.reading != places[0].reading]
        for group in told.values()
    )
    return [*next(filter(None, villages), []), *places]


def _is_village(scenes: list[Scene], place: Nominal, group: list[Nominal]) -> bool:
    """قرية س, and each of بلدتي س وص."""
    if called(scenes, place) in _VILLAGES:
        return True
    return place.found.rule == "listed" and any(called(scenes, p) in _VILLAGES for p in group if p.scene == place.scene)


def called(scenes: list[Scene], place: Nominal) -> str | None:
    """The entry of the place word right before a name (*قرية* س), if there is one."""
    head = head_of_place(scenes[place.scene], place)
    return head.entry.id if head is not None else None


def share_places(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An event without a place takes over that of its sentence's other event, or of the one before it in its paragraph."""
    told: dict[int, Draft] = {}
    for draft in drafts:
        for place in draft.places if draft.type not in SPOKEN else ():
            told.setdefault(place.scene, draft)
    before: Draft | None = None
    for draft in drafts:
        beside = _beside(scenes, draft, told.get(draft.scenes[0]))
        if draft.places:
            before = before if draft.type in SPOKEN else draft
        elif _is_somewhere(scenes[draft.scenes[0]], draft):
            continue
        elif beside and draft.status != "hypothetical":
            _inherit(draft, beside)
        elif before is not None and follows_on(before, draft, scenes) and draft.status == before.status:
            _inherit(draft, before.places)


def _beside(scenes: list[Scene], draft: Draft, other: Draft | None) -> list[Nominal]:
    """Of the places of another event in the sentence those that are no part of a later clause."""
    scene = scenes[draft.scenes[0]]
    if other is None or (draft.status == "general" != other.status):
        return []
    last = max((t.last for t in draft.triggers if t.scene == scene.number), default=0)
    return [
        p for p in other.places if p.scene != scene.number or p.first < last or _own_rank(scene, draft, p) < ELSEWHERE
    ]


def _is_somewhere(scene: Scene, draft: Draft) -> bool:
    """Whether an event without a place was elsewhere than the one told beside it: a truce, *فيما* قصف, طرد من *بعض المناطق*."""
    words = scene.passage.words
    first = min((t.first for t in draft.triggers if t.scene == scene.number), default=0)
    meanwhile = bool(first) and words[first - 1] in _MEANWHILE and not draft.only_casualties
    if (
        draft.mode == "ceasefire" or meanwhile
    ):  # بينما قتل تسعة من الفصيل: those who fell on the other side fell there, too
        return True
    nouns = (h for h in scene.passage.of("place_word") if h.form == "plural" and 0 < h.start < draft.last)
    return any(words[h.start - 1] in _SOME for h in nouns)


def _is_around(draft: Draft, scene: int, group: list[Nominal]) -> bool:
    """Whether another sentence names the places of ``group`` only to say where its own lie (قرية س في ريف مدينة ص)."""
    town = all(p.found.value.level == "town" for p in group)  # a site is told with its town
    finer = {p.scene for p in draft.places if not (town and is_site(p))}
    named = {reading for s, reading in draft.around if s != scene and s in finer}
    return all(place.reading in named for place in group)


def point_back(drafts: list[Draft], scenes: list[Scene]) -> None:
    """في المدينة: a place noun with the article stands for the place that was named with that noun last.

    It gives the place of an event whose own clause names none; where its sentence names none at all, a place of the noun's
    kind will do.
    """
    for draft in drafts:
        scene = scenes[draft.scenes[0]]
        nouns = [h for h in scene.passage.of("place_word") if _points_back(scene, draft, h)]
        if not nouns or draft.mode == "ceasefire" or _is_told_where(scenes, draft):
            continue
        pairs = ((noun, _last_called(noun, scene, scenes)) for noun in nouns if _is_near(scene, draft, noun))
        noun, known = next((pair for pair in pairs if pair[1] is not None), (nouns[0], None))
        if known is None and not draft.places:
            known = _last_named(noun, scene.number, scenes)
        if known is not None:
            draft.places = [*(p for p in draft.places if p.found.rule == SITE), known]
            draft.steps.append(f"place: {scene.passage.sentence.span(noun.start, noun.end).text} is {known.text}")


def place_sites(drafts: list[Draft], scenes: list[Scene]) -> None:
    """An unnamed site lies in the town that stands right behind it, or else in the one that was named last."""
    for place in {id(p): p for d in drafts for p in d.places if p.found.rule in (SIDE, SITE)}.values():
        scene = scenes[place.scene]
        behind = (n for n in scene.nominals if n.found.kind == "place" and n.first >= place.last)
        town = next((n for n in behind if holds(scene, chunks_in(scene), place, n)), None)
        town = town or next((n for _, n in _named_before(place.first, place.scene, scenes) if _is_town(n)), None)
        if town is not None:
            lies_in(place, town)


def _is_town(nominal: Nominal) -> bool:
    return nominal.found.value.level == "town" and nominal.found.value.gazetteer_id is not None


def _is_told_where(scenes: list[Scene], draft: Draft) -> bool:
    """Whether one of the event's places that have a name stands behind its words in their clause."""
    return any(p.found.rule != SITE and _own_rank(scenes[p.scene], draft, p) == 0 for p in draft.places)


def _own_rank(scene: Scene, draft: Draft, place: Nominal) -> int:
    return rank(scene, chunks_in(scene), [t for t in draft.triggers if t.scene == scene.number], place)


def _is_near(scene: Scene, draft: Draft, noun: Hit) -> bool:
    """Whether the noun stands behind one of the event's words in the same clause."""
    chunks = chunks_in(scene)
    clause = chunks.clause_of(noun.start)
    own = [t for t in draft.triggers if t.scene == scene.number]
    return any(t.last <= noun.start and chunks.clause_of(t.first) == clause for t in own)


def _points_back(scene: Scene, draft: Draft, noun: Hit) -> bool:
    if (
        noun.form == "plural"
        or not scene.passage.words[noun.start].lstrip("وفبك").startswith(("ال", "لل"))
        or not draft.first <= noun.start < draft.last
    ):
        return False
    named = any(
        n.first <= noun.start < n.last or n.first == noun.end for n in scene.nominals if n.found.kind != "object"
    )
    return not named


def _last_called(noun: Hit, scene: Scene, scenes: list[Scene]) -> Nominal | None:
    """The last place up to ``noun`` that was named with it (*حي* س … في الحي)."""
    word = _ARTICLE.sub("", scene.passage.words[noun.start])
    for earlier, nominal in _named_before(noun.start, scene.number, scenes):
        head = head_of_place(earlier, nominal)
        called = earlier.passage.words[head.start if head is not None else nominal.first]
        if called == word or (called[:1] in "بلوف" and called[1:] == word):
            return nominal
    return None


def _last_named(noun: Hit, before: int, scenes: list[Scene]) -> Nominal | None:
    """The last place of the noun's kind that was named up to sentence ``before``."""
    level = noun.entry.attrs.get("level")
    return next((n for _, n in _named_before(noun.start, before, scenes) if n.found.value.level == level), None)


def _named_before(token: int, before: int, scenes: list[Scene]) -> Iterator[tuple[Scene, Nominal]]:
    for scene in reversed(scenes[max(0, before - _BACK) : before + 1]):
        for nominal in reversed(scene.nominals):
            if nominal.found.kind == "place" and (scene.number < before or nominal.last <= token):
                yield scene, nominal


def _inherit(draft: Draft, places: list[Nominal]) -> None:
    draft.places = list(places)
    draft.inherited.add("places")


def follows_on(before: Draft, draft: Draft, scenes: list[Scene]) -> bool:
    """Whether ``draft`` is told in the sentence of ``before``, or the next one, of the same paragraph."""
    a, b = scenes[before.scenes[-1]].passage.sentence, scenes[draft.scenes[0]].passage.sentence
    return a.paragraph == b.paragraph and b.index - a.index <= 1
