"""Which mentions may be the doer of an event and which what it is done to."""

from __future__ import annotations

from marsad.events.chunks import Phrase, is_nation
from marsad.events.model import Nominal

_TOOLS = frozenset({"artillery", "ship", "vehicle"})
_MACHINES = _TOOLS | {"aircraft", "drone"}
_SPEAKING = frozenset({"source", "spokesperson"})
_AIR = frozenset({"aircraft", "drone"})
_FORCES = frozenset({"state", "force", "coalition", "armed_group"})
_NEAR = frozenset({"point", "town", "district"})
OF_LAND = frozenset({"takeover", "restrict"})
"""Modes of what is done to a whole land."""
_LANDS = frozenset({"governorate", "region"})
_GROUND = frozenset({"road", "land", "places", "positions"})
"""Classes of things on which something happens without being done to them."""


def may_act(nominal: Nominal) -> bool:
    """Whether a mention can be the doer: an actor that is no mere person with a title, place or victim class."""
    found = nominal.found
    return found.kind == "actor" and bool(found.value.can_act) and not found.value.person


def may_suffer(nominal: Nominal, mode: str | None = None) -> bool:
    """Whether a mention can be what an event is done to; a province may be taken or closed off, but is not shelled whole."""
    if nominal.found.kind != "place" or nominal.found.value.level in _NEAR:
        return True
    return mode in OF_LAND and nominal.found.value.level in _LANDS


def is_force(nominal: Nominal) -> bool:
    """Whether a mention is an armed or state actor."""
    return may_act(nominal) and (nominal.found.value.armed or nominal.found.value.cls in _FORCES)


def is_tool(nominal: Nominal) -> bool:
    """Artillery and the like without an owner act for somebody else."""
    value = nominal.found.value
    return nominal.found.kind == "actor" and value.cls in _TOOLS and value.entity is None


def is_machine(nominal: Nominal) -> bool:
    """Aircraft, guns and vehicles, which are also shot down and destroyed."""
    return nominal.found.kind == "actor" and nominal.found.value.cls in _MACHINES


def doer_in(phrase: Phrase) -> Nominal | None:
    """The mention of ``phrase`` that may act: its head, else the first one inside it; no adjective of a nation."""
    return next((n for n in phrase.nominals if may_act(n) and not is_nation(n)), None)


def can_do(phrase: Phrase) -> bool:
    """Whether a phrase may be the subject that does something: its head is a possible doer."""
    if phrase.tells or not phrase.nominals:
        return False
    head = phrase.nominals[0]
    return may_act(head) and not is_nation(head)


def any_actor_in(phrase: Phrase) -> Nominal | None:
    """The doer of ``phrase``; where a verb of violence has it as its subject, a mere person will do, no relief agency."""
    persons = (n for n in phrase.nominals if n.found.kind == "actor" and n.found.rule != "named" and not is_nation(n))
    return doer_in(phrase) or next((n for n in persons if n.found.value.cls not in _SPEAKING), None)


def add_filler(into: list[Nominal], nominal: Nominal) -> None:
    """Add ``nominal`` unless it, or a wording of it that says as much, is there.

    Two designations of one actor (القوات الأميركية, الجيش الأميركي) both stay: they are what the report calls it. A full
    name takes the place of an adjective of the nation.
    """
    for n, other in enumerate(into):
        if nominal.key == other.key or nominal.text == other.text or _is_tool_again(nominal, other):
            return
        if _is_same(nominal, other) and _says_as_much(other, nominal):
            if _is_fuller(nominal, other) or _is_fuller_thing(nominal, other):
                into[n] = nominal
            return
    into.append(nominal)


def _is_fuller(nominal: Nominal, other: Nominal) -> bool:
    """A name beside an adjective, تنظيم داعش beside داعش: the one that says more."""
    if is_nation(nominal) != is_nation(other):
        return is_nation(other)
    return nominal.found.rule == "named" and nominal.text != other.text and other.text in nominal.text


def _is_tool_again(a: Nominal, b: Nominal) -> bool:
    """A machine or thing without an owner (الطائرة) beside one that flies or shoots like it: the same one."""
    if a.found.kind == b.found.kind == "object":
        unowned = a.found.value.entity is None and a.text.startswith("ال")
        return unowned and a.scene > b.scene and a.found.value.cls == b.found.value.cls
    if not is_machine(a) or b.found.kind != "actor":
        return False
    value, other = a.found.value, b.found.value
    alike = value.cls == other.cls or (value.cls in _AIR and other.cls in _AIR)
    return alike and value.entity is None and value.country is None and a.scene != b.scene


def _is_fuller_thing(a: Nominal, b: Nominal) -> bool:
    return a.found.kind == "object" and len(a.text) > len(b.text)


def _is_same(a: Nominal, b: Nominal) -> bool:
    """One actor or thing, or an adjective of a nation beside an actor of that country, but not joined to it."""
    if a.reading == b.reading:
        return True
    if a.scene == b.scene and a.first == b.last:
        return False
    if a.found.kind == b.found.kind == "object":
        return a.found.value.cls == b.found.value.cls and _is_wording(a, b)
    both = a.found.kind == b.found.kind == "actor"
    country = a.found.value.country if both else None
    return country is not None and country == b.found.value.country and (is_nation(a) or is_nation(b))


def _is_wording(a: Nominal, b: Nominal) -> bool:
    """Whether one says the other more fully (مخازن أسلحة, مخازن أسلحة للفصيل) or both name the same owner of the like."""
    owner = a.found.value.entity
    if owner is not None and owner == b.found.value.entity and a.text.split()[:2] == b.text.split()[:2]:
        return True
    return f"{a.text} ".startswith(f"{b.text} ") or f"{b.text} ".startswith(f"{a.text} ")


def _says_as_much(a: Nominal, b: Nominal) -> bool:
    return (
        a.found.kind == "object"
        or is_nation(a)
        or is_nation(b)
        or a.found.rule == b.found.rule == "named"
        or a.text in b.text
        or b.text in a.text
    )


def is_site_hit(nominal: Nominal) -> bool:
    """A thing that is hit by what goes off or comes down in it; land, a road or a settlement only says where."""
    return nominal.found.kind == "object" and nominal.found.value.cls not in _GROUND


def is_road(phrase: Phrase) -> bool:
    """A road or the land around, on which something else is hit."""
    found = phrase.nominals[0].found if phrase.nominals else None
    return found is not None and found.kind == "object" and found.value.cls == "road"


def is_further_nation(phrase: Phrase) -> bool:
    """الطيران السعودي والإماراتي: an adjective joined to a party that ends with one is a party as well."""
    partner = phrase.joined
    if partner is None or not partner.nominals or not phrase.nominals or not is_nation(phrase.nominals[0]):
        return False
    head, nation = partner.nominals[-1], phrase.nominals[0]
    whole = head.found.kind == "actor" and head.last == partner.last and nation.first == phrase.first == partner.last
    return whole and head.last - head.first > 1 and may_act(head)


def is_called(owner: Phrase, item: Phrase) -> bool:
    """مقتل قائد اللواء العقيد فلان: a rank behind an office is the same person."""
    if not owner.nominals or not item.nominals:
        return False
    office, rank = owner.nominals[0].found, item.nominals[0].found
    return office.kind == rank.kind == "actor" and office.value.cls == "leaders" and bool(rank.value.person)
