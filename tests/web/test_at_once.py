"""Several people at one report, reports that go away while they are looked at, and work that is killed."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive

from .test_work import TEXT, ended

HERE = {"origin": "http://testserver.local"}


def asked(desk: str, who: str, path: str, body: dict[str, Any]) -> int:
    """What the desk answers when ``who`` sends JSON."""
    with httpx.Client(base_url=desk, cookies={"who": who}, timeout=60) as client:
        return client.post(path, json=body).status_code


def a_report(desk: str) -> dict[str, Any]:
    """A report with several events, as a reviewer is given it."""
    events = httpx.get(f"{desk}/api/events?limit=200").json()["events"]
    counts = [event["report"] for event in events]
    found: dict[str, Any] = httpx.get(f"{desk}/api/reviews/{max(counts, key=counts.count)}").json()
    return found


def accepting(seen: int, *records: str) -> dict[str, Any]:
    """Decisions that accept events."""
    return {"seen": seen, "decisions": [{"part": "event", "record": one, "action": "accept"} for one in records]}


def test_of_many_who_decide_on_one_record_at_once_one_is_first_and_all_others_are_told(desk: str, db: Path) -> None:
    report = a_report(desk)
    id, event = report["coded"]["report"]["id"], report["coded"]["events"][0]["id"]
    people = [f"P{n}" for n in range(8)]
    body = accepting(report["last"], event)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda who: asked(desk, who, f"/api/reviews/{id}", body), people))
    assert sorted(answers) == [200] + [409] * 7
    with open_archive(str(db), "Salma") as archive:
        assert len(archive.decided(id)) == 1
        assert not list(archive.verify())


def test_of_many_who_decide_on_records_of_their_own_at_once_nothing_is_lost(desk: str, db: Path) -> None:
    report = a_report(desk)
    id, events = report["coded"]["report"]["id"], [one["id"] for one in report["coded"]["events"]]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda one: asked(desk, f"P-{one}", f"/api/reviews/{id}", accepting(report["last"], one)), events)
        )
    assert answers == [200] * len(events)
    with open_archive(str(db), "Salma") as archive:
        assert {(d.who, d.record) for d in archive.decided(id)} == {(f"P-{one}", one) for one in events}
        assert not list(archive.verify())


@pytest.mark.parametrize(
    ("path", "body"),
    [("/review/{id}", {"do": "accept", "record": "e0", "seen": "0"}), ("/reports/{id}/labels", {"label": "graphic"}),
     ("/reports/{id}/forget", {"why": "x", "sure": "yes"})],
)  # fmt: skip
def test_who_decides_on_a_report_that_is_gone_is_told(
    client: TestClient[Litestar], path: str, body: dict[str, str]
) -> None:
    id = client.get("/api/search").json()["hits"][0]["report"]
    gone = client.post(
        f"/reports/{id}/forget", data={"why": "asked for", "sure": "yes"}, headers=HERE, follow_redirects=False
    )
    assert gone.status_code == 303
    answer = client.post(path.format(id=id), data=body, headers=HERE)
    assert answer.status_code in (400, 404)
    assert "forgotten" in answer.text or "removed" in answer.text or id in answer.text
    assert client.get(f"/reports/{id}").status_code == 404
    assert client.get(f"/review/{id}").status_code in (400, 404)


def test_work_that_is_killed_is_told_in_words_and_can_go_on(client: TestClient[Litestar], db: Path) -> None:
    files = {"files": ("a.txt", TEXT.encode(), "text/plain")}
    client.post("/jobs/ingest", files=files, data={"then": "1"}, headers=HERE)
    jobs = client.app.state.jobs
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and (jobs._process is None or jobs._process.pid is None):
        time.sleep(0.005)
    os.kill(jobs._process.pid, signal.SIGKILL)
    job = ended(client)
    assert job["state"] == "failed"
    assert "start it again" in job["error"]
    client.post("/jobs/ingest", files=files, data={"then": "1"}, headers=HERE)
    assert ended(client)["state"] == "done"
    with open_archive(str(db), "Salma") as archive:
        assert not list(archive.verify())
