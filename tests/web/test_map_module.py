"""The map of events in a real browser: areas and points, list, period by pointer and keys, theme, a map file of the user."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.serving import Watched, document, served

TABLE = "".join(
    f'<tr data-start="{day}" data-end="{day}"><td>{day}</td></tr>' for day in ("2014-02-03", "2014-06-01", "2016-01-09")
)


def feature(n: int, at: tuple[float, float] | None, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    told = {
        "report": f"r{n}", "event": f"e{n}", "type": "ASSAULT", "type_label": "اعتداء", "status": "actual", "status_label": "وقع",
        "date": start, "start": start, "end": end or start, "place": "منبج", "level": "town", "km": 2,
        "quotation": "قُصفت القرية 🚑",
        "url": f"/reports/r{n}", "speakers": ["ناطق باسم اللواء"],
    }  # fmt: skip
    geometry = None if at is None else {"type": "Point", "coordinates": at}
    return {"type": "Feature", "geometry": geometry, "properties": {**told, **more}}


EVENTS = [
    *(feature(n, (37.95, 36.53), f"2014-02-{n + 1:02}") for n in range(9)),
    feature(20, (38.3, 34.55), "2014-06-01", place="تدمر", km=0),
    feature(21, (43.1, 36.3), "2014-06-01", "2014-06-30", place="نينوى", level="governorate", km=90),
    feature(22, (44.2, 15.4), "2016-01-01", "2016-12-31", place="اليمن", level="country", km=400),
    feature(23, (44.2, 15.4), "2016-01-09", place="صنعاء", type_label="احتجاج", status="planned", status_label="مزمع"),
    feature(24, None, "2014-02-01", place=None),
]


def pages(language: str = "ar", attributes: str = "") -> dict[str, str | bytes]:
    body = (
        f'<h1>خريطة</h1><div data-map data-events="/events.geojson" {attributes}><p>بلا خريطة</p></div>'
        f'<div class="table-wrap"><table data-follow-filter><tbody>{TABLE}</tbody></table></div>'
    )
    return {
        "/": document(body, language, ("desk", "map"), ("map",)),
        "/events.geojson": json.dumps({"type": "FeatureCollection", "features": EVENTS}),
    }


@pytest.fixture
def site() -> Iterator[str]:
    with served(pages()) as address:
        yield address


def opened(browser: Browser, address: str, path: str = "/", **context: Any) -> Watched:
    watched = Watched(browser.new_context(viewport={"width": 1280, "height": 1000}, **context), address)
    watched.page.add_init_script(
        "window.heard = []; document.addEventListener('marsad:filter', (e) => window.heard.push(e.detail))"
    )
    watched.page.goto(address + path)
    watched.page.wait_for_selector("[data-map][data-ready], [data-map] [role=alert]", timeout=60_000)
    return watched


def rows_shown(watched: Watched) -> int:
    return watched.page.locator("table tr:visible").count()


def test_the_map_shows_what_has_a_place_and_lists_it(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    assert watched.page.locator(".map-item").count() == 13
    assert "13" in watched.page.locator(".map-status").inner_text()
    assert watched.page.evaluate("window.heard.at(-1)") == {"since": None, "until": None, "shown": 13, "total": 13}
    assert watched.page.locator("canvas").count() == 1
    assert watched.wrong == []


def test_an_entry_of_the_list_leads_to_its_report_and_keeps_its_words(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    first = watched.page.locator(".map-item").first
    assert first.locator("a").get_attribute("href") == "/reports/r0"
    assert "«قُصفت القرية 🚑»" in first.inner_text()
    first.locator("a").focus()
    assert watched.wrong == []


def test_a_period_is_chosen_by_keys_and_kept_in_the_address(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    end = watched.page.get_by_role("slider").nth(1)
    end.focus()
    end.press("Home")
    for _ in range(4):
        end.press("ArrowRight")
    watched.until("window.heard.at(-1).until === '2014-06-30'")
    assert "until=2014-06-30" in watched.page.url
    assert watched.page.evaluate("window.heard.at(-1).shown") == 11
    assert rows_shown(watched) == 2
    end.press("Escape")
    watched.until("window.heard.at(-1).until === null")
    assert "until" not in watched.page.url
    assert rows_shown(watched) == 3
    assert watched.wrong == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_period_is_chosen_by_dragging_from_left_to_right(browser: Browser, language: str) -> None:
    with served(pages(language)) as address:
        watched = opened(browser, address)
        plot = watched.page.locator(".histogram-plot")
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box is not None
        watched.page.mouse.move(box["x"] + box["width"] * 0.04, box["y"] + 30)
        watched.page.mouse.down()
        watched.page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 40, steps=4)
        watched.page.mouse.up()
        watched.until("window.heard.at(-1).since !== null")
        told = watched.page.evaluate("window.heard.at(-1)")
        assert told["since"] == "2014-03-01"
        assert told["until"] == "2014-05-31"
        assert watched.wrong == []


def test_the_address_gives_the_period(browser: Browser, site: str) -> None:
    watched = opened(browser, site, "/?since=2016-01&until=2016-03")
    assert watched.page.evaluate("window.heard.at(-1).shown") == 2
    assert watched.page.get_by_role("slider").first.get_attribute("aria-valuetext") == "كانون الثاني/يناير 2016"


def test_the_page_may_tell_the_period(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    watched.page.evaluate("document.dispatchEvent(new CustomEvent('marsad:period', {detail: {since: '2016'}}))")
    watched.until("window.heard.at(-1).shown === 2")


def test_pressing_a_cluster_lists_what_is_in_it(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    assert any(_pressed_a_cluster(watched) for _ in range(5))
    assert watched.wrong == []


def _pressed_a_cluster(watched: Watched) -> bool:
    """Goes over the map with the pointer and presses what can be pressed; the map may lag behind drawing and pointer."""
    watched.page.wait_for_timeout(500)
    box = watched.page.locator(".map-canvas canvas").bounding_box()
    assert box is not None
    for i in range(400):
        x, y = box["x"] + (i % 25) * box["width"] / 25, box["y"] + (i // 25) * box["height"] / 16
        watched.page.mouse.move(x, y)
        if watched.page.evaluate("document.querySelector('.map-canvas canvas').style.cursor") == "pointer":
            watched.page.mouse.click(x, y)
            watched.page.wait_for_timeout(100)
            if "أحداث في هذا الموضع" in watched.page.locator(".map-list-head").inner_text():
                return True
    return False


def test_a_theme_chosen_later_colours_the_map(browser: Browser, site: str) -> None:
    watched = opened(browser, site)
    watched.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    watched.page.wait_for_timeout(300)
    assert watched.wrong == []


def test_without_drawing_the_words_stay(browser: Browser, site: str) -> None:
    watched = Watched(browser.new_context(), site)
    watched.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    watched.page.goto(site)
    watched.page.wait_for_selector("[role=alert]")
    assert watched.page.get_by_text("بلا خريطة").is_visible()


def test_events_that_cannot_be_read_are_told(browser: Browser) -> None:
    with served({"/": pages()["/"]}) as address:
        watched = opened(browser, address)
        assert "تعذرت قراءة الأحداث" in watched.page.get_by_role("alert").inner_text()


def raster() -> bytes:
    """A grey square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    line = b"\0" + b"\x80" * 256
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0))
    return png + chunk(b"IDAT", zlib.compress(line * 256)) + chunk(b"IEND", b"")


