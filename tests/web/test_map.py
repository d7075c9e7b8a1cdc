"""The pages of map and charts."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad import store as stores
from marsad.records import Filter
from marsad.web import Settings, application
from marsad.web.counting import KINDS
from marsad.web.pages import map as map_pages

from .conftest import HOSTS
from .looking import PHONE, Looker


def features(client: TestClient[Litestar], query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/map.geojson{query}")
    assert answer.status_code == 200
    return list(answer.json()["features"])


def test_what_the_map_draws_are_the_events_with_a_point(client: TestClient[Litestar], db: Path) -> None:
    with stores.open_store(db) as archive:
        rows = {(r.report, r.event): r for r in archive.events(Filter(), limit=None) if r.lat is not None}
        points = list(archive.points(Filter(), 1_000))
        assert len(list(archive.points(Filter(), 3))) == 3
    assert [(p.report, p.event) for p in points] == list(rows)
    drawn = features(client)
    assert {(f["properties"]["report"], f["properties"]["event"]) for f in drawn} == set(rows)
    for feature in drawn:
        told = feature["properties"]
        row = rows[told["report"], told["event"]]
        assert feature["geometry"]["coordinates"] == [row.lon, row.lat]
        assert told["quotation"] == row.quotation
        assert told["km"] >= (70 if row.level == "governorate" else 1)
        assert told["url"].startswith("/reports/")


def test_a_filter_narrows_the_map(client: TestClient[Litestar]) -> None:
    drawn = features(client, "?type=PROTEST")
    assert drawn
    assert {f["properties"]["type"] for f in drawn} == {"PROTEST"}
    assert client.get("/map?since=yesterday").status_code == 400
    assert client.get("/map.geojson?box=1,2").status_code == 400


def test_what_has_no_place_is_listed(client: TestClient[Litestar], db: Path) -> None:
    with stores.open_store(db) as archive:
        without = [row for row in archive.events(Filter(), limit=None) if row.lat is None]
    assert without
    page = client.get("/map?lang=en").text
    for row in without:
        assert f"/reports/{row.report}#{row.event}" in page


def test_the_map_file_of_the_user_is_served(db: Path, tmp_path: Path) -> None:
    (tmp_path / "own.pmtiles").write_bytes(b"PMTiles" + bytes(200))
    with TestClient(application(Settings(db=str(db), hosts=HOSTS, pmtiles=str(tmp_path / "own.pmtiles")))) as client:
        answer = client.get("/tiles/own.pmtiles", headers={"range": "bytes=0-6"})
        assert answer.content[:7] == b"PMTiles"
        assert 'data-pmtiles="/tiles/own.pmtiles"' in client.get("/map").text


def test_very_many_events_come_in_columns(client: TestClient[Litestar]) -> None:
    told = client.get("/map.json?lang=en").json()
    drawn = features(client, "?lang=en")
    assert told["after"] is None
    assert len(drawn) == len(told["event"])
    for n, feature in enumerate(drawn):
        own = feature["properties"]
        name, level, km, lon, lat = told["places"][told["place"][n]]
        assert [own[key] for key in ("place", "level", "km")] == [name, level, km]
        assert feature["geometry"]["coordinates"] == [lon, lat]
        assert (told["reports"][told["report"][n]], told["event"][n]) == (own["report"], own["event"])
        assert told["types"][told["type"][n]] == [own["type"], own["type_label"]]
        assert told["statuses"][told["status"][n]] == [own["status"], own["status_label"]]
        start = told["start"][n]
        day = None if start is None else str(datetime.date(1970, 1, 1) + datetime.timedelta(start))
        assert (day, told["date"][n] or day) == (own["start"], own["date"])


def test_what_comes_in_pieces_is_the_whole(client: TestClient[Litestar], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/map.json").json()
    monkeypatch.setattr(map_pages, "_AT_FIRST", 3)
    monkeypatch.setattr(map_pages, "_AT_ONCE", 2)
    found: list[tuple[str, str]] = []
    after: str | None = ""
    while after is not None:
        told = client.get("/map.json", params={"after": after} if after else {}).json()
        found += [(told["reports"][report], event) for report, event in zip(told["report"], told["event"])]
        after = told["after"]
    assert found == [(whole["reports"][report], event) for report, event in zip(whole["report"], whole["event"])]


@pytest.mark.parametrize("after", ["nothing", "a/b", "/", "0123/e9"])
def test_an_event_that_is_no_more_is_told(client: TestClient[Litestar], after: str) -> None:
    assert 400 <= client.get("/map.json", params={"after": after}).status_code < 500


def test_the_map_of_very_many_events_is_drawn_piece_by_piece(
    look: Looker, shared_desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_pages, "_WITH_WORDS", 1)
    monkeypatch.setattr(map_pages, "_AT_FIRST", 3)
    page = look.at(f"{shared_desk}/map", "en")
    page.wait_for_selector("[data-map][data-ready]:not([aria-busy])", timeout=60_000)
    assert page.locator(".map-item").count() > 3
    first = page.locator(".map-item-title").first.get_attribute("href")
    assert first is not None
    assert page.request.get(shared_desk + first.partition("#")[0]).ok


def test_without_a_map_file_there_is_none(client: TestClient[Litestar]) -> None:
    assert client.get("/tiles/own.pmtiles").status_code == 404


@pytest.mark.parametrize("show", KINDS)
@pytest.mark.parametrize("query", ["", "&type=ASSAULT", "&country=YE&since=2016-01-01", "&q=nothing_like_this"])
def test_every_chart_has_its_numbers_as_a_table(client: TestClient[Litestar], show: str, query: str) -> None:
    page = client.get(f"/charts?show={show}{query}&lang=en")
    assert page.status_code == 200
    told = client.get(f"/api/charts?show={show}{query}").json()
    for series in told["series"]:
        assert len(series["values"]) == len(told["labels"])
    assert page.text.count('<th scope="row">') == len(told["labels"])
    assert client.get(f"/charts.csv?show={show}{query}").text.count("\n") >= len(told["labels"])


def test_counts_add_up(client: TestClient[Litestar], db: Path) -> None:
    with stores.open_store(db) as archive:
        events = sum(1 for _ in archive.events(Filter(), limit=None))
    for show in ("time", "type", "status", "country"):
        told = client.get(f"/api/charts?show={show}").json()
        assert sum(sum(s["values"]) for s in told["series"]) + told["unstated"] == events


@pytest.mark.parametrize("show", ["time", "place", "agreement", "coverage"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_charts_are_drawn(look: Looker, shared_desk: str, show: str, language: str) -> None:
    page = look.at(f"{shared_desk}/charts?show={show}", language)
    if page.locator("script#told").count():
        page.wait_for_selector("[data-chart][data-ready]")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_map_is_drawn_and_a_period_narrows_it_and_the_tables(look: Looker, shared_desk: str, language: str) -> None:
    page = look.at(f"{shared_desk}/map", language)
    page.wait_for_selector("[data-map][data-ready]", timeout=60_000)
    rows = page.locator("[data-follow-filter] tr[data-start]:visible").count()
    page.goto(f"{shared_desk}/map?since=2021-01-01&until=2021-12-31")
    page.wait_for_selector("[data-map][data-ready]", timeout=60_000)
    assert 0 < page.locator("[data-follow-filter] tr[data-start]:visible").count() < rows


def test_the_map_on_a_phone(look: Looker, shared_desk: str) -> None:
    page = look.at(f"{shared_desk}/map", "ar", PHONE)
    page.wait_for_selector("[data-map][data-ready]", timeout=60_000)
