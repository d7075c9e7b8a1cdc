"""Codes reports, in one process or several, and hands them on in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from marsad.app.engine import Engine
from marsad.app.processes import given, in_flight, is_over, pool, taken
from marsad.records import CodedReport, Report

if TYPE_CHECKING:
    from marsad.store.codings import PreparedCoding

_AHEAD = 4
"""Batches in flight for each process: enough that none waits, few enough that memory stays bounded."""
TOGETHER = 32
"""Reports that travel together where nobody waits for the first: handing one over costs half as much as reading a short one."""
_BATCH_CHARACTERS = 60_000
"""Text that makes up a batch: some tenths of a second of reading, against a millisecond of handing over."""

Item = TypeVar("Item")
Made = TypeVar("Made")
Coded = CodedReport | str
"""A coded report, or what went wrong with it."""


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process, loaded when first asked for."""
    return Engine.load()


def code(report: Report) -> Coded:
    """The records of ``report``. A fault of the program costs this report only; the others go on."""
    try:
        return engine().extract_report(report)
    except Exception as error:
        return _fault(error)


def _fault(error: Exception) -> str:
    return f"could not be coded, which is a fault of marsad: {type(error).__name__}: {error}"


def coded(items: Iterable[tuple[Item, Report]], jobs: int, batch: int = 1) -> Iterator[tuple[Item, Coded]]:
    """Each item with the records of its report, in order, reading no further ahead than the processes need.

    With several ``jobs`` up to ``batch`` reports travel together, fewer when they are long; 1 hands each on as soon as it is
    done. When somebody kills a process, its reports and those after them are coded in this one.
    """
    if jobs == 1:
        for item, report in items:
            yield item, code(report)
        return
    with closing(_beside(items, jobs, batch, _packed)) as outcomes:
        for item, outcome in outcomes:
            yield item, _unpacked(outcome)


def ready_to_keep(items: Iterable[tuple[Item, Report]], jobs: int) -> Iterator[tuple[Item, PreparedCoding | str]]:
    """The same for an archive: each process makes ready what it coded, which leaves this one the writing."""
    if jobs == 1:
        yield from ((item, _prepared(report)) for item, report in items)
    else:
        yield from _beside(items, jobs, TOGETHER, _prepared)


def _beside(
    items: Iterable[tuple[Item, Report]], jobs: int, batch: int, act: Callable[[Report], Made]
) -> Generator[tuple[Item, Made]]:
    """Each item with what ``act`` makes of its report in another process."""
    with pool(jobs, _ready) as processes:
        begun = in_flight(
            _batches(items, batch),
            lambda pairs: given(processes, _all, (act, [report for _, report in pairs])),
            jobs * _AHEAD,
            is_over,
        )
        for pairs, coming in begun:
            outcomes = taken(coming)
            if outcomes is None:  # somebody killed a process
                yield from ((item, act(report)) for item, report in pairs)
            else:
                yield from ((item, outcome) for (item, _), outcome in zip(pairs, outcomes, strict=True))


def _ready() -> None:
    """The engine is loaded before the first batch comes."""
    engine().extractor  # noqa: B018


def _all(work: tuple[Callable[[Report], Made], list[Report]]) -> list[Made]:
    act, reports = work
    return [act(report) for report in reports]


def _packed(report: Report) -> bytes | Coded:
    """Encoded records travel between processes in a tenth of the time; lone surrogates cannot be encoded."""
    outcome = code(report)
    try:
        return outcome if isinstance(outcome, str) else msgspec.json.encode(outcome)
    except UnicodeEncodeError:
        return outcome


def _unpacked(outcome: bytes | Coded) -> Coded:
    return msgspec.json.decode(outcome, type=CodedReport) if isinstance(outcome, bytes) else outcome


def _prepared(report: Report) -> PreparedCoding | str:
    from marsad.store.codings import prepared

    outcome = code(report)
    try:
        return outcome if isinstance(outcome, str) else prepared(outcome)
    except Exception as error:
        return _fault(error)


def _batches(items: Iterable[tuple[Item, Report]], most: int) -> Iterator[list[tuple[Item, Report]]]:
    batch: list[tuple[Item, Report]] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item[1].text)
        if len(batch) >= most or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
