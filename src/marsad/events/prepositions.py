"""What prepositions behind an event word put into its roles, by its frame: هجوم على المدينة, قصف من مواقع الجيش."""

from __future__ import annotations

from marsad.events.chunks import HELPERS, OWNER, Item, Phrase, Stop, Verb
from marsad.events.doing import can_do, is_force, is_road, is_site_hit
from marsad.events.filling import UPON, Filler
from marsad.events.model import Nominal

_BEFORE_HOLDER = 2
"""Words of a place before those who hold it (من مناطق سيطرة الفصيل)."""
_BY_MEANS = "بواسطه"


def prepositional(filler: Filler, k: int, head: Phrase | Verb) -> None:
    """Fill the roles of the phrases that prepositions lead to behind item ``k``, the event word's or its carrier's."""
    previous: str | None = None
    near = True
    for n, item in enumerate(filler.chunks.items[k + 1 :], k + 1):
        if isinstance(item, Phrase):
            if item.first >= filler.end or item.clause != head.clause:
                break
            if item.prep:
                role = _led_to(filler, item, previous, near)
                previous = role or previous
            elif item.bare and item is not head:
                near = near and isinstance(head, Verb)
                previous = "target" if item.verb is head else previous
        elif isinstance(item, Verb):
            break
        elif item.name == "relative" and _is_origin(filler, filler.chunks.items[n - 1]):
            filler.put("target", _past_clause(filler, n))
            break
        elif item.hard:
            break
        else:
            near = near and item.name == "date"


def _led_to(filler: Filler, item: Phrase, previous: str | None, near: bool) -> str | None:
    """Fill the role of a phrase with a preposition; the role that it has by its frame, None where another decided."""
    if item.prep == "من" and filler.frame.prepositions.get("من") == "origin":
        filler.put("actor", _holder(filler, item))
    if filler.filled["actor"]:
        if item.prep == "agent" and filler.scene.passage.words[item.first - 1] == _BY_MEANS:
            return None  # the means of a doer that is named
        if item.prep in HELPERS:
            filler.put("actor", item)
            return None
    if item.joined is not None:
        return None
    role = _by_preposition(filler, item, previous, near)
    if role is not None:
        filler.put(role, item)
    return role


def _is_origin(filler: Filler, item: Item) -> bool:
    """من المناطق: where it came from."""
    return isinstance(item, Phrase) and item.prep == "من" and filler.frame.prepositions.get("من") == "origin"


def _past_clause(filler: Filler, n: int) -> Phrase | None:
    """قصف من المناطق التي يسيطر عليها الفصيل على المدينة: what it was done to, named behind the clause on whence it came."""
    held = filler.chunks.items[n + 1 : n + 2]
    if not (held and isinstance(held[0], Verb) and held[0].resumed):
        return None
    for item in filler.chunks.items[n + 2 :]:
        if not isinstance(item, Phrase):
            return None
        if item.prep in UPON and item.joined is None:
            return item if item.first < filler.end else None
    return None


def _holder(filler: Filler, item: Phrase) -> Phrase | None:
    """من المناطق التي يسيطر عليها الفصيل: who holds the place that it came from."""
    k = item.order
    follows = filler.chunks.items[k + 1 : k + 3]
    if (
        len(follows) == 2
        and isinstance(follows[0], Stop)
        and follows[0].name == "relative"
        and isinstance(follows[1], Verb)
    ):
        subject = follows[1].subject
        return subject if subject is not item and subject is not None and can_do(subject) else None
    return None


def _from_positions(filler: Filler, item: Phrase) -> None:
    """قصف من مواقع قوات النظام, تحت التعذيب في سجون النظام: whose the place is that it came from."""
    head = item.nominals[0] if item.nominals else None
    if head is None or head.found.kind != "object" or filler.trigger.type != "ASSAULT":
        return
    scene = filler.scene
    within = (a for a in scene.actors if head.first < a.first < head.last)
    owners = (Nominal(a, a.first, a.last, scene.number, scene.passage.words[a.first : a.last]) for a in within)
    filler.filled["actor"] += [n for n in owners if is_force(n)][:1]


def _by_preposition(filler: Filler, item: Phrase, previous: str | None, near: bool) -> str | None:
    """The role the frame gives; ل after a filled role belongs to that phrase (مواقع للحوثيين)."""
    prep = item.prep
    if prep in UPON and item.first == filler.trigger.last and filler.is_upon:
        return "target"
    if prep == OWNER:
        return previous if previous == "target" else None
    if prep == "ل" and (previous == "target" or filler.is_upon):
        return "target"
    if (prep == "ل" and not near) or (prep == "علي" and previous == "target" and is_road(item)):
        return None  # استهدف السيارة على الطريق: where, not what
    role = filler.frame.prepositions.get(prep)
    nominal = item.nominals[0] if item.nominals else None
    if role == "site":
        return "target" if near and nominal is not None and is_site_hit(nominal) else None
    if role == "origin":
        _from_positions(filler, item)
        near = nominal is not None and nominal.first - item.first <= _BEFORE_HOLDER
        return "actor" if nominal is not None and near and is_force(nominal) else None
    if role == "target" and prep == "ل" and not filler.trigger.verbal and filler.frame.idafa == "either":
        return "actor" if nominal is not None and is_force(nominal) else role
    return role