def vector() -> bytes:
    """A vector tile of the world: water over all lands of the test's events, a road through it, and a town with its names."""
    sea = [9, *_at(2200, 800), 26, *_at(700, 0), *_at(0, 1400), *_at(-700, 0), 15]
    road = [9, *_at(2200, 800), 10, *_at(700, 1400)]
    names = {"name": "Tall", "name:ar": "تل", "name:en": "Tall"}
    return b"".join(
        (_layer("water", 3, sea, {}), _layer("roads", 2, road, {}), _layer("places", 1, [9, *_at(2520, 1600)], names))
    )


def _at(x: int, y: int) -> list[int]:
    """A step in a tile, as vector tiles write it."""
    return [(n << 1) ^ (n >> 31) for n in (x, y)]


def _varint(n: int) -> bytes:
    return bytes([n & 127 | 128]) + _varint(n >> 7) if n > 127 else bytes([n])


def _field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer: a number, or bytes with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _layer(name: str, kind: int, geometry: list[int], told: dict[str, str]) -> bytes:
    """A layer with one feature (https://github.com/mapbox/vector-tile-spec, version 2)."""
    tags = b"".join(_varint(n) * 2 for n in range(len(told)))
    feature = _field(2, tags) + _field(3, kind) + _field(4, b"".join(map(_varint, geometry)))
    keys = b"".join(_field(3, key.encode()) for key in told)
    values = b"".join(_field(4, _field(1, value.encode())) for value in told.values())
    return _field(3, _field(15, 2) + _field(1, name.encode()) + _field(2, feature) + keys + values + _field(5, 4096))


