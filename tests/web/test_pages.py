"""What every page keeps: both languages, desktop and phone, nothing logged, nothing asked elsewhere, no serious violation."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.records import report_id
from marsad.samples import samples

from .looking import DESKTOP, PHONE, Looker, scrolls_sideways, violations

A_REPORT = next(report_id(sample.text, sample.outlet) for sample in samples())
PATHS = [
    "/",
    "/custody",
    f"/reports/{A_REPORT}",
    "/settings",
    "/jobs",
    f"/review/{A_REPORT}",
    "/jobs/diff?old=1&new=1",
    "/search?q=قصف",
    "/events",
    "/search/facets?by=actor",
    "/export",
    "/searches",
    "/review",
    "/review/agreement",
    "/review/proposals",
    "/incidents",
    "/incidents?least=1&type=PROTEST",
    "/outlets",
    "/outlets/sample-6",
    "/map",
    "/charts",
    "/timeline",
    "/actors/actor.sy.army",
    "/speakers/actor.sy.mod",
    "/places/sy.maarrat-misrin",
    "/no-such-page",
]
"""Every page; add yours."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_in_both_languages_and_sizes(
    look: Looker, shared_desk: str, path: str, language: str, size: tuple[int, int]
) -> None:
    page = look.at(shared_desk + path, language, size)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1
    assert not scrolls_sideways(page)
    assert violations(page) == []
    if path == "/no-such-page":
        look.logged.clear()  # Chromium logs that the page itself was 404


@pytest.mark.parametrize("path", PATHS)
def test_every_page_works_before_scripts(look: Looker, shared_desk: str, path: str) -> None:
    page: Any = look.at(shared_desk + path, scripts=False)
    assert page.locator("main h1").inner_text().strip()
    if path == "/no-such-page":
        look.logged.clear()
