"""Pages of incidents: the list, accounts side by side, joining and parting, briefs."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive
from marsad.web import Settings, application

from .accounts import HOSTILE, IDS, accounts_archive
from .conftest import HOSTS, Serving
from .looking import DESKTOP, PHONE, Looker, scrolls_sideways, violations

FROM_HERE = {"origin": "http://testserver.local", "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def told_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "told.marsad"
    accounts_archive(path, "Salma")
    return path


@pytest.fixture
def told(told_db: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(told_db, tmp_path / "archive.marsad"))


@pytest.fixture
def asking(told: Path) -> Iterator[TestClient[Litestar]]:
    with TestClient(application(Settings(db=str(told), who="Salma", hosts=HOSTS))) as made:
        yield made


def strike(asking: TestClient[Litestar]) -> str:
    (found,) = asking.get("/api/incidents").json()["incidents"]
    return str(found["id"])


def test_the_list_tells_numbers_with_who_gives_them(asking: TestClient[Litestar]) -> None:
    (found,) = asking.get("/api/incidents").json()["incidents"]
    assert (found["reports"], found["accounts"], found["copies"], found["outlets"]) == (
        5,
        4,
        1,
        ["one", "three", "two"],
    )
    assert (found["head"]["type"], found["head"]["mode"], found["head"]["place"]["arabic"]) == (
        "ASSAULT",
        "aerial",
        "أريحا",
    )
    assert (found["killed"]["low"]["value"], found["killed"]["low"]["outlet"]) == (5, "one")
    assert (found["killed"]["high"]["value"], found["killed"]["high"]["outlet"]) == (9, "two")
    assert {"who", "killed"} <= set(found["disputed"])
    page = asking.get("/incidents?lang=ar").text
    assert "متعارضة في" in page
    assert "غارة جوية" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("least=1", 2), ("least=6", 0), ("type=PROTEST&least=1", 1), ("place=أريحا", 1), ("place=تعز", 0),
     ("since=2020-01-14&until=2020-01-16", 1), ("until=2019-01-01", 0), ("outlet=three&least=1", 1), ("type=&place=", 1),
     ("sort=reports&least=1", 2), ("party=actor.ru.forces", 1)],
)  # fmt: skip
def test_the_list_is_narrowed(asking: TestClient[Litestar], query: str, count: int) -> None:
    assert len(asking.get(f"/api/incidents?{query}").json()["incidents"]) == count
    assert asking.get(f"/incidents?{query}").status_code == 200
    lines = list(csv.reader(io.StringIO(asking.get(f"/incidents.csv?{query}").content.decode("utf-8-sig"))))
    assert len(lines) == count + 1
    assert len(asking.get(f"/incidents.geojson?{query}").json()["features"]) == count


def test_a_cursor_goes_on_and_a_strange_one_is_refused(asking: TestClient[Litestar]) -> None:
    first = asking.get("/api/incidents?least=1&limit=1").json()
    second = asking.get(f"/api/incidents?least=1&limit=1&after={first['more']}").json()
    assert first["incidents"][0]["id"] != second["incidents"][0]["id"]
    assert second["more"] is None
    assert asking.get(f"/incidents?least=2&after={first['more']}").status_code == 400
    assert asking.get("/incidents?least=0").status_code == 400


def test_a_report_without_a_title_is_called_by_its_first_words(asking: TestClient[Litestar], told: Path) -> None:
    with closing(sqlite3.connect(told)) as raw, raw:
        raw.execute("UPDATE report SET title = NULL")
    page = asking.get(f"/incidents/{strike(asking)}").text
    shown = re.findall(r'<span class="account-title"><a [^>]*>(.*?)</a>', page)
    assert any(">نفي روسي نفت وزارة الدفاع الروسية" in title and "…" in title for title in shown), shown


def test_accounts_stand_side_by_side(asking: TestClient[Litestar]) -> None:
    found = asking.get(f"/api/incidents/{strike(asking)}").json()
    accounts = [account["report"] for account in found["agreement"]["accounts"]]
    assert set(accounts) == set(IDS.values()) - {IDS["copy"], IDS["apart"]}
    assert next(a for a in found["agreement"]["accounts"] if a["report"] == IDS["first"])["copies"] == [IDS["copy"]]
    rows = {row["label"]: row for row in found["agreement"]["rows"]}
    assert (rows["when"]["mark"], rows["where"]["mark"], rows["who"]["mark"]) == ("agree", "agree", "conflict")
    assert (rows["killed"]["mark"], rows["killed"]["low"], rows["killed"]["high"]) == ("conflict", 5, 9)
    stances = {answer["stance"] for cell in rows["who"]["cells"] for answer in cell}
    assert "deny" in stances
    corrected = {step["report"]: step["corrected"] for step in found["steps"]}
    assert [(c["label"], c["old"], c["new"]) for c in corrected[IDS["correction"]] if c["label"] == "killed"] == [
        ("killed", "8", "9")
    ]
    assert found["reasons"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", ["متعارضة", "متفقة", "لا يذكر", "ينفي", "طبعها أيضًا", "الأعداد كما رُويت", "لماذا هي معًا", "ارتفاع"]),
     ("en", ["conflict", "agree", "silent", "denies", "printed also by", "Numbers as told", "Why these are together",
             "air strike", "Syria Civil Defence", "from 8 to 9"])],
)  # fmt: skip
def test_the_page_tells_it_in_words(asking: TestClient[Litestar], language: str, words: list[str]) -> None:
    page = asking.get(f"/incidents/{strike(asking)}?lang={language}")
    assert page.status_code == 200
    missing = [word for word in words if word not in page.text and word not in _plain(page.text)]
    assert missing == []
    assert "confirmed" not in page.text.partition('id="grades"')[0]


def _plain(page: str) -> str:
    import re

    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_nothing_of_a_report_runs(asking: TestClient[Litestar]) -> None:
    paths = [f"/incidents/{strike(asking)}", "/incidents?least=1", "/timeline", "/outlets", "/outlets/three", "/outlets/one",
             "/actors/actor.ru.mod", "/speakers/actor.ru.mod", f"/timeline?place={HOSTILE}",
             f"/actors/{HOSTILE.split('/')[0]}"]  # fmt: skip
    for path in paths:
        for language in ("ar", "en"):
            page = asking.get(path, params=None, cookies={"lang": language})
            assert "<script>alert" not in page.text, path
            assert "<img src=x" not in page.text, path


def test_places_are_features_and_a_table(asking: TestClient[Litestar]) -> None:
    incident = strike(asking)
    found = asking.get(f"/incidents/{incident}/events.geojson").json()
    assert len(found["features"]) == 5
    told = found["features"][0]["properties"]
    assert {"report", "event", "type", "type_label", "status", "status_label", "date", "start", "end", "place", "level", "km",
            "quotation", "url", "speakers"} == set(told)  # fmt: skip
    assert found["features"][0]["geometry"]["type"] == "Point"
    assert f'data-events="/incidents/{incident}/events.geojson"' in asking.get(f"/incidents/{incident}").text


def test_the_table_is_a_file_too_and_that_is_logged(asking: TestClient[Litestar]) -> None:
    incident = strike(asking)
    lines = list(
        csv.DictReader(io.StringIO(asking.get(f"/incidents/{incident}/accounts.csv").content.decode("utf-8-sig")))
    )
    assert {line["value"] for line in lines if line["question"] == "killed"} >= {"5", "8", "9"}
    assert [e["details"] for e in asking.get(f"/api/custody?subject=incident {incident}").json()][-1].startswith(
        "accounts"
    )


@pytest.mark.parametrize(("form", "start"), [("html", b"<!"), ("md", b"#"), ("docx", b"PK")])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_briefs(asking: TestClient[Litestar], form: str, start: bytes, language: str) -> None:
    answer = asking.get(f"/incidents/{strike(asking)}/brief.{form}?lang={language}")
    assert answer.status_code == 200
    assert answer.content.lower().startswith(start.lower())
    assert f'filename="incident-{language}.{form}"' in answer.headers["content-disposition"]
    assert asking.get("/api/custody").json()[-1]["details"].startswith(f"brief ({language})")


@pytest.mark.parametrize("path", ["/incidents/nothing", "/api/incidents/nothing", "/incidents/nothing/accounts.csv",
                                  "/incidents/nothing/events.geojson", "/incidents/nothing/brief.html"])  # fmt: skip
def test_an_incident_that_is_not_there(asking: TestClient[Litestar], path: str) -> None:
    assert asking.get(path).status_code == 404


def join(asking: TestClient[Litestar], path: str, **form: Any) -> Any:
    return asking.post(path, data=form, headers=FROM_HERE, follow_redirects=False)


def test_reports_are_taken_out_and_joined_again(asking: TestClient[Litestar], told: Path) -> None:
    incident = strike(asking)
    answer = join(asking, f"/incidents/{incident}/part", reports=[IDS["denial"]], why="غارة أخرى")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incidents/{incident}#history")
    rest = {card["report"] for card in asking.get(f"/api/incidents/{incident}").json()["reports"]}
    assert IDS["denial"] not in rest
    assert "غارة أخرى" in asking.get(f"/incidents/{incident}").text
    with open_archive(str(told), "Salma") as archive:
        other = next(r.id for r in archive.incidents(1) if (IDS["denial"] in {x for x, _ in archive.incident(r.id)[1]}))
    answer = join(asking, f"/incidents/{incident}/join", other=other, why="الغارة نفسها")
    assert answer.status_code == 303
    joined = asking.get(f"/api/incidents/{incident}").json()
    assert IDS["denial"] in {card["report"] for card in joined["reports"]}
    assert [ruling["together"] for ruling in joined["rulings"]] == [False, True]
    assert asking.get(f"/incidents/{other}", follow_redirects=False).status_code in (200, 303)
    assert [e["action"] for e in asking.get("/api/custody").json() if e["who"] == "Salma"].count("review") == 2


def test_a_former_name_leads_on(asking: TestClient[Litestar]) -> None:
    incident = strike(asking)
    other = next(i["id"] for i in asking.get("/api/incidents?least=1").json()["incidents"] if i["id"] != incident)
    joined = asking.post(f"/api/incidents/{incident}/join", json={"other": other, "why": "x"}).json()["incidents"][0]
    former = other if joined == incident else incident
    answer = asking.get(f"/incidents/{former}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incidents/{joined}?was={former}")
    page = asking.get(f"/incidents/{joined}?was={former}&lang=en").text
    assert "leads to this incident now" in page
    assert asking.get(f"/api/incidents/{former}").json()["id"] == joined


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [("part", {"reports": [IDS["denial"]]}, 400), ("part", {"why": "x"}, 400),
     ("part", {"reports": ["nothing"], "why": "x"}, 400),
     ("part", {"reports": [v for k, v in IDS.items() if k != "apart"], "why": "x"}, 400), ("join", {"why": "x"}, 400),
     ("join", {"other": "nothing", "why": "x"}, 404), ("part", {"reports": [IDS["denial"]], "why": "x", "state": "old"}, 409),
     ("join", {"other": "x", "why": "x", "state": "old"}, 409)],
)  # fmt: skip
def test_what_is_refused(asking: TestClient[Litestar], path: str, form: dict[str, Any], status: int) -> None:
    incident = strike(asking)
    assert join(asking, f"/incidents/{incident}/{path}", **form).status_code == status
    assert strike(asking) == incident


def test_an_incident_is_not_joined_with_itself(asking: TestClient[Litestar]) -> None:
    incident = strike(asking)
    assert join(asking, f"/incidents/{incident}/join", other=incident, why="x").status_code == 400


def test_people_grade_and_take_back(asking: TestClient[Litestar]) -> None:
    incident = strike(asking)
    path = f"/incidents/{incident}"
    assert "Graded by nobody yet" in asking.get(f"{path}?lang=en").text
    assert join(asking, f"{path}/grade", scheme="airwars", value="contested", why="two tolls").status_code == 303
    assert join(asking, f"{path}/grade", scheme="best", value="9").headers["location"] == f"{path}#grades"
    page = _plain(asking.get(f"{path}?lang=en").text)
    assert "9 by Salma" in page
    assert "two tolls" in page
    given = asking.get(f"/api/incidents/{incident}/grades").json()
    assert {(g["scheme"], g["value"], g["who"]) for g in given} == {
        ("airwars", "contested", "Salma"),
        ("best", "9", "Salma"),
    }
    assert join(asking, f"{path}/grade", scheme="best", value="").status_code == 303
    assert [g["scheme"] for g in asking.get(f"/api/incidents/{incident}/grades").json()] == ["airwars"]


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [("/outlets/two/grade", {"scheme": "admiralty-reliability", "value": "B"}, 303),
     ("/speakers/actor.ru.mod/grade", {"scheme": "admiralty-reliability", "value": "F", "why": "new"}, 303),
     ("/outlets/two/grade", {"scheme": "airwars", "value": "fair"}, 400),
     ("/outlets/two/grade", {"scheme": "admiralty-reliability", "value": "Z"}, 400),
     ("/outlets/none/grade", {"scheme": "admiralty-reliability", "value": "B"}, 404),
     ("/speakers/محمد/grade", {"scheme": "admiralty-reliability", "value": "B"}, 404),
     ("/incidents/none/grade", {"scheme": "best", "value": "3"}, 404)],
)  # fmt: skip
def test_grades_of_outlets_and_speakers(
    asking: TestClient[Litestar], path: str, form: dict[str, str], status: int
) -> None:
    assert join(asking, path, **form).status_code == status
    if status == 303:
        page = asking.get(path.removesuffix("/grade"), cookies={"lang": "en"}).text
        assert f"{form['value']} ·" in page


def test_changes_come_from_own_pages_only(asking: TestClient[Litestar]) -> None:
    incident, form = strike(asking), {"reports": IDS["denial"], "why": "x"}
    elsewhere = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    assert asking.post(f"/incidents/{incident}/part", data=form, headers=elsewhere).status_code == 403


def test_the_page_in_a_browser(look: Looker, told: Path) -> None:
    with Serving(Settings(db=str(told), who="Salma", hosts=HOSTS)) as address:
        page = look.at(f"{address}/incidents", "ar", DESKTOP)
        page.click("table a")
        page.wait_for_selector("table.accounts")
        assert violations(page) == []
        assert page.locator("table.accounts tbody tr").first.locator("td").count() == 4
        page.locator("table.accounts").scroll_into_view_if_needed()
        wrap = page.locator(".agreement-wrap")
        before = page.locator("table.accounts tbody th").first.bounding_box()
        wrap.evaluate("e => e.scrollBy(document.documentElement.dir === 'rtl' ? -200 : 200, 0)")
        after = page.locator("table.accounts tbody th").first.bounding_box()
        assert abs(before["x"] - after["x"]) < 2  # the questions stay where they are
        phone = look.at(page.url, "en", PHONE)
        assert not scrolls_sideways(phone)
        assert violations(phone) == []
        assert phone.locator(".cell-account").first.is_visible()
        look.logged[:] = [
            line for line in look.logged if "GPU stall" not in line
        ]  # a software renderer reads back pixels


def test_reports_are_taken_out_in_a_browser(look: Looker, told: Path) -> None:
    with Serving(Settings(db=str(told), who="Salma", hosts=HOSTS)) as address:
        page = look.at(f"{address}/incidents", "en", DESKTOP, scripts=False)
        page.click("table a")
        page.check(f'input[name=reports][value="{IDS["denial"]}"]')
        page.fill("#part-why", "another strike")
        page.click("form[action$='/part'] button")
        assert "another strike" in page.locator(".history").inner_text()
        assert page.locator("table.accounts tbody tr").first.locator("td").count() == 3
