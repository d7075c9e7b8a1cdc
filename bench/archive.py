"""Speed of the archive over a generated one: ``make bench-archive SIZE=100000``.

    python bench/archive.py --size 100000 --at /tmp/archive     make it there (or take up what lies there) and measure
    python bench/archive.py --size 1000000 --no-load            measure what lies there

Figures are printed with their aims; nothing fails here, since machines differ. The archive is kept out of the repository,
by default in a temporary folder that goes away.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import pickle
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from archive_data import FIRST_DAY, SUBJECTS, Place, items, made, world

from marsad import store as stores
from marsad.records import Box, Captured, Circle, CountRange, Filter, Run
from marsad.store import Store
from marsad.store.codings import prepared
from marsad.store.contract import Facet, Sort
from marsad.store.schema import metadata

WHO = "bench"
_BATCH, _CODINGS, _CODED = 200_000, 50_000, 2_000
"""Reports made, then taken in in one go, as one source is (some 2 GB of memory; processes beside begin anew each time); codings
made, then kept; and those of them that are kept in one go, as ``marsad extract`` does at most."""
_ROUNDS = 12
"""Different questions of each kind."""


def load(store: Store, size: int) -> None:
    """Fill the archive up to ``size`` reports, with the rate of rows."""
    store.put_actors(world().actors)
    store.put_outlets(world().outlets, WHO)
    run = store.begin_run("bench", "1", "1", WHO)
    held, rows_held = store.stats(), rows_of(store)
    begin = time.perf_counter()
    adding, coding = Took(0, 0), Took(0, 0)
    for first in range(held["reports"], size, _BATCH):
        until = min(first + _BATCH, size)
        ids: list[str] = []
        batch = [item for item, _ in islice(items(size, first), until - first)]
        adding += apart(lambda batch=batch, ids=ids: ids.extend(added(store, batch)))  # type: ignore[misc]
        del batch
        coding += kept(store, run, ids, first, size)
        print(f"    {until:,} reports after {time.perf_counter() - begin:,.0f} s", flush=True)
    store.finish_run(run, WHO)
    stats = store.stats()
    reports, both = stats["reports"] - held["reports"], adding + coding
    rows = sum(stats[name] - held[name] for name in ("reports", "mentions", "events", "claims"))
    if rows:
        row("adding reports, text index included", rate(reports, adding, "reports/s"), "")
        row("keeping codings: mentions, events, claims", rate(rows - reports, coding), "")
        row("both together: reports, mentions, events, claims", rate(rows, both), "")
        row("both together: rows of all tables", rate(rows_of(store) - rows_held, both), "≥ 20,000")


def added(store: Store, batch: list[Captured]) -> Iterator[str]:
    """Take in reports; their ids."""
    for one in store.add(batch, WHO, os.cpu_count() or 1):
        yield one.new[0] if one.new else one.known[0]


def kept(store: Store, run: Run, ids: list[str], first: int, size: int) -> Took:
    """Keep the codings of the reports from number ``first`` on, which have these ids.

    As with ``marsad extract``, processes beside make codings ready, and hand them over as bytes. By the clock this takes what
    the process that writes takes; of the processor also what making ready took.
    """
    took = Took(0, 0)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as beside:
        for at in range(0, len(ids), _CODINGS):
            until = min(at + _CODINGS, len(ids))
            starts = range(at, until, _CODED)
            made_ready = list(beside.map(ready, ((first + n, first + min(n + _CODED, until), size) for n in starts)))
            took += Took(0, sum(milliseconds for _, milliseconds in made_ready))
            batches = [(ids[n : min(n + _CODED, until)], batch) for n, (batch, _) in zip(starts, made_ready)]
            took += apart(lambda batches=batches: keep(store, run, batches))  # type: ignore[misc]
    return took


def ready(some: tuple[int, int, int]) -> tuple[bytes, float]:
    """The codings of reports from one number to another of an archive of some size, as they are handed over; milliseconds of
    the processor that making them ready took."""
    begin, end, size = some
    codings = [made(number, size)[1] for number in range(begin, end)]
    since = time.process_time()
    content = pickle.dumps([prepared(coded) for coded in codings])
    return content, (time.process_time() - since) * 1000


def keep(store: Store, run: Run, batches: list[tuple[list[str], bytes]]) -> None:
    """Keep codings."""
    for ids, batch in batches:
        store.put_coded(run, zip(ids, pickle.loads(batch)))


def apart(run: Callable[[], object]) -> Took:
    """What something takes, without what waits in memory meanwhile: that is no part of what is measured."""
    gc.freeze()
    took = measured(run)
    gc.unfreeze()
    return took


def rows_of(store: Store) -> int:
    """How many rows lie in all tables of the archive; the index of words has one for each report."""
    with closing(sqlite3.connect(store.where)) as raw:
        tables = [*metadata.tables, "place_box", "text_index_docsize"]
        return sum(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def rate(rows: int, took: Took, of: str = "rows/s") -> str:
    """How many a second by the clock, and a second of all processors together."""
    return f"{rows / took.clock * 1000:,.0f} {of} ({rows / took.processor * 1000:,.0f} by processor)"


def questions(kind: str) -> Iterator[Filter]:
    """Filters of a kind, the same each time."""
    lot = random.Random(kind)
    vocabulary = world().words
    common = [word for word in SUBJECTS[:12] if word]
    while True:
        word = lot.choice(common)
        place, actor = lot.choice(world().places[:40]), lot.choice(world().actors[:40])
        since = FIRST_DAY + datetime.timedelta(days=lot.randrange(3000))
        month = since + datetime.timedelta(days=30)
        yield {
            "common word": Filter(query=word),
            "middle word": Filter(query=vocabulary[lot.randrange(2_000, 9_000)]),
            "rare word": Filter(query=vocabulary[-lot.randrange(1, 60_000)]),
            "two common words": Filter(query=f"{word} {lot.choice(SUBJECTS[12:40])}"),
            "common and rare": Filter(query=f"{word} {vocabulary[-lot.randrange(1, 60_000)]}"),
            "common without common": Filter(query=f"{word} -{lot.choice(SUBJECTS[12:30])}"),
            "one of three": Filter(query=f"{word} OR {lot.choice(SUBJECTS)} OR {vocabulary[lot.randrange(9_000)]}"),
            "phrase": Filter(query=f'"{lot.choice(SUBJECTS[:30])} ال{lot.choice(SUBJECTS[:30])}"'),
            "prefix": Filter(query=f"{lot.choice(['قذي', 'صارو', 'مدني', 'اشتبا', 'انفج'])}*"),
            "prefix, type and country": Filter(
                query=f"{lot.choice(['قذي', 'صارو', 'مدني', 'اشتبا', 'انفج'])}*", types=("PROTEST",), countries=("YE",)),
            "in the title": Filter(query=f"title:{word}"),
            "common, one month": Filter(query=word, published_since=since, published_until=month),
            "common, type and country": Filter(query=word, types=("PROTEST",), countries=("YE",)),
            "common, province": Filter(query=word, admin1=(place.admin1,)),
            "common, place": Filter(query=word, places=(place.arabic,)),
            "common, actor with wings": Filter(query=word, actors=(actor.id,)),
            "common, outlet": Filter(query=word, outlets=(f"outlet{lot.randrange(3, 40)}",)),
            "rare, type": Filter(query=vocabulary[-lot.randrange(1, 60_000)], types=("ASSAULT",)),
            "middle, event month": Filter(query=vocabulary[lot.randrange(2_000, 9_000)], since=since, until=month),
            "events: month, type, province": Filter(since=since, until=month, types=("ASSAULT",), admin1=(place.admin1,)),
            "events: killed, actor": Filter(actors=(actor.id,), counts=(CountRange(kind="killed", least=10),)),
            "events: rare all together": Filter(
                types=("COERCE",), modes=("seize",), statuses=("denied",), speakers=(actor.id,), countries=("LY",)),
            "box of a town": Filter(box=box_around(place, 0.1)),
            "box of a country": Filter(box=box_around(place, 3)),
            "box of everything": Filter(box=Box(west=-180, south=-90, east=180, north=90)),
            "circle of 50 km": Filter(circle=Circle(lat=place.lat, lon=place.lon, km=50)),
        }[kind]  # fmt: skip


def box_around(place: Place, degrees: float) -> Box:
    """A box with a place in its middle."""
    return Box(west=place.lon - degrees, east=place.lon + degrees, south=place.lat - degrees, north=place.lat + degrees)


class Took(NamedTuple):
    """Milliseconds by the clock, and of the processor, whatever else the machine has to do."""

    clock: float
    processor: float

    def __add__(self, other: Took) -> Took:  # type: ignore[override]
        return Took(self.clock + other.clock, self.processor + other.processor)


SEARCHES = [
    "common word", "middle word", "rare word", "two common words", "common and rare", "common without common",
    "one of three", "phrase", "prefix", "prefix, type and country", "in the title", "common, one month",
    "common, type and country", "common, province", "common, place", "common, actor with wings", "common, outlet", "rare, type",
    "middle, event month",
]  # fmt: skip
LISTS = ["events: month, type, province", "events: killed, actor", "events: rare all together"]
BOXES = ["box of a town", "box of a country", "box of everything", "circle of 50 km"]


def search(store: Store) -> None:
    """Searches for twenty reports with words in context."""
    every = [took for kind in SEARCHES for took in timed(kind, lambda where: store.search(where), "≤ 50 ms")]
    row("all of these, newest first", spread(every), "≤ 50 ms")
    relevance: Sort = "relevance"
    for kind in ("common word", "rare word", "two common words"):
        timed(f"{kind}, best first", lambda where: store.search(where, sort=relevance), "", kind)
    for kind in ("common word", "rare word", "common, type and country"):
        timed(f"{kind}, counted", store.count, "", kind)


def lists(store: Store) -> None:
    """Fifty events by filters, in boxes and circles."""
    for kind in LISTS:
        timed(kind, lambda where: list(store.events(where)), "")
    for kind in BOXES:
        timed(kind, lambda where: list(store.events(where)), "≤ 50 ms")


def facets(store: Store) -> None:
    """Counts by dimensions."""
    year = Filter(since=datetime.date(2020, 1, 1), until=datetime.date(2020, 12, 31))
    for name, where in (
        ("everything", Filter()), ("one year", year), ("one country", Filter(countries=("SY",))),
        ("a common word", Filter(query=SUBJECTS[0])), ("a rare word", next(questions("rare word"))),
    ):  # fmt: skip
        counted(f"facets month × governorate × type: {name}", store, where, ["month", "admin1", "type"], "≤ 250 ms")
    one: Facet
    for one in ("actor", "place", "speaker"):
        counted(f"facets {one}: everything", store, Filter(), [one], "", limit=20)


def counted(name: str, store: Store, where: Filter, by: list[Facet], aim: str, limit: int | None = None) -> None:
    """The least of three tries."""
    took = [measured(lambda: store.facets(where, by, limit)) for _ in range(3)]
    row(name, f"{min(one.clock for one in took):,.0f} ms; processor {min(one.processor for one in took):,.0f} ms", aim)


def timed(name: str, ask: Callable[[Filter], object], aim: str, kind: str = "") -> list[Took]:
    """What each question of a kind took: the less of two tries, which tells what the program needs."""
    every = []
    for where in islice(questions(kind or name), _ROUNDS):
        took = [measured(lambda where=where: ask(where)) for _ in range(2)]  # type: ignore[misc]
        every.append(Took(min(one.clock for one in took), min(one.processor for one in took)))
    row(name, spread(every), aim)
    return every


def spread(every: list[Took]) -> str:
    """The median and what one in twenty exceeds, by the clock and by the processor."""
    ways = [("", [one.clock for one in every]), ("processor ", [one.processor for one in every])]
    return "; ".join(f"{name}{statistics.median(took):,.1f} ms, p95 {p95(took):,.1f} ms" for name, took in ways)


def p95(took: list[float]) -> float:
    """The time that one in twenty exceeds."""
    return sorted(took)[min(len(took) - 1, int(len(took) * 0.95))]


def measured(run: Callable[[], object]) -> Took:
    """What something takes."""
    clock, processor = time.perf_counter(), worked()
    run()
    return Took((time.perf_counter() - clock) * 1000, (worked() - processor) * 1000)


def worked() -> float:
    """Seconds of the processor, of processes that ended too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def row(name: str, value: str, aim: str) -> None:
    """A line of the table."""
    print(f"{name:<52} {value:<62} {aim}", flush=True)


def measure(folder: Path, size: int, loading: bool) -> None:
    """Make or take up the archive in ``folder``, fill it, and ask it."""
    path = folder / f"archive{size}.marsad"
    with stores.open_store(path, WHO) if path.exists() else stores.create(path, WHO) as store:
        if loading:
            load(store, size)
        stats = store.stats()
        counts = ", ".join(f"{stats[name]:,} {name}" for name in ("reports", "mentions", "events", "claims"))
        row(counts, f"{stats['bytes_database'] / 1e6:,.0f} MB", "")
        search(store)
        lists(store)
        facets(store)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20_000, help="reports")
    parser.add_argument("--at", type=Path, help="folder to keep the archive in")
    parser.add_argument("--no-load", action="store_true", help="measure only")
    asked = parser.parse_args()
    if asked.at:
        asked.at.mkdir(parents=True, exist_ok=True)
        measure(asked.at, asked.size, not asked.no_load)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.size, loading=True)


if __name__ == "__main__":
    main()
