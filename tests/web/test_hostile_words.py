"""Words of reports and of visitors that try to be markup, on every page that the desk links to."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.archive import code
from marsad.app.incidents import link
from marsad.app.opening import open_archive
from marsad.records import Capture, Captured, Outlet, Report

from .looking import Looker

Client = TestClient[Litestar]
EVIL = "\"'></script></title></textarea><script>ran=1</script><img src=x onerror=ran=2>{{7*7}}\u202e"
HERE = {"origin": "http://testserver.local"}
TEXT = f"""قصفت المدفعية بلدة أريحا بريف إدلب أمس فقُتل خمسة مدنيين {EVIL}.
وقال الناشط سامر الخطيب {EVIL} إن عشرة {EVIL} قتلوا في القصف. وقالت {EVIL} إن الجيش السوري قصف {EVIL} البلدة."""
_MOST_PAGES = 150


class Found(HTMLParser):
    """What a page holds that could run or lead elsewhere, and its links."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("script")
        if tag in ("iframe", "object", "embed", "base", "frame") or (tag == "img" and given.get("src") == "x"):
            self.wrong.append(tag)
        for name in ("href", "src", "action", "formaction", "data-events", "data-load"):
            self._address(tag, name, given.get(name))

    def _address(self, tag: str, name: str, value: str | None) -> None:
        if value is None:
            return
        if not value.startswith(("/", "?", "#")) or value.startswith(("//", "/\\")):
            self.wrong.append(f"{tag} {name}={value[:80]}")
        elif tag == "a":
            self.links.append(value)


@pytest.fixture
def hostile(db: Path) -> str:
    """An archive in which everything that can be worded is hostile; the id of the report."""
    outlet = Outlet(id="evil", name_ar=EVIL, name_en=EVIL, kind="site", country="SY")
    report = Report(text=TEXT, published=datetime.date(2030, 1, 2), outlet="evil", title=EVIL, language="ar",
                    url="javascript:alert(document.domain)//https://x.example/")  # fmt: skip
    content = TEXT.encode()
    capture = Capture(sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="text/html",
                      origin=f"{EVIL}.html", captured_at="2030-01-02T00:00:00Z", tool=EVIL)  # fmt: skip
    with open_archive(str(db), "Salma") as archive:
        archive.put_outlets([outlet], EVIL)
        (added,) = archive.add([Captured(capture=capture, content=content, reports=(report,))], EVIL)
        for _ in code(archive, EVIL):
            pass
        for _ in link(archive):
            pass
        return added.new[0]


def decided(client: Client, report: str) -> str:
    """Everything that a visitor can word; the incident of the report."""
    client.cookies.set("who", "%22%3E%3Cscript%3Eran=1%3C/script%3E")
    client.post("/searches?q=x", data={"name": EVIL}, headers=HERE)
    client.post(f"/reports/{report}/labels", data={"label": "graphic", "why": EVIL}, headers=HERE)
    client.post(
        "/outlets/evil/grade", data={"scheme": "admiralty-reliability", "value": "B", "why": EVIL}, headers=HERE
    )
    client.post("/jobs/ingest", data={"places": f"/{EVIL}"}, headers=HERE)
    client.post("/jobs/ingest", files={"files": (f"{EVIL}.zip", b"PK\x03\x04", EVIL)}, headers=HERE)
    incident = client.get("/api/incidents?least=1&outlet=evil").json()["incidents"][0]["id"]
    known = client.get(f"/api/reviews/{report}").json()
    event = known["coded"]["events"][0]["id"]
    reason = {"part": "event", "record": event, "action": "correct", "field": "type", "new": "ASSAULT", "reason": EVIL}
    client.post(f"/api/reviews/{report}", json={"seen": known["last"], "decisions": [reason]}, headers=HERE)
    client.post(f"/review/{report}", data={"do": "skip", "record": event, "seen": "9", "reason": EVIL}, headers=HERE)
    client.post(f"/incidents/{incident}/grade", data={"scheme": "best", "value": "5", "why": EVIL}, headers=HERE)
    return str(incident)


