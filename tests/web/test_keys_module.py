"""Keys by their place on the board: in any layout, changeable, listed, silent while typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.serving import Watched, document, served

BODY = """<h1>مراجعة</h1>
<form role="search" action="/"><input type="search" name="q" aria-label="بحث"></form>
<button data-key="accept" data-key-code="KeyA" id="accept">اقبل <kbd>A</kbd></button>
<button data-key="reject" data-key-code="KeyX" id="reject">ارفض</button>
<button data-key="next" data-key-code="Shift+KeyN" id="next">التالي</button>
<label>سبب <input id="reason" data-key="reason" data-key-code="KeyR" data-key-label="سبب القرار"></label>"""
COUNT = """() => { window.pressed = [];
  for (const one of document.querySelectorAll('button[id]'))
    one.addEventListener('click', () => window.pressed.push(one.id)); }"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with served({"/": document(BODY)}) as address:
        context = browser.new_context()
        made = Watched(context, address)
        made.page.goto(address)
        made.page.wait_for_selector("html.has-keys")
        made.page.evaluate(COUNT)
        yield made
        assert made.wrong == []
        context.close()


def press(page: Page, code: str, key: str, shift: bool = False, where: str = "body") -> None:
    """A key of some layout; Playwright's own presses are those of a US board."""
    page.evaluate(
        """([where, code, key, shiftKey]) => document.querySelector(where).dispatchEvent(
          new KeyboardEvent('keydown', { code, key, shiftKey, bubbles: true, cancelable: true }))""",
        [where, code, key, shift],
    )


@pytest.mark.parametrize(
    ("code", "key", "shift", "wanted"),
    [
        ("KeyA", "a", False, ["accept"]),
        ("KeyA", "ش", False, ["accept"]),
        ("KeyX", "ء", False, ["reject"]),
        ("KeyN", "ى", False, []),
        ("KeyN", "آ", True, ["next"]),
        ("KeyQ", "a", False, []),
    ],
)
def test_the_place_counts_and_not_the_letter(
    watched: Watched, code: str, key: str, shift: bool, wanted: list[str]
) -> None:
    press(watched.page, code, key, shift)
    assert watched.page.evaluate("window.pressed") == wanted


def test_keys_are_silent_while_typing_and_with_control(watched: Watched) -> None:
    watched.page.focus("#reason")
    watched.page.keyboard.type("axa")
    watched.page.keyboard.press("Escape")
    watched.page.keyboard.press("Control+KeyX")
    assert watched.page.evaluate("window.pressed") == []
    assert watched.page.input_value("#reason") == "axa"
    watched.page.keyboard.press("KeyX")
    assert watched.page.evaluate("window.pressed") == ["reject"]


def test_a_field_is_focused_and_slash_goes_to_search(watched: Watched) -> None:
    press(watched.page, "KeyR", "ق")
    assert watched.page.evaluate("document.activeElement.id") == "reason"
    watched.page.keyboard.press("Escape")
    press(watched.page, "Slash", "ظ")
    assert watched.page.evaluate("document.activeElement.name") == "q"


def test_help_lists_the_keys_of_the_page_and_they_can_be_changed(watched: Watched) -> None:
    page = watched.page
    press(page, "Slash", "؟", shift=True)
    dialog = page.get_by_role("dialog")
    for words in ("اقبل", "ارفض", "سبب القرار", "إلى البحث"):
        assert words in dialog.inner_text()
    dialog.get_by_role("button", name="غيّر: اقبل").click()
    page.keyboard.press("KeyX")
    assert "هذا المفتاح مستعمل في" in dialog.inner_text()
    dialog.get_by_role("button", name="غيّر: اقبل").click()
    page.keyboard.press("KeyG")
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    press(page, "KeyA", "a")
    assert page.evaluate("window.pressed") == []
    press(page, "KeyG", "ل")
    assert page.evaluate("window.pressed") == ["accept"]
    page.reload()
    page.wait_for_selector("html.has-keys")
    assert page.inner_text("#accept kbd") == "G"


def test_single_keys_can_be_turned_off(watched: Watched) -> None:
    press(watched.page, "Slash", "?", shift=True)
    watched.page.get_by_role("checkbox").uncheck()
    watched.page.keyboard.press("Escape")
    press(watched.page, "KeyA", "a")
    assert watched.page.evaluate("window.pressed") == []
