"""What is done with an archive: made ready for the lexicon at hand, coded, compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.app.actors import actors
from marsad.app.coding import engine, ready_to_keep
from marsad.app.dates import DateReader
from marsad.app.opening import open_archive, reviewing
from marsad.records import Captured, Problem, Record, Report

if TYPE_CHECKING:
    from marsad.sources import Options
    from marsad.sources.ahead import Elsewhere
    from marsad.sources.reading import Seen
    from marsad.store.codings import PreparedCoding
    from marsad.store.contract import Added, Store

__all__ = ["Progress", "code", "create", "ingest", "open_archive"]

_KEPT_TOGETHER, _SECONDS = 2_000, 1.0
"""Codings that are kept in one go, or the seconds after which those at hand are: no more is lost when the program is killed."""


Held = Callable[[str, str | None, str], None]
"""Is told origin, member and hash of an item that is held already."""


class Progress(Record, frozen=True):
    """How far a pass over the archive is: reports coded, those that could not be with the reason, and how many there are."""

    done: int
    total: int
    failed: tuple[tuple[str, str], ...] = ()


def create(path: str, who: str) -> Store:
    """A new archive at ``path`` with the bundled outlets and the lexicon's actors. Raises StoreError when there is one."""
    from marsad import store as stores
    from marsad.sources.outlets import bundled

    known = actors(engine().lexicon)  # first: a lexicon that cannot be read leaves no half-made archive
    archive = stores.create(path, who, reviewing=reviewing)
    archive.put_outlets(bundled(), who)
    archive.put_actors(known)
    return archive


def code(archive: Store, who: str, jobs: int = 1, reports: Sequence[str] = ()) -> Iterator[Progress]:
    """Code what was not coded with this version and lexicon yet; an archive that was coded before gets a new run.

    Broken off, the run is taken up again by the next call. What was coded is kept about once a second; a report that could
    not be coded stays pending.
    """
    archive.put_actors(actors(engine().lexicon))
    extractor = engine().extractor
    run = archive.begin_run(extractor.name, extractor.version, extractor.lexicon, who)
    total = archive.count_pending(run, reports)
    done = 0
    for batch, failed in _batches(archive.pending(run, reports), jobs):
        done += archive.put_coded(run, batch, who) if batch else 0
        yield Progress(done=done, total=total, failed=failed)
    archive.finish_run(run, who)


def _batches(
    reports: Iterator[Report], jobs: int
) -> Iterator[tuple[list[tuple[str, PreparedCoding]], tuple[tuple[str, str], ...]]]:
    """Codings to keep in one transaction, and the reports that could not be coded."""
    batch: list[tuple[str, PreparedCoding]] = []
    failed: list[tuple[str, str]] = []
    since = time.monotonic()
    for identity, outcome in ready_to_keep(_named_reports(reports), jobs):
        if isinstance(outcome, str):
            failed.append((identity, outcome))
        else:
            batch.append((identity, outcome))
        if len(batch) >= _KEPT_TOGETHER or time.monotonic() - since > _SECONDS:
            yield batch, tuple(failed)
            batch, failed, since = [], [], time.monotonic()
    yield batch, tuple(failed)


def _named_reports(reports: Iterable[Report]) -> Iterator[tuple[str, Report]]:
    return ((report.id or "", report) for report in reports)


def ingest(
    archive: Store,
    sources: Sequence[str],
    options: Options,
    who: str,
    progress: Callable[[int], None] | None = None,
    held: Held = lambda origin, member, sha256: None,
    renamed: Callable[[Captured], Captured] | None = None,
    jobs: int = 1,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Added | Problem]:
    """Take in ``sources`` (paths, folders, addresses, ``-``), each item on the disk when it is yielded.

    What is held already is passed over, so that the same call takes up one that was stopped or killed. ``progress`` is told
    of bytes dealt with, ``held`` of each item passed over. ``renamed`` may give captures another origin before they
    are kept. With several ``jobs`` much is read and made ready by several processes; who takes in many sources one by one gives
    the place where all of them are read (``documents.beside`` with ``reading_options``).

    Raises KindError and ColumnsError for options that cannot be.
    """
    from marsad.app.documents import beside
    from marsad.sources import read

    reading = reading_options(archive, options)
    problems: list[Problem] = []
    seen = _telling(archive.seen, held)
    with nullcontext(elsewhere) if elsewhere else beside(jobs, reading) as place:
        captures = _captured(read(sources, reading, seen=seen, progress=progress, elsewhere=place), problems)
        for added in archive.add(map(renamed, captures) if renamed else captures, who, jobs):
            yield from _taken(problems)
            yield added
    yield from _taken(problems)


def reading_options(archive: Store, options: Options) -> Options:
    """Options with what this archive knows of outlets, and days read in Arabic."""
    from marsad.sources import Outlets

    table = options.outlets or Outlets(archive.outlets())
    return replace(options, outlets=table, read_date=DateReader(engine().lexicon))


def _telling(seen: Seen, held: Held) -> Seen:
    def asked(origin: str, member: str | None, sha256: str) -> bool:
        known = seen(origin, member, sha256)
        if known:
            held(origin, member, sha256)
        return known

    return asked


def _captured(outputs: Iterable[Captured | Problem], problems: list[Problem]) -> Iterator[Captured]:
    """The captures; problems are laid aside, for the archive takes in captures only."""
    for output in outputs:
        if isinstance(output, Problem):
            problems.append(output)
        else:
            yield output


def _taken(problems: list[Problem]) -> Iterator[Problem]:
    while problems:
        yield problems.pop(0)