def pages(client: Client, begin: list[str]) -> Iterator[tuple[str, str]]:
    """Pages from ``begin`` on, one of each kind of address and some more."""
    waiting, seen = list(begin), set(begin)
    shapes: dict[str, int] = {}
    while waiting and len(seen) < 3_000:
        path = waiting.pop(0)
        parts = urlsplit(path)
        shape = (
            "/".join(parts.path.split("/")[:2])
            + "?"
            + ",".join(sorted(p.partition("=")[0] for p in parts.query.split("&")))
        )
        shapes[shape] = shapes.get(shape, 0) + 1
        if shapes[shape] > 2 or sum(1 for _ in shapes) > _MOST_PAGES:
            continue
        answer = client.get(path)
        assert answer.status_code < 500, path
        if (
            answer.headers.get("content-type", "").startswith("text/html")
            and "content-disposition" not in answer.headers
        ):
            yield path, answer.text
            new = [urljoin(path, one).partition("#")[0] for one in Found(answer.text).links]
            waiting += [one for one in dict.fromkeys(new) if one not in seen]
            seen |= set(new)


def test_no_words_become_markup_on_any_page(client: Client, hostile: str) -> None:
    incident = decided(client, hostile)
    begin = ["/", f"/reports/{hostile}", f"/review/{hostile}", f"/incidents/{incident}", "/outlets/evil", "/searches",
             "/custody", "/jobs",
             "/charts?show=speaker", "/charts?show=target", "/charts?show=outlet", "/charts?show=agreement", "/map?outlet=evil",
             "/timeline?outlet=evil", "/export?outlet=evil", "/review/proposals", "/review/agreement", "/settings",
             f"/search?q={EVIL.replace('#', '')}", "/search?outlet=evil&lang=en", "/search/facets?by=speaker"]  # fmt: skip
    looked = 0
    for path, text in pages(client, begin):
        looked += 1
        assert not Found(text).wrong, path
        assert ">49<" not in text
        assert "<script>ran" not in text, path
    assert looked > 40


def test_hostile_words_do_not_run_in_a_browser(hostile: str, db: Path, desk: str, look: Looker, client: Client) -> None:
    incident = decided(client, hostile)
    for path in (f"/reports/{hostile}", f"/review/{hostile}", f"/incidents/{incident}", "/map?outlet=evil",
                 "/charts?show=speaker", "/charts?show=outlet", "/searches", "/jobs", "/custody", f"/?q={incident}"):  # fmt: skip
        page = look.at(f"{desk}{path}")
        assert not page.evaluate("globalThis.ran"), path
        assert page.locator("img[src=x]").count() == 0


def test_files_hold_no_formula_and_open_nowhere_in_the_desk(client: Client, hostile: str) -> None:
    incident = client.get("/api/incidents?least=1&outlet=evil").json()["incidents"][0]["id"]
    sha256 = client.get(f"/api/reports/{hostile}").json()["captures"][0]["sha256"]
    for path in (f"/incidents/{incident}/brief.html", f"/reports/{hostile}/captures/{sha256}", "/search.csv?outlet=evil",
                 f"/reports/{hostile}/records.csv", f"/incidents/{incident}/accounts.csv"):  # fmt: skip
        answer = client.get(path)
        assert answer.headers["content-disposition"].startswith("attachment; filename="), path
        assert "\r" not in answer.headers["content-disposition"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in client.get(f"/reports/{hostile}/captures/{sha256}").headers["content-security-policy"]
    assert "<script>ran" not in client.get(f"/incidents/{incident}/brief.html").text
    told = client.post("/export/brief?outlet=evil", data={"form": "html", "subject": EVIL}, headers=HERE)
    assert "<script>ran" not in told.text
    assert told.headers["content-disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1"])
def test_no_cell_of_a_table_is_a_formula(client: Client, db: Path, words: str) -> None:
    client.post("/searches?q=x", data={"name": words}, headers=HERE)
    client.post(
        "/outlets/sample/grade", data={"scheme": "admiralty-reliability", "value": "B", "why": words}, headers=HERE
    )
    for line in client.get("/custody.csv").text.splitlines():
        for cell in line.split(","):
            assert not cell.strip('"').startswith(("=", "@", "\t")), line


def test_data_in_a_page_is_data(client: Client, hostile: str) -> None:
    text = client.get("/charts?show=outlet").text
    held = text.partition('<script type="application/json" id="told">')[2].partition("</script>")[0]
    assert "ran=1" in json.dumps(json.loads(held))
