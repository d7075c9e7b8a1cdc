"""What is selected in a text, in code points: with marks in it, emoji, vowel marks and mixed direction."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.serving import document, served

# The parts of each text; those in brackets are marked, some inside others.
TEXTS = {
    "plain": "قصفت المدفعية القرية أمس",
    "marked": "قصفت [المدفعية] القرية [أمس]",
    "nested": "قالت إن [طائرة [مسيرة] استهدفت] القاعدة",
    "emoji": "🚑 نُقل [خمسة 👩‍⚕️ جرحى] 🚑 إلى المشفى",
    "vowels": "قُتِلَ [ثَلاثَةُ] مَدَنيّينَ",
    "directions": "نشر [example.org] أن «≥15 [soldiers] قُتلوا» (2024-03-05)",
    "isolates": "لواء \u2067[المثال]\u2069 و\u2066A-10\u2069",
    "lines": "العنوان\n\n[قصفت] المدفعية\r\nالقرية",
}
EXHAUSTIVE = """async ([id, pairs]) => {
  const { rangeOf, selectedIn, textOf } = await import('/static/selection.js');
  const root = document.getElementById(id);
  const selection = getSelection();
  return [textOf(root), pairs.map(([start, end]) => {
    selection.removeAllRanges();
    selection.addRange(rangeOf(root, start, end));
    return selectedIn(root);
  })];
}"""


def plain(text: str) -> str:
    return text.replace("[", "").replace("]", "")


def marked(text: str) -> str:
    """As templates write it: a carriage return as a reference, which HTML would turn into a line feed otherwise."""
    made = escape(text).replace("[", '<mark data-kind="actor">').replace("]", "</mark>")
    return made.replace("\r", "&#13;")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    body = "".join(
        f'<div class="source-text" id="{name}" data-start="{at}">{marked(text)}</div>'
        for at, (name, text) in enumerate(TEXTS.items())
    )
    body += (
        '<div class="source-text" id="labelled">قالت <span data-not-text>الناطق: </span><mark>الوزارة</mark> أمس</div>'
    )
    with served({"/": document(f"<h1>نص</h1>{body}")}) as address:
        context = browser.new_context()
        made = context.new_page()
        made.goto(address)
        yield made
        context.close()


@pytest.mark.parametrize("name", TEXTS)
def test_any_stretch_comes_back_as_exactly_its_characters(page: Page, name: str) -> None:
    text, begin = plain(TEXTS[name]), list(TEXTS).index(name)
    pairs = [(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    shown, found = page.evaluate(EXHAUSTIVE, [name, [(begin + i, begin + j) for i, j in pairs]])
    assert shown == text
    for (i, j), picked in zip(pairs, found, strict=True):
        words = text[i:j]
        if not words.strip():
            assert picked is None
            continue
        left = len(words) - len(words.lstrip())
        wanted = {"start": begin + i + left, "end": begin + i + left + len(words.strip()), "text": words.strip()}
        assert picked == wanted


def test_a_double_click_gives_the_word(page: Page) -> None:
    page.locator("#plain").scroll_into_view_if_needed()
    box: Any = page.evaluate(
        """async () => { const { rangeOf } = await import('/static/selection.js');
          const b = rangeOf(document.getElementById('marked'), 7, 14).getBoundingClientRect();
          return [b.left + b.width / 2, b.top + b.height / 2]; }"""
    )
    page.mouse.dblclick(*box)
    picked = page.evaluate("import('/static/selection.js').then((m) => m.selectedIn())")
    assert picked == {"start": 6, "end": 14, "text": "المدفعية"}


def test_what_reaches_out_of_the_text_is_cut_at_its_ends(page: Page) -> None:
    picked = page.evaluate(
        """async () => { const { selectedIn } = await import('/static/selection.js');
          const range = document.createRange(); range.selectNodeContents(document.body);
          getSelection().removeAllRanges(); getSelection().addRange(range);
          return selectedIn(document.getElementById('plain')); }"""
    )
    assert picked == {"start": 0, "end": 24, "text": TEXTS["plain"]}


def test_labels_among_the_words_do_not_count(page: Page) -> None:
    shown, found = page.evaluate(EXHAUSTIVE, ["labelled", [(5, 12)]])
    assert shown == "قالت الوزارة أمس"
    assert found == [{"start": 5, "end": 12, "text": "الوزارة"}]


def test_nothing_selected_is_nothing(page: Page) -> None:
    assert (
        page.evaluate(
            "import('/static/selection.js').then((m) => { getSelection().removeAllRanges(); return m.selectedIn(); })"
        )
        is None
    )
