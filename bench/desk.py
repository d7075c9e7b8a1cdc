"""How quickly the desk answers on an archive of SIZE generated reports: ``make bench-desk SIZE=200000``.

    python bench/desk.py --size 200000 --at /tmp/archive     make it there (or take up what lies there) and measure
    python bench/desk.py --size 200000 --at /tmp/archive --only map

Half as many events as reports. The desk runs in this process, another one asks it, one question after the other, so that what
this process needs is what the page costs. Each page is asked under several addresses; first byte, processor time and size are
told. Then a browser opens the map and types into search. Figures are printed with their aims; nothing fails here, since
machines differ.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import uvicorn
from archive import load, p95, row
from archive_data import SUBJECTS, world

from marsad.app.archive import create
from marsad.app.incidents import link
from marsad.app.labels import place_ids
from marsad.app.opening import open_archive
from marsad.records import Filter
from marsad.store import Store
from marsad.web import Settings, application
from marsad.web.counting import KINDS
from marsad.web.warming import warm

ROUNDS, FEWEST, PATIENCE = 30, 4, 8.0
"""Answers of each page, at least so many of one that needs longer than so many seconds for all of them."""
WHO = "bench"
_LINKED = 10_000
"""Reports that are linked, about: the last of these steps is done whole. Enough for pages of incidents."""
_WORDS = "قصف مدينة"
"""What is typed into search."""


class Answer(NamedTuple):
    """An answer as the one who asked saw it: seconds to its first byte, status, bytes sent."""

    took: float
    status: int
    size: int


def pages(archive: Store) -> dict[str, list[str]]:
    """Addresses of each page and part of a page, several of each so that no cache answers for them."""
    hits = [hit.report for word in SUBJECTS[:5] for hit in archive.search(Filter(query=word), limit=6)]
    incidents = [one.id for one in islice(archive.incidents(2), 20)]
    words = [quote(word) for word in SUBJECTS[:20] if word]
    places = islice((id for id, names in place_ids().items() if names[0] and id.startswith("SY.")), 20)
    actors = [quote(actor.id) for actor in world().actors[:20]]
    countries = ["SY", "YE", "IQ", "LY", "SD"]
    charts = {f"chart: {kind}": [f"/charts?show={kind}"] for kind in KINDS}
    return {
        "first page": ["/"],
        "first page: what needs people": ["/needs"],
        "search, nothing asked": ["/search"],
        "search, a common word": [f"/search?q={word}" for word in words],
        "search, two common words": [f"/search?q={word}+{words[-n]}" for n, word in enumerate(words[:9], 1)],
        "search, type and country": [f"/search?type=ASSAULT&country={code}" for code in countries],
        "search: how many there are": [f"/search/total?q={word}" for word in words],
        "search: facets of a word": [f"/search/facets/part?by=type&q={word}" for word in words],
        "search: facets of a country": [f"/search/facets/part?by=actor&country={code}" for code in countries],
        "search: suggestions": [f"/api/suggest?kind={kind}&q={quote(q)}" for kind in ("actor", "place", "speaker")
                                for q in ("قو", "ال", "جي", "Force")],
        "events": ["/events", "/events?type=PROTEST", "/events?country=SY"],
        "timeline": ["/timeline", "/timeline?type=PROTEST"],
        "report": [f"/reports/{id}" for id in hits],
        "review": ["/review"],
        "review of a report": [f"/review/{id}" for id in hits],
        "agreement of reviewers": ["/review/agreement"],
        "incidents": ["/incidents", "/incidents?country=SY", "/incidents?type=ASSAULT"],
        "incident": [f"/incidents/{id}" for id in incidents],
        "actor": [f"/actors/{id}" for id in actors],
        "actor: contradictions, of very many events": [f"/actors/{id}/contradictions" for id in actors],
        "speaker": [f"/speakers/{id}" for id in actors],
        "place that nothing tells of": [f"/places/{quote(id)}" for id in places],
        "search at a place": [f"/search?place={quote(place.arabic)}" for place in world().places[:20]],
        "search at a place that nothing tells of": [f"/search?place={quote('قرية')}{n}" for n in range(20)],
        "outlets": ["/outlets"],
        "outlet": [f"/outlets/outlet{n}" for n in range(3, 20)],
        "map": ["/map", "/map?type=ASSAULT"],
        "map: events of a month": [f"/map.geojson?since={year}-05-01&until={year}-05-31" for year in range(2016, 2024)],
        "map: newest events of all": ["/map.json"],
        **charts,
        "chart of a country": [f"/charts?country={code}" for code in countries],
        "exports": ["/export"],
        "proposals": ["/review/proposals"],
        "kept searches": ["/searches"],
        "ingest and runs": ["/jobs"],
        "settings": ["/settings"],
        "custody log": ["/custody", "/custody?after=150000"],
    }  # fmt: skip


def first_byte(base: str, address: str) -> Answer:
    """Ask for an address as a browser does."""
    place = urlsplit(base)
    asked = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    begin = time.perf_counter()
    asked.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = asked.getresponse()
    took = time.perf_counter() - begin
    size = len(answer.read())
    asked.close()
    return Answer(took, answer.status, size)


def ask(base: str, archive: Store, only: str) -> None:
    """Time every page whose name has ``only`` in it."""
    every: list[float] = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as asking:
        for name, addresses in pages(archive).items():
            if addresses and only in name:
                every += timed(asking, base, name, addresses)
    row(f"all of these, {len(every):,} answers", f"p95 {p95(every):,.0f} ms", "≤ 150 ms")


def timed(asking: Executor, base: str, name: str, addresses: list[str]) -> list[float]:
    """Milliseconds to the first byte of each answer."""
    asking.submit(first_byte, base, addresses[0]).result()  # templates are compiled
    answers: list[Answer] = []
    begin, cost = time.perf_counter(), time.process_time()
    while len(answers) < ROUNDS and (len(answers) < FEWEST or time.perf_counter() - begin < PATIENCE):
        answers.append(asking.submit(first_byte, base, addresses[len(answers) % len(addresses)]).result())
    cost = (time.process_time() - cost) * 1000 / len(answers)
    took = [answer.took * 1000 for answer in answers]
    faults = {answer.status for answer in answers} - {200}
    size = statistics.mean(answer.size for answer in answers) / 1000
    told = f"p50 {statistics.median(took):,.0f} p95 {p95(took):,.0f} cpu {cost:,.0f} ms {size:,.0f} kB"
    row(name + (f" ({', '.join(map(str, sorted(faults)))})" if faults else ""), told, "≤ 150 ms")
    return took


def see(base: str) -> None:
    """Open the map in a browser, and type into search while it still reads."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        row("map and typing in a browser", "not measured: there is no Chromium", "")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        for name in ("map, first visit", "map, again"):
            drawn, told, all_there = opened(context.new_page(), f"{base}/map")
            row(f"{name}: can be moved", f"{drawn:,.2f} s", "≤ 2 s")
            row(f"{name}: newest events can be used", f"{told:,.2f} s", "≤ 2 s")
            row(f"{name}: all events are there", f"{all_there:,.2f} s", "")
        typed(context.new_page(), f"{base}/search")
        browser.close()


