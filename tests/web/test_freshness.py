"""What need not be sent again, and what must be."""

from __future__ import annotations

from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad import store as stores
from marsad.records import Outlet
from marsad.web import Settings, application
from marsad.web.freshness import HEADERS

from .conftest import HOSTS

OF_ARCHIVE = ["/api/search?q=قصف", "/api/total", "/api/facets?by=type", "/api/events", "/api/incidents", "/api/timeline",
              "/api/charts?show=type", "/api/outlets", "/api/custody", "/api/stats", "/map.json", "/map.geojson"]  # fmt: skip
OTHERWISE = ["/", "/search", "/map", "/events.csv", "/api/jobs", "/api/outlets/nowhere", "/api/total?since=soon"]


def tag_of(client: TestClient[Litestar], path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return str(answer.headers["etag"])


@pytest.mark.parametrize("path", OF_ARCHIVE)
def test_what_still_holds_is_not_sent_again(client: TestClient[Litestar], path: str) -> None:
    first = client.get(path)
    assert first.headers["cache-control"] == HEADERS["Cache-Control"] == "private, no-cache"
    again = client.get(path, headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == HEADERS["Cache-Control"]


@pytest.mark.parametrize("path", OTHERWISE)
def test_all_else_is_kept_by_nobody(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path, headers={"if-none-match": "*"})
    assert answer.status_code != 304
    assert "etag" not in answer.headers
    assert answer.headers.get("cache-control", "no-store") == "no-store"


def test_whatever_is_written_is_seen(client: TestClient[Litestar], db: Path) -> None:
    before = tag_of(client, "/api/outlets")
    with stores.open_store(db) as archive:  # another connection, as of another process
        archive.put_outlets([Outlet(id="new.example", name_en="New")], "Salma")
    after = tag_of(client, "/api/outlets", **{"if-none-match": before})
    assert after != before
    client.post("/searches?type=ASSAULT", data={"name": "mine"}, headers={"origin": "http://testserver.local"})
    assert tag_of(client, "/api/outlets") != after


def test_each_visitor_has_their_own(client: TestClient[Litestar]) -> None:
    tags = {tag_of(client, "/map.json", cookie=f"lang={lang}; digits={digits}") for lang in ("ar", "en")
            for digits in ("latn", "arab")}  # fmt: skip
    tags |= {tag_of(client, f"/map.json?{query}") for query in ("lang=en", "type=ASSAULT")}
    assert len(tags) == 6


def test_another_desk_has_its_own(client: TestClient[Litestar], db: Path) -> None:
    """It may be of another version, which tells the same otherwise."""
    with TestClient(application(Settings(db=str(db), who="Salma", hosts=HOSTS))) as other:
        assert tag_of(other, "/api/events") != tag_of(client, "/api/events")


def test_a_tag_opens_nothing(client: TestClient[Litestar]) -> None:
    tag = tag_of(client, "/api/events")
    foreign = {"if-none-match": tag, "host": "evil.example"}
    assert client.get("/api/events", headers=foreign).status_code == 403
    assert client.get("/api/events", headers={"if-none-match": tag, "sec-fetch-site": "cross-site"}).status_code == 403
