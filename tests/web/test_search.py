"""Search and the list of events: what is found, narrowed, counted and suggested; and what hostile words cannot do there."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.archive import create
from marsad.app.opening import open_archive as opened
from marsad.web import Settings, application
from marsad.web.asked import read_filter
from marsad.web.facets import FACETS, period
from marsad.web.finding import CountParts, count_parts
from marsad.web.marks import marked
from marsad.web.tables import MOST
from marsad.web.words import words

from . import hostile
from .conftest import HOSTS, Serving
from .looking import PHONE, Looker, scrolls_sideways, violations

Client = TestClient[Litestar]
ENGLISH = {"accept-language": "en"}


def page_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == status, answer.text[:500]
    return answer.text


# ---- what is found


def test_found_words_stand_in_context_and_events_below(client: Client) -> None:
    page = page_of(client, "/search?q=قصف")
    assert "<mark>قصف</mark>" in page
    assert page.count('class="event-line"') > 3
    assert "2 December 2023" in page
    assert "Israeli Air Force" in page
    arabic = client.get("/search?q=قصف", headers={"accept-language": "ar"}).text
    assert "سلاح الجو الإسرائيلي" in arabic
    assert "مخيم النصيرات" in arabic


def test_every_part_of_a_filter_is_a_chip_that_can_be_taken_away(client: Client) -> None:
    asked = (
        "q=قصف&since=2000-01-01&until=2025-12-31&published_since=2001-01-01&published_until=2026-01-01&place=حلب&country=SY"
        "&admin1=Aleppo&box=30,30,50,50&near=36,37,90&type=ASSAULT&mode=aerial&status=actual&actor=actor.sy.army&target=قرية"
        "&party=داعش&speaker=ناشطون&stance=assert&outlet=sample&count=killed>=2&review=new&wings=0"
    )
    page = page_of(client, f"/search?{asked}")
    row = page.partition('<ul class="chips')[2].partition("</ul>")[0]
    taken = re.findall(r'class="remove" href="([^"]+)"', row)
    assert len(taken) == len(asked.split("&"))
    for link in taken:
        left = parse_qs(urlsplit(html.unescape(link)).query)
        assert len(left) == len(asked.split("&")) - 1


def test_pages_go_on_where_the_one_before_ended(client: Client) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        found = client.get(f"/api/search?limit=5&sort=oldest{cursor}").json()
        seen += [hit["report"] for hit in found["hits"]]
        if not found["more"]:
            break
        cursor = f"&after={found['more']}"
    assert len(seen) == len(set(seen)) == client.get("/api/total").json()["reports"]


def test_more_keeps_the_filters(db: Path, client: Client) -> None:
    page = page_of(client, "/events?status=actual&sort=oldest")
    assert 'rel="next"' not in page or "status=actual&amp;sort=oldest&amp;after=" in page
    first = client.get("/api/events?limit=1&status=actual").json()["more"]
    assert client.get(f"/events?status=actual&after={first}").status_code == 200
    assert client.get(f"/events?status=denied&after={first}").status_code == 400


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_orders(client: Client, sort: str) -> None:
    days = [hit["published"] for hit in client.get(f"/api/search?q=قصف&sort={sort}").json()["hits"]]
    assert days
    if sort != "relevance":
        assert days == sorted(days, reverse=sort == "newest")


def test_events_of_a_hit_answer_the_filter_too(client: Client) -> None:
    found = client.get("/api/search?type=COERCE").json()
    assert {event["type"] for event in found["events"]} == {"COERCE"}
    assert {(e["report"], e["event"]) for e in found["events"]} == {
        (h["report"], e) for h in found["hits"] for e in h["events"]
    }


# ---- nothing found, nothing understood


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    create(str(tmp_path / "empty"), "Salma").close()
    with TestClient(application(Settings(db=str(tmp_path / "empty"), hosts=HOSTS))) as client:
        for path in ("/search", "/events"):
            assert "Take reports in first" in page_of(client, path)


def test_nothing_found_tells_which_part_is_to_blame(client: Client) -> None:
    page = page_of(client, "/search?q=قصف&type=ASSAULT&country=BR")
    assert "not even alone" in page
    assert "Brazil" in page
    assert "Without one of these" in page
    assert 'href="/search?q=%D9%82%D8%B5%D9%81&amp;type=ASSAULT"' in page


@pytest.mark.parametrize(
    ("query", "words_", "at"),
    [
        ("(قصف", "bracket is not closed", 1), ("قصف)", "closes none", 4), ('"قصف', "quotation mark", 1), 
        ("قصف OR", "nothing stands behind", 5),
        ("AND قصف", "nothing stands before", 1), ("قص*", "star needs", 1), ("foo:قصف", "no field", 1), 
        ("outlet:(", "needs the id", 1),
        ("قصف \x07", "no character of a text", 5), ("!!", "no word to look for", None), 
        ("(" * 30 + "قصف", "within each other", 21),
        ("قصف " * 150, "There are more than", None),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_read_is_shown_with_the_place(
    client: Client, query: str, words_: str, at: int | None
) -> None:
    page = page_of(client, f"/search?q={quote(query)}")
    assert words_ in page
    assert 'role="alert"' in page
    if at is not None:
        assert f"At character <bdi>{at}</bdi>" in page or f"At character {at}:" in page
    arabic = client.get(f"/events?q={quote(query)}", headers={"accept-language": "ar"}).text
    assert words_ not in arabic
    assert 'role="alert"' in arabic
    assert client.get(f"/api/search?q={quote(query)}").status_code == 400


def test_every_fault_has_words() -> None:
    source = (Path(__file__).parents[2] / "src/marsad/store/query.py").read_text(encoding="utf-8")
    faults = {*re.findall(r'"([a-z]+)"', source), "before", "behind"} & {
        "empty", "words", "long", "control", "field", "closing", "before", "behind", "quotation", "bracket", "deep", "outlet",
        "prefix",
    }  # fmt: skip
    assert len(faults) == 13
    assert {f"search.fault_{fault}" for fault in faults} <= set(words("ar"))


# ---- narrowing


@pytest.mark.parametrize(
    ("words_", "first", "last"),
    [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02", "2023-02-01", "2023-02-28"),
     ("2024-03-05", "2024-03-05", "2024-03-05"), (" 2024-12 ", "2024-12-01", "2024-12-31")],
)  # fmt: skip
def test_periods(words_: str, first: str, last: str) -> None:
    assert tuple(day.isoformat() for day in period(words_)) == (first, last)


@pytest.mark.parametrize(
    "words_", ["", "24", "2024-13", "2024-02-30", "2024-", "٢٠٢٤", "2024-1-1-1", "0000", "last week"]
)
def test_what_is_no_period(words_: str) -> None:
    with pytest.raises(ValueError, match="YYYY"):
        period(words_)


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("q=قصف&type=ASSAULT&from=&to=", {"q": ["قصف"], "type": ["ASSAULT"]}),
        ("from=2020&to=2021-02&since=2001-01-01", {"since": ["2020-01-01"], "until": ["2021-02-28"]}),
        ("from=2020&to=&days=published&since=2001-01-01", {"since": ["2001-01-01"], "published_since": ["2020-01-01"]}),
        ("count_kind=killed&least=3&most=", {"count": ["killed>=3"]}), ("count_kind=any&least=&most=9", {"count": ["any<=9"]}),
        ("count_kind=killed&least=3&most=9&count=injured", {"count": ["injured", "killed=3..9"]}),
        ("count_kind=killed&least=&most=", {"count": ["killed"]}), ("count_kind=any&least=&most=", {}),
        ("add=actor&value=+داعش+&actor=x", {"actor": ["x", "داعش"]}), ("add=actor&value=x&actor=x", {"actor": ["x"]}),
        ("add=sort&value=oldest", {}), ("near_place=حلب&near_km=30&near=1,2,3", {"near": ["36.2,37.16,30"]}),
    ],
)  # fmt: skip
def test_forms_become_addresses_without_anything_empty(client: Client, form: str, query: dict[str, list[str]]) -> None:
    answer = client.get(f"/search/narrow?view=events&{form}", follow_redirects=False)
    assert answer.status_code == 303
    to = urlsplit(answer.headers["location"])
    assert (to.netloc, to.path) == ("", "/events")
    found = parse_qs(to.query)
    if "near" in query:
        lat, lon, km = map(float, found["near"][0].split(","))
        assert (round(lat, 1), round(lon, 1), km) == (36.2, 37.2, 30)
    else:
        assert found == query


@pytest.mark.parametrize(
    "form", ["from=soon", "near_place=لا+مكان+كهذا", "view=evil", "view=//evil.example", "near_km=" + "9" * 99]
)
def test_forms_that_cannot_be_read(client: Client, form: str) -> None:
    assert client.get(f"/search/narrow?{form}", follow_redirects=False).status_code == 400


def test_facets_count_what_the_other_filters_leave(client: Client) -> None:
    free = client.get("/api/facets?by=type").json()
    narrowed = client.get("/api/facets?by=type&type=ASSAULT").json()
    assert free == narrowed
    syria = {v["value"]: v["events"] for v in client.get("/api/facets?by=type&country=SY").json()["values"]}
    assert syria["ASSAULT"] == len(client.get("/api/events?country=SY&type=ASSAULT&limit=200").json()["events"])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_value_of_a_facet_leads_to_as_many_events(client: Client, language: str) -> None:
    headers = {"accept-language": language}
    value = re.compile(
        r'<li><a href="(/events\?[^"]+)" rel="nofollow"><bdi.*?</bdi>(?: <span class="count"><bdi>([\d,]+))?'
    )
    for facet in (facet.name for facet in FACETS):
        links = value.findall(client.get(f"/search/facets?by={facet}&view=events", headers=headers).text)
        assert links, facet
        for link, number in links[:4]:
            query = urlsplit(html.unescape(link)).query
            found = client.get(f"/api/events?{query}&limit=200").json()["events"]
            if (
                number and facet == "time"
            ):  # what reaches from one year into the next answers both and is counted in none
                assert len(found) >= int(number), link
            elif number and facet not in ("speaker", "actor", "target"):  # these take in wings and other ways of naming
                assert len(found) == int(number), link
            again = client.get(f"/search/facets/part?by={facet}&view=events&{query}", headers=headers).text
            assert 'aria-current="true"' in again


def test_years_open_into_months_and_close_again(client: Client) -> None:
    def periods(path: str) -> list[tuple[str | None, str | None]]:
        asked = [
            parse_qs(urlsplit(html.unescape(link)).query)
            for link in re.findall(r'href="([^"]+)"', page_of(client, path))
        ]
        return [(one.get("since", [None])[0], one.get("until", [None])[0]) for one in asked]

    whole, *months = periods("/search/facets/part?by=time&since=2019-01-01&until=2019-12-31")
    assert whole == (None, None), "the year that is chosen is no longer"
    assert months
    assert all(first and last and first[:5] == last[:5] == "2019-" and first[5:] != "01-01" for first, last in months)
    again = periods(f"/search/facets/part?by=time&since={months[0][0]}&until={months[0][1]}")
    assert again[:2] == [("2019-01-01", "2019-12-31")] * 2, (
        "back to the year, and the month that is chosen is no longer"
    )


# ---- suggestions


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [("actor", "الجيش السوري", "actor.sy.army"), ("actor", "جيش السور", "actor.sy.army"), 
     ("actor", "islamic sta", "actor.group.isis"),
     ("place", "حلب", None), ("place", "alepp", None), ("outlet", "sample 2", "sample-2"), ("outlet", "عينة", "sample"),
     ("speaker", "شهود", "شهود عيان")],
)  # fmt: skip
def test_suggestions(client: Client, kind: str, typed: str, value: str | None) -> None:
    found = client.get(f"/api/suggest?kind={kind}&q={quote(typed)}").json()
    assert 0 < len(found) <= 10
    assert value is None or value in [one["value"] for one in found]
    for one in found:
        assert client.get(f"/search?{kind}={quote(one['value'])}").status_code == 200


@pytest.mark.parametrize("typed", ["", " ", "\x00", "%", "_", "'", "ـ", "ًٌ", "a" * 100])
def test_suggestions_for_what_is_no_name(client: Client, typed: str) -> None:
    assert isinstance(client.get(f"/api/suggest?kind=place&q={quote(typed)}").json(), list)


# ---- tables


def test_tables_hold_what_the_page_shows_and_are_logged(db: Path, client: Client) -> None:
    hostile.take_in(db)
    text = client.get("/events.csv?type=ASSAULT").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(client.get("/api/events?type=ASSAULT&limit=200").json()["events"])
    found = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=قصف").content.decode("utf-8-sig"))))
    assert any("*قصف*" in row["snippet"] for row in found)
    assert not any("\n" in cell or "\u202e" in cell for row in found for cell in row.values())
    with opened(str(db), "Salma") as archive:
        logged = [(e.action, e.subject) for e in archive.latest_custody(2)]
    assert logged == [("export", "search.csv"), ("export", "events.csv")]


def test_geojson_tells_no_names_and_rounds(client: Client) -> None:
    found = client.get("/events.geojson?country=PS").json()
    assert found["features"]
    for feature in found["features"]:
        assert not {"actors", "targets", "speakers", "quotation"} & set(feature["properties"])
        if feature["geometry"]:
            assert all(round(n, 2) == n for n in feature["geometry"]["coordinates"])


# ---- hostile words


def test_words_of_reports_stay_words(db: Path, client: Client) -> None:
    id = hostile.take_in(db)
    with opened(str(db), "Salma") as archive:
        archive.save_search(hostile.NAME, read_filter({"outlet": ["evil"]}), "Salma")
    for path in (
        "/search",
        "/search?outlet=evil",
        "/events?outlet=evil",
        "/search/facets?by=outlet",
        "/",
        "/searches",
        "/export?outlet=evil",
    ):
        page = page_of(client, path)
        assert "<script>alert" not in page
        assert "<svg" not in page
        assert "<img" not in page
        assert not re.search(r"<[^>]*onmouseover=\"alert", page)
        assert "{{" not in page or "{{ 7*7 }}" in page
    assert id in page_of(client, "/search?outlet=evil")


VALUES = (
    '"><script>alert(1)</script>',
    "' onfocus=alert(1) autofocus='",
    "</title><script>alert(1)</script>",
    "{{7*7}}",
    "\u202e<b>",
)
NAMES = (
    "q",
    "place",
    "actor",
    "target",
    "party",
    "outlet",
    "speaker",
    "type",
    "mode",
    "status",
    "review",
    "stance",
    "admin1",
    "country",
)


@pytest.mark.parametrize("path", ["/search", "/events", "/export", "/search/facets", "/search/facets/part"])
def test_words_of_addresses_stay_words(client: Client, path: str) -> None:
    for name in NAMES:
        for value in VALUES:
            answer = client.get(f"{path}?{name}={quote(value)}", headers=ENGLISH)
            page = answer.text
            assert answer.status_code in (200, 400 if name == "q" else 200)
            assert "<script>alert" not in page
            assert "<b>" not in page
            assert "onfocus=alert(1) autofocus='" not in page.replace(html.escape(value), "")
            assert value != "{{7*7}}" or answer.status_code == 400 or "49</bdi>" not in page


def test_marks_of_a_snippet() -> None:
    assert marked("a <b> \ue000<i>\ue001 & \ue000") == "a &lt;b&gt; <mark>&lt;i&gt;</mark> &amp; "
    assert marked("") == ""


@pytest.mark.parametrize(
    "path", ["/", "/search", "/events", "/api/search", "/api/events", "/search.csv", "/events.csv", "/events.geojson"]
)
def test_half_of_a_character_breaks_nothing(client: Client, db: Path, path: str) -> None:
    hostile.take_in(db, hostile.TORN)
    assert client.get(f"{path}?outlet=evil").status_code == 200


@pytest.mark.parametrize(
    ("words_", "parts"),
    [("killed ≥3 soldiers", ("killed", "≥3", "soldiers")), ("injured ?", ("injured", "", "")), 
     ("killed 10–12 شخص آخر", ("killed", "10–12", "شخص آخر"))],
)  # fmt: skip
def test_parts_of_a_count(words_: str, parts: tuple[str, str, str]) -> None:
    assert count_parts(words_) == CountParts(kind=parts[0], number=parts[1], what=parts[2])


# ---- in a browser


def test_facets_and_totals_come_when_they_are_looked_at(look: Looker, shared_desk: str) -> None:
    from playwright.sync_api import expect

    page = look.at(f"{shared_desk}/search?q=قصف", "en")
    expect(page.locator(".total")).to_have_text(re.compile(r"^\s*\d+ reports · \d+ events\s*$"))
    expect(page.locator("details.facet[open] .facet-list")).to_have_count(3)
    actors = page.locator("details.facet", has=page.locator("summary", has_text=re.compile("^Actor$")))
    assert actors.locator(".facet-list").count() == 0
    actors.locator("summary").click()
    actors.locator(".facet-list a").first.click()
    page.wait_for_url("**/search?*actor=*")
    expect(page.locator(".chip .remove")).to_have_count(2)
    page.locator(".chip .remove").last.click()
    page.wait_for_url(lambda url: "actor=" not in url)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_are_chosen_by_keyboard(look: Looker, shared_desk: str, language: str) -> None:
    page = look.at(f"{shared_desk}/search", language)
    page.locator("details.facet:has(#add-party) summary").click()
    field = page.locator("#add-party")
    field.focus()
    page.keyboard.type("الجيش السور")
    page.locator("[role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*party=actor.sy.army*")


def test_typing_never_waits(look: Looker, shared_desk: str) -> None:
    page = look.at(f"{shared_desk}/search", "en")
    page.locator("details.facet:has(#add-party) summary").click()
    held: list[Any] = []
    page.route("**/api/suggest*", lambda route: held.append(route))
    page.locator("#add-party").focus()
    for letter in "الجيش":
        page.keyboard.type(letter)
        page.wait_for_timeout(200)
    assert page.locator("#add-party").input_value() == "الجيش"
    for _ in range(100):
        if len(held) >= 2:
            break
        page.wait_for_timeout(50)
    assert len(held) >= 2, "each pause asks anew and leaves the question before alone"
    for route in held:
        route.abort() if route is not held[-1] else route.continue_()
    page.locator("[role=option]").first.wait_for()
    look.logged.clear()  # Chromium logs the questions that were broken off


def test_columns_sort_what_is_shown(look: Looker, shared_desk: str) -> None:
    page = look.at(f"{shared_desk}/events?country=SY", "en")
    page.get_by_role("button", name="what").click()
    column = page.locator("th[data-sort=what]")
    assert column.get_attribute("aria-sort") == "ascending"
    told = page.locator("tbody td:nth-child(2)").evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    assert told == sorted(told)
    page.get_by_role("button", name="what").click()
    assert page.locator("tbody td:nth-child(2)").evaluate_all("cells => cells.map(c => c.dataset.value)") == told[::-1]


def test_search_without_scripts(look: Looker, shared_desk: str) -> None:
    page = look.at(f"{shared_desk}/search", "en", scripts=False)
    page.locator("#q").fill("قصف")
    page.locator(".search-box button[type=submit]").click()
    assert page.locator("mark").count() > 0
    page.get_by_text("How many are there?").click()
    assert re.fullmatch(r"\d+ reports · \d+ events", page.locator(".total").inner_text())
    page.locator("details.facet[open] a", has_text="Show the values").nth(1).click()
    page.get_by_role("link", name=re.compile("^assault")).click()
    assert "type=ASSAULT" in page.url
    assert page.locator(".chip .remove").count() == 2


@pytest.mark.parametrize(
    "path", ["/search?q=(قصف", "/search?q=قصف&country=BR", "/search?outlet=evil", "/events?outlet=evil"]
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_hostile_words_and_faults_in_a_browser(look: Looker, db: Path, path: str, language: str) -> None:
    hostile.take_in(db)
    with Serving(Settings(db=str(db), who=hostile.NAME, hosts=HOSTS)) as address:
        page = look.at(address + path, language, PHONE)
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        assert page.locator("h1").count() == 1
        assert not scrolls_sideways(page)
        assert violations(page) == []
        page.close()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables hold two lines at most."""
    for kind in MOST:
        monkeypatch.setitem(MOST, kind, 2)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.usefixtures("few")
def test_a_page_tells_what_its_table_leaves_out(client: Client, language: str) -> None:
    client.cookies.set("lang", language)
    for path in ("/search?counted=true", "/events?counted=true", "/search/total?view=events"):
        page = client.get(path).text
        assert 'class="capped' in page, path
        assert 'href="/export"' in page
    assert 'class="capped' not in client.get("/search/total?q=xyzzy").text


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("path", ["/search.csv", "/events.csv"])
def test_a_table_that_is_not_whole_is_named_so(client: Client, path: str) -> None:
    answer = client.get(path)
    assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) == 3
    assert f'filename="{path[1:-4]}-first-2.csv"' in answer.headers["content-disposition"]
    whole = client.get(f"{path}?type=NOTHING")
    assert f'filename="{path[1:]}"' in whole.headers["content-disposition"]
    log = client.get("/custody").text
    assert "the first 2 " in log
