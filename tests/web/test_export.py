"""Exports and briefs from the desk: every format, public and full detail, and what hostile words cannot do."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive
from marsad.export import FORMATS
from marsad.web.words import words

from . import hostile
from .looking import Looker

Client = TestClient[Litestar]
OURS = {"origin": "http://testserver.local", "accept-language": "en"}
FILENAME = re.compile(r'attachment; filename="marsad-[a-z]+(-ar|-en)?-\d{4}-\d\d-\d\d\.[a-z]+"')


def last_line(db: Path) -> str:
    with open_archive(str(db), "Salma") as archive:
        entry = archive.latest_custody(1)[0]
    return f"{entry.who} {entry.action} {entry.subject} {entry.details}"


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_a_file_and_a_line_in_the_log(client: Client, db: Path, name: str) -> None:
    if FORMATS[name].extra:
        pytest.importorskip("pyarrow")
    answer = client.post("/export?country=SY", data={"format": name, "detail": "public"}, headers=OURS)
    assert answer.status_code == 200
    assert FILENAME.fullmatch(answer.headers["content-disposition"])
    assert answer.headers["content-type"].startswith(FORMATS[name].media_type)
    assert len(answer.content) > 50
    logged = last_line(db)
    assert re.search(rf"Salma export marsad-{name}-\S+ {name}: \d+ rows of \d+ reports, public", logged)
    assert '"countries":["SY"]' in logged


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_has_words(name: str) -> None:
    for language in ("ar", "en"):
        known = words("ar" if language == "ar" else "en")
        assert known[f"export.name_{name}"]
        assert known[f"export.format_{name}"]


def test_what_is_shown_goes_out(client: Client) -> None:
    shown = client.get("/api/events?type=ASSAULT&status=actual&country=SY&limit=200").json()["events"]
    asked = {"format": "csv", "detail": "public"}
    text = client.post("/export?type=ASSAULT&country=SY", data=asked, headers=OURS).text
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(shown) > 0


def test_statuses_and_package(client: Client) -> None:
    few = client.post("/export", data={"format": "csv"}, headers=OURS).text
    more = client.post(
        "/export", data={"format": "csv", "status": ["actual", "denied", "general", "x"]}, headers=OURS
    ).text
    assert len(more) > len(few)
    package = client.post(
        "/export", data={"format": "datapackage", "title": "عنوان\r\nX: y", "licence": "CC-BY-4.0"}, headers=OURS
    )
    with zipfile.ZipFile(io.BytesIO(package.content)) as file:
        assert "عنوان X: y" in file.read("datapackage.json").decode()
    assert "x" not in {name.lower() for name in package.headers}


@pytest.mark.parametrize(
    ("typed", "full"), [("full", True), (" FULL ", True), ("كامل", True), ("", False), ("yes", False), ("fullx", False)]
)
@pytest.mark.parametrize("path", ["/export", "/export/brief"])
def test_full_detail_must_be_confirmed_and_is_logged(
    client: Client, db: Path, path: str, typed: str, full: bool
) -> None:
    asked = {
        "format": "csv",
        "form": "markdown",
        "language": "en",
        "detail": "full",
        "confirm": typed,
        "which": "records",
    }
    answer = client.post(f"{path}?country=SY", data=asked, headers=OURS)
    assert answer.status_code == (200 if full else 400)
    assert ("full detail" in last_line(db)) is full
    if not full:
        assert "was not typed, so nothing was exported" in answer.text
        assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("form", "begins"), [("markdown", b"#"), ("html", b"<!"), ("docx", b"PK")])
def test_briefs(client: Client, db: Path, language: str, form: str, begins: bytes) -> None:
    if form == "docx":
        pytest.importorskip("docx")
    asked = {"form": form, "language": language, "limit": "5", "subject": "سوق <b>\r\nSet-Cookie: a=b"}
    answer = client.post("/export/brief?q=قصف", data=asked, headers=OURS)
    assert answer.status_code == 200, answer.text[:500]
    assert FILENAME.fullmatch(answer.headers["content-disposition"])
    assert answer.content.lstrip().startswith(begins)
    assert "a=b" not in answer.headers.get("set-cookie", "")
    if form == "html":
        assert "<b>" not in answer.text
    assert f"brief ({language})" in last_line(db)


@pytest.mark.parametrize(
    ("path", "data", "words_"),
    [
        ("/export", {"format": "exe"}, "Choose a format"), ("/export", {}, "Choose a format"),
        ("/export", {"format": "../../etc/passwd"}, "Choose a format"), ("/export", {"format": "csv\r\nX: y"}, "Choose a format"),
        ("/export", {"format": "csv", "licence": "<b>"}, "SPDX"), ("/export/brief", {"form": "exe"}, "Choose a format"),
        ("/export/brief", {"form": "html", "limit": "0"}, "between 1 and 500"), 
        ("/export/brief", {"form": "html", "limit": "9" * 99}, "between"),
        ("/export/brief", {"form": "html", "limit": "²"}, "between"), ("/export?q=(", {"format": "csv"}, ""),
        ("/export?report=ffff", {"format": "csv"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_exported_is_told(
    client: Client, db: Path, path: str, data: dict[str, str], words_: str
) -> None:
    before = last_line(db)
    answer = client.post(path, data=data, headers=OURS)
    assert answer.status_code == 400
    assert words_ in answer.text
    assert "<h1>" in answer.text
    assert last_line(db) == before


@pytest.mark.parametrize("path", ["/export", "/export/brief", "/searches", "/searches/rename", "/searches/delete"])
@pytest.mark.parametrize(
    "origin", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {}]
)
def test_other_sites_take_nothing(client: Client, db: Path, path: str, origin: dict[str, str]) -> None:
    before = last_line(db)
    assert client.post(path, data={"format": "csv", "name": "x"}, headers=origin).status_code == 403
    assert last_line(db) == before


def test_hostile_words_in_files(client: Client, db: Path) -> None:
    hostile.take_in(db)
    table = client.post("/export?outlet=evil", data={"format": "csv"}, headers=OURS).text
    assert "\u202e" not in table
    page = client.post("/export/brief?outlet=evil", data={"form": "html", "language": "en"}, headers=OURS).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_file_is_downloaded(look: Looker, desk: str) -> None:
    page = look.at(f"{desk}/search?country=SY&type=ASSAULT", "ar")
    page.get_by_role("link", name="صدّر ما يُعرض").click()
    page.wait_for_url("**/export?*")
    assert page.locator(".chip").count() == 2
    page.locator("input[name=format][value=acled]").check()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="نزّل الملف").click()
    assert re.fullmatch(r"marsad-acled-\d{4}-\d\d-\d\d\.csv", downloaded.value.suggested_filename)
    assert Path(downloaded.value.path()).read_text(encoding="utf-8").startswith("event_id_cnty")