def opened(page: Any, address: str) -> tuple[float, float, float]:
    """Seconds until the map can be moved, until there are events to use, and until it has all."""
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    took = []
    for sign in ("[data-drawn]", "[data-ready]", "[data-ready]:not([aria-busy])"):
        page.wait_for_selector(f"[data-map]{sign}", timeout=120_000)
        took.append(time.perf_counter() - begin)
    page.close()
    return took[0], took[1], took[2]


_WATCH = """() => {
  window.took = [];
  document.addEventListener("input", () => {
    const begin = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - begin)));
  }, true);
}"""
"""From each letter to the picture after it."""


def typed(page: Any, address: str) -> None:
    """Type into each field of search as soon as it is there."""
    for field in ("#q", "#add-actor"):
        page.goto(address, wait_until="commit")
        page.wait_for_selector(f"main {field}", state="attached")
        page.evaluate(_WATCH)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        place = page.locator(f"main {field}").first
        place.focus()
        place.press_sequentially(_WORDS, delay=60)
        page.wait_for_timeout(500)
        took = page.evaluate("window.took")
        row(
            f"letters typed into {field}, seen after", f"p50 {statistics.median(took):,.0f} p95 {p95(took):,.0f} ms", ""
        )


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """A desk on the archive, as ``marsad serve`` opens it."""
    config = uvicorn.Config(application(Settings(db=str(path), who=WHO)), port=0, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    warm()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def prepare(path: Path, size: int) -> None:
    """Make the archive or take up what lies there, and link some of it."""
    with open_archive(str(path), WHO) if path.exists() else create(path, WHO) as archive:
        if archive.stats()["reports"] < size:
            load(archive, size)
        if next(archive.incidents(2), None) is None:
            for step in link(archive):
                if step.done >= _LINKED:
                    break
        stats = archive.stats()
        row("archive", f"{stats['reports']:,} reports, {stats['events']:,} events", "")


def measure(path: Path, size: int, only: str, browser: bool) -> None:
    """Prepare, then ask and see."""
    prepare(path, size)
    row("load of the machine", " ".join(f"{one:.1f}" for one in os.getloadavg()), f"{os.cpu_count()} processors")
    with serving(path) as base, open_archive(str(path), WHO) as archive:
        ask(base, archive, only)
        if browser:
            see(base)
    row("load of the machine", " ".join(f"{one:.1f}" for one in os.getloadavg()), "")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20_000, help="reports; about half as many events")
    parser.add_argument("--at", type=Path, help="folder to keep the archive in")
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument("--no-browser", action="store_true", help="leave map and typing out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.at or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder / "desk.marsad", given.size, given.only, not given.no_browser)


if __name__ == "__main__":
    main()
