"""Processes that work beside this one, and end with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


@contextmanager
def pool(jobs: int, prepare: Callable[[], object]) -> Iterator[ProcessPoolExecutor]:
    """So many processes; each calls ``prepare`` before its first work. What was not begun at the end is not done."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(prepare,)) as made:
        try:
            yield made
        finally:
            made.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[[], object]) -> None:
    from marsad.store.preparing import begin_beside

    begin_beside()
    prepare()
