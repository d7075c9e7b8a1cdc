"""The sides of an event: what each actor is called and counts as in other code books."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from marsad.export.codes import ActorCode
from marsad.export.view import View
from marsad.records import Event, Mention, Record

Kind = Literal["state", "group", "external", "civilians", "persons", "protesters", "rioters", "unknown"]
"""What a party is: ``state`` a government or its forces, ``group`` an organised armed group, ``external`` other foreign forces,
``civilians`` where the text says so, ``persons`` where it only says that people were hit, ``unknown`` where nothing tells."""

UNIDENTIFIED = "Unidentified Armed Group"
CIVILIANS = frozenset(
    {"civilians", "children", "women", "journalists", "medics", "aid_workers", "families", "prisoners"}
)
PERSONS = frozenset({"persons", "men", "people", "person", "honorific", "profession"})
ARMED = frozenset({"fighters", "soldiers", "police", "force", "unknown_armed", "leaders", "settlers", "rank"})
_MACHINES = frozenset({"aircraft", "drone", "artillery", "vehicle", "ship"})
_NO_PARTY = frozenset({"source", "spokesperson", "document"})
_STATE_SECTORS = frozenset({"state", "force", "ministry", "agency"})
_OTHERS = frozenset({"igo", "ngo", "monitor", "outlet", "company", "other", "person_office"})

_UNNAMED: dict[str, tuple[str, Kind, int | None]] = {
    "protesters": ("Protesters", "protesters", 6),
    "unknown_armed": (UNIDENTIFIED, "group", 3),
    "fighters": (UNIDENTIFIED, "group", None),
    "leaders": (UNIDENTIFIED, "group", None),
    "soldiers": ("Unidentified Military Forces", "state", 1),
    "rank": ("Unidentified Military Forces", "state", 1),
    "police": ("Unidentified Police Forces", "state", 1),
    "force": ("Unidentified Forces", "unknown", None),
    "coalition": ("Unidentified Coalition", "unknown", None),
    "settlers": ("Settlers", "unknown", None),
    "officials": ("Government", "state", 1),
    "office": ("Government", "state", 1),
    "party": ("Unidentified Party", "unknown", None),
}  # fmt: skip
"""Unnamed actors by class: what they are called, what they are, and their ACLED interaction code.

Fighters have none: whether rebels (2) or a militia (3), the text does not say."""
_GROUPS = {"women": "Women", "journalists": "Journalists", "medics": "Health Workers", "aid_workers": "Aid Workers",
           "prisoners": "Prisoners"}  # fmt: skip
"""What ACLED puts beside civilians as the group they belong to."""


class Party(Record, frozen=True):
    """One actor of an event. ``name`` never holds a private person's name; ``group`` is what ACLED puts beside civilians.

    ``home`` is the interaction code in the actor's own country; ``raw`` the words of the report, names masked.
    """

    name: str
    kind: Kind
    home: int | None = None
    country: str | None = None
    sector: str | None = None
    entity: str | None = None
    group: str | None = None
    raw: str = ""


class Sides(Record, frozen=True):
    """The doers and those it was done to, the one that names the side first; either may be empty."""

    one: tuple[Party, ...] = ()
    two: tuple[Party, ...] = ()


def sides(view: View, event: Event) -> Sides:
    """The sides of an event. Of a fight, where all are doers and targets, the first two are taken to face each other."""
    doers, targets = _parties(view, event.actors), _parties(view, event.targets)
    names = {p.name for p in doers}
    facing = [p for p in targets if p.name not in names]
    if doers and targets and not facing:
        doers, facing = doers[:1], doers[1:2]
    return Sides(one=tuple(doers), two=tuple(facing or _counted(event)))


def _parties(view: View, ids: Iterable[str]) -> list[Party]:
    found = [p for i in ids if i in view.mentions and (p := party(view, view.mentions[i])) is not None]
    first = [p for p in found if p.entity] + [p for p in found if not p.entity]
    return list({p.name: p for p in reversed(first)}.values())[::-1]


def party(view: View, mention: Mention) -> Party | None:
    """Who a mention of an actor, or the known owner of a thing, is; None for other things, means, sources and unknown phrases."""
    value = mention.value
    cls, entity = value.get("cls"), value.get("entity")
    words = view.words(mention.id)
    if mention.kind == "object" and entity:  # a base or store of somebody: the owner is hit
        return _known(view.job.codes.actors.get(entity) or ActorCode(), value, words)
    if mention.kind != "actor" or cls in _NO_PARTY:
        return None
    if cls in CIVILIANS or cls in PERSONS:
        kind: Kind = "civilians" if cls in CIVILIANS else "persons"
        return Party(
            name="Civilians", kind=kind, home=7, country=value.get("country"), group=_GROUPS.get(cls), raw=words
        )
    if entity:
        return _known(view.job.codes.actors.get(entity) or ActorCode(), value, words)
    if cls in _MACHINES or cls not in _UNNAMED:
        return None
    name, kind, inter = _UNNAMED[cls]
    return Party(name=name, kind=kind, home=inter, country=value.get("country"), sector=cls, raw=words)


def _known(code: ActorCode, value: dict[str, str | None], words: str) -> Party:
    sector = code.sector
    return Party(
        name=code.name or value.get("name") or words, kind=_kind(code.inter, sector), home=code.inter,
        country=code.country or value.get("country"), sector=sector, entity=value.get("entity"), raw=words,
    )  # fmt: skip


def _kind(inter: int | None, sector: str | None) -> Kind:
    if inter in (1, 8):
        return "state" if sector in _STATE_SECTORS else "external"
    if inter in (2, 3, 4):
        return "group"
    if inter in (5, 6, 7):
        kinds: dict[int, Kind] = {5: "rioters", 6: "protesters", 7: "civilians"}
        return kinds[inter]
    return "civilians" if sector in _OTHERS else "unknown"


def _counted(event: Event) -> list[Party]:
    """Those who were hit, where the text only says so by whom it counts (قتل خمسة مدنيين)."""
    for count in event.counts:
        if count.kind in ("killed", "injured", "abducted") and (count.min or count.max):
            if count.what in CIVILIANS:
                return [Party(name="Civilians", kind="civilians", home=7, group=_GROUPS.get(count.what))]
            if count.what in _UNNAMED:
                name, kind, inter = _UNNAMED[count.what]
                return [Party(name=name, kind=kind, home=inter, sector=count.what)]
            if count.what in PERSONS:
                return [Party(name="Civilians", kind="persons", home=7)]
    return []
