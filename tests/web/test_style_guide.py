"""Every class of the stylesheet in both languages, themes and widths: legible, within the window, no call elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.looking import DESKTOP, PHONE, scrolls_sideways, violations
from tests.web.serving import Watched, served

GUIDE = Path(__file__).parents[2] / "frontend" / "styleguide.html"

pytestmark = pytest.mark.skipif(not GUIDE.is_file(), reason="an sdist carries the built files, not their sources")


@pytest.fixture(scope="module")
def guide() -> Iterator[str]:
    page = GUIDE.read_text(encoding="utf-8").replace("../src/marsad/web/static/", "/static/")
    with served({"/": page}) as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_all_parts_are_legible_and_fit(browser: Browser, guide: str, theme: Any, size: tuple[int, int]) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    watched = Watched(context, guide)
    watched.page.goto(guide)
    assert violations(watched.page) == []
    assert not scrolls_sideways(watched.page)
    assert watched.wrong == []
    context.close()


def test_a_theme_chosen_by_the_reader_wins_over_the_system_s(browser: Browser, guide: str) -> None:
    def ground(scheme: Any, theme: str) -> str:
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(guide)
        page.evaluate("(theme) => document.documentElement.dataset.theme = theme", theme)
        found = str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        context.close()
        return found

    light, dark = ground("light", "auto"), ground("dark", "auto")
    assert light != dark
    assert ground("dark", "light") == light
    assert ground("light", "dark") == dark


def test_what_is_pressed_is_large_enough_on_a_phone(browser: Browser, guide: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(guide)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.button:not([data-size=small]), .desk-nav a, input[type=search], select')]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
    )
    assert small == []
    context.close()


def test_arabic_letters_stay_joined_across_marks(browser: Browser, guide: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(guide)
    displays = page.evaluate(
        "[...new Set([...document.querySelectorAll('mark')].map((m) => getComputedStyle(m).display))]"
    )
    assert displays == ["inline"]
    context.close()
