"""How an event's words lead to a place: behind them, before them, elsewhere, as whence, as the doer's base."""

from __future__ import annotations

from marsad.events.chunks import Chunks, Phrase, Stop
from marsad.events.elsewhere import is_affiliation
from marsad.events.model import Nominal, Scene, Trigger
from marsad.events.sites import SIDE

ELSEWHERE = 2
"""Rank of a place in another clause of the event's words."""
WHENCE = 5
_SHARES = frozenset({"جزء", "جزءا", "اجزاء", "انحاء", "معظم"})
_AWAY = frozenset({"من", "الي", "عن"})
"""Where somebody came from or went to is not where the event was, if another place is told."""
_ONWARDS = frozenset({"الي", "نحو", "باتجاه", "صوب"})
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


def rank(scene: Scene, chunks: Chunks, triggers: list[Trigger], nominal: Nominal) -> int:
    """0 for a place behind an event word in its clause, 1 before it, 2 elsewhere, 3 where the doer is based, 4 a dateline,
    5 whence and where to.
    """
    phrase = chunks.at.get(nominal.first) or (chunks.at.get(nominal.last - 1) if nominal.found.rule == SIDE else None)
    if phrase is None:
        return 2
    if _is_dateline(scene, chunks, nominal):
        return 4
    away = (
        _ONWARDS if triggers and triggers[0].mode == "withdraw" else _AWAY
    )  # انسحب من س باتجاه ص: it was in the first
    if phrase.prep in away and not _is_part(scene, phrase):
        return WHENCE
    if _is_witness(scene, triggers, phrase):
        return 0
    if _is_station(scene, phrase):
        return 3
    clauses = {chunks.clause_of(t.first) for t in triggers}
    if phrase.clause not in clauses or is_affiliation(chunks, phrase, nominal):
        return 2
    before = [t for t in triggers if t.first < nominal.first and chunks.clause_of(t.first) == phrase.clause]
    if not before:
        return 1
    return 2 if _is_taken(chunks, triggers, max(t.last for t in before), nominal) else 0


def _leads_away(scene: Scene, triggers: list[Trigger], phrase: Phrase, nominal: Nominal) -> bool:
    """من س, إلى س, الحدود مع س; where forces withdraw (انسحبت من س باتجاه ص) the first is the scene."""
    if triggers and triggers[0].mode == "withdraw":
        return phrase.prep in _ONWARDS
    bordering = phrase.prep == "مع" and scene.passage.words[max(0, nominal.first - 1)] == "مع"
    return bordering or (phrase.prep in _AWAY and not _is_part(scene, phrase))


def _is_part(scene: Scene, phrase: Phrase) -> bool:
    """مناطق مختلفة من ريف س, حي من أحياء س: what lies in the place, not what comes from it."""
    first = phrase.conjuncts.first
    return phrase.prep == "من" and (
        scene.passage.words[max(0, first - 2)].lstrip("و") in _SHARES
        or any(first - 3 < h.end < first for h in scene.passage.of("place_word"))
    )


def _is_witness(scene: Scene, triggers: list[Trigger], phrase: Phrase) -> bool:
    """الهجمات التي شهدتها المدينة: the place that a relative clause on the event says to have seen it."""
    verb = phrase.verb
    if verb is None or not verb.relative or verb.subject is not phrase or verb.antecedent is None:
        return False
    roles = (h.entry.attrs.get("role") for h in scene.passage.at(verb.n) if h.entry.kind == "light_verb")
    return verb.antecedent.trigger in triggers and "place" in roles


def _is_taken(chunks: Chunks, own: list[Trigger], start: int, nominal: Nominal) -> bool:
    """Whether a verb that tells of another event stands between the event's last word at ``start`` and the place."""
    between = (verb.trigger for n, verb in chunks.verbs.items() if start <= n < nominal.first)
    return any(trigger is not None and trigger not in own for trigger in between)


def _is_dateline(scene: Scene, chunks: Chunks, nominal: Nominal) -> bool:
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
