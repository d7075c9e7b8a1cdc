"""Codes reports in several processes and hands them on in the order in which they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from marsad.app import Engine
from marsad.cli.inputs import Item
from marsad.records import CodedReport

_AHEAD = 8
"""Reports in flight for each process."""
_worker: list[Engine] = []


def _prepare() -> None:
    _worker.append(Engine.load())


def _code(item: Item) -> CodedReport:
    return _worker[0].extract(item.text, published=item.published, outlet=item.outlet, id=item.id)


def coded_in_parallel(items: Iterator[Item], jobs: int) -> Iterator[tuple[Item, CodedReport]]:
    """Each item with its records, in order."""
    waiting: deque[tuple[Item, Future[CodedReport]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        for item in items:
            waiting.append((item, pool.submit(_code, item)))
            if len(waiting) >= jobs * _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
