"""The subject of the light verb or light masdar that carries an event noun: شن الجيش هجوما, قيام الجيش بقصف."""

from __future__ import annotations

from marsad.events.chunks import Phrase, Stop, Verb
from marsad.events.doing import can_do, doer_in
from marsad.events.filling import Filler, is_taken_over
from marsad.events.governors import seeker
from marsad.lexicon import Hit
from marsad.mentions.phrases import QUOTE
from marsad.text.fold import fold_string

_DENIED = 3
"""Words that a denial right before a light word may have."""


def carried(filler: Filler, phrase: Phrase) -> None:
    """The subject of the light verb that carries an event noun."""
    light = filler.trigger.light
    if light is None or light.entry.attrs.get("link") == "result":
        return
    role = light.entry.attrs.get("role") or filler.light_at(light.start)
    if role not in ("actor", "target") or not _is_taken(filler, light, phrase):
        return
    verb = filler.chunks.verbs.get(light.start) or _verb_over(filler, light.start)
    if role == "actor" and _is_disowned(filler, light, verb):
        return
    subject = _owner_of(filler, light) or _over(filler, light, verb)
    if subject is None and light.pro.endswith("ل"):
        subject = _in_state(filler, phrase.order)
    if role == "target" and verb is not None and subject is verb.subject and is_taken_over(verb):
        return
    if subject is None or subject is phrase or subject.tells:
        return
    sure = verb is not None and verb.object is phrase and subject.first == light.end
    if role == "target" or sure or doer_in(subject) is not None:
        filler.put(role, subject, anyone=sure)


def _over(filler: Filler, light: Hit, verb: Verb | None) -> Phrase | None:
    """Who does what a light word without an owner carries: whom an accuser names, not he (اتهم الوزير الجيش بتنفيذ)."""
    if verb is None:
        return _before(filler, light.start)
    if verb.n == light.start or _stance(filler, verb.n) != "accuse":
        return verb.subject
    return verb.subject if _is_of_accused(light, verb) else verb.object


def _is_of_accused(light: Hit, verb: Verb) -> bool:
    """اتهمت القوات كذلك بارتكاب فظائع: of nobody but the one accused there is word."""
    subject = verb.subject
    alone = subject is not None and verb.object is None and not verb.enclitic
    return alone and subject is not None and 0 <= light.start - subject.last <= 1


def _is_disowned(filler: Filler, light: Hit, verb: Verb | None) -> bool:
    """نفى الفصيل مسؤوليته عن الهجوم, نافيا تنفيذ الهجوم: who denies it is not said to have done it."""
    over = verb is not None and verb.n < light.start and light.start not in filler.chunks.verbs
    if over and verb is not None and _stance(filler, verb.n) == "deny":
        return True
    before = range(max(light.start - _DENIED, 0), light.start)
    return any(h.end == light.start and _denies(h) for n in before for h in filler.scene.passage.at(n))


def _denies(hit: Hit) -> bool:
    return hit.entry.kind == "cue" and hit.entry.attrs.get("stance") == "deny"


def _stance(filler: Filler, n: int) -> str | None:
    """How a word of saying at token ``n`` stands to what it says."""
    cues = (h.entry.attrs.get("stance") for h in filler.scene.passage.at(n) if h.entry.kind == "cue")
    return next((s for s in cues if s in ("accuse", "deny")), None)


def _owner_of(filler: Filler, light: Hit) -> Phrase | None:
    """قيام الجيش بقصف …: who stands in the construct of a light masdar."""
    owner = filler.chunks.at.get(light.end) if _is_masdar(filler, light) and not light.enclitic else None
    if owner is None or not can_do(owner) or owner.nominals[0].first < light.end:
        return None
    between = filler.scene.shape.classes[light.end : owner.nominals[0].first]
    return owner if all(name == QUOTE for name in between) else None


def _is_masdar(filler: Filler, light: Hit) -> bool:
    """شن: to launch, launching; read as the latter where no verb was found."""
    if light.form == "masdar":
        return True
    return light.start not in filler.chunks.verbs and any(
        h.form == "masdar" and h.entry is light.entry for h in filler.scene.passage.at(light.start)
    )


def _is_taken(filler: Filler, light: Hit, phrase: Phrase) -> bool:
    """Whether the event noun stands where the light verb takes it: not behind a preposition that it does not ask for."""
    if phrase.prep in ("", "ب", "ل", "ك") or phrase.joined is not None:
        return True
    if light.form == "masdar" and light.end == phrase.first:
        return True  # إلى تكثيف الغارات: the preposition is that of the light masdar
    if light.end == phrase.first and filler.scene.passage.words[light.end - 1] == phrase.prep:
        return True  # يقف وراء الهجوم: the preposition is part of the light words
    takes = light.entry.attrs.get("takes") or ()
    return phrase.prep in {fold_string(t) for t in ([takes] if isinstance(takes, str) else takes) if t}


def _verb_over(filler: Filler, n: int) -> Verb | None:
    """تواصل روسيا شن غارات: the finite verb that governs a light word which is none."""
    for item in reversed(filler.chunks.items):
        if isinstance(item, Verb) and item.n < n:
            return item
        if (isinstance(item, Stop) and item.n < n) or (isinstance(item, Phrase) and item.last <= n and item.prep):
            return None
    return None


def outermost(filler: Filler, k: int, phrase: Phrase) -> tuple[int, Phrase]:
    """بإطلاق النار: a light masdar stands for the event noun that it carries."""
    light = filler.trigger.light
    carrier = filler.chunks.at.get(light.start) if light is not None and light.form == "masdar" else None
    return (k, phrase) if carrier is None else (carrier.order, carrier)


def _in_state(filler: Filler, k: int) -> Phrase | None:
    """توزع المسلحون في الجبال مستغلين وعورتها لشن هجمات: the purpose is that of whose state the participle tells."""
    for n in range(k - 1, -1, -1):
        item = filler.chunks.items[n]
        if not isinstance(item, Phrase):
            return None
        if item.bare and item.accusative and filler.scene.passage.words[item.first].endswith("ين"):
            return None if item.nominals else seeker(filler, n)
    return None


def _before(filler: Filler, n: int) -> Phrase | None:
    """The bare phrase before a light word that is no verb (تنفيذ)."""
    for item in reversed(filler.chunks.items):
        if isinstance(item, Phrase) and item.last <= n:
            return item if item.bare and can_do(item) else None
        if not isinstance(item, Phrase) and item.n < n:
            return None
    return None
