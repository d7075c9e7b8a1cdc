"""How the meaning of an actor mention follows from the lexicon entries that were found."""

from __future__ import annotations

import msgspec

from marsad.lexicon import Hit
from marsad.mentions.actors.value import ActorValue

MACHINES = frozenset({"aircraft", "drone", "artillery", "vehicle", "ship"})
"""Classes of generic actors that fight but are no persons."""
ARMED = frozenset({"fighters", "soldiers", "police", "force", "unknown_armed", "settlers", *MACHINES})
ARMED_SECTORS = frozenset({"force", "armed_group", "coalition"})
_ACTING_SECTORS = frozenset({*ARMED_SECTORS, "state", "ministry", "agency"})
_COMMANDING = frozenset({"rank"})


def named_value(hit: Hit) -> ActorValue:
    """A known actor."""
    attrs = hit.entry.attrs
    sector = attrs.get("sector")
    return ActorValue(
        entity=hit.entry.id,
        name=attrs.get("en"),
        country=attrs.get("country"),
        cls=sector,
        armed=sector in ARMED_SECTORS,
        can_act=sector in _ACTING_SECTORS or sector is None,
        wording=wording_of(hit),
    )


def national_force(value: ActorValue, nation: Hit) -> ActorValue:
    """``value`` as a force of the nation that an adjective names, unless that is its country anyway."""
    attrs = nation.entry.attrs
    if value.country is None or attrs.get("country") in (None, value.country):
        return value
    return msgspec.structs.replace(value, entity=attrs.get("actor"), name=attrs.get("en"), country=attrs.get("country"))


def generic_value(hit: Hit, owner: Hit | None, adjective: Hit | None, anaphoric: bool) -> ActorValue:
    """An unnamed actor; what it belongs to (``owner``) and the noun that describes it (``adjective``) add to its meaning."""
    attrs = hit.entry.attrs
    cls, armed = attrs.get("class"), bool(attrs.get("armed"))
    can_act = bool(attrs.get("can_act", armed))
    if adjective is not None:
        cls, armed, can_act = _described(cls, armed, can_act, adjective)
    if owner is not None and attrs.get("member") and is_armed(owner):
        armed = can_act = True
    return ActorValue(
        entity=entity_of(owner, armed or cls in MACHINES),
        name=owner.entry.attrs.get("en") if owner is not None else None,
        country=owner.entry.attrs.get("country") if owner is not None else attrs.get("country"),
        cls=cls,
        armed=armed,
        can_act=can_act,
        wording=wording_of(hit) or (wording_of(owner) if owner is not None else None),
        anaphoric=anaphoric,
    )


def _described(cls: str | None, armed: bool, can_act: bool, adjective: Hit) -> tuple[str | None, bool, bool]:
    """شبان مسلحون are armed, ضحايا مدنيون civilians: the narrower of two classes holds."""
    attrs = adjective.entry.attrs
    if attrs.get("armed") and not attrs.get("adjective") and not armed and cls in ("men", "persons", "civilians"):
        return attrs.get("class"), True, bool(attrs.get("can_act", True))
    if cls in ("persons", "men") and not armed and not attrs.get("armed"):
        return attrs.get("class") or cls, armed, can_act
    return cls, armed, can_act


def titled_value(hit: Hit, owner: Hit | None = None) -> ActorValue:
    """A person with a title, or the source of a report."""
    attrs = hit.entry.attrs
    cls = attrs.get("class")
    commands = cls in _COMMANDING
    return ActorValue(
        cls=cls,
        country=owner.entry.attrs.get("country") if owner is not None else None,
        armed=commands,
        can_act=commands,
        person=cls != "source",
    )


def national_value(hit: Hit, people: bool) -> ActorValue:
    """An adjective of nation that stands alone (قصف إسرائيلي); whether it acts is for the event to decide."""
    attrs = hit.entry.attrs
    return ActorValue(
        entity=attrs.get("actor"), name=attrs.get("en"), country=attrs.get("country"), cls="people" if people else "nation",
    )  # fmt: skip


PERSON = ActorValue(cls="person", can_act=False, person=True)
"""A person known by name only."""


def entity_of(owner: Hit | None, fights: bool) -> str | None:
    """The known actor that something belongs to; an adjective of nation names its forces only for what fights."""
    if owner is None:
        return None
    if owner.entry.kind == "demonym":
        entity: str | None = owner.entry.attrs.get("actor") if fights else None
        return entity
    return owner.entry.id if owner.entry.kind == "actor" else None


def is_armed(owner: Hit) -> bool:
    """Whether an owner bears arms: a force, an armed group, or an unnamed kind of either."""
    attrs = owner.entry.attrs
    return attrs.get("sector") in ARMED_SECTORS if owner.entry.kind == "actor" else bool(attrs.get("armed"))


def wording_of(hit: Hit) -> str | None:
    """ "evaluative" for a name or noun with a judgement in it."""
    return "evaluative" if hit.form == "evaluative" or hit.entry.attrs.get("judged") else None
