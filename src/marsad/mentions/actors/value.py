"""What an actor mention means."""

from __future__ import annotations

import msgspec


class ActorValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an actor mention means.

    ``entity`` is the lexicon id of a known actor, the actor itself or the one that the unnamed belong to; ``name`` and
    ``country`` (ISO 3166-1 alpha-2) are those of the entity; ``cls`` the class of a generic noun, the sector of a known
    actor, the class of a title or "person". ``armed`` and ``can_act`` say whether it bears arms and whether it may be
    the doer of an event. ``wording`` is "evaluative" where the outlet's name for the actor carries a judgement;
    ``person`` is true for persons with a title or a name; ``anaphoric`` for a short form of a group named elsewhere
    (التنظيم), whose ``entity`` was then taken from there.
    """

    entity: str | None = None
    name: str | None = None
    country: str | None = None
    cls: str | None = None
    armed: bool = False
    can_act: bool = True
    wording: str | None = None
    person: bool = False
    anaphoric: bool = False
