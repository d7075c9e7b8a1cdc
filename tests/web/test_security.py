"""What is refused, and what is sent with every answer."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.temporary import own_folder
from marsad.web import Settings, application
from marsad.web.security import POLICY

from .conftest import HOSTS

OURS = {"origin": "http://testserver.local"}
FORMS = ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "")
FOREIGN: list[dict[str, str]] = [
    {}, {"origin": "null"}, {"origin": ""}, {"origin": "http://evil.example"}, {"origin": "http://testserver.local:99"},
    {"origin": "http://testserver.local.evil.example"}, {"origin": "http://evil@testserver.local"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    {"origin": "http://testserver.local", "sec-fetch-site": "cross-site"},
]  # fmt: skip


def changing() -> list[tuple[str, str]]:
    """Every route that takes anything but questions."""
    app = application(Settings(db="nowhere.marsad", hosts=HOSTS))
    found = {
        (method, route.path_format.replace("{id}", "1").replace("{report}", "x").replace("{report_id}", "x"))
        for route in app.routes for method in getattr(route, "methods", ()) if method not in ("GET", "HEAD", "OPTIONS")
    }  # fmt: skip
    return sorted(found)


@pytest.mark.parametrize(("method", "path"), changing())
def test_no_other_site_changes_anything(client: TestClient[Litestar], method: str, path: str) -> None:
    for headers in FOREIGN:
        for kind in FORMS:
            told = {"content-type": kind} if kind else {}
            answer = client.request(method, path, headers={**headers, **told}, content=b"a=b", follow_redirects=False)
            assert answer.status_code == 403, f"{headers} {kind}"


def test_there_are_routes_that_change_something() -> None:
    assert len(changing()) > 15


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("path", "mode", "dest", "status"),
    [("/search", "navigate", "document", 200), ("/search", "navigate", "iframe", 403), ("/search", "no-cors", "image", 403),
     ("/events.csv", "navigate", "document", 403), ("/events.csv?full=1", "no-cors", "image", 403),
     ("/api/stats", "cors", "empty", 403), ("/api/stats", "navigate", "document", 200)],
)  # fmt: skip
def test_other_sites_lead_to_pages_but_fetch_nothing(
    client: TestClient[Litestar], site: str, path: str, mode: str, dest: str, status: int
) -> None:
    before = len(client.get("/api/custody").json())
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert client.get(path, headers=headers).status_code == status
    assert len(client.get("/api/custody").json()) == before


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x", "///evil.example"])
def test_no_link_leads_to_another_host(client: TestClient[Litestar], path: str) -> None:
    page = client.get(f"http://testserver.local{path}").text
    assert 'href="//' not in page
    assert 'href="/\\' not in page


def test_what_a_killed_desk_left_is_removed(db: Path) -> None:
    killed = "import os, tempfile; from marsad.app.temporary import own_folder\nwith own_folder():\n"
    killed += " print(tempfile.gettempdir(), flush=True); os.kill(os.getpid(), 9)"
    ended = subprocess.run([sys.executable, "-c", killed], capture_output=True, text=True, check=False)
    left = Path(ended.stdout.strip())
    (left / "0.txt").write_text("x")
    with own_folder(), TestClient(application(Settings(db=str(db), hosts=HOSTS))):
        assert Path(tempfile.gettempdir()).exists()
    assert not left.exists()


def test_a_form_that_is_refused_leaves_no_file(client: TestClient[Litestar]) -> None:
    def folders() -> set[Path]:
        return set(Path(tempfile.gettempdir()).glob("marsad-*"))

    before = folders()
    files = {"files": ("a.txt", b"x", "text/plain")}
    answer = client.post("/jobs/ingest", files=files, data={"published": "sometime"}, headers=OURS)
    assert answer.status_code == 400
    assert folders() == before


def test_a_desk_for_others_reads_no_files_of_its_own(db: Path) -> None:
    settings = Settings(db=str(db), hosts=HOSTS, paths=False)
    with TestClient(application(settings)) as client:
        for place in ("/etc/hostname", "file:///etc/hostname", "../x", "-"):
            assert client.post("/jobs/ingest", data={"places": place}, headers=OURS).status_code == 400
        assert client.get("/api/jobs").json() == []


@pytest.mark.parametrize("path", ["/", "/custody", "/nothing", "/api/stats", "/api/nothing", "/static/desk.css"])
def test_every_answer_carries_the_policy(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", ""])
def test_the_desk_answers_only_under_its_own_names(client: TestClient[Litestar], host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/..%2f..%2fcli/serve.py",
        "/static/%00",
        "/static//etc/passwd",
        "/%00",
        "/reports/x/captures/..%2f..%2fx",
        "/tiles/..%2f..%2fx",
    ],
)
def test_no_path_leads_out(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text
