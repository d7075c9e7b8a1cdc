"""Speed of linking over a generated press: ``make bench-linking SIZE=10000``.

    python bench/linking.py --size 10000        in memory, and in an archive: growth to SIZE from a tenth of it
    python bench/linking.py --size 50000 --no-archive

Times are of the processor, so that other work on the machine counts little. Linking runs in one process; extraction takes
all cores, so beside its rate stands the rate that linking needs to keep up with two of them. Figures are printed with their
aims; nothing fails here.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from linking_data import Coded, press, reports

from marsad import store as stores
from marsad.app import Engine
from marsad.app.incidents import link as link_archive
from marsad.app.linking import link
from marsad.records import Capture, Captured, digest
from marsad.store import Store

WHO = "bench"
_SAMPLE = 600
"""Reports by which the speed of extraction is measured."""
_NEW = 1_000
"""Reports of the step into an archive that is linked already."""


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--size", type=int, default=10_000)
    cli.add_argument("--no-archive", action="store_true")
    cli.add_argument("--no-memory", action="store_true")
    args = cli.parse_args()
    engine = Engine.load()
    rate = extraction(engine)
    row("extraction of the same reports, one process", f"{rate:,.0f} reports/s", "")
    if not args.no_memory:
        in_memory(engine, args.size, rate)
    if not args.no_archive:
        in_archive(engine, args.size, rate)
    row("memory at most", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB", "")


def extraction(engine: Engine) -> float:
    """Reports that are read in a second."""
    some = reports(_SAMPLE)
    engine.extract_report(some[0])
    begin = time.process_time()
    for report in some:
        engine.extract_report(report)
    return len(some) / (time.process_time() - begin)


def in_memory(engine: Engine, size: int, rate: float) -> None:
    """Link a tenth and the whole without an archive."""
    took = {}
    for number in (size // 10, size):
        everything = list(press(number, engine))
        begin = time.process_time()
        linked = link(everything)
        took[number] = time.process_time() - begin
        several = sum(len(group.reports) > 1 for group in linked.incidents)
        largest = max(len(group.reports) for group in linked.incidents)
        pace(f"in memory, {number:,} reports", number, took[number], rate)
        row(
            "",
            f"{len(linked.links):,} pairs kept, {several:,} incidents of several, the largest of {largest} reports",
            "",
        )
        del linked
    row("growth, in memory", f"x {took[size] / took[size // 10]:.1f}", "<= x 12")


def in_archive(engine: Engine, size: int, rate: float) -> None:
    """Link a tenth and the whole in archives, then some new reports into the whole."""
    took = {}
    for number in (size // 10, size):
        coming = press(number + _NEW, engine)
        with tempfile.TemporaryDirectory() as folder, stores.create(Path(folder) / "bench.db", WHO) as store:
            load(store, islice(coming, number))
            took[number] = linked_in(f"archive, {number:,} reports", store, number, rate)
            load(store, coming)
            linked_in(f"{_NEW:,} new reports into {number:,}", store, _NEW, rate)
    row("growth, archive", f"x {took[size] / took[size // 10]:.1f}", "<= x 12")


def linked_in(name: str, store: Store, number: int, rate: float) -> float:
    """Link what is new; the seconds."""
    counting = Counting(store)
    begin, wall = time.process_time(), time.perf_counter()
    for _ in link_archive(counting):  # type: ignore[arg-type]
        pass
    seconds = time.process_time() - begin
    pace(name, number, seconds, rate)
    row("", f"{counting.reads:,} reports read for {number:,}; {time.perf_counter() - wall:,.1f} s by the clock", "")
    return seconds


class Counting:
    """A store that counts the reports that are read of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reads = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def to_link(self, ids: Collection[str]) -> Any:
        """Reports, counted."""
        self.reads += len(ids)
        return self._store.to_link(ids)


def load(store: Store, coming: Iterable[Coded]) -> None:
    """Take reports and their codings in."""
    run = store.begin_run("bench", "1", "1", WHO)
    left = iter(coming)
    while some := list(islice(left, 500)):
        ids = [added.new[0] if added.new else added.known[0] for added in store.add(_captured(some), WHO)]
        store.put_coded(run, zip(ids, (one.coded for one in some)))


def _captured(some: Iterable[Coded]) -> Iterator[Captured]:
    for report, _ in some:
        content = report.text.encode()
        capture = Capture(
            sha256=digest(report.text), size=len(content), media_type="text/plain", tool="bench",
            origin=f"https://example.org/{report.id}", captured_at=f"{report.published}T12:00:00Z",
        )  # fmt: skip
        yield Captured(capture=capture, content=content, reports=(report,))


def pace(name: str, number: int, seconds: float, rate: float) -> None:
    """A rate beside the one that is needed."""
    row(name, f"{seconds:,.1f} s, {number / seconds:,.0f} reports/s", f">= {2 * rate:,.0f} (extraction on two cores)")


def row(name: str, value: str, aim: str) -> None:
    """Print a figure with its aim."""
    print(f"{name:<48} {value}{f'   aim {aim}' if aim else ''}", flush=True)


if __name__ == "__main__":
    main()
