"""The subject of a verb that is no light one, where it does what the event noun below it names: دفع الجيش بتعزيزات."""

from __future__ import annotations

from marsad.events.chunks import Phrase, Stop, Verb
from marsad.events.doing import can_do, doer_in, is_force
from marsad.events.filling import Filler
from marsad.events.model import CASUALTY

_ANNOUNCING = frozenset({"cue.announce", "cue.issue"})
"""Who announces an act of arms without naming another doer claims it."""
_QUOTES = frozenset('"”“»')
_ENEMIES = frozenset({"fighters", "unknown_armed", "armed_group"})
_GOVERNS = frozenset({"", "ب", "ل", "عن"})
_PAST_OBJECT = frozenset({"ب", "ل"})
"""Prepositions of an event noun that may come after the object of its verb: اتهمه بقصف, دخل المنزل لاعتقال."""
_RESPONSIBILITY = ("مسوولي",)


def governed(filler: Filler, k: int, phrase: Phrase) -> None:
    """دفع الجيش بتعزيزات, تبادل الطرفان إطلاق النار: the subject of any verb whose object the event noun is does it."""
    verb = _governing_verb(filler, k, 1 + (phrase.prep in _PAST_OBJECT))
    if verb is not None and verb.subject is not None and _is_claimed(filler, verb, phrase):
        filler.put("actor", verb.subject)
        return
    if verb is None and phrase.prep in ("", "ب"):
        filler.put("actor", _owner_before(filler, k, phrase))
    if verb is None or phrase.prep not in _GOVERNS or verb.subject is None:
        return
    cues = [h.entry for h in filler.scene.passage.at(verb.n) if h.entry.kind == "cue"]
    if phrase.prep == "ب" and any(c.attrs.get("stance") == "accuse" for c in cues):
        filler.put("actor", verb.object)  # اتهم الناشطون الجيش بقصف القرية
        return
    carries = filler.light_at(verb.n) == "actor"
    says = not carries and any(c.id not in _ANNOUNCING and not c.attrs.get("weak") for c in cues)
    says = says or (bool(cues) and filler.trigger.kind == CASUALTY and not _fells_enemies(filler))
    suffers = filler.light_at(verb.n) == "target"
    definite = filler.trigger.hit.definite or filler.scene.passage.words[filler.trigger.first].startswith("ال")
    if says or suffers or definite or verb.trigger is not None:
        return
    if filler.trigger.light is not None:
        return
    nominal = doer_in(verb.subject)
    harmless = not phrase.prep and filler.trigger.type != "ASSAULT"
    if nominal is not None and (is_force(nominal) or harmless):
        filler.put("actor", verb.subject)


def _fells_enemies(filler: Filler) -> bool:
    """أعلن الجيش مقتل مسلحين: who announces the death of fighters claims it, no one that of his own."""
    return any(n.found.kind == "actor" and n.found.value.cls in _ENEMIES for n in filler.filled["target"])


def is_way(filler: Filler, phrase: Phrase) -> bool:
    """عبر التهريب, من خلال التهريب: it is how the subject of the statement does what it does."""
    before = filler.scene.passage.words[max(phrase.first - 2, 0) : phrase.first]
    return before[-1:] == ["عبر"] or before in (["من", "خلال"], ["عن", "طريق"])


def seeker(filler: Filler, k: int) -> Phrase | None:
    """The subject of the statement that holds item ``k``: of its last finite verb, else what stands right before that."""
    for n in range(k - 1, -1, -1):
        item = filler.chunks.items[n]
        if isinstance(item, Verb):
            return item.subject
        if isinstance(item, Stop) and item.hard:
            break
    return None


def _is_claimed(filler: Filler, verb: Verb, phrase: Phrase) -> bool:
    """أعلن الفصيل مسؤوليته عن الهجوم: who takes responsibility did it, by its own word."""
    between = filler.scene.passage.words[verb.last : phrase.first]
    if any(h.entry.attrs.get("stance") == "deny" for h in filler.scene.passage.at(verb.n) if h.entry.kind == "cue"):
        return False
    return phrase.prep == "عن" and any(w.removeprefix("ال").startswith(_RESPONSIBILITY) for w in between)


def _owner_before(filler: Filler, k: int, phrase: Phrase) -> Phrase | None:
    """إعلان الحركة تعليق القتال, مواصلة الجيش قصف المدينة: whose word or doing it is stands before the event noun."""
    owner = filler.chunks.items[k - 1] if k else None
    if not isinstance(owner, Phrase) or owner.last != phrase.first or owner.first < 1 or owner.joined is not None:
        return None
    hits = filler.scene.passage.at(owner.first - 1)
    carried = any(h.entry.kind in ("cue", "light_verb") and h.form not in ("past", "present") for h in hits)
    return owner if carried and can_do(owner) else None


def _governing_verb(filler: Filler, k: int, most: int) -> Verb | None:
    """The verb right before an event noun with ``most`` bare phrases between them: its subject, its object."""
    between = 0
    for item in reversed(filler.chunks.items[:k]):
        if isinstance(item, Verb):
            return item
        if isinstance(item, Stop):
            if item.name != "date" and not _is_soft(filler, item, k):
                return None
        elif item.trigger is not None or (item.bare and item.joined is None and between >= most):
            return None
        else:
            between += item.bare and item.joined is None
    return None


def _is_soft(filler: Filler, stop: Stop, k: int) -> bool:
    """أعلن الفصيل "س"، استهداف …: a comma right before the event noun, behind a name in quotation marks."""
    quoted = stop.n > 0 and filler.scene.passage.words[stop.n - 1] in _QUOTES
    return stop.name == "mark" and quoted and filler.chunks.items[k - 1] is stop
