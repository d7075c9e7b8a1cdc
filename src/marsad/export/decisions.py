"""How ACLED and UCDP would class an event, as far as its actors and numbers decide. Pure functions; None is undecided."""

from __future__ import annotations

from collections.abc import Collection

from marsad.export.codes import Rule
from marsad.export.parties import Kind, Party

BATTLES, REMOTE, CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"
EXCESSIVE = "Excessive force against protesters"
CLASH, ATTACK, MOB = "Armed clash", "Attack", "Mob violence"
VIOLENCE, DEMONSTRATIONS = "Political violence", "Demonstrations"
TARGETED = "Civilian targeting"
_OPEN_MODES = frozenset({None, "unspecified", "firearms", "raid"})
_CIVILIAN_KINDS = frozenset({"civilians", "persons", "protesters"})
_ARMED_KINDS = frozenset({"state", "group", "external"})
_WEAPONS = frozenset({"ammunition", "weapons_store", "shells", "drugs"})
_IN_FLIGHT = frozenset({"shells", "drone", "aircraft"})

Class = tuple[str | None, str | None]
"""ACLED event type and sub-event type."""


def acled_inter(home: int | None, country: str | None, where: str | None) -> int | None:
    """The interaction code of an actor in the country of the event: state forces abroad are external forces.

    >>> acled_inter(1, "IL", "SY"), acled_inter(8, "US", "US"), acled_inter(2, "LB", "SY")
    (8, 1, 2)
    """
    if home in (1, 8) and country and where:
        return 1 if country == where else 8
    return home


def acled_interaction(one: int | None, two: int | None, second: bool = True) -> int | None:
    """ACLED's interaction code: both codes, the lower first. ``second`` says whether there is a second actor at all.

    >>> acled_interaction(2, 1), acled_interaction(3, None, False), acled_interaction(3, None)
    (12, 30, None)
    """
    if one is None or (second and two is None):
        return None
    return one * 10 if two is None else min(one, two) * 10 + max(one, two)


def acled_class(
    base: Class, mode: str | None, one: Party | None, two: Party | None, *,
    killed: int | None = None, things: Collection[str] = (),
) -> Class:  # fmt: skip
    """ACLED's event and sub-event type, from what the mode alone would be (``base``).

    ``killed`` is the highest stated number of deaths, ``things`` the classes of the objects that were hit or taken. Both are
    None where ACLED has no such event, and where the text tells neither whom it hit nor by what means.
    """
    event = base[0]
    if event == BATTLES and mode == "takeover":
        return _takeover(one)
    if event in (CIVILIANS, BATTLES):
        return _violence(base, mode, one, two)
    if event == PROTESTS and mode == "crowd-control":
        return PROTESTS, EXCESSIVE if killed else base[1]
    if event == STRATEGIC:
        return STRATEGIC, _development(base[1], mode, two, things)
    return base


def _takeover(one: Party | None) -> Class:
    if one is None or one.kind == "unknown":
        return BATTLES, None
    return BATTLES, (
        "Government regains territory" if one.kind in ("state", "external") else "Non-state actor overtakes territory"
    )


def _violence(base: Class, mode: str | None, one: Party | None, two: Party | None) -> Class:
    """Armed sides fight; violence against people who bear no arms is an attack on civilians, by a crowd mob violence."""
    if two is not None and two.kind in _ARMED_KINDS:
        if mode == "abduct":
            return STRATEGIC, "Other"
        return (RIOTS, MOB) if _is_crowd(one) else (BATTLES, CLASH)
    if two is not None and two.kind in _CIVILIAN_KINDS:
        if _is_crowd(one):
            return RIOTS, MOB
        return base if base[0] == CIVILIANS else (CIVILIANS, ATTACK)
    if mode in _OPEN_MODES and base[0] == CIVILIANS:
        return None, None
    return base


def _is_crowd(one: Party | None) -> bool:
    return one is not None and one.kind in ("rioters", "protesters")


def _development(base: str | None, mode: str | None, two: Party | None, things: Collection[str]) -> str | None:
    if (mode == "destroy" and not _IN_FLIGHT.isdisjoint(things)) or (
        mode == "seize" and not _WEAPONS.isdisjoint(things)
    ):
        return "Disrupted weapons use"
    if mode == "withdraw" and two is None:
        return "Other"
    return base


def acled_disorder(event: str | None, sub_event: str | None) -> str | None:
    """ACLED's disorder type."""
    if event is None:
        return None
    if event == STRATEGIC:
        return STRATEGIC
    if sub_event == EXCESSIVE:
        return f"{VIOLENCE}; {DEMONSTRATIONS}"
    return DEMONSTRATIONS if event == PROTESTS or (event == RIOTS and sub_event != MOB) else VIOLENCE


def civilian_targeting(event: str | None, sub_event: str | None, two: Party | None) -> str | None:
    """ACLED's mark for violence whose main target are people who bear no arms."""
    hit = two is not None and two.kind in _CIVILIAN_KINDS
    violent = event in (REMOTE, BATTLES) or sub_event == MOB
    return TARGETED if event == CIVILIANS or sub_event == EXCESSIVE or (violent and hit) else None


def ucdp_violence(rule: Rule, one: Kind | None, two: Kind | None) -> int | None:
    """UCDP's type of violence: 1 a government is a side, 2 organised groups fight, 3 either attacks civilians.

    >>> ucdp_violence("actors", "state", "group"), ucdp_violence("one-sided", "group", "civilians")
    (1, 3)
    """
    if rule == "none" or one not in _ARMED_KINDS:
        return None
    if two in ("civilians", "protesters"):
        return 3
    if rule == "one-sided" or two not in _ARMED_KINDS:
        return None
    return 2 if one == two == "group" else 1
