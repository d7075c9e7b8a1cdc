"""How well coding an archive uses the cores: ``make bench-archive`` runs it last.

    python bench/coding.py --reports 4000

Codes the same reports with one process and with all cores, and times what the database takes. Efficiency is the time of one
process over the time of all cores times their number. Figures are printed with their aims.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marsad import store as stores
from marsad.app import archive
from marsad.records import Capture, Captured, Report
from marsad.samples import samples
from marsad.store import Store

WHO = "bench"


def reports(number: int) -> Iterator[Captured]:
    """Reports like the samples, each another text."""
    texts = [sample.text for sample in samples()]
    for n in range(number):
        text = f"التقرير رقم {n}\n{texts[n % len(texts)]}\n{texts[(n * 7 + 3) % len(texts)]}"
        content = text.encode()
        capture = Capture(sha256="", size=len(content), media_type="text/plain", origin=f"bench/{n}",
                          captured_at="2026-01-01T00:00:00Z", tool="bench")  # fmt: skip
        yield Captured(capture=_hashed(capture, content), content=content, reports=(Report(text=text),))


def _hashed(capture: Capture, content: bytes) -> Capture:
    import hashlib

    import msgspec

    return msgspec.structs.replace(capture, sha256=hashlib.sha256(content).hexdigest())


class Timed:
    """A store that adds up the time of ``put_coded`` and ``pending``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def put_coded(self, *arguments: Any) -> int:
        begin = time.perf_counter()
        done = self._store.put_coded(*arguments)
        self.seconds += time.perf_counter() - begin
        return done

    def pending(self, *arguments: Any) -> Iterator[Report]:
        found = self._store.pending(*arguments)
        while True:
            begin = time.perf_counter()
            report = next(found, None)
            self.seconds += time.perf_counter() - begin
            if report is None:
                return
            yield report


def measure(number: int, jobs: int) -> tuple[float, float]:
    """Seconds of coding ``number`` reports with ``jobs`` processes, and those of the database in it."""
    with tempfile.TemporaryDirectory() as folder, stores.create(Path(folder) / "bench.db", WHO) as store:
        for _ in store.add(reports(number), WHO):
            pass
        timed = Timed(store)
        begin = time.perf_counter()
        for _ in archive.code(timed, WHO, jobs):  # type: ignore[arg-type]
            pass
        return time.perf_counter() - begin, timed.seconds


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--reports", type=int, default=4000)
    args = cli.parse_args()
    cores = os.cpu_count() or 1
    measure(20, 1)  # what is loaded once is loaded now
    alone, database = measure(args.reports, 1)
    together, _ = measure(args.reports, cores)
    print(
        f"one process: {args.reports / alone:,.0f} reports/s, database {database / alone:.1%} of it (aim: less than 20 %)"
    )
    print(
        f"{cores} processes: {args.reports / together:,.0f} reports/s, efficiency {alone / together / cores:.2f} (aim: 0.85)"
    )


if __name__ == "__main__":
    main()
