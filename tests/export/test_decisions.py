"""What the actors and numbers of an event decide in the code books of ACLED and UCDP."""

from __future__ import annotations

import pytest

from marsad.export import decisions
from marsad.export.parties import Kind, Party

STATE, GROUP, MISSION = (Party(name=kind, kind=kind) for kind in ("state", "group", "external"))  # type: ignore[arg-type]
CIVILIANS, PERSONS = Party(name="Civilians", kind="civilians"), Party(name="Civilians", kind="persons")
CROWD, RIOTERS, UNKNOWN = (
    Party(name="p", kind="protesters"),
    Party(name="r", kind="rioters"),
    Party(name="u", kind="unknown"),
)

ATTACK = ("Violence against civilians", "Attack")
CLASH = ("Battles", "Armed clash")
LOOTING = ("Strategic developments", "Looting/property destruction")
TRANSFER = ("Strategic developments", "Non-violent transfer of territory")
DISRUPTED = ("Strategic developments", "Disrupted weapons use")
ABDUCTION = ("Violence against civilians", "Abduction/forced disappearance")
REGAINED = ("Battles", "Government regains territory")
STRIKE = ("Explosions/Remote violence", "Air/drone strike")
MOB = ("Riots", "Mob violence")


@pytest.mark.parametrize(
    ("base", "mode", "one", "two", "expected"),
    [
        # who was hit decides between a battle and an attack on civilians
        (ATTACK, "firearms", GROUP, STATE, CLASH),
        (ATTACK, "firearms", GROUP, CIVILIANS, ATTACK),
        (ATTACK, "firearms", GROUP, PERSONS, ATTACK),
        (ATTACK, "unspecified", STATE, GROUP, CLASH),
        (ATTACK, None, MISSION, GROUP, CLASH),
        (ATTACK, "targeted", GROUP, STATE, CLASH),
        (CLASH, "raid", STATE, CIVILIANS, ATTACK),
        (CLASH, "raid", STATE, None, CLASH),
        (CLASH, "clash", GROUP, GROUP, CLASH),
        (CLASH, "clash", None, None, CLASH),
        # the text tells neither target nor a means that only hits civilians
        (ATTACK, "unspecified", STATE, None, (None, None)),
        (ATTACK, "firearms", None, UNKNOWN, (None, None)),
        (ATTACK, "beat", None, None, ATTACK),
        (ATTACK, "torture", STATE, None, ATTACK),
        # crowds
        (ATTACK, "beat", RIOTERS, CIVILIANS, MOB),
        (ATTACK, "beat", CROWD, STATE, MOB),
        # taking of soldiers is no abduction of civilians
        (ABDUCTION, "abduct", GROUP, STATE, ("Strategic developments", "Other")),
        (ABDUCTION, "abduct", GROUP, PERSONS, ABDUCTION),
        # who takes ground
        (REGAINED, "takeover", STATE, GROUP, REGAINED),
        (REGAINED, "takeover", GROUP, STATE, ("Battles", "Non-state actor overtakes territory")),
        (REGAINED, "takeover", None, None, ("Battles", None)),
        (REGAINED, "takeover", UNKNOWN, None, ("Battles", None)),
        # explosions stay what they are, whoever is hit
        (STRIKE, "aerial", STATE, CIVILIANS, STRIKE),
        (STRIKE, "aerial", STATE, GROUP, STRIKE),
        (TRANSFER, "withdraw", STATE, None, ("Strategic developments", "Other")),
        (TRANSFER, "withdraw", STATE, GROUP, TRANSFER),
    ],
)  # fmt: skip
def test_acled_class(
    base: tuple[str, str], mode: str | None, one: Party | None, two: Party | None, expected: object
) -> None:
    assert decisions.acled_class(base, mode, one, two) == expected


@pytest.mark.parametrize(
    ("mode", "things", "expected"),
    [
        ("destroy", {"house"}, LOOTING), ("destroy", {"drone"}, DISRUPTED), ("destroy", {"shells"}, DISRUPTED),
        ("seize", {"goods"}, LOOTING), ("seize", {"ammunition"}, DISRUPTED), ("seize", {"drugs"}, DISRUPTED),
    ],
)  # fmt: skip
def test_things_decide_strategic_developments(mode: str, things: set[str], expected: tuple[str, str]) -> None:
    assert decisions.acled_class(LOOTING, mode, STATE, None, things=things) == expected


