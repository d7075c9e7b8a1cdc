"""Long work on an archive as one kind of thing: steps with how far it is, what it has to say, and in the end what came of it."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from marsad.records import Captured, Problem, Record

if TYPE_CHECKING:
    from marsad.sources import Options
    from marsad.sources.ahead import Elsewhere
    from marsad.store.contract import Store

Kind = Literal["ingest", "code", "link", "verify", "reindex", "compact"]
KINDS: tuple[Kind, ...] = ("ingest", "code", "link", "verify", "reindex", "compact")


class Source(Record, frozen=True):
    """Something to be taken in: where it lies, and under which name it is to be known where that is not its place."""

    place: str
    name: str | None = None


class Order(Record, frozen=True):
    """What is to be done. ``then`` follows when it is done; sources and their options are for ``ingest``."""

    kind: Kind
    who: str
    sources: tuple[Source, ...] = ()
    outlet: str | None = None
    published: str | None = None
    follow: bool = False
    ocr: bool = False
    then: tuple[Kind, ...] = ()


class Step(Record, frozen=True):
    """How far work is: ``done`` of ``total`` (None where that is not known), something to tell, and outcomes by name."""

    kind: Kind
    done: int = 0
    total: int | None = None
    problem: str | None = None
    outcome: dict[str, int] = msgspec.field(default_factory=dict)


def work(archive: Store, order: Order) -> Iterator[Step]:
    """Do what is ordered, one kind after the other. Each step is on the disk when it is yielded.

    Raises StoreError, and KindError and ColumnsError for options that cannot be.
    """
    for kind in (order.kind, *order.then):
        yield from _DOING[kind](archive, order)


def _ingest(archive: Store, order: Order) -> Iterator[Step]:
    from marsad.app.archive import reading_options
    from marsad.app.documents import beside
    from marsad.sources import Options

    counts: Counter[str] = Counter()
    options = reading_options(archive, Options(
        outlet=order.outlet, published=_day(order.published), follow=order.follow, ocr=order.ocr
    ))  # fmt: skip
    with beside(os.cpu_count() or 1, options) as elsewhere:
        for number, source in enumerate(order.sources, 1):
            for problem in _take(archive, source, options, order.who, counts, elsewhere):
                yield Step(kind="ingest", done=number, total=len(order.sources), problem=problem, outcome=dict(counts))
    yield Step(kind="ingest", done=len(order.sources), total=len(order.sources), outcome=dict(counts))


def _take(
    archive: Store, source: Source, options: Options, who: str, counts: Counter[str], elsewhere: Elsewhere | None
) -> Iterator[str | None]:
    """What became of each item of a source: a problem in words, or None."""
    from marsad.app.archive import ingest

    def held(origin: str, member: str | None, sha256: str) -> None:
        counts["held"] += 1

    renamed = _naming(source)
    taken = ingest(
        archive, [source.place], options, who, held=held, renamed=renamed, jobs=os.cpu_count() or 1, elsewhere=elsewhere
    )  # fmt: skip
    for item in taken:
        if isinstance(item, Problem):
            counts["problem"] += 1
            yield f"{item.member or source.name or item.origin}: {item.problem}"
        else:
            known = 0 if item.repeated else len(item.known)
            counts.update(new=len(item.new), known=known, forgotten=len(item.forgotten))
            if item.repeated:
                counts["held"] += 1
            counts["empty"] += not (item.new or item.known or item.forgotten or item.repeated)
            yield None


def _naming(source: Source) -> Callable[[Captured], Captured] | None:
    """A file that a visitor handed over lies in a folder that is of no interest to anybody: it is known by its own name."""
    name, laid = source.name, Path(source.place).name
    if name is None:
        return None

    def renamed(item: Captured) -> Captured:
        capture = msgspec.structs.replace(item.capture, origin=name)
        reports = tuple(
            msgspec.structs.replace(report, name=name) if report.name == laid else report for report in item.reports
        )
        return msgspec.structs.replace(item, capture=capture, reports=reports)

    return renamed


def _day(words: str | None) -> datetime.date | None:
    from marsad.app.asking import read_day

    return read_day(words) if words else None


def _code(archive: Store, order: Order) -> Iterator[Step]:
    from marsad.app.archive import code

    failed = 0
    for at in code(archive, order.who, os.cpu_count() or 1):
        for report, reason in at.failed:
            failed += 1
            yield Step(kind="code", done=at.done, total=at.total, problem=f"{report}: {reason}")
        yield Step(kind="code", done=at.done, total=at.total, outcome={"coded": at.done, "problem": failed})


def _link(archive: Store, order: Order) -> Iterator[Step]:
    from marsad.app.incidents import link

    done = 0
    for at in link(archive, os.cpu_count() or 1):
        done = at.done
        yield Step(kind="link", done=at.done, total=at.total, outcome={"linked": at.done})
    if done:
        archive.log(order.who, "link", "archive", f"{done} report{'' if done == 1 else 's'}")
    yield Step(kind="link", done=done, total=done, outcome={"linked": done})


def _verify(archive: Store, order: Order) -> Iterator[Step]:
    found = 0
    for finding in archive.verify():
        found += 1
        yield Step(
            kind="verify", problem=f"{finding.kind}: {finding.subject} {finding.details}", outcome={"findings": found}
        )
    archive.log(order.who, "verify", "archive", f"{found} finding{'' if found == 1 else 's'}")
    yield Step(kind="verify", done=1, total=1, outcome={"findings": found})


def _reindex(archive: Store, order: Order) -> Iterator[Step]:
    total = archive.stats()["reports"]
    for done in archive.reindex(order.who):
        yield Step(kind="reindex", done=done, total=total, outcome={"indexed": done})


def _compact(archive: Store, order: Order) -> Iterator[Step]:
    archive.compact()
    archive.log(order.who, "compact", "archive")
    yield Step(kind="compact", done=1, total=1)


_DOING: dict[Kind, Callable[[Store, Order], Iterator[Step]]] = {
    "ingest": _ingest, "code": _code, "link": _link, "verify": _verify, "reindex": _reindex, "compact": _compact,
}  # fmt: skip
