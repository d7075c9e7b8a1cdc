"""Speed of linking over a generated press: ``make bench-linking SIZE=10000``.

    python bench/linking.py --size 10000               in memory, and in archives: growth to SIZE from a tenth of it
    python bench/linking.py --size 30000 --no-memory   in archives only
    python bench/linking.py --archive FILE             what waits to be linked in an archive at hand, which is changed

Linking an archive and extracting its reports are both measured with two processes. Times are of the processor, so that other
work on the machine counts little: those of the busier process, which is what is waited for, and of all of them; beside them
stands the time by the clock. Extraction is measured anew around each linking, since the speed of a machine that does other work
changes. Figures are printed with their aims; nothing fails here.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from linking_data import Coded, press, reports

from marsad import store as stores
from marsad.app import Engine
from marsad.app.coding import coded
from marsad.app.incidents import link as link_archive
from marsad.app.linking import link
from marsad.app.opening import open_archive
from marsad.linking.weights import bundled
from marsad.records import Capture, Captured, Report, digest
from marsad.store import Store

WHO = "bench"
_JOBS = 2
_SAMPLE = 600
"""Reports by which the speed of extraction is measured."""
_NEW = 1_000
"""Reports of the step into an archive that is linked already."""


class Cost(NamedTuple):
    """Seconds: of the busier process, of all processes, and by the clock."""

    busier: float
    all: float
    clock: float


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--size", type=int, default=10_000)
    cli.add_argument("--archive", metavar="FILE")
    cli.add_argument("--no-archive", action="store_true")
    cli.add_argument("--no-memory", action="store_true")
    args = cli.parse_args()
    engine = Engine.load()
    if args.archive:
        with open_archive(args.archive) as store:
            linked_in(args.archive, store, store.count_unlinked(bundled().version), engine)
    elif not args.no_memory:
        in_memory(engine, args.size)
    if not args.archive and not args.no_archive:
        in_archive(engine, args.size)
    for what, whose in (("this process", resource.RUSAGE_SELF), ("one beside it", resource.RUSAGE_CHILDREN)):
        row(f"memory of {what} at most", f"{resource.getrusage(whose).ru_maxrss / 1024:,.0f} MB", "")


def extraction(engine: Engine) -> Cost:
    """What a report costs to extract, with as many processes as linking has."""
    some = reports(_SAMPLE)
    engine.extract_report(some[0])
    begin = time.process_time()
    for report in some:
        engine.extract_report(report)
    each = (time.process_time() - begin) / _SAMPLE
    return Cost(each / _JOBS, each, _by_the_clock(some))


def _by_the_clock(some: list[Report]) -> float:
    """Seconds that a report takes when several processes extract, their start left out."""
    begin, first = 0.0, _SAMPLE // 3
    for n, _ in enumerate(coded(enumerate(some), _JOBS, 16)):
        if n == first:
            begin = time.perf_counter()
    return (time.perf_counter() - begin) / (_SAMPLE - 1 - first)


def in_memory(engine: Engine, size: int) -> None:
    """Link a tenth and the whole without an archive, in one process."""
    took = {}
    for number in (size // 10, size):
        everything = list(press(number, engine))
        begin = time.process_time()
        linked = link(everything)
        took[number] = time.process_time() - begin
        several = sum(len(group.reports) > 1 for group in linked.incidents)
        largest = max(len(group.reports) for group in linked.incidents)
        row(f"in memory, {number:,} reports", f"{took[number]:,.1f} s, {number / took[number]:,.0f} reports/s", "")
        row(
            "",
            f"{len(linked.links):,} pairs kept, {several:,} incidents of several, the largest of {largest} reports",
            "",
        )
        del linked
    row("growth, in memory", f"x {took[size] / took[size // 10]:.1f}", "<= x 12")


def in_archive(engine: Engine, size: int) -> None:
    """Link a tenth and the whole in archives, then some new reports into the whole."""
    took = {}
    for number in (size // 10, size):
        coming = press(number + _NEW, engine)
        with tempfile.TemporaryDirectory() as folder, stores.create(Path(folder) / "bench.db", WHO) as store:
            load(store, islice(coming, number))
            took[number] = linked_in(f"archive, {number:,} reports", store, number, engine)
            load(store, coming)
            linked_in(f"{_NEW:,} new reports into {number:,}", store, _NEW, engine)
    row("growth, archive", f"x {took[size] / took[size // 10]:.1f}", "<= x 12")


def linked_in(name: str, store: Store, number: int, engine: Engine) -> float:
    """Link what is new; the processors' seconds."""
    counting = Counting(store)
    before = extraction(engine)
    own, beside, clock = time.process_time(), _beside(), time.perf_counter()
    for _ in link_archive(counting, _JOBS):  # type: ignore[arg-type]
        pass
    own, beside, clock = time.process_time() - own, _beside() - beside, time.perf_counter() - clock
    spent, after = Cost(max(own, beside), own + beside, clock), extraction(engine)
    row(name, f"{number / spent.busier:,.0f} reports/s; {os.getloadavg()[0]:.1f} processes wanted the machine", "")
    for what, seconds, *each in zip(("busier process", "all processes", "by the clock"), spent, before, after):
        extracting = number * sum(each) / 2
        ratio = f"link {seconds:,.1f} s, extract {extracting:,.1f} s: {seconds / extracting:.2f}"
        row(f"    {what}", ratio, "<= 1")
    row("", f"{counting.reads:,} reports read here, the others ahead", "")
    return spent.all


def _beside() -> float:
    """The processors' seconds of processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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


def row(name: str, value: str, aim: str) -> None:
    """Print a figure with its aim."""
    print(f"{name:<48} {value}{f'   aim {aim}' if aim else ''}", flush=True)


if __name__ == "__main__":
    main()
