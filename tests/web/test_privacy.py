"""What may leave the desk: names of private persons and exact places only where full detail is asked for, and that is logged."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.incidents import link
from marsad.app.opening import open_archive

from . import hostile
from .test_work import ended

Client = TestClient[Litestar]
NAMES = ("نزار الحموي", "سامر الخطيب", "هاني العلي")
TEXT = (
    "قصفت المدفعية بلدة أريحا بريف إدلب أمس فقُتل الشاب نزار الحموي وأصيب خمسة مدنيين. وقال الناشط سامر الخطيب إن عشرة مدنيين "
    "قتلوا في القصف. وذكر الجيش السوري أن هاني العلي قتل في الغارة، بحسب سامر الخطيب."
)


class Held(NamedTuple):
    """The ids of the report and of its incident."""

    report: str
    incident: str


@pytest.fixture
def held(db: Path) -> Held:
    """An archive with a report that names private persons."""
    id = hostile.take_in(db, TEXT)
    with open_archive(str(db), "Salma") as archive:
        for _ in link(archive):
            pass
        events = archive.report(id).coded
        assert events is not None
        incident = archive.incidents_of([(id, events.events[0].id)])
        return Held(id, next(iter(incident.values())))


TABLES = [
    "/search.csv?outlet=evil", "/search.csv?outlet=evil&q=سامر الخطيب", "/events.csv?outlet=evil", "/events.geojson?outlet=evil",
    "/search.geojson?outlet=evil", "/timeline.csv?outlet=evil", "/timeline.csv?incident={incident}",
    "/incidents.csv?outlet=evil&least=1", "/incidents.geojson?outlet=evil&least=1", "/incidents/{incident}/accounts.csv",
    "/incidents/{incident}/events.geojson", "/incidents/{incident}/brief.md", "/incidents/{incident}/brief.html",
    "/reports/{report}/records.csv", "/charts.csv?outlet=evil&show=target", "/charts.csv?outlet=evil&show=speaker",
    "/charts.csv?outlet=evil&show=actor", "/speakers/actor.sy.army/claims.csv",
]  # fmt: skip


@pytest.mark.parametrize("path", TABLES)
def test_private_persons_are_not_named(client: Client, held: Held, path: str) -> None:
    answer = client.get(path.format(**held._asdict()))
    assert answer.status_code == 200
    assert len(answer.text) > 20
    for name in NAMES:
        for part in name.split():
            assert part not in answer.text


FULL = [
    "/search.csv?outlet=evil&q=سامر&full=1", "/events.csv?outlet=evil&full=1", "/timeline.csv?outlet=evil&full=1",
    "/reports/{report}/records.csv?full=1", "/incidents/{incident}/accounts.csv?full=1",
]  # fmt: skip


@pytest.mark.parametrize("path", FULL)
def test_full_detail_is_given_to_who_asks_and_logged(client: Client, db: Path, held: Held, path: str) -> None:
    asked = path.format(**held._asdict())
    assert "سامر" in client.get(asked).text
    assert "full detail" in logged(db)
    client.get(asked.replace("full=1", "full=0"))
    assert "public, " in logged(db)


def logged(db: Path) -> str:
    """The newest line of the log."""
    with open_archive(str(db), "Salma") as archive:
        entry = archive.latest_custody(1)[0]
    return f"{entry.who} {entry.action} {entry.subject} {entry.details}"


@pytest.mark.parametrize("path", [p for p in TABLES if "events.geojson" not in p or "incidents" not in p])
def test_every_table_that_goes_out_is_a_line_of_the_log(client: Client, db: Path, held: Held, path: str) -> None:
    with open_archive(str(db), "Salma") as archive:
        before = archive.latest_custody(1)[0].number
    client.cookies.set("who", "Huda")
    client.get(path.format(**held._asdict()))
    with open_archive(str(db), "Salma") as archive:
        line = archive.latest_custody(1)[0]
    assert (line.number, line.who, line.action) == (before + 1, "Huda", "export")


def test_a_capture_that_is_taken_along_is_a_line_of_the_log(client: Client, db: Path, held: Held) -> None:
    capture = client.get(f"/api/reports/{held.report}").json()["captures"][0]["sha256"]
    answer = client.get(f"/reports/{held.report}/captures/{capture}")
    assert answer.content.decode() == TEXT
    assert f"Salma export {held.report} capture {capture}, full detail" == logged(db)


def test_coordinates_are_coarse_unless_full(client: Client, held: Held) -> None:
    def places(query: str) -> set[str]:
        return {
            row["lat"] for row in csv.DictReader(io.StringIO(client.get(f"/events.csv?{query}").text)) if row["lat"]
        }

    coarse, exact = places("outlet=evil"), places("outlet=evil&full=1")
    assert coarse
    assert exact
    assert max(len(lat.partition(".")[2]) for lat in coarse) < max(len(lat.partition(".")[2]) for lat in exact)


def test_a_kept_search_is_no_review(client: Client, db: Path) -> None:
    headers = {"origin": "http://testserver.local"}
    client.post("/searches?q=x", data={"name": "قديم"}, headers=headers)
    assert logged(db) == "Salma search search قديم saved"
    client.post("/searches/delete", data={"name": "قديم"}, headers=headers)
    assert logged(db) == "Salma search search قديم taken away"
    assert "Kept a search" in client.get("/?lang=en").text or "kept a search" in client.get("/?lang=en").text


def test_the_json_side_says_that_it_is_exact(client: Client) -> None:
    told = client.get("/api/openapi.json").json()["info"]["description"]
    assert "not masked" in told
    assert "export" in told


@pytest.mark.parametrize(
    ("kind", "line"), [("compact", "Huda compact archive "), ("reindex", "Huda reindex"), ("verify", "Huda verify")]
)
def test_upkeep_is_a_line_of_the_log(client: Client, db: Path, kind: str, line: str) -> None:
    client.cookies.set("who", "Huda")
    client.post("/jobs/start", data={"kind": kind}, headers={"origin": "http://testserver.local"})
    assert ended(client)["state"] == "done"
    with open_archive(str(db), "Salma") as archive:
        told = [f"{e.who} {e.action} {e.subject} {e.details}" for e in archive.custody()]
    assert any(one.startswith(line) for one in told), told[-3:]


def test_linking_is_a_line_of_the_log(client: Client, db: Path) -> None:
    id = hostile.take_in(db, TEXT)
    client.cookies.set("who", "Huda")
    client.post("/jobs/start", data={"kind": "link"}, headers={"origin": "http://testserver.local"})
    assert ended(client)["state"] == "done"
    assert logged(db).startswith("Huda link archive "), id
