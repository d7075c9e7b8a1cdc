"""The page of a report: every record beside its words, in a client and in a browser."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from marsad.app.opening import open_archive
from marsad.app.review import decide
from marsad.records import Proposed
from marsad.web.beside import part_of, parts
from marsad.web.security import HEADERS

from .looking import PHONE, Looker, scrolls_sideways, violations
from .reporting import first_report, take_in

Client = TestClient[Litestar]
DENIAL, BATTLE = "ينفي", "المقاومة تعلن"
HOSTILE = """<script>fetch("http://evil.example")</script> عنوان " onmouseover="x
قال متحدث إن غارة قتلت 3 جنود في حلب <img src=x onerror=alert(1)> أمس.
وأضاف المصدر {{ 7*7 }} </div></main><h1>مزيف</h1> &lt;b&gt; \u202eabc\u202c ثم javascript:alert(1)
"""


def text_of(page: Any) -> str:
    """What offsets are counted in: the text nodes of the source text but those of what stands between."""
    return str(
        page.evaluate(
            """() => { const walk = document.createTreeWalker(document.querySelector('.source-text'), NodeFilter.SHOW_TEXT,
            (n) => n.parentElement.closest('[data-not-text]') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
            let all = ''; while (walk.nextNode()) all += walk.currentNode.data; return all; }"""
        )
    )


# ---- without a browser


def test_what_is_known_of_a_report_is_told(client: Client, db: Path) -> None:
    id = take_in(
        db, "عنوان\nقتل ثلاثة جنود في حلب.", title="عنوان", url="https://example.org/a?b=1&c=2", outlet="sample",
        authors=("سلمى",), published_at="2024-03-05T10:00:00+03:00", origin="https://example.org/a",
        member="record 7", notes=("a note",), http_status=200, charset="windows-1256", tool="reader 1.2",
    )  # fmt: skip
    page = client.get(f"/reports/{id}", headers={"accept-language": "en"}).text
    for words in (
        "عنوان", "Sample", "سلمى", "5 March 2024", "2026-01-01 00:00:00", "record 7", "a note", "windows-1256", "reader 1.2",
        'href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow"',
    ):  # fmt: skip
        assert words in page
    assert len(re.findall(r'<a [^>]*href="https?://', page)) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "//evil.example", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_never_a_link(client: Client, db: Path, url: str) -> None:
    id = take_in(db, "نص قصير.", url=url)
    page = client.get(f"/reports/{id}").text
    assert f'href="{url}' not in page
    assert url.strip() in page


def test_nothing_of_a_report_becomes_markup(client: Client, db: Path) -> None:
    id = take_in(
        db, HOSTILE, title=HOSTILE.splitlines()[0], url='https://e.example/"><script>', authors=("<i>x</i>",),
        name="<b>n</b>", origin="<u>o</u>", member="\"'><svg onload=1>", tool="<s>", notes=("<em>note</em>",), language="ar",
    )  # fmt: skip
    page = client.get(f"/reports/{id}").text
    for words in ("<script>fetch", "<img src=x", "<h1>مزيف", "<i>x", "<b>n", "<u>o", "<svg onload", "<s>", "<em>note"):
        assert words not in page
    assert "{{ 7*7 }}" in page
    assert "&amp;lt;b&amp;gt;" in page


def test_a_short_id_leads_to_the_whole(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    answer = client.get(f"/reports/{id[:8]}", follow_redirects=False)
    assert answer.headers["location"] == f"/reports/{id}"


@pytest.mark.parametrize("id", ["0000000000", "nothing", "..%2f..%2fetc", "%00", "a" * 65])
def test_what_is_no_report_is_not_found(client: Client, id: str) -> None:
    for path in (f"/reports/{id}", f"/api/reports/{id}", f"/reports/{id}/records.csv", f"/reports/{id}/captures/00"):
        assert client.get(path).status_code in (400, 404)


def test_a_report_that_was_not_coded_says_so(client: Client, db: Path) -> None:
    id = take_in(db, "لم يُرمّز بعد.", coded=False)
    page = client.get(f"/reports/{id}", headers={"accept-language": "en"}).text
    assert "No records have been read out of this report yet" in page
    assert "لم يُرمّز بعد." in page
    assert client.get(f"/api/reports/{id}").json()["coded"] is None
    assert len(client.get(f"/reports/{id}/records.csv").text.splitlines()) == 1


def test_words_that_no_encoding_carries_break_nothing(client: Client, db: Path) -> None:
    id = take_in(db, "قال \ud83d المتحدث إن غارة قتلت ثلاثة.\0\r\nثم", title="عنوان \ud83d", name="\udc00")
    page = client.get(f"/reports/{id}")
    assert page.status_code == 200
    answer = client.get(f"/api/reports/{id}")
    assert answer.json()["report"]["text"].startswith("قال \ufffd المتحدث")
    assert client.get(f"/reports/{id}/records.csv").status_code == 200


def test_the_bytes_of_a_capture_are_saved_and_never_shown(client: Client, db: Path) -> None:
    content = b"<html><script>alert(1)</script></html>"
    id = take_in(db, "نص.", content=content, media_type="text/html")
    sha256 = client.get(f"/api/reports/{id}").json()["captures"][0]["sha256"]
    answer = client.get(f"/reports/{id}/captures/{sha256}")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f'attachment; filename="{sha256[:16]}.bin"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert set(HEADERS) <= {name.title() for name in answer.headers} | {
        name for name in HEADERS if name.lower() in answer.headers
    }


def test_captures_of_other_reports_are_not_given(client: Client, db: Path) -> None:
    id, other = take_in(db, "نص."), first_report(db, BATTLE)
    sha256 = client.get(f"/api/reports/{id}").json()["captures"][0]["sha256"]
    assert client.get(f"/reports/{other}/captures/{sha256}").status_code == 404


def test_the_json_side_holds_all(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    answer = client.get(f"/api/reports/{id}").json()
    assert answer["report"]["id"] == id
    assert answer["coded"]["events"]
    assert answer["incidents"]
    assert answer["captures"][0]["tool"] == "marsad samples"


def test_records_as_a_table(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    coded = client.get(f"/api/reports/{id}").json()["coded"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/reports/{id}/records.csv").content.decode("utf-8-sig"))))
    assert [r["id"] for r in rows] == [r["id"] for part in ("events", "claims", "figures") for r in coded[part]]
    assert rows[0]["type"] == coded["events"][0]["type"]
    assert rows[0]["who_says_so"]


def test_forgetting_asks_for_a_reason_and_a_yes(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    here = {"origin": "http://testserver.local", "sec-fetch-site": "same-origin"}
    for form in ({"why": "x"}, {"sure": "yes"}, {"why": " \n", "sure": "yes"}, {}):
        assert client.post(f"/reports/{id}/forget", data=form, headers=here).status_code == 400
    elsewhere = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post(f"/reports/{id}/forget", data={"why": "x", "sure": "yes"}, headers=elsewhere).status_code == 403
    assert client.get(f"/reports/{id}").status_code == 200
    answer = client.post(
        f"/reports/{id}/forget", data={"why": "asked for by\r\nX-Evil: 1", "sure": "yes", "tidy": "yes"}, headers=here,
        follow_redirects=False,
    )  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, f"/custody?subject={id}")
    assert "x-evil" not in answer.headers


def test_a_forgotten_report_says_when(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    with open_archive(str(db), "Huda") as archive:
        entry = archive.forget(id, "Huda", "asked for")
    page = client.get(f"/reports/{id}", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert "removed on request" in page.text
    assert entry.at.replace("T", " ").removesuffix("Z") in page.text
    assert "Huda" in page.text
    assert "المقاومة" not in page.text
    assert client.get(f"/api/reports/{id}").status_code == 404


def test_where_review_of_each_record_stands_is_shown(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    with open_archive(str(db), "Huda") as archive:
        decide(archive, id, [Proposed(action="reject", record="e1"), Proposed(action="accept", record="e2")], "Huda")
    page = client.get(f"/reports/{id}", headers={"accept-language": "en"}).text
    kept, _, rejected = page.partition('<details class="rejected">')
    assert 'id="e1"' in rejected
    assert 'id="e1"' not in kept
    assert '<span class="badge" data-review="accepted">' in kept
    assert "Huda" in kept
    assert 'data-kind="trigger" data-kinds="trigger content" data-records="e1' not in page
    answer = client.get(f"/api/reports/{id}").json()
    assert {record: mark["state"] for record, mark in answer["marks"].items()} == {"e1": "rejected", "e2": "accepted"}
    table = client.get(f"/reports/{id}/records.csv").content.decode("utf-8-sig")
    assert {r["id"]: r["review"] for r in csv.DictReader(io.StringIO(table))}["e1"] == "rejected"


def test_a_labelled_report_waits_for_a_click(client: Client, db: Path) -> None:
    id = first_report(db, BATTLE)
    here = {"origin": "http://testserver.local", "sec-fetch-site": "same-origin"}
    client.post(f"/reports/{id}/labels", data={"label": "graphic", "why": "wounds told"}, headers=here)
    page = client.get(f"/reports/{id}", headers={"accept-language": "en"}).text
    veil = page.index('<details class="veil">')
    assert veil < page.index('class="source-text')
    assert veil < page.index('id="e0"')
    assert "graphic content" in page[:veil]
    assert "wounds told" in page[:veil]
    assert [one["label"] for one in client.get(f"/api/reports/{id}").json()["labels"]] == ["graphic"]
    client.post(f"/reports/{id}/labels", data={}, headers=here)
    assert '<details class="veil">' not in client.get(f"/reports/{id}").text
    assert client.post(f"/reports/{id}/labels", data={"label": "other"}, headers=here).status_code == 400


def test_a_very_long_report_comes_in_parts(client: Client, db: Path) -> None:
    line = "وقال متحدث إن غارة قتلت ثلاثة جنود في حلب يوم الأحد، وأضاف أن القصف مستمر.\n"
    id = take_in(db, "تقرير طويل\n" + line * 900, title="تقرير طويل")
    answer = client.get(f"/api/reports/{id}").json()
    text, events = answer["report"]["text"], answer["coded"]["events"]
    ends = parts(text)
    assert len(ends) > 2
    late = events[-1]["id"]
    at = part_of(ends, min(t["start"] for t in events[-1]["triggers"]))
    page = client.get(f"/reports/{id}?record={late}").text
    assert f'id="{late}"' in page
    assert f"?part={at - 1}" in page
    assert f'data-start="{ends[at - 1][0]}"' in page
    assert client.get(f"/reports/{id}?part=999999").status_code == 200
    assert client.get(f"/reports/{id}?part=0").status_code == 200


@pytest.mark.parametrize(
    "text",
    ["", "قصير", "أ" * 100_000, "كلمة " * 30_000, "سطر.\n" * 30_000, "\r\n" * 50_000],
    ids=["empty", "short", "one word", "one line", "lines", "blank"],
)
def test_parts_hold_the_whole_text(text: str) -> None:
    ends = parts(text)
    assert ends[0][0] == 0
    assert ends[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(ends))
    assert all(end - start <= 25_000 for start, end in ends)


# ---- in a browser


def test_the_text_is_that_of_the_report_with_all_kinds_of_characters(look: Looker, desk: str, db: Path) -> None:
    text = "عنوان 😀👩‍🚒\r\n\r\nقَالَ متحدثٌ \u202babc\u202c إن غارة قتلت ٣ جنود في حلب\u200f.\rثم قصف\n\n\t<b>&amp;</b>\n"
    id = take_in(db, text, title="عنوان")
    page = look.at(f"{desk}/reports/{id}")
    assert text_of(page) == text
    wrong = page.evaluate(
        """(text) => { const points = [...text]; return [...document.querySelectorAll('.source-text :is(mark, span)[data-start]')]
        .filter((one) => { const at = Number(one.dataset.start), own = [...one.textContent];
        return points.slice(at, at + own.length).join('') !== one.textContent; }).length; }""",
        text,
    )
    assert wrong == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pointing_at_a_record_lights_its_words(look: Looker, desk: str, db: Path, language: str) -> None:
    id = first_report(db, BATTLE)
    page = look.at(f"{desk}/reports/{id}", language)
    card = page.locator("#e0")
    card.locator(".record-id").hover()
    lit = page.locator(".source-text mark[data-lit]")
    assert lit.count() == page.locator('.source-text mark[data-records~="e0"]').count() > 3
    page.locator("h1").hover()
    assert lit.count() == 0


def test_pointing_at_words_lights_their_records(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}")
    mark = page.locator('.source-text mark[data-kind="trigger"][data-records~="e1"]').first
    mark.hover()
    assert page.locator("#e1").get_attribute("data-lit") == "true"
    assert page.locator("#e0").get_attribute("data-lit") is None
    assert page.locator('.bracket[data-lit="true"]').count() > 0
    mark.click()
    assert page.evaluate("document.activeElement.id") == "e1"


def test_a_record_is_reached_and_opened_by_keyboard(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}", "en", size=PHONE)
    page.locator("#e2").focus()
    assert page.locator(".source-text mark[data-lit]").count() > 0
    page.keyboard.press("Enter")
    mark = page.locator('.source-text mark[data-records~="e2"]').first
    box = mark.bounding_box()
    assert 0 < box["y"] < PHONE[1]
    assert mark.inner_text() in page.locator("#live").inner_text()


def test_without_scripts_a_link_lights_the_words(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}", scripts=False)
    link = page.locator("#e1 .quotation a").first
    link.click()
    lit = page.locator(".source-text mark:target")
    assert lit.count() == 1
    assert lit.inner_text() == link.inner_text()


def test_letters_stay_joined_across_the_edge_of_a_mark(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}")
    widths = page.evaluate(
        """() => { const text = document.querySelector('.source-text p'); const made = (html) => {
        const line = document.createElement('span'); line.innerHTML = html; text.append(line);
        const width = line.getBoundingClientRect().width; line.remove(); return width; };
        return ['ببببببب', '<mark data-kind="actor" data-start="0">ببب</mark><span data-start="3">بببب</span>',
        '<mark data-kind="trigger" data-lit="true">ببب</mark><mark data-kind="cue">بببب</mark>',
        '<span class="x">ببب</span> <span>بببب</span>'].map(made); }"""
    )
    assert widths[1] == pytest.approx(widths[0], abs=0.1)
    assert widths[2] == pytest.approx(widths[0], abs=0.1)
    assert widths[3] > widths[0] + 1
    displays = page.evaluate(
        """[...new Set([...document.querySelectorAll('.source-text :is(mark, span[data-start])')]
        .map((m) => getComputedStyle(m).display))]"""
    )
    assert displays == ["inline"]


def test_kinds_of_marks_can_be_hidden_without_scripts(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}", scripts=False)
    mark = page.locator('.source-text mark[data-kind="actor"]').first
    line = "e => getComputedStyle(e).textDecorationLine"
    assert mark.evaluate(line) == "underline"
    page.locator('[data-show="actor"]').uncheck()
    assert mark.evaluate(line) == "none"


def test_brackets_run_along_the_words_of_their_claims(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}")
    off = page.evaluate(
        """() => [...document.querySelectorAll('.bracket')].map((bracket) => {
        const line = bracket.querySelector('.line').getBoundingClientRect();
        const { from, to } = bracket.dataset, at = (m) => Number(m.dataset.start);
        const marks = [...bracket.closest('.passage').querySelectorAll('p > [data-start]')]
            .filter((m) => from <= at(m) && at(m) < to);
        const tops = marks.map((m) => m.getClientRects()[0].top), ends = marks.map((m) => [...m.getClientRects()].at(-1).bottom);
        return Math.max(Math.abs(line.top - Math.min(...tops)), Math.abs(line.bottom - Math.max(...ends))); })"""
    )
    assert off
    assert max(off) < 4


def test_a_hostile_report_does_nothing(look: Looker, desk: str, db: Path) -> None:
    id = take_in(
        db, HOSTILE, title=HOSTILE.splitlines()[0], url="javascript:alert(1)", name="<img src=x onerror=alert(1)>"
    )
    page = look.at(f"{desk}/reports/{id}", "en")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    assert page.locator("h1").count() == 1
    assert page.locator("main img, main script").count() == 0
    assert page.locator('main a[href^="javascript"]').count() == 0
    assert text_of(page) == HOSTILE
    assert page.locator('.control[data-control="RLO"]').count() == 1


def test_the_page_of_a_hostile_report_and_of_others_is_sound(look: Looker, desk: str, db: Path) -> None:
    english = "The ministry said on Sunday that a strike killed three soldiers near Aleppo. «بلدة» is quoted.\n"
    ids = [
        take_in(db, HOSTILE),
        take_in(db, english, language="en"),
        take_in(db, "x", coded=False),
        first_report(db, DENIAL),
    ]
    for id in ids:
        for size in ((1280, 900), PHONE):
            page = look.at(f"{desk}/reports/{id}", "en", size)
            assert not scrolls_sideways(page)
            assert violations(page) == []


def test_a_report_is_removed_by_its_form(look: Looker, desk: str, db: Path) -> None:
    id = first_report(db, BATTLE)
    page = look.at(f"{desk}/reports/{id}", "en")
    page.locator("#forgetting summary").click()
    page.locator("#why").fill("asked for by a witness")
    page.locator('[name="sure"]').check()
    page.locator("#forgetting button").click()
    page.wait_for_url(f"**/custody?subject={id}")
    assert "asked for by a witness" in page.locator("main").inner_text()


def test_the_printed_page_carries_numbers(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/reports/{first_report(db, BATTLE)}")
    page.emulate_media(media="print")
    note = page.evaluate("getComputedStyle(document.querySelector('.source-text mark[data-note]'), '::before').content")
    assert "c0" in note
    assert page.locator("#e0").is_visible()
    assert not page.locator("#forgetting").is_visible()
