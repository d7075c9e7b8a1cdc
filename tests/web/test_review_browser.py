"""Review in a browser: by keyboard in any layout, with words selected in the text, by two at once, and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from marsad.app.opening import open_archive
from marsad.app.review import decide as decide_on
from marsad.records import Filter, Proposed

from .looking import DESKTOP, PHONE, Looker, scrolls_sideways, violations
from .reporting import take_in
from .test_review import full, looked

ARABIC = {"KeyA": "ش", "KeyX": "ء", "KeyE": "ث", "KeyS": "س", "KeyU": "ع", "KeyN": "ى", "KeyP": "ح", "KeyJ": "ت", "KeyK": "ن",
          "KeyW": "ص", "KeyR": "ق", "Slash": "ظ", "Enter": "Enter", "Escape": "Escape"}  # fmt: skip


def press(page: Any, *codes: str, shift: bool = False, count: list[int] | None = None) -> None:
    """Keys as an Arabic keyboard gives them: the place is Latin, the letter is not."""
    for code in codes:
        at_rest(page)
        page.evaluate(
            "([code, key, shiftKey]) => (document.activeElement ?? document.body).dispatchEvent("
            "new KeyboardEvent('keydown', { code, key, shiftKey, bubbles: true, cancelable: true }))",
            [code, ARABIC.get(code, code), shift],
        )
        if count is not None:
            count[0] += 1


def at_rest(page: Any) -> None:
    page.wait_for_selector("#review:not([aria-busy])")


def record_of(page: Any) -> str:
    return str(page.locator("#review").get_attribute("data-record"))


def row_of(page: Any) -> str | None:
    found: str | None = page.locator('.review-card [data-row][aria-current="true"]').get_attribute("data-row")
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_report_is_reviewed_by_keyboard_alone(look: Looker, desk: str, db: Path, language: str) -> None:
    report = next(iter(_some_report(db)))
    page = look.at(f"{desk}/review/{report}", language)
    total = len(_records(db, report))
    pressed = [0]
    press(page, "KeyA", count=pressed)  # the first record as a whole
    at_rest(page)
    second = record_of(page)
    press(page, "KeyJ", "KeyJ", "KeyK", count=pressed)
    assert row_of(page) == page.locator(".review-card [data-row]").nth(1).get_attribute("data-row")
    press(page, "KeyA", count=pressed)  # one field
    at_rest(page)
    assert record_of(page) == second
    press(page, "KeyX", shift=True, count=pressed)  # and then the whole record is rejected
    at_rest(page)
    assert record_of(page) != second
    press(page, "KeyU", count=pressed)  # which was wrong
    at_rest(page)
    assert record_of(page) == second
    press(page, "KeyN", "KeyP", count=pressed)
    at_rest(page)
    assert record_of(page) == second
    for _ in range(total):
        if page.locator("#review").get_attribute("data-report") != report:
            break
        press(page, "KeyA", shift=True, count=pressed)
        at_rest(page)
    assert page.locator("#review").get_attribute("data-report") != report
    assert {looked(db, report).state(id) for id in _records(db, report)} == {"accepted"}
    assert pressed[0] <= total + 8
    press(page, "KeyU")  # the next report came by itself; what was last is taken back in the one before
    page.wait_for_selector(f'#review[data-report="{report}"]')
    assert len([id for id in _records(db, report) if looked(db, report).state(id) == "new"]) == 1


def _some_report(db: Path) -> list[str]:
    with open_archive(str(db), "test") as archive:
        return [
            str(r.report.id)
            for r in archive.reports(Filter())
            if r.coded and len(r.coded.events) > 1 and r.coded.events[0].counts
        ]


def _records(db: Path, report: str) -> list[str]:
    coded = looked(db, report).coded
    return [one.id for one in (*coded.events, *coded.claims, *coded.figures)]


@pytest.mark.parametrize(("language", "typed"), [("ar", "شغب"), ("en", "riot"), ("en", "مُظاهره"), ("ar", "hunger")])
def test_a_type_is_found_by_typing(look: Looker, desk: str, db: Path, language: str, typed: str) -> None:
    report = _some_report(db)[0]
    event = full(looked(db, report))
    page = look.at(f"{desk}/review/{report}?record={event.id}", language)
    press(page, "KeyJ", "KeyE")
    page.wait_for_selector(".row-editor input[data-narrows]:focus")
    before = page.locator("#kind option").count()
    page.keyboard.type(typed)
    assert 0 < page.locator("#kind option").count() < before / 4
    assert page.locator("#kind-told").inner_text().strip()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-row="type"][data-state="corrected"]')
    assert looked(db, report).coded.events[0].type == "PROTEST"


def test_what_was_skipped_comes_back_with_undo(look: Looker, desk: str, db: Path) -> None:
    page = look.at(f"{desk}/review/{_some_report(db)[0]}", "ar")
    first = record_of(page)
    press(page, "KeyS")
    at_rest(page)
    assert record_of(page) != first
    press(page, "KeyU")
    page.wait_for_selector(f'#review[data-record="{first}"]')


def test_a_field_is_corrected_by_keyboard(look: Looker, desk: str, db: Path) -> None:
    report = _some_report(db)[0]
    event = full(looked(db, report))
    page = look.at(f"{desk}/review/{report}?record={event.id}", "en")
    press(page, "KeyJ", "KeyJ", "KeyE")
    page.wait_for_selector(".row-editor input:checked:focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-row="status"][data-state="corrected"]')
    assert looked(db, report).state(event.id) == "corrected"
    at_rest(page)
    assert row_of(page) == "triggers"
    press(page, "KeyE")
    page.wait_for_selector(".row-editor")
    page.keyboard.press("Escape")
    page.wait_for_selector(".row-editor", state="detached")
    at_rest(page)
    page.keyboard.press("Shift+Slash")
    page.wait_for_selector("dialog[open] dl.keys")
    assert page.locator("dialog dl.keys dt").count() >= 12


TRICKY = (
    "قصف على المثال 💥\n\n"
    "قُتِلَ خمسةُ مدنيين 👩‍👩‍👧 في قصفٍ نفّذته طائرة MQ-9 Reaper على سوق بلدة المثال (Al-Mithal) يوم الأحد، "
    "وقال المصدر لـReuters إن ≥15 جريحًا نُقلوا 🚑.\n"
)


@pytest.fixture
def tricky(db: Path) -> str:
    """A report with emoji, vowel marks, Latin words and both directions, coded; its id."""
    return take_in(db, TRICKY, outlet="sample")


@pytest.mark.parametrize(
    "words", ["مدنيين 👩‍👩‍👧 في", "MQ-9 Reaper", "قُتِلَ", "المثال (Al-Mithal)", "≥15 جريحًا", "🚑", "Reuters إن ≥15"]
)
def test_selected_words_are_exactly_those(look: Looker, desk: str, db: Path, tricky: str, words: str) -> None:
    event = looked(db, tricky).coded.events[0].id
    page = look.at(f"{desk}/review/{tricky}?record={event}&row=targets", "ar")
    _select(page, words)
    page.wait_for_selector("#picked:not([hidden])")
    assert page.locator("#picked .picked-words").inner_text() == words
    press(page, "Enter")
    page.wait_for_selector('[data-row="targets"][data-state="corrected"]')
    reviewed = looked(db, tricky)
    value = reviewed.records[event].fields["targets"].value[-1]
    assert reviewed.text[value["start"] : value["end"]] == words == value["text"]


def _select(page: Any, words: str) -> None:
    """Select words as a pointer does: from a place in one node to a place in another."""
    page.evaluate(
        """words => {
          const root = document.querySelector('#review-text .source-text');
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const nodes = []; let all = '';
          while (walker.nextNode()) { nodes.push([walker.currentNode, all.length]); all += walker.currentNode.data; }
          const start = all.indexOf(words), end = start + words.length;
          const find = (at, last) => { const [n, o] = nodes.findLast(([, o]) => last ? o < at : o <= at); return [n, at - o]; };
          const range = document.createRange();
          range.setStart(...find(start, false)); range.setEnd(...find(end, true));
          const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
        }""",
        words,
    )


def test_words_are_selected_with_the_arrows(look: Looker, desk: str, db: Path, tricky: str) -> None:
    from playwright.sync_api import expect

    event = looked(db, tricky).coded.events[0].id
    page = look.at(f"{desk}/review/{tricky}?record={event}", "en")
    press(page, "KeyJ", "KeyJ", "KeyJ", "KeyJ", "KeyJ", "KeyW")
    assert row_of(page) == "targets"
    page.keyboard.press("ArrowLeft")  # onwards, as the line runs from right to left
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#picked .picked-words")).to_have_text(re.compile(r"^\S+\s+\S+$"))
    words = page.locator("#picked .picked-words").inner_text()
    assert words in TRICKY
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-row="targets"][data-state="corrected"]')
    assert looked(db, tricky).records[event].fields["targets"].value[-1]["text"] == words


def test_two_browsers_on_one_record(look: Looker, desk: str, db: Path) -> None:
    report = _some_report(db)[0]
    event = full(looked(db, report)).id
    pages = []
    for who in ("Omar", "Salma"):
        page = look.at(f"{desk}/review/{report}?record={event}&row=status&edit=1", "en")
        page.context.add_cookies([{"name": "who", "value": who, "domain": "127.0.0.1", "path": "/"}])
        pages.append(page)
    first, second = pages
    first.locator("input[value=denied]").check()
    first.locator(".row-editor button[name=do]").click()
    first.wait_for_selector('[data-row="status"][data-state="corrected"]')
    second.locator("input[value=planned]").check()
    second.locator("#reason").fill("it says tomorrow")
    second.locator(".row-editor button[name=do]").click()
    second.wait_for_selector("#conflict")
    assert "Omar" in second.locator("#conflict").inner_text()
    assert violations(second) == []
    press(second, "KeyR")
    second.wait_for_selector("#conflict", state="detached")
    after = looked(db, report).records[event].fields["status"]
    assert (after.value, after.who, after.reason) == ("planned", "Salma", "it says tomorrow")
    look.logged.clear()  # Chromium logs the 409


def test_the_place_that_is_meant_is_picked_by_name(look: Looker, desk: str, db: Path) -> None:
    report = _some_report(db)[0]
    with open_archive(str(db), "Salma") as archive:
        text = looked(db, report).text
        word = {"start": text.index(" ") + 1, "end": text.index(" ") + 4}
        correction = Proposed(action="correct", record="e0", field="places", value=[word])
        number = decide_on(archive, report, [correction], "Salma").last
    page = look.at(f"{desk}/review/proposals/new?decision={number}", "en")
    page.locator("#words").fill("واحة المثال")
    page.locator("#example").fill("وصلوا إلى واحة المثال.")
    page.locator("#same").press_sequentially("Palmyra")
    page.locator("[role=option]").first.click()
    assert violations(page) == []
    page.locator("form.card button").click()
    page.wait_for_url("**/review/proposals#*")
    assert ",town,SY,Homs," in page.locator("pre").inner_text()


def test_review_without_scripts(look: Looker, desk: str, db: Path) -> None:
    report = _some_report(db)[0]
    event = full(looked(db, report)).id
    page = look.at(f"{desk}/review/{report}?record={event}", "ar", PHONE, scripts=False)
    page.locator('[data-row="places"] button[value="accept:places"]').click()
    assert row_of(page) == "when"
    page.locator('[data-row="targets"] a[data-key="edit"]').click()
    words = looked(db, report).text.split()[3]
    page.locator(".row-editor input[name=words]").fill(words)
    page.locator(".row-editor button[name=do]").click()
    assert words in page.locator('[data-row="targets"]').inner_text()
    page.locator(".record-whole button[value=accept]").click()
    assert record_of(page) != event
    page.locator('button[value="undo"]').click()
    assert record_of(page) == event
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    "more",
    ["", "?record=EVENT&row=type&edit=1", "?record=EVENT&row=counts&edit=1", "?record=EVENT&row=when&edit=1",
     "?record=EVENT&split=1", "?record=EVENT&merge=1", "?add=event", "?add=figure", "?part=claim"],
)  # fmt: skip
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_opens_on_the_page_can_be_used_by_all(
    look: Looker, shared_desk: str, samples_db: Path, more: str, size: tuple[int, int]
) -> None:
    report = _some_report(samples_db)[0]
    event = full(looked(samples_db, report)).id
    page = look.at(f"{shared_desk}/review/{report}{more.replace('EVENT', event)}", "ar", size)
    assert violations(page) == []
    assert not scrolls_sideways(page)
