"""What a clause behind an event noun tells of it: غارات نفذها الطيران, هجوم نسبته السلطات إلى الحزب, قصف طال مدرسة."""

from __future__ import annotations

from marsad.events.chunks import Phrase, Stop, Verb
from marsad.events.doing import any_actor_in
from marsad.events.filling import Filler
from marsad.events.prepositions import prepositional

_ATTRIBUTING = frozenset({"cue.attribute"})


def told_on(filler: Filler, k: int, phrase: Phrase) -> None:
    """انفجار وقع في مركز ثقافي, قصف طال مدرسة: what a verb that only says that it happened, or what it hit, leads to."""
    for item in filler.chunks.items[k + 1 :]:
        if isinstance(item, Phrase):
            continue
        if isinstance(item, Stop):
            if item.name in ("relative", "date"):
                continue
            return
        if item.trigger is None and phrase in (item.subject, item.antecedent):
            lights = (h for h in filler.scene.passage.at(item.n) if h.entry.kind == "light_verb")
            link = next((light.entry.attrs.get("link") for light in lights), None)
            if link == "strikes":
                filler.put("target", item.object)
            if link in ("strikes", "occurs"):
                prepositional(filler, item.order, item)
        return


def relatives(filler: Filler, k: int, phrase: Phrase) -> None:
    """غارات نفذها الطيران: a verb behind the noun with a pronoun on it names who did it after itself."""
    for item in filler.chunks.items[k + 1 :]:
        if isinstance(item, Stop) and item.hard:
            return
        if isinstance(item, Verb):
            pronoun = item.enclitic or item.resumed  # نفذها الجيش, قام به الجيش
            if pronoun and item.subject is not None and _is_about(filler, item, phrase):
                told = item.trigger is not None and item.trigger.type == filler.trigger.type
                named = filler.light_at(item.n) == "actor" or told
                if named and any_actor_in(item.subject) is not None:
                    filler.put("actor", item.subject, anyone=True)
                    if item.trigger is None:
                        prepositional(filler, item.order, item)
            if item.relative and item.antecedent is phrase:
                filler.put("actor", _blamed(filler, item))
            if filler.filled["actor"] or item.trigger is not None or item.joined:
                return


def _is_about(filler: Filler, verb: Verb, phrase: Phrase) -> bool:
    """Whether the pronoun on a verb means the event noun: in a relative clause, or after a comma, on a light verb."""
    if verb.relative:
        return verb.antecedent is phrase
    k = verb.order
    back = filler.chunks.items[k - 1]
    return isinstance(back, Stop) and back.name == "mark" and filler.light_at(verb.n) == "actor"


def _blamed(filler: Filler, verb: Verb) -> Phrase | None:
    """هجوم نسبته السلطات إلى الحزب: whom a word of attribution names with إلى."""
    if not any(h.entry.id in _ATTRIBUTING for h in filler.scene.passage.at(verb.n)):
        return None
    k = verb.order
    follows = (i for i in filler.chunks.items[k + 1 : k + 3] if isinstance(i, Phrase) and i.prep == "الي")
    return next(follows, None)
