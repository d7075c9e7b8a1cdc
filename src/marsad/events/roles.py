"""Fills the roles of an event word from the phrases around it, by its frame."""

from __future__ import annotations

from marsad.events.chunks import Verb, chunks_in
from marsad.events.constructs import complements, inside
from marsad.events.filling import Filler, Roles, is_taken_over
from marsad.events.frames import Frame
from marsad.events.governors import governed, is_way, seeker
from marsad.events.held import things_held
from marsad.events.light_verbs import carried, outermost
from marsad.events.model import Scene, Trigger
from marsad.events.prepositions import prepositional
from marsad.events.relatives import relatives, told_on
from marsad.events.sides import both_sides, other_side


def roles_of(scene: Scene, trigger: Trigger, frame: Frame, end: int) -> Roles:
    """Nominals by role (actor, target) for ``trigger``; ``end`` is where the next event's words begin. Worked out once."""
    chunks = chunks_in(scene)
    known = chunks.roles.get((trigger.first, end))
    if known is not None:
        return known
    filler = Filler(scene, chunks, trigger, frame, end)
    if trigger.verbal:
        _of_verb(filler)
    else:
        _of_noun(filler)
    chunks.roles[trigger.first, end] = filler.filled
    return filler.filled


def _of_verb(filler: Filler) -> None:
    verb = filler.chunks.verbs.get(filler.trigger.first)
    if verb is None:
        return
    frame = filler.frame
    filler.filled["target"] += things_held(filler.scene, filler.trigger, filler.frame)
    k = verb.order
    _laid(filler, k, verb)
    if filler.trigger.passive:
        filler.put(frame.passive_subject, verb.subject)
    else:
        sure = verb.subject is not None and (verb.object is not None or verb.subject.first < verb.n)
        if frame.subject != "target" or not is_taken_over(verb):
            filler.put(frame.subject, verb.subject, anyone=sure and not _is_speaker(filler, verb))
        filler.put(frame.object, verb.object)
    prepositional(filler, k, verb)
    if frame.reciprocal and not filler.filled["target"]:
        other_side(filler, k)


def _is_speaker(filler: Filler, verb: Verb) -> bool:
    """قال فلان "تهدم الجسر": a subject that was taken over from a word of saying."""
    other = verb.subject.verb if verb.subject is not None else None
    if other is None or other is verb or other.subject is not verb.subject:
        return False
    return any(h.entry.kind == "cue" for h in filler.scene.passage.at(other.n))


def _laid(filler: Filler, k: int, verb: Verb) -> None:
    """انفجرت عبوة زرعها مجهولون: whom a clause right behind an event word of several words names."""
    follower = filler.chunks.items[k + 1] if k + 1 < len(filler.chunks.items) else None
    if verb.last - verb.n < 2 or not isinstance(follower, Verb) or not follower.enclitic or follower.joined:
        return
    if follower.n == verb.last and filler.light_at(follower.n) == "actor":
        filler.put("actor", follower.subject, anyone=True)


def _of_noun(filler: Filler) -> None:
    phrase = filler.chunks.at.get(filler.trigger.first)
    if phrase is None or phrase.trigger is not filler.trigger:
        return
    k = phrase.order
    filler.filled["target"] += things_held(filler.scene, filler.trigger, filler.frame)
    inside(filler)
    complements(filler, k, phrase)
    if filler.trigger.light is not None:
        carried(filler, phrase)
    prepositional(filler, k, phrase)
    if filler.frame.reciprocal:
        both_sides(filler, k)
    told_on(filler, k, phrase)
    relatives(filler, k, phrase)
    if filler.trigger.type == "CRIME" and not filler.filled["actor"] and is_way(filler, phrase):
        filler.put("actor", seeker(filler, k))
    if not filler.filled["actor"] and (filler.trigger.light is None or filler.trigger.light.form == "masdar"):
        governed(filler, *outermost(filler, k, phrase))