@pytest.mark.parametrize(("killed", "sub_event"), [(None, "Protest with intervention"), (0, "Protest with intervention"),
                                                   (2, "Excessive force against protesters")])  # fmt: skip
def test_deaths_make_force_against_a_crowd_excessive(killed: int | None, sub_event: str) -> None:
    base = ("Protests", "Protest with intervention")
    assert decisions.acled_class(base, "crowd-control", CROWD, STATE, killed=killed) == ("Protests", sub_event)


@pytest.mark.parametrize(
    ("event", "sub_event", "two", "disorder", "targeting"),
    [
        ("Battles", "Armed clash", GROUP, "Political violence", None),
        ("Explosions/Remote violence", "Grenade", CIVILIANS, "Political violence", "Civilian targeting"),
        ("Explosions/Remote violence", "Grenade", PERSONS, "Political violence", "Civilian targeting"),
        ("Explosions/Remote violence", "Grenade", None, "Political violence", None),
        ("Violence against civilians", "Attack", None, "Political violence", "Civilian targeting"),
        ("Protests", "Peaceful protest", None, "Demonstrations", None),
        ("Protests", "Excessive force against protesters", STATE, "Political violence; Demonstrations", "Civilian targeting"),
        ("Riots", "Violent demonstration", None, "Demonstrations", None),
        ("Riots", "Mob violence", CIVILIANS, "Political violence", "Civilian targeting"),
        ("Riots", "Mob violence", STATE, "Political violence", None),
        ("Strategic developments", "Arrests", CIVILIANS, "Strategic developments", None),
        (None, None, CIVILIANS, None, None),
    ],
)  # fmt: skip
def test_what_follows_from_the_class(
    event: str | None, sub_event: str | None, two: Party | None, disorder: str | None, targeting: str | None
) -> None:
    assert decisions.acled_disorder(event, sub_event) == disorder
    assert decisions.civilian_targeting(event, sub_event, two) == targeting


@pytest.mark.parametrize(
    ("home", "country", "where", "expected"),
    [(1, "SY", "SY", 1), (1, "IL", "SY", 8), (8, "US", "SY", 8), (8, "US", "US", 1), (2, "LB", "SY", 2), (1, None, "SY", 1),
     (8, "US", None, 8), (None, "SY", "SY", None)],
)  # fmt: skip
def test_acled_inter(home: int | None, country: str | None, where: str | None, expected: int | None) -> None:
    assert decisions.acled_inter(home, country, where) == expected


@pytest.mark.parametrize(
    ("one", "two", "second", "expected"),
    [(1, 2, True, 12), (2, 1, True, 12), (7, 8, True, 78), (1, 1, True, 11), (3, None, False, 30), (3, None, True, None),
     (None, 7, True, None), (None, None, False, None)],
)  # fmt: skip
def test_acled_interaction(one: int | None, two: int | None, second: bool, expected: int | None) -> None:
    assert decisions.acled_interaction(one, two, second) == expected


@pytest.mark.parametrize(
    ("rule", "one", "two", "expected"),
    [
        ("actors", "state", "group", 1), ("actors", "group", "state", 1), ("actors", "state", "state", 1),
        ("actors", "external", "group", 1), ("actors", "group", "group", 2), ("actors", "group", "civilians", 3),
        ("actors", "state", "civilians", 3), ("actors", "state", "protesters", 3), ("actors", "state", "persons", None),
        ("actors", None, "civilians", None), ("actors", "state", None, None), ("actors", "unknown", "group", None),
        ("one-sided", "group", "civilians", 3), ("one-sided", "group", "state", None), ("none", "state", "group", None),
    ],
)  # fmt: skip
def test_ucdp_violence(rule: decisions.Rule, one: Kind | None, two: Kind | None, expected: int | None) -> None:
    assert decisions.ucdp_violence(rule, one, two) == expected
