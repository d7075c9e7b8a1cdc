"""Charts in a real browser: labels in their order in both directions, themes, phone, paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.serving import Watched, document, served

PLACES = ["محافظة دير الزور", "منبج", "ريف حلب الشمالي الشرقي وما حوله من القرى", "Al-Mithal", "الباب"]
CHARTS: dict[str, dict[str, Any]] = {
    "places": {
        "kind": "bars",
        "title": "الوقائع بحسب المكان",
        "labels": PLACES,
        "series": [{"name": "قتلى", "values": [15, 7, 3, 1, None], "shown": ["≥15", None, "~3", None, None]}],
    },
    "months": {
        "kind": "columns",
        "title": "الوقائع بحسب الشهر",
        "labels": [f"2014-{m:02}" for m in range(1, 13)],
        "series": [
            {"name": "اعتداء", "values": [3, 5, 2, 8, 13, 9, 4, 4, 0, 2, 6, 7]},
            {"name": "احتجاج", "values": [1, 0, 2, 2, 3, 1, 4, 2, 1, 2, 0, 1]},
            {"name": "أسر", "values": [0, 1, 0, 0, 2, 1, 0, 2, 1, 0, 0, 1]},
        ],
    },
    "trend": {
        "kind": "lines",
        "title": "التقارير بحسب الشهر",
        "labels": [f"2014-{m:02}" for m in range(1, 13)],
        "series": [
            {
                "name": "وقائع", "values": [30, 35, 32, None, 43, 49, 44, 54, 50, 52, 56, 57],
                "low": [25, 30, 28, None, 38, 44, 40, 48, 45, 46, 50, 50],
                "high": [36, 41, 37, None, 49, 55, 50, 61, 57, 59, 63, 65],
            },
            {"name": "تقارير", "values": [10, 12, 11, 14, 13, 19, 24, 24, 20, 22, 26, 27]},
        ],
    },
    "agreement": {
        "kind": "shares",
        "title": "اتفاق الروايات",
        "labels": ["أين", "متى", "كم قُتل"],
        "series": [
            {"name": "متفقة", "values": [8, 6, 3]}, {"name": "متوافقة", "values": [4, 3, 2]},
            {"name": "متعارضة", "values": [1, 2, 6]}, {"name": "لا تذكر", "values": [3, 4, 5]},
        ],
    },
}  # fmt: skip


def pages(language: str = "ar") -> dict[str, str | bytes]:
    body = "".join(
        f'<h2>{told["title"]}</h2><figure class="chart" data-chart="{name}"></figure>'
        f'<script type="application/json" id="{name}">{json.dumps(told, ensure_ascii=False)}</script>'
        f'<div class="chart-table table-wrap"><table><tr><th scope="row">{told["labels"][0]}</th><td>1</td></tr></table></div>'
        for name, told in CHARTS.items()
    )
    return {"/": document(f"<h1>رسوم</h1>{body}", language, ("desk", "charts"))}


@pytest.fixture(params=["ar", "en"])
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    with served(pages(request.param)) as address:
        yield address


def opened(browser: Browser, address: str, **context: Any) -> Watched:
    watched = Watched(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}), address)
    watched.page.goto(address)
    watched.page.wait_for_selector("[data-chart=agreement][data-ready]")
    return watched


def place(watched: Watched, chart: str, words: str, letter: int) -> float:
    """Where a letter of a label stands, from the left."""
    return float(
        watched.page.evaluate(
            """([chart, words, letter]) => {
              const texts = [...document.querySelectorAll(`[data-chart=${chart}] svg text`)];
              const one = texts.find((t) => t.textContent.includes(words));
              const node = one.firstChild, range = document.createRange(), at = node.data.indexOf(words) + letter;
              range.setStart(node, at); range.setEnd(node, at + 1);
              return range.getBoundingClientRect().left;
            }""",
            [chart, words, letter],
        )
    )


def test_all_charts_are_drawn_and_named(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    for told in CHARTS.values():
        assert watched.page.get_by_role("img", name=told["title"]).count() == 1
    assert watched.wrong == []


def test_a_bound_stays_in_front_of_its_number(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    assert place(watched, "places", "≥15", 0) < place(watched, "places", "≥15", 1)
    assert watched.wrong == []


def test_arabic_names_run_from_right_to_left_and_are_joined(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    assert place(watched, "places", "منبج", 0) > place(watched, "places", "منبج", 3)


def test_labels_do_not_overlap_and_none_is_cut_off_by_the_edge(browser: Browser, site: str) -> None:
    for width in (1280, 390):
        watched = opened(browser, site, viewport={"width": width, "height": 900})
        bad = watched.page.evaluate(
            """() => [...document.querySelectorAll('[data-chart]')].flatMap((chart) => {
              const frame = chart.getBoundingClientRect();
              const boxes = [...chart.querySelectorAll('svg text')].map((t) => [t.textContent, t.getBoundingClientRect()]);
              const out = boxes.filter(([, b]) => b.left < frame.left || b.right > frame.right).map(([t]) => 'out: ' + t);
              const over = boxes.flatMap(([t, a], i) => boxes.slice(i + 1).filter(([, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5)
                .map(([u]) => `over: ${t} ${u}`));
              return [...out, ...over];
            })"""
        )
        assert bad == [], width
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_the_tables_are_shown_and_not_the_drawings(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    watched.page.emulate_media(media="print")
    assert not watched.page.locator("[data-chart=places]").is_visible()
    assert watched.page.locator(".chart-table").first.is_visible()


def test_a_value_is_told_under_the_pointer(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    watched.page.locator("[data-chart=places] g rect").first.hover()
    assert "≥15" in watched.page.locator("[data-chart=places] .chart-tip").inner_text()
    assert watched.wrong == []
