"""The first page and saved searches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.archive import create
from marsad.app.opening import open_archive
from marsad.web import Settings
from marsad.web.asked import read_filter

from . import hostile
from .conftest import HOSTS, Serving
from .looking import Looker, violations

Client = TestClient[Litestar]
OURS = {"origin": "http://testserver.local", "accept-language": "en"}


def saved(client: Client) -> list[str]:
    return [one["name"] for one in client.get("/api/searches").json()]


def test_what_is_held_and_what_waits(client: Client, db: Path) -> None:
    page = client.get("/", headers=OURS).text
    stats = client.get("/api/stats").json()
    assert f"<bdi>{stats['events']}</bdi>" in page
    assert client.get("/search/number", headers=OURS).text.strip() == f"<bdi>{stats['reports']}</bdi>"
    assert re.search(r"Nobody looked at (<bdi>)?\d+", client.get("/needs", headers=OURS).text)
    assert re.search(r"Nobody looked at (<bdi>)?\d+", client.get("/?counted=true", headers=OURS).text)
    assert page.count('class="result"') == 6
    assert "coded" in page
    with open_archive(str(db), "Salma") as archive:
        archive.save_search("سوق", read_filter({"q": "سوق"}), "Nadim")
    page = client.get("/", headers=OURS).text
    assert 'href="/search?q=%D8%B3%D9%88%D9%82"' in page
    assert "Nadim" in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_archive_shows_the_first_steps(look: Looker, tmp_path: Path, language: str) -> None:
    create(str(tmp_path / "empty"), "Salma").close()
    with Serving(Settings(db=str(tmp_path / "empty"), hosts=HOSTS)) as address:
        page = look.at(address, language)
        assert page.locator(".steps > li").count() == 3
        assert page.locator(".steps a").first.get_attribute("href") == "/jobs"
        assert violations(page) == []


def test_searches_are_saved_renamed_and_taken_away(client: Client) -> None:
    answer = client.post(
        "/searches?q=قصف&type=ASSAULT&view=events",
        data={"name": " قصف  في\tسوريا "},
        headers=OURS,
        follow_redirects=False,
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?q=%D9%82%D8%B5%D9%81&type=ASSAULT")
    assert saved(client) == ["قصف في سوريا"]
    client.post("/searches?country=SY", data={"name": "Syria"}, headers=OURS)
    client.post("/searches?country=IQ", data={"name": "Syria"}, headers=OURS)
    assert [one["query"] for one in client.get("/api/searches").json() if one["name"] == "Syria"] == ["country=IQ"]
    assert (
        client.post("/searches/rename", data={"old": "Syria", "name": "قصف في سوريا"}, headers=OURS).status_code == 409
    )
    assert client.post("/searches/rename", data={"old": "gone", "name": "x"}, headers=OURS).status_code == 404
    client.post("/searches/rename", data={"old": "Syria", "name": "Iraq"}, headers=OURS)
    client.post("/searches/delete", data={"name": "قصف في سوريا"}, headers=OURS)
    assert saved(client) == ["Iraq"]
    assert client.post("/searches/delete", data={"name": "قصف في سوريا"}, headers=OURS).status_code == 404
    log = client.get("/api/custody").json()
    assert sum("Iraq" in line["subject"] + line["details"] for line in log) >= 1


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200f", "\x00\x01"])
def test_names_that_are_none(client: Client, name: str) -> None:
    assert client.post("/searches?q=a", data={"name": name}, headers=OURS).status_code == 400
    assert saved(client) == []


def test_nothing_chosen_is_nothing_to_save(client: Client) -> None:
    assert client.post("/searches", data={"name": "all"}, headers=OURS).status_code == 400


def test_names_stay_words(client: Client) -> None:
    for name in (hostile.NAME, "a\r\nSet-Cookie: x=y", "ا" * 500, "\u202eevil", "{{7*7}}"):
        answer = client.post("/searches?outlet=evil", data={"name": name}, headers=OURS, follow_redirects=False)
        assert answer.headers["location"] == "/search?outlet=evil"
        assert "set-cookie" not in answer.headers
    assert all(len(name) <= 80 and name.isprintable() for name in saved(client))
    for path in ("/", "/searches", "/custody"):
        page = client.get(path, headers=OURS).text
        assert "<svg" not in page
        assert "{{7*7}}" in page or path == "/custody"


def test_a_search_is_saved_from_what_is_shown(look: Looker, desk: str) -> None:
    page = look.at(f"{desk}/search?q=قصف", "en")
    page.locator("summary", has_text="Save this search").click()
    page.locator("#saved-name").fill("بحث أول")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/search?q=*")
    page.get_by_role("link", name="Saved searches").click()
    assert violations(page) == []
    page.locator("summary", has_text="Rename").click()
    page.locator("#new-1").fill("بحث ثان")
    page.get_by_role("button", name="Rename", exact=True).click()
    page.get_by_role("link", name="بحث ثان").click()
    assert page.locator("mark").count() > 0
    page.goto(f"{desk}/searches")
    page.get_by_role("button", name=re.compile("Delete the search")).click()
    page.get_by_text("Nothing is saved yet").wait_for()
