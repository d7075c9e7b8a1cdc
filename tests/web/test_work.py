"""Taking reports in from the browser, and work that runs beside the pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad import store as stores
from marsad.app.archive import create
from marsad.app.work import Order, Source
from marsad.web import Settings, application

from .looking import Looker

FORM = {"content-type": "application/x-www-form-urlencoded"}
HERE = {"origin": "http://testserver.local", "host": "testserver.local", "sec-fetch-site": "same-origin"}
TEXT = "قُتل ثلاثة مدنيين في قصف على قرية تل النخيل أمس، وفق مصدر طبي."


def ended(client: TestClient[Litestar], seconds: float = 60) -> dict[str, Any]:
    """The newest piece of work, when nothing runs any more."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        jobs = client.get("/api/jobs").json()
        if jobs and all(job["state"] not in ("waiting", "running") for job in jobs):
            return dict(jobs[0])
        time.sleep(0.1)
    raise AssertionError(f"still running: {jobs}")


def test_a_file_is_taken_in_coded_and_linked(client: TestClient[Litestar], db: Path) -> None:
    files = {"files": ("تقرير.txt", TEXT.encode(), "text/plain")}
    answer = client.post(
        "/jobs/ingest", files=files, data={"then": "1", "published": "2024-05-03"}, headers=HERE, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/jobs#jobs")
    job = ended(client)
    assert (job["state"], job["error"], job["problems"]) == ("done", None, [])
    assert job["outcome"]["new"] == 1
    assert client.get("/api/stats").json()["uncoded"] == 0
    with stores.open_store(db) as archive:
        captured = [e for e in archive.custody() if e.action == "ingest"][-1]
        report = archive.report(captured.subject)
    assert report.captures[0].origin == "تقرير.txt"
    assert report.report.text == TEXT
    assert report.report.published is not None


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "a\\..\\b.txt", "x" * 300 + ".txt", "<img src=x>.txt", "line\nbreak.txt"]
)
def test_names_of_files_lead_nowhere(client: TestClient[Litestar], name: str) -> None:
    client.post("/jobs/ingest", files={"files": (name, TEXT.encode(), "text/plain")}, headers=HERE)
    job = ended(client)
    assert job["state"] == "done"
    assert "<img" not in client.get("/jobs").text


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(client: TestClient[Litestar], tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    client.post(
        "/jobs/ingest",
        data={"places": f"{tmp_path}/missing.txt\n{good}"},
        files={},
        headers={**HERE, "content-type": "application/x-www-form-urlencoded"},
    )
    job = ended(client)
    assert job["outcome"] == {"problem": 1, "new": 1, "known": 0, "forgotten": 0, "empty": 0}
    assert "missing.txt" in job["problems"][0]
    assert "missing.txt" in client.get("/jobs").text


@pytest.mark.parametrize(
    ("path", "data", "word"),
    [
        ("/jobs/ingest", {"places": "  "}, "files"),
        ("/jobs/ingest", {"places": "a.txt", "published": "yesterday"}, "published"),
        ("/jobs/start", {"kind": "everything"}, "kind"),
        ("/jobs/start", {}, "kind"),
        ("/settings", {"who": "x" * 81}, "who"),
        ("/settings", {"who": "a\x00b"}, "who"),
    ],
)
def test_wrong_forms_are_told(client: TestClient[Litestar], path: str, data: dict[str, str], word: str) -> None:
    answer = client.post(path, data=data, headers=HERE)
    assert answer.status_code == 400
    assert word in answer.text


def test_work_that_is_not_there_cannot_be_stopped(client: TestClient[Litestar]) -> None:
    assert client.post("/jobs/7/stop", headers=HERE).status_code == 404


def test_work_can_be_stopped_and_what_waits_goes_on(client: TestClient[Litestar], tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(1_000)]
    for number, file in enumerate(files):
        file.write_text(f"{TEXT} {number}", encoding="utf-8")
    jobs, before = client.app.state.jobs, client.get("/api/stats").json()["reports"]
    # each a source of its own, which is written before the next is read: much is left when it is stopped
    first = jobs.add(Order(kind="ingest", who="Salma", sources=tuple(Source(place=str(file)) for file in files)))
    second = jobs.add(Order(kind="compact", who="Salma"))
    while jobs.get(first.id).outcome.get("new", 0) < 1:
        time.sleep(0.05)
    assert jobs.get(second.id).state == "waiting"
    jobs.stop(first.id)
    ended(client)
    assert (jobs.get(first.id).state, jobs.get(second.id).state) == ("stopped", "done")
    held = client.get("/api/stats").json()["reports"]
    assert before < held < before + len(files)
    assert client.post("/jobs/start", data={"kind": "verify"}, headers=HERE, follow_redirects=False).status_code == 303
    assert ended(client)["outcome"] == {"findings": 0}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {},
    ],
)
@pytest.mark.parametrize("path", ["/jobs/start", "/jobs/ingest", "/jobs/1/stop", "/settings"])
def test_changes_come_from_the_desk_only(client: TestClient[Litestar], path: str, headers: dict[str, str]) -> None:
    answer = client.post(path, data={"kind": "compact"}, headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/jobs").json() == []


def test_settings_are_kept(client: TestClient[Litestar]) -> None:
    chosen = {"who": "سلمى بنت علي", "lang": "en", "digits": "arab", "theme": "dark"}
    client.post("/settings", data=chosen, headers=HERE)
    page = client.get("/settings").text
    assert "سلمى بنت علي" in page
    assert 'lang="en" dir="ltr" data-digits="arab" data-theme="dark"' in page


def test_runs_are_compared(client: TestClient[Litestar]) -> None:
    assert client.get("/jobs/diff?old=1&new=1&lang=en").status_code == 200
    assert client.get("/jobs/diff.csv?old=1&new=1").text.startswith("\ufeffreport,kind")
    assert client.get("/jobs/diff?old=1&new=99").status_code == 400


def test_a_visitor_takes_a_file_in(look: Looker, desk: str, tmp_path: Path) -> None:
    (tmp_path / "تقرير.txt").write_text(TEXT, encoding="utf-8")
    page = look.at(f"{desk}/jobs", "en")
    page.set_input_files("#files", tmp_path / "تقرير.txt")
    page.get_by_role("button", name="Take in").click()
    page.get_by_text("one new report").wait_for(timeout=60_000)
    page.locator("article[data-state=done]").wait_for(timeout=60_000)
    page.get_by_role("link", name="Review the records").first.wait_for(timeout=60_000)


def test_a_file_without_a_title_is_called_by_its_first_words(client: TestClient[Litestar]) -> None:
    name = "تقرير الصباح.txt"
    client.post("/jobs/ingest", files={"files": (name, TEXT.encode(), "text/plain")}, data={"then": "1"}, headers=HERE)
    ended(client)
    found = client.get("/api/search", params={"q": "النخيل"}).json()["hits"][0]
    assert (found["title"], found["opening"]) == (None, TEXT)
    report = client.get(f"/reports/{found['report']}").text
    assert name in report
    assert "0.txt" not in report
    for page in (
        "/search?q=النخيل",
        "/?counted=true",
        f"/reports/{found['report']}",
        f"/review?report={found['report']}",
    ):
        assert TEXT in client.get(page).text, page


def test_an_empty_desk_says_what_to_do_first(tmp_path: Path) -> None:
    db = str(tmp_path / "empty.marsad")
    create(db, "Salma").close()
    with TestClient(application(Settings(db=db, who="Salma", hosts=("testserver.local",)))) as client:
        for page in ("/", "/search", "/review", "/jobs"):
            shown = client.get(page, params={"lang": "en"})
            assert shown.status_code == 200
            assert "Take reports in" in shown.text, page


def test_incidents_tell_what_is_not_tied_yet_and_tie_it(client: TestClient[Litestar]) -> None:
    client.cookies.set("linking", "no")
    files = {"files": ("a.txt", TEXT.encode(), "text/plain")}
    client.post("/jobs/ingest", files=files, data={"then": "1", "published": "2024-05-03"}, headers=HERE)
    assert ended(client)["order"]["then"] == ["code"]
    client.cookies.set("lang", "en")
    page = client.get("/incidents").text
    assert "One report is not tied yet" in page
    assert 'action="/jobs/start"' in page
    answer = client.post("/jobs/start", data={"kind": "link"}, headers=HERE, follow_redirects=False)
    assert answer.headers["location"] == "/jobs#jobs"
    assert ended(client)["outcome"] == {"linked": 1}
    assert 'id="untied"' not in client.get("/incidents").text


def test_reports_are_tied_by_themselves_unless_it_is_turned_off(client: TestClient[Litestar]) -> None:
    client.post("/jobs/start", data={"kind": "code"}, headers=HERE)
    assert ended(client)["order"]["then"] == ["link"]
    client.post("/settings", data={"who": "Salma", "linking": "no"}, headers=HERE)
    assert client.cookies["linking"] == "no"
    client.post("/jobs/start", data={"kind": "code"}, headers=HERE)
    assert ended(client)["order"]["then"] == []


def test_why_work_failed_is_told_in_the_language_of_the_page(client: TestClient[Litestar], db: Path) -> None:
    db.rename(db.with_suffix(".gone"))
    client.post("/jobs/start", data={"kind": "compact"}, headers=HERE)
    job = ended(client)
    assert (job["state"], job["cause"]) == ("failed", "no_archive")
    client.cookies.set("lang", "ar")
    assert "هل نُقل الملف؟" in client.get("/jobs/part").text
    client.cookies.set("lang", "en")
    assert "Was the file moved?" in client.get("/jobs/part").text
