"""Codes reports, in one process or several, and hands them on in the order in which they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.cli.inputs import Item
from marsad.records import CodedReport

if TYPE_CHECKING:
    from concurrent.futures import Future

    from marsad.app import Engine

_AHEAD = 8
"""Reports in flight for each process."""
Coded = CodedReport | str
"""A coded report, or what went wrong with it."""


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process, loaded when first asked for."""
    from marsad.app import Engine

    return Engine.load()


def code(item: Item) -> Coded:
    """The records of ``item``. A fault of the program costs this report only; the others go on."""
    try:
        return engine().extract(item.text, published=item.published, outlet=item.outlet, id=item.id)
    except Exception as error:
        return f"could not be coded, which is a fault of marsad: {type(error).__name__}: {error}"


def coded(items: Iterator[Item], jobs: int) -> Iterator[tuple[Item, Coded]]:
    """Each item with its records, in order, reading no further ahead than the processes need."""
    if jobs == 1:
        for item in items:
            yield item, code(item)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield from _in_order(items, lambda item: pool.submit(code, item), jobs * _AHEAD)


def _in_order(
    items: Iterator[Item], submit: Callable[[Item], Future[Coded]], ahead: int
) -> Iterator[tuple[Item, Coded]]:
    waiting: deque[tuple[Item, Future[Coded]]] = deque()
    for item in items:
        waiting.append((item, submit(item)))
        if len(waiting) >= ahead:
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()