def tiles(tile: bytes, kind: int, metadata: dict[str, Any]) -> bytes:
    """A map file with one tile, that of the whole world (PMTiles 3, nothing compressed); ``kind`` 1 is vector, 2 PNG."""
    told = json.dumps(metadata).encode()
    directory = bytes([1, 0, 1]) + _varint(len(tile)) + bytes([1])  # one entry: tile 0, run of 1, its length, its place
    at = 127
    head = b"PMTiles\x03" + struct.pack(
        "<8Q", at, len(directory), at + len(directory), len(told), 0, 0, at + len(directory) + len(told), len(tile)
    )
    head += struct.pack(
        "<3QBBBBBBiiiiBii", 1, 1, 1, 1, 1, 1, kind, 0, 0, -1800000000, -850000000, 1800000000, 850000000, 0, 0, 0
    )
    return head + directory + told + tile


RASTER = tiles(raster(), 2, {})
VECTOR = tiles(
    vector(), 1, {"vector_layers": [{"id": id, "fields": {}} for id in ("water", "roads", "places", "earth")]}
)
_SHARE = """async ([picture, wanted]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const [red, green, blue] = wanted;
  const data = context.getImageData(0, 0, image.width, image.height).data;
  let found = 0;
  for (let n = 0; n < data.length; n += 4)
    if (Math.abs(data[n] - red) + Math.abs(data[n + 1] - green) + Math.abs(data[n + 2] - blue) < 6) found++;
  return found / (data.length / 4);
}"""
_COLOUR = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--water").trim();
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


def water(watched: Watched) -> float:
    """Which share of the map is drawn in the colour of water."""
    picture = watched.page.locator("[data-map] canvas").first.screenshot()
    encoded = base64.b64encode(picture).decode()
    return float(watched.page.evaluate(_SHARE, [encoded, watched.page.evaluate(_COLOUR)]))


def with_tiles(browser: Browser, file: bytes, language: str = "ar") -> Iterator[Watched]:
    with served({**pages(language, 'data-pmtiles="/own.pmtiles"'), "/own.pmtiles": file}) as address:
        watched = opened(browser, address)
        assert watched.page.locator("[data-map][data-ready]").count() == 1
        watched.page.wait_for_timeout(500)
        yield watched
        assert watched.wrong == []


def drawn(watched: Watched, least: float, most: float) -> None:
    """Wait until so much of the map is water. Before anything else is drawn all of it is, but for what lies over the map."""
    for _ in range(60):
        share = water(watched)
        if least < share < most:
            return
        watched.page.wait_for_timeout(200)
    raise AssertionError(f"{share:.3f} of the map is water")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_vector_map_file_is_drawn_under_the_events(browser: Browser, site: str, language: str) -> None:
    drawn(opened(browser, site), 0.1, 0.5)
    for watched in with_tiles(browser, VECTOR, language):
        drawn(watched, 0.85, 0.97)


def test_a_map_file_of_the_user_is_drawn_under_the_events(browser: Browser) -> None:
    for watched in with_tiles(browser, RASTER):
        drawn(watched, -1, 0.05)


def test_on_a_phone_nothing_is_wider_than_the_page(browser: Browser, site: str) -> None:
    watched = Watched(browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True), site)
    watched.page.goto(site)
    watched.page.wait_for_selector("[data-ready]", timeout=60_000)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.wrong == []
