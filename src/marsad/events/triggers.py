"""Finds the words that denote events in a sentence, with the light verb that carries them and whether they are passive."""

from __future__ import annotations

from functools import lru_cache

from marsad.events.clauses import clause_of
from marsad.events.model import CASUALTY, GENERIC, MEANS, MENTION, UNSPECIFIC, Scene, Trigger
from marsad.lexicon import Entry, Hit
from marsad.mentions.homographs import FINITE, nominal_tokens
from marsad.mentions.phrases import VERB

_REACH = 24
"""Tokens between a light verb and the noun it carries (شنّ … هجوما)."""
_NAMED = frozenset({"noun", "plural", "phrase"})
_BY_ARMS = frozenset({"heavy-weapons", "explosives", "aerial"})
"""Modes that words for arms give by themselves (قذيفة, لغم)."""
_REMEMBERED = 20_000
"""Entries whose sense is kept."""
_DAMMA = "\u064f"


def find_triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a scene in order; names and quoted titles that cover a word take it away."""
    hits = [hit for hit in scene.passage.of("trigger") if not hit.entry.attrs.get("weapon")]
    if not hits:
        return []
    covered = _covered_by_names(scene)
    places = {place.first for place in scene.places}
    lights = [
        hit
        for hit in scene.passage.of("light_verb")
        if not (hit.enclitic and _points_back(hit)) and not _names(scene, hit)
    ]
    found: list[Trigger] = []
    floor = 0
    for hit in hits:
        if hit.end <= covered.get(hit.start, 0) or (hit.end in places and _is_place_word(scene, hit)):
            continue
        trigger = _trigger(scene, _reading(scene, hit))
        if _lies_idle(scene, trigger, found):
            continue
        if trigger.verbal:
            trigger.passive = _is_written_passive(scene, hit)
        elif lights and lights[0].start < hit.start:
            trigger.light = _light_verb(hit, lights, found, floor)
        found.append(trigger)
        floor = max(floor, trigger.last)
    return found


def _points_back(hit: Hit) -> bool:
    """شنه, على إثرها: a light word that says something of the event before and leads to none."""
    return hit.form == "masdar" or hit.entry.attrs.get("link") == "caused_by"


def _names(scene: Scene, hit: Hit) -> bool:
    """التنظيم: a masdar that is a party's name or stands in one."""
    return hit.form == "masdar" and any(a.first <= hit.start < a.last for a in scene.actors)


def _is_place_word(scene: Scene, hit: Hit) -> bool:
    """مقاطعة قامشلو: what looks like an event word says what the place behind it is."""
    return any(h.entry.kind == "place_word" for h in scene.passage.at(hit.start))


def _lies_idle(scene: Scene, trigger: Trigger, before: list[Trigger]) -> bool:
    """Arms that are held, made or carried (تضم قذائف وألغاما): the nearest verb or event word before is one that says so."""
    if not trigger.weak or trigger.kind != MEANS or trigger.verbal or trigger.hit.form not in _NAMED:
        return False
    if trigger.type != "ASSAULT" or trigger.hit.pro.endswith("ب") or trigger.mode not in _BY_ARMS:
        return False
    governors = [h for h in scene.passage.of("event_link") if h.entry.attrs["relation"] == "matter"]
    held = max((h.end for h in governors if h.end <= trigger.first), default=-1)
    if held < 0 or trigger.first - held > _REACH or any(t.last > held for t in before):
        return False
    classes = scene.shape.classes
    return all(classes[n] not in (VERB, "cause", "result", "complementiser") for n in range(held, trigger.first))


def weapons(scene: Scene) -> list[Hit]:
    """Words for a platform or a weapon: no events, but they say by what means."""
    known: list[Hit] | None = scene.passage.memo.get("weapons")
    if known is None:
        known = [hit for hit in scene.passage.of("trigger") if hit.entry.attrs.get("weapon")]
        scene.passage.memo["weapons"] = known
    return known


