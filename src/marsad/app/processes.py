"""Processes that work beside this one, and end with it. What a process was at when somebody killed it is done here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Work = TypeVar("Work")
Done = TypeVar("Done")

_MOST = 61
"""More processes Windows does not let anybody wait for."""


@contextmanager
def pool(jobs: int, prepare: Callable[[], object]) -> Iterator[ProcessPoolExecutor]:
    """So many processes; each calls ``prepare`` before its first work. What was not begun at the end is not done.

    When something goes wrong in here, or somebody stops it, what they are at is given up: nobody waits for it.
    """
    from marsad.store.beside import Pool

    made = Pool(min(jobs, _MOST), _begin, prepare)
    try:
        yield made
    except BaseException:
        made.give_up()
        raise
    finally:
        made.end()


def given(processes: ProcessPoolExecutor, act: Callable[[Work], Done], work: Work) -> Future[Done] | None:
    """Work given to a process; None when somebody killed one, for then there are none any more."""
    from concurrent.futures import BrokenExecutor

    try:
        return processes.submit(act, work)
    except BrokenExecutor:
        return None


def taken(coming: Future[Done] | None) -> Done | None:
    """What a process made of its work; None when it was not given any, or somebody killed it: that is to be done here."""
    from concurrent.futures import BrokenExecutor

    try:
        return None if coming is None else coming.result()
    except BrokenExecutor:
        return None


def in_flight(
    works: Iterable[Work],
    begin: Callable[[Work], Done],
    most: int,
    is_done: Callable[[Done], bool] = lambda done: False,
) -> Iterator[tuple[Work, Done]]:
    """Each piece of work with what was begun of it, in order; up to ``most`` are begun before the first of them is taken.

    What ``is_done`` when more work comes is handed on then: from a source that is slow nothing waits for ``most``.

    >>> list(in_flight("abc", str.upper, 2))
    [('a', 'A'), ('b', 'B'), ('c', 'C')]
    """
    begun = deque[tuple[Work, Done]]()
    for work in works:
        begun.append((work, begin(work)))
        while begun and (len(begun) >= most or is_done(begun[0][1])):
            yield begun.popleft()
    while begun:
        yield begun.popleft()


def is_over(coming: Future[Any] | None) -> bool:
    """Whether work that was ``given`` need not be waited for."""
    return coming is None or coming.done()


def _begin(prepare: Callable[[], object]) -> None:
    from marsad.store.beside import begin_beside

    begin_beside()
    prepare()