def _trigger(scene: Scene, hit: Hit) -> Trigger:
    type_, mode, kind, weak, casualty = _sense(hit.entry)
    if casualty and hit.definite and hit.form == "plural":
        kind = MENTION  # القتلى، المصابين: the dead and wounded of an event told elsewhere
    return Trigger(
        scene.number, hit.start, hit.end, hit, type_, mode, kind, weak, verbal=_is_verbal(scene, hit), casualty=casualty,
        clause=clause_of(scene, hit.start),
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _sense(entry: Entry) -> tuple[str, str | None, str, bool, str | None]:
    """What every word of an entry says: the type of event, its mode, the kind of word, whether it is weak, who was harmed."""
    attrs = entry.attrs
    mode, strength, casualty = attrs.get("mode"), attrs.get("strength", "strong"), attrs.get("casualty")
    if strength == "mention":
        kind = MENTION
    elif casualty in ("killed", "injured", "other") and mode in UNSPECIFIC:
        kind = CASUALTY
    else:
        kind = GENERIC if mode in UNSPECIFIC else MEANS
    return attrs["type"], mode, kind, strength == "weak", casualty


def _reading(scene: Scene, hit: Hit) -> Hit:
    """The noun reading where the surroundings make a noun of what looks like a verb."""
    if hit.form not in FINITE or hit.start not in nominal_tokens(scene.passage):
        return hit
    nouns = [
        h
        for h in scene.passage.at(hit.start)
        if h.entry.kind == "trigger" and h.form not in FINITE and h.end == hit.end
    ]
    same = [h for h in nouns if h.entry.id == hit.entry.id]
    return (same or nouns or [hit])[0]


def _covered_by_names(scene: Scene) -> dict[int, int]:
    """Tokens inside known names (حركة المقاومة، الحشد الشعبي), each with the end of its name.

    A town may be called like a verb (تدمر): the gazetteer's reading stands where a place was found.
    """
    covered: dict[int, int] = {}
    for mention in scene.actors:
        if mention.rule == "named" and mention.last - mention.first > 1:
            covered.update(dict.fromkeys(range(mention.first, mention.last), mention.last))
    for place in scene.places:
        for n in range(place.first, place.last):
            covered[n] = max(covered.get(n, 0), place.last)
    return covered


def _light_verb(hit: Hit, lights: list[Hit], before: list[Trigger], floor: int) -> Hit | None:
    """The light verb that governs an event noun: the nearest before it with no other event between, none before ``floor``."""
    for light in reversed(lights):
        if light.start >= hit.start:
            continue
        if hit.start - light.end > _REACH or light.start < floor or _is_taken(light, before):
            return None
        return light
    return None


def _is_taken(light: Hit, before: list[Trigger]) -> bool:
    """اشتباكات دارت, غارات نفذتها: the light verb says something of the event noun in front of it."""
    behind = any(0 <= light.start - t.last <= 2 and not t.verbal for t in before)
    return behind and (bool(light.enclitic) or light.entry.attrs.get("link") == "occurs")


def _is_written_passive(scene: Scene, hit: Hit) -> bool:
    """Written ُ on the first letter says so; where nothing is written, subject and object decide later."""
    sentence = scene.passage.sentence
    written = sentence.text[sentence.starts[hit.start] : sentence.ends[hit.start]]
    return hit.form == "past" and _DAMMA in written[: 3 + len(hit.pro)]


def _is_verbal(scene: Scene, hit: Hit) -> bool:
    """A finite verb; in a fixed phrase (شن غارات) its first word tells, or its last (الدفاعات تتصدى)."""
    if hit.form != "phrase":
        return hit.form in FINITE
    classes = scene.shape.classes
    if classes[hit.start] == VERB or classes[hit.end - 1] == VERB:
        return True
    word = scene.passage.words[hit.start]
    return (word.endswith("ت") and not word.endswith("ات") and len(word) > 3) or word.endswith("وا")
